//! Which postings pass the filters of a query, and what each further choice would leave.

use std::collections::BTreeSet;
use std::hash::Hash;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::domain::{
    Chain, Form, Forms, Industry, Kind, Language, Organization, OrganizationKind, Posting, Region,
};

use super::browse::{FacetValue, Facets, Query};

/// What a posting answers the choices of the facets with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct FacetRow {
    kind: Kind,
    /// Its industries' divisions (level 2), each once: they are counted.
    divisions: SmallVec<[Industry; 4]>,
    /// Its industries and those above them, each once: they may be chosen.
    industries: Box<[Industry]>,
    province: Option<Region>,
    chain: Option<Chain>,
    forms: Forms,
    organization: OrganizationKind,
    language: Language,
    remote: bool,
    /// Whether a moderator verified its organization.
    pub(super) verified: bool,
}

impl FacetRow {
    /// Of a posting and its organization.
    pub(super) fn of(posting: &Posting, organization: &Organization) -> Self {
        let industries: BTreeSet<Industry> =
            posting.industries.iter().flat_map(|code| code.lineage()).collect();
        Self {
            kind: posting.kind(),
            divisions: industries.iter().copied().filter(|code| code.level() == 2).collect(),
            industries: industries.into_iter().collect(),
            province: posting.region.map(Region::province),
            chain: posting.trl.map(|trl| trl.chain()),
            forms: posting.forms,
            organization: organization.kind,
            language: posting.language,
            remote: posting.remote == Some(true),
            verified: organization.verified,
        }
    }

    /// Whether the posting passes all filters of a query.
    pub(super) fn passes(&self, query: &Query) -> bool {
        Passed::of(query, self).failures() == 0
    }
}

/// Counts of the values of every facet, gathered posting by posting.
#[derive(Debug, Default)]
pub(super) struct FacetCounter {
    kinds: Counts<Kind>,
    industries: Counts<Industry>,
    provinces: Counts<Region>,
    chains: Counts<Chain>,
    forms: Counts<Form>,
    organizations: Counts<OrganizationKind>,
    languages: Counts<Language>,
}

/// How often each value was met.
type Counts<T> = HashMap<T, usize>;

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
    fn of(query: &Query, row: &FacetRow) -> Self {
        Self {
            kind: query.kind.is_none_or(|kind| kind == row.kind),
            industry: chosen(&query.industries, row.industries.iter().copied()),
            province: chosen(&query.provinces, row.province),
            chain: chosen(&query.chains, row.chain),
            form: chosen(&query.forms, row.forms.iter()),
            organization: chosen(&query.organizations, [row.organization]),
            language: chosen(&query.languages, [row.language]),
            switches: (!query.remote || row.remote) && (!query.verified || row.verified),
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
    pub(super) fn add(&mut self, query: &Query, row: &FacetRow) -> bool {
        let passed = Passed::of(query, row);
        let failures = passed.failures();
        if failures > 1 || !passed.switches {
            return false;
        }
        let counts = |passed: bool| failures == 0 || !passed;
        if counts(passed.kind) {
            count(&mut self.kinds, [row.kind]);
        }
        if counts(passed.industry) {
            count(&mut self.industries, row.divisions.iter().copied());
        }
        if counts(passed.province) {
            count(&mut self.provinces, row.province);
        }
        if counts(passed.chain) {
            count(&mut self.chains, row.chain);
        }
        if counts(passed.form) {
            count(&mut self.forms, row.forms.iter());
        }
        if counts(passed.organization) {
            count(&mut self.organizations, [row.organization]);
        }
        if counts(passed.language) {
            count(&mut self.languages, [row.language]);
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

fn count<T: Eq + Hash>(counts: &mut Counts<T>, values: impl IntoIterator<Item = T>) {
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
}

fn in_order<T: Ord + Copy>(counts: Counts<T>) -> Vec<FacetValue<T>> {
    let mut values: Vec<FacetValue<T>> =
        counts.into_iter().map(|(value, count)| FacetValue { value, count }).collect();
    values.sort_by_key(|value| value.value);
    values
}

fn by_frequency<T: Ord + Copy>(counts: Counts<T>) -> Vec<FacetValue<T>> {
    let mut values = in_order(counts);
    values.sort_by_key(|value| std::cmp::Reverse(value.count));
    values
}
