//! The schema laid out flat: every position with its number, its place in the tree and its id. In: the schema. Out: look-ups that take
//! no longer in a large schema than in a small one. Positions are numbered outer before inner, in order.

use super::known;
use super::multiplicity::Multiplicity;
use crate::definition::Ids;
use crate::ledger::Item;
use crate::schema::*;
use std::collections::HashMap;

/// All positions.
pub(super) struct Plan<'s> {
    places: Vec<Place<'s>>,
    /// Numbers of the positions with a FIM id, in order; ids in the form of version 2.
    by_fim_id: HashMap<String, Vec<usize>>,
    top: Vec<usize>,
    /// Rules that became conditions, and what they became.
    pub(super) translated: HashMap<Item, String>,
    pub(super) ids: Ids,
}

/// A position.
pub(super) struct Place<'s> {
    pub(super) position: &'s Position,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    /// One past the last position inside.
    pub(super) end: usize,
    pub(super) id: String,
    /// The repeated group or field it is in, or is.
    pub(super) row: Option<usize>,
    /// Conditions under which it is shown.
    pub(super) visible: Vec<String>,
    /// A condition under which it is demanded.
    pub(super) required: Option<String>,
    /// Exactly one of these children, if any.
    pub(super) choice: Vec<usize>,
    /// It is one of a choice: the condition stands in `visible`.
    pub(super) is_chosen: bool,
    /// Whether anything of it can be asked or shown.
    pub(super) shows: bool,
    /// Whether something in it has to be answered once it is there.
    pub(super) demands: bool,
}

impl<'s> Plan<'s> {
    pub(super) fn of(schema: &'s Schema) -> Self {
        let mut plan =
            Self { places: Vec::new(), by_fim_id: HashMap::new(), top: Vec::new(), translated: HashMap::new(), ids: Ids::default() };
        plan.top = schema.positions.iter().map(|position| plan.enter(position, None, None)).collect();
        plan.choose();
        plan.sum_up();
        plan
    }

    fn enter(&mut self, position: &'s Position, parent: Option<usize>, around: Option<usize>) -> usize {
        let index = self.places.len();
        let (common, fallback) = match &position.element {
            Element::Group(group) => (&group.common, "gruppe"),
            Element::Field(field) => (&field.common, "feld"),
        };
        self.by_fim_id.entry(known::short(&common.id.value)).or_default().push(index);
        let row = if Multiplicity::of(position).is_repeated() { Some(index) } else { around };
        // A moment is two fields, which have ids of their own.
        let endings: &[&str] = match &position.element {
            Element::Field(field) if field.data_type.value == DataType::DateTime => &["_datum", "_zeit"],
            _ => &[],
        };
        let id = self.ids.take_with(&common.name.value, fallback, endings);
        self.places.push(Place {
            position,
            parent,
            children: Vec::new(),
            end: index + 1,
            id,
            row,
            visible: Vec::new(),
            required: None,
            choice: Vec::new(),
            is_chosen: false,
            shows: false,
            demands: false,
        });
        if let Element::Group(group) = &position.element {
            let children: Vec<usize> = group.positions.iter().map(|inner| self.enter(inner, Some(index), row)).collect();
            let end = self.places.len();
            if let Some(place) = self.places.get_mut(index) {
                place.children = children;
                place.end = end;
            }
        }
        index
    }

    /// Groups of which exactly one element is chosen.
    fn choose(&mut self) {
        for index in 0..self.places.len() {
            let Some(place) = self.places.get(index) else { continue };
            if matches!(&place.position.element, Element::Group(group) if group.is_choice.is_some()) {
                let children = place.children.clone();
                self.set_choice(index, children);
            }
        }
    }

    /// Makes some children of a group alternatives, unless something can't be one.
    pub(super) fn set_choice(&mut self, group: usize, children: Vec<usize>) -> bool {
        let can_be = |child: &usize| {
            self.places.get(*child).is_some_and(|place| {
                let times = Multiplicity::of(place.position);
                !place.is_chosen && place.visible.is_empty() && !times.is_forbidden() && !is_silent(&place.position.element)
            })
        };
        let children: Vec<usize> = children.into_iter().filter(can_be).collect();
        let taken = self.places.get(group).is_none_or(|place| !place.choice.is_empty());
        if children.len() < 2 || taken {
            return false;
        }
        for child in &children {
            if let Some(place) = self.places.get_mut(*child) {
                place.is_chosen = true;
            }
        }
        if let Some(place) = self.places.get_mut(group) {
            place.choice = children;
        }
        true
    }

    /// What shows and what demands, from the inside out: inner positions have higher numbers.
    pub(super) fn sum_up(&mut self) {
        for index in (0..self.places.len()).rev() {
            let Some(place) = self.places.get(index) else { continue };
            let times = Multiplicity::of(place.position);
            let inner = |what: fn(&Place<'s>) -> bool| place.children.iter().filter_map(|child| self.places.get(*child)).any(what);
            let (shows, demands) = match &place.position.element {
                Element::Field(field) => {
                    (!is_silent(&place.position.element), field.art.value != FieldArt::Label && field.art.value != FieldArt::Locked)
                }
                Element::Group(_) => (
                    inner(|child| child.shows),
                    !place.choice.is_empty()
                        || inner(|child| child.shows && child.demands && Multiplicity::of(child.position).is_demanded()),
                ),
            };
            if let Some(place) = self.places.get_mut(index) {
                place.shows = shows && !times.is_forbidden();
                place.demands = demands;
            }
        }
    }

    /// Positions in a group, or at the top.
    pub(super) fn children(&self, group: Option<usize>) -> Vec<usize> {
        match group {
            None => self.top.clone(),
            Some(group) => self.places.get(group).map(|place| place.children.clone()).unwrap_or_default(),
        }
    }

    pub(super) fn place(&self, index: usize) -> Option<&Place<'s>> {
        self.places.get(index)
    }

    pub(super) fn place_mut(&mut self, index: usize) -> Option<&mut Place<'s>> {
        self.places.get_mut(index)
    }

    pub(super) fn position(&self, index: usize) -> Option<&'s Position> {
        self.places.get(index).map(|place| place.position)
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The only position with a FIM id among those numbered `first..end`.
    pub(super) fn only(&self, fim_id: &str, first: usize, end: usize) -> Option<usize> {
        let all = self.by_fim_id.get(&known::short(fim_id))?;
        let from = all.partition_point(|index| *index < first);
        let found = all.get(from).copied().filter(|index| *index < end)?;
        all.get(from + 1).is_none_or(|next| *next >= end).then_some(found)
    }
}

/// Fields that applicants don't see.
fn is_silent(element: &Element) -> bool {
    match element {
        Element::Field(field) => match field.art.value {
            FieldArt::Hidden => true,
            FieldArt::Locked => !super::kind::is_constant(field),
            _ => false,
        },
        Element::Group(_) => false,
    }
}
