//! The sample: a bilingual market of organizations that don't exist, to show the site with.

use std::io::Write;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::domain::account::{Account, Email, Role};
use crate::domain::{Kind, Language, Title};
use crate::exchange::record::{OrganizationRecord, PostingRecord};
use crate::exchange::{ColumnMap, Contents, FileError, Input, read_organizations, read_postings};
use crate::store::{Store, StoreError, organizations};

use super::FlowError;
use super::account::{self, CreateError};
use super::import::import;

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
