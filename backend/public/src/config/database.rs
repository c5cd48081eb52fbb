//! Section `database`: a file or a server, never both.

use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;

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

/// Which database.
#[derive(Debug, Clone)]
pub enum DatabasePlace {
    /// The SQLite file; created if it isn't there. Its folder must not be the keys' folder.
    File(PathBuf),
    /// A database on a PostgreSQL server, which any number of processes share.
    Server(DatabaseServer),
}

/// How a PostgreSQL server is reached.
#[derive(Clone)]
pub struct DatabaseServer {
    /// `postgres://user@host/database`, with `sslmode`, `sslrootcert`, `sslcert` and `sslkey` as libpq knows them. Over a network `sslmode` is
    /// `verify-full` unless it says otherwise. `?host=/run/postgresql` is a socket.
    pub url: String,
    /// A file with the password, so that it stands neither here nor in the environment.
    pub password_file: Option<PathBuf>,
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

/// Why a section says nothing that can be used.
#[derive(Debug, thiserror::Error)]
enum SectionError {
    #[error("both path (SQLite) and url (PostgreSQL) are given; only one can be")]
    Both,
    #[error("missing field `path` (SQLite) or `url` (PostgreSQL)")]
    Neither,
    #[error("url doesn't begin with postgres://. An SQLite file is named with path")]
    OtherScheme,
    #[error("password_file goes with url (PostgreSQL); SQLite has no password")]
    PasswordOfFile,
}

impl TryFrom<Section> for DatabaseConfig {
    type Error = SectionError;

    fn try_from(section: Section) -> Result<Self, SectionError> {
        let place = match (section.path, section.url, section.password_file) {
            (Some(_), Some(_), _) => return Err(SectionError::Both),
            (None, None, _) => return Err(SectionError::Neither),
            (Some(_), None, Some(_)) => return Err(SectionError::PasswordOfFile),
            (Some(path), None, None) => DatabasePlace::File(path),
            (None, Some(url), _) if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) => {
                return Err(SectionError::OtherScheme);
            }
            (None, Some(url), password_file) => DatabasePlace::Server(DatabaseServer { url, password_file }),
        };
        Ok(Self { place, readers: section.readers, batch: section.batch })
    }
}

impl fmt::Display for DatabasePlace {
    /// For people and papers: a path, or where the server is, without user and password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(formatter, "{}", path.display()),
            Self::Server(server) => write!(formatter, "{server:?}"),
        }
    }
}

impl fmt::Debug for DatabaseServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, rest) = self.url.split_once("://").unwrap_or_default();
        let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        match authority.rsplit_once('@') {
            Some((_, host)) => write!(formatter, "postgres://{host}{}", tail.split('?').next().unwrap_or_default()),
            // An @ further on may end a password that was not encoded.
            None if tail.contains('@') => formatter.write_str("postgres://…"),
            None => write!(formatter, "postgres://{authority}{}", tail.split('?').next().unwrap_or_default()),
        }
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
            (serde_json::json!({}), "missing field"),
            (serde_json::json!({ "url": "mysql://b" }), "doesn't begin with postgres://"),
            (serde_json::json!({ "path": "a", "password_file": "b" }), "SQLite has no password"),
            (serde_json::json!({ "path": "a", "pth": "b" }), "unknown field `pth`"),
        ] {
            assert!(section(wrong.clone()).unwrap_err().contains(part), "{wrong}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        let shown = "postgres://db.example:5432/vordruck";
        for (url, shown) in [
            ("postgres://anna:geheim@db.example:5432/vordruck", shown),
            ("postgres://db.example:5432/vordruck?password=geheim", shown),
            ("postgres://a:b@geheim@db.example:5432/vordruck", shown),
            ("postgres://anna:geh/eim@db.example:5432/vordruck", "postgres://…"),
            ("postgres://db.example/vordruck?password=a@geheim", "postgres://…"),
        ] {
            let config = section(serde_json::json!({ "url": url })).unwrap();
            assert_eq!(config.place.to_string(), shown);
            assert!(!format!("{config:?}").contains("geheim"));
        }
    }
}
