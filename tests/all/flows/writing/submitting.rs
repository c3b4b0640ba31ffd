//! Submitting, taking back, and what a moderator's answer leads to.

use sunmao::domain::audit::Deed;
use sunmao::domain::verification::Reason;
use sunmao::domain::version::{Review, VersionState};
use sunmao::domain::{PostingId, State};
use sunmao::flows::writing::draft::{Begun, begin_change, open};
use sunmao::flows::writing::{Attention, Submission, Submitted, TakenBack, history, list, submit, take_back};
use sunmao::flows::{FlowError, Site};

use super::super::institution::people::{deeds, site, stranger};
use super::{Cast, cast, decide, fields, fill, need, record, submitted};
use crate::support::database::on_both;

/// Begins a change of a posting and submits it with another title.
fn change(site: &Site, cast: &Cast, id: PostingId, title: &str) -> Submitted {
    let begun = begin_change(site.store(), &cast.zhou, id, fill).unwrap();
    let Begun::Done(draft) = begun else { panic!("{begun:?}") };
    let message = Reason::parse("Shorter now.").unwrap();
    submit(
        site.store(),
        &cast.zhou,
        draft,
        1,
        Submission { message: Some(&message), ..(&need(title)).into() },
    )
    .unwrap()
}

on_both! {
    fn what_is_new_waits_and_may_be_taken_back(database) {
        let site = site(database);
        let cast = cast(&site);
        let since = cast.zhou.at;
        let id = submitted(&site, &cast.zhou, cast.organization, "Ceramic coating");
        assert_eq!(record(&site, id).state, State::InReview);
        assert_eq!(deeds(site.store(), since), [(Deed::PostingSubmitted, id.to_string(), Some("1".to_owned()))]);
        let listed = list(site.store(), &cast.wu, cast.organization).unwrap();
        assert_eq!((listed.waiting, listed.drafts.len(), listed.postings[0].waiting), (1, 0, true));
        assert_eq!(begin_change(site.store(), &cast.zhou, id, fill).unwrap(), Begun::Waiting);

        // Nobody else knows of it.
        let taken = take_back(site.store(), &cast.outsider, id, fill);
        assert!(matches!(taken, Err(FlowError::NotFound)), "{taken:?}");
        assert!(matches!(history(site.store(), &cast.outsider, id), Err(FlowError::NotFound)));
        assert!(matches!(history(site.store(), &stranger(), id), Err(FlowError::Denied(_))));

        let taken = take_back(site.store(), &cast.wu, id, fill).unwrap();
        let TakenBack::Done(draft) = taken else { panic!("{taken:?}") };
        let opened = open(site.store(), &cast.zhou, draft).unwrap();
        assert_eq!(opened.draft.fields, fields("Ceramic coating"));
        assert_eq!(record(&site, id).state, State::Draft);
        assert_eq!(take_back(site.store(), &cast.wu, id, fill).unwrap(), TakenBack::NotWaiting);
        assert_eq!(change(&site, &cast, id, "Ceramic coat"), Submitted::Done(id), "the same posting");
        let all = history(site.store(), &cast.wu, id).unwrap().versions;
        let states: Vec<_> = all.iter().map(|one| (one.number, one.state)).collect();
        assert_eq!(states, [(2, VersionState::Waiting), (1, VersionState::Withdrawn)]);
        assert_eq!(all[0].message.as_ref().unwrap().as_str(), "Shorter now.");
    }

    fn what_is_published_stays_until_somebody_decides(database) {
        let site = site(database);
        let cast = cast(&site);
        let id = submitted(&site, &cast.zhou, cast.organization, "Ceramic coating");
        decide(&site, id, &Review::Publish, State::Published);
        assert_eq!(change(&site, &cast, id, "Metal coating"), Submitted::Done(id));
        let stands = record(&site, id);
        assert_eq!((stands.state, stands.posting.title.as_str()), (State::Published, "Ceramic coating"));

        let reason = Reason::parse("Which metal?").unwrap();
        decide(&site, id, &Review::AskChanges(reason.clone()), State::Published);
        let listed = list(site.store(), &cast.wu, cast.organization).unwrap();
        assert_eq!(listed.postings[0].attention, Some(Attention::ChangesAsked));
        let begun = begin_change(site.store(), &cast.wu, id, fill).unwrap();
        let Begun::Done(draft) = begun else { panic!("{begun:?}") };
        let kept = open(site.store(), &cast.wu, draft).unwrap().draft.fields;
        assert_eq!(kept, fields("Metal coating"), "what was asked about is gone on with");
        let again = begin_change(site.store(), &cast.zhou, id, fill).unwrap();
        assert_eq!(again, Begun::Done(draft), "one draft of one posting");
        let all = history(site.store(), &cast.wu, id).unwrap().versions;
        assert_eq!(all[0].reason, Some(reason));

        let done = submit(site.store(), &cast.wu, draft, 1, (&need("Nickel coating")).into()).unwrap();
        assert_eq!(done, Submitted::Done(id));
        decide(&site, id, &Review::Publish, State::Published);
        assert_eq!(record(&site, id).posting.title.as_str(), "Nickel coating");
    }

    fn what_was_refused_is_reviewed_with_its_new_content(database) {
        let site = site(database);
        let cast = cast(&site);
        let id = submitted(&site, &cast.zhou, cast.organization, "Buy my coating");
        decide(&site, id, &Review::Refuse(Reason::parse("An advertisement.").unwrap()), State::Refused);
        let listed = list(site.store(), &cast.wu, cast.organization).unwrap();
        assert_eq!(listed.postings[0].attention, Some(Attention::Refused));
        assert_eq!(change(&site, &cast, id, "Ceramic coating"), Submitted::Done(id));
        let stands = record(&site, id);
        assert_eq!((stands.state, stands.posting.title.as_str()), (State::InReview, "Ceramic coating"));
        let listed = list(site.store(), &cast.wu, cast.organization).unwrap();
        assert_eq!((listed.postings[0].attention, listed.waiting), (None, 1));
    }
}
