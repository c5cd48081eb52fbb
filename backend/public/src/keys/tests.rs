//! Day keys: shared by processes, destroyed on their day.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::*;
use crate::clock::SystemRandomness;

fn rings(folder: &Path) -> KeyRings {
    let replicas = [folder.join("a"), folder.join("b")];
    KeyRings::open(&replicas, Lifetimes { drafts: 31, postbox: 92, outbox: 4 }, Rng(Arc::new(SystemRandomness))).unwrap()
}

#[test]
fn a_share_opens_in_another_process_and_nowhere_after_its_key_was_destroyed() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (rings(folder.path()), rings(folder.path()));
    let share = Share::from_bytes([7; 32]);
    let sealed = one.seal_share(Ring::Drafts, Day(100), b"id", &share).unwrap();
    let opened = other.open_share(Ring::Drafts, Day(130), b"id", &sealed).unwrap().unwrap();
    assert_eq!(opened.expose(), share.expose());
    assert!(other.open_share(Ring::Drafts, Day(130), b"other", &sealed).is_err());

    assert_eq!(one.destroy_due(Day(130)).unwrap(), 0);
    assert_eq!(one.destroy_due(Day(131)).unwrap(), 2);
    assert!(one.open_share(Ring::Drafts, Day(131), b"id", &sealed).unwrap().is_none());
    assert!(other.open_share(Ring::Drafts, Day(131), b"id", &sealed).unwrap().is_none(), "not even from memory");
    assert!(rings(folder.path()).open_share(Ring::Drafts, Day(100), b"id", &sealed).unwrap().is_none(), "not even with the clock set back");
}

#[test]
fn key_files_are_the_owners_alone_and_lie_in_every_replica() {
    let folder = tempfile::tempdir().unwrap();
    rings(folder.path()).of_today(Ring::Postbox, Day(5)).unwrap();
    for replica in ["a", "b"] {
        let ring = folder.path().join(replica).join("postbox");
        let names: Vec<_> = std::fs::read_dir(&ring).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["5.key"], "and nothing was left aside");
        assert_eq!(std::fs::metadata(ring.join("5.key")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_lost_replica_is_made_whole_and_a_differing_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let key = rings(folder.path()).of_today(Ring::Outbox, Day(5)).unwrap();
    let lost = folder.path().join("a/outbox/5.key");
    std::fs::remove_file(&lost).unwrap();
    assert_eq!(rings(folder.path()).of_today(Ring::Outbox, Day(5)).unwrap().expose(), key.expose());
    assert_eq!(std::fs::read(&lost).unwrap(), key.expose());
    std::fs::write(&lost, [9; 32]).unwrap();
    assert!(matches!(rings(folder.path()).of_today(Ring::Outbox, Day(5)), Err(KeyError::ReplicasDiffer { .. })));
}

#[test]
fn what_a_process_left_aside_when_it_died_is_destroyed_with_its_day() {
    let folder = tempfile::tempdir().unwrap();
    let rings = rings(folder.path());
    rings.of_today(Ring::Outbox, Day(5)).unwrap();
    let left = folder.path().join("b/outbox/5.new-00ff00ff00ff00ff");
    std::fs::write(&left, [9; 32]).unwrap();
    rings.destroy_due(Day(8)).unwrap();
    assert!(left.exists());
    rings.destroy_due(Day(9)).unwrap();
    assert!(!left.exists());
}

#[test]
fn many_processes_that_make_a_key_at_once_have_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let keys: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    (0..20).map(|day| *rings(folder.path()).of_today(Ring::Drafts, Day(day)).unwrap().expose()).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(keys.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(std::fs::read_dir(folder.path().join("a/drafts")).unwrap().count(), 20, "and nothing was left aside");
}

#[test]
fn folders_are_known_again_and_told_from_others() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let name = rings(folder.path()).name_of_folders().unwrap();
    assert_eq!(rings(folder.path()).name_of_folders().unwrap(), name);
    assert_ne!(rings(other.path()).name_of_folders().unwrap(), name);
}
