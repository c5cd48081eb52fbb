//! Which destination is in charge of a service in a region (Routing API 2). In: LeiKa key and regional key. Out: the one destination, if a signature of FIT-Connect's
//! portal says the same of it: the answer itself passes through directories that others write.

use reqwest::Url;
use serde::Deserialize;

use super::sending::Api;
use crate::config::FitConnectConfig;
use crate::deliver::{ChannelError, SetupError, web};
use crate::fit_connect::connection::{base, read, send};
use crate::fit_connect::jws::Jws;
use crate::fit_connect::key::{Jwk, Trust, signature_key};

/// The routing service as this sender asks it.
pub(super) struct Routing {
    url: String,
    ars: String,
    leika: String,
    /// Host of the Submission API, which the signature has to name.
    host: String,
    /// Where the keys are that sign; none in a test environment that has none.
    keys: Option<Url>,
}

/// What the portal signs.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Claims {
    submission_host: String,
    destination_id: String,
    services: Vec<Services>,
}

#[derive(Deserialize)]
struct Services {
    #[serde(rename = "gebietIDs")]
    regions: Vec<String>,
    #[serde(rename = "leistungIDs")]
    services: Vec<String>,
}

impl Routing {
    /// None if the configuration names the destination itself.
    pub(super) fn from_config(config: &FitConnectConfig) -> Result<Option<Self>, SetupError> {
        if config.destination_id.is_some() {
            return Ok(None);
        }
        let (Some(url), Some(ars)) = (&config.routing_url, &config.ars) else {
            return Err(SetupError::Value("FIT-Connect needs destination_id, or routing_url and ars to look it up"));
        };
        if config.routing_keys_url.is_none() && !config.test_environment {
            return Err(SetupError::Value("looking a destination up needs routing_keys_url: otherwise nobody vouches for the answer"));
        }
        Ok(Some(Self {
            url: base(url)?,
            ars: ars.clone(),
            leika: config.service_identifier.rsplit(':').next().unwrap_or_default().to_owned(),
            host: web::address(&config.submission_url)?.host_str().unwrap_or_default().to_owned(),
            keys: config.routing_keys_url.as_deref().map(web::address).transpose()?,
        }))
    }

    /// The destination in charge.
    pub(super) async fn route(&self, api: &Api) -> Result<String, ChannelError> {
        #[derive(Deserialize)]
        struct Answer {
            routes: Vec<Route>,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Route {
            destination_id: String,
            destination_signature: String,
        }
        let url = Url::parse_with_params(&format!("{}/routes", self.url), [("leikaKey", &self.leika), ("ars", &self.ars)]);
        let url = url.map_err(|_| ChannelError::NotWritten)?;
        let answer: Answer = read(send(api.connection.http.get(url), "routing").await?).await?;
        let route = match answer.routes.as_slice() {
            [route] if vordruck_contract::formats::is_uuid4(&route.destination_id) => route,
            [] => return Err(ChannelError::Refused("nobody is in charge of this service in this region".to_owned())),
            _ => {
                return Err(ChannelError::Refused(
                    "several are in charge of this service in this region; name one as destination_id".to_owned(),
                ));
            }
        };
        if let Some(keys) = &self.keys {
            self.check(api, keys, &route.destination_id, &route.destination_signature).await?;
        }
        Ok(route.destination_id.clone())
    }

    async fn check(&self, api: &Api, keys: &Url, destination: &str, signature: &str) -> Result<(), ChannelError> {
        #[derive(Deserialize)]
        struct Answer {
            keys: Vec<Jwk>,
        }
        let bad = |what: &str| ChannelError::NotNow(format!("who is in charge is not vouched for: {what}"));
        let (jws, claims): (_, Claims) = Jws::read(signature, "jwt").ok_or_else(|| bad("no signature"))?;
        let answer: Answer = read(send(api.connection.http.get(keys.clone()), "the keys of routing").await?).await?;
        let jwk = answer.keys.into_iter().find(|key| key.kid == jws.kid).ok_or_else(|| bad("an unknown key"))?;
        let key = signature_key(&jwk, &Trust::KnownByAddress, 0)?;
        if !jws.is_signed_by(&key) {
            return Err(bad("the signature is wrong"));
        }
        if claims.destination_id != destination {
            return Err(bad("it is about another destination"));
        }
        if claims.submission_host != self.host {
            return Err(bad("it is about another delivery service"));
        }
        let is_named = claims.services.iter().any(|named| {
            named.services.iter().any(|service| last(service) == self.leika) && named.regions.iter().any(|region| self.is_in(last(region)))
        });
        if is_named { Ok(()) } else { Err(bad("it is about another service or region")) }
    }

    /// Whether our region is this one or lies in it: regional keys of districts and states are shorter, or end with zeros.
    fn is_in(&self, region: &str) -> bool {
        let region = region.trim_end_matches('0');
        !region.is_empty() && self.ars.starts_with(region)
    }
}

/// What a URN names.
fn last(urn: &str) -> &str {
    urn.rsplit(':').next().unwrap_or_default()
}
