//! Who is responsible for a service in a place, as the Deutsches Verwaltungsdiensteverzeichnis (DVDV) has it. In: a file with entries, a LeiKa key, a regional key.
//! Out: the authority, or what to do so that it is found. The directory itself answers only authorities that are admitted to it; its entries are copied by hand or by
//! what the data centre has for that, and this asks nobody on the network.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// How many digits a regional key has: Land, Regierungsbezirk, Kreis, Verband, Gemeinde (Destatis).
const ARS_LENGTHS: [usize; 5] = [2, 3, 5, 9, 12];

/// Why nobody was found.
#[derive(Debug, thiserror::Error)]
pub enum DvdvError {
    /// The file.
    #[error("{path} cannot be read: {error}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It is not what the interface's page describes.
    #[error("{path}: {error}")]
    Malformed {
        /// Which.
        path: PathBuf,
        /// Line and reason.
        error: Box<toml::de::Error>,
    },
    /// An entry says something that can't be.
    #[error("{path}: entry {number} has {what}")]
    Entry {
        /// Which.
        path: PathBuf,
        /// Counted from 1.
        number: usize,
        /// What is wrong and what it should be.
        what: &'static str,
    },
    /// Two entries for one service in one place.
    #[error("{path}: entries {first} and {second} are both for leika_key {leika_key} in ars {ars}; remove one")]
    Twice {
        /// Which.
        path: PathBuf,
        /// Counted from 1.
        first: usize,
        /// Counted from 1.
        second: usize,
        /// Their service.
        leika_key: String,
        /// Their place.
        ars: String,
    },
    /// What was asked for is no key.
    #[error("{what} {value:?} is none: it has {digits} digits")]
    NotAKey {
        /// Which key.
        what: &'static str,
        /// What was asked for.
        value: String,
        /// How many it has.
        digits: usize,
    },
    /// Nobody.
    #[error(
        "{path}: nobody is entered for leika_key {leika_key} in ars {ars}; add an [[entry]] with this leika_key and this ars, or the first 2, 3, 5 or 9 digits of it"
    )]
    Nobody {
        /// Which.
        path: PathBuf,
        /// The service.
        leika_key: String,
        /// The place.
        ars: String,
    },
}

/// Who is responsible.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Responsible {
    /// Key of the service in the LeiKa, 14 digits.
    leika_key: String,
    /// Regional key of the municipality, or of the district or Land for all in it.
    ars: String,
    /// Prefix and identifier, e.g. `ags:06531005`.
    pub authority: String,
    /// Name of the authority.
    pub name: String,
    /// URI of the service (`Dienste-URI`).
    pub service: String,
}

/// Entries of the DVDV out of a file.
#[derive(Debug)]
pub struct Dvdv {
    path: PathBuf,
    entries: Vec<Responsible>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    entry: Vec<Responsible>,
}

impl Dvdv {
    /// Reads a file.
    ///
    /// # Errors
    /// It can't be read, or an entry is wrong.
    pub fn from_file(path: &Path) -> Result<Self, DvdvError> {
        let text = std::fs::read_to_string(path).map_err(|error| DvdvError::File { path: path.to_owned(), error })?;
        Self::read(path, &text)
    }

    fn read(path: &Path, text: &str) -> Result<Self, DvdvError> {
        let path = path.to_owned();
        let document: Document = match toml::from_str(text) {
            Ok(document) => document,
            Err(error) => return Err(DvdvError::Malformed { path, error: Box::new(error) }),
        };
        let entries = document.entry;
        for (number, entry) in (1..).zip(&entries) {
            if let Some(what) = entry.fault() {
                return Err(DvdvError::Entry { path, number, what });
            }
            let same = |other: &&Responsible| other.leika_key == entry.leika_key && other.ars == entry.ars;
            let first = entries.iter().position(|other| same(&other)).map_or(number, |place| place + 1);
            if first != number {
                let (leika_key, ars) = (entry.leika_key.clone(), entry.ars.clone());
                return Err(DvdvError::Twice { path, first, second: number, leika_key, ars });
            }
        }
        Ok(Self { path, entries })
    }

    /// Who is responsible for a service (LeiKa key, 14 digits) in a municipality (ARS, 12 digits): the entry for the smallest area that it lies in.
    ///
    /// # Errors
    /// No keys, or nobody is entered; it says what to do.
    pub fn lookup(&self, leika_key: &str, ars: &str) -> Result<&Responsible, DvdvError> {
        for (what, value, digits) in [("leika_key", leika_key, 14), ("ars", ars, 12)] {
            if !is_number(value, digits) {
                return Err(DvdvError::NotAKey { what, value: value.to_owned(), digits });
            }
        }
        let responsible = self.entries.iter().filter(|entry| entry.leika_key == leika_key && ars.starts_with(&entry.ars));
        responsible.max_by_key(|entry| entry.ars.len()).ok_or_else(|| DvdvError::Nobody {
            path: self.path.clone(),
            leika_key: leika_key.to_owned(),
            ars: ars.to_owned(),
        })
    }
}

impl Responsible {
    fn fault(&self) -> Option<&'static str> {
        let is_authority = self
            .authority
            .split_once(':')
            .is_some_and(|(prefix, rest)| !rest.is_empty() && prefix.chars().all(|c| c.is_ascii_alphanumeric()) && !prefix.is_empty());
        if !is_number(&self.leika_key, 14) {
            Some("a leika_key that is none: it has 14 digits")
        } else if !ARS_LENGTHS.iter().any(|length| is_number(&self.ars, *length)) {
            Some("an ars that is none: it has 12 digits, or the first 2, 3, 5 or 9 for a whole area")
        } else if !is_authority {
            Some("an authority that is none: prefix, colon, identifier, as in ags:06531005")
        } else if self.name.trim().is_empty() {
            Some("no name")
        } else if !self.service.contains(':') {
            Some("a service that is no URI")
        } else {
            None
        }
    }
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(leika_key: &str, ars: &str, authority: &str) -> String {
        format!(
            "[[entry]]\nleika_key = \"{leika_key}\"\nars = \"{ars}\"\nauthority = \"{authority}\"\nname = \"Stadt\"\nservice = \"urn:dienst:1\"\n"
        )
    }

    fn read(text: &str) -> Result<Dvdv, DvdvError> {
        Dvdv::read(Path::new("dvdv.toml"), text)
    }

    const PARKING: &str = "99108001001000";

    #[test]
    fn the_smallest_area_decides() {
        let text =
            [("06", "x:land"), ("06531", "x:kreis"), ("065310005005", "x:stadt")].map(|(ars, who)| entry(PARKING, ars, who)).concat();
        let dvdv = read(&(text + &entry("99102013104000", "065310005005", "x:steueramt"))).unwrap();
        for (ars, who) in [("065310005005", "x:stadt"), ("065310004004", "x:kreis"), ("064110000000", "x:land")] {
            assert_eq!(dvdv.lookup(PARKING, ars).unwrap().authority, who);
        }
        assert_eq!(dvdv.lookup("99102013104000", "065310005005").unwrap().authority, "x:steueramt");
    }

    #[test]
    fn what_is_missing_says_what_to_do() {
        let dvdv = read(&entry(PARKING, "06531", "ags:06531")).unwrap();
        let said = dvdv.lookup(PARKING, "091620000000").unwrap_err().to_string();
        assert!(
            said.starts_with("dvdv.toml: nobody is entered for leika_key 99108001001000 in ars 091620000000; add an [[entry]]"),
            "{said}"
        );
        let said = dvdv.lookup("99108", "065310005005").unwrap_err().to_string();
        assert_eq!(said, "leika_key \"99108\" is none: it has 14 digits");
        assert!(Dvdv::from_file(Path::new("/nowhere/dvdv.toml")).unwrap_err().to_string().starts_with("/nowhere/dvdv.toml cannot be read"));
    }

    #[test]
    fn the_example_of_the_interface_page_is_read() {
        let page = include_str!("../interfaces/xta.md");
        let example = page.split("```toml dvdv.toml\n").nth(1).unwrap().split("```").next().unwrap();
        assert_eq!(read(example).unwrap().lookup(PARKING, "065310004004").unwrap().authority, "psw:06531000");
    }

    #[test]
    fn a_wrong_entry_is_named() {
        let good = entry(PARKING, "06531", "ags:06531");
        for (text, word) in [
            (entry("99", "06531", "ags:1"), "leika_key"),
            (entry(PARKING, "0653", "ags:1"), "2, 3, 5 or 9"),
            (entry(PARKING, "06532", "06531"), "prefix, colon"),
            (entry(PARKING, "06532", "ags:1").replace("Stadt", " "), "no name"),
            (entry(PARKING, "06532", "ags:1").replace("urn:dienst:1", "dienst"), "no URI"),
            (good.clone(), "entries 1 and 2 are both"),
            (entry(PARKING, "06532", "ags:1").replace("name", "nmae"), "nmae"),
        ] {
            let said = read(&format!("{good}{text}")).unwrap_err().to_string();
            assert!(said.starts_with("dvdv.toml: ") && said.contains(word), "{said}");
        }
    }
}
