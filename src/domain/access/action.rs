//! What is asked for, and the rules.

use super::{Person, Visitor};
use crate::domain::account::{Role, Staff};
use crate::domain::{Disclosure, Extent, Organization, OrganizationId, State};

/// An organization, as far as rules look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// Which.
    pub id: OrganizationId,
    /// Whether a moderator verified it.
    pub verified: bool,
    /// Whether it is suspended.
    pub suspended: bool,
}

impl From<&Organization> for Subject {
    fn from(organization: &Organization) -> Self {
        let Organization { id, verified, suspended, .. } = *organization;
        Self { id, verified, suspended }
    }
}

/// What is asked for, with the facts that the rules look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Read the public part of a posting, find it by that, and see what it is matched with.
    ReadPosting {
        /// Where it stands in its life.
        state: State,
        /// Whose it is.
        owner: Subject,
    },
    /// Read all of a posting, with its attachments.
    ReadWhole {
        /// Where it stands in its life.
        state: State,
        /// How much of it strangers may read.
        disclosure: Disclosure,
        /// Whose it is.
        owner: Subject,
    },
    /// Read the page of an organization.
    ReadOrganization(Subject),
    /// Read, change, export and delete one's own account, and end one's own sessions.
    UseAccount,
    /// Bring a new organization onto the site, and become its administrator.
    FoundOrganization,
    /// Ask to become a member.
    AskToJoin(Subject),
    /// Leave an organization, or take back the wish to join.
    Leave(Subject),
    /// See who the members are.
    ReadMembers(Subject),
    /// Invite, accept, remove, and set roles.
    ManageMembers(Subject),
    /// Change what the organization says of itself, its logo and its e-mail domains.
    EditOrganization(Subject),
    /// See how the verification stands, with what was shown for it.
    ReadVerification(Subject),
    /// Read a file that an organization showed to be verified.
    ReadEvidence(Subject),
    /// Ask to be verified.
    AskVerification(Subject),
    /// See what the organization writes and posted, whatever state it is in.
    ReadWriting(Subject),
    /// Write, submit, change, close and renew what the organization posts.
    Write(Subject),
    /// Have something published before a moderator saw it.
    PublishUnreviewed(Subject),
    /// Express interest in somebody else's posting.
    ExpressInterest(Subject),
    /// Tell the moderators what is wrong with an organization, or with something that it posted.
    Report(Subject),
    /// See the organizations that wait for verification.
    ReadQueue,
    /// Decide on an organization's verification.
    DecideVerification(Subject),
    /// Decide on what an organization wants to post.
    ReviewPosting(Subject),
    /// Decide on what was reported of an organization.
    ReviewReport(Subject),
    /// See people and organizations as staff do.
    ReadRegister,
    /// Suspend and restore an organization.
    SuspendOrganization(Subject),
    /// Suspend and restore somebody.
    SuspendPerson,
    /// Appoint and dismiss moderators and administrators of the site.
    AppointStaff,
    /// Read and export the audit trail.
    ReadAudit,
    /// Change what the whole site goes by: reasons, code lists, texts, limits and weights.
    ManageSite,
}

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Denial {
    /// Signing in may help.
    #[error("not signed in")]
    SignIn,
    /// It takes an account with a second factor.
    #[error("no second factor")]
    SecondFactor,
    /// The organization is suspended.
    #[error("the organization is suspended")]
    Suspended,
    /// The organization isn't verified.
    #[error("the organization isn't verified")]
    Unverified,
    /// It takes another role.
    #[error("forbidden")]
    Forbidden,
    /// Who may not do it may not know of it either.
    #[error("hidden")]
    Hidden,
}

/// Whether `visitor` may do `action`.
pub fn may(visitor: &Visitor, action: Action) -> bool {
    require(visitor, action).is_ok()
}

/// Lets `visitor` do `action`, or says why not.
///
/// # Errors
/// [`Denial`].
pub fn require(visitor: &Visitor, action: Action) -> Result<(), Denial> {
    match action {
        Action::ReadPosting { state, owner } => {
            let everybody = state == State::Published && !owner.suspended;
            known(everybody || visitor.role_in(owner.id).is_some())
        }
        Action::ReadWhole { state, disclosure, owner } => {
            require(visitor, Action::ReadPosting { state, owner })?;
            known(extent(visitor, disclosure, owner.id) == Extent::Whole)
        }
        Action::ReadOrganization(subject) => known(
            !subject.suspended
                || visitor.role_in(subject.id).is_some()
                || staff(visitor, Staff::Moderator).is_ok(),
        ),
        Action::UseAccount | Action::FoundOrganization | Action::Report(_) => signed_in(visitor).map(drop),
        Action::AskToJoin(subject) => {
            signed_in(visitor)?;
            active(subject)?;
            allowed(visitor.role_in(subject.id).is_none())
        }
        // Whoever wants to go may, even from a suspended organization.
        Action::Leave(_) => signed_in(visitor).map(drop),
        Action::ReadMembers(subject) => {
            member(visitor, subject, Role::Reader).or_else(|denial| steward(visitor, denial))
        }
        Action::ReadVerification(subject) => member(visitor, subject, Role::Administrator),
        Action::ReadEvidence(subject) => {
            member(visitor, subject, Role::Administrator).or_else(|_| staff(visitor, Staff::Moderator))
        }
        // Also by the site's administrators: an organization that came from a file has nobody at first.
        Action::ManageMembers(subject) => {
            member(visitor, subject, Role::Administrator).or_else(|denial| steward(visitor, denial))?;
            active(subject)
        }
        Action::EditOrganization(subject) | Action::AskVerification(subject) => {
            member(visitor, subject, Role::Administrator)?;
            active(subject)
        }
        Action::ReadWriting(subject) => member(visitor, subject, Role::Reader),
        Action::Write(subject) => {
            member(visitor, subject, Role::Editor)?;
            active(subject)
        }
        Action::PublishUnreviewed(subject) | Action::ExpressInterest(subject) => {
            member(visitor, subject, Role::Editor)?;
            active(subject)?;
            if subject.verified { Ok(()) } else { Err(Denial::Unverified) }
        }
        Action::ReadQueue | Action::ReadRegister => staff(visitor, Staff::Moderator),
        Action::DecideVerification(subject)
        | Action::ReviewPosting(subject)
        | Action::ReviewReport(subject) => {
            staff(visitor, Staff::Moderator)?;
            // Nobody judges their own cause.
            allowed(visitor.role_in(subject.id).is_none())
        }
        Action::SuspendOrganization(_)
        | Action::SuspendPerson
        | Action::AppointStaff
        | Action::ReadAudit
        | Action::ManageSite => staff(visitor, Staff::Administrator),
    }
}

/// How much of a posting `visitor` may read, given that they may read of it at all.
pub(super) fn extent(visitor: &Visitor, disclosure: Disclosure, owner: OrganizationId) -> Extent {
    let whole = match disclosure {
        Disclosure::Public => true,
        Disclosure::Teaser => visitor.person().is_some_and(|person| person.verified),
        Disclosure::Confidential => false,
    };
    if whole || visitor.role_in(owner).is_some() { Extent::Whole } else { Extent::PublicPart }
}

fn signed_in(visitor: &Visitor) -> Result<&Person, Denial> {
    visitor.person().ok_or(Denial::SignIn)
}

/// A member of at least this role.
fn member(visitor: &Visitor, subject: Subject, least: Role) -> Result<(), Denial> {
    signed_in(visitor)?;
    allowed(visitor.role_in(subject.id).is_some_and(|role| role >= least))
}

/// Staff of at least this role, with a second factor. The pages of staff aren't there for others.
fn staff(visitor: &Visitor, least: Staff) -> Result<(), Denial> {
    let person = signed_in(visitor)?;
    match person.staff {
        None => Err(Denial::Hidden),
        Some(_) if !person.second_factor => Err(Denial::SecondFactor),
        Some(staff) => allowed(staff >= least),
    }
}

/// An administrator of the site, in the place of an organization's own; else the first denial holds.
fn steward(visitor: &Visitor, denial: Denial) -> Result<(), Denial> {
    if staff(visitor, Staff::Administrator).is_ok() { Ok(()) } else { Err(denial) }
}

fn active(subject: Subject) -> Result<(), Denial> {
    if subject.suspended { Err(Denial::Suspended) } else { Ok(()) }
}

fn allowed(condition: bool) -> Result<(), Denial> {
    if condition { Ok(()) } else { Err(Denial::Forbidden) }
}

fn known(condition: bool) -> Result<(), Denial> {
    if condition { Ok(()) } else { Err(Denial::Hidden) }
}
