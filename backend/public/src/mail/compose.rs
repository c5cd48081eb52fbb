//! The text of the mail: German, Leichte Sprache or English. In: a link mail. Out: subject and body. Every word of it is ours or the service card's, none the applicant's,
//! so that nobody can use it to send messages of their own.

use vordruck_contract::paths;

use super::LinkMail;
use crate::clock::UnixSeconds;
use crate::days;
use crate::pages::Language;

/// Subject and text.
pub(super) struct Text {
    pub(super) subject: String,
    pub(super) body: String,
}

pub(super) fn compose(mail: &LinkMail, public_url: &str) -> Text {
    let language = Language::of_tag(&mail.language);
    let link = format!("{public_url}{}#v1.{}", paths::resume_page_in(&mail.tenant, &mail.service, language.tag()), mail.link_secret);
    match language {
        Language::Simple => simple(mail, &link),
        Language::German => german(mail, &link),
        Language::English => english(mail, &link),
    }
}

fn german(mail: &LinkMail, link: &str) -> Text {
    Text {
        subject: "Link zu Ihrem gespeicherten Entwurf".to_owned(),
        body: format!(
            "Guten Tag,\n\n\
             Sie haben einen Entwurf gespeichert und um diesen Link gebeten:\n\n\
             {link}\n\n\
             Leistung: {title}\n\
             Behörde: {authority}\n\
             Gespeichert bis: {date}\n\n\
             Zum Fortsetzen brauchen Sie außerdem die PIN, die Ihnen beim Speichern angezeigt wurde.\n\
             Die PIN steht in keiner E-Mail, und niemand kann sie ersetzen.\n\n\
             Nach dem genannten Tag wird der Entwurf gelöscht. Jedes Speichern verlängert die Frist.\n\n\
             Haben Sie nichts gespeichert? Dann können Sie diese E-Mail löschen. Ohne die PIN ist der Link wertlos.\n\n\
             Bitte antworten Sie nicht auf diese E-Mail.\n",
            title = mail.title,
            authority = mail.authority,
            date = date(mail.expires_at, Language::German),
        ),
    }
}

fn simple(mail: &LinkMail, link: &str) -> Text {
    Text {
        subject: "Link zu Ihrem gespeicherten Entwurf".to_owned(),
        body: format!(
            "Guten Tag,\n\n\
             Sie haben ein Formular angefangen.\n\
             Das Formular ist gespeichert.\n\
             Mit diesem Link machen Sie weiter:\n\n\
             {link}\n\n\
             Das ist das Formular: {title}\n\
             Das ist das Amt: {authority}\n\
             Das Formular ist gespeichert bis: {date}\n\
             Danach löschen wir es.\n\
             Wenn Sie wieder speichern, bleibt es länger gespeichert.\n\n\
             Sie brauchen auch die PIN.\n\
             Die PIN haben Sie beim Speichern bekommen.\n\
             Die PIN steht in keiner E-Mail.\n\
             Niemand kann Ihnen eine neue PIN geben.\n\n\
             Sie haben nichts gespeichert?\n\
             Dann löschen Sie diese E-Mail.\n\
             Niemand kann das Formular ohne die PIN lesen.\n\n\
             Bitte antworten Sie nicht auf diese E-Mail.\n",
            title = mail.title,
            authority = mail.authority,
            date = date(mail.expires_at, Language::Simple),
        ),
    }
}

fn english(mail: &LinkMail, link: &str) -> Text {
    Text {
        subject: "Link to your saved draft".to_owned(),
        body: format!(
            "Hello,\n\n\
             You saved a draft and asked for this link:\n\n\
             {link}\n\n\
             Service: {title}\n\
             Authority: {authority}\n\
             Kept until: {date}\n\n\
             To continue you also need the PIN you were shown when you saved.\n\
             The PIN is in no e-mail, and nobody can replace it.\n\n\
             After that day the draft is deleted. Each time you save, it is kept longer.\n\n\
             You haven't saved anything? Then you can delete this e-mail. Without the PIN the link is worthless.\n\n\
             Please do not reply to this e-mail.\n",
            title = mail.title,
            authority = mail.authority,
            date = date(mail.expires_at, Language::English),
        ),
    }
}

/// The day in UTC, which in Germany has ended by then: the draft lives at least as long as promised.
fn date(at: UnixSeconds, language: Language) -> String {
    let moment = jiff::Timestamp::from_second(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(jiff::tz::TimeZone::UTC);
    days::written(moment.date(), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(language: &str) -> LinkMail {
        LinkMail {
            email: "a@example.org".into(),
            link_secret: "c2VjcmV0".into(),
            language: language.into(),
            tenant: "musterstadt".into(),
            service: "bewohnerparken".into(),
            title: "Bewohnerparkausweis beantragen".into(),
            authority: "Musterstadt".into(),
            expires_at: 1_797_897_600,
        }
    }

    #[test]
    fn the_mail_names_service_date_and_link_in_every_language() {
        for (language, query, date) in [
            ("de", "", "22.12.2026"),
            ("de-simple", "?lang=de-simple", "22.12.2026"),
            ("en", "?lang=en", "22 December 2026"),
            ("fr", "?lang=en", "22 December 2026"),
        ] {
            let text = compose(&mail(language), "https://formulare.example");
            let link = format!("https://formulare.example/musterstadt/bewohnerparken/weiter{query}#v1.c2VjcmV0\n");
            assert!(text.body.contains(&link), "{}", text.body);
            assert!(text.body.contains(date) && text.body.contains("Bewohnerparkausweis"), "{}", text.body);
            assert!(!text.subject.contains("Bewohner"), "the subject is neutral: {}", text.subject);
        }
    }
}
