//! The configuration file: one TOML document with a table a side, overridable by the environment (`VORDRUCK_PUBLIC__SERVER__LISTEN`
//! sets `public.server.listen`). In: a path. Out: the sides' configurations. What each field means is documented where it is
//! defined, in the sides' `config` modules; `config.sample.toml` shows all that has no default.

mod folders;

use figment::Figment;
use figment::error::Kind;
use figment::providers::{Env, Format, Serialized, Toml};
use std::path::{Path, PathBuf};
use vordruck_private::config::UnlockConfig;

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// There is no such file.
    #[error("{0}: there is no such file. Copy config.sample.toml and adapt it")]
    NoFile(PathBuf),
    /// There is no folder of tenants.
    #[error(
        "{0}: there is no such folder, and {1}.tenants_folder names it. Make it; on the private side `vordruck tenant add` puts the tenants there, \
         to the public side each tenant's public.toml is copied"
    )]
    NoTenantsFolder(PathBuf, String),
    /// A command about tenants, and nothing says where they are.
    #[error("{0}: private.tenants_folder is missing. Below [private] add: tenants_folder = \"tenants\"")]
    NoTenants(PathBuf),
    /// The folder of tenants, or a file in it.
    #[error("{0}: {1}")]
    Tenants(PathBuf, String),
    /// It says something it may not, or lacks something.
    #[error("{place}: {cause}")]
    Content {
        /// The file, or the environment, and the key.
        place: String,
        /// What is wrong.
        cause: String,
    },
}

/// The table `public`.
///
/// # Errors
/// See `ConfigError`.
pub(crate) fn public_side(file: &Path) -> Result<vordruck_public::config::Config, ConfigError> {
    side(file, "public")
}

/// The table `private`.
///
/// # Errors
/// See `ConfigError`.
pub(crate) fn private_side(file: &Path) -> Result<vordruck_private::config::Config, ConfigError> {
    side(file, "private")
}

/// The folder of tenants and what opens their key files: what the commands about tenants need, whatever else is still missing.
///
/// # Errors
/// See `ConfigError`.
pub(crate) fn tenants(file: &Path) -> Result<(PathBuf, UnlockConfig), ConfigError> {
    let figment = document(file)?;
    if figment.find_value("private.tenants_folder").is_err_and(|cause| matches!(cause.kind, Kind::MissingField(_))) {
        return Err(ConfigError::NoTenants(file.to_owned()));
    }
    let folder: PathBuf = inner(&figment, file, "private.tenants_folder")?;
    Ok((beside(file, &folder), inner(&figment, file, "private.storage.unlock")?))
}

fn side<T: serde::de::DeserializeOwned>(file: &Path, table: &str) -> Result<T, ConfigError> {
    let mut figment = document(file)?;
    if let Ok(folder) = figment.extract_inner::<PathBuf>(&format!("{table}.tenants_folder")) {
        let folder = beside(file, &folder);
        if !folder.is_dir() {
            return Err(ConfigError::NoTenantsFolder(folder, table.to_owned()));
        }
        for (tenant, section) in folders::sections(&folder, table)? {
            figment = figment.merge(Serialized::default(&format!("{table}.tenants.{tenant}"), section));
        }
    }
    inner(&figment, file, table)
}

fn inner<T: serde::de::DeserializeOwned>(figment: &Figment, file: &Path, key: &str) -> Result<T, ConfigError> {
    figment.extract_inner(key).map_err(|cause| content(file, key, cause))
}

/// What is wrong below a key, told with the whole key: the library puts the key it was asked for behind the rest.
fn content(file: &Path, asked: &str, cause: figment::Error) -> ConfigError {
    let of_environment = cause.metadata.as_ref().is_some_and(|metadata| metadata.name.contains("environment"));
    let mut place = if of_environment { "the environment".to_owned() } else { file.display().to_string() };
    let below = cause.path.strip_suffix(asked.split('.').map(str::to_owned).collect::<Vec<_>>().as_slice());
    let key: Vec<&str> = std::iter::once(asked).chain(below.unwrap_or(&cause.path).iter().map(String::as_str)).collect();
    // What is no TOML at all has no key, and names its line.
    if below.is_some() || !cause.path.is_empty() {
        place.push_str(&format!(", {}", key.join(".")));
    }
    let cause = match cause.kind {
        Kind::UnknownField(_, known) => format!("there is no such key here, only {}", known.join(", ")),
        other => other.to_string(),
    };
    ConfigError::Content { place, cause }
}

fn document(file: &Path) -> Result<Figment, ConfigError> {
    if !file.is_file() {
        return Err(ConfigError::NoFile(file.to_owned()));
    }
    Ok(Figment::from(Toml::file_exact(file)).merge(Env::prefixed("VORDRUCK_").split("__")))
}

/// A relative path is relative to the file that says it.
fn beside(file: &Path, path: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("config.sample.toml")
    }

    #[test]
    fn the_sample_configures_both_sides() {
        let public = public_side(&sample()).unwrap();
        assert_eq!(public.server.public_url, "https://formulare.musterstadt.example");
        let private = private_side(&sample()).unwrap();
        assert!(private.tenants.contains_key("musterstadt"));
    }

    #[test]
    fn every_example_of_the_interface_pages_is_read() {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../private/interfaces");
        let (folder, sample) = (tempfile::tempdir().unwrap(), std::fs::read_to_string(sample()).unwrap());
        let mut kinds = std::collections::BTreeSet::new();
        for page in std::fs::read_dir(pages).unwrap() {
            let text = std::fs::read_to_string(page.unwrap().path()).unwrap();
            for example in text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
                let file = folder.path().join("example.toml");
                std::fs::write(&file, format!("{sample}\n{example}")).unwrap();
                let config = private_side(&file).unwrap_or_else(|error| panic!("{error}\n{example}"));
                let tenant = &config.tenants["musterstadt"];
                let named = tenant.deliver.values().flatten().filter(|name| *name != "postbox");
                assert!(named.clone().next().is_some() && named.clone().all(|name| tenant.channels.contains_key(name)), "{example}");
                kinds.extend(example.lines().filter(|line| line.starts_with("kind = ")).map(str::to_owned));
            }
        }
        assert_eq!(kinds.len(), 6, "{kinds:?}");
    }

    #[test]
    fn a_wrong_key_is_named_with_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("wrong.toml");
        std::fs::write(&file, std::fs::read_to_string(sample()).unwrap().replace("public_url", "pubic_url")).unwrap();
        let sentence = public_side(&file).unwrap_err().to_string();
        assert!(sentence.contains("wrong.toml, public.server.pubic_url: there is no such key here, only listen, public_url"), "{sentence}");
    }

    #[test]
    fn a_wrong_value_is_told_with_its_whole_key() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("wrong.toml");
        std::fs::write(&file, std::fs::read_to_string(sample()).unwrap().replace("\"127.0.0.1:8080\"", "\"hier\"")).unwrap();
        let sentence = public_side(&file).unwrap_err().to_string();
        assert!(sentence.contains("wrong.toml, public.server.listen: ") && sentence.contains("socket address"), "{sentence}");
        std::fs::write(&file, "[private]\ntenants_folder = 3\n").unwrap();
        let sentence = tenants(&file).unwrap_err().to_string();
        assert!(sentence.contains("wrong.toml, private.tenants_folder: invalid type"), "{sentence}");
        std::fs::write(&file, "[public.server]\nlisten = \"127.0.0.1:1\"\n").unwrap();
        let sentence = public_side(&file).unwrap_err().to_string();
        assert!(sentence.contains("missing field"), "{sentence}");
        std::fs::write(&file, "kaputt").unwrap();
        assert!(public_side(&file).unwrap_err().to_string().contains("line 1"));
    }

    #[test]
    fn where_tenants_are_to_be_is_told_when_nothing_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("vordruck.toml");
        let text = std::fs::read_to_string(sample()).unwrap();
        std::fs::write(&file, &text).unwrap();
        let sentence = tenants(&file).unwrap_err().to_string();
        assert!(
            sentence.contains("vordruck.toml: private.tenants_folder is missing") && sentence.contains("tenants_folder = "),
            "{sentence}"
        );
        // The comments at the top of the sample are all it takes.
        let text = text
            .replace("# [public]\n# tenants_folder", "[public]\ntenants_folder")
            .replace("# [private]\n# tenants_folder", "[private]\ntenants_folder");
        std::fs::write(&file, text).unwrap();
        for (side, sentence) in
            [("public", public_side(&file).unwrap_err().to_string()), ("private", private_side(&file).unwrap_err().to_string())]
        {
            assert!(sentence.contains("there is no such folder") && sentence.contains(&format!("{side}.tenants_folder")), "{sentence}");
        }
        assert!(tenants(&file).is_ok(), "`tenant add` makes the folder");
        std::fs::create_dir(folder.path().join("tenants")).unwrap();
        assert!(public_side(&file).is_ok() && private_side(&file).is_ok());
    }

    #[test]
    fn a_missing_file_says_what_to_do() {
        assert!(public_side(Path::new("/nowhere/vordruck.toml")).unwrap_err().to_string().contains("config.sample.toml"));
    }
}
