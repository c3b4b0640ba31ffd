//! A message to those who run the site.

use chrono::{DateTime, Utc};

use crate::domain::account::{Email, Staff};
use crate::store::accounts;

use super::{FlowError, Site, letters};

/// Hands a message to every administrator of the site.
///
/// # Errors
/// [`FlowError`]; nothing is sent then.
pub fn contact(site: &Site, from: &Email, text: &str, now: DateTime<Utc>) -> Result<(), FlowError> {
    site.store().write(|conn| {
        let staff = accounts::staff(conn)?;
        for known in staff.iter().filter(|known| known.staff == Some(Staff::Administrator)) {
            letters::send(conn, site, Some(known.row), now, |address| {
                letters::contact(address, &known.account, from, text)
            })?;
        }
        Ok(())
    })
}
