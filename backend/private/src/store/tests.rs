//! The schemas: both databases have the same tables, columns and indices. PostgreSQL begins with the one file that brings what SQLite's first nine left.

use std::collections::BTreeSet;
use std::path::Path;

use super::new_place::{file, opened};

/// The statements of a migration, without comments, in one spelling.
fn statements(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    code.join(" ")
        .split(';')
        .map(|statement| statement.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|statement| !statement.is_empty())
        .collect()
}

fn folder(dialect: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(dialect)
}

fn names(dialect: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder(dialect)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// PostgreSQL's statements as SQLite would have them: types have other names, and how a column is laid out SQLite doesn't ask.
fn as_sqlite(name: &str) -> Vec<String> {
    statements(&std::fs::read_to_string(folder("postgres").join(name)).unwrap())
        .into_iter()
        .filter(|statement| !statement.ends_with(" SET STORAGE EXTERNAL"))
        .map(|statement| statement.replace("BYTEA", "BLOB").replace("TEXT COLLATE \"C\"", "TEXT"))
        .collect()
}

/// The parts of a list that are not within parentheses of their own.
fn parts(list: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for letter in list.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if letter == ',' && depth == 0 { parts.push(String::new()) } else { parts.last_mut().unwrap().push(letter) }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

/// What a declared column says, in the order of `declared_by_sqlite`.
fn column(table: &str, declaration: &str, facts: &mut BTreeSet<String>) {
    let mut words = declaration.split(' ');
    let (name, kind) = (words.next().unwrap(), words.next().unwrap());
    let rest = words.collect::<Vec<_>>().join(" ");
    let default = rest.split("DEFAULT ").nth(1).unwrap_or_default();
    facts.insert(format!("{table}.{name} {kind} required={} default={default}", rest.contains("NOT NULL")));
    for unique in ["PRIMARY KEY", "UNIQUE"] {
        if rest.contains(unique) {
            facts.insert(format!("{table} unique ({name})"));
        }
    }
    if let Some(parent) = rest.split("REFERENCES ").nth(1) {
        facts.insert(format!("{table}.{name} belongs to {}", parent.split(' ').next().unwrap()));
    }
}

/// What PostgreSQL's migrations declare.
fn declared() -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    for statement in names("postgres").iter().flat_map(|name| as_sqlite(name)) {
        if let Some((table, rest)) = statement.strip_prefix("CREATE TABLE ").and_then(|rest| rest.split_once(" (")) {
            for part in parts(rest.strip_suffix(')').unwrap()) {
                match part.split_once(" (") {
                    Some(("UNIQUE" | "PRIMARY KEY", columns)) => drop(facts.insert(format!("{table} unique ({columns}"))),
                    _ => column(table, &part, &mut facts),
                }
            }
        } else if let Some((table, rest)) = statement.strip_prefix("ALTER TABLE ").and_then(|rest| rest.split_once(" ADD COLUMN ")) {
            column(table, rest, &mut facts);
        } else if statement.starts_with("CREATE ") {
            facts.insert(statement);
        }
    }
    facts
}

/// What SQLite's migrations have made, as SQLite says.
async fn made() -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&file(folder.path()), folder.path()).await;
    let mut facts = BTreeSet::new();
    let tables = "FROM sqlite_master m JOIN";
    let ours = "m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> '_sqlx_migrations'";
    for statement in [
        format!(
            "SELECT m.name || '.' || c.name || ' ' || c.type || ' required=' || CASE c.\"notnull\" WHEN 1 THEN 'true' ELSE 'false' END \
             || ' default=' || COALESCE(c.dflt_value, '') {tables} pragma_table_info(m.name) c WHERE {ours}"
        ),
        format!(
            "SELECT m.name || ' unique (' || (SELECT group_concat(name, ', ') FROM pragma_index_info(i.name)) || ')' \
             {tables} pragma_index_list(m.name) i WHERE i.origin IN ('u', 'pk') AND {ours}"
        ),
        format!(
            "SELECT m.name || '.' || f.\"from\" || ' belongs to ' || f.\"table\" {tables} pragma_foreign_key_list(m.name) f WHERE {ours}"
        ),
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL".to_owned(),
    ] {
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_all(&store.pool).await.unwrap();
        assert!(!rows.is_empty());
        facts.extend(rows);
    }
    facts
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_indices() {
    let (declared, made) = (declared(), made().await);
    assert!(declared.len() > 120, "{}", declared.len());
    let different: Vec<&String> = declared.symmetric_difference(&made).collect();
    assert!(different.is_empty(), "{different:#?}");
}

#[test]
fn after_the_first_ones_both_folders_have_the_same_migrations() {
    let later = |dialect| names(dialect).into_iter().filter(|name| name.as_str() >= "0010").collect::<Vec<_>>();
    assert_eq!(later("sqlite"), later("postgres"));
    for name in later("sqlite") {
        let mut sqlite = statements(&std::fs::read_to_string(folder("sqlite").join(&name)).unwrap());
        // What SQLite has numbered by itself was never in PostgreSQL.
        sqlite.retain(|statement| !statement.contains("rowid"));
        assert_eq!(as_sqlite(&name), sqlite, "{name}");
    }
}
