//! Accounts: signing up and in, and what people do with their own account.
//!
//! The pages of this area are forms. Each handler of a POST reads an [`super::forms::Input`], takes domain
//! types out of it, asks one flow, and either sends the browser on or shows the form again with status 422.

pub(super) mod confirm;
pub(super) mod contact;
pub(super) mod data;
pub(super) mod email;
pub(super) mod mail;
pub(super) mod notifications;
pub(super) mod overview;
pub(super) mod password;
pub(super) mod reset;
pub(super) mod searches;
pub(super) mod second_factor;
pub(super) mod second_step;
pub(super) mod sessions;
pub(super) mod setup;
pub(super) mod sign_in;
pub(super) mod sign_up;
pub(super) mod unsubscribe;
pub(super) mod words;
