//! An import against the direction of the layers fails.
//!
//! The two tables are the architecture. Everything else here reads paths from the source, in
//! `use` declarations and anywhere else, macros and tests included.

use proc_macro2::{Delimiter, TokenTree};

use crate::support::source::{self, inside, is_mark, name, tokens};

/// What each layer, a folder of `src`, may name of the others, lowest layer first.
const LAYERS: &[(&str, &[Known])] = &[
    ("domain", &[]),
    ("matching", &[all("domain")]),
    ("store", &[all("domain")]),
    ("i18n", &[all("domain"), all("matching")]),
    ("mail", &[all("domain"), all("i18n")]),
    ("exchange", &[all("domain"), all("matching"), all("i18n")]),
    // Flows word nothing but the letters that they write.
    ("flows", &[all("domain"), all("matching"), all("i18n"), all("store"), all("mail"), all("exchange")]),
    ("jobs", &[all("domain"), all("matching"), all("flows"), POST, HANDLE]),
    ("web", &[all("domain"), all("matching"), all("i18n"), all("flows"), HANDLE]),
    (
        "cli",
        &[
            all("domain"),
            all("matching"),
            all("i18n"),
            all("exchange"),
            all("flows"),
            all("jobs"),
            all("web"),
            POST,
            HANDLE,
        ],
    ),
    // src/main.rs
    ("main", &[all("cli")]),
];

/// What only some places may name of the world outside.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("diesel", &["store"]),
    ("diesel_migrations", &["store"]),
    ("libsqlite3_sys", &["store"]),
    ("pq_sys", &["store"]),
    ("actix_web", &["web", "cli::serve"]),
    ("askama", &["web", "mail", "exchange"]),
    ("lettre", &["mail"]),
    ("fluent_templates", &["i18n"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("calamine", &["exchange"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("jieba_rs", &["matching"]),
    ("rust_stemmers", &["matching"]),
    // Input and output, which `domain` and `matching` have none of.
    ("std::fs", &["store", "mail", "exchange", "cli"]),
    // Addresses are plain values; what talks to them isn't.
    ("std::net::TcpListener", &["web", "cli"]),
    ("std::net::TcpStream", &["web", "cli"]),
    ("std::net::UdpSocket", &["web", "cli"]),
    ("std::net::ToSocketAddrs", &["web", "cli"]),
    ("std::env", &["cli", "main"]),
    ("std::process", &["cli", "main"]),
    ("tokio", &["web", "jobs", "mail", "cli"]),
];

/// A layer that another may name, and what of it.
struct Known {
    layer: &'static str,
    /// Empty: all that is public.
    only: &'static [&'static str],
}

/// Who presents only opens the store and hands it to flows; its queries are the flows' business.
const HANDLE: Known = Known { layer: "store", only: &["Store", "StoreError"] };

/// Whoever starts the program sets up the way on which letters leave, and hands it on.
const POST: Known = Known { layer: "mail", only: &["Limits", "Post", "Sender"] };

const fn all(layer: &'static str) -> Known {
    Known { layer, only: &[] }
}

#[test]
fn imports_follow_the_layers() {
    let wrong: Vec<String> = source::files("src", &["rs"])
        .iter()
        .flat_map(|file| {
            violations(&module_of(&file.path), &file.text)
                .into_iter()
                .map(|(line, what)| format!("{}:{line}: {what}", file.path))
        })
        .collect();
    assert!(wrong.is_empty(), "imports against the layers:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_a_layer() {
    for file in source::files("src", &["rs"]) {
        if let Some(layer) = module_of(&file.path).first() {
            assert!(LAYERS.iter().any(|(name, _)| name == layer), "{}: no layer of that name", file.path);
        }
    }
}

/// The module that a file under `src` is; the library's root is empty.
fn module_of(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

/// The lines of a module's source that name what its layer must not, and why not.
fn violations(module: &[String], source: &str) -> Vec<(usize, String)> {
    let mut references = Vec::new();
    collect(&tokens(source), &mut module.to_vec(), &mut references);
    references
        .into_iter()
        .filter_map(|Reference { line, path }| Some((line, objection(module, &path)?)))
        .collect()
}

/// Why this module must not name this path.
fn objection(module: &[String], path: &[String]) -> Option<String> {
    let named = path.join("::");
    let layer = module.first()?;
    if path[0] != "crate" {
        let (_, places) = OUTSIDE.iter().find(|(outside, _)| within(path, outside))?;
        let allowed = places.iter().any(|place| within(module, place));
        return (!allowed).then(|| format!("`{named}` belongs to {}", places.join(", ")));
    }
    let target = path.get(1)?;
    if target == layer {
        return None;
    }
    let known = LAYERS.iter().find(|(name, _)| name == layer)?.1;
    let Some(known) = known.iter().find(|known| known.layer == target) else {
        return Some(format!("`{layer}` must not know `{target}` (`{named}`)"));
    };
    let item = path.get(2).map_or("the whole layer", String::as_str);
    let free = known.only.is_empty() || known.only.contains(&item);
    (!free).then(|| format!("`{layer}` may name only {} of `{target}`, not {item}", known.only.join(", ")))
}

/// Whether a path is this prefix or below it.
fn within(path: &[String], prefix: &str) -> bool {
    let mut rest = path.iter();
    prefix.split("::").all(|part| rest.next().is_some_and(|segment| segment == part))
}

/// A path named in the source, absolute: it begins with `crate` or with a crate's name.
struct Reference {
    line: usize,
    path: Vec<String>,
}

fn collect(tokens: &[TokenTree], module: &mut Vec<String>, found: &mut Vec<Reference>) {
    let mut at = 0;
    while at < tokens.len() {
        let head = name(tokens.get(at)).unwrap_or_default();
        if head == "use" {
            at = read_tree(tokens, skip_colons(tokens, at + 1), &[], module, found);
        } else if head == "mod"
            && let Some(body) = inside(tokens.get(at + 2), Delimiter::Brace)
        {
            module.push(name(tokens.get(at + 1)).unwrap_or_default());
            collect(&body, module, found);
            module.pop();
            at += 3;
        } else if !head.is_empty() && is_path(tokens, at + 1) {
            at = read_tree(tokens, at, &[], module, found);
        } else {
            if let TokenTree::Group(group) = &tokens[at] {
                collect(&group.stream().into_iter().collect::<Vec<_>>(), module, found);
            }
            at += 1;
        }
    }
}

/// Reads one path, or a tree of them in braces, and returns the place after it.
fn read_tree(
    tokens: &[TokenTree],
    start: usize,
    prefix: &[String],
    module: &[String],
    found: &mut Vec<Reference>,
) -> usize {
    let mut path = prefix.to_vec();
    let mut at = start;
    loop {
        if let Some(branches) = inside(tokens.get(at), Delimiter::Brace) {
            for branch in branches.split(|token| is_mark(Some(token), ',')) {
                read_tree(branch, 0, &path, module, found);
            }
            return at + 1;
        }
        let Some(segment) = name(tokens.get(at)) else { break };
        path.push(segment);
        at += 1;
        if !is_path(tokens, at) {
            break;
        }
        at = skip_colons(tokens, at);
    }
    if let Some(path) = absolute(&path, module) {
        let line = tokens.get(start).map_or(0, |token| token.span().start().line);
        found.push(Reference { line, path });
    }
    at.max(start + 1)
}

fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    is_mark(tokens.get(at), ':') && is_mark(tokens.get(at + 1), ':')
}

fn skip_colons(tokens: &[TokenTree], at: usize) -> usize {
    if is_path(tokens, at) { at + 2 } else { at }
}

fn absolute(path: &[String], module: &[String]) -> Option<Vec<String>> {
    let supers = path.iter().take_while(|segment| *segment == "super").count();
    let own = |up: usize| module[..module.len().saturating_sub(up)].to_vec();
    let (base, rest) = match path.first()?.as_str() {
        "super" => (own(supers), &path[supers..]),
        "self" => (own(0), &path[1..]),
        "crate" | "sunmao" => (Vec::new(), &path[1..]),
        _ => return Some(path.to_vec()),
    };
    let rest = rest.iter().filter(|segment| *segment != "self").cloned();
    Some(std::iter::once("crate".to_owned()).chain(base).chain(rest).collect())
}

#[cfg(test)]
mod checker {
    use super::*;

    /// How many lines of `source`, as the module at `path`, are objected to.
    fn objections(path: &str, source: &str) -> usize {
        violations(&module_of(path), source).len()
    }

    #[test]
    fn finds_a_layer_that_looks_up() {
        let lines = violations(&module_of("src/domain/money.rs"), "\nuse crate::store::Store;\n");
        assert_eq!(lines, [(2, "`domain` must not know `store` (`crate::store::Store`)".to_owned())]);
        assert_eq!(objections("src/matching/score.rs", "use crate::i18n::Messages;"), 1);
        assert_eq!(objections("src/store/mod.rs", "use crate::flows::browse;"), 1);
        assert_eq!(objections("src/flows/read.rs", "use crate::web::home;"), 1);
        assert_eq!(objections("src/main.rs", "fn main() { sunmao::store::open() }"), 1);
        assert_eq!(objections("src/main.rs", "fn main() { sunmao::cli::run() }"), 0);
    }

    #[test]
    fn finds_it_in_every_way_of_writing() {
        for source in [
            "use super::super::store::Store;",
            "use crate::{domain::Money, store};",
            "use crate::{domain::{Money, Form}, store::{self, Store}};",
            "fn f(s: &crate::store::Store) {}",
            "fn f() { println!(\"{}\", crate::store::version()); }",
            "#[derive(crate::store::Row)] struct S;",
            "mod tests { use super::super::super::store::Store; }",
            "pub use crate::store as database;",
        ] {
            assert_ne!(objections("src/domain/money.rs", source), 0, "{source}");
        }
    }

    #[test]
    fn lets_pass_what_points_down_or_stays() {
        for source in [
            "use super::{text, Money};",
            "use crate::domain::Money;",
            "mod tests { use super::*; }",
            "use self::text::Line;",
            "// use crate::store::Store;\n/// Unlike [`crate::store::Store`].\nstruct S;",
            "const S: &str = \"crate::store::Store\";",
        ] {
            assert_eq!(objections("src/domain/money.rs", source), 0, "{source}");
        }
        assert_eq!(objections("src/flows/read.rs", "use crate::store::postings;"), 0);
    }

    #[test]
    fn who_presents_may_hold_the_store_but_not_query_it() {
        assert_eq!(objections("src/web/home.rs", "use crate::store::Store;"), 0);
        assert_eq!(objections("src/web/home.rs", "use crate::store::postings::find;"), 1);
        assert_eq!(objections("src/cli/serve.rs", "use crate::store;"), 1);
    }

    #[test]
    fn keeps_libraries_in_their_places() {
        assert_eq!(objections("src/web/home.rs", "use diesel::prelude::*;"), 1);
        assert_eq!(objections("src/web/home.rs", "#[derive(diesel::Queryable)] struct S;"), 1);
        assert_eq!(objections("src/store/rows.rs", "use ::diesel::prelude::*;"), 0);
        assert_eq!(objections("src/flows/read.rs", "async fn f() { actix_web::web::block(g).await }"), 1);
        assert_eq!(objections("src/cli/serve.rs", "use actix_web::rt;"), 0);
        assert_eq!(objections("src/cli/import.rs", "use actix_web::rt;"), 1);
        assert_eq!(objections("src/domain/ids.rs", "use std::{fmt, fs::File};"), 1);
        assert_eq!(objections("src/domain/ids.rs", "use std::fmt::Display;"), 0);
    }
}
