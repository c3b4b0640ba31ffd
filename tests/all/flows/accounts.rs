//! Accounts and their passwords.

use chrono::Utc;
use sunmao::domain::account::{Account, Email, Role};
use sunmao::domain::{Language, Title};
use sunmao::flows::account::{AccountError, SignIn, create, set_password, sign_in};
use sunmao::flows::export::export;
use sunmao::flows::import::import;
use sunmao::flows::{Caller, Site};
use sunmao::matching::Silent;

use crate::support::database::on_both;
use crate::support::sample::organization;

on_both! {
    fn only_the_own_password_signs_in(database) {
        let store = database.open();
        import(&store, vec![organization("acme")], Vec::new(), Utc::now()).unwrap();
        let acme = export(&store).unwrap().organizations[0].id;
        let account = Account {
            email: Email::parse("Zhou@Acme.example").unwrap(),
            name: Title::parse("周敏").unwrap(),
            language: Language::Zh,
        };
        create(&store, &account, "correct horse", acme, Role::Editor, Utc::now()).unwrap();
        let signs_in = |email: &str, password| {
            let site = Site::open(store.clone(), &Silent).unwrap();
            let caller = Caller::operator(Utc::now());
            let done = sign_in(&site, &Email::parse(email).unwrap(), password, &caller).unwrap();
            matches!(done, SignIn::Done(_))
        };
        assert!(signs_in("zhou@acme.example", "correct horse"));
        for (email, password) in [
            ("zhou@acme.example", "correct horse "),
            ("zhou@acme.example", ""),
            ("nobody@acme.example", "correct horse"),
            ("nobody@acme.example", "nobody"),
        ] {
            assert!(!signs_in(email, password), "{email} {password}");
        }
        set_password(&store, &account.email, "another").unwrap();
        assert!(!signs_in("zhou@acme.example", "correct horse"));
        assert!(signs_in("zhou@acme.example", "another"));

        let again = create(&store, &account, "third", acme, Role::Reader, Utc::now());
        assert!(matches!(again, Err(AccountError::EmailTaken)), "{again:?}");
        let stray = Account { email: Email::parse("a@b.example").unwrap(), ..account };
        let nowhere = create(&store, &stray, "x", "O-000000".parse().unwrap(), Role::Reader, Utc::now());
        assert!(matches!(nowhere, Err(AccountError::NoOrganization)), "{nowhere:?}");
        assert!(!signs_in("a@b.example", "x"), "nothing of it is kept");
    }
}
