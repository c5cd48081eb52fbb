//! The machine formats that answers leave in, by name. In: a name; validated answers. Out: a format; text.

use serde::{Deserialize, Serialize};

use super::{Keys, json, xml};
use crate::validate::ValidatedAnswers;

/// A machine format of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// JSON with the ids the author gave.
    Json,
    /// JSON with FIM ids.
    JsonFim,
    /// JSON with versioned FIM ids.
    JsonFimVersioned,
    /// XML with the ids the author gave.
    Xml,
    /// XML with FIM ids, namespace and nesting of XFall.
    XmlFim,
    /// XML with versioned FIM ids.
    XmlFimVersioned,
}

/// Something in the answers can't be written: never seen of answers that are valid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the answers could not be written: {0}")]
pub struct NotWritten(String);

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Json, Self::JsonFim, Self::JsonFimVersioned, Self::Xml, Self::XmlFim, Self::XmlFimVersioned];

    /// Its name in configurations and key manifests.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::JsonFim => "json-fim",
            Self::JsonFimVersioned => "json-fim-versioned",
            Self::Xml => "xml",
            Self::XmlFim => "xml-fim",
            Self::XmlFimVersioned => "xml-fim-versioned",
        }
    }

    /// The format of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        if self.is_json() { "application/json" } else { "application/xml" }
    }

    /// File name.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        if self.is_json() { "antrag.json" } else { "antrag.xml" }
    }

    /// Whether it is JSON; XML otherwise.
    #[must_use]
    pub fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonFim | Self::JsonFimVersioned)
    }

    /// Writes answers.
    ///
    /// # Errors
    /// They can't be written.
    pub fn write(self, validated: &ValidatedAnswers) -> Result<String, NotWritten> {
        let keys = match self {
            Self::Json | Self::Xml => Keys::Names,
            Self::JsonFim | Self::XmlFim => Keys::Fim,
            Self::JsonFimVersioned | Self::XmlFimVersioned => Keys::FimVersioned,
        };
        if self.is_json() {
            json::to_text(validated, keys).map_err(|error| NotWritten(error.to_string()))
        } else {
            xml::to_text(validated, keys).map_err(|error| NotWritten(error.to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_serde_writes_and_lead_back() {
        for format in Format::ALL {
            assert_eq!(serde_json::to_value(format).unwrap(), format.name());
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
        assert_eq!(Format::from_name("csv"), None);
    }
}
