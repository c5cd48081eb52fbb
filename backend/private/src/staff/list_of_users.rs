//! The list of who may read what, to be filed or audited. In: accounts of a tenant, titles of its services. Out: rows for people; CSV. On paper it is put
//! by `paper`.

use std::collections::BTreeMap;

use vordruck_contract::accounts::UserStatus;

use super::account::Account;
use super::accounts_of_tenant::permissions;
use crate::clock::moment;
use crate::paper::{ListPaper, ListRow};

/// Column headings of the table.
const COLUMNS: [&str; 7] = ["Benutzername", "Name", "Berechtigt für", "Verwaltung", "Stand", "Zweiter Faktor", "Zuletzt angemeldet"];

/// As CSV (RFC 4180) with semicolons and a byte order mark: what German spreadsheets open without asking.
pub(crate) fn csv(accounts: &[Account], tenant: &str, titles: &BTreeMap<String, String>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for account in accounts {
        writer.write_record(cells(account, tenant, titles).map(|cell| harmless(&cell)))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))
}

/// As a document.
pub(crate) fn paper(accounts: &[Account], tenant: &str, authority: &str, titles: &BTreeMap<String, String>, now: i64) -> ListPaper {
    let row = |account: &Account| {
        let [name, display_name, services, administration, status, factor, seen] = cells(account, tenant, titles);
        ListRow {
            head: format!("{display_name} ({name})"),
            lines: vec![
                format!("Berechtigt für: {services}"),
                format!("Verwaltung: {administration}"),
                format!("Stand: {status}"),
                format!("Zweiter Faktor: {factor}"),
                format!("Zuletzt angemeldet: {seen}"),
            ],
        }
    };
    ListPaper {
        title: "Berechtigte Personen im Postkorb".to_owned(),
        authority: authority.to_owned(),
        made_at: moment(now).local,
        columns: ["Person", "Berechtigungen"],
        rows: accounts.iter().map(row).collect(),
    }
}

fn cells(account: &Account, tenant: &str, titles: &BTreeMap<String, String>) -> [String; 7] {
    let permitted = permissions(account, tenant);
    let title = |service: &String| titles.get(service).cloned().unwrap_or_else(|| service.clone());
    let services = match (permitted.all_services, permitted.services.is_empty()) {
        (true, _) => "alle Leistungen".to_owned(),
        (false, true) => "keine Leistung".to_owned(),
        (false, false) => permitted.services.iter().map(title).collect::<Vec<_>>().join(", "),
    };
    let status = match account.status() {
        UserStatus::Locked => "gesperrt",
        UserStatus::Invited => "eingeladen",
        UserStatus::Active => "aktiv",
    };
    let seen = account.signed_in_at.map_or_else(|| "nie".to_owned(), |at| moment(at).local.strftime("%d.%m.%Y").to_string());
    let yes = |is: bool| if is { "ja" } else { "nein" }.to_owned();
    [
        account.name.clone(),
        account.display_name.clone(),
        services,
        yes(permitted.is_administrator),
        status.to_owned(),
        yes(account.has_second_factor()),
        seen,
    ]
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV Injection).
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_everybody_with_what_they_may_and_runs_no_formulas() {
        let account = Account {
            id: "1".to_owned(),
            name: "a.muster".to_owned(),
            display_name: "=HYPERLINK(\"x\");".to_owned(),
            grants: vec!["stadt/hund".parse().unwrap()],
            administers: vec!["stadt".to_owned()],
            is_locked: false,
            password: "x".to_owned(),
            earlier: vec![],
            password_set_at: 0,
            second_factor: None,
            second_factor_offered: None,
            passkeys: vec![],
            signed_in_at: Some(1_764_547_200),
        };
        let titles = [("hund".to_owned(), "Hund anmelden".to_owned())].into();
        let table = String::from_utf8(csv(std::slice::from_ref(&account), "stadt", &titles).unwrap()).unwrap();
        assert_eq!(table.lines().nth(1).unwrap(), "a.muster;\"'=HYPERLINK(\"\"x\"\");\";Hund anmelden;ja;aktiv;nein;01.12.2025");
        assert!(table.starts_with("\u{feff}Benutzername;Name;"));
        let paper = paper(&[account], "stadt", "Stadt", &titles, 1_764_547_200);
        assert_eq!(paper.rows[0].lines[0], "Berechtigt für: Hund anmelden");
    }
}
