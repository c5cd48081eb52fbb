//! `vordruck documents`: the papers say what the configuration says, and are HTML that can be read by everybody.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config.sample.toml");

fn papers(config: &Path) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("papiere");
    run(Command::new(env!("CARGO_BIN_EXE_vordruck")).arg("documents").arg("--config").arg(config).arg("--out").arg(&out));
    let named = |entry: std::fs::DirEntry| (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap());
    let files = std::fs::read_dir(out).unwrap().map(Result::unwrap).filter(|entry| entry.file_type().unwrap().is_file());
    files.map(named).collect()
}

#[test]
fn six_papers_are_written_and_follow_the_configuration() {
    let before = papers(Path::new(SAMPLE));
    assert_eq!(before.len(), 6);
    assert!(before["verarbeitungstaetigkeiten.html"].contains("Bewohnerparkausweis"));
    assert!(before["massnahmen.html"].contains("ClamAV"));
    assert!(before["rollenkonzept.html"].contains("Musterstadt, Straßenverkehrsbehörde"));
    assert!(before["loeschkonzept.html"].contains("/srv/vordruck-keys/b"));
    assert!(before["betriebshandbuch.html"].contains("Keine: alle Anträge gehen in den Postkorb."));
    assert!(before["betriebshandbuch.html"].contains("<code>https://postkorb.musterstadt.example</code>"), "passkeys are for this address");

    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.toml");
    let text = std::fs::read_to_string(SAMPLE).unwrap();
    let scanner = "kind = \"clamd\"\nsocket = \"/run/clamav/clamd.ctl\"";
    assert!(text.contains(scanner) && text.contains("[private.tenants.musterstadt]"));
    let text = text
        .replace(scanner, "kind = \"none\"")
        .replace("[private.tenants.musterstadt]", "[private.staff]\nidle_minutes = 7\n[private.tenants.musterstadt]");
    std::fs::write(&other, text).unwrap();
    let after = papers(&other);
    assert!(after["massnahmen.html"].contains("kein Schadsoftware-Scanner"));
    assert!(after["loeschkonzept.html"].contains("7 Minuten ohne Anfrage"));
    assert!(after["rollenkonzept.html"].contains("nach 7 Minuten"));
}

#[test]
fn of_a_database_server_the_papers_say_what_it_keeps_and_what_machines_share() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vordruck.toml");
    let (text, path) = (std::fs::read_to_string(SAMPLE).unwrap(), "path = \"/var/lib/vordruck/public/public.sqlite\"");
    assert!(text.contains(path));
    let url = "url = \"postgres://vordruck:geheim@db.musterstadt.example/vordruck\"\npassword_file = \"/run/credentials/vordruck-serve.service/db\"";
    std::fs::write(&file, text.replace(path, url)).unwrap();
    let out = folder.path().join("papiere");
    run(Command::new(env!("CARGO_BIN_EXE_vordruck")).arg("documents").arg("--config").arg(&file).arg("--out").arg(&out));
    let unit = std::fs::read_to_string(out.join("systemd/vordruck-serve.service")).unwrap();
    assert!(unit.contains("LoadCredential=db:/etc/vordruck/secrets/db\n") && !unit.contains("/var/lib/vordruck/public"), "{unit}");
    let (of_server, of_file) = (papers(&file), papers(Path::new(SAMPLE)));
    assert!(of_server.values().all(|paper| !paper.contains("geheim@")), "no password in a paper");
    for (name, on_server, on_file) in [
        (
            "loeschkonzept.html",
            "Auf der öffentlichen Seite gibt PostgreSQL ihren Platz nach jedem Löschlauf zur Wiederverwendung frei (VACUUM) und überschreibt dabei nichts",
            "leere Seiten zurückgegeben",
        ),
        ("betriebshandbuch.html", "pgBackRest", "Vorhandene Daten nimmt der Wechsel nicht mit"),
        ("betriebshandbuch.html", "postgres://db.musterstadt.example/vordruck", "/var/lib/vordruck/public/public.sqlite"),
    ] {
        assert!(of_server[name].contains(on_server) && !of_file[name].contains(on_server), "{on_server}");
        assert!(of_file[name].contains(on_file) && !of_server[name].contains(on_file), "{on_file}");
    }
}

#[test]
fn the_sample_s_database_server_of_the_private_side_is_read_and_the_papers_speak_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vordruck.toml");
    let sample = std::fs::read_to_string(SAMPLE).unwrap();
    let start = sample.find("# [private.database]\n").unwrap();
    let (before, rest) = sample.split_at(start);
    let (example, after) = rest.split_at(rest.find("\n\n").unwrap());
    let example: String = example.lines().map(|line| line.strip_prefix("# ").unwrap().to_owned() + "\n").collect();
    assert_eq!(example.lines().count(), 3);
    std::fs::write(&file, format!("{before}{example}{after}")).unwrap();
    let out = folder.path().join("papiere");
    run(Command::new(env!("CARGO_BIN_EXE_vordruck")).arg("documents").arg("--config").arg(&file).arg("--out").arg(&out));
    let unit = std::fs::read_to_string(out.join("systemd/vordruck-postbox.service")).unwrap();
    assert!(unit.contains("LoadCredential=database-password:/etc/vordruck/secrets/database-password\n"), "{unit}");
    assert!(unit.contains("LoadCredential=passphrase:") && !unit.contains("/var/lib/vordruck/postbox\n"), "{unit}");
    let (of_server, of_file) = (papers(&file), papers(Path::new(SAMPLE)));
    for (name, on_server, on_file) in [
        (
            "loeschkonzept.html",
            "Auf der internen Seite gibt PostgreSQL ihren Platz nach jedem Löschlauf zur Wiederverwendung frei",
            "leere Seiten zurückgegeben",
        ),
        ("betriebshandbuch.html", "jeder Antrag und jede Übergabe bei genau einem", "desselben Rechners arbeiten"),
        ("betriebshandbuch.html", "postgres://db.intern.musterstadt.example/postbox", "/var/lib/vordruck/postbox/postbox.sqlite"),
    ] {
        assert!(of_server[name].contains(on_server) && !of_file[name].contains(on_server), "{on_server}");
        assert!(of_file[name].contains(on_file), "{on_file}");
    }
}

#[test]
fn interfaces_are_named_wherever_somebody_asks_who_gets_what() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vordruck.toml");
    let channels = "\n[private.transfers]\ngive_up_hours = 17\n[private.tenants.musterstadt.channels.uebergabe]\nkind = \"folder\"\n\
                    path = \"/srv/uebergabe/parken\"\ncontent = { format = \"json\" }\n[private.tenants.musterstadt.deliver]\n\
                    bewohnerparken = [\"uebergabe\"]\n";
    std::fs::write(&file, std::fs::read_to_string(SAMPLE).unwrap() + channels).unwrap();
    let papers = papers(&file);
    let handbook = &papers["betriebshandbuch.html"];
    assert!(
        handbook.contains("/srv/uebergabe/parken") && handbook.contains("uebergabe, dann Postkorb") && handbook.contains("nach 17 Stunden")
    );
    let records = &papers["verarbeitungstaetigkeiten.html"];
    assert_eq!(records.matches("über Schnittstellen: ").count(), 1, "of one service only");
    assert!(records.contains("Ordner (/srv/uebergabe/parken)"));
    assert!(papers["loeschkonzept.html"].contains("nach 17 Stunden ohne Annahme"));
}

/// Each command that a paper names is one.
#[test]
fn commands_in_papers_are_commands() {
    for (name, page) in papers(Path::new(SAMPLE)) {
        let text = page.replace("<code>", "„").replace("</code>", "“");
        for command in text.split("„vordruck ").skip(1).map(|rest| rest.split('“').next().unwrap()) {
            let words: Vec<&str> = command
                .split(' ')
                .take_while(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.starts_with("--"))
                .collect();
            if words.is_empty() {
                continue;
            }
            let output = Command::new(env!("CARGO_BIN_EXE_vordruck")).args(&words).arg("--help").output().unwrap();
            assert!(output.status.success(), "{name}: vordruck {command}");
        }
    }
}

#[test]
fn every_paper_has_one_title_a_language_and_links_that_lead_somewhere() {
    for (name, page) in papers(Path::new(SAMPLE)) {
        assert!(page.starts_with("<!DOCTYPE html>"), "{name}");
        assert!(page.contains("<html lang=\"de\">"), "{name}");
        assert_eq!(page.matches("<h1>").count(), 1, "{name}");
        let targets: Vec<&str> = page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(targets.len() > 3, "{name}");
        for target in targets {
            assert_eq!(page.matches(&format!(" id=\"{target}\"")).count(), 1, "{name}: #{target}");
        }
    }
}

#[test]
fn a_missing_configuration_says_what_to_do() {
    let output = Command::new(env!("CARGO_BIN_EXE_vordruck")).args(["documents", "--config", "nirgends.toml"]).output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("config.sample.toml"));
}

/// systemd itself reads what was written: units, users and folders; and finds nothing to say about their confinement.
#[test]
fn systemd_takes_the_units_and_calls_them_confined() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("papiere");
    run(Command::new(env!("CARGO_BIN_EXE_vordruck")).args(["documents", "--config", SAMPLE, "--out"]).arg(&out));
    let units = out.join("systemd");

    for side in ["serve", "postbox"] {
        let unit = units.join(format!("vordruck-{side}.service"));
        let text = std::fs::read_to_string(&unit).unwrap();
        let command = format!("ExecStart=/usr/local/bin/vordruck {side} --config {SAMPLE}\n");
        assert!(text.contains(&command), "{text}");
        // Where it will be installed nothing is yet.
        std::fs::write(&unit, text.replace("/usr/local/bin/vordruck", env!("CARGO_BIN_EXE_vordruck"))).unwrap();
        let said = run(Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&unit));
        assert!(!said.contains("vordruck-"), "{said}");
        // The scale ends at 100; a service that says nothing of itself is at 96.
        run(Command::new("systemd-analyze").args(["security", "--offline=true", "--threshold=20", "--no-pager"]).arg(&unit));
    }
    let postbox = std::fs::read_to_string(units.join("vordruck-postbox.service")).unwrap();
    assert!(postbox.contains("LoadCredential=passphrase:/etc/vordruck/secrets/passphrase\n"), "{postbox}");
    assert!(postbox.contains("ReadWritePaths=/var/lib/vordruck-postbox-keys/days\n"), "{postbox}");
    for core in ["LimitCORE=0\n", "RequiresMountsFor=/var/lib/vordruck-postbox-keys/days\n"] {
        assert!(postbox.contains(core), "{postbox}");
    }
    let serve = std::fs::read_to_string(units.join("vordruck-serve.service")).unwrap();
    assert!(serve.contains("ReadWritePaths=/srv/vordruck-keys/b\n") && !serve.contains("postbox"), "{serve}");

    // A machine that has nothing yet.
    let root = folder.path().join("machine");
    std::fs::create_dir_all(root.join("etc")).unwrap();
    let at_root = |program: &str| {
        let mut command = Command::new(program);
        command.arg(format!("--root={}", root.display()));
        command
    };
    run(at_root("systemd-sysusers").arg(units.join("vordruck.sysusers.conf")));
    let users = std::fs::read_to_string(root.join("etc/passwd")).unwrap();
    assert!(users.contains("vordruck-serve:") && users.contains("vordruck-postbox:"), "{users}");
    let folders = std::fs::read_to_string(units.join("vordruck.tmpfiles.conf")).unwrap();
    assert!(folders.contains("d /var/lib/vordruck/public 0700 vordruck-serve vordruck-serve -\n"), "{folders}");
}

/// Whose it is, is not ours to set; one that is not mounted must neither be made nor keep the service from starting.
#[test]
fn a_folder_that_another_program_empties_may_be_written_and_is_nobodys_to_make() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vordruck.toml");
    let channel = "\n[private.tenants.musterstadt.channels.uebergabe]\nkind = \"folder\"\npath = \"/srv/uebergabe/parken\"\n\
                   content = { format = \"json\" }\n";
    std::fs::write(&file, std::fs::read_to_string(SAMPLE).unwrap() + channel).unwrap();
    let out = folder.path().join("papiere");
    run(Command::new(env!("CARGO_BIN_EXE_vordruck")).arg("documents").arg("--config").arg(&file).arg("--out").arg(&out));
    let read = |name: &str| std::fs::read_to_string(out.join("systemd").join(name)).unwrap();
    let unit = read("vordruck-postbox.service");
    assert!(unit.contains("ReadWritePaths=-/srv/uebergabe/parken\n") && !unit.contains("RequiresMountsFor=/srv/uebergabe"), "{unit}");
    let folders = read("vordruck.tmpfiles.conf");
    assert!(!folders.contains("/srv/uebergabe") && folders.contains("d /var/lib/vordruck/postbox 0700"), "{folders}");
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|cause| panic!("{command:?}: {cause}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    said
}
