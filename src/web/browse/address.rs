//! A search as an address, and an address as a search.
//!
//! Every state of the page has one address, with its parts in one order and without what is
//! usual anyway. What an address says beyond that, or says wrongly, is passed over.

use std::collections::BTreeSet;
use std::str::FromStr;

use form_urlencoded::Serializer;

use crate::domain::text::clean;
use crate::domain::{Chain, Form, Industry, Language, OrganizationKind, Region};
use crate::flows::browse::{Query, Sort};

/// The longest text that is searched for, in characters.
const MAX_TEXT: usize = 500;

/// The most values of one facet; more than any list offers to choose from at once.
const MAX_CHOICES: usize = 50;

/// Reads the query part of an address.
pub(super) fn read(address: &str) -> Query {
    let mut query = Query { page: 1, ..Query::default() };
    for (name, value) in form_urlencoded::parse(address.as_bytes()) {
        let value = value.as_ref();
        match name.as_ref() {
            "q" => query.text = clean(value, false).chars().take(MAX_TEXT).collect(),
            "kind" => query.kind = value.parse().ok(),
            "industry" => add(&mut query.industries, Industry::from_code(value).ok()),
            "province" => {
                add(&mut query.provinces, Region::from_code(value).ok().filter(|region| !region.is_city()))
            }
            "chain" => add(&mut query.chains, Chain::from_code(value)),
            "form" => add(&mut query.forms, Form::from_str(value).ok()),
            "organization" => add(&mut query.organizations, OrganizationKind::from_str(value).ok()),
            "language" => add(&mut query.languages, Language::from_str(value).ok()),
            "remote" => query.remote = value == "1",
            "verified" => query.verified = value == "1",
            "sort" => query.sort = sort_from_code(value).unwrap_or_default(),
            "page" => query.page = value.parse().unwrap_or(1).max(1),
            _ => {}
        }
    }
    query
}

fn add<T: Ord>(choices: &mut BTreeSet<T>, choice: Option<T>) {
    if choices.len() < MAX_CHOICES {
        choices.extend(choice);
    }
}

/// Writes path and query, without the language.
pub(super) fn write(query: &Query) -> String {
    let mut out = Serializer::new(String::new());
    if !query.text.is_empty() {
        out.append_pair("q", &query.text);
    }
    if let Some(kind) = query.kind {
        out.append_pair("kind", kind.code());
    }
    out.extend_pairs(query.industries.iter().map(|industry| ("industry", industry.code())));
    out.extend_pairs(query.provinces.iter().map(|province| ("province", province.code())));
    out.extend_pairs(query.chains.iter().map(|chain| ("chain", chain.code())));
    out.extend_pairs(query.forms.iter().map(|form| ("form", form.code())));
    out.extend_pairs(query.organizations.iter().map(|kind| ("organization", kind.code())));
    out.extend_pairs(query.languages.iter().map(|language| ("language", language.code())));
    for (name, _) in [("remote", query.remote), ("verified", query.verified)].iter().filter(|(_, on)| *on) {
        out.append_pair(name, "1");
    }
    if query.sort != Sort::default() {
        out.append_pair("sort", sort_code(query.sort));
    }
    if query.page > 1 {
        out.append_pair("page", &query.page.to_string());
    }
    let parts = out.finish();
    if parts.is_empty() { "/browse".to_owned() } else { format!("/browse?{parts}") }
}

/// The orders, as they are offered.
pub(super) const SORTS: [Sort; 4] = [Sort::Relevance, Sort::Newest, Sort::Deadline, Sort::Stage];

/// The code of an order in addresses and message keys.
pub(super) fn sort_code(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Deadline => "deadline",
        Sort::Stage => "stage",
    }
}

fn sort_from_code(code: &str) -> Option<Sort> {
    SORTS.into_iter().find(|sort| sort_code(*sort) == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back() {
        let address = "/browse?q=%E6%B6%82%E5%B1%82+%26+x&kind=need&industry=34&industry=C&province=320000\
                       &chain=basic-research&form=licensing&organization=university&language=zh&remote=1&sort=newest&page=3";
        let query = read(address.split_once('?').unwrap().1);
        assert_eq!(query.text, "涂层 & x");
        assert_eq!(query.industries.len(), 2);
        assert_eq!(read(write(&query).split_once('?').unwrap().1), query);
    }

    #[test]
    fn what_is_usual_is_not_written() {
        assert_eq!(write(&read("q=&kind=&sort=relevance&page=1&remote=0")), "/browse");
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        for odd in [
            "kind=cat&industry=zzz&page=-1&sort=up&province=320200",
            "page=99999999999999999999999&remote=yes",
            "%FF%00=%00&q=%00%FF",
            "=&&==&",
        ] {
            let query = read(odd);
            assert_eq!(
                Query { text: String::new(), ..query.clone() },
                Query { page: 1, ..Query::default() },
                "{odd}"
            );
        }
        let many: String = Industry::all().map(|industry| format!("industry={}&", industry.code())).collect();
        assert_eq!(read(&many).industries.len(), MAX_CHOICES);
        assert_eq!(read(&format!("q={}", "x".repeat(9_000))).text.len(), MAX_TEXT);
    }
}
