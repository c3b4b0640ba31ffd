//! Addresses that nobody would follow on purpose.

use sunmao::domain::access::Rule;
use sunmao::web::ROUTES;

use crate::support::world::World;

const PLACES: [&str; 9] = [
    "x",
    "%FF%FE",
    "%00",
    "%E2%80%AE",
    "-1",
    "O-ZZZZZZ",
    "..%2F..%2Fetc%2Fpasswd",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "'%20OR%20'1'%3D'1",
];

/// A query with all that pages read, and more.
const QUERIES: [&str; 6] = [
    "%FF",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "'%3B%20DROP%20TABLE%20users%3B%20--",
    "-1",
    "99999999999999999999",
];

const ASKED: [&str; 21] = [
    "q",
    "page",
    "show",
    "staff",
    "done",
    "next",
    "welcome",
    "recovered",
    "late",
    "actor",
    "deed",
    "object",
    "from",
    "until",
    "format",
    "sort",
    "kind",
    "region",
    "asked",
    "back",
    "saved",
];

#[test]
fn no_address_breaks_a_page() {
    let world = World::new();
    for route in ROUTES.iter().filter(|route| route.method == "GET") {
        let who = if route.path.starts_with("/staff") { "site-administrator" } else { "administrator" };
        let visitors =
            if route.rule == Rule::Everybody { [None, Some(who)].to_vec() } else { vec![Some(who)] };
        for name in visitors {
            let get = |path: &str| {
                let answer = world.visitor(name).get(path);
                assert!(answer.status < 500, "{path} by {name:?}: {}", answer.status);
                for markup in ["<script>alert(1)", "<img src=x"] {
                    assert!(!answer.body.contains(markup), "{path} by {name:?}: {markup}");
                }
            };
            if route.path.contains('{') {
                for place in PLACES {
                    let parts =
                        route.path.split('/').map(|part| if part.starts_with('{') { place } else { part });
                    get(&format!("/en{}", parts.collect::<Vec<_>>().join("/")));
                }
            }
            let address = world.address(name, route.path);
            for value in QUERIES {
                let query: Vec<String> = ASKED.iter().map(|asked| format!("{asked}={value}")).collect();
                get(&format!("{address}?{}", query.join("&")));
                // Twice, and without a name.
                get(&format!("{address}?done={value}&done={value}&={value}&q[]={value}&&=&page="));
            }
        }
    }
    assert!(!world.changed(), "looking stores nothing");
}
