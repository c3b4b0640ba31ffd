//! `sunmao export`: everything from the database into files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::database::{self, DatabaseArgs};
use super::files::failure;
use super::output;
use crate::domain::{Kind, Organization, OrganizationId, Record};
use crate::exchange::record::{OrganizationRecord, PostingRecord};
use crate::exchange::{FileError, write_organizations, write_postings};
use crate::flows::FlowError;
use crate::flows::export::export;
use crate::i18n::Messages;

/// Export organizations, needs and capabilities.
#[derive(Debug, clap::Args)]
#[group(id = "targets", required = true, multiple = true, args = ["organizations", "needs", "capabilities"])]
pub(super) struct Args {
    /// Where organizations go.
    #[arg(long, value_name = "FILE")]
    organizations: Option<PathBuf>,
    /// Where needs go.
    #[arg(long, value_name = "FILE")]
    needs: Option<PathBuf>,
    /// Where capabilities go.
    #[arg(long, value_name = "FILE")]
    capabilities: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let store = args.database.open(messages)?;
    let all = export(&store).map_err(|error| match error {
        FlowError::Store(error) => database::failure(&error, messages),
        error => error.into(),
    })?;
    let keys: HashMap<OrganizationId, String> =
        all.organizations.iter().map(|organization| (organization.id, key(organization))).collect();
    let written = |path: &Path, count: usize, result: Result<(), FileError>| {
        result.map_err(|error| failure(&error, path, messages))?;
        let arguments = [("file", path.display().to_string().into()), ("n", count.into())];
        output::say(messages.with("cli-export-written", &arguments));
        Ok::<(), anyhow::Error>(())
    };
    let (needs, capabilities): (Vec<Record>, Vec<Record>) =
        all.postings.into_iter().partition(|record| record.posting.kind() == Kind::Need);
    if let Some(path) = &args.organizations {
        let records: Vec<OrganizationRecord> = all.organizations.into_iter().map(organization).collect();
        written(path, records.len(), write_organizations(path, &records))?;
    }
    for (path, records) in [(&args.needs, needs), (&args.capabilities, capabilities)] {
        if let Some(path) = path {
            let records: Vec<PostingRecord> =
                records.into_iter().map(|record| posting(record, &keys)).collect();
            written(path, records.len(), write_postings(path, &records))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// How postings name their organization: by its own key where it has one.
fn key(organization: &Organization) -> String {
    organization.reference.clone().unwrap_or_else(|| organization.id.to_string())
}

fn organization(organization: Organization) -> OrganizationRecord {
    OrganizationRecord {
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
    }
}

fn posting(record: Record, keys: &HashMap<OrganizationId, String>) -> PostingRecord {
    PostingRecord {
        id: Some(record.id),
        reference: record.reference,
        organization: keys.get(&record.organization).cloned(),
        state: Some(record.state),
        published_at: record.published_at,
        updated_at: Some(record.updated_at),
        posting: record.posting,
        states_disclosure: true,
    }
}
