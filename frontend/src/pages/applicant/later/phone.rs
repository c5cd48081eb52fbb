//! The page a relay's link leads to, on the other device. In: the secret of the link, taken out of the address bar already. Out: files, sealed for the application that is
//! open elsewhere, and the news that they have arrived. Nothing is sent before somebody has pressed the button: what reads links beforehand joins nothing.

use super::upload::{limits, next_key, refusal};
use crate::client::ClientError;
use crate::client::relay::{self, Sender};
use crate::components::button::{Does, Weight, button};
use crate::components::file_upload::{FileRow, FileState, Heard, file_upload};
use crate::components::loader::while_busy;
use crate::components::page_heading::page_heading;
use crate::components::question::Question;
use crate::markup::{changing, classed, nothing, said};
use crate::messages::{Key, Lang, file_size, fill, text, trouble};
use crate::pages::applicant::desk::Desk;
use crate::pages::applicant::{title, trouble as note};
use crate::platform::{files::ChosenFile, focus, online, task};
use crate::vault::protocol::{FileFault, Invitation};
use leptos::prelude::*;
use vordruck_form::compiled::FileKind;

const INPUT: &str = "vd-handy-dateien";
/// Between two questions whether something has arrived, in milliseconds.
const LOOK: u32 = 2_000;

/// What was joined.
#[derive(Clone)]
struct Joined {
    sender: Sender,
    invitation: Invitation,
}

type Link = StoredValue<Option<Joined>, LocalStorage>;

/// The files on the screen.
#[derive(Clone, Copy)]
struct Sending {
    desk: Desk,
    lang: Lang,
    joined: Link,
    rows: RwSignal<Vec<FileRow>>,
    /// Key of the row, the file as it was chosen, its id once it is sealed.
    held: StoredValue<Vec<(String, ChosenFile, Option<String>)>, LocalStorage>,
    /// Whether somebody asks what has arrived.
    looking: StoredValue<bool>,
}

pub(super) fn view(desk: Desk) -> AnyView {
    let lang = desk.lang();
    let (busy, open) = (RwSignal::new(false), RwSignal::new(false));
    let joined: Link = StoredValue::new_local(None);
    title::keep(desk.title.get_value(), lang, move || desk.trouble.get().is_some());
    let press = Callback::new(move |()| join(desk, lang, joined, busy, open));
    let body = changing(move || {
        if open.get() {
            return joined.with_value(|joined| joined.as_ref().map_or_else(nothing, |joined| sending(desk, lang, joined)));
        }
        let connect = button(text(lang, Key::PHONE_JOIN), Weight::Primary, "", "vd-verbinden", Does::Start(press, busy));
        classed("div", "vd-flow")
            .child(classed("div", "vd-actions").child(connect).view())
            .child(while_busy(busy, text(lang, Key::PHONE_BUSY)))
            .view()
    });
    classed("div", "vd-column vd-flow")
        .child(note::view(desk.trouble, lang))
        .child(page_heading(text(lang, Key::PHONE_TITLE)))
        .child(said("p", "kern-body", text(lang, Key::PHONE_INTRO)))
        .child(body)
        .view()
}

fn join(desk: Desk, lang: Lang, joined: Link, busy: RwSignal<bool>, open: RwSignal<bool>) {
    desk.trouble.set(None);
    busy.set(true);
    desk.live.say(text(lang, Key::PHONE_BUSY));
    task::run(async move {
        let outcome = relay::join(&desk.context(), &desk.link.get_value()).await;
        busy.set(false);
        match outcome {
            Ok((sender, invitation)) => {
                joined.set_value(Some(Joined { sender, invitation }));
                open.set(true);
                desk.live.say(text(lang, Key::PHONE_JOINED));
                focus::soon(INPUT);
            }
            Err(error) => fail(desk, lang, &error),
        }
    });
}

/// Says what is wrong with the link, or with the rest.
fn fail(desk: Desk, lang: Lang, error: &ClientError) {
    let both = |wrong: Key, remedy: Key| [text(lang, wrong), " ", text(lang, remedy)].concat();
    note::show(
        desk.trouble,
        match error {
            ClientError::WrongLinkOrPin => both(Key::ERR_PHONE_LINK, Key::REC_PHONE_LINK),
            ClientError::SessionEnded => both(Key::ERR_PHONE_OVER, Key::REC_PHONE_OVER),
            error => trouble(lang, error),
        },
    );
}

fn sending(desk: Desk, lang: Lang, joined: &Joined) -> AnyView {
    let invitation = &joined.invitation;
    let sending = Sending {
        desk,
        lang,
        joined: StoredValue::new_local(Some(joined.clone())),
        rows: RwSignal::new(Vec::new()),
        held: StoredValue::new_local(Vec::new()),
        looking: StoredValue::new(false),
    };
    let question = Question::new(INPUT, &fill(lang, Key::PHONE_LABEL, &[("label", &invitation.label)]), lang);
    let limits = limits(lang, &kinds(invitation), invitation.accepts.most_bytes, invitation.most_files.max(1));
    let heard = Heard {
        choose: Callback::new(move |chosen| sending.choose(chosen)),
        remove: Callback::new(move |key: String| sending.rows.update(|rows| rows.retain(|row| row.key != key))),
        restore: Callback::new(|_| {}),
        retry: Callback::new(move |key: String| sending.retry(key)),
    };
    classed("div", "vd-flow")
        .child(file_upload(&question, &limits, sending.rows, heard, nothing()))
        .child(said("p", "kern-body", text(lang, Key::PHONE_END)))
        .view()
}

fn kinds(invitation: &Invitation) -> Vec<FileKind> {
    let all = [FileKind::Pdf, FileKind::Jpeg, FileKind::Png, FileKind::Heic];
    all.into_iter().filter(|kind| invitation.accepts.has(*kind)).collect()
}

impl Sending {
    fn choose(self, chosen: Vec<ChosenFile>) {
        self.rows.update(|rows| rows.retain(|row| !matches!(row.state.get_untracked(), FileState::Refused(_))));
        let add = |file: ChosenFile| {
            let row = FileRow {
                key: next_key(),
                name: RwSignal::new(file.name()),
                size: RwSignal::new(file_size(self.lang, file.size_bytes())),
                state: RwSignal::new(FileState::Busy),
            };
            self.held.update_value(|held| held.push((row.key.clone(), file, None)));
            self.rows.update(|rows| rows.push(row.clone()));
            row
        };
        let rows: Vec<FileRow> = chosen.into_iter().map(add).collect();
        task::run(async move {
            for row in &rows {
                self.send(row).await;
            }
        });
    }

    fn retry(self, key: String) {
        let row = self.rows.with_untracked(|rows| rows.iter().find(|row| row.key == key).cloned());
        task::run(async move {
            if let Some(row) = row {
                self.send(&row).await;
            }
        });
    }

    async fn send(self, row: &FileRow) {
        let Some(sender) = self.joined.with_value(|joined| joined.as_ref().map(|joined| joined.sender.clone())) else { return };
        let Some(id) = self.seal(&sender, row).await else { return };
        let (mut percent, mut wait) = (0, LOOK);
        loop {
            match sender.send(&id).await {
                Ok(progress) if progress.stored >= progress.of => {
                    row.state.set(FileState::Sent);
                    self.say(Key::PHONE_SENT, row);
                    return self.look();
                }
                Ok(progress) => {
                    percent = progress.stored.saturating_mul(100) / progress.of.max(1);
                    wait = LOOK;
                    row.state.set(FileState::Storing(percent));
                }
                Err(ClientError::Offline) => {
                    if !matches!(row.state.get_untracked(), FileState::Waiting(_)) {
                        self.say(Key::FILE_INTERRUPTED, row);
                    }
                    row.state.set(FileState::Waiting(percent));
                    online::again(wait).await;
                    wait = wait.saturating_mul(2).min(30_000);
                }
                Err(error) => return self.fail(row, &error),
            }
        }
    }

    /// Prepares a file, unless it is; gives its id.
    async fn seal(self, sender: &Sender, row: &FileRow) -> Option<String> {
        let held = self.held.with_value(|held| held.iter().find(|(key, ..)| *key == row.key).cloned());
        let (key, file, id) = held?;
        if id.is_some() {
            return id;
        }
        row.state.set(FileState::Busy);
        match sender.take(&file).await {
            Ok(Ok(taken)) => {
                row.name.set(taken.name);
                row.size.set(file_size(self.lang, taken.size));
                self.held.update_value(|held| {
                    if let Some(held) = held.iter_mut().find(|(known, ..)| *known == key) {
                        held.2 = Some(taken.id.clone());
                    }
                });
                Some(taken.id)
            }
            Ok(Err(fault)) => {
                let words = self.refusal(&file.name(), fault);
                self.desk.live.say(&words);
                row.state.set(FileState::Refused(words));
                None
            }
            Err(error) => {
                self.fail(row, &error);
                None
            }
        }
    }

    fn refusal(self, name: &str, fault: FileFault) -> String {
        let invitation = self.joined.with_value(|joined| joined.as_ref().map(|joined| joined.invitation.clone()));
        let (label, accepted, most_bytes) =
            invitation.map(|invitation| (invitation.label.clone(), kinds(&invitation), invitation.accepts.most_bytes)).unwrap_or_default();
        refusal(self.lang, &label, &accepted, most_bytes, name, fault)
    }

    fn fail(self, row: &FileRow, error: &ClientError) {
        if *error == ClientError::SessionEnded {
            fail(self.desk, self.lang, error);
        }
        let words = match error {
            ClientError::SessionEnded => text(self.lang, Key::ERR_PHONE_OVER).to_owned(),
            error => trouble(self.lang, error),
        };
        self.desk.live.say(&words);
        row.state.set(FileState::Failed(words));
    }

    /// Asks what has arrived until nothing waits any more.
    fn look(self) {
        if self.looking.get_value() {
            return;
        }
        self.looking.set_value(true);
        task::run(async move {
            while self.rows.with_untracked(|rows| rows.iter().any(|row| row.state.get_untracked() == FileState::Sent)) {
                online::again(LOOK).await;
                let Some(sender) = self.joined.with_value(|joined| joined.as_ref().map(|joined| joined.sender.clone())) else { break };
                match sender.waiting().await {
                    Ok(waiting) => self.mark(&waiting),
                    Err(ClientError::Offline) => {}
                    // Ended over there: what had been sent before was either collected, or is gone with the relay.
                    Err(error) => {
                        fail(self.desk, self.lang, &error);
                        break;
                    }
                }
            }
            self.looking.set_value(false);
        });
    }

    /// Marks what is no longer waiting as arrived.
    fn mark(self, waiting: &[String]) {
        for row in self.rows.get_untracked().iter().filter(|row| row.state.get_untracked() == FileState::Sent) {
            let id = self.held.with_value(|held| held.iter().find(|(key, ..)| *key == row.key).and_then(|(.., id)| id.clone()));
            if id.is_some_and(|id| !waiting.contains(&id)) {
                row.state.set(FileState::Arrived);
                self.say(Key::PHONE_ARRIVED, row);
            }
        }
    }

    fn say(self, words: Key, row: &FileRow) {
        self.desk.live.say(&fill(self.lang, words, &[("name", &row.name.get_untracked())]));
    }
}
