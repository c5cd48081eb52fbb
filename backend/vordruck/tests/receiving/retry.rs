//! What could not be read is read again when the cause is mended: `vordruck postbox retry`.

use crate::applicant::Application;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn an_application_whose_form_was_unknown_can_be_read_after_publishing_it() {
    let town = Town::new().await;
    town.forget_forms().await;
    let receipt = town.submit(Application::of("Bello").with_file("a.pdf", b"%PDF-1.4 a")).await;
    let mut process = town.collector(None);
    while !town.waiting().await.is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    process.kill();
    assert_eq!(town.items().await, [(receipt.pid.clone(), 1, false)]);

    let (code, said) = run(&town, &["postbox", "retry"]);
    assert_eq!(code, 1);
    assert!(said.contains(&receipt.reference) && said.contains("weiterhin unlesbar (UnknownForm)"), "{said}");
    town.publish().await;
    let (code, said) = run(&town, &["postbox", "retry", &receipt.reference]);
    assert!(code == 0 && said.starts_with(&format!("{}\tjetzt lesbar\n", receipt.reference)), "{code} {said}");
    assert_eq!(town.items().await, [(receipt.pid.clone(), 1, true)]);
    let (code, said) = run(&town, &["postbox", "retry"]);
    assert!(code == 0 && said.starts_with("Nichts davon ist unlesbar.\n"), "{code} {said}");
}

fn run(town: &Town, arguments: &[&str]) -> (i32, String) {
    let output = town.vordruck(arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
}
