//! The counterparts that a posting would have which isn't in the market: somebody still writes it.

use std::cmp::Reverse;

use super::{Item, Market, assess};
use crate::domain::{Fit, Kind, Points};
use crate::matching::dimension;
use crate::matching::index::{Document, Guest};
use crate::matching::inference::{Party, Traits};
use crate::matching::requirement::{self, Texts};

impl Market {
    /// The best `top` counterparts of a posting as they would be if it were added, best first, ties by
    /// place: the place of each and how well it fits. Nothing changes. Only what has become known of a pair
    /// since, as that one side refused the other, isn't looked at.
    pub fn sketch(&self, item: &Item, top: usize) -> Vec<(usize, Fit)> {
        let kind = item.posting.kind();
        let others = kind.counterpart();
        let guest = self.text.guest(kind as usize, &Document::from(&*item.posting));
        let traits = Traits::of(&item.posting, item.place);
        let party = Party { posting: &item.posting, traits: &traits };
        let measures = requirement::measures(&item.posting);
        let mut found: Vec<(usize, Fit)> = self
            .candidates_of(others, &guest.probe, &item.posting)
            .into_iter()
            .map(|(other, evidence)| {
                let [ours, theirs] = [evidence.forward, evidence.backward];
                (other, self.fit_of_guest(&guest, party, other, [ours, theirs]))
            })
            .filter(|(_, fit)| fit.total() > Points::default())
            .collect();
        found.sort_unstable_by_key(|(other, fit)| (Reverse(fit.total()), *other));
        let allowed = found.into_iter().filter(|(other, _)| self.may_meet(&guest, item, measures, *other));
        allowed.take(top).collect()
    }

    fn fit_of_guest(&self, guest: &Guest, party: Party<'_>, other: usize, coverages: [f32; 2]) -> Fit {
        let kind = party.posting.kind();
        let others = kind.counterpart();
        let place = (others as usize, other);
        let topic = (!guest.is_empty && !self.text.is_empty(place)).then(|| {
            let (for_need, for_capability) = match kind {
                Kind::Need => (coverages[0], coverages[1]),
                Kind::Capability => (coverages[1], coverages[0]),
            };
            let same_language = self.languages(guest, kind, other).is_none();
            dimension::topic::assess(for_need, for_capability, same_language)
        });
        let counterpart = self.party(others, other);
        let (need, capability) = match kind {
            Kind::Need => (party, counterpart),
            Kind::Capability => (counterpart, party),
        };
        dimension::fit(&assess(topic, need, capability), &self.weights)
    }

    /// The languages of need and capability, where they differ.
    fn languages(&self, guest: &Guest, kind: Kind, other: usize) -> Option<[crate::domain::Language; 2]> {
        let theirs = self.text.language((kind.counterpart() as usize, other))?;
        let ours = guest.language.filter(|ours| *ours != theirs)?;
        Some(match kind {
            Kind::Need => [ours, theirs],
            Kind::Capability => [theirs, ours],
        })
    }

    /// Whether nothing excludes the pair.
    fn may_meet(&self, guest: &Guest, item: &Item, measures: u32, other: usize) -> bool {
        let kind = item.posting.kind();
        let counterpart = &self.items(kind.counterpart())[other];
        let own = item.organization.is_some() && item.organization == counterpart.organization;
        let today = self.circumstances.today;
        let over = |deadline: chrono::NaiveDate| today.is_some_and(|today| deadline < today);
        let expired = [&item.posting, &counterpart.posting].iter().any(|one| one.deadline.is_some_and(over));
        if own || expired {
            return false;
        }
        if measures & self.measures[kind.counterpart() as usize][other] == 0 {
            return true;
        }
        let (need, capability) = match kind {
            Kind::Need => (&*item.posting, &*counterpart.posting),
            Kind::Capability => (&*counterpart.posting, &*item.posting),
        };
        let across = self.languages(guest, kind, other);
        requirement::contradicted(&Texts { text: &self.text, across, need, capability }).is_none()
    }
}
