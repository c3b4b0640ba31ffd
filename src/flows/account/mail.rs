//! How soon somebody is written to of what, and ending letters without signing in.

use crate::domain::access::{Action, Denial};
use crate::domain::audit::Deed;
use crate::domain::{Event, Pace, PostingId, Schedule, Topic};
use crate::flows::caller::{Caller, Note};
use crate::flows::writing::posting;
use crate::flows::{FlowError, notify};
use crate::store::{AnyConnection, RowId, Store, mail_settings, postings};

/// What somebody chose.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// When they are written to.
    pub schedule: Schedule,
    /// How soon they hear of each topic that they may choose a pace for.
    pub paces: Vec<(Topic, Pace)>,
    /// The postings with a pace of their own: identifier, title, pace.
    pub postings: Vec<(PostingId, String, Pace)>,
}

/// The topics that the caller chooses a pace for.
fn topics(caller: &Caller) -> Result<Vec<Topic>, Denial> {
    let staff = caller.person()?.staff;
    Ok(Topic::with_paces().filter(|topic| topic.staff().is_none_or(|least| staff >= Some(least))).collect())
}

/// What the caller chose.
///
/// # Errors
/// [`FlowError`].
pub fn mail_settings(store: &Store, caller: &Caller) -> Result<MailSettings, FlowError> {
    caller.require(Action::UseAccount)?;
    let topics = topics(caller)?;
    store.read(|conn| {
        let known = caller.account(conn)?;
        Ok(MailSettings {
            schedule: mail_settings::schedule(conn, known.row)?,
            paces: paces(conn, known.row, &topics)?,
            postings: mail_settings::posting_paces_of(conn, known.row)?,
        })
    })
}

/// How soon somebody hears of each of these topics.
pub(super) fn paces(
    conn: &mut AnyConnection,
    user: RowId,
    topics: &[Topic],
) -> Result<Vec<(Topic, Pace)>, FlowError> {
    topics.iter().map(|topic| Ok((*topic, mail_settings::pace(conn, user, *topic)?))).collect()
}

/// Overwrites what the caller chose; of topics that they can't choose a pace for nothing changes.
///
/// # Errors
/// [`FlowError`].
pub fn change_mail_settings(
    store: &Store,
    caller: &Caller,
    schedule: &Schedule,
    paces: &[(Topic, Pace)],
) -> Result<(), FlowError> {
    caller.require(Action::UseAccount)?;
    let topics = topics(caller)?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        mail_settings::set_schedule(conn, known.row, schedule)?;
        for (topic, pace) in
            paces.iter().filter(|(topic, pace)| topics.contains(topic) && topic.paces().contains(pace))
        {
            mail_settings::set_pace(conn, known.row, *topic, *pace)?;
            if *pace == Pace::Never {
                withdraw_ended(conn, caller, known.row, *topic)?;
            }
        }
        Ok(())
    })
}

/// How soon the caller hears of one posting's matches, where it differs from the rest; nothing at all for
/// who isn't told of them.
///
/// # Errors
/// [`FlowError`].
pub fn posting_pace(
    store: &Store,
    caller: &Caller,
    id: PostingId,
) -> Result<Option<Option<Pace>>, FlowError> {
    let Some(person) = caller.visitor.person() else { return Ok(None) };
    if person.memberships.is_empty() {
        return Ok(None);
    }
    store.read(|conn| {
        let Some(stored) = postings::find(conn, id)? else { return Ok(None) };
        if caller.visitor.role_in(stored.organization.id).is_none() {
            return Ok(None);
        }
        let known = caller.account(conn)?;
        Ok(Some(mail_settings::posting_pace(conn, known.row, stored.row)?))
    })
}

/// Sets how soon the caller hears of one posting's matches; `None`: as of the rest.
///
/// # Errors
/// [`FlowError`].
pub fn set_posting_pace(
    store: &Store,
    caller: &Caller,
    id: PostingId,
    pace: Option<Pace>,
) -> Result<(), FlowError> {
    store.write(|conn| {
        let stored = posting(conn, caller, id, Action::ReadWriting)?;
        let known = caller.account(conn)?;
        mail_settings::set_posting_pace(conn, known.row, stored.row, pace)?;
        withdraw_ended(conn, caller, known.row, Topic::Match)
    })
}

/// Has no letter tell any more of what somebody doesn't want to hear of a topic; a posting with a pace of its own
/// goes by that.
fn withdraw_ended(
    conn: &mut AnyConnection,
    caller: &Caller,
    user: RowId,
    topic: Topic,
) -> Result<(), FlowError> {
    let pace = mail_settings::pace(conn, user, topic)?;
    let own = mail_settings::posting_paces_of(conn, user)?;
    let is_ended = |event: &Event| {
        let own = match event {
            Event::Matches { posting, .. } => own.iter().find(|(id, ..)| id == posting),
            _ => None,
        };
        own.map_or(pace, |(_, _, pace)| *pace) == Pace::Never
    };
    notify::withdraw(conn, user, topic, is_ended, caller.at)
}

/// Whether letters of a topic can be ended by this token.
///
/// # Errors
/// [`FlowError::Store`].
pub fn is_unsubscribe_link(store: &Store, token: &str, topic: Topic) -> Result<bool, FlowError> {
    let found = store.read(|conn| mail_settings::of_token(conn, token))?;
    Ok(found.is_some() && topic.can_end())
}

/// Ends letters of a topic, by who has a letter of it; whether the token is somebody's.
///
/// # Errors
/// [`FlowError::Store`].
pub fn unsubscribe(store: &Store, caller: &Caller, token: &str, topic: Topic) -> Result<bool, FlowError> {
    if !topic.can_end() {
        return Ok(false);
    }
    store.write(|conn| {
        let Some((row, id)) = mail_settings::of_token(conn, token)? else { return Ok(false) };
        mail_settings::end(conn, row, topic)?;
        notify::withdraw(conn, row, topic, |_| true, caller.at)?;
        // By whom can't be said: whoever has the letter.
        let note = Note { after: Some(topic.code().to_owned()), ..Note::default() };
        caller.record(conn, Deed::MailEnded, id, note)?;
        Ok(true)
    })
}
