//! Every form of the site: its fields, and what a right one holds. Pages of one area and of another are
//! tested by this one table; a test fails for a form that isn't in it.

use super::people::PASSWORD;

/// Who fills in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Nobody who is signed in.
    Stranger,
    /// Somebody who still has to give the second factor.
    Half,
    /// The administrator of an organization.
    Administrator,
    /// Somebody who wants another address.
    Second,
    /// Somebody who is a member of another organization.
    Outsider,
    /// Somebody with a second factor.
    Careful,
    /// A moderator.
    Moderator,
    /// An administrator of the site.
    SiteAdministrator,
}

impl Who {
    /// Their name in [`super::world::World`].
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Stranger => return None,
            Self::Half => "half",
            Self::Administrator => "administrator",
            Self::Second => "second",
            Self::Outsider => "outsider",
            Self::Careful => "careful",
            Self::Moderator => "moderator",
            Self::SiteAdministrator => "site-administrator",
        })
    }
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A name, an address, a code: nothing that could be more than text anywhere.
    Plain,
    /// The same, and may be left empty.
    OptionalPlain,
    /// Any text, kept as it is and shown as text.
    Text,
    /// The same, and may be left empty.
    OptionalText,
    /// Any text of at most a line.
    ShortText,
    /// The same, and may be left empty.
    OptionalShortText,
    /// One of several. Nothing else is sent by a browser, so that the form needn't be shown again.
    Choice,
    /// Which button was pressed.
    Pressed,
    /// One of several, or nothing.
    OptionalChoice,
    /// A password or a code that is compared with another.
    Secret,
    /// A new password, of any characters.
    NewSecret,
    /// What goes on to the next page, and does nothing when it is nonsense.
    Carried,
}

/// A form.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// Its address below the language.
    pub path: &'static str,
    /// Who fills it in.
    pub who: Who,
    /// Its fields: the name, a right value, and what it takes. `{…}` stands for something of the site.
    pub fields: &'static [(&'static str, &'static str, Takes)],
    /// Fields in which several may be chosen.
    pub many: &'static [&'static str],
    /// The field of files.
    pub files: Option<&'static str>,
}

const fn form(path: &'static str, who: Who, fields: &'static [(&'static str, &'static str, Takes)]) -> Form {
    Form { path, who, fields, many: &[], files: None }
}

const fn button(path: &'static str, who: Who) -> Form {
    form(path, who, &[])
}

use Takes::{
    Carried, Choice, NewSecret, OptionalChoice, OptionalPlain, OptionalShortText, OptionalText, Plain,
    Pressed, Secret, ShortText, Text,
};
use Who::{Administrator, Careful, Half, Moderator, Outsider, Second, SiteAdministrator, Stranger};

/// What an organization says of itself.
const ABOUT: &[(&str, &str, Takes)] = &[
    ("name-zh", "{name-zh}", OptionalPlain),
    ("name-en", "Institute of Joinery", OptionalPlain),
    ("kind", "university", Choice),
    ("credit-code", "", OptionalPlain),
    ("region", "320200", OptionalChoice),
    ("size", "small", OptionalChoice),
    ("website", "https://joinery.example", OptionalPlain),
    ("mail-domains", "joinery.example", OptionalPlain),
    ("description-zh", "", OptionalText),
    ("description-en", "What joins without glue.", OptionalText),
];

/// What a need says.
const NEED: &[(&str, &str, Takes)] = &[
    ("title", "Ceramic coating for turbine blades", ShortText),
    ("summary", "A top coat that survives.", OptionalText),
    ("language", "en", Choice),
    ("description", "It spalls.", OptionalText),
    ("must-haves", "1,000 cycles at 1,250 °C", OptionalText),
    ("nice-to-haves", "", OptionalText),
    ("keywords", "coating", OptionalShortText),
    ("trl", "7", OptionalChoice),
    ("region", "320200", OptionalChoice),
    ("remote", "yes", OptionalChoice),
    ("budget-min", "3000000", OptionalPlain),
    ("budget-max", "4500000", OptionalPlain),
    ("currency", "CNY", OptionalChoice),
    ("period", "18", OptionalPlain),
    ("ip", "negotiable", OptionalChoice),
    ("deadline", "2099-12-31", OptionalPlain),
    ("disclosure", "public", OptionalChoice),
    ("message", "Urgent.", OptionalText),
    ("revision", "1", Carried),
    ("do", "submit", Pressed),
];

/// All of them.
pub const FORMS: &[Form] = &[
    form(
        "/sign-up",
        Stranger,
        &[
            ("name", "Lin Yue", Plain),
            ("email", "lin@forms.example", Plain),
            ("password", "a new password 42", NewSecret),
        ],
    ),
    form("/sign-up/{token}", Stranger, &[("password", PASSWORD, Secret)]),
    form(
        "/sign-in",
        Stranger,
        &[
            ("email", "administrator@one.example", Plain),
            ("password", PASSWORD, Secret),
            ("next", "", Carried),
        ],
    ),
    form("/sign-in/second-factor", Half, &[("code", "{code}", Secret), ("next", "", Carried)]),
    button("/sign-out", Administrator),
    form("/reset", Stranger, &[("email", "administrator@one.example", Plain)]),
    form("/reset/{token}", Stranger, &[("password", "a new password 42", NewSecret)]),
    form(
        "/setup/{token}",
        Stranger,
        &[
            ("name", "Lin Yue", Plain),
            ("email", "lin@forms.example", Plain),
            ("password", "a new password 42", NewSecret),
        ],
    ),
    form("/contact", Stranger, &[("email", "lin@forms.example", Plain), ("message", "Good morning", Text)]),
    form("/account", Administrator, &[("name", "Lin Yue", Plain), ("language", "zh", Choice)]),
    form("/account/organization", Administrator, &[("organization", "{own}", Choice)]),
    form(
        "/account/password",
        Administrator,
        &[("present", PASSWORD, Secret), ("password", "a new password 42", NewSecret)],
    ),
    form(
        "/account/email",
        Administrator,
        &[("email", "moved@forms.example", Plain), ("present", PASSWORD, Secret)],
    ),
    button("/account/email/clearance", Administrator),
    button("/account/email/{token}", Second),
    form(
        "/account/second-factor",
        Administrator,
        &[("secret", "{secret}", Carried), ("code", "{code}", Secret), ("present", PASSWORD, Secret)],
    ),
    form("/account/second-factor/removal", Careful, &[("present", PASSWORD, Secret)]),
    form("/account/recovery-codes", Careful, &[("codes-present", PASSWORD, Secret)]),
    form(
        "/account/mail",
        Administrator,
        &[
            ("matches", "daily", OptionalChoice),
            ("moderation", "at-once", OptionalChoice),
            ("expiry", "weekly", OptionalChoice),
            ("membership", "never", OptionalChoice),
            ("zone", "Europe/Berlin", Choice),
            ("digest", "9", Choice),
            ("quiet-from", "21", Choice),
            ("quiet-to", "6", Choice),
        ],
    ),
    form("/account/mail/postings/{need}", Administrator, &[("pace", "weekly", OptionalChoice)]),
    button("/notifications", Administrator),
    button("/notifications/{notification}", Administrator),
    form("/unsubscribe/{unsubscribe}/{topic}", Stranger, &[("List-Unsubscribe", "One-Click", Choice)]),
    button("/account/sessions", Administrator),
    button("/account/sessions/{session}/end", Administrator),
    form(
        "/searches",
        Administrator,
        &[("name", "Coatings", ShortText), ("query", "q=coating", Carried), ("pace", "daily", Choice)],
    ),
    form("/account/searches/{search}/name", Administrator, &[("name", "Coatings of blades", ShortText)]),
    form("/account/searches/{search}/pace", Administrator, &[("pace", "weekly", Choice)]),
    button("/account/searches/{search}/removal", Administrator),
    button("/account/data", Administrator),
    form("/account/deletion", Careful, &[("present", PASSWORD, Secret)]),
    Form { many: &["industries", "disciplines"], ..form("/organizations/new", Administrator, ABOUT) },
    Form {
        many: &["industries", "disciplines"],
        ..form("/organizations/{one}/profile", Administrator, ABOUT)
    },
    Form { files: Some("logo"), ..button("/organizations/{one}/logo", Administrator) },
    button("/organizations/{one}/logo/removal", Administrator),
    form("/organizations/{one}/members/{member}/role", Administrator, &[("role", "editor", Choice)]),
    button("/organizations/{one}/members/{member}/removal", Administrator),
    form(
        "/organizations/{one}/invitations",
        Administrator,
        &[("email", "lin@forms.example", Plain), ("role", "editor", Choice)],
    ),
    button("/organizations/{one}/invitations/{invitation}/withdrawal", Administrator),
    form("/organizations/{one}/joins/{applicant}/acceptance", Administrator, &[("role", "reader", Choice)]),
    button("/organizations/{one}/joins/{applicant}/refusal", Administrator),
    button("/organizations/{one}/membership", Outsider),
    button("/organizations/{one}/membership/withdrawal", Outsider),
    button("/organizations/{one}/departure", Administrator),
    Form {
        files: Some("files"),
        ..form(
            "/organizations/{unverified}/verification",
            Administrator,
            &[("statement", "We join without glue.", Text)],
        )
    },
    form(
        "/invitations/{token}",
        Stranger,
        &[("name", "Lin Yue", Plain), ("password", "a new password 42", NewSecret)],
    ),
    Form {
        files: Some("file"),
        ..form("/organizations/{one}/uploads", Administrator, &[("kind", "need", Choice)])
    },
    form("/posts/uploads/{upload}", Administrator, &[("digest", "0", Carried)]),
    button("/posts/uploads/{upload}/discard", Administrator),
    form("/posts/drafts", Administrator, &[("kind", "need", Pressed), ("organization", "{one}", Choice)]),
    Form {
        many: &[
            "industries",
            "disciplines",
            "strategic",
            "forms",
            "theirs",
            "attachments",
            "files",
            "remove",
        ],
        files: Some("files"),
        ..form("/posts/drafts/{draft}", Administrator, NEED)
    },
    form("/posts/drafts/{draft}/panel", Administrator, &[("revision", "1", Carried)]),
    form("/posts/drafts/{draft}/check", Administrator, &[("revision", "1", Carried)]),
    button("/posts/drafts/{draft}/discard", Administrator),
    button("/posts/{need}/draft", Administrator),
    button("/posts/{need}/taking-back", Administrator),
    form("/posts/{need}/closure", Administrator, &[("closure", "filled", Pressed)]),
    button("/posts/{need}/renewal", Administrator),
    form(
        "/staff/verifications/{verification}",
        Moderator,
        &[("decision", "refuse", Choice), ("reason", "Not what it says.", Text)],
    ),
    form(
        "/staff/posts/{need}",
        Moderator,
        &[
            ("version", "1", Carried),
            ("decision", "refuse", Choice),
            ("listed", "", OptionalChoice),
            ("reason", "Advertising.", Text),
        ],
    ),
    form(
        "/postings/{need}/report",
        Outsider,
        &[("ground", "other", Choice), ("words", "It is no need.", Text)],
    ),
    form(
        "/organizations/{one}/report",
        Outsider,
        &[("ground", "other", Choice), ("words", "It isn't one.", Text)],
    ),
    form(
        "/staff/reports/{report}",
        Moderator,
        &[("decision", "uphold", Choice), ("reason", "It is so.", Text)],
    ),
    button("/staff/reports/{report}/claim", Moderator),
    button("/staff/reports/{report}/release", Moderator),
    button("/staff/verifications/{verification}/claim", Moderator),
    button("/staff/verifications/{verification}/release", Moderator),
    form(
        "/staff/site",
        SiteAdministrator,
        &[
            ("life-days", "90", Plain),
            ("reminder-days", "7", Plain),
            ("drafts", "100", Plain),
            ("claim-minutes", "20", Plain),
            ("correction", "40", Plain),
            ("match-threshold", "75", Plain),
            ("match-rise", "10", Plain),
            ("match-cap", "2", Plain),
        ],
    ),
    form(
        "/staff/site/texts/{text}",
        SiteAdministrator,
        &[("zh", "", OptionalText), ("en", "Be kind.", OptionalText), ("since", "", Carried)],
    ),
    form(
        "/staff/site/codes",
        SiteAdministrator,
        &[
            ("list", "disciplines", Choice),
            ("parent", "430", Plain),
            ("zh", "榫接材料", ShortText),
            ("en", "Materials for joints", ShortText),
        ],
    ),
    form("/staff/site/codes/{list}/{addition}", SiteAdministrator, &[("retired", "yes", Choice)]),
    form(
        "/staff/site/weights",
        SiteAdministrator,
        &[
            ("topic", "40", Plain),
            ("chain", "15", Plain),
            ("stage", "15", Plain),
            ("form", "10", Plain),
            ("region", "5", Plain),
            ("terms", "15", Plain),
            ("do", "apply", Pressed),
            ("since", "35,15,15,10,10,15", Carried),
        ],
    ),
    form(
        "/staff/site/reasons",
        SiteAdministrator,
        &[("zh", "太笼统", ShortText), ("en", "Too vague", ShortText)],
    ),
    form("/staff/site/reasons/{reason}", SiteAdministrator, &[("retired", "yes", Choice)]),
    form("/staff/queue/next", Moderator, &[("sort", "report", OptionalChoice)]),
    button("/staff/posts/{need}/claim", Moderator),
    button("/staff/posts/{need}/release", Moderator),
    form("/posts/{refused}/appeal", Administrator, &[("message", "It is no advertising.", Text)]),
    form("/staff/people/{member}/suspension", SiteAdministrator, &[("reason", "Spam", Text)]),
    form("/staff/people/{member}/restoration", SiteAdministrator, &[("reason", "Sorry", Text)]),
    form(
        "/staff/people/{member}/role",
        SiteAdministrator,
        &[("role", "moderator", Choice), ("role-reason", "Asked for it", Text)],
    ),
    form("/staff/organizations/{one}/suspension", SiteAdministrator, &[("reason", "Spam", Text)]),
    form("/staff/organizations/{one}/restoration", SiteAdministrator, &[("reason", "Sorry", Text)]),
    button("/staff/mail/letters/{letter}/retry", SiteAdministrator),
    form("/staff/mail/refused", SiteAdministrator, &[("address", "{refused-address}", Pressed)]),
    form(
        "/staff/audit/export",
        SiteAdministrator,
        &[
            ("actor", "", OptionalPlain),
            ("deed", "", OptionalChoice),
            ("object", "", OptionalPlain),
            ("from", "", OptionalPlain),
            ("until", "", OptionalPlain),
            ("format", "csv", Pressed),
        ],
    ),
];

/// The form at an address as the table of routes writes it: `/organizations/{id}/profile`.
pub fn at(path: &str) -> Option<&'static Form> {
    let is_place = |part: &str| part.starts_with('{');
    FORMS.iter().find(|form| {
        let (ours, theirs): (Vec<&str>, Vec<&str>) =
            (form.path.split('/').collect(), path.split('/').collect());
        ours.len() == theirs.len()
            && ours.iter().zip(theirs).all(|(our, their)| *our == their || (is_place(our) && is_place(their)))
    })
}
