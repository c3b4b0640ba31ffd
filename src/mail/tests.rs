//! What holds for letters whatever they tell. How each kind looks, `flows::letters` has approved.

use crate::domain::{Event, Language, Topic};

use super::samples::{events, new_matches, notice, reader};

#[test]
fn an_event_is_the_same_after_it_was_kept_but_for_what_is_not_kept() {
    for event in events() {
        let kept: Event = serde_json::from_str(&serde_json::json!(event).to_string()).unwrap();
        match event {
            Event::JoinAsked { .. } => {
                assert!(matches!(kept, Event::JoinAsked { who: None, .. }), "a name is kept");
            }
            event => assert_eq!(kept, event),
        }
    }
}

#[test]
fn markup_in_what_people_write_is_text() {
    let letter = new_matches(&reader(Language::Zh));
    assert!(letter.html.contains("&#60;悬浮液&#62;") && !letter.html.contains("<悬浮液>"));
    assert!(letter.text.contains("<悬浮液>"));
}

#[test]
fn letters_that_can_be_ended_say_where() {
    let to = reader(Language::En);
    for event in events() {
        let letter = notice(&to, &event);
        let address = letter.unsubscribe.as_deref();
        assert_eq!(address.is_some(), event.topic() != Topic::Account, "{event:?}");
        if let Some(address) = address {
            let end = format!("https://sunmao.example/en/unsubscribe/5ec7e7/{}", event.topic().code());
            assert_eq!(address, end);
            assert!(letter.text.contains(&end) && letter.html.contains(&end), "{event:?}");
        }
    }
}

#[test]
fn letters_to_people_with_an_account_lead_to_all_settings() {
    for language in Language::ALL {
        let to = reader(language);
        let settings = format!("https://sunmao.example/{language}/account/mail");
        for letter in events().iter().map(|event| notice(&to, event)).chain([new_matches(&to)]) {
            assert!(letter.text.contains(&settings) && letter.html.contains(&settings), "{}", letter.key);
        }
    }
}
