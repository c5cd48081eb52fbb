//! The ledger: every element of the source, in order, and what became of it. In: a document; fates from readers and composers.
//! Out: entries for the report. It knows every element from the beginning, so what nobody accounts for shows as such.

use crate::report::{Entry, Fate, Reason};
use crate::source::{collapsed, span};
use roxmltree::{Document, Node};
use vordruck_form::definition::source::FileId;

/// An element of the source by its number, or a value inside one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Item(u32);

/// Every element and what became of it.
pub(crate) struct Ledger {
    entries: Vec<Entry>,
    /// One past the last element inside each element.
    ends: Vec<u32>,
    /// Number of an element by its node.
    by_node: Vec<u32>,
    /// Values inside elements that have a fate of their own: keys of a JSON text, attributes.
    values: Vec<(Item, Entry)>,
}

/// Letters of a text that the report shows.
const SHOWN: usize = 160;

impl Ledger {
    /// Opens a ledger for a document. `DEEPEST` bounds the recursion.
    pub(crate) fn open(file: FileId, document: &Document<'_>) -> Self {
        let mut ledger =
            Self { entries: Vec::new(), ends: Vec::new(), by_node: vec![u32::MAX; document.descendants().count() + 1], values: Vec::new() };
        ledger.enter(file, document.root_element(), 0);
        ledger
    }

    fn enter(&mut self, file: FileId, node: Node<'_, '_>, depth: u32) {
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        if let Some(place) = self.by_node.get_mut(node.id().get_usize()) {
            *place = number;
        }
        self.entries.push(Entry {
            element: node.tag_name().name().to_owned(),
            span: span(file, node),
            depth,
            title: None,
            text: collapsed(node).chars().take(SHOWN).collect(),
            is_value: false,
            fate: None,
        });
        self.ends.push(number + 1);
        for child in node.children().filter(Node::is_element) {
            self.enter(file, child, depth + 1);
        }
        let end = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        if let Some(place) = self.ends.get_mut(number as usize) {
            *place = end;
        }
    }

    /// The number of an element.
    pub(crate) fn item(&self, node: Node<'_, '_>) -> Item {
        Item(self.by_node.get(node.id().get_usize()).copied().unwrap_or(u32::MAX))
    }

    /// A value inside an element.
    pub(crate) fn value(&mut self, within: Item, name: &str, text: &str) -> Item {
        let number = u32::try_from(self.values.len()).unwrap_or(0);
        if let Some(around) = self.entries.get(within.0 as usize) {
            let entry = Entry {
                element: format!("{}/@{name}", around.element),
                depth: around.depth + 1,
                text: text.chars().take(SHOWN).collect(),
                is_value: true,
                title: None,
                fate: None,
                ..around.clone()
            };
            self.values.push((within, entry));
        }
        // Values count down from the top, elements up from 0.
        Item(u32::MAX - 1 - number)
    }

    fn entry(&mut self, item: Item) -> Option<&mut Entry> {
        let value = (u32::MAX - 1).checked_sub(item.0).map(|number| number as usize);
        match value.filter(|number| *number < self.values.len()) {
            Some(number) => self.values.get_mut(number).map(|(_, entry)| entry),
            None => self.entries.get_mut(item.0 as usize),
        }
    }

    /// Says what became of something. Who says it first is right, but for what was only part of something.
    pub(crate) fn set(&mut self, item: Item, fate: Fate) {
        if let Some(entry) = self.entry(item)
            && matches!(entry.fate, None | Some(Fate::Part))
        {
            entry.fate = Some(fate);
        }
    }

    /// It is in the definition as this.
    pub(crate) fn taken(&mut self, item: Item, target: impl Into<String>) {
        self.set(item, Fate::TakenOver { target: target.into() });
    }
    /// It is in the definition as this, but says less or something else there.
    pub(crate) fn simplified(&mut self, item: Item, target: impl Into<String>, reason: Reason) {
        self.set(item, Fate::Simplified { target: target.into(), reason });
    }
    /// It is not in the definition.
    pub(crate) fn left_out(&mut self, item: Item, reason: Reason) {
        self.set(item, Fate::LeftOut { reason });
    }
    /// It and everything inside that has no fate yet is not in the definition.
    pub(crate) fn left_out_whole(&mut self, item: Item, reason: &Reason) {
        for number in item.0..self.ends.get(item.0 as usize).copied().unwrap_or(item.0) {
            self.left_out(Item(number), reason.clone());
        }
    }
    /// It shares the fate of the element around it.
    pub(crate) fn part(&mut self, item: Item) {
        self.set(item, Fate::Part);
    }
    /// Everything inside it shares its fate.
    pub(crate) fn parts_inside(&mut self, item: Item) {
        for number in (item.0..self.ends.get(item.0 as usize).copied().unwrap_or(item.0)).skip(1) {
            self.part(Item(number));
        }
    }
    /// The heading of something moves to what stands around it, so that this is told with it.
    pub(crate) fn move_title(&mut self, from: Item, to: Item) {
        if let Some(title) = self.entry(from).and_then(|entry| entry.title.take()) {
            self.title(to, title);
        }
    }
    /// What people call it.
    pub(crate) fn title(&mut self, item: Item, title: String) {
        if let Some(entry) = self.entry(item) {
            entry.title = Some(title);
        }
    }

    /// All entries in the order of the source, values behind their elements. What has no fate was left out and nobody said why.
    pub(crate) fn close(self) -> Vec<Entry> {
        let mut values: Vec<(Item, Entry)> = self.values;
        values.sort_by_key(|(within, _)| *within);
        let mut values = values.into_iter().peekable();
        let mut entries = Vec::with_capacity(self.entries.len() + values.len());
        for (number, entry) in self.entries.into_iter().enumerate() {
            let fate = entry.fate.clone();
            entries.push(entry);
            while let Some((_, mut value)) = values.next_if(|(within, _)| within.0 as usize == number) {
                // What is in something that was left out was left out with it.
                if let (None, Some(Fate::LeftOut { .. })) = (&value.fate, &fate) {
                    value.fate.clone_from(&fate);
                }
                entries.push(value);
            }
        }
        // Of the elements around the one at hand, outermost first: why each was left out, if it was.
        let mut around: Vec<Option<Reason>> = Vec::new();
        for entry in &mut entries {
            around.truncate(entry.depth as usize);
            let inherited = around.last().cloned().flatten();
            let fate = entry.fate.get_or_insert(Fate::LeftOut { reason: inherited.unwrap_or(Reason::Unaccounted) });
            if !entry.is_value {
                around.push(match fate {
                    Fate::LeftOut { reason } => Some(reason.clone()),
                    _ => None,
                });
            }
        }
        entries
    }
}
