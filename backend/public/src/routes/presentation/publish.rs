//! `PUT /api/v1/tenants/{tenant}/presentation`: the tenant's private side replaces look and listed origins. What can't be read or isn't harmless is
//! refused here again, whoever has checked it before.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::presentation::Presentation;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_theme::{Finding, Logo, Theme, check};

use super::Place;
use crate::app::App;
use crate::extract::{Bearer, Json, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::own_tenant::{NotOwn, require_own};
use crate::store::{Presentations, StoredLogo};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    NotOwn(#[from] NotOwn),
    #[error("a colour or the font is none")]
    Theme,
    #[error("colours that cannot be read")]
    Contrast(Vec<Finding>),
    #[error("the logo is refused")]
    Logo,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotOwn(error) => error.into(),
            Error::Theme => Self::field(ProblemKind::InvalidFields, "/theme", "theme"),
            Error::Contrast(findings) => {
                let pair = findings.first().map(|finding| format!("{} on {}", finding.foreground, finding.background));
                Self::field(ProblemKind::InvalidFields, "/theme", format!("contrast: {}", pair.unwrap_or_default()))
            }
            Error::Logo => Self::field(ProblemKind::InvalidFields, "/logo", "logo"),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(put, path = paths::PRESENTATION, tag = "publications", params(("tenant" = String, Path, description = "slug")),
    request_body = Presentation, responses(
    (status = 204, description = "Published."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
    Json(presentation): Json<Presentation>,
) -> Result<StatusCode, Error> {
    require_own(&app, bearer, &place.tenant, place.check())?;
    let theme = Theme::read(&presentation.theme).map_err(|_| Error::Theme)?;
    let report = check(&theme).map_err(|_| Fault::Stored("list of pairs"))?;
    if !report.refused.is_empty() {
        return Err(Error::Contrast(report.refused));
    }
    let logo = presentation.logo.as_ref().map(Logo::of_wire).transpose().map_err(|_| Error::Logo)?;
    let logo = logo.map(|logo| StoredLogo { media_type: logo.kind.media_type().to_owned(), bytes: logo.bytes });
    app.store.publish_presentation(place.tenant, presentation, logo, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
