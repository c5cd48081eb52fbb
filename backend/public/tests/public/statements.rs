//! Accessibility statement and privacy notice of a service: in three languages, with the authority's own words.

use serde_json::json;
use vordruck_contract::paths;
use vordruck_contract::statements::StatementGap;

use crate::harness::{Harness, SERVICE, TENANT, TOKEN, card};
use crate::pages::page;

#[tokio::test]
async fn each_service_has_drafts_of_its_statements_until_the_authority_has_its_own() {
    let harness = Harness::new().await;
    harness.publish().await;
    let staying = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let own = staying.get(format!("http://{}{}", harness.address(), paths::privacy_page(TENANT, SERVICE))).send().await.unwrap();
    assert_eq!((own.status().as_u16(), &own.headers()["location"]), (307, &"https://musterstadt.example/datenschutz".parse().unwrap()));

    let mut card = card();
    for url in ["privacy_url", "accessibility_url"] {
        card["authority"][url] = json!("");
    }
    let published = harness.put(&paths::service(TENANT, SERVICE)).bearer_auth(TOKEN).json(&card).send().await.unwrap();
    assert!(published.status().is_success(), "{}", published.status());
    let start = page(&harness, &paths::start_page(TENANT, SERVICE)).await.2;
    for path in [paths::privacy_page(TENANT, SERVICE), paths::accessibility_page(TENANT, SERVICE)] {
        assert!(start.contains(&format!("href=\"{path}\"")), "{path} is not linked");
        let (status, _, html) = page(&harness, &path).await;
        assert_eq!((status, html.matches("<h1").count()), (200, 1));
        assert!(
            html.contains("Entwurf für Musterstadt")
                && html.contains("Bewohnerparkausweis beantragen")
                && html.contains("<strong data-gap=")
        );
        assert!(!html.contains("<script"), "nothing to load");
    }
    let statement = page(&harness, &paths::accessibility_page(TENANT, SERVICE)).await.2;
    assert!(statement.contains("noch nicht bewertet") && statement.contains("auch in Leichter Sprache"));
    assert!(!statement.contains("vollständig vereinbar</strong>"), "nobody has assessed it");
    let notice = page(&harness, &paths::privacy_page(TENANT, SERVICE)).await.2;
    for part in ["§ 45 StVO", "Aufsichtsbehörde", "0641 123-0", "Im Bürgerbüro", "Art. 28 DSGVO"] {
        assert!(notice.contains(part), "{part}");
    }
    // They are the same for what is applied for, reported or registered.
    for path in [paths::privacy_page(TENANT, SERVICE), paths::accessibility_page(TENANT, SERVICE)] {
        for language in ["de", "en", "de-simple"] {
            let html = page(&harness, &format!("{path}?lang={language}")).await.2;
            assert!(!html.contains("Antrag") && !html.contains("application"), "{language} {path}: {html}");
        }
    }
    card["authority"]["imprint_url"] = json!("");
    let refused = harness.put(&paths::service(TENANT, SERVICE)).bearer_auth(TOKEN).json(&card).send().await.unwrap();
    assert_eq!(refused.status().as_u16(), 422, "an imprint is always the authority's own");
}

#[tokio::test]
async fn in_the_authoritys_own_words_the_statements_have_no_gaps() {
    let harness = Harness::new().await;
    harness.publish().await;
    let publish = async |card: &serde_json::Value| {
        let put = harness.put(&paths::service(TENANT, SERVICE)).bearer_auth(TOKEN).json(card);
        put.send().await.unwrap().status().as_u16()
    };
    let mut card = card();
    for url in ["privacy_url", "accessibility_url"] {
        card["authority"][url] = json!("");
    }
    for language in ["de", "en", "de-simple"] {
        for list in ["legal_basis", "other_ways"] {
            card["texts"][language][list] = json!([]);
        }
    }
    let gaps: Vec<&str> = StatementGap::ALL.iter().map(|gap| gap.word()).collect();
    for gap in &gaps {
        card["statements"][gap] = json!(format!("Eigenes zu {gap},\n<Zeile> zwei"));
    }
    // Leichte Sprache is a gap of forms that are not written in it.
    card["texts"].as_object_mut().unwrap().remove("de-simple");
    assert_eq!(publish(&card).await, 204);
    let both = page(&harness, &paths::privacy_page(TENANT, SERVICE)).await.2
        + &page(&harness, &paths::accessibility_page(TENANT, SERVICE)).await.2;
    for gap in &gaps {
        assert!(both.contains(&format!("Eigenes zu {gap},<br>&lt;Zeile&gt; zwei")), "{gap}");
    }
    for left in ["Entwurf für", "data-gap", "noch nicht bewertet"] {
        assert!(!both.contains(left), "{left}");
    }

    card["statements"].as_object_mut().unwrap().remove("assessment");
    assert_eq!(publish(&card).await, 204);
    let statement = page(&harness, &paths::accessibility_page(TENANT, SERVICE)).await.2;
    assert!(statement.contains("noch nicht bewertet") && statement.contains("Entwurf für Musterstadt"), "that only the authority can say");
    for wrong in [json!({ "erfunden": "x" }), json!({ "retention": " " }), json!({ "retention": "x".repeat(2_001) })] {
        card["statements"] = wrong;
        assert_eq!(publish(&card).await / 100, 4);
    }
}

#[tokio::test]
async fn statements_are_had_in_three_languages_whatever_the_service_speaks() {
    let harness = Harness::new().await;
    harness.publish().await;
    let publish = async |card: &serde_json::Value| {
        harness.put(&paths::service(TENANT, SERVICE)).bearer_auth(TOKEN).json(card).send().await.unwrap().status().as_u16()
    };
    let mut card = card();
    for url in ["privacy_url", "accessibility_url"] {
        card["authority"][url] = json!("");
    }
    assert_eq!(publish(&card).await, 204);
    let both = [paths::accessibility_page(TENANT, SERVICE), paths::privacy_page(TENANT, SERVICE)];
    for (tag, query, headings, back) in [
        ("de", "", ["Erklärung zur Barrierefreiheit", "Datenschutzerklärung"], "/musterstadt/bewohnerparken/"),
        ("en", "?lang=en", ["Accessibility statement", "Privacy notice"], "/musterstadt/bewohnerparken/?lang=en"),
        (
            "de-simple",
            "?lang=de-simple",
            ["Erklärung zur Barriere·freiheit", "Daten·schutz"],
            "/musterstadt/bewohnerparken/?lang=de-simple",
        ),
    ] {
        let start = page(&harness, &format!("{}{query}", paths::start_page(TENANT, SERVICE))).await.2;
        for (path, heading) in both.iter().zip(headings) {
            assert!(start.contains(&format!("href=\"{path}{query}\"")), "{tag}: {path} is not linked");
            let html = page(&harness, &format!("{path}{query}")).await.2;
            assert!(
                html.contains(&format!("<html lang=\"{tag}\""))
                    && html.contains(&format!("<h1 class=\"kern-heading-x-large\">{heading}: ")),
                "{html}"
            );
            for other in ["de", "en", "de-simple"] {
                assert!(html.contains(&format!("href=\"{path}?lang={other}\" lang=\"{other}\" hreflang=\"{other}\"")), "{path} to {other}");
            }
            assert!(html.contains(&format!("href=\"{back}\"")) && !html.contains("<span lang="), "{tag}: {html}");
        }
    }

    card["texts"].as_object_mut().unwrap().retain(|tag, _| tag == "de");
    card["statements"] = json!({ "retention": "10 Jahre", "processor": "Rechenzentrum", "created-on": "2026-11-02" });
    card["statements_in"] = json!({ "en": { "retention": "10 years" }, "de-simple": { "retention": "Bis Sie tot sind." } });
    assert_eq!(publish(&card).await, 204);
    let [statement, notice] = &both;
    let english = page(&harness, &format!("{notice}?lang=en")).await.2;
    for part in [
        "<html lang=\"en\"",
        "Privacy notice: <span lang=\"de\">Bewohnerparkausweis beantragen</span>",
        "it is kept so long: 10 years",
        "<span lang=\"de\">Rechenzentrum</span>",
        "<span lang=\"de\">§ 45 StVO</span>",
        "said in German only",
        "href=\"/musterstadt/bewohnerparken/\"",
    ] {
        assert!(english.contains(part), "{part}: {english}");
    }
    assert!(page(&harness, &format!("{notice}?lang=de-simple")).await.2.contains("Bis Sie tot sind."));
    for (query, day) in
        [("", "02.11.2026"), ("?lang=en", "2 November 2026"), ("?lang=de-simple", "02.11.2026"), ("?lang=fr", "2 November 2026")]
    {
        let html = page(&harness, &format!("{statement}{query}")).await.2;
        assert!(html.contains(day) && !html.contains("<span lang=\"de\">2026"), "{query}: {html}");
    }
    for wrong in [json!({ "fr": { "retention": "10 ans" } }), json!({ "en": { "retention": "x".repeat(2_001) } })] {
        card["statements_in"] = wrong;
        assert_eq!(publish(&card).await / 100, 4);
    }
}

/// What the app's words are held to is held here, too: DIN SPEC 33429 asks for short sentences, and for long words to be divided.
#[tokio::test]
async fn statements_in_plain_language_have_short_sentences_and_words() {
    let harness = Harness::new().await;
    harness.publish().await;
    let mut card = card();
    for url in ["privacy_url", "accessibility_url"] {
        card["authority"][url] = json!("");
    }
    assert_eq!(harness.put(&paths::service(TENANT, SERVICE)).bearer_auth(TOKEN).json(&card).send().await.unwrap().status(), 204);
    for path in [paths::accessibility_page(TENANT, SERVICE), paths::privacy_page(TENANT, SERVICE)] {
        let html = page(&harness, &format!("{path}?lang=de-simple")).await.2;
        let article = html.split_once("<article").unwrap().1.split_once("</article>").unwrap().0;
        let text: String = article
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(tag, text)| if tag.contains("gap") { "" } else { text }))
            .collect::<Vec<_>>()
            .join(".");
        let mut sentences = 0;
        for sentence in text.split(['.', '?', '!', ':']) {
            let words: Vec<&str> = sentence.split_whitespace().collect();
            sentences += usize::from(!words.is_empty());
            assert!(words.len() <= 12, "{} words: {sentence}", words.len());
            for piece in words.iter().flat_map(|word| word.split(|letter: char| !letter.is_alphabetic())) {
                assert!(piece.chars().count() <= 18, "{piece}");
            }
        }
        assert!(sentences > 40, "{sentences} sentences: is it the page?");
    }
}
