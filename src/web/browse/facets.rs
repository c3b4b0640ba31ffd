//! The facets as the form shows them, and the chosen ones as links that remove themselves.

use std::collections::BTreeSet;

use crate::domain::{Chain, Form, Industry, Kind, Language, OrganizationKind, Region};
use crate::flows::browse::{FacetValue, Facets, Query};
use crate::i18n::Messages;

use super::address;

/// Choices that are shown at once; the others are behind a disclosure.
const SHOWN: usize = 8;

/// One group of check boxes.
#[derive(Debug, Clone)]
pub(super) struct Facet {
    /// The name of the form field.
    pub(super) name: &'static str,
    /// The heading.
    pub(super) heading: String,
    /// Whether the group is unfolded.
    pub(super) open: bool,
    /// The first choices, and all chosen ones.
    pub(super) choices: Vec<Choice>,
    /// The other choices.
    pub(super) more: Vec<Choice>,
}

/// One check box.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// The code.
    pub(super) value: &'static str,
    /// The label.
    pub(super) label: String,
    /// How many results it would leave.
    pub(super) count: usize,
    /// Whether it is chosen.
    pub(super) checked: bool,
}

/// A chosen filter.
#[derive(Debug, Clone)]
pub(super) struct Active {
    /// What it is.
    pub(super) label: String,
    /// The search without it: path and query without the language.
    pub(super) without: String,
}

/// A value that can be chosen: its code in addresses, and its label.
pub(super) trait Value: Copy + Ord {
    /// The code.
    fn code(self) -> &'static str;
    /// What it is called.
    fn name(self, m: Messages) -> String;
}

macro_rules! values {
    ($($type:ty => |$value:ident, $m:ident| $label:expr;)*) => {
        $(impl Value for $type {
            fn code(self) -> &'static str {
                <$type>::code(self)
            }

            fn name(self, $m: Messages) -> String {
                let $value = self;
                $label
            }
        })*
    };
}

values! {
    Kind => |kind, m| m.t(&format!("kind-{}", kind.code()));
    Industry => |industry, m| industry.label(m.language()).to_owned();
    Region => |region, m| region.short(m.language()).to_owned();
    Chain => |chain, m| m.t(&format!("chain-{}", chain.code()));
    Form => |form, m| m.t(&format!("form-{}", form.code()));
    OrganizationKind => |kind, m| m.t(&format!("organization-{}", kind.code()));
    Language => |language, m| m.t(&format!("language-{}", language.code()));
}

/// The groups of check boxes, in their order.
pub(super) fn groups(m: Messages, facets: &Facets, query: &Query) -> Vec<Facet> {
    let groups = vec![
        group(m, "industry", m.t("browse-industry"), true, &facets.industries, &query.industries),
        group(m, "province", m.t("browse-province"), true, &facets.provinces, &query.provinces),
        group(m, "form", m.t("browse-form"), true, &facets.forms, &query.forms),
        group(m, "chain", m.t("browse-chain"), true, &facets.chains, &query.chains),
        group(
            m,
            "organization",
            m.t("browse-organization"),
            false,
            &facets.organizations,
            &query.organizations,
        ),
        group(m, "language", m.t("browse-language"), false, &facets.languages, &query.languages),
    ];
    groups.into_iter().filter(|group| !group.choices.is_empty()).collect()
}

fn group<T: Value>(
    m: Messages,
    name: &'static str,
    heading: String,
    open: bool,
    values: &[FacetValue<T>],
    chosen: &BTreeSet<T>,
) -> Facet {
    let choice = |value: T, count| Choice {
        value: value.code(),
        label: value.name(m),
        count,
        checked: chosen.contains(&value),
    };
    let listed = values.iter().map(|value| choice(value.value, value.count));
    // A choice that leaves nothing must still be there to be taken back.
    let unlisted =
        chosen.iter().filter(|c| values.iter().all(|v| v.value != **c)).map(|value| choice(*value, 0));
    let (choices, more): (Vec<_>, Vec<_>) =
        listed.chain(unlisted).enumerate().partition(|(place, choice)| *place < SHOWN || choice.checked);
    let strip = |choices: Vec<(usize, Choice)>| choices.into_iter().map(|(_, choice)| choice).collect();
    Facet { name, heading, open: open || !chosen.is_empty(), choices: strip(choices), more: strip(more) }
}

/// The most characters of a search in words.
const MOST_WORDS: usize = 120;

/// A search in words: its text and its filters, or what is looked through.
pub(in crate::web) fn words(m: Messages, query: &Query) -> String {
    let text = (!query.text.is_empty()).then(|| query.text.clone());
    let filters = active(m, query).into_iter().map(|filter| filter.label);
    let words: Vec<String> = text.into_iter().chain(filters).collect();
    let words = if words.is_empty() { m.t("browse-heading") } else { words.join(&m.t("format-list-comma")) };
    if words.chars().count() <= MOST_WORDS {
        return words;
    }
    words.chars().take(MOST_WORDS - 1).chain(['…']).collect()
}

/// The chosen filters.
pub(super) fn active(m: Messages, query: &Query) -> Vec<Active> {
    let mut active = Vec::new();
    let mut add = |label: String, change: &dyn Fn(&mut Query)| {
        let mut without = Query { page: 1, ..query.clone() };
        change(&mut without);
        active.push(Active { label, without: address(&without) });
    };
    if let Some(kind) = query.kind {
        add(kind.name(m), &|without| without.kind = None);
    }
    macro_rules! each {
        ($($field:ident),*) => {$(
            for value in &query.$field {
                add(value.name(m), &|without| { without.$field.remove(value); });
            }
        )*};
    }
    each!(industries, provinces, forms, chains, organizations, languages);
    if query.remote {
        add(m.t("browse-remote"), &|without| without.remote = false);
    }
    if query.verified {
        add(m.t("browse-verified"), &|without| without.verified = false);
    }
    active
}
