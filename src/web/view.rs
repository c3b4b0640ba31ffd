//! View models that several pages share.

use chrono::{Days, NaiveDate, Utc};

use crate::domain::{
    Disclosure, Kind, Language, Organization, OrganizationId, Posting, PostingId, Record, State,
};
use crate::flows::PostingView;
use crate::i18n::Messages;

/// A deadline within this time is marked.
const SOON: Days = Days::new(14);

/// A posting in a list.
#[derive(Debug, Clone)]
pub struct PostingLine {
    /// The public identifier.
    pub id: PostingId,
    /// Need or capability.
    pub kind: Kind,
    /// The language of the text.
    pub language: Language,
    /// The title.
    pub title: String,
    /// Whose it is.
    pub organization: OrganizationLine,
    /// Where the work is to be done.
    pub place: Option<String>,
    /// Facts about it, in the reader's language.
    pub facts: Vec<String>,
    /// When it closes.
    pub closing: Option<Closing>,
    /// What keeps it from the public, for those who may read it all the same.
    pub hidden: Option<String>,
}

/// An organization in a line of facts.
#[derive(Debug, Clone)]
pub struct OrganizationLine {
    /// The public identifier.
    pub id: OrganizationId,
    /// Its name, in the reader's language where it has one.
    pub name: String,
    /// The language of the name.
    pub language: Language,
    /// Whether somebody checked that it is what it says.
    pub verified: bool,
}

/// A closing date as a list shows it.
#[derive(Debug, Clone)]
pub struct Closing {
    /// "Closes 31 Jan 2027".
    pub text: String,
    /// Whether it is near enough to be marked.
    pub soon: bool,
}

impl PostingLine {
    /// A posting for readers of `m`'s language.
    pub fn new(m: Messages, view: &PostingView) -> Self {
        let record = &view.record;
        let posting = &record.posting;
        let mut facts = facts(m, posting);
        if posting.deadline.is_none() {
            facts.extend(record.published_at.map(|moment| m.v("layout-posted", m.day(moment))));
        }
        Self {
            id: record.id,
            kind: posting.kind(),
            language: posting.language,
            title: posting.title.to_string(),
            organization: OrganizationLine::new(m, &view.organization),
            place: posting.region.or(view.organization.region).map(|region| m.region(region)),
            facts,
            closing: posting.deadline.map(|date| Closing::new(m, date)),
            hidden: hidden(m, record),
        }
    }
}

/// "Draft" or "Confidential"; nothing for what everybody may read.
fn hidden(m: Messages, record: &Record) -> Option<String> {
    if record.state != State::Published {
        return Some(m.t(&format!("state-{}", record.state.code())));
    }
    let disclosure = record.posting.disclosure;
    (disclosure != Disclosure::Public).then(|| m.t(&format!("disclosure-{}", disclosure.code())))
}

impl OrganizationLine {
    /// An organization for readers of `m`'s language.
    pub fn new(m: Messages, organization: &Organization) -> Self {
        let (name, language) = organization.names.best(m.language());
        Self { id: organization.id, name: name.to_string(), language, verified: organization.verified }
    }
}

impl Closing {
    fn new(m: Messages, date: NaiveDate) -> Self {
        let today = Utc::now().date_naive();
        let key = if date < today { "layout-closed" } else { "layout-closes" };
        let soon = date >= today && today.checked_add_days(SOON).is_some_and(|limit| date <= limit);
        Self { text: m.v(key, m.date(date)), soon }
    }
}

/// What a list says of a posting in few words: stage, forms, money.
fn facts(m: Messages, posting: &Posting) -> Vec<String> {
    let stage = posting.trl.map(|trl| stage(m, posting.kind(), m.trl(trl)));
    let forms = (!posting.forms.is_empty()).then(|| {
        let forms = posting.forms.iter().map(|form| m.t(&format!("form-{}", form.code())));
        forms.collect::<Vec<_>>().join(&m.t("format-list-comma"))
    });
    [stage, forms, posting.budget.as_ref().map(|money| m.money(money))].into_iter().flatten().collect()
}

/// "Asks TRL 7" or "Offers TRL 5".
pub fn stage(m: Messages, kind: Kind, level: String) -> String {
    match kind {
        Kind::Need => m.v("layout-asks", level),
        Kind::Capability => m.v("layout-offers", level),
    }
}
