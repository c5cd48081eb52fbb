//! Reading in a child process of its own for each submission: started, asked through a pipe, ended. In: a sealed submission. Out: what it says; a panic,
//! a limit or a kill over there is a fact here. It inherits no environment and no file but the pipes.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use async_trait::async_trait;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::confined::Limits;
use super::serving::{Answer, Application, ForeignHead, NOT_CONFINED, Question, reading};
use super::{Foreign, ForeignReading, Reader, ReaderError, Reading, Sealed, frames};
use crate::fit_connect::jwe::MOST_INFLATED;

/// Most bytes of an answer beside what the question was made of and what may have been compressed in it: the paper with its fonts, and what is said of all.
const MOST_BESIDE: u64 = 16 << 20;

/// Reads in child processes.
pub struct ChildProcess {
    program: PathBuf,
    arguments: Vec<String>,
    limits: Limits,
    turns: Semaphore,
}

impl ChildProcess {
    /// With a program, usually this very one; the words before the limits that make it read; what a child may use; how many there may be at once.
    #[must_use]
    pub fn new(program: PathBuf, arguments: Vec<String>, limits: Limits, at_once: NonZeroUsize) -> Self {
        Self { program, arguments, limits, turns: Semaphore::new(at_once.get().min(Semaphore::MAX_PERMITS)) }
    }
}

#[async_trait]
impl Reader for ChildProcess {
    async fn read(&self, sealed: Sealed) -> Result<Reading, ReaderError> {
        let (answer, parts) = self.answer(move || write_question(&sealed)).await?;
        let read = tokio::task::spawn_blocking(move || reading(answer, parts));
        match read.await.ok().flatten() {
            Some(Ok(reading)) => Ok(reading),
            Some(Err(failure)) => Err(ReaderError::Died(failure)),
            None => Err(ReaderError::Died("its answer is malformed".to_owned())),
        }
    }

    async fn read_foreign(&self, foreign: Foreign) -> Result<ForeignReading, ReaderError> {
        match self.answer(move || write_foreign(&foreign)).await? {
            (Answer::Foreign(content), parts) => match <[_; 1]>::try_from(parts) {
                Ok([bytes]) => Ok(ForeignReading { content, bytes }),
                Err(_) => Err(ReaderError::Died("its answer is malformed".to_owned())),
            },
            (Answer::Failed(failure), _) => Err(ReaderError::Died(failure)),
            _ => Err(ReaderError::Died("its answer is malformed".to_owned())),
        }
    }
}

/// A question as it goes through the pipe, and how much there is to read in it.
type Written = (Zeroizing<Vec<u8>>, u64);

impl ChildProcess {
    /// Asks a child of its own, when it is its turn.
    async fn answer(
        &self,
        question: impl FnOnce() -> std::io::Result<Written> + Send + 'static,
    ) -> Result<(Answer, Vec<Zeroizing<Vec<u8>>>), ReaderError> {
        // Waiting for a turn is none of its time.
        let _turn = self.turns.acquire().await.map_err(|error| ReaderError::NotRunning(error.to_string()))?;
        let seconds = self.limits.seconds;
        let asked = self.ask(question);
        // Dropping the question ends the child.
        tokio::time::timeout(Duration::from_secs(seconds), asked).await.unwrap_or(Err(ReaderError::TooSlow(seconds)))
    }

    async fn ask(
        &self,
        question: impl FnOnce() -> std::io::Result<Written> + Send + 'static,
    ) -> Result<(Answer, Vec<Zeroizing<Vec<u8>>>), ReaderError> {
        let (question, sizes) = tokio::task::spawn_blocking(question)
            .await
            .ok()
            .and_then(Result::ok)
            .ok_or_else(|| ReaderError::NotRunning("the question could not be written".to_owned()))?;
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .args(self.limits.beyond(sizes).arguments())
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a panic says over there may repeat what was entered.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| ReaderError::NotRunning(error.to_string()))?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ReaderError::NotRunning("no pipes".to_owned()));
        };
        let told = async move {
            // A child that ended early closes the pipe; how it ended says more.
            let _ = input.write_all(&question).await;
            drop(input);
        };
        let mut answer = Zeroizing::new(Vec::new());
        let most = sizes.saturating_mul(4).saturating_add(MOST_INFLATED as u64).saturating_add(MOST_BESIDE);
        let mut output = output.take(most);
        let ((), read) = tokio::join!(told, output.read_to_end(&mut answer));
        drop(output);
        let status = child.wait().await.map_err(|error| ReaderError::NotRunning(error.to_string()))?;
        if status.code() == Some(NOT_CONFINED) {
            return Err(ReaderError::NotRunning("the kernel does not confine it; see `opening.confinement`".to_owned()));
        }
        if !status.success() || read.is_err() {
            return Err(ReaderError::Died(status.to_string()));
        }
        let answer = tokio::task::spawn_blocking(move || frames::read::<Answer>(&mut answer.as_slice(), u64::MAX).ok());
        answer.await.ok().flatten().ok_or_else(|| ReaderError::Died("its answer is malformed".to_owned()))
    }
}

fn write_question(sealed: &Sealed) -> std::io::Result<Written> {
    let parts: Vec<&[u8]> = std::iter::once(sealed.form_bytes.as_slice()).chain(sealed.objects.iter().map(Vec::as_slice)).collect();
    write(&Question::Application(Box::new(Application::of(sealed))), &parts)
}

fn write_foreign(foreign: &Foreign) -> std::io::Result<Written> {
    let schema = foreign.schema.as_deref().map(Vec::as_slice);
    let parts: Vec<&[u8]> = std::iter::once(foreign.jwe.as_bytes()).chain(schema).collect();
    write(&Question::Foreign(ForeignHead::of(foreign)), &parts)
}

fn write(head: &Question, parts: &[&[u8]]) -> std::io::Result<Written> {
    let sizes = parts.iter().map(|part| part.len() as u64).sum();
    let mut question = Zeroizing::new(Vec::new());
    frames::write(&mut *question, head, parts)?;
    Ok((question, sizes))
}
