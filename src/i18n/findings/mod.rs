//! What a comparison found, in words: one sentence per dimension here, gaps, reasons and concepts
//! beside.
//!
//! The words state what is asked and what is offered, take no side and never scold.

mod gap;
mod prospect;
mod reason;

use super::Messages;
use crate::domain::{Discipline, Forms, Industry, IpStance, Months, Region};
use crate::matching::{Finding, MoneyFinding, Nearness};

pub use gap::Statement;
pub use prospect::required;
pub use reason::{REASON_FROM, same_words};

impl Messages {
    /// One sentence about one dimension, without a full stop.
    pub fn finding(self, finding: &Finding) -> String {
        let sentence = match finding {
            Finding::NotStated => self.t("finding-not-stated"),
            Finding::Topic { shared } => self.n("finding-topic", *shared),
            Finding::Chain { industry, discipline } => self.chain(*industry, *discipline),
            Finding::Stage { asked, offered } => {
                let levels = self.with(
                    "finding-stage",
                    &[("asked", self.trl(*asked).into()), ("offered", self.trl(*offered).into())],
                );
                let comment = if offered < asked {
                    self.t(&format!("finding-step-{}", offered.level() + 1))
                } else {
                    self.t("finding-stage-enough")
                };
                self.with("finding-and-comment", &[("finding", levels.into()), ("comment", comment.into())])
            }
            Finding::Form { shared, missing } => self.forms_finding(*shared, *missing),
            Finding::Region { nearness, need, capability } => self.places(*nearness, *need, *capability),
            Finding::Terms { money, period, ip } => {
                let parts = [
                    money.as_ref().map(|money| self.money_finding(money)),
                    period.map(|(wanted, usual)| self.period(wanted, usual)),
                    ip.map(|(wanted, offered)| self.stances(wanted, offered)),
                ];
                parts.into_iter().flatten().collect::<Vec<_>>().join(&self.t("finding-semicolon"))
            }
        };
        capitalized(&sentence)
    }

    fn chain(self, industry: Option<Industry>, discipline: Option<Discipline>) -> String {
        let industry = industry.map(|entry| self.coded(entry.code(), entry.label(self.language)));
        let discipline = discipline.map(|entry| self.coded(entry.code(), entry.label(self.language)));
        let shared: Vec<String> =
            industry.into_iter().chain(discipline).map(|entry| self.v("finding-chain", entry)).collect();
        if shared.is_empty() {
            return self.t("finding-chain-apart");
        }
        shared.join(&self.t("finding-semicolon"))
    }

    /// A label with its code; labels made from a parent's already end in it.
    fn coded(self, code: &'static str, label: &'static str) -> String {
        if label.ends_with(&format!("({code})")) {
            return label.to_owned();
        }
        self.with("format-coded", &[("label", label.into()), ("code", code.into())])
    }

    fn forms_finding(self, shared: Forms, missing: Forms) -> String {
        // By commas alone, for some names hold an "and" of their own.
        let names = |forms: Forms| {
            let names: Vec<String> =
                forms.iter().map(|form| self.inline(&format!("form-{}", form.code()))).collect();
            names.join(&self.t("format-list-comma"))
        };
        match (shared.is_empty(), missing.is_empty()) {
            (true, _) => self.v("finding-form-apart", names(missing)),
            (false, true) => self.v("finding-form-shared", names(shared)),
            (false, false) => self.with(
                "finding-form-partly",
                &[("shared", names(shared).into()), ("missing", names(missing).into())],
            ),
        }
    }

    fn places(self, nearness: Nearness, need: Option<Region>, capability: Option<Region>) -> String {
        let (Some(need), Some(capability)) = (need, capability) else {
            return self.t("finding-region-remote");
        };
        match nearness {
            Nearness::SameCity => self.v("finding-region-same", need.short(self.language)),
            Nearness::SameProvince => self.v("finding-region-same", need.province().short(self.language)),
            Nearness::Neighbours => self.two_places("finding-region-neighbours", need, capability),
            Nearness::Remote => self.two_places("finding-region-far-remote", need, capability),
            Nearness::Far => self.two_places("finding-region-far", need, capability),
        }
    }

    fn two_places(self, key: &str, need: Region, capability: Region) -> String {
        let province = |region: Region| region.province().short(self.language);
        self.with(key, &[("need", province(need).into()), ("capability", province(capability).into())])
    }

    fn money_finding(self, money: &MoneyFinding) -> String {
        match money {
            MoneyFinding::Covered => self.t("finding-money-covered"),
            MoneyFinding::Over { budget, price, currency } => self.with(
                "finding-money-over",
                &[
                    ("budget", self.amount(*budget, *currency).into()),
                    ("price", self.amount(*price, *currency).into()),
                ],
            ),
            MoneyFinding::OtherCurrency => self.t("finding-money-other-currency"),
        }
    }

    fn period(self, wanted: Months, usual: Months) -> String {
        let key = if usual <= wanted { "finding-period-within" } else { "finding-period-longer" };
        self.with(key, &[("wanted", self.months(wanted).into()), ("usual", self.months(usual).into())])
    }

    fn stances(self, wanted: IpStance, offered: IpStance) -> String {
        if wanted == IpStance::Negotiable || offered == IpStance::Negotiable {
            self.t("finding-ip-negotiable")
        } else if wanted == offered {
            self.v("finding-ip-same", self.stance(wanted))
        } else {
            self.with(
                "finding-ip-differ",
                &[("wanted", self.stance(wanted).into()), ("offered", self.stance(offered).into())],
            )
        }
    }

    fn stance(self, stance: IpStance) -> String {
        self.inline(&format!("ip-{}", stance.code()))
    }

    /// A name of the catalogue as it stands within a sentence: English ones begin in lower case.
    fn inline(self, key: &str) -> String {
        let name = self.t(key);
        let mut chars = name.chars();
        match chars.next() {
            Some(first) => first.to_lowercase().chain(chars).collect(),
            None => name,
        }
    }
}

fn capitalized(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Form, Language, Trl};

    fn both(finding: &Finding) -> (String, String) {
        (Messages::new(Language::En).finding(finding), Messages::new(Language::Zh).finding(finding))
    }

    fn trl(level: u8) -> Trl {
        Trl::new(level).unwrap()
    }

    fn region(code: &str) -> Region {
        Region::from_code(code).unwrap()
    }

    #[test]
    fn readiness_names_the_missing_step() {
        let (en, zh) = both(&Finding::Stage { asked: trl(7), offered: trl(5) });
        assert_eq!(en, "Asks TRL\u{a0}7, offers TRL\u{a0}5: no pilot-scale test yet");
        assert_eq!(zh, "要求TRL\u{a0}7，现有TRL\u{a0}5：尚缺中试验证");
        let (en, zh) = both(&Finding::Stage { asked: trl(4), offered: trl(9) });
        assert!(en.ends_with("as ready as asked") && zh.ends_with("达到所要求的成熟度"));
    }

    #[test]
    fn every_step_below_every_ask_has_words() {
        for language in Language::ALL {
            for offered in 1..9 {
                let finding = Finding::Stage { asked: trl(9), offered: trl(offered) };
                let text = Messages::new(language).finding(&finding);
                assert!(!text.contains("finding-"), "{text}");
            }
        }
    }

    #[test]
    fn places_say_what_their_distance_means() {
        let finding = |nearness| Finding::Region {
            nearness,
            need: Some(region("320200")),
            capability: Some(region("610100")),
        };
        assert_eq!(
            both(&finding(Nearness::Remote)),
            (
                "Jiangsu and Shaanxi; both accept remote cooperation".into(),
                "江苏与陕西；双方均接受异地合作".into()
            )
        );
        assert_eq!(both(&finding(Nearness::SameCity)).0, "Both in Wuxi");
        assert_eq!(both(&finding(Nearness::SameProvince)).0, "Both in Jiangsu");
    }

    #[test]
    fn the_chain_names_each_code_once_after_its_label() {
        // The industry has no English name of its own, so that its label is made from its parent's.
        let (en, zh) = both(&Finding::Chain {
            industry: Industry::from_code("3413").ok(),
            discipline: Discipline::from_code("430").ok(),
        });
        assert_eq!(
            en,
            "Both in Manufacture of general-purpose machinery (3413); both in Materials science (430)"
        );
        assert_eq!(zh, "同属汽轮机及辅机制造（3413）；同属材料科学（430）");
    }

    #[test]
    fn terms_join_what_both_sides_state() {
        let finding = Finding::Terms {
            money: Some(MoneyFinding::Covered),
            period: Some((Months::new(18).unwrap(), Months::new(20).unwrap())),
            ip: Some((IpStance::JointOwnership, IpStance::JointOwnership)),
        };
        let (en, zh) = both(&finding);
        assert_eq!(
            en,
            "The budget covers the price; usually takes 20\u{a0}months, but wanted within 18\u{a0}months; \
             the same terms for IP rights: joint ownership"
        );
        assert_eq!(zh, "预算可以覆盖报价；通常需要20个月，而希望18个月内完成；知识产权安排一致：共同所有");
    }

    #[test]
    fn names_keep_their_capitals_within_a_sentence() {
        let shared = [Form::JointResearch, Form::Testing].into_iter().collect();
        let (en, _) = both(&Finding::Form { shared, missing: Forms::default() });
        assert_eq!(en, "Joint R&D, testing and shared equipment on both sides");
    }
}
