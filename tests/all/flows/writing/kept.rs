//! What goes with postings on either database: files, tables, views, how long what came from a file is open,
//! and what the site's administrators set.

use chrono::{TimeDelta, Utc};
use sunmao::domain::access::Visitor;
use sunmao::domain::account::{Account, Staff};
use sunmao::domain::attachment::Attachment;
use sunmao::domain::settings::{Setting, Settings, SiteText};
use sunmao::domain::version::Review;
use sunmao::domain::{Kind, Language, Line, State, Title};
use sunmao::flows::import::import;
use sunmao::flows::review::{add_reason, listed_reasons, retire_reason};
use sunmao::flows::staff::settings::{self, TextChange, Written};
use sunmao::flows::views;
use sunmao::flows::writing::attachment::{attach, attached, own_file, public_file, purge};
use sunmao::flows::writing::bulk::{self, Fate, TakenOver, plan, take_over, upload};
use sunmao::flows::writing::draft::{Begun, begin};
use sunmao::flows::writing::life::expire_due;
use sunmao::flows::writing::{Submission, Submitted, list, submit};
use sunmao::flows::{Caller, FlowError, Site, account, read};
use sunmao::store::lives;

use super::super::institution::people::{PASSWORD, email, resumed, site, stranger};
use super::{cast, decide, fields, need};
use crate::support::database::on_both;
use crate::support::sample;

fn file(name: &str) -> Attachment {
    Attachment::parse(name, format!("%PDF-1.7 {name}").into_bytes()).unwrap()
}

fn administrator(site: &Site) -> Caller {
    let account = Account {
        email: email("head@sunmao.example"),
        name: Title::parse("Head").unwrap(),
        language: Language::En,
    };
    account::create_staff(site.store(), &account, PASSWORD, Staff::Administrator, Utc::now()).unwrap();
    let signed = account::sign_in(site, &account.email, PASSWORD, &stranger()).unwrap();
    let account::SignIn::Done(token) = signed else { panic!() };
    let mut caller = resumed(site, token.as_str());
    if let Visitor::Person(own) = &mut caller.visitor {
        own.second_factor = true;
    }
    caller
}

on_both! {
    fn files_are_kept_by_versions_and_go_when_nothing_names_them(database) {
        let site = site(database);
        let (store, cast) = (site.store(), cast(&site));
        let begun = begin(store, &cast.zhou, cast.organization, Kind::Need, &fields("Coating")).unwrap();
        let Begun::Done(draft) = begun else { panic!() };
        let ids = attach(store, &cast.zhou, draft, &[file("a.pdf"), file("b.pdf")]).unwrap();
        assert!(matches!(own_file(store, &cast.outsider, ids[0]), Err(FlowError::Denied(_))));
        let content = need("Coating");
        let submission = Submission { content: &content, attachments: &ids[1..], message: None };
        let Submitted::Done(id) = submit(store, &cast.zhou, draft, 1, submission).unwrap() else { panic!() };
        purge(store, Utc::now()).unwrap();
        assert!(own_file(store, &cast.zhou, ids[0]).is_ok(), "somebody may still be writing");
        purge(store, Utc::now() + TimeDelta::days(2)).unwrap();
        assert!(matches!(own_file(store, &cast.zhou, ids[0]), Err(FlowError::NotFound)));
        assert_eq!(own_file(store, &cast.zhou, ids[1]).unwrap(), file("b.pdf"));
        let public = || public_file(store, &Visitor::Stranger, id, ids[1]);
        assert!(matches!(public(), Err(FlowError::NotFound)), "nothing is published");
        decide(&site, id, &Review::Publish, State::Published);
        assert_eq!(public().unwrap().name.as_str(), "b.pdf");

        // Another organization's draft can't take it.
        let theirs = begin(store, &cast.outsider, own(&cast.outsider), Kind::Need, &fields("Theirs")).unwrap();
        let Begun::Done(theirs) = theirs else { panic!() };
        assert!(attached(store, &cast.outsider, theirs, &ids).unwrap().is_empty());
    }

    fn a_table_does_what_it_showed(database) {
        let site = site(database);
        let (store, cast) = (site.store(), cast(&site));
        let bring = |table: &str| {
            upload(store, &cast.zhou, cast.organization, Kind::Need, "a.csv", table.into()).unwrap()
        };
        let id = bring("title,ref,disclosure\nPump,p-1,teaser\nValve,p-2,\n");
        let shown = plan(&site, &cast.zhou, id).unwrap();
        assert_eq!(shown.rows.iter().map(|row| row.fate).collect::<Vec<_>>(), [Fate::New; 2]);
        assert!(matches!(plan(&site, &cast.outsider, id), Err(FlowError::Denied(_))));
        assert_eq!(take_over(store, &cast.zhou, id, "").unwrap(), TakenOver::Changed);
        assert_eq!(take_over(store, &cast.zhou, id, shown.digest.as_deref().unwrap()).unwrap(), TakenOver::Done(2));
        let postings = list(store, &cast.zhou, cast.organization).unwrap().postings;
        assert_eq!(postings.len(), 2);
        for line in &postings {
            decide(&site, line.record.id, &Review::Publish, State::Published);
        }
        // Blank leaves the disclosure level as it is.
        let id = bring("title,ref,disclosure,trl\nPump,p-1,,7\nValve,p-2,,\n");
        let shown = plan(&site, &cast.zhou, id).unwrap();
        assert!(matches!(shown.rows[0].fate, Fate::Change(_)) && matches!(shown.rows[1].fate, Fate::Unchanged(_)));
        assert_eq!(take_over(store, &cast.zhou, id, shown.digest.as_deref().unwrap()).unwrap(), TakenOver::Done(1));
        let postings = list(store, &cast.zhou, cast.organization).unwrap().postings;
        let waiting: Vec<_> = postings.iter().filter(|line| line.waiting).collect();
        assert_eq!(waiting.len(), 1, "a change waits, and what is published stays");
        assert_eq!(waiting[0].record.posting.disclosure, sunmao::domain::Disclosure::Teaser);
        bring("title\nForgotten\n");
        bulk::purge(store, Utc::now() + TimeDelta::days(8)).unwrap();
    }

    fn what_came_from_a_file_has_a_life_and_views_are_added_up(database) {
        let site = site(database);
        let (store, cast) = (site.store(), cast(&site));
        let mut record = sample::posting(Kind::Need, "n", "Jianan Lab", "Coating");
        let now = Utc::now();
        record.posting.deadline = Some(now.date_naive() + chrono::Days::new(10));
        let other = sample::posting(Kind::Need, "m", "Jianan Lab", "Pump");
        import(store, Vec::new(), vec![record, other], now).unwrap();
        assert!(!expire_due(&site, now).unwrap());
        let lines = list(store, &cast.zhou, cast.organization).unwrap().postings;
        let mut ends: Vec<i64> = lines
            .iter()
            .map(|line| (line.life.as_ref().unwrap().expires_at - now).num_days())
            .collect();
        ends.sort_unstable();
        assert!(ends[0] <= 11 && ends[1] >= 59, "to the closing date, or as long as usual: {ends:?}");

        let id = lines[0].record.id;
        let view = read::posting(store, &Visitor::Stranger, id).unwrap();
        for reader in [&Visitor::Stranger, &cast.outsider.visitor, &cast.zhou.visitor] {
            views::seen(&site, reader, &view);
        }
        views::write_down(&site, now).unwrap();
        views::seen(&site, &Visitor::Stranger, &view);
        views::write_down(&site, now).unwrap();
        views::write_down(&site, now).unwrap();
        let seen = |id| {
            let lines = list(store, &cast.zhou, cast.organization).unwrap().postings;
            lines.iter().find(|line| line.record.id == id).unwrap().views
        };
        assert_eq!(seen(id), 3, "its own organization's don't count");
        assert_eq!(seen(lines[1].record.id), 0);
        assert!(store.read(|conn| lives::missing(conn, 9)).unwrap().is_empty());
    }

    fn what_administrators_set_holds_for_all(database) {
        let site = site(database);
        let (store, cast) = (site.store(), cast(&site));
        let head = administrator(&site);
        let new = Settings::default().with(Setting::Drafts, 1).unwrap();
        assert!(matches!(settings::change(store, &cast.zhou, &new), Err(FlowError::Denied(_))));
        settings::change(store, &head, &new).unwrap();
        assert_eq!(settings::read(store, &head).unwrap(), new);
        let begin = || begin(store, &cast.zhou, cast.organization, Kind::Need, &fields("x")).unwrap();
        assert!(matches!((begin(), begin()), (Begun::Done(_), Begun::TooMany)));
        settings::change(store, &head, &Settings::default()).unwrap();
        assert_eq!(settings::read(store, &head).unwrap(), Settings::default());

        let written = Written { en: sunmao::domain::Description::parse("Be kind.").ok(), ..Written::default() };
        assert_eq!(settings::change_text(store, &head, SiteText::Terms, &written).unwrap(), TextChange::Done);
        let kept = settings::text(store, SiteText::Terms).unwrap();
        assert_eq!((kept.en.as_ref(), kept.zh.as_ref()), (written.en.as_ref(), None));
        let late = settings::change_text(store, &head, SiteText::Terms, &written).unwrap();
        assert_eq!(late, TextChange::Conflict(kept));

        let line = |text: &str| Line::parse(text).unwrap();
        add_reason(store, &head, &line("Too vague"), &line("太笼统")).unwrap();
        retire_reason(store, &head, "unclear", true).unwrap();
        retire_reason(store, &head, "own-1", true).unwrap();
        retire_reason(store, &head, "own-1", false).unwrap();
        assert!(matches!(retire_reason(store, &head, "none", true), Err(FlowError::NotFound)));
        let all = listed_reasons(store, &head).unwrap();
        let retired: Vec<&str> = all.iter().filter(|one| one.retired).map(|one| one.code.as_str()).collect();
        assert_eq!(retired, ["unclear"]);
        assert_eq!(all.last().unwrap().text(Language::Zh), "太笼统");
    }
}

/// The organization of somebody who has one.
fn own(caller: &Caller) -> sunmao::domain::OrganizationId {
    caller.visitor.person().unwrap().memberships[0].0
}
