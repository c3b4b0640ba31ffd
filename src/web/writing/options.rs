//! What can be chosen in the form, and the words that differ between a need and a capability.

use crate::domain::{
    Discipline, Disclosure, Form as Cooperation, Industry, IpStance, Kind, Language, Region,
    StrategicIndustry, Trl,
};
use crate::i18n::Messages;
use crate::web::fields::{Branch, branches, place};
use crate::web::forms::Form;

use super::fields::label;

/// What can be chosen.
pub(super) struct Options {
    pub(super) languages: Vec<(&'static str, String)>,
    pub(super) industries: Vec<Branch>,
    pub(super) disciplines: Vec<Branch>,
    pub(super) strategic: Vec<(&'static str, String)>,
    pub(super) stages: Vec<Choice>,
    pub(super) forms: Vec<Choice>,
    pub(super) regions: Vec<(&'static str, String)>,
    pub(super) remote: Vec<(&'static str, String)>,
    pub(super) ip: Vec<(&'static str, String)>,
    pub(super) disclosures: Vec<Choice>,
}

/// One choice with what it means.
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) label: String,
    pub(super) hint: String,
}

/// Words that differ between a need and a capability.
pub(super) struct Words {
    pub(super) what: String,
    pub(super) title_hint: String,
    pub(super) description: String,
    pub(super) description_hint: String,
    pub(super) stage_hint: String,
    pub(super) budget: String,
    pub(super) lowest: String,
    pub(super) highest: String,
    /// In which unit the money is.
    pub(super) unit: String,
    pub(super) period: String,
}

impl Options {
    /// The choices for a reader of `m`'s language, with what `form` holds.
    pub(super) fn new(m: Messages, form: &Form) -> Self {
        let none = ("", m.t("writing-not-stated"));
        let regions = Region::all().map(|region| (region.code(), place(m.language(), region)));
        let stances = IpStance::ALL.iter().map(|ip| (ip.code(), m.t(&format!("ip-{}", ip.code()))));
        let strategic = StrategicIndustry::all();
        Self {
            languages: Language::ALL.map(|one| (one.code(), m.t(&format!("language-{}", one.code())))).into(),
            industries: branches(m, form, "industries", Industry::all().collect()),
            disciplines: branches(m, form, "disciplines", Discipline::all().collect()),
            strategic: strategic.map(|code| (code.code(), code.label(m.language()).to_owned())).collect(),
            stages: stages(m),
            forms: Cooperation::ALL
                .iter()
                .map(|form| Choice {
                    code: form.code().to_owned(),
                    label: m.t(&format!("form-{}", form.code())),
                    hint: m.t(&format!("form-{}.hint", form.code())),
                })
                .collect(),
            regions: std::iter::once(none.clone()).chain(regions).collect(),
            remote: vec![none.clone(), ("yes", m.t("posting-remote-yes")), ("no", m.t("posting-remote-no"))],
            ip: std::iter::once(none).chain(stances).collect(),
            disclosures: Disclosure::ALL
                .iter()
                .map(|level| Choice {
                    code: level.code().to_owned(),
                    label: m.t(&format!("disclosure-{}", level.code())),
                    hint: m.t(&format!("disclosure-{}.hint", level.code())),
                })
                .collect(),
        }
    }
}

/// The nine levels with their definitions, after the choice of none.
fn stages(m: Messages) -> Vec<Choice> {
    let none = Choice { code: String::new(), label: m.t("writing-not-stated"), hint: String::new() };
    let levels = Trl::all().map(|trl| Choice {
        code: trl.to_string(),
        label: m.with(
            "writing-stage",
            &[("level", m.trl(trl).into()), ("name", m.t(&format!("trl-{trl}")).into())],
        ),
        hint: m.t(&format!("trl-{trl}.hint")),
    });
    std::iter::once(none).chain(levels).collect()
}

impl Words {
    /// The words of the form for one kind.
    pub(super) fn new(m: Messages, kind: Kind, form: &Form) -> Self {
        let code = kind.code();
        let currency = form.value("currency");
        Self {
            what: m.t(&format!("writing-what-{code}")),
            title_hint: m.t(&format!("writing-title-hint-{code}")),
            description: label(m, kind, "description"),
            description_hint: m.t(&format!("writing-description-hint-{code}")),
            stage_hint: m.t(&format!("writing-stage-hint-{code}")),
            budget: m.t(&format!("writing-budget-{code}")),
            lowest: label(m, kind, "budget-min"),
            highest: label(m, kind, "budget-max"),
            unit: match currency {
                "" | "CNY" => m.t("writing-unit"),
                other => m.v("writing-unit-other", other.chars().take(3).collect::<String>()),
            },
            period: label(m, kind, "period"),
        }
    }
}
