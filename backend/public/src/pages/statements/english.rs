//! The statements in English: after the German ones, sentence by sentence; the words of the model statement are those of Implementing Decision (EU) 2018/1523.
//! In: a service page, what the authority says. Out: the content of a page.

use maud::{Markup, html};
use vordruck_contract::statements::StatementGap as Gap;

use super::said::Said;
use super::{Language, elsewhere, heading, theirs, title};
use crate::pages::ServicePage;

/// What this text is beside the German one.
pub(super) fn about(page: &ServicePage<'_>, said: &Said<'_>) -> Markup {
    html! {
        p class="kern-body" {
            "This is a translation; " (elsewhere(page, Language::German, "the German text")) " is the one that counts."
            @if said.is_mixed() { " What the authority has said in German only stands here in German." }
        }
    }
}

pub(super) fn accessibility(page: &ServicePage<'_>, said: &Said<'_>) -> Markup {
    let has_simple = page.card.texts.contains_key("de-simple");
    html! {
        p class="kern-body" {
            (page.card.authority.name) " is committed to making this online service accessible, in accordance with " (said.fill(Gap::AccessibilityLaw, "§ 12a BGG or the law of the Land"))
            " and the BITV 2.0 (the German Accessible Information Technology Regulation). This accessibility statement applies to the form “" (title(page))
            "”, its start page and the PDF copy of what was entered."
        }
        (heading("Compliance status"))
        p class="kern-body" {
            "The measure is EN 301 549 V3.2.1, WCAG 2.2 level AA and, because § 3 (4) BITV 2.0 asks for the highest possible degree of accessibility in forms, criteria of level AAA. "
            (said.fill_after(Gap::Assessment, "This online service has not been assessed at this place yet.", "Result of the assessment: fully, partially or not compliant"))
        }
        (heading("Non-accessible content"))
        p class="kern-body" { (said.fill(Gap::NotAccessible, "What is not met, why, and what there is instead")) }
        p class="kern-body" {
            "The form needs JavaScript and WebAssembly, because what you enter is encrypted on your device. Without them the start page names other ways."
        }
        (heading("Preparation of this accessibility statement"))
        p class="kern-body" {
            "Prepared on " (said.fill(Gap::CreatedOn, "date")) " on the basis of " (said.fill(Gap::Basis, "a self-assessment or an assessment by a third party"))
            ", last reviewed on " (said.fill(Gap::ReviewedOn, "date")) "."
        }
        (heading("Feedback and contact information"))
        p class="kern-body" { "Have you come across a barrier, or do you need information in another form? Get in touch with us:" }
        (said.or_contact(Gap::Feedback, page))
        p class="kern-body" { "We answer within " (said.fill(Gap::AnswerWithin, "period, for example one month")) "." }
        (heading("Enforcement procedure"))
        p class="kern-body" {
            "If you get no answer in this time, or one that does not help, turn to the arbitration or enforcement body. This is free of charge, and you need no lawyer for it: "
            (said.fill(Gap::EnforcementBody, "the arbitration body after § 16 BGG or the enforcement body and ombudsperson of the Land, with address, telephone, e-mail and link"))
        }
        (heading("Leichte Sprache (German in easy words) and sign language"))
        p class="kern-body" {
            "In Leichte Sprache there is " (elsewhere(page, Language::Simple, "this statement with hints on the form")) ". "
            @if has_simple { "The form can be had in Leichte Sprache, too." }
            @else { "More in Leichte Sprache: " (said.fill(Gap::SimpleLanguage, "information in Leichte Sprache")) }
        }
        p class="kern-body" {
            "A video in German sign language (§ 4 BITV 2.0) is no part of this form; the authority provides it itself: "
            (said.fill(Gap::SignLanguage, "link"))
        }
    }
}

pub(super) fn privacy(page: &ServicePage<'_>, said: &Said<'_>) -> Markup {
    let (card, texts) = (page.card, page.texts);
    html! {
        (heading("Controller"))
        (said.or_contact(Gap::Controller, page))
        p class="kern-body" { "Data protection officer: " (said.fill(Gap::DataProtectionOfficer, "name or office, e-mail")) "." }
        (heading("Purpose and legal basis"))
        p class="kern-body" {
            "What you enter is needed to deal with “" (title(page)) "”. Legal basis: Art. 6(1)(c) and (e) GDPR in conjunction with "
            @if texts.legal_basis.is_empty() { (said.fill(Gap::LegalBasis, "provision")) } @else { (theirs(page, &texts.legal_basis.join("; "))) }
            " and " (said.fill(Gap::DataProtectionLaw, "§ 3 BDSG or the law of the Land")) "."
        }
        (heading("What happens to your data"))
        ul class="kern-list kern-list--bullet" {
            li { "What you enter stays in your browser until you save or send it. Then it is encrypted on your device. Whoever runs the server on the internet cannot read it." }
            li {
                "A saved draft can only be opened with link and PIN. It is deleted so many days after you last saved it: " (card.draft_days)
                ". At the latest 31 days after you last saved it, the key is destroyed, too, without which it can no longer be opened, not even in backups. You can delete it yourself before that. The authority learns nothing of the content of a draft."
            }
            li {
                "What you have sent is collected by the authority and then deleted on the internet. If it is not collected, it is deleted at the latest after so many days: "
                (card.submission_days) ". In the authority it is kept so long: " (said.fill(Gap::Retention, "retention period of the file")) "."
            }
            li { "If you add files with a telephone, they pass through the server encrypted and are deleted there as soon as the other device has them, at the latest after an hour." }
            li { "An e-mail address to which you have the link sent is used for this e-mail only and deleted as soon as it has been sent, at the latest after three days." }
            li { "These pages set no cookie, leave nothing on your device, load nothing from third parties and keep no statistics. The server’s logs hold times and sizes, nothing that you enter and no IP addresses." }
            li { "After sending, the window remembers the reference number, the time and the receipt, so that they are still there when the page is loaded again: until you close it or press “End”. It does not remember your answers." }
            li { "Against guessing of PINs we count how often it was tried from a network and for a draft. No name and no IP address is stored for this, but a check value, for a day." }
        }
        (heading("Recipients"))
        p class="kern-body" {
            "The office in charge. The servers are run by: " (said.fill(Gap::Processor, "processor after Art. 28 GDPR"))
            ". Further recipients: " (said.fill(Gap::Recipients, "specialised systems, other authorities, or none"))
            ". Transfer to third countries: " (said.fill(Gap::ThirdCountries, "none, or which")) "."
        }
        (heading("Your rights"))
        p class="kern-body" {
            "You have the right of access, to rectification, to erasure, to restriction of processing and to object (Art. 15 to 18 and 21 GDPR). Nobody but you can open a draft; so the authority cannot tell you about its content. You can lodge a complaint with "
            (said.fill(Gap::SupervisoryAuthority, "supervisory authority of the Land")) "."
        }
        (heading("Do you have to give the data?"))
        p class="kern-body" { "Without what is not marked as optional your request cannot be dealt with. There are other ways than this form:" }
        @for way in &texts.other_ways { p class="kern-body" { (theirs(page, way)) } }
        @if texts.other_ways.is_empty() { p class="kern-body" { (said.fill(Gap::OtherWays, "other ways")) } }
        p class="kern-body" { "Automated decisions (Art. 22 GDPR): " (said.fill(Gap::AutomatedDecisions, "none, or which")) "." }
    }
}
