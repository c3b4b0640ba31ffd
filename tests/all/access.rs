//! Who may do what: every address of the site, asked by every kind of visitor.

mod page;

use sunmao::domain::access::{Denial, Rule, VisitorKind, verdict};
use sunmao::web::{ROUTES, Route};

use crate::support::forms::{self, Form, Takes};
use crate::support::served::{Answer, texts};
use crate::support::source;
use crate::support::visitor::{Part, Visitor};
use crate::support::world::World;

/// What an answer says about whether somebody may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Allowed,
    SignIn,
    Forbidden,
    Hidden,
}

impl Seen {
    fn of(answer: &Answer) -> Self {
        match answer.status {
            401 => Self::SignIn,
            303 if answer.header("location").starts_with("/en/sign-in?next=") => Self::SignIn,
            403 => Self::Forbidden,
            404 => Self::Hidden,
            _ => Self::Allowed,
        }
    }

    fn expected(kind: VisitorKind, route: &Route) -> Self {
        match verdict(kind, route.rule) {
            // Who may leave, but has joined nothing, is told that there is nothing to leave.
            Ok(()) if route.path == "/organizations/{id}/departure" && !is_member(kind) => Self::Hidden,
            Ok(()) => Self::Allowed,
            // Lists what one's own organization posted, which isn't the one that the rule is about.
            Err(_) if route.path == "/posts" && kind == VisitorKind::Outsider => Self::Allowed,
            Err(Denial::SignIn) => Self::SignIn,
            Err(Denial::Hidden) => Self::Hidden,
            Err(_) => Self::Forbidden,
        }
    }
}

fn is_member(kind: VisitorKind) -> bool {
    matches!(kind, VisitorKind::Reader | VisitorKind::Editor | VisitorKind::Administrator)
}

/// Who stands for a kind in the [`World`].
fn name(kind: VisitorKind) -> Option<&'static str> {
    match kind {
        VisitorKind::Nobody => None,
        VisitorKind::Outsider => Some("outsider"),
        VisitorKind::Reader => Some("reader"),
        VisitorKind::Editor => Some("editor"),
        VisitorKind::Administrator => Some("administrator"),
        VisitorKind::Moderator => Some("moderator"),
        VisitorKind::SiteAdministrator => Some("site-administrator"),
    }
}

/// Sends a form as it should be, so that nothing but the rule stands against it.
fn submit(world: &World, visitor: &mut Visitor<'_>, name: Option<&str>, path: &str, form: &Form) -> Answer {
    let filled: Vec<(&str, String)> =
        form.fields.iter().map(|(field, value, _)| (*field, world.fill(name, value))).collect();
    let picture = picture();
    let mut parts: Vec<Part<'_>> = filled.iter().map(|(field, value)| Part::Field(field, value)).collect();
    if let Some(field) = form.files {
        parts.push(match field {
            "file" => Part::File(field, "needs.csv", b"title\nA need of its own"),
            _ => Part::File(field, "picture.png", &picture),
        });
    }
    visitor.post_parts(path, &[("Sec-Fetch-Site", "same-origin")], &parts)
}

/// A picture that is taken as a logo and as evidence.
fn picture() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbaImage::new(64, 64).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

#[test]
fn every_address_keeps_to_its_rule_for_every_visitor() {
    let world = World::new();
    let mut wrong = Vec::new();
    for route in ROUTES {
        for kind in VisitorKind::ALL {
            let (name, expected) = (name(kind), Seen::expected(kind, route));
            let (mut visitor, path) = (world.visitor(name), world.address(name, route.path));
            let answer = if route.method == "GET" {
                visitor.get(&path)
            } else {
                let form = forms::at(route.path);
                let form = form.unwrap_or_else(|| panic!("{} is missing in support/forms.rs", route.path));
                submit(&world, &mut visitor, name, &path, form)
            };
            let (method, status) = (route.method, answer.status);
            if status >= 500 || Seen::of(&answer) != expected {
                let says = texts(&answer.html(), "h1, .error-summary li");
                wrong.push(format!("{method} {path} by {kind:?}: {expected:?}, but {status} {says:?}"));
            }
            if expected != Seen::Allowed {
                assert!(!world.changed(), "{method} {path} by {kind:?} changed something");
            }
            world.put_back();
        }
    }
    assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_visitor_who_may_is_never_only_told_so() {
    // A form filled in as it should be does what it is for: the table of forms is worth something.
    let world = World::new();
    for form in forms::FORMS {
        let (mut visitor, path) = (world.visitor(form.who.name()), world.action(form));
        let answer = submit(&world, &mut visitor, form.who.name(), &path, form);
        // The site has an administrator, so that nobody can become its first.
        let good = if form.path == "/setup/{token}" { [410].as_slice() } else { &[200, 303] };
        let says = texts(&answer.html(), "h1, .error-summary li");
        assert!(good.contains(&answer.status), "{path}: {} {says:?}", answer.status);
        world.put_back();
    }
}

#[test]
fn addresses_without_a_language_are_open_to_all() {
    let open = [
        "/",
        "/preferences",
        "/assets/{path:.*}",
        "/favicon.ico",
        "/robots.txt",
        "/sitemap.xml",
        "/healthz",
        "/readyz",
    ];
    let routes = source::files("src/web", &["rs"]).into_iter().find(|file| file.path == "src/web/routes.rs");
    let code = routes.unwrap().text;
    let mut known: Vec<&str> =
        code.split("get(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    known.sort_unstable();
    let mut listed = open.to_vec();
    listed.sort_unstable();
    assert_eq!(known, listed, "an address outside of the languages is for everybody, and listed here");
    assert_eq!(
        code.matches(".service(").count(),
        open.len() + 2,
        "besides the pages, and how these are listed"
    );
    let world = World::new();
    for kind in VisitorKind::ALL {
        for path in open {
            let answer = world.visitor(name(kind)).get(path);
            let missing = path.starts_with("/assets");
            let status = if missing { 404 } else { answer.status };
            assert!(
                [200, 302, 303, 404].contains(&answer.status) && answer.status == status,
                "{path}: {}",
                answer.status
            );
            assert!(!answer.header("location").contains("sign-in"), "{path}");
        }
    }
    assert!(!world.changed());
}

#[test]
fn staff_without_a_second_factor_set_one_up_first() {
    let world = World::new();
    world.site.execute("UPDATE users SET totp_secret = NULL WHERE email = 'site-administrator@one.example'");
    let who = Some("site-administrator");
    for route in ROUTES.iter().filter(|route| route.path.starts_with("/staff")) {
        let (mut visitor, path) = (world.visitor(who), world.address(who, route.path));
        if route.method == "GET" {
            let answer = visitor.get(&path);
            assert_eq!(
                (answer.status, answer.header("location")),
                (303, "/en/account/second-factor"),
                "{path}"
            );
        } else {
            let form = forms::at(route.path).unwrap();
            world.changed();
            assert_eq!(submit(&world, &mut visitor, who, &path, form).status, 403, "{path}");
            assert!(!world.changed(), "{path}");
        }
    }
}

#[test]
fn nobody_decides_on_their_own_organization() {
    let world = World::new();
    world.site.execute(
        "INSERT INTO memberships (user_id, organization_id, role) \
         SELECT users.id, organizations.id, 'reader' FROM users, organizations \
         WHERE email LIKE '%moderator@%' AND organizations.public_id = 'O-000004'",
    );
    world.changed();
    let form = forms::at("/staff/verifications/{id}").unwrap();
    let path = world.action(form);
    let mut moderator = world.visitor(Some("moderator"));
    assert_eq!(moderator.get(&path).status, 200, "but may look");
    assert_eq!(submit(&world, &mut moderator, Some("moderator"), &path, form).status, 403);
    assert!(!world.changed());
}

#[test]
fn a_suspended_organization_is_there_for_its_members_and_the_staff_only() {
    let world = World::new();
    world.site.execute("UPDATE organizations SET suspended = TRUE WHERE public_id = 'O-000001'");
    let status = |kind: VisitorKind, path: &str| world.visitor(name(kind)).get(path).status;
    for kind in VisitorKind::ALL {
        let staff = matches!(kind, VisitorKind::Moderator | VisitorKind::SiteAdministrator);
        let page = status(kind, "/en/organizations/O-000001");
        assert_eq!(page == 200, is_member(kind) || staff, "{kind:?}: {page}");
        for path in ["postings/N-000001", "postings/N-000001/matches", "pairs/N-000001/C-000001"] {
            let seen = status(kind, &format!("/en/{path}"));
            assert_eq!(seen, if is_member(kind) { 200 } else { 404 }, "{path} {kind:?}");
        }
        let shown = world.visitor(name(kind)).get("/en/browse?q=coating").body.contains("N-000001");
        assert!(!shown || is_member(kind), "{kind:?}");
    }
    world.changed();
    // Its pages don't tell strangers more than its page does.
    for path in ["members", "profile", "verification", "logo"] {
        let seen = status(VisitorKind::Outsider, &format!("/en/organizations/O-000001/{path}"));
        assert_eq!(seen, 404, "{path}");
    }
    // Whatever changes it, or what it does on the site, waits until it is restored; one may leave.
    let rules =
        [Rule::EditOrganization, Rule::ManageMembers, Rule::AskVerification, Rule::AskToJoin, Rule::Write];
    for route in ROUTES.iter().filter(|route| route.method == "POST" && rules.contains(&route.rule)) {
        let form = forms::at(route.path).unwrap();
        let who = if route.rule == Rule::AskToJoin { "outsider" } else { "administrator" };
        let path = world.address(Some(who), route.path);
        let answer = submit(&world, &mut world.visitor(Some(who)), Some(who), &path, form);
        let expected = if route.rule == Rule::AskToJoin { 404 } else { 403 };
        assert_eq!(answer.status, expected, "{path}");
        assert!(!world.changed(), "{path}");
    }
    let mut administrator = world.visitor(Some("administrator"));
    assert_eq!(administrator.post("/en/organizations/O-000001/departure", &[]).status, 303);
}

#[test]
fn every_form_has_fields_that_are_known_to_the_tests() {
    for form in forms::FORMS {
        let route = ROUTES.iter().find(|route| {
            route.method == "POST" && forms::at(route.path).is_some_and(|one| one.path == form.path)
        });
        assert!(route.is_some(), "{} is no form of the site any more", form.path);
        let secret = form.fields.iter().any(|(_, _, takes)| *takes == Takes::Secret);
        assert!(!secret || form.files.is_none(), "{}", form.path);
    }
}
