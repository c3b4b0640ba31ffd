//! Import and export.

use chrono::{DateTime, Utc};
use sunmao::domain::{
    Description, Detail, Disclosure, Kind, Line, MoneyRange, Posting, PostingId, Record, State, Title,
};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};
use sunmao::flows::export::{Export, export};
use sunmao::flows::import::{Imported, Outcome, Refusal, import, try_import};
use sunmao::store::{Store, site_state};

use crate::support::database::{Database, on_both};
use crate::support::sample::{organization, posting};

fn bring(store: &Store, organizations: Vec<OrganizationRecord>, postings: Vec<PostingRecord>) -> Imported {
    import(store, organizations, postings, Utc::now()).unwrap()
}

/// A posting that states all there is to state, in texts that try to break out of theirs.
fn rich() -> PostingRecord {
    let hostile = "Robert'); DROP TABLE postings;-- \"𠮷野家\" 🦀 %_\\ \u{0301}";
    let mut record = posting(Kind::Need, "rich", "acme", hostile);
    record.state = Some(State::Closed);
    record.published_at = Some("2026-01-02T03:04:05.678901Z".parse().unwrap());
    record.updated_at = Some("2026-02-03T04:05:06Z".parse().unwrap());
    let line = |text: &str| Line::parse(text).unwrap();
    record.posting = Posting {
        description: Some(Description::parse(&format!("{hostile}\n\n{hostile}\u{0}")).unwrap()),
        keywords: ["a\"b".to_owned(), "热障涂层".to_owned(), "[]".to_owned()]
            .iter()
            .map(|word| sunmao::domain::Keyword::parse(word).unwrap())
            .collect(),
        detail: Detail::Need {
            must_haves: vec![line("≥ 1,000 h"), line("{}")],
            nice_to_haves: vec![line("便宜")],
        },
        trl: "7".parse().ok(),
        forms: [sunmao::domain::Form::Testing, sunmao::domain::Form::OpenChallenge].into_iter().collect(),
        industries: vec![sunmao::domain::Industry::from_code("3741").unwrap()],
        disciplines: vec![sunmao::domain::Discipline::from_code("43035").unwrap()],
        strategic_industries: vec![sunmao::domain::StrategicIndustry::from_code("3").unwrap()],
        region: sunmao::domain::Region::from_code("610100").ok(),
        remote: Some(false),
        budget: MoneyRange::new(None, "9999999999999.99".parse().ok(), "EUR".parse().unwrap()).ok(),
        period: "120".parse().ok(),
        ip: "open".parse().ok(),
        deadline: "2027-02-28".parse().ok(),
        disclosure: Disclosure::Teaser,
        ..record.posting
    };
    record
}

/// What an export wrote, as a file would bring it back.
fn records(export: Export) -> (Vec<OrganizationRecord>, Vec<PostingRecord>) {
    let organizations = export.organizations.into_iter().map(|organization| OrganizationRecord {
        id: Some(organization.id),
        reference: organization.reference,
        kind: organization.kind,
        names: organization.names,
        region: organization.region,
        industries: organization.industries,
        disciplines: organization.disciplines,
        website: organization.website,
        description_en: organization.description_en,
        description_zh: organization.description_zh,
        verified: Some(organization.verified),
    });
    let postings = export.postings.into_iter().map(|record| PostingRecord {
        id: Some(record.id),
        reference: record.reference,
        organization: Some(record.organization.to_string()),
        state: Some(record.state),
        published_at: record.published_at,
        updated_at: Some(record.updated_at),
        posting: record.posting,
        states_disclosure: true,
    });
    (organizations.collect(), postings.collect())
}

on_both! {
    fn a_round_trip_loses_nothing(database) {
        let store = database.open();
        let bare = posting(Kind::Capability, "bare", "acme", "Bare");
        bring(&store, vec![organization("acme")], vec![rich(), bare]);
        let exported = export(&store).unwrap();
        let written = &exported.postings[0];
        assert_eq!(written.posting, rich().posting);
        assert_eq!(written.published_at, rich().published_at);
        assert_eq!(Some(written.updated_at), rich().updated_at);

        let elsewhere = Database::sqlite();
        let other = elsewhere.open();
        let (organizations, postings) = records(exported.clone());
        bring(&other, organizations.clone(), postings.clone());
        assert_eq!(export(&other).unwrap(), exported);

        let again = bring(&store, organizations, postings);
        assert!(again.organizations.iter().chain(&again.postings).all(|one| *one == Outcome::Unchanged));
    }

    fn what_comes_twice_is_kept_once_under_its_identifier(database) {
        let store = database.open();
        let files = || (vec![organization("acme")], vec![rich(), posting(Kind::Capability, "c", "acme", "C")]);
        let (organizations, postings) = files();
        bring(&store, organizations, postings);
        let (before, revision) = (export(&store).unwrap(), store.read(site_state::get).unwrap());
        let (organizations, postings) = files();
        let again = bring(&store, organizations, postings);
        assert_eq!(again.postings, [Outcome::Unchanged; 2]);
        assert_eq!(export(&store).unwrap(), before);
        assert_eq!(store.read(site_state::get).unwrap(), revision, "nothing to match anew");

        let (organizations, mut postings) = files();
        postings[1].posting.title = Title::parse("Changed").unwrap();
        let changed = bring(&store, organizations, postings);
        assert_eq!(changed.postings, [Outcome::Unchanged, Outcome::Changed]);
        let after = export(&store).unwrap();
        assert_eq!(after.postings[1].id, before.postings[1].id);
        assert_eq!(after.postings[1].posting.title.as_str(), "Changed");
        assert_eq!(after.postings[1].published_at, before.postings[1].published_at);
        assert_ne!(store.read(site_state::get).unwrap(), revision);
    }

    fn a_file_that_is_silent_on_disclosure_discloses_nothing(database) {
        let store = database.open();
        let mut secret = posting(Kind::Need, "n", "acme", "Secret");
        secret.posting.disclosure = Disclosure::Confidential;
        bring(&store, vec![organization("acme")], vec![secret]);
        let disclosure = || export(&store).unwrap().postings[0].posting.disclosure;

        let silent = |title| PostingRecord {
            states_disclosure: false,
            ..posting(Kind::Need, "n", "acme", title)
        };
        assert_eq!(bring(&store, Vec::new(), vec![silent("Secret")]).postings, [Outcome::Unchanged]);
        assert_eq!(bring(&store, Vec::new(), vec![silent("Renamed")]).postings, [Outcome::Changed]);
        assert_eq!(disclosure(), Disclosure::Confidential);

        let stated = posting(Kind::Need, "n", "acme", "Renamed");
        assert_eq!(bring(&store, Vec::new(), vec![stated]).postings, [Outcome::Changed]);
        assert_eq!(disclosure(), Disclosure::Public);
    }

    fn what_cannot_be_kept_is_told_and_the_rest_goes_on(database) {
        let store = database.open();
        bring(&store, vec![organization("acme")], vec![posting(Kind::Need, "n", "acme", "N")]);
        let need = export(&store).unwrap().postings[0].id;
        let mut nobody = posting(Kind::Need, "a", "acme", "A");
        nobody.organization = None;
        let mut other_kind = posting(Kind::Capability, "b", "acme", "B");
        other_kind.id = Some(need);
        let mut two = posting(Kind::Need, "n", "acme", "N");
        two.id = Some("N-000000".parse().unwrap());
        let known_by_name = PostingRecord { reference: None, ..posting(Kind::Need, "", "acme", "D") };
        let imported = bring(&store, Vec::new(), vec![
            nobody,
            other_kind,
            posting(Kind::Need, "c", "no such organization", "C"),
            known_by_name,
            two,
        ]);
        assert_eq!(imported.postings, [
            Outcome::Refused(Refusal::NoOrganization),
            Outcome::Refused(Refusal::KindOfId),
            Outcome::Refused(Refusal::UnknownOrganization),
            Outcome::Added,
            // The identifier is free, the reference known: it is that posting.
            Outcome::Unchanged,
        ]);
        assert_eq!(export(&store).unwrap().postings.len(), 2);
    }

    fn a_posting_that_moves_takes_no_other_ones_reference(database) {
        let store = database.open();
        bring(&store, vec![organization("acme"), organization("other")], vec![
            posting(Kind::Need, "n", "acme", "Moves"),
            posting(Kind::Need, "n", "other", "Stays"),
            posting(Kind::Need, "m", "acme", "Free"),
        ]);
        let before = export(&store).unwrap().postings;
        let moved = |title: &str| {
            let known = before.iter().find(|one| one.posting.title.as_str() == title).unwrap();
            let record = posting(Kind::Need, "", "other", title);
            PostingRecord { id: Some(known.id), reference: None, ..record }
        };
        let imported = bring(&store, Vec::new(), vec![moved("Moves"), moved("Free")]);
        assert_eq!(imported.postings, [Outcome::Refused(Refusal::TwoEntries), Outcome::Changed]);
        let after = export(&store).unwrap().postings;
        let owner = |records: &[Record], id: PostingId| {
            records.iter().find(|one| one.id == id).map(|one| (one.organization, one.reference.clone()))
        };
        let [refused, stays, free] = ["Moves", "Stays", "Free"].map(|title| moved(title).id.unwrap());
        assert_eq!(owner(&after, refused), owner(&before, refused));
        assert_eq!(owner(&after, free).map(|(_, reference)| reference), Some(Some("m".into())));
        assert_eq!(owner(&after, free).map(|(owner, _)| owner), owner(&after, stays).map(|(owner, _)| owner));
    }

    fn a_trial_changes_nothing(database) {
        let store = database.open();
        let now: DateTime<Utc> = Utc::now();
        let tried = try_import(&store, vec![organization("acme")], vec![rich()], now).unwrap();
        assert_eq!((tried.organizations, tried.postings), (vec![Outcome::Added], vec![Outcome::Added]));
        assert!(export(&store).unwrap().organizations.is_empty());
    }

    fn a_damaged_row_is_an_error_not_a_panic(database) {
        let store = database.open();
        bring(&store, vec![organization("acme")], vec![rich()]);
        for damage in ["trl = 12", "keywords = '[1'", "region = 'Atlantis'", "state = ''", "public_id = 'N-1'"] {
            database.execute(&format!("UPDATE postings SET {damage}"));
            let error = export(&store).unwrap_err();
            let column = damage.split(' ').next().unwrap();
            assert!(error.to_string().contains(column), "{error}");
            database.execute(
                "UPDATE postings SET trl = 7, keywords = '[]', region = '610100', state = 'draft',
                 public_id = 'N-000001'",
            );
        }
        assert!(export(&store).is_ok());
    }
}
