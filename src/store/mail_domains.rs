//! The mail domains of organizations.

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::mail_domains;
use super::{RowId, StoreError};
use crate::domain::mail_domain::MailDomain;

/// An organization's domains by name, and whether a moderator confirmed each. One that isn't taken any more,
/// as it turned out to be a mail provider's, is left out.
///
/// # Errors
/// When the statement fails.
pub fn of_organization(
    conn: &mut AnyConnection,
    organization: RowId,
) -> Result<Vec<(MailDomain, bool)>, StoreError> {
    let rows: Vec<(String, bool)> = mail_domains::table
        .filter(mail_domains::organization_id.eq(organization.0))
        .order(mail_domains::domain)
        .select((mail_domains::domain, mail_domains::confirmed))
        .load(conn)?;
    let known = |(domain, confirmed): (String, bool)| Some((MailDomain::parse(&domain).ok()?, confirmed));
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Makes these an organization's domains. Those that it had stay confirmed if they were, new ones aren't.
///
/// # Errors
/// When a statement fails.
pub fn replace(
    conn: &mut AnyConnection,
    organization: RowId,
    domains: &[MailDomain],
) -> Result<(), StoreError> {
    let names: Vec<&str> = domains.iter().map(MailDomain::as_str).collect();
    let theirs = mail_domains::table.filter(mail_domains::organization_id.eq(organization.0));
    diesel::delete(theirs.filter(mail_domains::domain.ne_all(&names))).execute(conn)?;
    let kept: Vec<String> = theirs.select(mail_domains::domain).load(conn)?;
    let mut new: Vec<&str> = names.into_iter().filter(|name| !kept.iter().any(|one| one == name)).collect();
    new.sort_unstable();
    new.dedup();
    for domain in new {
        diesel::insert_into(mail_domains::table)
            .values((
                mail_domains::organization_id.eq(organization.0),
                mail_domains::domain.eq(domain),
                mail_domains::confirmed.eq(false),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Says that all of an organization's domains are its own.
///
/// # Errors
/// When the statement fails.
pub fn confirm_all(conn: &mut AnyConnection, organization: RowId) -> Result<(), StoreError> {
    diesel::update(mail_domains::table.filter(mail_domains::organization_id.eq(organization.0)))
        .set(mail_domains::confirmed.eq(true))
        .execute(conn)?;
    Ok(())
}
