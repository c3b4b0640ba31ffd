//! What people do to trust the site with an account, and to act for an organization, in a browser.
//!
//! Each run starts the program on an empty database, and goes its ways in order:
//!
//! | run | language | scripts | database | ways |
//! |---|---|---|---|---|
//! | A | English | with | SQLite | all |
//! | B | Chinese | without | PostgreSQL | all |
//! | C | English | without | PostgreSQL | sign-up, sessions, reset, saved searches, export and deletion |
//! | D | Chinese | with | SQLite | the same |
//!
//! So each way is gone in both languages, with and without scripts, and on both databases; and the short ones
//! in each language both with and without scripts. Every page on the way is asked for its sanity at each
//! visit, and looked at in every guise once in each language.

mod accounts;
mod organizations;
mod staff;

use super::journey::{Journey, Way};

#[test]
fn a_everything_in_english_with_scripts_on_sqlite() {
    everything(Way { language: "en", scripts: true, postgres: false });
}

#[test]
fn b_everything_in_chinese_without_scripts_on_postgres() {
    everything(Way { language: "zh", scripts: false, postgres: true });
}

#[test]
fn c_accounts_in_english_without_scripts_on_postgres() {
    own_account(Way { language: "en", scripts: false, postgres: true });
}

#[test]
fn d_accounts_in_chinese_with_scripts_on_sqlite() {
    own_account(Way { language: "zh", scripts: true, postgres: false });
}

fn everything(way: Way) {
    let mut journey = Journey::start(way);
    let mut administrator = accounts::first_start(&mut journey);
    accounts::second_factor(&mut journey, &mut administrator);
    let mut founder = accounts::sign_up(&mut journey);
    let organization = organizations::found(&mut journey, &founder);
    let colleague = organizations::invite(&mut journey, &founder, &organization);
    let reader = organizations::join(&mut journey, &founder, &organization);
    organizations::ask_for_verification(&mut journey, &founder, &organization);
    let missing = journey.say("A letter of authorization is missing.", "缺少授权书。");
    staff::decide(&mut journey, &administrator.person, "send-back", missing);
    organizations::ask_again(&mut journey, &founder, missing);
    staff::decide(&mut journey, &administrator.person, "verify", "");
    organizations::is_verified(&mut journey, &founder, &organization);
    staff::suspend(&mut journey, &administrator.person, &reader);
    staff::look_around(&mut journey, &administrator.person, &organization);
    accounts::sessions(&mut journey, &founder);
    accounts::reset(&mut journey, &mut founder);
    accounts::told(&mut journey, &founder);
    accounts::stay(&mut journey, &founder);
    accounts::searches(&mut journey, &founder);
    organizations::hand_over(&mut journey, &founder, &organization, &colleague);
    accounts::move_house(&mut journey, &mut founder, Some(&colleague));
    accounts::too_many(&mut journey);
    accounts::leave(&mut journey, &founder);
    journey.finish();
}

fn own_account(way: Way) {
    let mut journey = Journey::briefly(way);
    let mut person = accounts::sign_up(&mut journey);
    accounts::sessions(&mut journey, &person);
    accounts::reset(&mut journey, &mut person);
    accounts::told(&mut journey, &person);
    accounts::searches(&mut journey, &person);
    accounts::move_house(&mut journey, &mut person, None);
    accounts::leave(&mut journey, &person);
    journey.finish();
}
