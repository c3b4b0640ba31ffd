//! What a posting states beside its text, as labels and values.

use crate::domain::{Kind, Posting};
use crate::i18n::Messages;

/// One fact, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What is stated.
    pub value: String,
}

/// Everything that is stated and compared, in the order of the dimensions; what isn't stated is
/// left out.
pub fn facts(m: Messages, posting: &Posting) -> Vec<Fact> {
    let language = m.language();
    let some = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join(&m.t("finding-semicolon")));
    let need = posting.kind() == Kind::Need;
    let stage = if need { m.t("matches-fact-stage-asked") } else { m.t("matches-fact-stage-offered") };
    let money = if need { m.t("matches-fact-budget") } else { m.t("matches-fact-price") };
    let period = if need { m.t("matches-fact-wanted") } else { m.t("matches-fact-usual") };
    let place = posting.region.map(|region| m.region(region));
    let remote = posting.remote.map(|yes| if yes { m.t("matches-remote") } else { m.t("matches-on-site") });
    let stated = [
        (
            m.t("matches-fact-industry"),
            some(posting.industries.iter().map(|code| code.label(language).to_owned()).collect()),
        ),
        (
            m.t("matches-fact-discipline"),
            some(posting.disciplines.iter().map(|code| code.label(language).to_owned()).collect()),
        ),
        (stage, posting.trl.map(|trl| m.trl(trl))),
        (
            m.t("matches-fact-forms"),
            some(posting.forms.iter().map(|form| m.t(&format!("form-{}", form.code()))).collect()),
        ),
        (m.t("matches-fact-region"), some(place.into_iter().chain(remote).collect())),
        (money, posting.budget.as_ref().map(|range| m.money(range))),
        (period, posting.period.map(|months| m.months(months))),
        (m.t("matches-fact-ip"), posting.ip.map(|stance| m.t(&format!("ip-{}", stance.code())))),
        (m.t("matches-fact-deadline"), posting.deadline.map(|date| m.date(date))),
    ];
    stated.into_iter().filter_map(|(label, value)| Some(Fact { label, value: value? })).collect()
}
