//! The types of a compiled form, as they are stored.

use super::{Reader, Stored, choices, kinds, records};
use crate::compiled::{
    Assurance, Characters, CodeEntry, CodeList, CodeListIndex, CompiledForm, Condition, Fee, Field, FieldIndex, FieldType, FileKind, Group,
    GroupIndex, Identifier, Item, Note, NoteKind, Opening, Page, PageIndex, Parameter, Passage, PassageKind, Repeat, Retention, RichText,
    Rule, Run, Shown, StartTexts, Style, SubmissionKind, TenantBinding, Text, Words,
};

records! {
    CompiledForm {
        id, version, leika_key, tenant, languages, title, start, pages, fields, groups, rules, code_lists, parameters, fee, retention, words,
        opening, assurance, kind,
    }
    Words { yes, no, not_answered, unknown }
    TenantBinding { id, name, root_fingerprint, least_sequence }
    StartTexts { summary, needed, duration, fee, legal_basis, other_ways }
    Page { id, title, intro, visible, items }
    Note { kind, title, body, visible }
    Passage { kind, texts }
    Run { style, words, about }
    Group { id, fim_id, title, hint, visible, items, repeat }
    Repeat { min, max, row_name, row_title, add, remove }
    Field { id, fim_id, label, hint, help, kind, required, visible, value, autocomplete, offer, page, groups }
    Rule { id, fim_id, assert, field, group, message, page }
    CodeList { id, urn, version, entries }
    CodeEntry { code, label, hint }
    Parameter { id, value }
    Fee { amount, purpose }
    Opening { from, until, message }
    Retention { draft_days, postbox_days }
}

choices! {
    Item { Field(index), Group(index), Note(note) }
    Condition { Always, Never, When(expression) }
    FieldType {
        Text { min_length, max_length, characters },
        MultiLine { min_length, max_length },
        PersonName { max_length },
        Integer { min, max },
        Decimal { scale, min, max },
        Money { min, max },
        Date { min, max },
        PartialDate { not_in_future },
        Time { min, max },
        YesNo,
        Consent,
        Radios { options },
        Select { options, searchable },
        Checkboxes { options, min, max },
        Email,
        Phone,
        Iban,
        Url,
        Identifier(kind),
        PostalCode,
        NumberPlate,
        File { accept, max_size_bytes, max_count },
        Calculated { shown_as },
        Hidden,
    }
}

kinds! {
    NoteKind { Plain, Info, Warning, Stop }
    PassageKind { Paragraph, Bullets, Numbers }
    Style { Plain, Strong, Emphasis, Link, Abbreviation }
    Assurance { None, Low, Substantial, High }
    Characters { Names, Latin, Digits }
    Shown { Text, Number, Money, Date }
    FileKind { Pdf, Jpeg, Png, Heic }
    Identifier { TaxId, VatId, BusinessId, PensionNumber, HealthInsuranceNumber, IdCardNumber, Bic }
}

/// What stands last and is nothing for applications: forms from before there were kinds are read, and applications are named as they were.
impl Stored for SubmissionKind {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Application => {}
            Self::Report => out.push(0),
            Self::Notification => out.push(1),
            Self::Registration => out.push(2),
            Self::Request => out.push(3),
        }
    }
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.is_at_end() {
            return Self::Application;
        }
        reader.one_of(&[Self::Report, Self::Notification, Self::Registration, Self::Request])
    }
}

/// Types around one other type.
macro_rules! wrapped {
    ($($name:ident),*) => { $(
        impl Stored for $name {
            fn write(&self, out: &mut Vec<u8>) {
                self.0.write(out);
            }
            fn read(reader: &mut Reader<'_>) -> Self {
                Self(Stored::read(reader))
            }
        }
    )* };
}
wrapped!(Text, RichText, PageIndex, FieldIndex, GroupIndex, CodeListIndex);
