//! What people do to post, and moderators to review it, in a browser.
//!
//! Each run starts the program on an empty database, which gets an organization, somebody who writes for it and
//! two moderators:
//!
//! | run | language | scripts | database | ways |
//! |---|---|---|---|---|
//! | A | English | with | SQLite | all |
//! | B | Chinese | without | PostgreSQL | all |
//! | C | English | without | PostgreSQL | a need, from the first word to the public page |
//! | D | Chinese | with | SQLite | the same |
//!
//! So each way is gone in both languages, with and without scripts, and on both databases; the long one in each
//! language both with and without scripts.

mod review;
mod scene;
mod table;
mod writing;

use super::journey::{Journey, Way};
use scene::Scene;

#[test]
fn a_everything_in_english_with_scripts_on_sqlite() {
    everything(Way { language: "en", scripts: true, postgres: false });
}

#[test]
fn b_everything_in_chinese_without_scripts_on_postgres() {
    everything(Way { language: "zh", scripts: false, postgres: true });
}

#[test]
fn c_a_need_in_english_without_scripts_on_postgres() {
    a_need(Way { language: "en", scripts: false, postgres: true });
}

#[test]
fn d_a_need_in_chinese_with_scripts_on_sqlite() {
    a_need(Way { language: "zh", scripts: true, postgres: false });
}

fn everything(way: Way) {
    let mut journey = Journey::start(way);
    let mut scene = Scene::set(&mut journey);
    let need = published(&mut journey, &mut scene);
    let longer = journey.say("Coating for large turbine blades", "大型涡轮叶片涂层");
    writing::change(&mut journey, &scene, &need, longer);
    assert_eq!(scene::public_title(&mut journey, &need.id), need.title, "the public reads what was reviewed");
    review::publish_change(&mut journey, &scene.liang, longer);
    assert_eq!(scene::public_title(&mut journey, &need.id), longer);

    let capability = writing::capability(&mut journey, &scene);
    let why = journey.say("This is an advertisement.", "这是广告。");
    review::decide(&mut journey, &scene.liang, capability, "refuse", why);
    let refused = writing::appeal(&mut journey, &scene, why);
    review::cannot_decide(&mut journey, &scene.liang, capability);
    review::decide(&mut journey, &scene.he, capability, "publish", "");
    assert_eq!(scene::public_title(&mut journey, &refused), capability);
    assert!(!journey.text("main").contains(writing::SECRET), "the rest isn't for strangers");

    table::upload(&mut journey, &scene);
    journey.finish();
}

fn a_need(way: Way) {
    let mut journey = Journey::briefly(way);
    let mut scene = Scene::set(&mut journey);
    published(&mut journey, &mut scene);
    journey.finish();
}

/// A need is written, sent back, corrected and published.
fn published(journey: &mut Journey, scene: &mut Scene) -> writing::Posted {
    let title = writing::need(journey, scene);
    let question = journey.say("How many hours must it last?", "需要使用多少小时？");
    review::sign_in(journey, &mut scene.liang);
    review::sign_in(journey, &mut scene.he);
    review::decide(journey, &scene.liang, title, "ask-changes", question);
    let id = writing::answer(journey, scene, question);
    review::decide(journey, &scene.liang, title, "publish", "");
    assert_eq!(scene::public_title(journey, &id), title);
    writing::Posted { id, title }
}
