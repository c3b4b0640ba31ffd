//! Accounts for tests of pages, made without them: a hash each, and no letter.

use chrono::Utc;
use sunmao::domain::account::{Account, Email, Role, Staff};
use sunmao::domain::{Language, OrganizationId, Title};
use sunmao::flows::Caller;
use sunmao::flows::account::{
    Confirmed, SignIn, confirm_second_factor, create, create_staff, resume, sign_in,
};
use totp_rs::{Builder, Secret};

use super::served::Served;

/// Everybody's password.
pub const PASSWORD: &str = "riveting tenons 42";

/// The secret of everybody's second factor.
pub const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// An account as it is made.
pub fn account(email: &str) -> Account {
    Account {
        email: Email::parse(email).unwrap(),
        name: Title::parse("Zhou Min").unwrap(),
        language: Language::En,
    }
}

impl Served {
    /// Makes somebody who acts for an organization.
    pub fn member(&self, email: &str, organization: OrganizationId, role: Role) {
        create(self.site().store(), &account(email), PASSWORD, organization, role, Utc::now()).unwrap();
    }

    /// Makes somebody on the staff, without a second factor yet.
    pub fn staff(&self, email: &str, staff: Staff) {
        create_staff(self.site().store(), &account(email), PASSWORD, staff, Utc::now()).unwrap();
    }

    /// Makes somebody who belongs to nothing.
    pub fn person(&self, email: &str) {
        self.staff(email, Staff::Moderator);
        self.execute(&format!("UPDATE users SET staff = NULL WHERE email = '{email}'"));
    }

    /// Signs somebody in without a page; with a second factor, only by half.
    pub fn session(&self, email: &str) -> String {
        let caller = Caller::operator(Utc::now());
        match sign_in(self.site(), &Email::parse(email).unwrap(), PASSWORD, &caller).unwrap() {
            SignIn::Done(token) | SignIn::SecondFactor(token) => token.as_str().to_owned(),
            other => panic!("{email}: {other:?}"),
        }
    }

    /// Gives somebody a second factor, and a session; the recovery codes besides.
    pub fn with_second_factor(&self, email: &str) -> (String, Vec<String>) {
        let token = self.session(email);
        let mut caller = Caller::operator(Utc::now());
        let signed = resume(self.site().store(), &token, &caller).unwrap().unwrap();
        caller.visitor = signed.visitor.clone();
        let session = signed.session.row;
        let set = confirm_second_factor(self.site(), &caller, session, SECRET, &code(0), PASSWORD).unwrap();
        match set {
            Confirmed::Done(token, codes) => (token.as_str().to_owned(), codes),
            other => panic!("{email}: {other:?}"),
        }
    }
}

/// What an authenticator app shows, so many steps of half a minute from now. Each code counts once.
pub fn code(later: i64) -> String {
    let at = u64::try_from(Utc::now().timestamp() + 30 * later).unwrap();
    let secret = Secret::try_from_base32(SECRET).unwrap();
    Builder::new().with_secret(secret).build_noncompliant().generate(at).to_string()
}
