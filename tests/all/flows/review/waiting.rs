//! Reports, and the one queue over everything that waits.

use chrono::{TimeDelta, Utc};
use sunmao::domain::audit::Deed;
use sunmao::domain::report::{Ground, Verdict};
use sunmao::domain::{PostingId, State};
use sunmao::flows::review::{
    Choice, Claimed, Judged, Object, Reported, Task, WorkSort, claim, judge, release, report, take_next, work,
};
use sunmao::flows::{Caller, Site};

use super::super::institution::people::{deeds, founded, resumed, sign_up, site, take_letters};
use super::{EDITOR, content, later, moderator, reason, scene, stored, submit};
use crate::support::database::on_both;

/// Somebody of another organization.
fn reporter(site: &Site, name: &str) -> Caller {
    let token = sign_up(site, &format!("{name}@else.example"), name);
    founded(site, &resumed(site, &token), name);
    resumed(site, &token)
}

/// A published posting.
fn published(site: &Site, organization: sunmao::domain::OrganizationId, title: &str) -> PostingId {
    let id = submit(site, organization, EDITOR, &content(title, "It survives."));
    let moderator = moderator(site, &format!("m{}", rand::random::<u32>()));
    let review = sunmao::domain::version::Review::Publish;
    sunmao::flows::review::decide(site, &moderator, id, 1, &review).unwrap();
    assert_eq!(stored(site, id).state, State::Published);
    id
}

on_both! {
    fn reports_of_one_thing_are_decided_together_and_take_it_off(database) {
        let site = site(database);
        let scene = scene(&site);
        let id = published(&site, scene.organization, "Coating");
        let (lin, bao) = (reporter(&site, "lin"), reporter(&site, "bao"));
        let object = Object::Posting(id);
        let told = |caller: &Caller| report(site.store(), caller, object, Ground::Misleading, None).unwrap();
        let Reported::Done(first) = told(&lin) else { panic!() };
        assert_eq!(told(&lin), Reported::Already);
        let Reported::Done(second) = told(&bao) else { panic!() };
        let own = resumed(&site, &scene.editor);
        assert_eq!(told(&own), Reported::Own);
        take_letters(site.store());

        let liang = moderator(&site, "liang");
        let before = Utc::now() - TimeDelta::minutes(1);
        let verdict = Verdict::Uphold(reason("Made up."));
        assert_eq!(judge(&site, &liang, first, &verdict).unwrap(), Judged::Done);
        assert_eq!(judge(&site, &liang, second, &verdict).unwrap(), Judged::NotWaiting);
        assert_eq!(stored(&site, id).state, State::ChangesAsked);
        let letters = take_letters(site.store());
        let to = |address: &str| letters.iter().filter(|letter| letter.to.as_str() == address).count();
        assert_eq!(
            [to("zhou@lab.example"), to(EDITOR), to("lin@else.example"), to("bao@else.example")],
            [1, 1, 1, 1]
        );
        let done: Vec<Deed> = deeds(site.store(), before).into_iter().map(|(deed, ..)| deed).collect();
        assert_eq!(done.iter().filter(|deed| **deed == Deed::ReportDecided).count(), 2);
        assert!(done.contains(&Deed::PostingTakenOff));
    }

    fn what_waits_is_taken_once_and_the_longest_waiting_first(database) {
        let site = site(database);
        let scene = scene(&site);
        let open = published(&site, scene.organization, "Open");
        let new = submit(&site, scene.organization, EDITOR, &content("New", "It is new."));
        let lin = reporter(&site, "lin");
        report(site.store(), &lin, Object::Posting(open), Ground::Spam, None).unwrap();
        let (liang, chen) = (moderator(&site, "liang"), moderator(&site, "chen"));
        let queue = work(site.store(), &liang, Choice::default(), 1).unwrap();
        let sorts: Vec<WorkSort> = queue.lines.items.iter().map(|line| line.sort).collect();
        assert_eq!(sorts, [WorkSort::New, WorkSort::Report]);
        assert_eq!((queue.counts[&WorkSort::New], queue.counts[&WorkSort::Change]), (1, 0));

        // Two at once get different things.
        let next = |caller: &Caller| take_next(site.store(), caller, Choice::default()).unwrap();
        let (one, two) = std::thread::scope(|scope| {
            let one = scope.spawn(|| next(&liang));
            let two = scope.spawn(|| next(&chen));
            (one.join().unwrap(), two.join().unwrap())
        });
        let (one, two) = (one.unwrap(), two.unwrap());
        assert_ne!(one, two);
        assert!([one, two].contains(&Task::Posting(new)));
        assert_eq!(next(&liang), None);
        assert!(matches!(claim(site.store(), &liang, two).unwrap(), Claimed::Taken(_)));
        release(site.store(), &liang, two).unwrap();
        assert!(matches!(claim(site.store(), &liang, two).unwrap(), Claimed::Taken(_)), "not another's to give up");
        release(site.store(), &chen, two).unwrap();
        assert_eq!(next(&liang), Some(two));
        // A claim runs out.
        let much_later = later(&chen, TimeDelta::hours(1));
        assert!(next(&much_later).is_some());
        assert!(work(site.store(), &lin, Choice::default(), 1).is_err(), "the queue isn't there for others");
    }
}
