//! The private side dies after each step: exactly one item, and the public side deletes only after delivery.

use vordruck_private::collect::StopAfter;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;

#[tokio::test]
async fn a_crash_after_any_step_leaves_exactly_one_item() {
    for (stop_after, delivered) in
        [(StopAfter::Lease, 0), (StopAfter::Download, 0), (StopAfter::Examine, 0), (StopAfter::Deliver, 1), (StopAfter::Acknowledge, 1)]
    {
        let mut town = Town::new().await;
        town.add_clerk("a.muster", &["musterstadt/hund"]).await;
        town.submit(Application::of("Bello")).await;
        assert_eq!(town.private().collect_once(stop_after).await.unwrap(), 1);
        town.crash_private().await;
        {
            let clerk = Clerk::signed_in(&town, "a.muster").await;
            assert_eq!(clerk.list().await.total, delivered, "{stop_after:?}");
        }
        // While the lease lasts nobody gets it a second time; afterwards it is there unless it was acknowledged.
        assert_eq!(town.collect().await, 0, "{stop_after:?}");
        town.clock.advance(601);
        assert_eq!(town.collect().await, usize::from(stop_after != StopAfter::Acknowledge), "{stop_after:?}");
        let clerk = Clerk::signed_in(&town, "a.muster").await;
        assert_eq!(clerk.list().await.total, 1, "{stop_after:?}");
        assert!(!town.public_side_has_something().await, "{stop_after:?}");
    }
}
