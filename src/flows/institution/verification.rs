//! How an organization comes to be verified: it asks, and a moderator decides.

use chrono::{DateTime, Utc};

use crate::domain::access::{Action, Subject};
use crate::domain::account::{Account, Role};
use crate::domain::audit::Deed;
use crate::domain::event::{Event, Named};
use crate::domain::mail_domain::MailDomain;
use crate::domain::verification::{Decision, EvidenceFile, Statement, VerificationState};
use crate::domain::{EvidenceId, Language, Organization, OrganizationId, VerificationId};
use crate::flows::caller::{Caller, Note};
use crate::flows::overwrite_organization;
use crate::flows::review::{Claim, claim_of};
use crate::flows::{FlowError, Site, free_id};
use crate::store::verifications::NewVerification;
use crate::store::{AnyConnection, RowId, Store, accounts, mail_domains, organizations, verifications};

pub use crate::store::verifications::{FileLine, Verification};

use super::{in_confirmed_domain, profile, require, tell_members};

/// How the verification of an organization stands, for its administrators.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The organization.
    pub organization: Organization,
    /// The domains of its mail, and whether a moderator confirmed each.
    pub domains: Vec<(MailDomain, bool)>,
    /// All that it asked, newest first.
    pub history: Vec<Verification>,
}

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It waits for a moderator.
    Done(VerificationId),
    /// An earlier wish waits already.
    Waiting,
    /// The organization is verified, and all of its mail domains are confirmed.
    Verified,
    /// More than [`EvidenceFile::MOST`] files.
    TooManyFiles,
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It holds, and the organization's administrators are told.
    Done,
    /// Somebody decided before.
    NotWaiting,
    /// Somebody else is at it.
    Taken(Claim),
}

/// A line of the queue.
#[derive(Debug, Clone)]
pub struct QueueLine {
    /// What waits.
    pub id: VerificationId,
    /// Whose.
    pub organization: Organization,
    /// Since when.
    pub asked_at: DateTime<Utc>,
    /// How many files are shown.
    pub files: usize,
}

/// All that a moderator looks at to decide.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the organization asks, with what it shows.
    pub verification: Verification,
    /// The organization.
    pub organization: Organization,
    /// The domains of its mail, and whether a moderator confirmed each.
    pub domains: Vec<(MailDomain, bool)>,
    /// Who asked, unless the account is gone.
    pub asked_by: Option<Asker>,
    /// Whether the check character of the credit code is right, if there is a code.
    pub code_ok: Option<bool>,
    /// Other organizations with the same credit code or one of the same names.
    pub duplicates: Vec<Organization>,
    /// What the organization asked before, newest first.
    pub earlier: Vec<Verification>,
    /// Who looks at it.
    pub claim: Option<Claim>,
}

/// Who asked for a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// Name and address.
    pub account: Account,
    /// Whether the address lies in a domain that the organization names, confirmed or not.
    pub in_named_domain: bool,
    /// Whether the address lies in a confirmed domain.
    pub in_domain: bool,
}

/// How the verification of an organization stands.
///
/// # Errors
/// [`FlowError`].
pub fn standing(store: &Store, caller: &Caller, id: OrganizationId) -> Result<Standing, FlowError> {
    store.read(|conn| {
        let (row, organization) = require(conn, caller, id, Action::ReadVerification)?;
        Ok(Standing {
            organization,
            domains: mail_domains::of_organization(conn, row)?,
            history: verifications::of_organization(conn, row)?,
        })
    })
}

/// Asks for an organization to be verified.
///
/// # Errors
/// [`FlowError`].
pub fn ask(
    store: &Store,
    caller: &Caller,
    id: OrganizationId,
    statement: &Statement,
    files: &[EvidenceFile],
) -> Result<Asked, FlowError> {
    store.write(|conn| {
        let (row, organization) = require(conn, caller, id, Action::AskVerification)?;
        // Mail domains that came later are confirmed by asking again.
        let confirmed = mail_domains::of_organization(conn, row)?.iter().all(|(_, confirmed)| *confirmed);
        if organization.verified && confirmed {
            return Ok(Asked::Verified);
        }
        if profile::is_under_review(conn, row)? {
            return Ok(Asked::Waiting);
        }
        if files.len() > EvidenceFile::MOST {
            return Ok(Asked::TooManyFiles);
        }
        let own = caller.account(conn)?;
        let new = NewVerification {
            id: free_id(conn, VerificationId::from_random, verifications::find)?,
            organization: row,
            asked_by: own.row,
            statement,
            asked_at: caller.at,
        };
        let verification = verifications::insert(conn, &new)?;
        for file in files {
            let id = free_id(conn, EvidenceId::from_random, verifications::file)?;
            verifications::insert_file(conn, verification, id, file)?;
        }
        let after = Some(new.id.to_string());
        caller.record(conn, Deed::VerificationAsked, id, Note { after, ..Note::default() })?;
        Ok(Asked::Done(new.id))
    })
}

/// Decides on a verification that waits. A verified organization's mail domains are confirmed with it.
///
/// # Errors
/// [`FlowError`].
pub fn decide(
    site: &Site,
    caller: &Caller,
    id: VerificationId,
    decision: &Decision,
) -> Result<Decided, FlowError> {
    // The queue isn't there for others, whatever waits in it.
    caller.require(Action::ReadQueue)?;
    site.store().write(|conn| {
        let (verification, row, organization) = verifications::find(conn, id)?.ok_or(FlowError::NotFound)?;
        caller.require(Action::DecideVerification(Subject::from(&organization)))?;
        if verification.state != VerificationState::Waiting {
            return Ok(Decided::NotWaiting);
        }
        let own = caller.account(conn)?.row;
        if let Some(claim) = claim_of(conn, caller, own, verification.claim)?.filter(|claim| !claim.own) {
            return Ok(Decided::Taken(claim));
        }
        verifications::decide(conn, verification.row, decision, caller.at)?;
        if *decision == Decision::Verify {
            verify(conn, row, &organization)?;
        }
        let note = Note {
            before: Some(id.to_string()),
            after: Some(decision.state().code().to_owned()),
            reason: decision.reason().map(|reason| reason.as_str().to_owned()),
        };
        caller.record(conn, Deed::VerificationDecided, organization.id, note)?;
        let event = Event::Verification {
            organization: Named::from(&organization),
            state: decision.state(),
            reason: decision.reason().map(|reason| reason.as_str().to_owned()),
        };
        tell_members(conn, site, row, Role::Administrator, &event, caller.at)?;
        Ok(Decided::Done)
    })
}

fn verify(conn: &mut AnyConnection, row: RowId, organization: &Organization) -> Result<(), FlowError> {
    let verified = Organization { verified: true, ..organization.clone() };
    overwrite_organization(conn, row, &verified)?;
    mail_domains::confirm_all(conn, row)?;
    Ok(())
}

/// What waits for a moderator, the longest waiting first: `limit` of them after the first `offset`, and
/// how many there are.
///
/// # Errors
/// [`FlowError`].
pub fn queue(
    store: &Store,
    caller: &Caller,
    offset: usize,
    limit: usize,
) -> Result<(Vec<QueueLine>, usize), FlowError> {
    caller.require(Action::ReadQueue)?;
    store.read(|conn| {
        let line = |(verification, organization): (Verification, Organization)| QueueLine {
            id: verification.id,
            organization,
            asked_at: verification.asked_at,
            files: verification.files.len(),
        };
        let lines = verifications::waiting(conn, offset, limit)?.into_iter().map(line).collect();
        Ok((lines, verifications::count_waiting(conn)?))
    })
}

/// All that a moderator looks at to decide on a verification.
///
/// # Errors
/// [`FlowError`].
pub fn case(store: &Store, caller: &Caller, id: VerificationId) -> Result<Case, FlowError> {
    caller.require(Action::ReadQueue)?;
    store.read(|conn| {
        let (verification, row, organization) = verifications::find(conn, id)?.ok_or(FlowError::NotFound)?;
        let domains = mail_domains::of_organization(conn, row)?;
        let earlier = verifications::of_organization(conn, row)?
            .into_iter()
            .filter(|other| other.row < verification.row)
            .collect();
        let own = caller.account(conn)?.row;
        Ok(Case {
            claim: claim_of(conn, caller, own, verification.claim)?,
            asked_by: asker(conn, &verification, &domains)?,
            code_ok: organization.credit_code.as_ref().map(|code| code.is_check_ok()),
            duplicates: duplicates(conn, &organization)?,
            verification,
            organization,
            domains,
            earlier,
        })
    })
}

fn asker(
    conn: &mut AnyConnection,
    verification: &Verification,
    domains: &[(MailDomain, bool)],
) -> Result<Option<Asker>, FlowError> {
    let Some(row) = verification.asked_by else { return Ok(None) };
    let known = accounts::at(conn, row)?;
    Ok(known.map(|known| Asker {
        in_named_domain: domains.iter().any(|(domain, _)| domain.holds(&known.account.email)),
        in_domain: in_confirmed_domain(&known.account.email, domains),
        account: known.account,
    }))
}

/// Other organizations with the same credit code or one of the same names.
fn duplicates(conn: &mut AnyConnection, organization: &Organization) -> Result<Vec<Organization>, FlowError> {
    let mut found = match &organization.credit_code {
        Some(code) => organizations::find_by_credit_code(conn, code)?,
        None => Vec::new(),
    };
    for language in [Language::En, Language::Zh] {
        if let Some(name) = organization.names.exactly(language) {
            found.extend(organizations::find_by_name(conn, name.as_str())?);
        }
    }
    found.sort_by_key(|(row, _)| *row);
    found.dedup_by_key(|(row, _)| *row);
    let others = found.into_iter().map(|(_, other)| other).filter(|other| other.id != organization.id);
    Ok(others.collect())
}

/// A file that was shown: for moderators, and for the administrators of the organization.
///
/// # Errors
/// [`FlowError`].
pub fn evidence(store: &Store, caller: &Caller, id: EvidenceId) -> Result<EvidenceFile, FlowError> {
    // Strangers aren't told which files there are.
    caller.require(Action::UseAccount)?;
    store.read(|conn| {
        let (file, organization) = verifications::file(conn, id)?.ok_or(FlowError::NotFound)?;
        caller.require(Action::ReadEvidence(Subject::from(&organization)))?;
        Ok(file)
    })
}
