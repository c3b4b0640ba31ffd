//! How lines are answered, what would lift a pair, and what keeps it from being matched, in words.

use crate::domain::{Detail, Fit, Points, Posting};
use crate::i18n::Messages;
use crate::matching::{Change, Condition, Field, Lift, Requirement, Status};

impl Messages {
    /// A word for how a line is answered.
    pub fn requirement_status(self, status: Status) -> String {
        self.t(&format!("requirement-{}", status.code()))
    }

    /// How well each side is served.
    pub fn directions(self, fit: &Fit) -> String {
        let score = |points: Points| points.score().to_string();
        let (need, capability) = (score(fit.for_need()), score(fit.for_capability()));
        self.with("matches-for-need", &[("need", need.into()), ("capability", capability.into())])
    }

    /// What a dimension contributes to a score, with one decimal.
    pub fn points(self, points: Points) -> String {
        self.v("format-points", format!("{:.1}", points.value()))
    }

    /// The change that would lift a pair, and what it would reach.
    pub fn lift(self, lift: &Lift) -> String {
        let change = match lift.change {
            Change::Stage { to } => self.v("lift-stage", self.trl(to)),
            Change::Form { offer } => self.v("lift-form", self.inline(&format!("form-{}", offer.code()))),
            Change::Price { to, currency } => self.v("lift-price", self.amount(to, currency)),
            Change::Period { to } => self.v("lift-period", self.months(to)),
            Change::Ip { to } => self.v("lift-ip", self.stance(to)),
            Change::Remote => self.t("lift-remote"),
            Change::State { dimension } => {
                self.v("lift-state", self.inline(&format!("dimension-{}", dimension.code())))
            }
        };
        let band = self.t(&format!("band-{}", lift.band.code()));
        let total = lift.total.score().to_string();
        self.with("lift-to", &[("total", total.into()), ("band", band.into()), ("change", change.into())])
    }

    /// What keeps a pair from being matched. `need` is the need of the pair, whose words are quoted.
    pub fn condition(self, condition: Condition, need: &Posting) -> String {
        match condition {
            Condition::OwnOrganization => self.t("condition-own-organization"),
            Condition::Expired { deadline } => self.v("condition-expired", self.date(deadline)),
            Condition::Refused => self.t("condition-refused"),
            Condition::Contradicted { line } => {
                let line = line_of(need, Field::Line(line)).unwrap_or_default();
                self.v("condition-contradicted", line)
            }
        }
    }
}

/// The text of a need's line that a requirement is about.
pub fn required<'a>(need: &'a Posting, requirement: &Requirement) -> &'a str {
    line_of(need, requirement.line).unwrap_or_default()
}

fn line_of(need: &Posting, field: Field) -> Option<&str> {
    let Detail::Need { must_haves, nice_to_haves } = &need.detail else { return None };
    match field {
        Field::Line(at) => must_haves.get(at).map(|line| line.as_str()),
        Field::Extra(at) => nice_to_haves.get(at).map(|line| line.as_str()),
        _ => None,
    }
}
