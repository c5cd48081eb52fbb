//! A block as it stands in one process: everything in it gets names of its own, so that it can stand there twice. In: what was read
//! of the block, and what the process says about this use of it. Out: the same parts with prefixed ids; expressions keep their words
//! and know the prefixes to look names up with.

use crate::definition::*;

/// How a block is used.
pub(crate) struct Instance<'a> {
    /// Id of the block.
    pub(crate) block: &'a str,
    /// In front of every id: `halter_`.
    pub(crate) prefix: String,
    /// Whether what the block demands is demanded here.
    pub(crate) is_required: bool,
    /// Whether autocomplete tokens stay: they are about the person who fills in the form.
    pub(crate) has_autocomplete: bool,
    /// Ids of fields that are left out.
    pub(crate) without: Vec<String>,
    /// Texts with other words here, by key within the block.
    pub(crate) overrides: Vec<(String, WrittenText)>,
    /// Keys of the texts met, to tell which overrides meant none.
    pub(crate) met: std::cell::RefCell<Vec<String>>,
}

impl Instance<'_> {
    /// Renames items and the rules among them.
    pub(crate) fn apply(&self, items: &mut Vec<ItemDefinition>, rules: &mut Vec<RuleDefinition>) {
        let mut ids = Vec::new();
        collect(items, &mut ids);
        self.offers(items, &ids);
        self.items(items);
        rules.retain(|rule| !self.without.contains(&rule.field.value));
        for rule in rules {
            let id = format!("rule-{}{}", self.prefix, rule.id.value);
            if let Some(message) = &mut rule.message {
                self.text(message);
                message.key.message = id;
            }
            self.id(&mut rule.id);
            if ids.contains(&rule.field.value) {
                self.id(&mut rule.field);
            }
            self.see(&mut rule.assert);
            if let Some(alternatives) = &mut rule.alternatives {
                let of = alternatives.of.value.split_whitespace().map(|id| [&self.prefix, id].concat());
                alternatives.of.value = of.collect::<Vec<_>>().join(" ");
            }
        }
    }

    /// What is offered in a block stands in it, or outside.
    fn offers(&self, items: &mut [ItemDefinition], ids: &[String]) {
        for item in items {
            let ItemDefinition::Group(group) = item else { continue };
            if let Some(offer) = group.block.as_mut().and_then(|block| block.offer.as_mut()) {
                let named = |id: &str| if ids.iter().any(|known| known == id) { [&self.prefix, id].concat() } else { id.to_owned() };
                offer.value = offer.value.split_whitespace().map(named).collect::<Vec<_>>().join(" ");
            }
            self.offers(&mut group.items, ids);
        }
    }

    fn items(&self, items: &mut Vec<ItemDefinition>) {
        items.retain(|item| !matches!(item, ItemDefinition::Field(field) if self.without.contains(&field.id.value)));
        for item in items {
            match item {
                ItemDefinition::Field(field) => self.field(field),
                ItemDefinition::Group(group) => self.group(group),
                ItemDefinition::Note(note) => {
                    note.title.iter_mut().for_each(|text| self.text(text));
                    note.body.iter_mut().flat_map(|passage| &mut passage.texts).for_each(|text| self.text(text));
                    note.id.iter_mut().for_each(|id| self.id(id));
                    note.visible.iter_mut().for_each(|condition| self.see(condition));
                }
            }
        }
    }

    fn field(&self, field: &mut FieldDefinition) {
        field.label.iter_mut().chain(&mut field.hint).chain(&mut field.help).for_each(|text| self.text(text));
        self.id(&mut field.id);
        field.settings.retain(|setting| match setting.name.value.as_str() {
            "required" => self.is_required,
            "autocomplete" => self.has_autocomplete,
            _ => true,
        });
        field.settings.iter_mut().for_each(|setting| self.see(&mut setting.value));
    }

    fn group(&self, group: &mut GroupDefinition) {
        group.title.iter_mut().chain(&mut group.hint).for_each(|text| self.text(text));
        self.id(&mut group.id);
        group.visible.iter_mut().for_each(|condition| self.see(condition));
        if let Some(repeat) = &mut group.repeat {
            repeat.row_title.iter_mut().chain(&mut repeat.add).chain(&mut repeat.remove).for_each(|text| self.text(text));
            repeat.min.iter_mut().chain(&mut repeat.max).chain(&mut repeat.row_name).for_each(|expression| self.see(expression));
        }
        self.items(&mut group.items);
    }

    fn id(&self, id: &mut Written) {
        if !id.is_missing() {
            id.value.insert_str(0, &self.prefix);
        }
    }

    /// Names in an expression are those of the block first.
    fn see(&self, expression: &mut Written) {
        expression.prefixes.iter_mut().for_each(|prefix| prefix.insert_str(0, &self.prefix));
        expression.prefixes.push(self.prefix.clone());
    }

    /// Its translations are the block's, unless the process has its own under the prefixed key.
    pub(crate) fn text(&self, text: &mut WrittenText) {
        let within = text.key.to_string();
        self.met.borrow_mut().push(within.clone());
        match self.overrides.iter().find(|(key, _)| *key == within) {
            Some((_, other)) => {
                text.value = if text.marked.is_some() { markup::escape(&other.value) } else { other.value.clone() };
                text.span = other.span;
                // The other words stand elsewhere; what is wrong in them is at the whole text.
                text.marked.iter_mut().for_each(Vec::clear);
                text.block = None;
            }
            None if text.block.is_none() => text.block = Some((self.block.to_owned(), text.key.clone())),
            None => {}
        }
        text.key.message.insert_str(0, &self.prefix);
    }
}

fn collect(items: &[ItemDefinition], ids: &mut Vec<String>) {
    for item in items {
        match item {
            ItemDefinition::Field(field) => ids.push(field.id.value.clone()),
            ItemDefinition::Group(group) => {
                ids.push(group.id.value.clone());
                collect(&group.items, ids);
            }
            ItemDefinition::Note(_) => {}
        }
    }
}
