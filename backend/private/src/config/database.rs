//! Section `database`: without it, a file in the folder of `storage`.

use std::path::PathBuf;

use serde::Deserialize;
use vordruck_database::{DatabasePlace, PlaceError};

/// Where what was collected is stored.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Section")]
pub struct DatabaseConfig {
    /// SQLite (`path`) or PostgreSQL (`url`). Default: the file `postbox.sqlite` in `storage.folder`.
    pub place: Option<DatabasePlace>,
    /// Connections, at most. Default 6.
    pub connections: u32,
}

/// What may be written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    path: Option<PathBuf>,
    url: Option<String>,
    password_file: Option<PathBuf>,
    #[serde(default = "connections")]
    connections: u32,
}

impl TryFrom<Section> for DatabaseConfig {
    type Error = PlaceError;

    fn try_from(section: Section) -> Result<Self, PlaceError> {
        let place = match section {
            Section { path: None, url: None, password_file: None, .. } => None,
            Section { path, url, password_file, .. } => Some(DatabasePlace::of(path, url, password_file)?),
        };
        Ok(Self { place, connections: section.connections })
    }
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self { place: None, connections: connections() }
    }
}

fn connections() -> u32 {
    6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_place_it_is_the_file_in_the_folder_and_a_place_is_a_file_or_a_server() {
        let section = |text: &str| toml::from_str::<DatabaseConfig>(text).map_err(|error| error.to_string());
        assert!(matches!(section("connections = 9"), Ok(DatabaseConfig { place: None, connections: 9 })));
        assert!(matches!(section("path = 'x.sqlite'").unwrap().place, Some(DatabasePlace::File(_))));
        assert!(matches!(section("url = 'postgres://db/v'\npassword_file = 'p'").unwrap().place, Some(DatabasePlace::Server(_))));
        for (wrong, part) in [
            ("path = 'x'\nurl = 'postgres://db/v'", "both path"),
            ("password_file = 'p'", "missing field"),
            ("readers = 4", "unknown field `readers`"),
        ] {
            assert!(section(wrong).unwrap_err().contains(part), "{wrong}");
        }
    }
}
