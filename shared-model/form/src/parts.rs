//! Code that not every form needs. In: a form. Out: what it needs of it.
//!
//! With the feature `parts`, in the browser, each of these arrives in a file of its own, and only for forms that need it: whoever loads a
//! form sees to that before any of its answers is read (`Needs::of`). Everywhere else they are simply there.

use crate::compiled::{CompiledForm, FieldType};
use crate::feel;
use crate::validate;

pub use crate::feel::{computing_arrives, functions_arrive, patterns_arrive};
pub use crate::validate::kinds_arrive;

/// What a form needs beyond what every form does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Needs {
    /// Arithmetic, sums, numbers out of texts.
    pub computing: bool,
    /// Patterns of texts.
    pub patterns: bool,
    /// The rest of FEEL: walks through lists, most functions.
    pub functions: bool,
    /// Fields whose answers have a shape of their own, such as an IBAN.
    pub kinds: bool,
}

impl Needs {
    /// What a form needs.
    #[must_use]
    pub fn of(form: &CompiledForm) -> Self {
        let mut needs = Self::default();
        for field in &form.fields {
            needs.kinds |= validate::is_of_rare_kind(&field.kind);
            // The host of an address is put into small letters.
            needs.functions |= field.kind == FieldType::Url;
        }
        form.expressions(&mut |expression| expression.nodes().iter().for_each(|node| feel::note_needs(node, &mut needs)));
        needs
    }
}

/// Where the ways into a part stand.
pub(crate) struct Arrival<T> {
    #[cfg(all(feature = "parts", target_family = "wasm"))]
    ways: std::sync::OnceLock<T>,
    #[cfg(not(all(feature = "parts", target_family = "wasm")))]
    ways: T,
}

#[cfg(all(feature = "parts", target_family = "wasm"))]
impl<T: Copy> Arrival<T> {
    /// Nothing is there yet, and nothing leads there.
    pub(crate) const fn of(_: T) -> Self {
        Self { ways: std::sync::OnceLock::new() }
    }
    /// The ways in, once they are there.
    pub(crate) fn get(&self) -> Option<T> {
        self.ways.get().copied()
    }
    /// They are here. Called by the part they come in.
    pub(crate) fn arrive(&self, ways: T) {
        let _ = self.ways.set(ways);
    }
}

#[cfg(not(all(feature = "parts", target_family = "wasm")))]
impl<T: Copy> Arrival<T> {
    /// It is there.
    pub(crate) const fn of(ways: T) -> Self {
        Self { ways }
    }
    /// The ways in.
    pub(crate) fn get(&self) -> Option<T> {
        Some(self.ways)
    }
    /// Nothing has to arrive.
    pub(crate) fn arrive(&self, _: T) {}
}

#[cfg(test)]
#[cfg(feature = "compile")]
mod tests {
    use super::*;

    fn needs(field: &str) -> Needs {
        let xml = format!(
            r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>P</title><page id="s"><title>S</title>
            <field id="a" type="integer"><label>A</label></field><field id="t" type="text"><label>T</label></field>
            <field id="b" {field}><label>B</label></field></page>
            <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#
        );
        let checked = crate::compile::check("process.xml", &xml, &[]);
        assert_eq!(checked.diagnostics, [], "{field}");
        Needs::of(&checked.form.unwrap())
    }

    #[test]
    fn conditions_need_nothing() {
        for condition in ["a = 1", "a in (1, 2) and not(t = null)", "if a &gt; 2 then t = &quot;x&quot; else false", "a between 1 and 3"] {
            assert_eq!(needs(&format!(r#"type="text" visible="{condition}""#)), Needs::default(), "{condition}");
        }
    }

    #[test]
    fn a_form_needs_what_its_expressions_and_fields_use() {
        let none = Needs::default();
        assert_eq!(needs(r#"type="text" visible="a + 1 = 2""#), Needs { computing: true, ..none });
        assert_eq!(needs(r#"type="text" visible="number(t) = sum(a, 2)""#), Needs { computing: true, ..none });
        assert_eq!(needs(r#"type="text" visible="matches(t, &quot;^x&quot;)""#), Needs { patterns: true, ..none });
        assert_eq!(
            needs(r#"type="text" visible="matches(t, &quot;(x)\\1&quot;, &quot;i&quot;)""#),
            Needs { patterns: true, functions: true, ..none }
        );
        assert_eq!(needs(r#"type="text" visible="string length(t) = 2""#), Needs { functions: true, ..none });
        assert_eq!(needs(r#"type="text" visible="some x in [a, 2] satisfies x = 1""#), Needs { functions: true, ..none });
        assert_eq!(needs(r#"type="iban""#), Needs { kinds: true, ..none });
        assert_eq!(needs(r#"type="url""#), Needs { kinds: true, functions: true, ..none });
    }
}
