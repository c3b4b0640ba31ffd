//! Files that go with a draft: taken from the form, shown in it, and given back.

use actix_web::{HttpResponse, web};

use crate::domain::attachment::{Attachment, BadAttachment};
use crate::domain::{AttachmentId, DraftId, PostingId};
use crate::flows::Caller;
use crate::flows::writing::AttachmentLine;
use crate::flows::writing::attachment::{FIELD, attach, attached, own_file, public_file, submitted_file};
use crate::i18n::Messages;
use crate::web::download;
use crate::web::error::WebError;
use crate::web::forms::{Form, Upload};
use crate::web::page::Page;
use crate::web::state::State;

/// The field of new files.
pub(super) const FILES: &str = "files";

/// The field of those that are to go.
pub(super) const REMOVE: &str = "remove";

/// A file as a list shows it.
pub(in crate::web) struct FileView {
    pub(in crate::web) id: String,
    pub(in crate::web) link: String,
    pub(in crate::web) name: String,
    /// Its kind and size.
    pub(in crate::web) facts: String,
}

impl FileView {
    /// A file below an address that the reader may open.
    pub(in crate::web) fn new(page: &Page, below: &str, line: &AttachmentLine) -> Self {
        let m = page.m;
        let size = m.n("institution-file-size", line.size.div_ceil(1024));
        Self {
            id: line.id.to_string(),
            link: page.link(format_args!("{below}/attachments/{}", line.id)),
            name: line.name.to_string(),
            facts: format!("{} · {size}", line.kind.extension().to_uppercase()),
        }
    }
}

/// The files that a form names.
pub(super) fn named(form: &Form) -> Vec<AttachmentId> {
    form.values(FIELD).iter().filter_map(|text| text.parse().ok()).collect()
}

/// Takes new files into the form, and those out of it that are to go. What is wrong is said in it; the files
/// that are right stay whatever else is wrong.
///
/// # Errors
/// [`WebError`].
pub(super) async fn take(
    m: Messages,
    id: DraftId,
    form: &mut Form,
    caller: &Caller,
    state: &State,
) -> Result<(), WebError> {
    let uploads = form.take_files(FILES);
    let mut named = form.values(FIELD).iter().chain(form.values(REMOVE));
    // A file that came as a text is none.
    if named.any(|id| id.parse::<AttachmentId>().is_err()) || !form.values(FILES).is_empty() {
        return Err(WebError::BadForm);
    }
    let gone = form.values(REMOVE).to_vec();
    form.forget(REMOVE);
    let stay: Vec<String> = form.values(FIELD).iter().filter(|id| !gone.contains(id)).cloned().collect();
    if stay.len() > Attachment::MOST {
        form.complain(FILES, m.n("writing-files-many", Attachment::MOST));
    }
    let room = Attachment::MOST.saturating_sub(stay.len());
    let mut files = Vec::new();
    for Upload { name, content, .. } in uploads {
        let shown: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
        match Attachment::parse(&name, content) {
            Ok(_) if files.len() == room => form.complain(FILES, m.n("writing-files-many", Attachment::MOST)),
            Ok(file) => files.push(file),
            Err(BadAttachment::TooLarge) => form.complain(FILES, m.v("writing-file-large", shown)),
            Err(BadAttachment::Macros) => form.complain(FILES, m.v("writing-file-macros", shown)),
            Err(BadAttachment::Kind) => form.complain(FILES, m.v("writing-file-kind", shown)),
        }
    }
    let mut ids = stay;
    if !files.is_empty() {
        let by = caller.clone();
        let new = state.ask(move |site| attach(site.store(), &by, id, &files)).await?;
        ids.extend(new.iter().map(ToString::to_string));
    }
    form.put(FIELD, ids);
    Ok(())
}

/// The files that a form names, as it shows them.
///
/// # Errors
/// [`WebError`].
pub(super) async fn shown(
    page: &Page,
    id: DraftId,
    form: &Form,
    caller: &Caller,
    state: &State,
) -> Result<Vec<FileView>, WebError> {
    let ids = named(form);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let by = caller.clone();
    let lines = state.ask(move |site| attached(site.store(), &by, id, &ids)).await?;
    Ok(lines.iter().map(|line| FileView::new(page, "/posts", line)).collect())
}

fn attachment_id(text: &str) -> Result<AttachmentId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

fn answer(file: Attachment) -> HttpResponse {
    download::file(file.name.as_str(), file.kind.media_type(), file.content)
}

/// `/en/posts/attachments/A-7F3K9Q`, for members.
pub(in crate::web) async fn own(
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id = attachment_id(&path.1)?;
    Ok(answer(state.ask(move |site| own_file(site.store(), &caller, id)).await?))
}

/// `/en/postings/N-7F3K9Q/attachments/A-7F3K9Q`, for readers.
pub(in crate::web) async fn public(
    page: Page,
    path: web::Path<(String, String, String)>,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let posting: PostingId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let (id, reader) = (attachment_id(&path.2)?, page.visitor());
    Ok(answer(state.ask(move |site| public_file(site.store(), &reader, posting, id)).await?))
}

/// `/en/staff/posts/N-7F3K9Q/attachments/A-7F3K9Q`, for moderators.
pub(in crate::web) async fn submitted(
    path: web::Path<(String, String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let posting: PostingId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let id = attachment_id(&path.2)?;
    Ok(answer(state.ask(move |site| submitted_file(site.store(), &caller, posting, id)).await?))
}
