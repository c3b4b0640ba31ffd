//! The site: server, security, pages by area, view models.
//!
//! A request goes through [`routes`] to one handler; the handler asks one flow through
//! [`State::ask`], turns the answer into the struct of its template, and [`page::html`] renders it.

mod about;
mod assets;
mod browse;
mod config;
mod crawlers;
mod error;
mod headers;
mod home;
mod language;
mod limits;
mod matches;
mod organization;
mod page;
mod pager;
mod pair;
mod posting;
mod preferences;
mod probes;
mod routes;
mod scores;
mod segments;
mod server;
mod state;
mod view;

pub use config::{BadPublicUrl, Config, PublicUrl};
pub use server::Application;
pub use state::State;
