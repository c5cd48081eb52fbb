//! A BPMN model, as far as a form needs it. Nodes are numbered a process.

use crate::ledger::Item;
use crate::schema::Said;

/// All processes of a file.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) processes: Vec<Process>,
    pub(super) participants: Vec<Participant>,
    pub(super) annotations: Vec<Said<String>>,
}

/// Who takes part in a collaboration.
#[derive(Debug)]
pub(super) struct Participant {
    pub(super) item: Item,
    pub(super) name: String,
    pub(super) process: Option<String>,
}

#[derive(Debug)]
pub(super) struct Process {
    pub(super) item: Item,
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) documentation: Vec<Said<String>>,
    pub(super) nodes: Vec<FlowNode>,
    pub(super) flows: Vec<Flow>,
    pub(super) lanes: Vec<Lane>,
}

#[derive(Debug)]
pub(super) struct Lane {
    pub(super) item: Item,
    pub(super) name: String,
    /// Ids of its nodes.
    pub(super) members: Vec<String>,
}

/// A task, event, gateway or sub-process.
#[derive(Debug)]
pub(super) struct FlowNode {
    pub(super) item: Item,
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) kind: Kind,
    /// Id of the flow that is taken when no condition holds.
    pub(super) default: Option<String>,
    pub(super) documentation: Vec<Said<String>>,
    /// Names of forms and people: what it is, its value.
    pub(super) keys: Vec<(String, Said<String>)>,
    pub(super) fields: Vec<FormField>,
    /// It happens several times.
    pub(super) repeats: Option<Item>,
}

impl FlowNode {
    /// What people call it.
    pub(super) fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    End,
    UserTask,
    /// A task without a type, or a manual one: a page when there are no user tasks.
    Task,
    /// Runs without anybody.
    Automatic,
    Event,
    /// An event at the border of a task: happens or not.
    Boundary,
    /// One way out.
    Exclusive,
    /// Several ways out.
    Inclusive,
    /// All ways out.
    Parallel,
    /// The beginning of a sub-process; its end is the node with this number.
    SubProcess {
        exit: usize,
    },
    /// The end of a sub-process.
    Exit,
}

/// A sequence flow.
#[derive(Debug)]
pub(super) struct Flow {
    /// None for the ways into and out of sub-processes, which are not written.
    pub(super) item: Option<Item>,
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) condition: Option<Said<String>>,
}

/// A field of a form in the model (`camunda:formField`).
#[derive(Debug)]
pub(super) struct FormField {
    pub(super) item: Item,
    pub(super) id: String,
    pub(super) label: Option<String>,
    /// `string`, `long`, `boolean`, `date`, `enum` …
    pub(super) kind: String,
    /// Entries of an enumeration: id, name.
    pub(super) values: Vec<(Item, String, String)>,
    /// Names of constraints: `required` is known.
    pub(super) constraints: Vec<(Item, String)>,
}
