//! What is missing, in words.

use std::fmt;

use crate::domain::{Detail, Language, Posting};
use crate::i18n::Messages;
use crate::matching::Gap;

/// Something said in two parts, so that a reader who skims has read the point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The point; ends in a colon.
    pub lead: String,
    /// What follows from it, or a quotation.
    pub rest: String,
    /// The language of `rest`: a quotation keeps that of its text.
    pub rest_language: Language,
}

impl Statement {
    /// What stands between the two parts: nothing after a full-width colon.
    pub fn between(&self) -> &'static str {
        if self.lead.ends_with(':') { " " } else { "" }
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.lead, self.between(), self.rest)
    }
}

impl Messages {
    /// A gap: the point, then what is missing. `need` is the need of the pair, whose words are quoted.
    pub fn gap(self, gap: &Gap, need: &Posting) -> Statement {
        let (lead, rest) = match gap {
            Gap::Stage { asked, offered } => (
                self.with(
                    "gap-stage",
                    &[("asked", self.trl(*asked).into()), ("offered", self.trl(*offered).into())],
                ),
                self.t(&format!("finding-step-{}", offered.level() + 1)),
            ),
            Gap::MustHave { index } => return self.unmet(*index, need),
            Gap::Form { missing } => (
                self.v("gap-form", self.inline(&format!("form-{}", missing.code()))),
                self.t("gap-form.rest"),
            ),
            Gap::Budget { budget, price, currency } => (
                self.with(
                    "gap-budget",
                    &[
                        ("budget", self.amount(*budget, *currency).into()),
                        ("price", self.amount(*price, *currency).into()),
                    ],
                ),
                self.t("gap-budget.rest"),
            ),
            Gap::Period { wanted, usual } => (
                self.with(
                    "gap-period",
                    &[("wanted", self.months(*wanted).into()), ("usual", self.months(*usual).into())],
                ),
                self.n("gap-period.rest", usual.get().saturating_sub(wanted.get())),
            ),
            Gap::Ip { wanted, offered } => (
                self.t("gap-ip"),
                self.with(
                    "gap-ip.rest",
                    &[("wanted", self.stance(*wanted).into()), ("offered", self.stance(*offered).into())],
                ),
            ),
            Gap::Region { need, capability } => {
                (self.two_places("gap-region", *need, *capability), self.t("gap-region.rest"))
            }
            Gap::Topic => (self.t("gap-topic"), self.t("gap-topic.rest")),
            Gap::Chain => (self.t("gap-chain"), self.t("gap-chain.rest")),
        };
        Statement { lead, rest, rest_language: self.language }
    }

    fn unmet(self, index: usize, need: &Posting) -> Statement {
        let quote = match &need.detail {
            Detail::Need { must_haves, .. } => must_haves.get(index),
            Detail::Capability { .. } => None,
        };
        Statement {
            lead: self.t("gap-must-have"),
            rest: quote
                .map(|line| line.as_str().trim_end_matches(['.', '。']).to_owned())
                .unwrap_or_default(),
            rest_language: need.language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Kind, Line, Title};

    fn need(must_have: &str, language: Language) -> Posting {
        let mut need = Posting::bare(Kind::Need, Title::parse("Coating").unwrap(), language);
        need.detail =
            Detail::Need { must_haves: vec![Line::parse(must_have).unwrap()], nice_to_haves: Vec::new() };
        need
    }

    #[test]
    fn a_gap_leads_with_its_point_and_quotes_in_the_texts_own_language() {
        let messages = Messages::new(Language::En);
        let unmet = messages.gap(&Gap::MustHave { index: 0 }, &need("须通过1250 ℃热循环。", Language::Zh));
        assert_eq!((unmet.rest.as_str(), unmet.rest_language), ("须通过1250 ℃热循环", Language::Zh));
        let budget = Gap::Budget {
            budget: "4500000".parse().unwrap(),
            price: "6000000".parse().unwrap(),
            currency: Currency::Cny,
        };
        let (en, zh) = (messages, Messages::new(Language::Zh));
        let nothing = need("x", Language::En);
        assert_eq!(
            en.gap(&budget, &nothing).to_string(),
            "Budget up to ¥4.5\u{a0}M, price from ¥6\u{a0}M: scope or funding would have to be discussed"
        );
        assert_eq!(
            zh.gap(&budget, &nothing).to_string(),
            "预算最高450万元，报价最低600万元：需要商谈内容范围或经费来源"
        );
    }
}
