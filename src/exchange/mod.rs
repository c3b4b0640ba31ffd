//! Files in and out: tables (CSV, XLSX, JSONL) to domain types and back.

pub mod collection;
pub mod record;
