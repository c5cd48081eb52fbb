//! `vordruck process publish`: a new version for new applications, by way of the private side, which opens the connection. In: a
//! definition, a tenant's settings, the configuration. Out: the hash, what changes against the published version, how many drafts go on
//! with that one; then it is published.

use super::diff::sentences;
use super::reporting::{Language, ReportOptions};
use super::source;
use crate::commands::{Failure, print};
use crate::config;
use crate::publish::{self, Publication};
use crate::tenant::Tenant;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use vordruck_contract::keys::KeyManifest;
use vordruck_form::changes::changes;
use vordruck_form::compiled::CompiledForm;
use vordruck_private::clock::{SystemClock, SystemRandomness};
use vordruck_private::{PrivateSide, Published};

/// Publish a version of a process for a tenant. Drafts that were begun with another version go on with that one.
///
/// Exit code 0 if it is published (with --dry-run: if it could be); 1 if there are errors; 2 if the command line is wrong.
#[derive(Debug, clap::Args)]
pub(crate) struct PublishCommand {
    /// A process.xml, its folder, or the id of a process that ships.
    process: String,
    /// The settings of the tenant (TOML).
    #[arg(long)]
    tenant: PathBuf,
    /// The configuration file; its table `private` is read.
    #[arg(long, env = "VORDRUCK_CONFIG")]
    config: PathBuf,
    /// SHA-256 of the tenant's root public key, 64 hexadecimal digits. Without it: the configuration's, or that of the published version.
    #[arg(long)]
    root_fingerprint: Option<String>,
    /// A file with a signed key manifest to publish with it. Without it: the one that is published.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Say what would change and publish nothing.
    #[arg(long)]
    dry_run: bool,
    /// Language of what is said.
    #[arg(long, value_enum, default_value_t = Language::De)]
    language: Language,
}

impl PublishCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let settings = config::private_side(&self.config)?;
        let text = read(&self.tenant)?;
        let tenant = Tenant::from_toml(&text).map_err(|fault| format!("{}: {fault}", self.tenant.display()))?;
        let pinned = settings.tenants.get(&tenant.id).and_then(|tenant| tenant.root_fingerprint.clone());
        tokio::runtime::Runtime::new()?.block_on(async {
            let side = PrivateSide::open(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await?;
            let done = self.publish(&side, &tenant, pinned).await;
            side.close().await;
            done
        })
    }

    async fn publish(&self, side: &PrivateSide, tenant: &Tenant, pinned: Option<String>) -> Result<ExitCode, Failure> {
        let source = source::named(&self.process)?;
        let service = source
            .id()
            .ok_or_else(|| format!("{}: {}", source.file, self.language.choose("Der Prozess hat keine id.", "The process has no id.")))?;
        let published = side.published(&tenant.id, &service).await?;
        let known = published.form.as_ref().map(|form| form.tenant.root_fingerprint.clone());
        let root =
            self.root_fingerprint.clone().or(pinned).or(known).ok_or_else(|| {
                self.language.choose(
                    "Der Wurzelschlüssel der Behörde ist nicht bekannt: Nennen Sie --root-fingerprint, oder root_fingerprint in der Konfiguration der Behörde.",
                    "The tenant's root key is not known: give --root-fingerprint, or root_fingerprint in the configuration of the tenant.",
                )
            })?;
        let compiled = source.compile(Some(&tenant.settings(&service, &root)));
        let Some(form) = &compiled.form else { return Err(ReportOptions::text(&compiled, self.language).into()) };
        let publication = publish::publication(form, tenant);
        self.say(form, &publication, &published)?;
        let keys = match (&self.keys, &published.keys) {
            (Some(file), _) => KeyManifest { jws: read(file)?.trim().to_owned() },
            (None, Some(keys)) => keys.clone(),
            (None, None) => {
                let why = self.language.choose(
                    "Die Behörde hat noch kein Schlüsselmanifest: Nennen Sie das signierte mit --keys.",
                    "The tenant has no key manifest yet: give the signed one with --keys.",
                );
                return Err(why.into());
            }
        };
        if self.dry_run {
            print(self.language.choose("Nichts veröffentlicht (--dry-run).", "Nothing was published (--dry-run)."))?;
            return Ok(ExitCode::SUCCESS);
        }
        let Publication { bytes, card } = publication;
        side.publish(vordruck_private::Publication { tenant: tenant.id.clone(), form: bytes, card, keys }).await?;
        print(self.language.choose("Veröffentlicht.", "Published."))?;
        Ok(ExitCode::SUCCESS)
    }

    fn say(&self, form: &CompiledForm, publication: &Publication, published: &Published) -> Result<(), Failure> {
        let say = |german: String, english: String| print(self.language.choose(&german, &english));
        let card = &publication.card;
        let (tenant, service, version, hash) = (&card.tenant, &card.service, &card.version, &card.form);
        print(format_args!("{tenant}/{service} {version} {hash}"))?;
        let Some(before) = &published.card else {
            return say(
                "Diese Leistung wird zum ersten Mal veröffentlicht.".into(),
                "This service is published for the first time.".into(),
            );
        };
        if before.form == *hash {
            return say("Genau diese Fassung ist schon veröffentlicht.".into(), "Exactly this version is published already.".into());
        }
        let (version_before, hash_before) = (&before.version, &before.form);
        say(format!("statt bisher {version_before} {hash_before}:"), format!("instead of {version_before} {hash_before}:"))?;
        match &published.form {
            Some(old) => sentences(&changes(old, form), self.language)?,
            None => say(
                "- Was sich ändert, ist nicht bekannt: Die bisherige Fassung hat jemand anderes veröffentlicht, oder ein älteres Programm."
                    .into(),
                "- What changes is not known: somebody else published the version before, or an older program did.".into(),
            )?,
        }
        if version_before == version {
            say(
                format!(
                    "Hinweis: Beide Fassungen heißen {version}. Erhöhen Sie version in der Definition, damit man sie auseinanderhalten kann."
                ),
                format!("Note: both versions are called {version}. Raise version in the definition, so that people can tell them apart."),
            )?;
        }
        for pinned in published.versions.iter().filter(|pinned| pinned.form != *hash && pinned.drafts + pinned.submissions > 0) {
            let (form, drafts, waiting) = (&pinned.form, pinned.drafts, pinned.submissions);
            let (entwuerfe, drafts_word) = if drafts == 1 { ("Entwurf", "draft") } else { ("Entwürfe", "drafts") };
            let (einreichungen, submissions_word) =
                if waiting == 1 { ("Einreichung", "submission") } else { ("Einreichungen", "submissions") };
            say(
                format!(
                    "An {form} hängen {drafts} {entwuerfe} und {waiting} {einreichungen}, die noch nicht abgeholt sind; damit geht es weiter."
                ),
                format!(
                    "{form} is pinned by {drafts} {drafts_word} and {waiting} {submissions_word} not collected yet; they go on with it."
                ),
            )?;
        }
        Ok(())
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|fault| format!("{}: {fault}", file.display()).into())
}
