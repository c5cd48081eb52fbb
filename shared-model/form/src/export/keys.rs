//! The names under which answers leave. In: a field or a group, a style. Out: its key.

use crate::compiled::{Field, Group};

/// How fields and groups are named in an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keys {
    /// The ids the author gave: `familienname`. Every field stands beside every other, whatever groups it is
    /// asked in; only rows hold their own.
    Names,
    /// FIM ids, groups within groups as FIM's Datenfeldgruppen: `G60000086` with `F60000243`. What has no FIM id has its own.
    Fim,
    /// FIM ids with their versions as FIM writes them: `F60000227V1.1`. An id whose version the definition does not state stays
    /// without one.
    FimVersioned,
}

impl Keys {
    /// All styles.
    pub const ALL: [Self; 3] = [Self::Names, Self::Fim, Self::FimVersioned];

    /// How the command line and the ids of schemas call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Fim => "fim",
            Self::FimVersioned => "fim-versioned",
        }
    }

    pub(super) fn of_field(self, field: &Field) -> String {
        self.key(&field.id, field.fim_id.as_deref())
    }

    pub(super) fn of_group(self, group: &Group) -> String {
        self.key(&group.id, group.fim_id.as_deref())
    }

    /// Whether a group holds its fields in the export: a repeated one always does; one without a title and without a FIM id is only
    /// a condition.
    pub(super) fn nests(self, group: &Group) -> bool {
        group.repeat.is_some() || self != Self::Names && (group.fim_id.is_some() || group.title.is_some())
    }

    /// The keys of day, month and year where a partial date is FIM's group "Geburtsdatum (teilbekannt)" (G60000083, in XDatenfelder
    /// 3 G60000000083). Its fields F60000231–F60000233 have version 1.1 in version 2.0 of the group.
    pub(super) fn of_partial_date(self, field: &Field) -> Option<[String; 3]> {
        let (id, version) = parted(field.fim_id.as_deref().filter(|_| self != Self::Names)?);
        let prefix = match id {
            "G60000083" => "F60000",
            "G60000000083" => "F60000000",
            _ => return None,
        };
        let version = match version {
            Some("2.0") if self == Self::FimVersioned => "V1.1",
            Some("2.0.0") if self == Self::FimVersioned => "V1.1.0",
            _ => "",
        };
        Some(["231", "232", "233"].map(|number| [prefix, number, version].concat()))
    }

    fn key(self, own: &str, fim: Option<&str>) -> String {
        match (self, fim) {
            (Self::Names, _) | (_, None) => own.to_owned(),
            (Self::Fim, Some(fim)) => parted(fim).0.to_owned(),
            (Self::FimVersioned, Some(fim)) => fim.to_owned(),
        }
    }
}

/// Id and version of `F60000227V1.1`.
fn parted(fim: &str) -> (&str, Option<&str>) {
    fim.split_once('V').map_or((fim, None), |(id, version)| (id, Some(version)))
}
