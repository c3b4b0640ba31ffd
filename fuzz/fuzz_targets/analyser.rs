//! The analyser, the index and its searches, on texts of any kind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sunmao::matching::{Document, Silent, TextField, TextIndex, highlight};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
    for range in highlight(rest, title) {
        assert!(rest.get(range).is_some_and(|passage| !passage.is_empty()));
    }
    let document = || Document::default().with(TextField::Title, title).with(TextField::Description, rest);
    let sides = [vec![document(), Document::default().with(TextField::Description, title)], vec![document()]];
    let mut index = TextIndex::build(&sides, &Silent);
    let added = index.add(0, &Document::default().with(TextField::Keywords, rest));
    let query = index.query(&document());
    for hit in index.search(0, &query, 10) {
        assert!(hit.item <= added && hit.score.is_finite());
    }
    index.remove(0, added);
    assert!(index.search(0, &query, 10).iter().all(|hit| hit.item != added));
});
