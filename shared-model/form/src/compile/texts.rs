//! Texts in all languages. In: the German texts of the definition, a Fluent file a language, a tenant's own texts. Out: for each
//! text all its languages; the languages are those that are complete, German first. An incomplete one is not offered.
//!
//! A key is a message and an attribute, so that every text of an element stands together:
//!
//! | text | key |
//! |---|---|
//! | process | `process.title` |
//! | start page | `start.summary-1`, `start.needed-1`, `start.duration`, `start.fee`, `start.legal-basis-1`, `start.other-way-1` |
//! | page | `<id>.title`, `<id>.intro-1` (with markup) |
//! | group | `<id>.title`, `<id>.hint` |
//! | repeated group | also `<id>.row`, `<id>.add`, `<id>.remove` |
//! | field | `<id>.label`, `<id>.hint`, `<id>.help` |
//! | note | `<id>.title`, `<id>.p-1`, `<id>.li-1` (items of all its lists); without an id `<page or group>.note-1-title`, `….note-1-1`, `….note-1-li-1` (first note there); with markup |
//! | code | `<list>-<code>.label`, `<list>-<code>.hint`; a dot in a code is `_` |
//! | rule | `rule-<id>.message` |
//! | opening times | `opening.message` |
//! | fee | `fee.purpose` |
//!
//! `kennzeichen = Number plate` is short for its label, title, message, purpose or first paragraph.

use super::diagnostic::{Diagnostics, Place};
use super::diagnostics::{hard_to_read, tenant_override, texts_syntax, translation_missing, translation_unknown};
use super::markup::{self, Targets};
use super::tenant::{EffectiveList, TenantSettings};
use super::words;
use crate::compiled::{RichText, Text, Words};
use crate::definition::source::{FileId, SourceFile, Span};
use crate::definition::{Definition, TextKey, WrittenText, markup as definition_markup};
use fluent_syntax::ast::{Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The language of the definition.
const GERMAN: &str = "de";
/// Leichte Sprache.
const SIMPLE: &str = "de-simple";

/// A file of texts.
pub(crate) struct TextFile<'a> {
    pub(crate) language: &'a str,
    pub(crate) id: FileId,
    pub(crate) source: &'a SourceFile,
}

/// All texts of a form.
pub(crate) struct Texts {
    /// German first.
    pub(crate) languages: Vec<String>,
    translated: Vec<HashMap<String, String>>,
}

impl Texts {
    /// Reads all languages and decides which are offered.
    pub(crate) fn collect(
        definition: &Definition,
        lists: &[EffectiveList],
        (files, of_blocks): (&[TextFile<'_>], &[(&str, TextFile<'_>)]),
        tenant: Option<&TenantSettings>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let wanted = wanted(definition, lists);
        let known: Vec<String> = wanted.iter().map(|text| text.key.to_string()).collect();
        // Texts of entries that a tenant replaced are not wanted, and not wrong in the author's file either.
        let written: HashSet<String> = definition.texts().iter().map(|text| text.key.to_string()).chain(known.iter().cloned()).collect();
        let marked: HashSet<String> = definition.texts().into_iter().filter(|text| text.marked.is_some()).flat_map(keys).collect();
        let targets = Targets::of(definition);
        definition.texts().into_iter().for_each(|text| markup::check_written(text, &targets, diagnostics));
        let mut languages: BTreeMap<&str, (Place, HashMap<String, String>)> = BTreeMap::new();
        for file in files {
            if file.language == GERMAN {
                diagnostics.push(texts_syntax::german(Span::at_start(file.id)));
                continue;
            }
            let texts = read(file, (Some(&written), &marked, ""), &targets, diagnostics);
            languages.insert(file.language, (Place::Source(Span::at_start(file.id)), texts));
        }
        let mut german = HashMap::new();
        for (tenant, language, own) in
            tenant.iter().flat_map(|tenant| tenant.texts.iter().map(move |(language, own)| (tenant, language, own)))
        {
            for (key, value) in own {
                if !written.contains(key) {
                    let place = tenant.place(format!("texts.{language}.{key:?}"));
                    diagnostics.push(tenant_override::unknown_text(place, key, known.iter().map(String::as_str)));
                }
                let texts = if language == GERMAN {
                    &mut german
                } else {
                    let place = || tenant.place(format!("texts.{language}"));
                    &mut languages.entry(language).or_insert_with(|| (place(), HashMap::new())).1
                };
                if marked.contains(key) {
                    let place = |_| tenant.place(format!("texts.{language}.{key:?}"));
                    markup::check(value, &place, &targets, diagnostics);
                }
                if !value.trim().is_empty() {
                    texts.insert(key.clone(), value.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
        }
        // Blocks bring their translations along, for the languages the process has.
        let used: HashSet<&str> = wanted.iter().filter_map(|text| text.block.as_ref()).map(|(block, _)| block.as_str()).collect();
        for (block, file) in of_blocks.iter().filter(|(block, _)| used.contains(block)) {
            if let Some((_, texts)) = languages.get_mut(file.language) {
                texts.extend(
                    read(file, (None, &marked, &format!("{block}/")), &targets, diagnostics)
                        .into_iter()
                        .map(|(key, text)| (format!("{block}/{key}"), text)),
                );
            }
        }
        for (language, (_, texts)) in &mut languages {
            let known = words::find(language);
            let own = wanted.iter().filter_map(|text| text.block.as_ref()).filter(|(block, _)| block.is_empty());
            for (block, key) in own {
                if let Some(word) = known.as_ref().and_then(|words| words.get(&key.message)) {
                    texts.insert(format!("{block}/{key}"), word.to_owned());
                }
            }
        }
        let mut texts = Self { languages: vec![GERMAN.to_owned()], translated: vec![german] };
        for (language, (place, translated)) in languages {
            if words::find(language).is_none() {
                diagnostics.push(translation_missing::no_words(place, language, words::languages()));
                continue;
            }
            let missing: Vec<&WrittenText> = wanted.iter().copied().filter(|text| find(&translated, text).is_none()).collect();
            if missing.is_empty() {
                texts.languages.push(language.to_owned());
                texts.translated.push(translated);
            } else {
                diagnostics.push(translation_missing::diagnostic(place, language, &missing, wanted.len()));
            }
        }
        texts
    }

    /// A text in all languages.
    pub(crate) fn of(&self, written: &WrittenText) -> Text {
        let in_language = |texts: &HashMap<String, String>| find(texts, written).cloned().unwrap_or_else(|| written.value.clone());
        Text(self.translated.iter().map(in_language).collect())
    }

    /// A text that may be absent.
    pub(crate) fn optional(&self, written: Option<&WrittenText>) -> Option<Text> {
        written.map(|written| self.of(written))
    }

    /// A text that is empty when it is absent.
    pub(crate) fn or_empty(&self, written: Option<&WrittenText>) -> Text {
        written.map_or_else(|| Text(vec![String::new(); self.languages.len()]), |written| self.of(written))
    }

    /// A text with markup.
    pub(crate) fn rich(&self, written: &WrittenText) -> RichText {
        RichText(self.of(written).0.iter().map(|text| definition_markup::read(text).runs).collect())
    }

    /// Several texts with markup.
    pub(crate) fn all_rich(&self, written: &[WrittenText]) -> Vec<RichText> {
        written.iter().map(|written| self.rich(written)).collect()
    }

    /// Several texts.
    pub(crate) fn all(&self, written: &[WrittenText]) -> Vec<Text> {
        written.iter().map(|written| self.of(written)).collect()
    }

    /// A text, or the built-in words.
    pub(crate) fn or_word(&self, written: Option<&WrittenText>, word: &str) -> Text {
        written.map_or_else(|| self.word(word), |written| self.of(written))
    }

    fn word(&self, name: &str) -> Text {
        let in_language =
            |language: &String| words::find(language).and_then(|words| words.get(name).map(str::to_owned)).unwrap_or_default();
        Text(self.languages.iter().map(in_language).collect())
    }

    /// The built-in words in the languages of the form.
    pub(crate) fn words(&self) -> Words {
        let word = |name| self.word(name);
        Words { yes: word("yes"), no: word("no"), not_answered: word("not-answered"), unknown: word("unknown") }
    }
}

/// A translation: the process's own, else that of the block it comes from.
fn find<'a>(texts: &'a HashMap<String, String>, written: &WrittenText) -> Option<&'a String> {
    let of_block = || written.block.as_ref().and_then(|(block, key)| texts.get(&format!("{block}/{key}")));
    texts.get(&written.key.to_string()).or_else(of_block)
}

/// What a language has to have: the texts of the definition, but for code lists those of the entries that count.
fn wanted<'a>(definition: &'a Definition, lists: &'a [EffectiveList]) -> Vec<&'a WrittenText> {
    let of_entries: HashSet<&TextKey> = definition
        .code_lists
        .iter()
        .flat_map(|list| &list.entries)
        .flat_map(|entry| entry.label.iter().chain(&entry.hint))
        .map(|text| &text.key)
        .collect();
    let mut wanted: Vec<&WrittenText> = definition.texts().into_iter().filter(|text| !of_entries.contains(&text.key)).collect();
    wanted.extend(lists.iter().flat_map(|list| &list.entries).flat_map(|entry| entry.label.iter().chain(&entry.hint)));
    wanted
}

/// The names a text may have in files: its own, and the one within its block.
fn keys(text: &WrittenText) -> impl Iterator<Item = String> {
    let of_block = text.block.as_ref().map(|(block, key)| format!("{block}/{key}"));
    std::iter::once(text.key.to_string()).chain(of_block)
}

/// The keys there are, without which every key is right; those with markup; and what stands in front of a key there.
type Known<'a> = (Option<&'a HashSet<String>>, &'a HashSet<String>, &'a str);

fn read(
    file: &TextFile<'_>,
    (known, marked, prefix): Known<'_>,
    targets: &Targets,
    diagnostics: &mut Diagnostics,
) -> HashMap<String, String> {
    let source = file.source.text.as_str();
    let (resource, errors) = match fluent_syntax::parser::parse(source) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    for error in errors {
        let range = error.slice.unwrap_or(error.pos);
        let junk = source.get(range.clone()).unwrap_or("");
        let start = range.start + (junk.len() - junk.trim_start().len());
        let length = source.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
        diagnostics.push(texts_syntax::unreadable(Span::new(file.id, start..start + length), &error.kind.to_string()));
    }
    let mut texts = HashMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let value = message.value.iter().map(|pattern| (main_attribute(message.id.name, known), message.id.name, pattern));
        let attributes = message.attributes.iter().map(|Attribute { id, value }| (id.name, id.name, value));
        for (attribute, name, pattern) in value.chain(attributes) {
            let key = format!("{}.{attribute}", message.id.name);
            let span = span_of(file, name);
            match plain(pattern) {
                None => diagnostics.push(texts_syntax::too_clever(span, &key)),
                Some(_) if known.is_some_and(|known| !known.contains(&key)) => {
                    let known = known.into_iter().flatten().map(String::as_str);
                    diagnostics.push(translation_unknown::diagnostic(span, &key, known));
                }
                Some(text) => {
                    // What is printed on bank statements has to be short, not simple; names of countries are as they are.
                    let is_marked = marked.contains(&[prefix, &key].concat());
                    if is_marked {
                        markup::check(&text, &|_| Place::Source(span), targets, diagnostics);
                    }
                    if file.language == SIMPLE && known.is_some() && key != "fee.purpose" {
                        let words = if is_marked { definition_markup::words(&text) } else { text.clone() };
                        hard_to_read::check(span, &words).into_iter().for_each(|hint| diagnostics.push(hint));
                    }
                    if texts.insert(key.clone(), text).is_some() {
                        diagnostics.push(texts_syntax::twice(span, &key));
                    }
                }
            }
        }
    }
    texts
}

/// `kennzeichen = Number plate` is short for its label, title, …
fn main_attribute(message: &str, known: Option<&HashSet<String>>) -> &'static str {
    ["label", "title", "message", "purpose", "p-1"]
        .into_iter()
        .find(|attribute| known.is_none_or(|known| known.contains(&format!("{message}.{attribute}"))))
        .unwrap_or("label")
}

/// The text of a pattern. The only variable there is, `{ $number }`, stays as `{number}`; `{number}` itself is let through too.
pub(super) fn plain(pattern: &Pattern<&str>) -> Option<String> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
                text.push_str(&fluent_syntax::unicode::unescape_unicode_to_string(value));
            }
            PatternElement::Placeable {
                expression:
                    Expression::Inline(InlineExpression::VariableReference { id } | InlineExpression::MessageReference { id, attribute: None }),
            } if id.name == "number" => text.push_str("{number}"),
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}

/// Names are slices of the file, so their place is the distance from its beginning.
fn span_of(file: &TextFile<'_>, name: &str) -> Span {
    let start = (name.as_ptr() as usize).saturating_sub(file.source.text.as_ptr() as usize);
    Span::new(file.id, start..start + name.len())
}
