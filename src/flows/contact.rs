//! A message to those who run the site.

use chrono::{DateTime, Utc};

use crate::domain::account::{Email, Staff};
use crate::store::{accounts, outbox};

use super::{FlowError, Site, letters};

/// Hands a message to every administrator of the site.
///
/// # Errors
/// [`FlowError`]; nothing is sent then.
pub fn contact(site: &Site, from: &Email, text: &str, now: DateTime<Utc>) -> Result<(), FlowError> {
    let Some(address) = site.address() else { return Ok(()) };
    site.store().write(|conn| {
        let staff = accounts::staff(conn)?;
        for known in staff.iter().filter(|known| known.staff == Some(Staff::Administrator)) {
            outbox::add(conn, &letters::contact(address, &known.account, from, text)?, now)?;
        }
        Ok(())
    })
}
