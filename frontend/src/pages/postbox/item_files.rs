//! The files of an item. In: what came along and what the scanner said. Out: downloads, never a preview in our origin.

use super::item::Open;
use super::{api, wording};
use crate::components::button::{Button, Icon, Weight};
use crate::messages::{Lang, file_size, postbox as words, put};
use crate::platform::download as platform;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::paths;
use vordruck_contract::postbox::{Attachment, AttachmentRole, ItemState, Scan};

pub(super) fn view(open: Open, item: &str, attachments: Vec<Attachment>) -> AnyView {
    let files: Vec<AnyView> = attachments.into_iter().map(|attachment| file(open, item, attachment)).collect();
    let list = if files.is_empty() {
        view! { <p class="kern-body">{words::NO_ATTACHMENTS}</p> }.into_any()
    } else {
        view! { <ul class="vd-files">{files}</ul> }.into_any()
    };
    view! { <h2 class="kern-heading-small">{words::ATTACHMENTS}</h2> {list} }.into_any()
}

/// Fetches a file and hands it to the browser.
pub(super) fn download(open: Open, path: String, name: String, media_type: String) {
    open.desk.live.say(&put(words::DOWNLOADING, &[("name", &name)]));
    spawn_local(async move {
        match open.desk.told(api::file(&path).await) {
            Ok(bytes) => {
                platform::offer(&name, &media_type, &bytes);
                open.desk.live.say(&put(words::DOWNLOADED, &[("name", &name)]));
                if media_type == "application/pdf" {
                    // The private side has counted the download of the paper as progress.
                    open.summary.try_update(|summary| {
                        if let Some(summary) = summary
                            && path == paths::postbox_item_pdf(&summary.id)
                            && matches!(summary.state, ItemState::New | ItemState::Opened)
                        {
                            summary.state = ItemState::Downloaded;
                        }
                    });
                }
            }
            Err(failure) => open.fail(failure),
        }
    });
}

fn file(open: Open, item: &str, attachment: Attachment) -> AnyView {
    let meta = put(
        words::ATTACHMENT_META,
        &[
            ("kind", wording::file_kind(&attachment.media_type)),
            ("size", &file_size(Lang::De, attachment.size_bytes)),
            ("scan", &wording::scan(&attachment.scan)),
        ],
    );
    let copy = (attachment.role == AttachmentRole::ApplicantCopy).then(|| view! { <p class="vd-file__meta">{words::APPLICANT_COPY}</p> });
    let action = (!matches!(attachment.scan, Scan::Found { .. })).then(|| {
        let (path, name, media_type) =
            (paths::postbox_item_attachment(item, attachment.number), attachment.name.clone(), attachment.media_type);
        let about = [" ", &name].concat();
        let press = Callback::new(move |()| download(open, path.clone(), name.clone(), media_type.clone()));
        view! {
            <div class="vd-file__actions">
                <Button label=words::DOWNLOAD.to_owned() about=about weight=Weight::Tertiary icon="download" press/>
            </div>
        }
    });
    view! {
        <li class="vd-file">
            <Icon name="draft"/>
            <div class="vd-file__text"><p class="vd-file__name">{attachment.name}</p><p class="vd-file__meta">{meta}</p>{copy}</div>
            {action}
        </li>
    }
    .into_any()
}
