//! The sample: a bilingual market of organizations that don't exist, to show the site with.

use std::io::Write;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::domain::account::{Account, Email, Role, Staff};
use crate::domain::{Language, Organization, Title};
use crate::exchange::record::{OrganizationRecord, PostingRecord};
use crate::exchange::{ColumnMap, Contents, FileError, Input, Limits, read_organizations, read_postings};
use crate::store::{Store, StoreError, organizations};

use super::FlowError;
use super::account::{self, AccountError};
use super::import::{Outcome, import};

const ORGANIZATIONS: [&str; 3] = [
    include_str!("demo/g1.organizations.jsonl"),
    include_str!("demo/g2.organizations.jsonl"),
    include_str!("demo/g3.organizations.jsonl"),
];

const POSTINGS: [&str; 6] = [
    include_str!("demo/g1.needs.jsonl"),
    include_str!("demo/g1.capabilities.jsonl"),
    include_str!("demo/g2.needs.jsonl"),
    include_str!("demo/g2.capabilities.jsonl"),
    include_str!("demo/g3.needs.jsonl"),
    include_str!("demo/g3.capabilities.jsonl"),
];

/// The day on which the sample's deadlines were written down.
const WRITTEN_ON: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar");

/// How far back the sample's postings go.
const HISTORY_HOURS: i64 = 6 * 7 * 24;

/// Who can sign in: the organization's reference, its person, role and language.
const PEOPLE: [(&str, &str, &str, Role, Language); 7] = [
    ("hengyuan-turbine", "zhou.min", "Zhou Min", Role::Administrator, Language::En),
    ("qinling-university", "lin.yue", "林越", Role::Editor, Language::Zh),
    ("jinling-coating-institute", "he.qiong", "He Qiong", Role::Editor, Language::En),
    ("guitang-college", "tang.bo", "唐博", Role::Administrator, Language::Zh),
    ("longshou-park", "ma.lan", "马岚", Role::Reader, Language::Zh),
    ("central-south-rail-association", "xie.ning", "Xie Ning", Role::Reader, Language::En),
    ("youshui-old-towns-office", "peng.xi", "彭溪", Role::Editor, Language::Zh),
];

/// Who looks after the demo: mailbox, name, role and language.
const STAFF: [(&str, &str, Staff, Language); 2] = [
    ("moderator", "Luo Wen", Staff::Moderator, Language::En),
    ("admin", "严诚", Staff::Administrator, Language::Zh),
];

/// Why the sample could not be brought in.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file of the sample can't be unpacked or read.
    #[error("the sample can't be read")]
    File(#[from] FileError),
    /// The sample holds something that can't be kept; the program's tests exclude it.
    #[error("the sample is wrong: {0}")]
    Sample(String),
    /// An account could not be made.
    #[error("an account could not be made")]
    Account(#[from] AccountError),
    /// The store failed.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for DemoError {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

/// Somebody who can sign in to the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The person.
    pub account: Account,
    /// What the person is.
    pub part: DemoPart,
}

/// What somebody is in the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DemoPart {
    /// A member of an organization.
    Member(Role, Box<Organization>),
    /// On the staff of the site.
    Staff(Staff),
}

/// Brings the sample into the store. Deadlines move with the calendar, so that they lie as far
/// ahead of `now` as they did of the day on which the sample was written; publication is spread
/// over the weeks before.
///
/// # Errors
/// [`DemoError`]; nothing is imported then.
pub fn bring_in(store: &Store, now: DateTime<Utc>) -> Result<(), DemoError> {
    let mut organizations: Vec<OrganizationRecord> = Vec::new();
    for text in ORGANIZATIONS {
        organizations.extend(rows(text, read_organizations)?);
    }
    let mut postings: Vec<PostingRecord> = Vec::new();
    for text in POSTINGS {
        postings.extend(rows(text, |input| read_postings(input, None))?);
    }
    for (at, record) in (0..).zip(&mut postings) {
        move_to(record, at, now);
    }
    let imported = import(store, organizations, postings, now)?;
    let refused = |outcome: &&Outcome| matches!(outcome, Outcome::Refused(_));
    match imported.organizations.iter().chain(&imported.postings).find(refused) {
        None => Ok(()),
        Some(outcome) => Err(DemoError::Sample(format!("{outcome:?}"))),
    }
}

/// The records of one file of the sample, all of them.
fn rows<T>(
    text: &str,
    read: impl Fn(Input<'_>) -> Result<Contents<T>, FileError>,
) -> Result<Vec<T>, DemoError> {
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().map_err(FileError::from)?;
    file.write_all(text.as_bytes()).map_err(FileError::from)?;
    let contents =
        read(Input { path: file.path(), sheet: None, map: &ColumnMap::default(), limits: Limits::FILES })?;
    match contents.problems.first() {
        Some(problem) => Err(DemoError::Sample(format!("{problem:?}"))),
        None => Ok(contents.rows.into_iter().map(|(_, record)| record).collect()),
    }
}

/// Moves the dates of the sample's posting number `at` to where they belong today.
fn move_to(record: &mut PostingRecord, at: i64, now: DateTime<Utc>) {
    let passed = now.date_naive() - WRITTEN_ON;
    record.posting.deadline = record.posting.deadline.and_then(|day| day.checked_add_signed(passed));
    // Steps of 53 hours through six weeks: neighbours in the files don't stand together by date.
    record.published_at = Some(now - TimeDelta::hours(1 + at * 53 % HISTORY_HOURS));
}

/// Makes the demo's accounts, or gives those that are there this password.
///
/// # Errors
/// [`DemoError`].
pub fn open_accounts(
    store: &Store,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Vec<DemoAccount>, DemoError> {
    let sample = |what: &str| DemoError::Sample(what.to_owned());
    let mut made: Vec<DemoAccount> = PEOPLE
        .into_iter()
        .map(|(reference, mailbox, name, role, language)| {
            let found = store.read(|conn| organizations::find_by_reference(conn, reference))?;
            let (_, organization) = found.ok_or_else(|| sample(reference))?;
            let account = Account {
                email: Email::parse(&format!("{mailbox}@{reference}.example"))
                    .map_err(|_| sample(mailbox))?,
                name: Title::parse(name).map_err(|_| sample(name))?,
                language,
            };
            match account::create(store, &account, password, organization.id, role, now) {
                Err(AccountError::EmailTaken) => account::set_password(store, &account.email, password)?,
                done => done?,
            }
            Ok(DemoAccount { account, part: DemoPart::Member(role, Box::new(organization)) })
        })
        .collect::<Result<_, DemoError>>()?;
    for (mailbox, name, staff, language) in STAFF {
        let account = Account {
            email: Email::parse(&format!("{mailbox}@sunmao.example")).map_err(|_| sample(mailbox))?,
            name: Title::parse(name).map_err(|_| sample(name))?,
            language,
        };
        match account::create_staff(store, &account, password, staff, now) {
            Err(AccountError::EmailTaken) => account::set_password(store, &account.email, password)?,
            done => drop(done?),
        }
        made.push(DemoAccount { account, part: DemoPart::Staff(staff) });
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, State};

    #[test]
    fn deadlines_keep_their_distance_and_publication_lies_behind() {
        let now: DateTime<Utc> = "2027-03-03T10:00:00Z".parse().unwrap();
        let mut record = rows(POSTINGS[0], |input| read_postings(input, Some(Kind::Need))).unwrap().remove(0);
        let written = record.posting.deadline.unwrap();
        move_to(&mut record, 7, now);
        assert_eq!(record.posting.deadline.unwrap() - now.date_naive(), written - WRITTEN_ON);
        let age = now - record.published_at.unwrap();
        assert!(age > TimeDelta::zero() && age <= TimeDelta::weeks(6), "{age}");
        assert_eq!(record.state, Some(State::Published));
    }
}
