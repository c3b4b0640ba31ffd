//! Which postings pass the filters of a query, and what each further choice would leave.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Chain, Form, Industry, Kind, Language, OrganizationKind, Posting, Region};

use super::browse::{FacetValue, Facets, Query};
use super::engine::Listing;

/// Counts of the values of every facet, gathered posting by posting.
#[derive(Debug, Default)]
pub(super) struct FacetCounter {
    kinds: BTreeMap<Kind, usize>,
    industries: BTreeMap<Industry, usize>,
    provinces: BTreeMap<Region, usize>,
    chains: BTreeMap<Chain, usize>,
    forms: BTreeMap<Form, usize>,
    organizations: BTreeMap<OrganizationKind, usize>,
    languages: BTreeMap<Language, usize>,
}

/// How one posting answers the choices of each facet.
struct Passed {
    kind: bool,
    industry: bool,
    province: bool,
    chain: bool,
    form: bool,
    organization: bool,
    language: bool,
    /// The switches that aren't counted: remote work, verified organizations.
    switches: bool,
}

impl Passed {
    fn of(query: &Query, listing: &Listing, posting: &Posting) -> Self {
        let sections_and_divisions = posting.industries.iter().flat_map(|code| code.lineage());
        Self {
            kind: query.kind.is_none_or(|kind| kind == posting.kind()),
            industry: chosen(&query.industries, sections_and_divisions),
            province: chosen(&query.provinces, posting.region.map(Region::province)),
            chain: chosen(&query.chains, posting.trl.map(|trl| trl.chain())),
            form: chosen(&query.forms, posting.forms.iter()),
            organization: chosen(&query.organizations, [listing.organization]),
            language: chosen(&query.languages, [posting.language]),
            switches: (!query.remote || posting.remote == Some(true))
                && (!query.verified || listing.verified),
        }
    }

    /// The facets that the posting fails.
    fn failures(&self) -> usize {
        [
            self.kind,
            self.industry,
            self.province,
            self.chain,
            self.form,
            self.organization,
            self.language,
            self.switches,
        ]
        .into_iter()
        .filter(|passed| !passed)
        .count()
    }
}

/// Whether nothing is chosen, or one of the posting's values is.
fn chosen<T: Ord>(choice: &BTreeSet<T>, values: impl IntoIterator<Item = T>) -> bool {
    choice.is_empty() || values.into_iter().any(|value| choice.contains(&value))
}

impl FacetCounter {
    /// Tells whether the posting passes all filters, and counts it: in every facet when it passes,
    /// in the one that it fails when it fails only that, else nowhere.
    pub(super) fn add(&mut self, query: &Query, listing: &Listing, posting: &Posting) -> bool {
        let passed = Passed::of(query, listing, posting);
        let failures = passed.failures();
        if failures > 1 || !passed.switches {
            return false;
        }
        let counts = |passed: bool| failures == 0 || !passed;
        if counts(passed.kind) {
            count(&mut self.kinds, [posting.kind()]);
        }
        if counts(passed.industry) {
            let divisions: BTreeSet<Industry> = posting
                .industries
                .iter()
                .flat_map(|code| code.lineage())
                .filter(|code| code.level() == 2)
                .collect();
            count(&mut self.industries, divisions);
        }
        if counts(passed.province) {
            count(&mut self.provinces, posting.region.map(Region::province));
        }
        if counts(passed.chain) {
            count(&mut self.chains, posting.trl.map(|trl| trl.chain()));
        }
        if counts(passed.form) {
            count(&mut self.forms, posting.forms.iter());
        }
        if counts(passed.organization) {
            count(&mut self.organizations, [listing.organization]);
        }
        if counts(passed.language) {
            count(&mut self.languages, [posting.language]);
        }
        failures == 0
    }

    /// The counts: steps and forms in their order, the others by frequency.
    pub(super) fn facets(self) -> Facets {
        Facets {
            kinds: by_frequency(self.kinds),
            industries: by_frequency(self.industries),
            provinces: by_frequency(self.provinces),
            chains: in_order(self.chains),
            forms: in_order(self.forms),
            organizations: by_frequency(self.organizations),
            languages: by_frequency(self.languages),
        }
    }
}

fn count<T: Ord>(counts: &mut BTreeMap<T, usize>, values: impl IntoIterator<Item = T>) {
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
}

fn in_order<T>(counts: BTreeMap<T, usize>) -> Vec<FacetValue<T>> {
    counts.into_iter().map(|(value, count)| FacetValue { value, count }).collect()
}

fn by_frequency<T>(counts: BTreeMap<T, usize>) -> Vec<FacetValue<T>> {
    let mut values = in_order(counts);
    values.sort_by_key(|value| std::cmp::Reverse(value.count));
    values
}
