//! `docs/ACCESS.md`, written from the rules and the addresses of the code.

use std::fmt::Write as _;
use std::path::Path;

use sunmao::domain::access::{Denial, Rule, VisitorKind, verdict};
use sunmao::web::ROUTES;

use crate::support::source;

/// What no table of kinds can show.
const CONDITIONS: &str = "\
## What depends on more than the kind of visitor

The table is about a posting that is published and public, and about an organization that is verified and
not suspended. Besides:

- **Of a posting that isn't public** everybody reads the public part once it is published: title, summary and what
  is said in codes. The rest of a teaser is there for who acts for a verified organization that isn't suspended, the
  rest of a confidential one for its own members only. The engine knows the public part alone.
- **A posting that isn't published** is there for members of its organization only. All
  others get the answer for an address that doesn't exist.
- **A suspended organization** and its postings are there for its members, and the organization's page for the
  staff. Its members read and leave; nothing else is possible until it is restored: no profile, logo, roles,
  invitations, requests to join, or verification.
- **An organization that isn't verified** expresses no interest in others' postings, and what it posts waits
  for a moderator.
- **The list at `/posts`** is of the organization that one acts for, whichever that is.
- **The staff need a second factor.** Without one a moderator or an administrator of the site has no more
  rights than anybody with an account, and is led to setting one up.
- **Nobody decides on their own organization:** whoever is a member of it, in whichever role, doesn't decide on
  its verification.
- **An administrator of the site** manages the members of any organization, so that one which came from a file,
  and has nobody, can be handed over. Other pages of an organization are for its own members.
- **The last administrator** of an organization can't leave, be removed or get another role while it has
  other members. The last administrator of the site who isn't suspended can't be dismissed or suspended,
  nor delete their account. Nobody changes their own role on the staff or suspends themselves.
- **A person who is suspended** has no session and opens none.
- **Half a session,** which still waits for the second factor, is nobody.
- **The link that changes an account's address** does so only for who is signed in to that account. Others are told
  to sign in to the right one, and not whose it is.
- **An invitation** is for the account with its address, or for the one that had it when it came and has another since.
- **Leaving** takes a membership: without one there is nothing at that address.
";

#[test]
fn the_page_of_docs_says_what_the_code_does() {
    let (path, page) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ACCESS.md"), page());
    if std::env::var_os("SUNMAO_RENEW").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/ACCESS.md isn't what the code says; write it anew with \
         SUNMAO_RENEW=1 cargo test --test all access::page"
    );
}

fn page() -> String {
    let mut page = "\
# Who may do what

Generated from `src/domain/access` and `src/web/routes.rs`, and compared with them by a test;
`SUNMAO_RENEW=1 cargo test --test all access::page` writes it anew. Another test sends every request below as
every kind of visitor, and compares the answers with this table.

- **yes**: done, or refused for what the form says only.
- **sign in**: led to signing in; a form is answered by 401.
- **no**: 403, and a page that says why.
- **hidden**: 404, as if there were nothing.

## Rules

The columns are kinds of visitor, as they stand to the organization that it is about: nobody who is signed in; a
member of another organization; its readers, editors and administrators; moderators and administrators of the
site, with a second factor and member of nothing.

| Rule | | nobody | another's member | reader | editor | administrator | moderator | site administrator |
|---|---|---|---|---|---|---|---|---|
"
    .to_owned();
    let descriptions = descriptions();
    for rule in Rule::ALL {
        let said = descriptions.iter().find(|(name, _)| name == rule.name()).map_or("", |(_, said)| said);
        let said = if *rule == Rule::Everybody { "What is open to all" } else { said };
        assert!(!said.is_empty(), "{} is described nowhere", rule.name());
        write!(page, "| `{}` | {} |", rule.name(), said.trim_end_matches('.')).unwrap();
        for kind in VisitorKind::ALL {
            write!(page, " {} |", cell(verdict(kind, *rule))).unwrap();
        }
        page.push('\n');
    }
    page.push_str(
        "\n## Addresses\n\nBelow `/en` and `/zh`. What is read with GET is read with HEAD, too.\n\n",
    );
    page.push_str("| Address | Method | Rule |\n|---|---|---|\n");
    for route in ROUTES {
        let path = if route.path.is_empty() {
            "(the language alone)".to_owned()
        } else {
            format!("`{}`", route.path)
        };
        writeln!(page, "| {path} | {} | `{}` |", route.method, route.rule.name()).unwrap();
    }
    page.push_str(
        "\nWithout a language, and open to all: `/`, `/preferences`, `/assets/…`, `/favicon.ico`, `/robots.txt`, \
         `/sitemap.xml`, `/healthz`, `/readyz`.\n\n",
    );
    page.push_str(CONDITIONS);
    page
}

fn cell(verdict: Result<(), Denial>) -> &'static str {
    match verdict {
        Ok(()) => "yes",
        Err(Denial::SignIn) => "sign in",
        Err(Denial::Hidden) => "hidden",
        Err(_) => "no",
    }
}

/// What the code says of each action: the names of the variants, and their documentation.
fn descriptions() -> Vec<(String, String)> {
    let files = source::files("src/domain/access", &["rs"]);
    let code = files.into_iter().find(|file| file.path.ends_with("/action.rs")).unwrap().text;
    let body = code.split_once("pub enum Action {").unwrap().1.split_once("\n}").unwrap().0;
    let (mut found, mut said) = (Vec::new(), String::new());
    for line in body.lines().filter_map(|line| line.strip_prefix("    ")) {
        if let Some(doc) = line.strip_prefix("/// ") {
            said = if said.is_empty() { doc.to_owned() } else { format!("{said} {doc}") };
        } else if line.starts_with(char::is_uppercase) {
            let name: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
            found.push((name, std::mem::take(&mut said)));
        }
    }
    found
}
