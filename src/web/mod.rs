//! The site: server, security, pages by area, view models.
//!
//! A request goes through [`routes`] to one handler; the handler asks one flow through
//! [`State::ask`], turns the answer into the struct of its template, and [`page::html`] renders it.

mod about;
mod account;
mod assets;
mod attempts;
mod browse;
mod client;
mod config;
mod cookies;
mod crawlers;
mod download;
mod error;
mod fields;
mod forgery;
mod forms;
mod headers;
mod home;
mod institution;
mod language;
mod legal;
mod limits;
mod markdown;
mod matches;
mod organization;
mod page;
mod pager;
mod pair;
mod posting;
mod preferences;
mod probes;
mod report;
mod routes;
mod scores;
mod segments;
mod server;
mod session;
mod staff;
mod state;
mod unchanged;
mod view;
mod writing;

pub use config::{BadPublicUrl, Config, PublicUrl};
pub use routes::{ROUTES, Route};
pub use server::Application;
pub use state::State;
