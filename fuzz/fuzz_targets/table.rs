//! Files of postings and organizations: CSV, JSON lines and workbooks, by their first bytes.
#![no_main]

use std::io::Write as _;

use libfuzzer_sys::fuzz_target;
use sunmao::domain::Kind;

use sunmao::exchange::{ColumnMap, Input, read_organizations, read_postings};

fuzz_target!(|data: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(data).expect("a temporary file takes what is written");
    let map = ColumnMap::default();
    let input = Input { path: file.path(), sheet: None, map: &map };
    let _ = read_postings(input, Some(Kind::Need));
    let _ = read_organizations(input);
});
