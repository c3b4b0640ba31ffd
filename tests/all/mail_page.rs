//! `docs/MAIL.md` has the table of letters that the code has.

use std::fmt::Write as _;
use std::path::Path;

use sunmao::domain::{LetterKind, Pace, Topic};

const BEGIN: &str = "<!-- made from src/domain/topic.rs -->\n";
const END: &str = "<!-- end -->\n";

#[test]
fn the_page_of_docs_says_who_is_told_what() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/MAIL.md");
    let kept = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = kept.split_once(BEGIN).expect("where the table begins");
    let (_, after) = rest.split_once(END).expect("where the table ends");
    let page = format!("{before}{BEGIN}{}{END}{after}", tables());
    if std::env::var_os("SUNMAO_RENEW").is_some() {
        std::fs::write(&path, &page).unwrap();
        return;
    }
    assert!(
        kept == page,
        "docs/MAIL.md isn't what the code says; write it anew with SUNMAO_RENEW=1 cargo test --test all mail_page"
    );
}

fn tables() -> String {
    let mut page = "\n| told when | who | setting | template |\n|---|---|---|---|\n".to_owned();
    for kind in LetterKind::ALL {
        let (when, who) = (kind.when(), kind.audience().name());
        let _ = writeln!(page, "| {when} | {who} | {} | `{}` |", kind.topic().code(), kind.template());
    }
    page.push_str("\n| setting | usual | to choose from |\n|---|---|---|\n");
    for topic in Topic::ALL {
        let paces: Vec<&str> = topic.paces().iter().map(|pace| pace.code()).collect();
        let (usual, paces) = match topic {
            Topic::Account => (Pace::AtOnce.code(), "none: always at once".to_owned()),
            Topic::Search => (topic.usual().code(), "for each search".to_owned()),
            _ => (topic.usual().code(), paces.join(", ")),
        };
        let _ = writeln!(page, "| {} | {usual} | {paces} |", topic.code());
    }
    page.push('\n');
    page
}
