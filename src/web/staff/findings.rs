//! What was found without a person, as a page shows it.

use crate::domain::State;
use crate::domain::access::{Action, Subject};
use crate::flows::review::{Alike, AlikeRefused, Checks};
use crate::i18n::Messages;
use crate::matching::quality::HintKind;
use crate::web::markdown;
use crate::web::page::Page;
use crate::web::posting::paragraphs;
use crate::web::view::OrganizationLine;

use super::differences::part;

/// All that was found.
pub(super) struct Findings {
    pub(super) score: u8,
    /// What is missing or thin, that which costs most first.
    pub(super) thin: Vec<String>,
    /// Passages that tell who or where somebody is: what, where, and the passage.
    pub(super) leaks: Vec<(String, String, String)>,
    pub(super) alike: Vec<AlikeView>,
    pub(super) refused: Vec<RefusedView>,
}

/// Something that was refused and said nearly the same.
pub(super) struct RefusedView {
    pub(super) link: String,
    pub(super) title: String,
    pub(super) tag: &'static str,
    pub(super) version: String,
    /// Whose it was; `None` for the same posting.
    pub(super) organization: Option<OrganizationLine>,
    pub(super) percent: String,
    pub(super) reason: Vec<String>,
}

impl RefusedView {
    fn new(page: &Page, one: AlikeRefused) -> Self {
        Self {
            link: page.link(format_args!("/staff/posts/{}", one.id)),
            title: one.version.content.title.to_string(),
            tag: one.version.content.language.tag(),
            version: format!("{} · {}", one.id, page.m.n("review-version", one.version.number)),
            organization: (!one.same).then(|| OrganizationLine::new(page.m, &one.organization)),
            percent: percent(one.similarity),
            reason: one.version.reason.as_ref().map(|why| paragraphs(why.as_str())).unwrap_or_default(),
        }
    }
}

fn percent(similarity: f64) -> String {
    format!("{:.0}", similarity * 100.0)
}

/// Another posting that says nearly the same.
pub(super) struct AlikeView {
    /// Its page, if the reader can open one.
    pub(super) link: Option<String>,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) tag: &'static str,
    pub(super) organization: OrganizationLine,
    pub(super) own: bool,
    pub(super) state: String,
    pub(super) percent: String,
    pub(super) summary: Option<String>,
    pub(super) text: Vec<String>,
}

impl Findings {
    pub(super) fn new(page: &Page, checks: Checks) -> Self {
        let m = page.m;
        Self {
            score: checks.quality.score,
            thin: checks.quality.hints.iter().map(|hint| thin(m, &hint.kind)).collect(),
            leaks: checks
                .leaks
                .into_iter()
                .map(|one| (m.t(&format!("review-leak-{}", one.kind.code())), part(m, one.part), one.text))
                .collect(),
            alike: checks.alike.into_iter().map(|one| AlikeView::new(page, one)).collect(),
            refused: checks.refused.into_iter().map(|one| RefusedView::new(page, one)).collect(),
        }
    }
}

impl AlikeView {
    fn new(page: &Page, one: Alike) -> Self {
        let (state, owner) = (one.state, Subject::from(&one.organization));
        let link = if page.may(Action::ReadPosting { state, owner }) {
            Some(page.posting(&one.id))
        } else {
            (state == State::InReview).then(|| page.link(format_args!("/staff/posts/{}", one.id)))
        };
        Self {
            link,
            id: one.id.to_string(),
            title: one.posting.title.to_string(),
            tag: one.posting.language.tag(),
            organization: OrganizationLine::new(page.m, &one.organization),
            own: one.own,
            state: page.m.t(&format!("state-{}", one.state.code())),
            percent: percent(one.similarity),
            summary: one.posting.summary.as_ref().map(ToString::to_string),
            text: one
                .posting
                .description
                .as_ref()
                .map(|text| paragraphs(&markdown::plain(text.as_str())))
                .unwrap_or_default(),
        }
    }
}

/// What is missing or thin, in few words. The author reads what to do about it.
fn thin(m: Messages, kind: &HintKind) -> String {
    let key = match kind {
        HintKind::FigureFor(claim) => return m.v("review-thin-claim", &claim.word),
        HintKind::TitleShort { .. } | HintKind::TitleGeneric => "review-thin-title",
        HintKind::Summary => "review-thin-summary",
        HintKind::SummaryRepeatsTitle => "review-thin-summary-repeats",
        HintKind::Description { .. } => "review-thin-description",
        HintKind::DescriptionShort { .. } | HintKind::DescriptionThin { .. } => {
            "review-thin-description-short"
        }
        HintKind::Figure => "review-thin-figure",
        HintKind::Trl => "review-thin-trl",
        HintKind::Forms => "review-thin-forms",
        HintKind::Industry => "review-thin-industry",
        HintKind::Discipline => "review-thin-discipline",
        HintKind::Keywords => "review-thin-keywords",
        HintKind::KeywordsFew { .. } => "review-thin-keywords-few",
        HintKind::MustHaves => "review-thin-must-haves",
        HintKind::Evidence => "review-thin-evidence",
        HintKind::EvidenceFigure => "review-thin-evidence-figure",
        HintKind::EvidenceYear => "review-thin-evidence-year",
        HintKind::Budget => "review-thin-budget",
        HintKind::Period => "review-thin-period",
        HintKind::Ip => "review-thin-ip",
        HintKind::Deadline => "review-thin-deadline",
        HintKind::Place => "review-thin-place",
    };
    m.t(key)
}
