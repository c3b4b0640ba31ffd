//! Region: how near the two places are, or whether distance matters at all.

use super::{Assessed, Assessment};
use crate::domain::{Basis, Region};
use crate::matching::inference::Party;
use crate::matching::{Finding, Nearness};

impl Nearness {
    /// What it is worth, 0–1.
    fn value(self) -> f32 {
        match self {
            Self::SameCity => 1.0,
            Self::SameProvince => 0.9,
            Self::Neighbours => 0.75,
            Self::Remote => 0.7,
            Self::Far => 0.3,
        }
    }
}

/// By the nearer of place and remote work; not stated unless both name a place or both accept
/// remote work.
pub(in crate::matching) fn assess(need: Party<'_>, capability: Party<'_>) -> Assessment {
    let (a, b) = (need.region(), capability.region());
    let (need, capability) = (need.posting, capability.posting);
    let remote = need.remote == Some(true) && capability.remote == Some(true);
    let (nearness, basis) = match (a, b) {
        (Some((a, basis)), Some((b, other))) => match distance(a, b) {
            // That both accept remote work is stated, wherever they are.
            Nearness::Far if remote => (Nearness::Remote, Basis::Stated),
            nearness => (nearness, basis.and(other)),
        },
        _ if remote => (Nearness::Remote, Basis::Stated),
        _ => return None,
    };
    let place = |found: Option<(Region, Basis)>| found.map(|(region, _)| region);
    let finding = Finding::Region { nearness, need: place(a), capability: place(b) };
    Some(Assessed::even(nearness.value(), basis, finding))
}

fn distance(a: Region, b: Region) -> Nearness {
    if a == b && (a.is_city() || is_municipality(a)) {
        Nearness::SameCity
    } else if a.province() == b.province() {
        Nearness::SameProvince
    } else if a.neighbours(b) {
        Nearness::Neighbours
    } else {
        Nearness::Far
    }
}

/// Provinces that are one city: Beijing, Tianjin, Shanghai, Chongqing, Hong Kong, Macao.
fn is_municipality(region: Region) -> bool {
    matches!(region.code(), "110000" | "120000" | "310000" | "500000" | "810000" | "820000")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Language, Posting, Title};
    use crate::matching::inference::Traits;

    fn at(region: &str, remote: Option<bool>) -> Posting {
        let mut posting = Posting::bare(Kind::Need, Title::parse("x").unwrap(), Language::En);
        posting.region = Region::from_code(region).ok();
        posting.remote = remote;
        posting
    }

    fn nearness(a: &Posting, b: &Posting) -> Option<Nearness> {
        let traits = Traits::default();
        let party = |posting| Party { posting, traits: &traits };
        match assess(party(a), party(b))?.finding {
            Finding::Region { nearness, .. } => Some(nearness),
            _ => None,
        }
    }

    #[test]
    fn places_by_nearness() {
        for (a, b, near) in [
            ("320200", "320200", Nearness::SameCity),
            ("310000", "310000", Nearness::SameCity),
            ("320000", "320000", Nearness::SameProvince),
            ("320200", "320100", Nearness::SameProvince),
            ("320200", "310000", Nearness::Neighbours),
            ("320200", "610100", Nearness::Far),
        ] {
            assert_eq!(nearness(&at(a, None), &at(b, Some(true))), Some(near), "{a} {b}");
        }
    }

    #[test]
    fn remote_work_bridges_distance_when_both_accept_it() {
        let yes = Some(true);
        assert_eq!(nearness(&at("320200", yes), &at("610100", yes)), Some(Nearness::Remote));
        assert_eq!(nearness(&at("320200", yes), &at("320200", yes)), Some(Nearness::SameCity));
        assert_eq!(nearness(&at("", yes), &at("610100", yes)), Some(Nearness::Remote));
        assert_eq!(nearness(&at("", None), &at("610100", yes)), None);
    }
}
