//! What was submitted to destinations of one's own: a row for each submission, each to one process at a time. In: names, answers. Out: those that are due, those an
//! answer is owed for. There is no content in here; an answer is a signed event of ids and tags.

use super::turns::InTurn as _;
use super::{Store, StoreError, unsigned};
use crate::clock::UnixSeconds;

/// How long a process may work on a submission before somebody else may.
const LEASE_SECONDS: UnixSeconds = 600;
const WAITING: &str = "waiting";

/// What became of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Delivered here, and the delivery service knows.
    Accepted,
    /// Wrong, and the delivery service knows why.
    Rejected,
    /// The delivery service has it no more.
    Withdrawn,
}

/// Names a submission that waits.
pub(crate) struct NewReception<'a> {
    pub(crate) tenant: &'a str,
    pub(crate) destination: &'a str,
    pub(crate) submission: &'a str,
    pub(crate) case: &'a str,
}

/// A submission this process works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reception {
    pub(crate) tenant: String,
    pub(crate) destination: String,
    pub(crate) submission: String,
    pub(crate) case: String,
    pub(crate) attempts: u64,
    /// The answer that is owed, and what it says.
    pub(crate) answer: Option<(String, Outcome)>,
    fence: i64,
}

/// A line for whoever watches.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ReceptionLine {
    /// Tenant id.
    pub tenant: String,
    /// Name of the destination in the configuration.
    pub destination: String,
    /// The delivery service's id.
    pub submission: String,
    /// `waiting`, `accepted`, `rejected` or `withdrawn`.
    pub state: String,
    /// How often it failed.
    pub attempts: u64,
    /// Unix seconds: first seen.
    pub seen_at: UnixSeconds,
    /// Unix seconds of the last change.
    pub changed_at: UnixSeconds,
    /// Unix seconds of the next attempt.
    pub next_at: UnixSeconds,
    /// What went wrong last, or what it was rejected for.
    pub fault: Option<String>,
}

/// A row of `ReceptionLine`.
type LineRow = (String, String, String, String, i64, i64, i64, i64, Option<String>);

/// How a destination is doing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DestinationCounts {
    pub(crate) tenant: String,
    pub(crate) destination: String,
    pub(crate) waiting: u64,
    /// Those of them that failed at least once.
    pub(crate) failing: u64,
    pub(crate) oldest_waiting_at: Option<UnixSeconds>,
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) last_accepted_at: Option<UnixSeconds>,
}

/// A row of `DestinationCounts`.
type CountRow = (String, String, i64, i64, Option<i64>, i64, i64, Option<i64>);

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Accepted, Self::Rejected, Self::Withdrawn].into_iter().find(|outcome| outcome.word() == word)
    }
}

impl Store {
    /// Takes a submission, if it is not done, not due later and nobody else's.
    pub(crate) async fn claim_reception(&self, new: &NewReception<'_>, now: UnixSeconds) -> Result<Option<Reception>, StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO receptions (tenant, destination, submission, case_id, state, attempts, seen_at, changed_at, next_at, leased_until, fence) \
             VALUES ($1, $2, $3, $4, $5, 0, $6, $6, $6, 0, 0) \
             ON CONFLICT (tenant, destination, submission) DO UPDATE SET state = $5, changed_at = $6, next_at = $6 WHERE receptions.state = $7",
        )
        .bind(new.tenant)
        .bind(new.destination)
        .bind(new.submission)
        .bind(new.case)
        .bind(WAITING)
        .bind(now)
        // Named again, it is there again: what is accepted or rejected stays that.
        .bind(Outcome::Withdrawn.word())
        .execute(&mut *transaction)
        .await?;
        type Claimed = (String, i64, i64, Option<String>, Option<String>);
        let claimed: Option<Claimed> = sqlx::query_as(
            "UPDATE receptions SET leased_until = $1, fence = fence + 1 WHERE tenant = $2 AND destination = $3 AND submission = $4 \
             AND state = $5 AND next_at <= $6 AND leased_until <= $6 RETURNING case_id, attempts, fence, answer, answer_says",
        )
        .bind(now + LEASE_SECONDS)
        .bind(new.tenant)
        .bind(new.destination)
        .bind(new.submission)
        .bind(WAITING)
        .bind(now)
        .fetch_optional(&mut *transaction)
        .await?;
        transaction.commit().await?;
        let Some((case, attempts, fence, answer, says)) = claimed else { return Ok(None) };
        let answer = match (answer, says) {
            (Some(answer), Some(says)) => Some((answer, Outcome::read(&says).ok_or(StoreError::Malformed("answer_says"))?)),
            _ => None,
        };
        Ok(Some(Reception {
            tenant: new.tenant.to_owned(),
            destination: new.destination.to_owned(),
            submission: new.submission.to_owned(),
            case,
            attempts: unsigned(attempts),
            answer,
            fence,
        }))
    }

    /// Submission and case of those an answer is owed for: the delivery service may not list them any more.
    pub(crate) async fn list_owed_receptions(
        &self,
        tenant: &str,
        destination: &str,
        now: UnixSeconds,
    ) -> Result<Vec<(String, String)>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT submission, case_id FROM receptions WHERE tenant = $1 AND destination = $2 AND state = $3 AND answer IS NOT NULL \
             AND next_at <= $4 ORDER BY seen_at, submission LIMIT 500",
        )
        .bind(tenant)
        .bind(destination)
        .bind(WAITING)
        .bind(now)
        .fetch_all(&self.pool)
        .await?)
    }

    /// Submissions that wait, are nobody's, and have no answer that is owed; unchanged since `asked_at`.
    pub(crate) async fn list_unanswered_receptions(
        &self,
        tenant: &str,
        destination: &str,
        asked_at: UnixSeconds,
    ) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT submission FROM receptions WHERE tenant = $1 AND destination = $2 AND state = $3 AND answer IS NULL \
             AND changed_at < $4 AND leased_until < $4",
        )
        .bind(tenant)
        .bind(destination)
        .bind(WAITING)
        .bind(asked_at)
        .fetch_all(&self.pool)
        .await?)
    }

    /// Ends one of these.
    pub(crate) async fn withdraw_reception(
        &self,
        tenant: &str,
        destination: &str,
        submission: &str,
        asked_at: UnixSeconds,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE receptions SET state = $1, changed_at = $2 WHERE tenant = $3 AND destination = $4 AND submission = $5 AND state = $6 \
             AND answer IS NULL AND changed_at < $2 AND leased_until < $2",
        )
        .bind(Outcome::Withdrawn.word())
        .bind(asked_at)
        .bind(tenant)
        .bind(destination)
        .bind(submission)
        .bind(WAITING)
        .in_turn(self)
        .await?;
        Ok(())
    }

    /// Ends what waits at destinations that are not among these: nobody asks for it any more. Named again, it is there again.
    pub(crate) async fn withdraw_unconfigured(&self, configured: &[(&str, &str)], now: UnixSeconds) -> Result<(), StoreError> {
        let known: Vec<(String, String)> = sqlx::query_as("SELECT DISTINCT tenant, destination FROM receptions WHERE state = $1")
            .bind(WAITING)
            .fetch_all(&self.pool)
            .await?;
        for (tenant, destination) in known.iter().filter(|(tenant, name)| !configured.contains(&(tenant.as_str(), name.as_str()))) {
            tracing::warn!(
                tenant,
                destination,
                "a destination is not configured any more; what waits there is left to the delivery service"
            );
            sqlx::query("UPDATE receptions SET state = $1, changed_at = $2 WHERE tenant = $3 AND destination = $4 AND state = $5")
                .bind(Outcome::Withdrawn.word())
                .bind(now)
                .bind(tenant)
                .bind(destination)
                .bind(WAITING)
                .in_turn(self)
                .await?;
        }
        Ok(())
    }

    /// Whether something that waits has failed.
    pub(crate) async fn has_stuck_receptions(&self) -> Result<bool, StoreError> {
        let stuck: i64 = sqlx::query_scalar("SELECT CAST(EXISTS (SELECT 1 FROM receptions WHERE state = $1 AND attempts > 0) AS INTEGER)")
            .bind(WAITING)
            .fetch_one(&self.pool)
            .await?;
        Ok(stuck != 0)
    }

    /// Notes the answer that is going to be given, and what is wrong if it is a rejection; given again after a crash, it is the same one.
    pub(crate) async fn note_answer(
        &self,
        reception: &Reception,
        answer: &str,
        says: Outcome,
        fault: Option<&str>,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE receptions SET answer = $1, answer_says = $2, fault = $3, changed_at = $4 \
             WHERE tenant = $5 AND destination = $6 AND submission = $7 AND fence = $8",
        )
        .bind(answer)
        .bind(says.word())
        .bind(fault)
        .bind(now)
        .bind(&reception.tenant)
        .bind(&reception.destination)
        .bind(&reception.submission)
        .bind(reception.fence)
        .in_turn(self)
        .await?;
        Ok(())
    }

    /// Puts a submission back: it is looked at again at `next_at`.
    pub(crate) async fn put_reception_back(
        &self,
        reception: &Reception,
        fault: &str,
        next_at: UnixSeconds,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE receptions SET fault = $1, next_at = $2, attempts = attempts + 1, leased_until = 0, changed_at = $3 \
             WHERE tenant = $4 AND destination = $5 AND submission = $6 AND fence = $7",
        )
        .bind(fault)
        .bind(next_at)
        .bind(now)
        .bind(&reception.tenant)
        .bind(&reception.destination)
        .bind(&reception.submission)
        .bind(reception.fence)
        .in_turn(self)
        .await?;
        Ok(())
    }

    /// Ends a submission.
    pub(crate) async fn end_reception(&self, reception: &Reception, outcome: Outcome, now: UnixSeconds) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE receptions SET state = $1, answer = NULL, answer_says = NULL, leased_until = 0, changed_at = $2 \
             WHERE tenant = $3 AND destination = $4 AND submission = $5 AND fence = $6",
        )
        .bind(outcome.word())
        .bind(now)
        .bind(&reception.tenant)
        .bind(&reception.destination)
        .bind(&reception.submission)
        .bind(reception.fence)
        .in_turn(self)
        .await?;
        Ok(())
    }

    /// Lines, newest first; with a tenant, only its own. `is_open`: only those that wait.
    pub(crate) async fn list_receptions(&self, tenant: Option<&str>, is_open: bool, most: u32) -> Result<Vec<ReceptionLine>, StoreError> {
        let rows: Vec<LineRow> = sqlx::query_as(
            "SELECT tenant, destination, submission, state, attempts, seen_at, changed_at, next_at, fault FROM receptions \
             WHERE ($1 = 0 OR state = $2) AND ($3 IS NULL OR tenant = $3) ORDER BY seen_at DESC, submission LIMIT $4",
        )
        .bind(i64::from(is_open))
        .bind(WAITING)
        .bind(tenant)
        .bind(i64::from(most))
        .fetch_all(&self.pool)
        .await?;
        Ok(rows
            .into_iter()
            .map(|(tenant, destination, submission, state, attempts, seen_at, changed_at, next_at, fault)| ReceptionLine {
                tenant,
                destination,
                submission,
                state,
                attempts: unsigned(attempts),
                seen_at,
                changed_at,
                next_at,
                fault,
            })
            .collect())
    }

    /// How destinations are doing; with a tenant, only its own.
    pub(crate) async fn count_destinations(&self, tenant: Option<&str>) -> Result<Vec<DestinationCounts>, StoreError> {
        let rows: Vec<CountRow> = sqlx::query_as(
            "SELECT tenant, destination, COUNT(*) FILTER (WHERE state = $1), COUNT(*) FILTER (WHERE state = $1 AND attempts > 0), \
             MIN(seen_at) FILTER (WHERE state = $1), COUNT(*) FILTER (WHERE state = $2), COUNT(*) FILTER (WHERE state = $3), \
             MAX(changed_at) FILTER (WHERE state = $2) FROM receptions WHERE $4 IS NULL OR tenant = $4 GROUP BY tenant, destination \
             ORDER BY tenant, destination",
        )
        .bind(WAITING)
        .bind(Outcome::Accepted.word())
        .bind(Outcome::Rejected.word())
        .bind(tenant)
        .fetch_all(&self.pool)
        .await?;
        let counts = |(tenant, destination, waiting, failing, oldest_waiting_at, accepted, rejected, last_accepted_at): CountRow| {
            DestinationCounts {
                tenant,
                destination,
                waiting: unsigned(waiting),
                failing: unsigned(failing),
                oldest_waiting_at,
                accepted: unsigned(accepted),
                rejected: unsigned(rejected),
                last_accepted_at,
            }
        };
        Ok(rows.into_iter().map(counts).collect())
    }

    /// How many submissions there are, by tenant, destination and state.
    pub(crate) async fn count_receptions(&self) -> Result<Vec<(String, String, String, u64)>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
            "SELECT tenant, destination, state, COUNT(*) FROM receptions GROUP BY tenant, destination, state ORDER BY tenant, destination, state",
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(|(tenant, destination, state, count)| (tenant, destination, state, unsigned(count))).collect())
    }
}
