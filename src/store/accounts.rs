//! People: their accounts, passwords and second factors.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::{recovery_codes, users};
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::account::{Account, Email, Staff};
use crate::domain::{AccountId, Language, Title};

/// An account as it is kept.
#[derive(Clone)]
pub struct Known {
    /// Its row.
    pub row: RowId,
    /// Its public identifier.
    pub id: AccountId,
    /// Name, address and language.
    pub account: Account,
    /// The hash of the password, a PHC string.
    pub password_hash: String,
    /// What the person may do on the whole site.
    pub staff: Option<Staff>,
    /// Since when the person is suspended.
    pub suspended_at: Option<DateTime<Utc>>,
    /// The secret of the second factor, in base 32.
    pub totp_secret: Option<String>,
    /// The last time step whose code was taken.
    pub totp_step: Option<i64>,
    /// Since when the account is there.
    pub created_at: DateTime<Utc>,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known").field("id", &self.id).finish_non_exhaustive()
    }
}

#[derive(Insertable)]
#[diesel(table_name = users)]
struct NewRow<'a> {
    public_id: String,
    email: &'a str,
    password_hash: &'a str,
    name: &'a str,
    language: &'static str,
    staff: Option<&'static str>,
    created_at: NaiveDateTime,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
pub(super) struct AccountRow {
    id: i64,
    public_id: String,
    email: String,
    password_hash: String,
    name: String,
    language: String,
    staff: Option<String>,
    suspended_at: Option<NaiveDateTime>,
    totp_secret: Option<String>,
    totp_step: Option<i64>,
    created_at: NaiveDateTime,
}

impl TryFrom<AccountRow> for Known {
    type Error = StoreError;

    fn try_from(columns: AccountRow) -> Result<Self, StoreError> {
        let row = Row { table: "users", key: &columns.public_id };
        Ok(Self {
            row: RowId(columns.id),
            id: row.value("public_id", &columns.public_id, str::parse)?,
            account: Account {
                email: row.value("email", &columns.email, Email::parse)?,
                name: row.value("name", &columns.name, Title::parse)?,
                language: row.value("language", &columns.language, str::parse::<Language>)?,
            },
            password_hash: columns.password_hash,
            staff: row
                .optional("staff", columns.staff.as_deref(), |code| Staff::from_code(code).ok_or(()))?,
            suspended_at: columns.suspended_at.map(|at| at.and_utc()),
            totp_secret: columns.totp_secret,
            totp_step: columns.totp_step,
            created_at: columns.created_at.and_utc(),
        })
    }
}

/// Adds an account. `password_hash` is a PHC string.
///
/// # Errors
/// [`StoreError::is_taken`] when the address or the identifier is.
pub fn insert(
    conn: &mut AnyConnection,
    id: AccountId,
    account: &Account,
    password_hash: &str,
    staff: Option<Staff>,
    created_at: DateTime<Utc>,
) -> Result<RowId, StoreError> {
    let row = diesel::insert_into(users::table)
        .values(NewRow {
            public_id: id.to_string(),
            email: account.email.as_str(),
            password_hash,
            name: account.name.as_str(),
            language: account.language.code(),
            staff: staff.map(Staff::code),
            created_at: values::time(created_at),
        })
        .returning(users::id)
        .get_result(conn)?;
    Ok(RowId(row))
}

/// The account with this address.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn find(conn: &mut AnyConnection, email: &Email) -> Result<Option<Known>, StoreError> {
    let found: Option<AccountRow> = users::table
        .filter(users::email.eq(email.as_str()))
        .select(AccountRow::as_select())
        .first(conn)
        .optional()?;
    found.map(Known::try_from).transpose()
}

/// The account with this identifier.
///
/// # Errors
/// As [`find`].
pub fn find_by_id(conn: &mut AnyConnection, id: AccountId) -> Result<Option<Known>, StoreError> {
    let found: Option<AccountRow> = users::table
        .filter(users::public_id.eq(id.to_string()))
        .select(AccountRow::as_select())
        .first(conn)
        .optional()?;
    found.map(Known::try_from).transpose()
}

/// The account in this row.
///
/// # Errors
/// As [`find`].
pub fn at(conn: &mut AnyConnection, row: RowId) -> Result<Option<Known>, StoreError> {
    let found: Option<AccountRow> =
        users::table.find(row.0).select(AccountRow::as_select()).first(conn).optional()?;
    found.map(Known::try_from).transpose()
}

/// The accounts of these identifiers, in no particular order; those that are gone are left out.
///
/// # Errors
/// As [`find`].
pub fn find_all(conn: &mut AnyConnection, ids: &[AccountId]) -> Result<Vec<Known>, StoreError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let ids: Vec<String> = chunk.iter().map(ToString::to_string).collect();
        let rows: Vec<AccountRow> =
            users::table.filter(users::public_id.eq_any(ids)).select(AccountRow::as_select()).load(conn)?;
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// Accounts whose address or name holds this text, or whose identifier is it, by address; all when it is
/// empty. `limit` of them after the first `offset`, and how many there are.
///
/// # Errors
/// As [`find`].
pub fn search(
    conn: &mut AnyConnection,
    text: &str,
    staff_only: bool,
    offset: usize,
    limit: usize,
) -> Result<(Vec<Known>, usize), StoreError> {
    // Databases differ in which letters `LIKE` takes for equal; of names either way of writing counts.
    let (pattern, small) = (values::holding(text), values::holding(&text.to_lowercase()));
    let chosen = || {
        let mut query = users::table.into_boxed();
        if !text.is_empty() {
            query = query.filter(
                users::email
                    .like(small.clone())
                    .escape('\\')
                    .or(users::name.like(pattern.clone()).escape('\\'))
                    .or(values::lower(users::name.nullable()).like(small.clone()).escape('\\'))
                    .or(users::public_id.eq(text.to_uppercase())),
            );
        }
        if staff_only {
            query = query.filter(users::staff.is_not_null());
        }
        query
    };
    let count: i64 = chosen().count().get_result(conn)?;
    let rows: Vec<AccountRow> = chosen()
        .order(users::email)
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(AccountRow::as_select())
        .load(conn)?;
    let found: Result<Vec<Known>, StoreError> = rows.into_iter().map(Known::try_from).collect();
    Ok((found?, usize::try_from(count).unwrap_or_default()))
}

/// Everybody on the staff who isn't suspended.
///
/// # Errors
/// As [`find`].
pub fn staff(conn: &mut AnyConnection) -> Result<Vec<Known>, StoreError> {
    let rows: Vec<AccountRow> = users::table
        .filter(users::staff.is_not_null())
        .filter(users::suspended_at.is_null())
        .order(users::id)
        .select(AccountRow::as_select())
        .load(conn)?;
    rows.into_iter().map(Known::try_from).collect()
}

/// Overwrites the hash of an account's password.
///
/// # Errors
/// When the statement fails.
pub fn set_password_hash(conn: &mut AnyConnection, row: RowId, hash: &str) -> Result<(), StoreError> {
    diesel::update(users::table.find(row.0)).set(users::password_hash.eq(hash)).execute(conn)?;
    Ok(())
}

/// Overwrites the address.
///
/// # Errors
/// [`StoreError::is_taken`] when another account has it.
pub fn set_email(conn: &mut AnyConnection, row: RowId, email: &Email) -> Result<(), StoreError> {
    diesel::update(users::table.find(row.0)).set(users::email.eq(email.as_str())).execute(conn)?;
    Ok(())
}

/// Overwrites name and language.
///
/// # Errors
/// When the statement fails.
pub fn set_profile(
    conn: &mut AnyConnection,
    row: RowId,
    name: &Title,
    language: Language,
) -> Result<(), StoreError> {
    diesel::update(users::table.find(row.0))
        .set((users::name.eq(name.as_str()), users::language.eq(language.code())))
        .execute(conn)?;
    Ok(())
}

/// Appoints or dismisses.
///
/// # Errors
/// When the statement fails.
pub fn set_staff(conn: &mut AnyConnection, row: RowId, staff: Option<Staff>) -> Result<(), StoreError> {
    diesel::update(users::table.find(row.0)).set(users::staff.eq(staff.map(Staff::code))).execute(conn)?;
    Ok(())
}

/// Suspends, or restores with `None`.
///
/// # Errors
/// When the statement fails.
pub fn set_suspended(
    conn: &mut AnyConnection,
    row: RowId,
    since: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    diesel::update(users::table.find(row.0))
        .set(users::suspended_at.eq(since.map(values::time)))
        .execute(conn)?;
    Ok(())
}

/// Sets the secret of the second factor with the step whose code confirmed it, or removes both, and the
/// recovery codes with them.
///
/// # Errors
/// When a statement fails.
pub fn set_totp(conn: &mut AnyConnection, row: RowId, secret: Option<(&str, i64)>) -> Result<(), StoreError> {
    diesel::update(users::table.find(row.0))
        .set((
            users::totp_secret.eq(secret.map(|(secret, _)| secret)),
            users::totp_step.eq(secret.map(|(_, step)| step)),
        ))
        .execute(conn)?;
    if secret.is_none() {
        set_recovery_codes(conn, row, &[])?;
    }
    Ok(())
}

/// Says that the code of this time step was taken.
///
/// # Errors
/// When the statement fails.
pub fn take_step(conn: &mut AnyConnection, row: RowId, step: i64) -> Result<(), StoreError> {
    diesel::update(users::table.find(row.0)).set(users::totp_step.eq(step)).execute(conn)?;
    Ok(())
}

/// Replaces the recovery codes, given as hashes.
///
/// # Errors
/// When a statement fails.
pub fn set_recovery_codes(conn: &mut AnyConnection, row: RowId, hashes: &[String]) -> Result<(), StoreError> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(row.0))).execute(conn)?;
    for hash in hashes {
        diesel::insert_into(recovery_codes::table)
            .values((recovery_codes::user_id.eq(row.0), recovery_codes::code_hash.eq(hash)))
            .execute(conn)?;
    }
    Ok(())
}

/// Uses up a recovery code; whether there was one.
///
/// # Errors
/// When the statement fails.
pub fn use_recovery_code(conn: &mut AnyConnection, row: RowId, hash: &str) -> Result<bool, StoreError> {
    let code = recovery_codes::table
        .filter(recovery_codes::user_id.eq(row.0))
        .filter(recovery_codes::code_hash.eq(hash));
    Ok(diesel::delete(code).execute(conn)? > 0)
}

/// How many recovery codes are left.
///
/// # Errors
/// When the statement fails.
pub fn count_recovery_codes(conn: &mut AnyConnection, row: RowId) -> Result<usize, StoreError> {
    let count: i64 =
        recovery_codes::table.filter(recovery_codes::user_id.eq(row.0)).count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Whether somebody administers the site.
///
/// # Errors
/// When the statement fails.
pub fn has_administrator(conn: &mut AnyConnection) -> Result<bool, StoreError> {
    let administrators = users::table.filter(users::staff.eq(Staff::Administrator.code()));
    Ok(diesel::select(exists(administrators)).get_result(conn)?)
}

/// Whether somebody else than `row` administers the site, and isn't suspended.
///
/// # Errors
/// When the statement fails.
pub fn has_other_administrator(conn: &mut AnyConnection, row: RowId) -> Result<bool, StoreError> {
    let others = users::table
        .filter(users::staff.eq(Staff::Administrator.code()))
        .filter(users::suspended_at.is_null())
        .filter(users::id.ne(row.0));
    Ok(diesel::select(exists(others)).get_result(conn)?)
}

/// Deletes an account with its sessions, memberships and recovery codes.
///
/// # Errors
/// When the statement fails.
pub fn delete(conn: &mut AnyConnection, row: RowId) -> Result<(), StoreError> {
    diesel::delete(users::table.find(row.0)).execute(conn)?;
    Ok(())
}
