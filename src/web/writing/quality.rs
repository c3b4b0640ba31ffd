//! How much a draft says, and what more would help: the panel beside the form.

use crate::domain::{Kind, Posting};
use crate::flows::writing::{Hint, HintKind, assess};
use crate::i18n::Messages;

/// The most hints that are shown at once.
const MOST: usize = 6;

/// What the panel shows.
pub(super) struct Meter {
    pub(super) score: u8,
    /// What each hint brings, and what to do; what brings most first.
    pub(super) hints: Vec<(u8, String)>,
    /// How many more there are.
    pub(super) more: usize,
}

impl Meter {
    /// How much a posting says.
    pub(super) fn new(m: Messages, posting: &Posting) -> Self {
        let (kind, quality) = (posting.kind(), assess(posting));
        Self {
            score: quality.score,
            more: quality.hints.len().saturating_sub(MOST),
            hints: quality.hints.iter().take(MOST).map(|hint| (hint.points, advice(m, kind, hint))).collect(),
        }
    }
}

/// What to do.
fn advice(m: Messages, kind: Kind, hint: &Hint) -> String {
    let kind = kind.code();
    match &hint.kind {
        HintKind::TitleShort { wanted, .. } => m.n("quality-title-short", *wanted),
        HintKind::TitleGeneric => m.t("quality-title-generic"),
        HintKind::Summary => m.t("quality-summary"),
        HintKind::SummaryRepeatsTitle => m.t("quality-summary-repeats"),
        HintKind::Description { wanted } => m.n("quality-description", *wanted),
        HintKind::DescriptionShort { length, wanted } => {
            m.n("quality-description-more", wanted.saturating_sub(*length))
        }
        HintKind::DescriptionThin { .. } => m.t(&format!("quality-thin-{kind}")),
        HintKind::Figure => m.t("quality-figure"),
        HintKind::FigureFor(claim) => m.with(
            "quality-claim",
            &[
                ("word", claim.word.clone().into()),
                ("what", m.t(&format!("quality-about-{}", claim.subject.code())).into()),
            ],
        ),
        HintKind::Trl => m.t(&format!("quality-trl-{kind}")),
        HintKind::Forms => m.t("quality-forms"),
        HintKind::Industry => m.t(&format!("quality-industry-{kind}")),
        HintKind::Discipline => m.t("quality-discipline"),
        HintKind::Keywords => m.t("quality-keywords"),
        HintKind::KeywordsFew { .. } => m.t("quality-keywords-few"),
        HintKind::MustHaves => m.t("quality-must-haves"),
        HintKind::Evidence => m.t("quality-evidence"),
        HintKind::EvidenceFigure => m.t("quality-evidence-figure"),
        HintKind::EvidenceYear => m.t("quality-evidence-year"),
        HintKind::Budget => m.t(&format!("quality-money-{kind}")),
        HintKind::Period => m.t(&format!("quality-period-{kind}")),
        HintKind::Ip => m.t("quality-ip"),
        HintKind::Deadline => m.t("quality-deadline"),
        HintKind::Place => m.t("quality-place"),
    }
}
