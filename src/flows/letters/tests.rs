//! Every kind of letter as it was approved, in both languages.
//!
//! `INSTA_UPDATE=always cargo test --lib -- every_kind_of_letter` approves what is written now;
//! `tests/all/browser/mail.rs` photographs it.

use super::*;
use crate::domain::Language;
use crate::mail::samples::{SITE, Sample, organization, reader, samples};

/// The letters that are worded here.
fn own_samples(language: Language) -> Vec<Sample> {
    let to = &reader(language);
    let from = Email::parse("lin.yue@qinling.example").unwrap();
    let token = &Token::fixed();
    let message = "Does <b>Sunmao</b> take needs of hospitals?\n\n林玥";
    let usual = [
        confirm_address(SITE, to, token),
        has_account(SITE, to),
        reset(SITE, to, token),
        account_deleted(SITE, to),
        invitation(SITE, to, &organization(), Role::Editor, token),
        contact(SITE, to, &from, message),
        new_address(SITE, to, token),
        address_changed(SITE, to),
    ];
    let mut samples: Vec<Sample> = usual.map(|letter| Sample::usual(letter.unwrap())).into();
    samples.push(Sample { variant: "wanted", letter: address_taken(SITE, to).unwrap() });
    samples
}

fn all_samples(language: Language) -> Vec<Sample> {
    samples(language).into_iter().chain(own_samples(language)).collect()
}

#[test]
fn every_kind_of_letter_is_as_it_was_approved() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for language in Language::ALL {
        let samples = all_samples(language);
        for kind in LetterKind::ALL {
            assert!(samples.iter().any(|sample| sample.name() == kind.code()), "there is no {kind:?}");
        }
        for sample in samples {
            let (name, letter) = (format!("{}-{language}", sample.name()), sample.letter);
            settings.bind(|| {
                insta::assert_snapshot!(
                    format!("{name}.txt"),
                    format!("{}\n\n{}", letter.subject, letter.text)
                );
                insta::assert_snapshot!(format!("{name}.html"), letter.html);
            });
        }
    }
}

#[test]
fn what_opens_something_is_forgotten_once_it_is_sent() {
    let mut opening = 0;
    for sample in all_samples(Language::En) {
        let Sample { letter, .. } = sample;
        let opens = letter.text.contains(Token::fixed().as_str());
        assert_eq!(opens, letter.html.contains(Token::fixed().as_str()), "{}", letter.key);
        assert!(letter.secret || !opens, "{}", letter.key);
        opening += usize::from(opens);
    }
    assert_eq!(opening, 4);
}
