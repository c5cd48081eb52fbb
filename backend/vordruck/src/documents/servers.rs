//! Which side keeps its rows on a database server, and what that means for what is deleted. In: the configuration. Out: sentences of the papers.

use super::facts::Facts;
use vordruck_database::DatabasePlace;

/// Which sides are on PostgreSQL.
pub(super) struct Servers {
    pub(super) public: bool,
    pub(super) private: bool,
}

impl Servers {
    pub(super) fn of(facts: &Facts) -> Self {
        let is_server = |place: &DatabasePlace| matches!(place, DatabasePlace::Server(_));
        Self { public: is_server(&facts.public.database.place), private: is_server(&facts.private.database_place()) }
    }

    /// What becomes of deleted rows.
    pub(super) fn rows(&self) -> String {
        let overwritten = match (self.public, self.private) {
            (false, false) => {
                return "Danach werden die Zeilen gelöscht und überschrieben (SQLite secure_delete), leere Seiten zurückgegeben und das Schreibprotokoll geleert \
                        (wal_checkpoint TRUNCATE)."
                    .to_owned();
            }
            (true, true) => "",
            (true, false) => {
                "Die interne Seite überschreibt sie (SQLite secure_delete) und leert das Schreibprotokoll (wal_checkpoint TRUNCATE). "
            }
            (false, true) => {
                "Die öffentliche Seite überschreibt sie (SQLite secure_delete) und leert das Schreibprotokoll (wal_checkpoint TRUNCATE). "
            }
        };
        let (place, read) = match (self.public, self.private) {
            (true, true) => ("Auf beiden Seiten", format!("{OF_PUBLIC} {OF_PRIVATE}")),
            (true, false) => ("Auf der öffentlichen Seite", OF_PUBLIC.to_owned()),
            _ => ("Auf der internen Seite", OF_PRIVATE.to_owned()),
        };
        format!(
            "Danach werden die Zeilen gelöscht. {overwritten}{place} gibt PostgreSQL ihren Platz nach jedem Löschlauf zur Wiederverwendung frei (VACUUM) und überschreibt dabei nichts: \
             Gelöschtes steht weiter in den Dateien des Servers, bis neue Daten den Platz einnehmen, und im Schreibprotokoll (WAL), in dessen Archiv und in Sicherungen, solange es sie gibt. \
             Das ist Geheimtext; nach der Vernichtung seines Tagesschlüssels kann ihn niemand mehr lesen. {read}"
        )
    }

    /// What stands in a server's files without being sealed.
    pub(super) fn open_data(&self) -> Vec<&'static str> {
        let public = "Unverschlossen stehen in der Datenbank der öffentlichen Seite Kennungen, Zeiten, Größen und Prüfwerte, bei welcher Behörde und Leistung, und was die \
                      Behörden veröffentlichen. Das überdauert in alten Dateien, im Archiv des Schreibprotokolls und in Sicherungen; deren Aufbewahrung begrenzt es.";
        let private = "Unverschlossen stehen in der Datenbank der internen Seite Kennungen (auch die von Konten), Zeiten, Stände und Prüfwerte, bei welcher Behörde und Leistung, und \
                       wer wann was getan hat, ohne Inhalte. Auch das überdauert dort so lange.";
        [(self.public, public), (self.private, private)]
            .into_iter()
            .filter_map(|(is_server, sentence)| is_server.then_some(sentence))
            .collect()
    }
}

const OF_PUBLIC: &str = "Bis dahin gehören zum Lesen eines Entwurfs außerdem Link und PIN, zu dem eines Antrags der Schlüssel der Behörde.";
const OF_PRIVATE: &str =
    "Zum Lesen eines Eintrags im Postkorb gehört bis dahin außerdem die Schlüsseldatei der internen Seite mit dem, was sie öffnet.";
