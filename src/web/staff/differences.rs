//! What differs between two versions of a posting, as a page shows it.

use crate::domain::{Organization, Posting, Record};
use crate::flows::review::{Before, Case, Part, Sort, TextChange};
use crate::flows::writing::{AttachmentLine, Compared};
use crate::i18n::Messages;
use crate::web::posting::{Fact, facts};

/// What differs, under the heading that says from what.
pub(in crate::web) struct Differences {
    /// Whether it is compared with what the public reads; else with what was submitted before.
    pub(in crate::web) public: bool,
    pub(in crate::web) texts: Vec<TextView>,
    pub(in crate::web) values: Vec<ValueView>,
}

/// A text that differs: both versions of it, woven together.
pub(in crate::web) struct TextView {
    pub(in crate::web) label: String,
    pub(in crate::web) segments: Vec<(Sort, String)>,
}

/// A code or a figure that differs.
pub(in crate::web) struct ValueView {
    pub(in crate::web) label: String,
    pub(in crate::web) before: Vec<String>,
    pub(in crate::web) after: Vec<String>,
}

impl Differences {
    /// What differs in a case, if there is anything to compare with.
    pub(super) fn of(m: Messages, case: &Case) -> Option<Self> {
        let before = case.before.as_ref()?;
        let after = (&case.version.content, &case.files[..]);
        Some(Self::new(m, (&case.record, &case.organization), before, after))
    }

    /// What differs between two versions.
    pub(in crate::web) fn between(m: Messages, two: &Compared) -> Self {
        let after = (&two.after.content, &two.files[..]);
        Self::new(m, (&two.record, &two.organization), &two.before, after)
    }

    fn new(
        m: Messages,
        (record, organization): (&Record, &Organization),
        before: &Before,
        after: (&Posting, &[AttachmentLine]),
    ) -> Self {
        let text = |change: &TextChange| TextView {
            label: part(m, change.part),
            segments: change.segments.iter().map(|one| (one.sort, one.text.clone())).collect(),
        };
        let stated = |(posting, files): (&Posting, &[AttachmentLine])| {
            let mut all = stated(m, record, posting, organization);
            let names: Vec<String> = files.iter().map(|file| file.name.to_string()).collect();
            if !names.is_empty() {
                all.push(Fact { label: m.t("review-files"), values: names });
            }
            all
        };
        Self {
            public: before.public,
            texts: before.texts.iter().map(text).collect(),
            values: values(stated((&before.posting, &before.files)), stated(after)),
        }
    }

    /// Whether both say the same.
    pub(in crate::web) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.values.is_empty()
    }
}

/// What a part of a posting is called.
pub(in crate::web) fn part(m: Messages, part: Part) -> String {
    m.t(match part {
        Part::Title => "review-title",
        Part::Summary => "review-summary",
        Part::Description => "posting-text",
        Part::MustHaves => "posting-must-haves",
        Part::NiceToHaves => "posting-nice-to-haves",
        Part::Evidence => "posting-evidence",
        Part::Keywords => "posting-keywords",
    })
}

/// What a version of a posting states in codes and figures.
pub(super) fn stated(
    m: Messages,
    record: &Record,
    posting: &Posting,
    organization: &Organization,
) -> Vec<Fact> {
    let mut all = facts(m, posting, record.published_at, organization);
    let level = m.t(&format!("disclosure-{}", posting.disclosure.code()));
    all.push(Fact { label: m.t("review-disclosure"), values: vec![level] });
    all
}

fn values(before: Vec<Fact>, after: Vec<Fact>) -> Vec<ValueView> {
    let of = |facts: &[Fact], label: &str| -> Vec<String> {
        facts.iter().find(|fact| fact.label == label).map(|fact| fact.values.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|fact| !after.iter().any(|other| other.label == fact.label));
    let labels: Vec<String> = after.iter().chain(gone).map(|fact| fact.label.clone()).collect();
    labels
        .into_iter()
        .map(|label| ValueView { before: of(&before, &label), after: of(&after, &label), label })
        .filter(|view| view.before != view.after)
        .collect()
}
