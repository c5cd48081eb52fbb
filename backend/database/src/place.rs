//! Where a database is: a file or a server, never both. In: what the configuration says. Out: the place, which shows no password.

use std::fmt;
use std::path::PathBuf;

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

/// Why a section says nothing that can be used.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// A file and a server.
    #[error("both path (SQLite) and url (PostgreSQL) are given; only one can be")]
    Both,
    /// Neither a file nor a server.
    #[error("missing field `path` (SQLite) or `url` (PostgreSQL)")]
    Neither,
    /// An address of something else.
    #[error("url doesn't begin with postgres://. An SQLite file is named with path")]
    OtherScheme,
    /// A password for a file.
    #[error("password_file goes with url (PostgreSQL); SQLite has no password")]
    PasswordOfFile,
}

impl DatabasePlace {
    /// Out of the three keys of a section.
    ///
    /// # Errors
    /// They don't name exactly one database.
    pub fn of(path: Option<PathBuf>, url: Option<String>, password_file: Option<PathBuf>) -> Result<Self, PlaceError> {
        match (path, url, password_file) {
            (Some(_), Some(_), _) => Err(PlaceError::Both),
            (None, None, _) => Err(PlaceError::Neither),
            (Some(_), None, Some(_)) => Err(PlaceError::PasswordOfFile),
            (Some(path), None, None) => Ok(Self::File(path)),
            (None, Some(url), _) if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) => {
                Err(PlaceError::OtherScheme)
            }
            (None, Some(url), password_file) => Ok(Self::Server(DatabaseServer { url, password_file })),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_names_a_file_or_a_server_and_not_both() {
        let (some, none) = (|text: &str| Some(PathBuf::from(text)), || None::<PathBuf>);
        assert!(matches!(DatabasePlace::of(some("a"), None, None), Ok(DatabasePlace::File(_))));
        let server = DatabasePlace::of(None, Some("postgres://vordruck@db.example/vordruck".into()), some("/run/secrets/db"));
        assert!(matches!(server, Ok(DatabasePlace::Server(DatabaseServer { password_file: Some(_), .. }))));
        for (path, url, password, part) in [
            (some("a"), Some("postgres://b"), none(), "both path"),
            (none(), None, none(), "missing field"),
            (none(), Some("mysql://b"), none(), "doesn't begin with postgres://"),
            (some("a"), None, some("b"), "SQLite has no password"),
        ] {
            assert!(DatabasePlace::of(path, url.map(str::to_owned), password).unwrap_err().to_string().contains(part), "{part}");
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
            let place = DatabasePlace::of(None, Some(url.to_owned()), None).unwrap();
            assert_eq!(place.to_string(), shown);
            assert!(!format!("{place:?}").contains("geheim"));
        }
    }
}
