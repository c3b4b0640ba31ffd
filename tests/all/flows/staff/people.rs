//! Suspending and restoring people, and who belongs to the staff.

use chrono::Utc;
use sunmao::domain::account::{Account, Staff};
use sunmao::domain::audit::Deed;
use sunmao::domain::{AccountId, Language, Title};
use sunmao::flows::account::{self, SignIn};
use sunmao::flows::staff::people::{Outcome, read, restore, search, set_staff, suspend};
use sunmao::flows::{Caller, FlowError, Site};
use sunmao::store::accounts;
use sunmao::store::audit::{self, Filter};

use super::super::institution::people::{
    PASSWORD, addressed, deeds, email, founded, resumed, sign_up, site, stranger, take_letters,
};
use super::{administrator, id_of, now, reason, staff};
use crate::support::database::on_both;

fn signs_in(site: &Site, address: &str) -> SignIn {
    account::sign_in(site, &email(address), PASSWORD, &stranger()).unwrap()
}

/// Whether a session's token still opens anything.
fn is_signed_in(site: &Site, token: &str) -> bool {
    account::resume(site.store(), token, &stranger()).unwrap().is_some()
}

/// Many accounts whose passwords nobody knows.
fn crowd(site: &Site, count: u64) {
    let insert = |conn: &mut _| {
        for n in 0..count {
            let name = Title::parse(&format!("Crowd {n}")).unwrap();
            let account =
                Account { email: email(&format!("c{n:02}@crowd.example")), name, language: Language::Zh };
            accounts::insert(conn, AccountId::from_random(n + 1), &account, "x", None, Utc::now())?;
        }
        Ok::<_, sunmao::store::StoreError>(())
    };
    site.store().write(insert).unwrap();
}

on_both! {
    fn somebody_suspended_is_signed_out_told_why_and_kept_out_until_restored(database) {
        let site = site(database);
        let store = site.store();
        let admin = administrator(&site);
        let token = sign_up(&site, "zhou@lab.example", "Zhou Min");
        let SignIn::Done(second) = signs_in(&site, "zhou@lab.example") else { panic!() };
        let id = id_of(&resumed(&site, &token));
        take_letters(store);
        let since = Utc::now();

        assert_eq!(suspend(&site, &now(&admin), id, &reason("Posted others’ secrets.")).unwrap(), Outcome::Done);
        assert!(!is_signed_in(&site, &token) && !is_signed_in(&site, second.as_str()));
        assert!(matches!(signs_in(&site, "zhou@lab.example"), SignIn::Suspended));
        let letters = take_letters(store);
        assert_eq!(addressed(&letters), [("zhou@lab.example".to_owned(), "suspended".to_owned())]);
        assert!(letters[0].text.contains("Posted others’ secrets."), "{}", letters[0].text);
        let file = read(store, &admin, id).unwrap();
        assert!(file.person.suspended_at.is_some() && file.sessions == 0 && !file.own);

        let again = suspend(&site, &now(&admin), id, &reason("Once more.")).unwrap();
        assert_eq!(again, Outcome::Unchanged);
        assert!(take_letters(store).is_empty(), "told once");
        assert_eq!(restore(&site, &now(&admin), id, &reason("It was a mistake.")).unwrap(), Outcome::Done);
        assert!(matches!(signs_in(&site, "zhou@lab.example"), SignIn::Done(_)));
        assert!(take_letters(store)[0].text.contains("It was a mistake."));
        assert_eq!(restore(&site, &now(&admin), id, &reason("Again.")).unwrap(), Outcome::Unchanged);
        assert!(read(store, &admin, id).unwrap().person.suspended_at.is_none());

        let filter = Filter { actor: Some(id_of(&admin)), from: Some(since), ..Filter::default() };
        let entries = store.read(|conn| audit::find(conn, &filter, 0, 9)).unwrap();
        let told: Vec<_> = entries.iter().map(|entry| (entry.deed, entry.reason.as_deref())).collect();
        let [restored, suspended] = [
            (Deed::PersonRestored, Some("It was a mistake.")),
            (Deed::PersonSuspended, Some("Posted others’ secrets.")),
        ];
        assert_eq!(told, [restored, suspended]);
        assert!(entries.iter().all(|entry| entry.object == id.to_string() && entry.address.is_some()));

        assert_eq!(suspend(&site, &now(&admin), id_of(&admin), &reason("Me")).unwrap(), Outcome::Own);
        let nobody = suspend(&site, &now(&admin), "U-000000".parse().unwrap(), &reason("Who"));
        assert!(matches!(nobody, Err(FlowError::NotFound)), "{nobody:?}");
    }

    fn staff_are_appointed_moved_and_dismissed(database) {
        let site = site(database);
        let admin = administrator(&site);
        let token = sign_up(&site, "zhou@lab.example", "Zhou Min");
        let id = id_of(&resumed(&site, &token));
        let since = Utc::now();
        let set = |role| set_staff(&site, &now(&admin), id, role, &reason("We need one more.")).unwrap();

        assert_eq!(set(None), Outcome::Unchanged);
        assert_eq!(set(Some(Staff::Moderator)), Outcome::Done);
        let signed = account::resume(site.store(), &token, &stranger()).unwrap().unwrap();
        assert!(signed.session.renew, "a new token comes with what one may do");
        assert_eq!(signed.visitor.person().unwrap().staff, Some(Staff::Moderator));
        assert_eq!(set(Some(Staff::Moderator)), Outcome::Unchanged);
        assert_eq!(set(Some(Staff::Administrator)), Outcome::Done);
        assert!(is_signed_in(&site, &token));
        assert_eq!(set(None), Outcome::Done);
        assert!(!is_signed_in(&site, &token), "who is dismissed is signed out");

        let changes: Vec<_> = deeds(site.store(), since).into_iter().map(|(deed, _, after)| (deed, after)).collect();
        let changed = |after: Option<&str>| (Deed::StaffChanged, after.map(str::to_owned));
        assert_eq!(changes, [changed(Some("moderator")), changed(Some("site-administrator")), changed(None)]);
        let filter = Filter { deed: Some(Deed::StaffChanged), ..Filter::default() };
        let entry = &site.store().read(|conn| audit::find(conn, &filter, 0, 1)).unwrap()[0];
        assert_eq!(
            (entry.before.as_deref(), entry.reason.as_deref()),
            (Some("site-administrator"), Some("We need one more."))
        );
        let own = set_staff(&site, &now(&admin), id_of(&admin), None, &reason("I go")).unwrap();
        assert_eq!(own, Outcome::Own);
    }

    fn the_last_administrator_stays_even_if_two_decide_on_each_other(database) {
        let site = site(database);
        let first = administrator(&site);
        let second = staff(&site, "second@sunmao.example", Staff::Administrator, true);
        let suspended = staff(&site, "third@sunmao.example", Staff::Administrator, true);
        let why = reason("We quarrelled.");
        assert_eq!(suspend(&site, &first, id_of(&suspended), &why).unwrap(), Outcome::Done);
        assert_eq!(set_staff(&site, &first, id_of(&second), None, &why).unwrap(), Outcome::Done);
        // The second one's requests were on their way already.
        let late = |caller: &Caller| {
            [
                set_staff(&site, caller, id_of(&first), Some(Staff::Moderator), &why).unwrap(),
                set_staff(&site, caller, id_of(&first), None, &why).unwrap(),
                suspend(&site, caller, id_of(&first), &why).unwrap(),
            ]
        };
        assert_eq!(late(&second), [Outcome::LastAdministrator; 3]);
        assert!(accounts_of_staff(&site).contains(&id_of(&first)));
    }

    fn people_are_found_by_name_address_and_identifier(database) {
        let site = site(database);
        let admin = administrator(&site);
        let token = sign_up(&site, "zhou.min@lab.example", "Zhou Min 周敏");
        let zhou = resumed(&site, &token);
        founded(&site, &zhou, "Jianan Lab");
        crowd(&site, 30);
        let found = |text: &str, staff_only, page| search(site.store(), &admin, text, staff_only, page).unwrap();
        let id = id_of(&zhou).to_string();
        for text in ["zhou min", "ZHOU", "周敏", "Zhou.Min@", " min@lab ", &id, &id.to_lowercase()] {
            let people: Vec<_> = found(text, false, 1).items.iter().map(|person| person.id).collect();
            assert_eq!(people, [id_of(&zhou)], "{text}");
        }
        for text in ["%", "_", "z%n", "' OR 1=1 --", "\\"] {
            assert_eq!(found(text, false, 1).total, 0, "{text}");
        }
        let all = found("", false, 1);
        assert_eq!((all.items.len(), all.total, all.page, all.pages), (25, 32, 1, 2));
        let last = found("", false, usize::MAX);
        assert_eq!((last.items.len(), last.page), (7, 2));
        assert_eq!(found("", true, 1).items.iter().map(|one| one.id).collect::<Vec<_>>(), [id_of(&admin)]);

        let file = read(site.store(), &admin, id_of(&zhou)).unwrap();
        assert_eq!((file.memberships.len(), file.sessions, file.person.second_factor), (1, 1, false));
        let recent = file.recent.unwrap();
        let deeds: Vec<_> = recent.entries.iter().map(|entry| entry.deed).collect();
        let [founded, added] = [Deed::OrganizationFounded, Deed::MemberAdded];
        assert!(deeds.contains(&founded) && deeds.iter().filter(|deed| **deed == added).count() == 1, "{deeds:?}");
        assert_eq!(recent.parties.person(id_of(&zhou)).unwrap().as_str(), "Zhou Min 周敏");
        assert!(read(site.store(), &admin, id_of(&admin)).unwrap().own);
    }
}

fn accounts_of_staff(site: &Site) -> Vec<AccountId> {
    site.store().read(accounts::staff).unwrap().iter().map(|known| known.id).collect()
}
