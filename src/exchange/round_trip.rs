//! What is written reads back exactly, and what is read never brings the reader down.

use std::fs;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::record::{OrganizationRecord, PostingRecord};
use super::{
    ColumnMap, FileError, Input, read_organizations, read_postings, write_organizations, write_postings,
};
use crate::domain::organization::Names;
use crate::domain::text::{Website, clean};
use crate::domain::{
    Amount, Currency, Description, Detail, Discipline, Disclosure, Form, Industry, IpStance, Keyword, Kind,
    Language, Line, MoneyRange, Months, OrganizationId, OrganizationKind, Posting, PostingId, Region, State,
    StrategicIndustry, Summary, TextError, Title, Trl,
};

/// Texts of all scripts, and such as spreadsheets, separators and escapes stumble over.
fn raw() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{1,40}",
        "['=+@-]{1,3}[a-z0-9!()]{0,8}",
        "[\\[\\]\";；|、，, a-z\n]{1,20}",
        "(_x00[0-9A-F]{2}_|热障涂层|0{1,3}[0-9]|1e5|true|N-7F3K9Q|无){1,3}",
    ]
}

fn text<T: std::fmt::Debug>(parse: fn(&str) -> Result<T, TextError>) -> impl Strategy<Value = T> {
    raw().prop_filter_map("blank or too long", move |raw| parse(&raw).ok())
}

fn texts<T: std::fmt::Debug + PartialEq>(
    parse: fn(&str) -> Result<T, TextError>,
) -> impl Strategy<Value = Vec<T>> {
    vec(text(parse), 0..5).prop_map(|texts| {
        let mut unique = Vec::new();
        for text in texts {
            if !unique.contains(&text) {
                unique.push(text);
            }
        }
        unique
    })
}

fn short() -> impl Strategy<Value = String> {
    raw().prop_map(|raw| clean(&raw, false)).prop_filter("blank", |text| !text.is_empty())
}

/// Keys of the author; what looks like one of our identifiers is one only in its own column.
fn reference() -> impl Strategy<Value = Option<String>> {
    of(short())
}

fn some<T: Copy + std::fmt::Debug + 'static>(all: impl Iterator<Item = T>) -> impl Strategy<Value = Vec<T>> {
    subsequence(all.collect::<Vec<T>>(), 0..4)
}

fn budget() -> impl Strategy<Value = Option<MoneyRange>> {
    let amount = || of((0_i64..=1_000_000_000_000_000).prop_map(|minor| Amount::from_minor(minor).unwrap()));
    (amount(), amount(), select(&Currency::ALL[..])).prop_map(|(a, b, currency)| match (a, b) {
        (Some(a), Some(b)) => MoneyRange::new(Some(a.min(b)), Some(a.max(b)), currency).ok(),
        (a, b) => MoneyRange::new(a, b, currency).ok(),
    })
}

fn time() -> impl Strategy<Value = Option<DateTime<Utc>>> {
    of((0_i64..4_000_000_000_000_000).prop_map(|micros| DateTime::from_timestamp_micros(micros).unwrap()))
}

fn detail(kind: Kind) -> BoxedStrategy<Detail> {
    match kind {
        Kind::Need => (texts(Line::parse), texts(Line::parse))
            .prop_map(|(must_haves, nice_to_haves)| Detail::Need { must_haves, nice_to_haves })
            .boxed(),
        Kind::Capability => texts(Line::parse).prop_map(|evidence| Detail::Capability { evidence }).boxed(),
    }
}

fn posting() -> impl Strategy<Value = Posting> {
    let words =
        (text(Title::parse), of(text(Summary::parse)), of(text(Description::parse)), texts(Keyword::parse));
    let codes = (
        some(Form::ALL.into_iter()),
        some(Industry::all()),
        some(Discipline::all()),
        some(StrategicIndustry::all()),
        of(select(Region::all().collect::<Vec<_>>())),
    );
    let terms = (
        of((1_u8..=9).prop_map(|level| Trl::new(level).unwrap())),
        of(any::<bool>()),
        budget(),
        of((1_u16..=120).prop_map(|months| Months::new(months).unwrap())),
        of(select(&IpStance::ALL[..])),
        of((0_i32..40_000).prop_map(|days| NaiveDate::default() + chrono::Duration::days(days.into()))),
        select(&Disclosure::ALL[..]),
    );
    let kind = select(&Kind::ALL[..]).prop_flat_map(detail);
    (words, codes, terms, kind, select(&Language::ALL[..])).prop_map(
        |(words, codes, terms, detail, language)| Posting {
            title: words.0,
            summary: words.1,
            description: words.2,
            language,
            keywords: words.3,
            detail,
            trl: terms.0,
            forms: codes.0.into_iter().collect(),
            industries: codes.1,
            disciplines: codes.2,
            strategic_industries: codes.3,
            region: codes.4,
            remote: terms.1,
            budget: terms.2,
            period: terms.3,
            ip: terms.4,
            deadline: terms.5,
            disclosure: terms.6,
        },
    )
}

fn posting_record() -> impl Strategy<Value = PostingRecord> {
    let state = of(select(&State::ALL[..]));
    (posting(), of(any::<u64>()), reference(), of(short()), state, time(), time()).prop_map(
        |(posting, id, reference, organization, state, published_at, updated_at)| PostingRecord {
            id: id.map(|bits| PostingId::from_random(posting.kind(), bits)),
            reference,
            organization,
            state,
            published_at,
            updated_at,
            posting,
            states_disclosure: true,
        },
    )
}

fn organization_record() -> impl Strategy<Value = OrganizationRecord> {
    let names = (of(text(Title::parse)), of(text(Title::parse)))
        .prop_filter_map("no name", |(en, zh)| Names::new(en, zh));
    let site =
        of("[a-z]{1,10}\\.example".prop_map(|host| Website::parse(&format!("https://{host}")).unwrap()));
    let who = (of(any::<u64>()), reference(), select(&OrganizationKind::ALL[..]), names);
    let where_ = (
        of(select(Region::all().collect::<Vec<_>>())),
        some(Industry::all()),
        some(Discipline::all()),
        site,
        of(any::<bool>()),
    );
    (who, where_, of(text(Description::parse)), of(text(Description::parse))).prop_map(
        |(who, where_, en, zh)| OrganizationRecord {
            id: who.0.map(OrganizationId::from_random),
            reference: who.1,
            kind: who.2,
            names: who.3,
            region: where_.0,
            industries: where_.1,
            disciplines: where_.2,
            website: where_.3,
            description_en: en,
            description_zh: zh,
            verified: where_.4,
        },
    )
}

fn input(path: &Path) -> Input<'_> {
    static MAP: std::sync::LazyLock<ColumnMap> = std::sync::LazyLock::new(ColumnMap::default);
    Input { path, sheet: None, map: &MAP, limits: super::Limits::FILES }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn postings_read_back(records in vec(posting_record(), 1..4)) {
        let folder = tempfile::tempdir()?;
        for name in ["a.csv", "a.xlsx", "a.jsonl"] {
            let path = folder.path().join(name);
            write_postings(&path, &records).unwrap();
            let contents = read_postings(input(&path), None).unwrap();
            prop_assert_eq!(&contents.problems, &[], "{}", name);
            let read: Vec<_> = contents.rows.into_iter().map(|(_, record)| record).collect();
            prop_assert_eq!(&read, &records, "{}", name);
        }
    }

    #[test]
    fn what_no_cell_can_hold_names_its_posting(mut record in posting_record(), id in any::<u64>()) {
        let folder = tempfile::tempdir()?;
        let id = PostingId::from_random(record.posting.kind(), id);
        record.id = Some(id);
        record.posting.description = Description::parse(&"_x000D_".repeat(2_800)).ok();
        let path = folder.path().join("a.xlsx");
        let error = write_postings(&path, [&record]).unwrap_err();
        prop_assert!(matches!(&error, FileError::CellTooLong { entry, column } if *entry == id.to_string() && column == "description"), "{:?}", error);
        prop_assert!(!path.exists());
    }

    #[test]
    fn organizations_read_back(records in vec(organization_record(), 1..4)) {
        let folder = tempfile::tempdir()?;
        for name in ["a.csv", "a.xlsx", "a.jsonl"] {
            let path = folder.path().join(name);
            write_organizations(&path, &records).unwrap();
            let contents = read_organizations(input(&path)).unwrap();
            prop_assert_eq!(&contents.problems, &[], "{}", name);
            let read: Vec<_> = contents.rows.into_iter().map(|(_, record)| record).collect();
            prop_assert_eq!(&read, &records, "{}", name);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300), name in select(vec!["a.csv", "a.xlsx", "a.jsonl", "a"])) {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(name);
        fs::write(&path, bytes)?;
        let _: Result<_, FileError> = read_postings(input(&path), Some(Kind::Need));
    }

    #[test]
    fn any_cells_are_read_or_refused(cells in vec("\\PC{0,20}|[0-9¥万亿元年月日./-]{1,8}|TRL[0-9]{1,3}", 31)) {
        use super::Field;
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.csv");
        let mut csv = csv::Writer::from_path(&path).unwrap();
        let columns = super::PostingField::ALL.iter().map(|field| field.code());
        // One field a row, so that no bad cell hides the next.
        csv.write_record(columns.clone()).unwrap();
        for at in 0..cells.len() {
            let row = (0..cells.len()).map(|column| if column == at { cells[at].as_str() } else { "" });
            csv.write_record(row).unwrap();
        }
        csv.flush()?;
        let contents = read_postings(input(&path), Some(Kind::Need)).unwrap();
        prop_assert!(contents.rows.len() + contents.problems.len() <= cells.len());
    }
}
