//! What a posting states beside its text, at a glance.

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

/// What decides most about a match, in the order of the dimensions; what isn't stated is left out.
pub fn facts(m: Messages, posting: &Posting) -> Vec<Fact> {
    let (money, period) = match posting.kind() {
        Kind::Need => ("posting-budget", "posting-wanted-within"),
        Kind::Capability => ("posting-price", "posting-usual-duration"),
    };
    let joined = |parts: Vec<String>, between: &str| (!parts.is_empty()).then(|| parts.join(&m.t(between)));
    let forms = posting.forms.iter().map(|form| m.t(&format!("form-{}", form.code()))).collect();
    let stated = [
        ("posting-industry", joined(divisions(m, posting), "finding-semicolon")),
        ("posting-stage", posting.trl.map(|trl| m.trl(trl))),
        ("posting-forms", joined(forms, "format-list-comma")),
        (money, posting.budget.as_ref().map(|range| m.money(range))),
        (period, posting.period.map(|months| m.months(months))),
        ("posting-ip", posting.ip.map(|stance| m.t(&format!("ip-{}", stance.code())))),
        ("posting-deadline", posting.deadline.map(|date| m.date(date))),
    ];
    stated.into_iter().filter_map(|(label, value)| Some(Fact { label: m.t(label), value: value? })).collect()
}

/// The divisions (or sections) that the posting's industries lie in, each once.
fn divisions(m: Messages, posting: &Posting) -> Vec<String> {
    /// The level of divisions in GB/T 4754.
    const DIVISION: u8 = 2;
    let mut names = Vec::new();
    for industry in &posting.industries {
        let division = industry.lineage().find(|code| code.level() <= DIVISION).unwrap_or(*industry);
        let name = division.label(m.language()).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
