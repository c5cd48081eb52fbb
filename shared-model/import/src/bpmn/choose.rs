//! Whose form it is: of several processes and lanes those of the applicant. In: the model. Out: a process and the nodes that count.

use super::model::*;
use crate::ledger::Ledger;
use crate::report::Reason;
use std::collections::HashSet;

/// Words that name an applicant, in lower case.
const APPLICANTS: &[&str] =
    &["bürger", "buerger", "antragstell", "applicant", "citizen", "kund", "person", "unternehmen", "nutzer", "anmelder", "halter"];

/// What is imported.
pub(super) struct Chosen {
    pub(super) process: usize,
    /// What people call it.
    pub(super) name: String,
    /// Numbers of the nodes that are not the applicant's.
    pub(super) others: HashSet<usize>,
}

fn is_applicant(name: &str) -> bool {
    let name = name.to_lowercase();
    APPLICANTS.iter().any(|word| name.contains(word))
}

/// Chooses the process of the applicant: the participant called so, else the first with tasks for people, else the first.
pub(super) fn choose(model: &Model, ledger: &mut Ledger) -> Option<Chosen> {
    let participant = |process: &Process| model.participants.iter().find(|participant| participant.process.as_ref() == Some(&process.id));
    let has = |kind: Kind| move |process: &Process| process.nodes.iter().any(|node| node.kind == kind);
    let by_name =
        model.processes.iter().position(|process| participant(process).is_some_and(|participant| is_applicant(&participant.name)));
    let number = by_name
        .or_else(|| model.processes.iter().position(has(Kind::UserTask)))
        .or_else(|| model.processes.iter().position(has(Kind::Task)))
        .unwrap_or(0);
    let process = model.processes.get(number)?;
    let own = participant(process).map(|participant| participant.name.clone()).filter(|name| !name.is_empty());
    let name = process.name.clone().or(own.clone()).unwrap_or_else(|| process.id.clone()).replace('_', " ");
    for other in model.processes.iter().filter(|other| other.id != process.id) {
        let imported = own.clone().unwrap_or_else(|| name.clone());
        ledger.left_out_whole(other.item, &Reason::AnotherParticipant { imported });
    }
    for participant in &model.participants {
        if participant.process.as_ref() == Some(&process.id) {
            ledger.taken(participant.item, "<process>");
        } else {
            ledger.left_out_whole(participant.item, &Reason::AnotherParticipant { imported: name.clone() });
        }
    }
    Some(Chosen { process: number, name, others: others(process, ledger) })
}

/// Nodes in lanes of others, when a lane is the applicant's.
fn others(process: &Process, ledger: &mut Ledger) -> HashSet<usize> {
    let own: Vec<&Lane> = process.lanes.iter().filter(|lane| is_applicant(&lane.name)).collect();
    let Some(first) = own.first() else {
        process.lanes.iter().for_each(|lane| ledger.set(lane.item, crate::report::Fate::Remarked));
        return HashSet::new();
    };
    let mut foreign: HashSet<&str> = HashSet::new();
    for lane in &process.lanes {
        if is_applicant(&lane.name) {
            ledger.taken(lane.item, "<page>");
        } else {
            ledger.left_out(lane.item, Reason::AnotherParticipant { imported: first.name.clone() });
            foreign.extend(lane.members.iter().map(String::as_str));
        }
    }
    own.iter().flat_map(|lane| &lane.members).for_each(|member| {
        foreign.remove(member.as_str());
    });
    process.nodes.iter().enumerate().filter(|(_, node)| foreign.contains(node.id.as_str())).map(|(number, _)| number).collect()
}
