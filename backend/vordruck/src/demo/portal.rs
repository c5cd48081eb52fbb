//! The portal of a town that does not exist: lists the services, explains the demo, shows the caught mails. In: links and
//! mails. Out: HTML routes that join the public side's. Knows nothing of any application.

use super::mail_catcher::{CaughtMail, CaughtMails};
use super::page::{Frame, page};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};
use std::sync::Arc;

/// Everything the portal shows.
#[derive(Debug, Clone)]
pub(crate) struct Portal {
    /// The frame of its pages.
    pub(crate) frame: Frame,
    /// Services with title, one sentence and path.
    pub(crate) services: Vec<ServiceLink>,
    /// Towns with name and path of their own page.
    pub(crate) towns: Vec<(String, String)>,
    /// Where clerks sign in.
    pub(crate) postbox_url: String,
    /// The demo clerk's sign-in name.
    pub(crate) clerk: String,
    /// The demo clerk's password, drawn when the data folder was made.
    pub(crate) password: String,
    /// The data folder.
    pub(crate) folder: String,
    /// Caught mails.
    pub(crate) mails: CaughtMails,
    /// Whether a malware scanner is configured.
    pub(crate) is_scanning: bool,
}

/// A service on the portal.
#[derive(Debug, Clone)]
pub(crate) struct ServiceLink {
    /// Service id.
    pub(crate) id: String,
    /// Name of the service.
    pub(crate) title: String,
    /// One sentence.
    pub(crate) summary: String,
    /// Path of its start page.
    pub(crate) path: String,
}

/// The portal's routes.
pub(crate) fn router(portal: Portal) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/demo", get(explanation))
        .route("/demo/mail", get(mail_list))
        .route("/demo/einbettung", get(embedding))
        .route("/impressum", get(imprint))
        .route("/datenschutz", get(privacy))
        .route("/barrierefreiheit", get(accessibility))
        .with_state(Arc::new(portal))
}

async fn home(State(portal): State<Arc<Portal>>) -> Markup {
    let content = html! {
        h1.kern-heading-x-large { "Was möchten Sie erledigen?" }
        p.vd-lead { "Musterstadt gibt es nicht. Alles hier können Sie ausprobieren; nichts davon erreicht eine echte Behörde." }
        ul.vd-services {
            @for service in &portal.services {
                li.kern-card.kern-card--interactive {
                    article.kern-card__container {
                        h2.kern-title { a.kern-link.kern-link--stretched href=(service.path) { (service.title) } }
                        p.kern-body { (service.summary) }
                    }
                }
            }
        }
        h2.kern-heading-medium { "Zwei Gemeinden, eine Installation" }
        p.kern-body { "Jede hat ihre eigenen Gebühren, Zonen, Ansprechpartner und ihr eigenes Aussehen; die Formulare sind dieselben." }
        ul.kern-list.kern-list--bullet {
            @for (name, path) in &portal.towns { li { a.kern-link.vd-alone href=(path) { (name) } } }
        }
        h2.kern-heading-medium { "Für Neugierige" }
        ul.kern-list.kern-list--bullet {
            li { a.kern-link.vd-alone href="/demo" { "Was ist das hier, und wie läuft ein Antrag?" } }
            li { a.kern-link.vd-alone href="/demo/einbettung" { "Ein Formular in der Seite einer Gemeinde" } }
            @if let Some(service) = portal.services.first() {
                li { a.kern-link.vd-alone href=(format!("{}einbinden", service.path)) { "Link, Schaltfläche und QR-Code für die eigene Internetseite" } }
            }
            li { a.kern-link.vd-alone href="/demo/mail" { "E-Mails, die diese Vorführung verschickt hat" } }
            li { a.kern-link.vd-alone href=(portal.postbox_url) { "Postkorb der Sachbearbeitung" } }
        }
    };
    page(&portal.frame, "Online-Dienste", &content)
}

async fn explanation(State(portal): State<Arc<Portal>>) -> Markup {
    let content = html! {
        h1.kern-heading-x-large { "Was ist das hier?" }
        p.vd-lead { "Eine vollständige Installation von Vordruck auf einem Rechner: das Formular, die öffentliche Seite, die interne Seite und der Postkorb." }
        h2.kern-heading-medium { "So läuft ein Antrag" }
        ol.kern-list.kern-list--number {
            li { "Das Formular läuft im Browser. Was jemand eingibt, bleibt dort, bis es gespeichert oder abgesendet wird." }
            li { "Beim Speichern verschlüsselt der Browser den Entwurf. Er zeigt eine PIN; einen Link verschickt er auf Wunsch per E-Mail. Nur mit Link und PIN zusammen lässt sich der Entwurf öffnen. 30 Tage nach dem letzten Speichern ist er gelöscht." }
            li { "Beim Absenden verschlüsselt der Browser den Antrag für die Behörde. Die öffentliche Seite kann ihn nicht lesen." }
            li { "Die interne Seite holt ihn ab, öffnet ihn, prüft ihn mit denselben Regeln noch einmal, macht ein PDF daraus und legt es in den Postkorb. Erst danach löscht die öffentliche Seite ihre Kopie." }
        }
        h2.kern-heading-medium { "Probieren Sie es aus" }
        dl.kern-description-list {
            (entry("Als antragstellende Person", &html! { a.kern-link.vd-alone href="/" { "Portal der Stadt" } }))
            (entry("E-Mails lesen", &html! { a.kern-link.vd-alone href="/demo/mail" { "Aufgefangene E-Mails" } }))
            (entry("Als Sachbearbeitung", &html! { a.kern-link.vd-alone href=(portal.postbox_url) { "Postkorb" } }))
            (entry("Benutzername", &html! { code { (portal.clerk) } " für die erste Gemeinde, " code { (portal.clerk) "-beispielhausen" } " für die zweite" }))
            (entry("Passwort", &html! { code { (portal.password) } }))
            (entry("Daten liegen in", &html! { code { (portal.folder) } }))
        }
        div.kern-alert.kern-alert--info {
            div.kern-alert__header { span.kern-icon.kern-icon--info aria-hidden="true" {} h2.kern-title { "Was an der Vorführung anders ist" } }
            div.kern-alert__body {
                ul.kern-list.kern-list--bullet {
                    li { "Beide Seiten laufen in einem Programm. Im Betrieb stehen sie in getrennten Netzen, und nur die interne Seite baut Verbindungen auf." }
                    li { "Die Schlüssel der Behörde liegen ohne Passphrase im Datenordner." }
                    @if !portal.is_scanning { li { "Es ist kein Virenscanner eingerichtet. Der Postkorb sagt das bei jedem Antrag." } }
                    li { "E-Mails verlassen diesen Rechner nicht, und das Passwort steht auf dieser Seite." }
                }
            }
        }
    };
    page(&portal.frame, "Was ist das hier?", &content)
}

fn entry(key: &str, value: &Markup) -> Markup {
    html! {
        div.kern-description-list-item {
            dt.kern-description-list-item__key { (key) }
            dd.kern-description-list-item__value { (value) }
        }
    }
}

async fn mail_list(State(portal): State<Arc<Portal>>) -> Markup {
    let mails = portal.mails.newest_first();
    let content = html! {
        h1.kern-heading-x-large { "Aufgefangene E-Mails" }
        p.kern-body { "Diese E-Mails hätte die Vorführung verschickt. Die neueste steht oben." }
        @if mails.is_empty() {
            p.kern-body { "Noch keine. Speichern Sie einen Antrag und lassen Sie sich den Link schicken." }
        }
        @for mail in &mails { (caught(mail)) }
    };
    page(&portal.frame, "E-Mails", &content)
}

fn caught(mail: &CaughtMail) -> Markup {
    let links = mail.text.split_whitespace().filter(|word| word.starts_with("http://") || word.starts_with("https://"));
    html! {
        article.kern-card id=(format!("mail-{}", mail.number)) {
            div.kern-card__container.vd-flow {
                h2.kern-title { (mail.subject) }
                p.kern-body.kern-body--small { "An: " (mail.recipients.join(", ")) }
                figure.vd-mail__text aria-label="Text der E-Mail" { pre.vd-mail { (mail.text) } }
                @for link in links { p { a.kern-link.vd-alone.vd-mail__link href=(link) { "Link aus dieser E-Mail öffnen" } } }
            }
        }
    }
}

/// A page of the town's own site, which its look's list allows to show forms.
async fn embedding(State(portal): State<Arc<Portal>>) -> impl axum::response::IntoResponse {
    let service = portal.services.first();
    let content = html! {
        h1.kern-heading-x-large { "Ein Formular in einer anderen Seite" }
        p.vd-lead { "So sieht es aus, wenn eine Gemeinde das Formular in ihre eigene Internetseite setzt." }
        script src=(vordruck_contract::paths::WEB_COMPONENT) defer {}
        @if let Some(service) = service {
            vordruck-form src=(service.path) lang="de" { a.kern-link href=(service.path) { (service.title) } }
        }
        p.kern-body { "Hier geht die Seite der Gemeinde weiter." }
    };
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; frame-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    ([("content-security-policy", policy)], page(&portal.frame, "Eingebettetes Formular", &content))
}

async fn imprint(State(portal): State<Arc<Portal>>) -> Markup {
    let content = html! {
        h1.kern-heading-x-large { "Impressum" }
        p.kern-body { "Musterstadt gibt es nicht. Diese Seite gehört zur Vorführung der freien Software Vordruck (EUPL-1.2)." }
    };
    page(&portal.frame, "Impressum", &content)
}

async fn privacy(State(portal): State<Arc<Portal>>) -> Markup {
    let content = html! {
        h1.kern-heading-x-large { "Datenschutz" }
        h2.kern-heading-medium { "Was wir versprechen" }
        ul.kern-list.kern-list--bullet {
            li { "Ihre Angaben werden in Ihrem Browser verschlüsselt. Wer den Server betreibt, seine Datenbank, seine Sicherungen oder seine Protokolle stiehlt, kann sie nicht lesen. Auch wer nur Ihre E-Mails liest, kann es nicht: Zum Link gehört die PIN." }
            li { "Gespeicherte Entwürfe sind 30 Tage nach dem letzten Speichern unwiederbringlich gelöscht, auch in Sicherungen. Sie können einen Entwurf jederzeit selbst löschen. Die Behörde erfährt nichts von Entwürfen." }
            li { "Ihre E-Mail-Adresse wird nur gebraucht, um den Link zu schicken, und danach gelöscht. Sie können den Link stattdessen ausdrucken oder kopieren." }
            li { "Kein Cookie, kein Speicher auf Ihrem Gerät, nichts von Dritten, keine Statistik." }
        }
        h2.kern-heading-medium { "Was wir nicht versprechen können" }
        ul.kern-list.kern-list--bullet {
            li { "Schutz vor einem Betreiber, der einer einzelnen Person heimlich ein anderes Programm ausliefert. Das lässt sich nicht verhindern, nur entdecken." }
            li { "Schutz, wenn Ihr Gerät von Schadsoftware befallen ist." }
            li { "Dass niemand sieht, wann Sie ungefähr wie viel übertragen haben." }
            li { "Hilfe bei verlorener PIN: Niemand kann sie wiederherstellen." }
        }
    };
    page(&portal.frame, "Datenschutz", &content)
}

async fn accessibility(State(portal): State<Arc<Portal>>) -> Markup {
    let content = html! {
        h1.kern-heading-x-large { "Barrierefreiheit" }
        p.kern-body { "Die Formulare sind für alle gemacht: mit Tastatur, Screenreader, Vergrößerung und hohem Kontrast. Maßstab ist die BITV 2.0 mit EN 301 549 und WCAG 2.2." }
        p.kern-body { "Das Formular braucht JavaScript und WebAssembly, weil Ihre Angaben schon auf Ihrem Gerät verschlüsselt werden. Ohne beides nennt die Startseite jedes Dienstes andere Wege." }
        p.kern-body { "Eine geprüfte Erklärung zur Barrierefreiheit gibt es für diese Vorführung nicht; Musterstadt ist keine Behörde." }
    };
    page(&portal.frame, "Barrierefreiheit", &content)
}
