//! Section `database`: a file or a server, never both.

use std::path::PathBuf;

use serde::Deserialize;
use vordruck_database::{DatabasePlace, PlaceError};

/// Where drafts and submissions are stored.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Section")]
pub struct DatabaseConfig {
    /// SQLite (`path`) or PostgreSQL (`url`).
    pub place: DatabasePlace,
    /// Connections that read, at most. Each of SQLite's keeps a cache of its own. Default 4.
    pub readers: u32,
    /// Writes that share one commit, at most. Default 64; 1 turns group commit off.
    pub batch: usize,
}

/// What may be written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    path: Option<PathBuf>,
    url: Option<String>,
    password_file: Option<PathBuf>,
    #[serde(default = "readers")]
    readers: u32,
    #[serde(default = "batch")]
    batch: usize,
}

impl TryFrom<Section> for DatabaseConfig {
    type Error = PlaceError;

    fn try_from(section: Section) -> Result<Self, PlaceError> {
        let place = DatabasePlace::of(section.path, section.url, section.password_file)?;
        Ok(Self { place, readers: section.readers, batch: section.batch })
    }
}

fn readers() -> u32 {
    4
}

fn batch() -> usize {
    64
}

#[cfg(test)]
mod tests {
    use vordruck_database::DatabaseServer;

    use super::*;

    fn section(value: serde_json::Value) -> Result<DatabaseConfig, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    #[test]
    fn a_section_names_a_file_or_a_server_and_not_both() {
        let file = section(serde_json::json!({ "path": "/var/lib/vordruck/public.sqlite" })).unwrap();
        assert!(matches!(file.place, DatabasePlace::File(_)) && file.readers == 4 && file.batch == 64);
        let server =
            section(serde_json::json!({ "url": "postgres://vordruck@db.example/vordruck", "password_file": "/run/secrets/db" })).unwrap();
        assert!(matches!(server.place, DatabasePlace::Server(DatabaseServer { password_file: Some(_), .. })));
        for (wrong, part) in [
            (serde_json::json!({ "path": "a", "url": "postgres://b" }), "both path"),
            (serde_json::json!({ "path": "a", "pth": "b" }), "unknown field `pth`"),
        ] {
            assert!(section(wrong.clone()).unwrap_err().contains(part), "{wrong}");
        }
    }
}
