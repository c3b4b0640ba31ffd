//! Terms: money, time and intellectual property.

use super::{Assessed, Assessment};
use crate::domain::{Amount, Basis, IpStance, MoneyRange, Months};
use crate::matching::inference::Party;
use crate::matching::{Finding, MoneyFinding};

/// The mean of what both sides state of the three.
pub(in crate::matching) fn assess(need: Party<'_>, capability: Party<'_>) -> Assessment {
    let (need, capability) = (need.posting, capability.posting);
    let money = need.budget.zip(capability.budget).map(|(budget, price)| money(&budget, &price));
    let period = need.period.zip(capability.period);
    let ip = need.ip.zip(capability.ip);
    let values = [
        money.and_then(money_value),
        period.map(|(wanted, usual)| period_value(wanted, usual)),
        ip.map(|(wanted, offered)| ip_value(wanted, offered)),
    ];
    let stated = values.iter().flatten().count();
    if stated == 0 {
        return None;
    }
    let value = values.iter().flatten().sum::<f32>() / stated as f32;
    Some(Assessed::even(value, Basis::Stated, Finding::Terms { money, period, ip }))
}

fn money(budget: &MoneyRange, price: &MoneyRange) -> MoneyFinding {
    if budget.currency() != price.currency() {
        return MoneyFinding::OtherCurrency;
    }
    match (budget.max(), price.min()) {
        (Some(most), Some(least)) if least > most => {
            MoneyFinding::Over { budget: most, price: least, currency: budget.currency() }
        }
        _ => MoneyFinding::Covered,
    }
}

/// 1 when covered, otherwise the square of the share of the price that the budget covers:
/// a tenth too dear is negotiable, twice the budget is not. Amounts in different currencies
/// aren't compared.
fn money_value(finding: MoneyFinding) -> Option<f32> {
    match finding {
        MoneyFinding::Covered => Some(1.0),
        MoneyFinding::Over { budget, price, .. } => Some(ratio(budget, price).powi(2)),
        MoneyFinding::OtherCurrency => None,
    }
}

fn ratio(part: Amount, whole: Amount) -> f32 {
    (part.minor() as f64 / whole.minor() as f64) as f32
}

/// 1 when it usually takes no longer than wanted, otherwise the share of the time that there is.
fn period_value(wanted: Months, usual: Months) -> f32 {
    (f32::from(wanted.get()) / f32::from(usual.get())).min(1.0)
}

/// How well an offered stance answers a wanted one: a wider right than wanted is nearly as good,
/// a narrower one needs talks, and what excludes the wanted right is 0.
pub(in crate::matching) fn ip_value(wanted: IpStance, offered: IpStance) -> f32 {
    use IpStance::{Assignment, ExclusiveLicence, JointOwnership, Negotiable, NonExclusiveLicence, Open};
    match (wanted, offered) {
        (a, b) if a == b => 1.0,
        (Negotiable, _) | (_, Negotiable) => 0.8,
        (Assignment, ExclusiveLicence) => 0.6,
        (Assignment, JointOwnership) => 0.4,
        (Assignment, NonExclusiveLicence) => 0.2,
        (ExclusiveLicence, Assignment) => 0.9,
        (ExclusiveLicence, JointOwnership) => 0.5,
        (ExclusiveLicence, NonExclusiveLicence) => 0.3,
        (NonExclusiveLicence, _) => 0.9,
        (JointOwnership, Assignment) => 0.7,
        (JointOwnership, ExclusiveLicence) => 0.5,
        (JointOwnership, NonExclusiveLicence | Open) => 0.3,
        (Open, JointOwnership) => 0.4,
        (Open, Assignment | NonExclusiveLicence) => 0.2,
        (Assignment | ExclusiveLicence, Open) | (Open, ExclusiveLicence) => 0.0,
        // Equal stances stand above.
        (Assignment, Assignment)
        | (ExclusiveLicence, ExclusiveLicence)
        | (JointOwnership, JointOwnership)
        | (Open, Open) => 1.0,
    }
}

/// Below this two stances exclude each other.
pub(in crate::matching) const IP_EXCLUDES: f32 = 0.25;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    fn range(min: Option<&str>, max: Option<&str>, currency: Currency) -> MoneyRange {
        let amount = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        MoneyRange::new(amount(min), amount(max), currency).unwrap()
    }

    #[test]
    fn a_price_above_the_budget_costs_by_how_far() {
        let cny = Currency::Cny;
        let value =
            |price: &str| money_value(money(&range(None, Some("100"), cny), &range(Some(price), None, cny)));
        assert_eq!(value("100"), Some(1.0));
        assert_eq!(value("200"), Some(0.25));
        assert!(value("110") < Some(1.0) && value("110") > Some(0.8));
    }

    #[test]
    fn open_ends_are_covered_and_other_currencies_not_compared() {
        let budget = range(Some("50"), None, Currency::Cny);
        assert_eq!(money(&budget, &range(Some("900"), None, Currency::Cny)), MoneyFinding::Covered);
        assert_eq!(money(&budget, &range(Some("9"), None, Currency::Usd)), MoneyFinding::OtherCurrency);
        assert_eq!(money_value(MoneyFinding::OtherCurrency), None);
    }

    #[test]
    fn a_free_price_is_within_any_budget() {
        let cny = Currency::Cny;
        let nothing = range(Some("0"), Some("0"), cny);
        assert_eq!(money(&nothing, &nothing), MoneyFinding::Covered);
        assert_eq!(money_value(money(&nothing, &range(Some("1"), None, cny))), Some(0.0));
    }

    #[test]
    fn every_pair_of_stances_has_a_value_and_equals_are_best() {
        for wanted in IpStance::ALL {
            for offered in IpStance::ALL {
                let value = ip_value(wanted, offered);
                assert!((0.0..=1.0).contains(&value));
                assert_eq!(value == 1.0, wanted == offered);
            }
        }
    }
}
