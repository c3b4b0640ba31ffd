//! The one table of addresses, each with the rule that it asks.

use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Resource, Responder, Scope, guard};

use crate::domain::access::Rule;

use super::error::WebError;
use super::{
    about, account, assets, browse, crawlers, home, institution, language, legal, matches, organization,
};
use super::{pair, posting, preferences, probes, report, scores, staff, writing};

/// A page, or what a form of it does.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// GET (and HEAD with it) or POST.
    pub method: &'static str,
    /// The path below the language, with placeholders.
    pub path: &'static str,
    /// What its handler asks before it does anything.
    pub rule: Rule,
}

/// Declares the pages: path, then for each method the handler and the rule.
macro_rules! pages {
    ($($path:literal { $($method:ident $($handler:ident)::+ => $rule:ident),+ $(,)? })+) => {
        /// Every page below a language.
        pub const ROUTES: &[Route] = &[
            $($(Route { method: stringify!($method), path: $path, rule: Rule::$rule },)+)+
        ];

        fn pages(scope: Scope) -> Scope {
            scope$(.service(web::resource($path)$(.route(route!($method).to($($handler)::+)))+))+
        }
    };
}

macro_rules! route {
    (GET) => {
        web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
    };
    (POST) => {
        web::post()
    };
}

pages! {
    "" { GET language::slash => Everybody }
    "/" { GET home::show => Everybody }
    "/browse" { GET browse::show => Everybody }
    "/browse.atom" { GET browse::feed::show => Everybody }
    "/postings/{id}" { GET posting::show => ReadPosting }
    "/postings/{id}/attachments/{attachment}" { GET writing::attachments::public => ReadPosting }
    "/postings/{id}/report" { GET report::show_posting => Report, POST report::submit_posting => Report }
    "/postings/{id}/matches" { GET matches::show => ReadPosting }
    "/pairs/{need}/{capability}" { GET pair::show => ReadPosting }
    "/scores" { GET scores::show => Everybody }
    "/about" { GET about::show => Everybody }
    "/terms" { GET legal::terms => Everybody }
    "/privacy" { GET legal::privacy => Everybody }
    "/sitemap.xml" { GET crawlers::pages => Everybody }

    "/sign-up" { GET account::sign_up::show => Everybody, POST account::sign_up::submit => Everybody }
    "/sign-up/{token}" { GET account::confirm::show => Everybody, POST account::confirm::submit => Everybody }
    "/sign-in" { GET account::sign_in::show => Everybody, POST account::sign_in::submit => Everybody }
    "/sign-in/second-factor" {
        GET account::second_step::show => Everybody,
        POST account::second_step::submit => Everybody,
    }
    "/sign-out" { POST account::sign_in::sign_out => Everybody }
    "/reset" { GET account::reset::show => Everybody, POST account::reset::submit => Everybody }
    "/reset/{token}" { GET account::reset::choose => Everybody, POST account::reset::set => Everybody }
    "/setup/{token}" { GET account::setup::show => Everybody, POST account::setup::submit => Everybody }
    "/contact" { GET account::contact::show => Everybody, POST account::contact::submit => Everybody }

    "/account" { GET account::overview::show => UseAccount, POST account::overview::submit => UseAccount }
    "/account/organization" { POST account::overview::act_for => UseAccount }
    "/account/mail" { GET account::mail::show => UseAccount, POST account::mail::submit => UseAccount }
    "/account/mail/postings/{id}" { POST account::mail::set_posting => ReadWriting }
    "/notifications" {
        GET account::notifications::show => UseAccount,
        POST account::notifications::read_all => UseAccount,
    }
    "/notifications/{id}" { POST account::notifications::open => UseAccount }
    "/unsubscribe/{token}/{topic}" {
        GET account::unsubscribe::show => Everybody,
        POST account::unsubscribe::submit => Everybody,
    }
    "/account/password" { GET account::password::show => UseAccount, POST account::password::submit => UseAccount }
    "/account/email" { GET account::email::show => UseAccount, POST account::email::submit => UseAccount }
    "/account/email/clearance" { POST account::email::clear => UseAccount }
    "/account/email/{token}" { GET account::email::ask => UseAccount, POST account::email::change => UseAccount }
    "/account/second-factor" {
        GET account::second_factor::show => UseAccount,
        POST account::second_factor::submit => UseAccount,
    }
    "/account/second-factor/removal" { POST account::second_factor::remove => UseAccount }
    "/account/recovery-codes" { POST account::second_factor::renew_codes => UseAccount }
    "/account/sessions" { GET account::sessions::show => UseAccount, POST account::sessions::end_all => UseAccount }
    "/account/sessions/{id}/end" { POST account::sessions::end => UseAccount }
    "/searches" { POST browse::save::submit => UseAccount }
    "/account/searches" { GET account::searches::show => UseAccount }
    "/account/searches/{id}/name" {
        GET account::searches::ask_name => UseAccount,
        POST account::searches::change_name => UseAccount,
    }
    "/account/searches/{id}/pace" { POST account::searches::change_pace => UseAccount }
    "/account/searches/{id}/removal" { POST account::searches::remove => UseAccount }
    "/account/data" { POST account::data::export => UseAccount }
    "/account/deletion" { GET account::data::ask => UseAccount, POST account::data::delete => UseAccount }

    "/organizations/new" {
        GET institution::new::show => FoundOrganization,
        POST institution::new::submit => FoundOrganization,
    }
    "/organizations/{id}" { GET organization::show => ReadOrganization }
    "/organizations/{id}/profile" {
        GET institution::profile::show => EditOrganization,
        POST institution::profile::submit => EditOrganization,
    }
    "/organizations/{id}/logo" {
        GET institution::logo::show => ReadOrganization,
        POST institution::logo::submit => EditOrganization,
    }
    "/organizations/{id}/logo/removal" { POST institution::logo::submit_removal => EditOrganization }
    "/organizations/{id}/members" { GET institution::members::show => ReadMembers }
    "/organizations/{id}/members/{account}/role" { POST institution::members::change_role => ManageMembers }
    "/organizations/{id}/members/{account}/removal" { POST institution::members::submit_removal => ManageMembers }
    "/organizations/{id}/invitations" { POST institution::members::invite => ManageMembers }
    "/organizations/{id}/invitations/{invitation}/withdrawal" {
        POST institution::members::withdraw => ManageMembers,
    }
    "/organizations/{id}/joins/{account}/acceptance" { POST institution::members::accept => ManageMembers }
    "/organizations/{id}/joins/{account}/refusal" { POST institution::members::refuse => ManageMembers }
    "/organizations/{id}/membership" { POST institution::membership::ask => AskToJoin }
    "/organizations/{id}/membership/withdrawal" { POST institution::membership::take_back => Leave }
    "/organizations/{id}/departure" { POST institution::membership::depart => Leave }
    "/organizations/{id}/verification" {
        GET institution::verification::show => ReadVerification,
        POST institution::verification::submit => AskVerification,
    }
    "/organizations/{id}/report" { GET report::show_organization => Report, POST report::submit_organization => Report }
    "/evidence/{id}" { GET institution::verification::file => ReadEvidence }
    "/invitations/{token}" {
        GET institution::invitation::show => Everybody,
        POST institution::invitation::submit => Everybody,
    }

    "/posts" { GET writing::list::show => ReadWriting }
    "/organizations/{id}/uploads" { GET writing::upload::new => Write, POST writing::upload::submit => Write }
    "/posts/uploads/template" { GET writing::upload::blank => Everybody }
    "/posts/uploads/values" { GET writing::upload::values => Everybody }
    "/posts/uploads/{upload}" { GET writing::upload::show => Write, POST writing::upload::accept => Write }
    "/posts/uploads/{upload}/errors" { GET writing::upload::errors => Write }
    "/posts/uploads/{upload}/discard" { POST writing::upload::discard => Write }
    "/posts/drafts" { POST writing::draft::start => Write }
    "/posts/drafts/{draft}" { GET writing::draft::show => Write, POST writing::draft::submit => Write }
    "/posts/attachments/{attachment}" { GET writing::attachments::own => ReadWriting }
    "/posts/drafts/{draft}/panel" { POST writing::panel::update => Write }
    "/posts/drafts/{draft}/check" { GET writing::check::show => Write, POST writing::check::submit => Write }
    "/posts/drafts/{draft}/discard" { POST writing::draft::discard => Write }
    "/posts/{id}/draft" { POST writing::edit => Write }
    "/posts/{id}/taking-back" { POST writing::take_back => Write }
    "/posts/{id}/closure" { POST writing::close => Write }
    "/posts/{id}/renewal" { POST writing::renew => Write }
    "/posts/{id}/appeal" { GET writing::appeal::show => Write, POST writing::appeal::submit => Write }
    "/posts/{id}/comparison" { GET writing::compare::show => ReadWriting }
    "/posts/{id}/history" { GET writing::history::show => ReadWriting }

    "/staff" { GET staff::overview::show => ReadQueue }
    "/staff/posts" { GET staff::posts::show => ReadQueue }
    "/staff/posts/{id}" { GET staff::review::show => ReadQueue, POST staff::review::submit => ReviewPosting }
    "/staff/posts/{id}/attachments/{attachment}" { GET writing::attachments::submitted => ReadQueue }
    "/staff/posts/{id}/claim" { POST staff::claims::claim_posting => ReviewPosting }
    "/staff/posts/{id}/release" { POST staff::claims::release_posting => ReviewPosting }
    "/staff/verifications" { GET staff::verifications::show => ReadQueue }
    "/staff/verifications/{id}" { GET staff::case::show => ReadQueue, POST staff::case::submit => DecideVerification }
    "/staff/verifications/{id}/claim" { POST staff::claims::claim_verification => DecideVerification }
    "/staff/verifications/{id}/release" { POST staff::claims::release_verification => DecideVerification }
    "/staff/queue" { GET staff::queue::show => ReadQueue }
    "/staff/queue/next" { POST staff::queue::next => ReadQueue }
    "/staff/reports/{id}" { GET staff::report::show => ReadQueue, POST staff::report::submit => ReviewReport }
    "/staff/reports/{id}/claim" { POST staff::claims::claim_report => ReviewReport }
    "/staff/reports/{id}/release" { POST staff::claims::release_report => ReviewReport }
    "/staff/people" { GET staff::people::show => ReadRegister }
    "/staff/people/{id}" { GET staff::person::show => ReadRegister }
    "/staff/people/{id}/suspension" { POST staff::person::submit_suspension => SuspendPerson }
    "/staff/people/{id}/restoration" { POST staff::person::submit_restoration => SuspendPerson }
    "/staff/people/{id}/role" { POST staff::person::submit_role => AppointStaff }
    "/staff/organizations" { GET staff::organizations::show => ReadRegister }
    "/staff/organizations/{id}" { GET staff::organization::show => ReadRegister }
    "/staff/organizations/{id}/suspension" { POST staff::organization::submit_suspension => SuspendOrganization }
    "/staff/organizations/{id}/restoration" { POST staff::organization::submit_restoration => SuspendOrganization }
    "/staff/site" { GET staff::site::show => ManageSite, POST staff::site::submit => ManageSite }
    "/staff/site/reasons" { GET staff::reasons::show => ManageSite, POST staff::reasons::submit => ManageSite }
    "/staff/site/reasons/{code}" { POST staff::reasons::retire => ManageSite }
    "/staff/site/codes" { GET staff::codes::show => ManageSite, POST staff::codes::submit => ManageSite }
    "/staff/site/codes/{list}/{code}" { POST staff::codes::submit_retirement => ManageSite }
    "/staff/site/weights" { GET staff::weights::show => ManageSite, POST staff::weights::submit => ManageSite }
    "/staff/site/texts/{text}" { GET staff::site::show_text => ManageSite, POST staff::site::submit_text => ManageSite }
    "/staff/mail" { GET staff::mail::show => ManageSite }
    "/staff/mail/letters/{letter}/retry" { POST staff::mail::retry => ManageSite }
    "/staff/mail/refused" { GET staff::mail::show_refused => ManageSite, POST staff::mail::clear => ManageSite }
    "/staff/mail/folder" { GET staff::folder::show => ManageSite }
    "/staff/mail/folder/{file}" { GET staff::folder::letter => ManageSite }
    "/staff/mail/folder/{file}/html" { GET staff::folder::frame => ManageSite }
    "/staff/audit" { GET staff::audit::show => ReadAudit }
    "/staff/audit/export" { POST staff::audit::download => ReadAudit }
}

/// Every address that the site answers; whatever else is asked for isn't found.
pub(super) fn routes(site: &mut ServiceConfig) {
    site.service(get("/", language::root))
        .service(get("/preferences", preferences::set))
        .service(get("/assets/{path:.*}", assets::serve))
        .service(get("/favicon.ico", assets::favicon))
        .service(get("/robots.txt", crawlers::robots))
        .service(get("/sitemap.xml", crawlers::index))
        .service(get("/healthz", probes::alive))
        .service(get("/readyz", probes::ready))
        .service(pages(web::scope("/{language:en|zh}")))
        .default_service(web::to(nothing));
}

/// The methods that an address answers, by the pattern that it matched.
pub(super) fn methods(pattern: Option<String>) -> String {
    let below = pattern.as_deref().and_then(|pattern| pattern.strip_prefix("/{language:en|zh}"));
    let of_page = ROUTES.iter().filter(|route| Some(route.path) == below);
    let mut methods: Vec<&str> = of_page
        .flat_map(|route| if route.method == "GET" { vec!["GET", "HEAD"] } else { vec!["POST"] })
        .collect();
    if methods.is_empty() {
        methods = vec!["GET", "HEAD"];
    }
    methods.join(", ")
}

/// A resource that is read with GET or HEAD; any other method is refused.
fn get<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(path).route(route!(GET).to(handler))
}

async fn nothing() -> Result<&'static str, WebError> {
    Err(WebError::NotFound)
}
