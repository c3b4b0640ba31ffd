//! Browsing and searching.

use chrono::{TimeDelta, Utc};
use sunmao::domain::{Chain, Form, Industry, Kind, Region, Visitor};
use sunmao::exchange::record::PostingRecord;
use sunmao::flows::Site;
use sunmao::flows::browse::{FacetValue, PAGE_SIZE, Query, ResultItem, Results, Sort, browse};
use sunmao::flows::import::import;
use sunmao::matching::{Field, Silent};

use crate::support::database::{Database, on_both};
use crate::support::sample::{organization, posting};

fn site(database: &Database, postings: Vec<PostingRecord>) -> Site {
    let store = database.open();
    let mut verified = organization("verified");
    verified.verified = Some(true);
    import(&store, vec![organization("acme"), verified], postings, Utc::now()).unwrap();
    Site::open(store, &Silent).unwrap()
}

fn ask(site: &Site, query: &Query) -> Results {
    browse(site.store(), &site.engine(), &Visitor::Stranger, query).unwrap()
}

fn titles(results: &Results) -> Vec<&str> {
    results.items.iter().map(|item| item.view.record.posting.title.as_str()).collect()
}

/// A posting with a class of industry, a city, a level and a form.
fn placed(title: &str, industry: &str, city: &str, trl: u8, form: Form) -> PostingRecord {
    let mut record = posting(Kind::Capability, title, "acme", title);
    record.posting.industries = vec![Industry::from_code(industry).unwrap()];
    record.posting.region = Region::from_code(city).ok();
    record.posting.trl = sunmao::domain::Trl::new(trl).ok();
    record.posting.forms = [form].into_iter().collect();
    record
}

on_both! {
    fn each_facet_is_counted_without_its_own_choice(database) {
        let site = site(database, vec![
            placed("Aircraft", "3741", "610100", 3, Form::Testing),
            placed("Trains", "3711", "320200", 8, Form::Testing),
            placed("Beer", "1513", "610100", 8, Form::Licensing),
        ]);
        let shaanxi = Region::from_code("610000").unwrap();
        let transport = Industry::from_code("37").unwrap();
        let mut query = Query::default();
        query.provinces.insert(shaanxi);
        let results = ask(&site, &query);
        assert_eq!(results.total, 2);
        let counts = |values: &[FacetValue<Industry>]| -> Vec<(String, usize)> {
            values.iter().map(|one| (one.value.code().to_owned(), one.count)).collect()
        };
        assert_eq!(results.facets.provinces.iter().map(|one| one.count).sum::<usize>(), 3, "as if none were chosen");
        assert_eq!(counts(&results.facets.industries), [("15".to_owned(), 1), ("37".to_owned(), 1)]);

        query.industries.insert(transport);
        let results = ask(&site, &query);
        assert_eq!(titles(&results), ["Aircraft"]);
        assert_eq!(counts(&results.facets.industries), [("15".to_owned(), 1), ("37".to_owned(), 1)]);
        assert_eq!(results.facets.provinces.len(), 2, "both have transport");
        assert_eq!(results.facets.chains, [FacetValue { value: Chain::BasicResearch, count: 1 }]);

        // A section takes in its divisions, and choices of one facet are alternatives.
        query.industries = [Industry::from_code("C").unwrap()].into();
        query.provinces.insert(Region::from_code("320000").unwrap());
        assert_eq!(ask(&site, &query).total, 3);
    }

    fn switches_narrow_everything(database) {
        let mut far = posting(Kind::Need, "remote", "verified", "Remote");
        far.posting.remote = Some(true);
        let mut near = posting(Kind::Need, "near", "acme", "Near");
        near.posting.remote = Some(false);
        let site = site(database, vec![far, near]);
        for query in [
            Query { remote: true, ..Query::default() },
            Query { verified: true, ..Query::default() },
        ] {
            let results = ask(&site, &query);
            assert_eq!(titles(&results), ["Remote"]);
            assert_eq!(results.facets.kinds, [FacetValue { value: Kind::Need, count: 1 }]);
        }
    }

    fn orders_put_what_is_asked_first(database) {
        let today = Utc::now();
        let dated = |title, deadline: Option<i64>, age: i64, trl: u8| {
            let mut record = placed(title, "37", "610100", trl, Form::Testing);
            record.posting.deadline = deadline.map(|days| (today + TimeDelta::days(days)).date_naive());
            record.published_at = Some(today - TimeDelta::days(age));
            record
        };
        let site = site(database, vec![
            dated("Over", Some(-3), 1, 5),
            dated("Never", None, 2, 9),
            dated("Later", Some(90), 3, 2),
            dated("Soon", Some(2), 4, 7),
        ]);
        let order = |sort| {
            let results = ask(&site, &Query { sort, ..Query::default() });
            titles(&results).join(" ")
        };
        assert_eq!(order(Sort::Deadline), "Soon Later Over Never");
        assert_eq!(order(Sort::Newest), "Over Never Later Soon");
        assert_eq!(order(Sort::Relevance), "Over Never Later Soon");
        assert_eq!(order(Sort::Stage), "Never Soon Over Later");
    }

    fn pages_hold_each_result_once_and_end(database) {
        let count = 2 * PAGE_SIZE + 3;
        let many = (0..count).map(|n| posting(Kind::Need, &n.to_string(), "acme", &format!("Number {n}")));
        let site = site(database, many.collect());
        let mut seen = std::collections::BTreeSet::new();
        for page in 1..=3 {
            let results = ask(&site, &Query { page, ..Query::default() });
            assert_eq!((results.page, results.pages, results.total), (page, 3, count));
            seen.extend(results.items.iter().map(|item| item.view.record.id));
        }
        assert_eq!(seen.len(), count);
        for (asked, shown) in [(0, 1), (4, 3), (usize::MAX, 3)] {
            assert_eq!(ask(&site, &Query { page: asked, ..Query::default() }).page, shown);
        }
        let nothing = ask(&site, &Query { text: "xylophone".to_owned(), ..Query::default() });
        assert_eq!((nothing.total, nothing.page, nothing.pages), (0, 1, 1));
    }

    fn words_are_found_and_marked_in_both_languages(database) {
        let site = site(database, vec![
            posting(Kind::Need, "en", "acme", "Coatings for turbine blades"),
            posting(Kind::Capability, "zh", "acme", "叶片热障涂层的制备"),
        ]);
        for (text, passage) in [("coating", "Coatings"), ("热障涂层", "热障涂层")] {
            let results = ask(&site, &Query { text: text.to_owned(), ..Query::default() });
            // The other language's posting is found as well: it names the same.
            let title_of = |item: &ResultItem| item.view.record.posting.title.as_str().to_owned();
            let item = results.items.iter().find(|item| title_of(item).contains(passage)).unwrap();
            let title = title_of(item);
            let marked: Vec<&str> = item
                .highlights
                .iter()
                .filter(|(field, _)| *field == Field::Title)
                .map(|(_, range)| &title[range.clone()])
                .collect();
            assert_eq!(marked.concat(), passage, "{text}");
        }
        for hostile in ["\0", "'; DROP TABLE postings;--", "%", &"涂".repeat(100_000)] {
            ask(&site, &Query { text: hostile.to_owned(), ..Query::default() });
        }
    }

    fn unknown_words_are_told_by_known_ones(database) {
        let site = site(database, vec![
            posting(Kind::Need, "a", "acme", "Corrosion protection of turbine blades"),
            posting(Kind::Capability, "b", "acme", "Corrosion of magnesium alloys"),
            posting(Kind::Capability, "c", "acme", "Ceramic coatings"),
            posting(Kind::Capability, "zh", "acme", "等离子喷涂设备"),
        ]);
        let meant = |text: &str| ask(&site, &Query { text: text.to_owned(), ..Query::default() }).suggestion;
        assert_eq!(meant("corosion of turbine"), Some("corrosion of turbine".into()), "misspelt");
        assert_eq!(meant("turbin blades corrosoin"), Some("turbin blades corrosion".into()), "turned round");
        assert_eq!(meant("ceramic coatng"), Some("ceramic coatings".into()), "in its ending");
        assert_eq!(meant("pentu"), Some("喷涂".into()), "pinyin");
        assert_eq!(meant("sb 腐蚀"), Some("设备 腐蚀".into()), "first letters");
        for known in ["corrosion", "喷涂", "blade", "", "of the", "xqzvkw", "12 GPa", "ab"] {
            assert_eq!(meant(known), None, "{known}");
        }
        let hostile = meant(&"corosion ".repeat(10_000));
        assert!(hostile.is_none_or(|text| text.chars().count() <= 600), "long searches stay short");
    }
}
