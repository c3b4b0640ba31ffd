//! Who may do what to what: the one place that decides it.
//!
//! A flow states the [`Action`] with the facts that matter about its object, and asks [`require`]
//! before it does anything. What no rule allows is forbidden.

mod action;
mod matrix;
mod readable;
mod visitor;

pub use action::{Action, Denial, Subject, may, require};
pub use matrix::{Rule, VisitorKind, verdict};
pub use readable::Readable;
pub use visitor::{Person, Visitor};

#[cfg(test)]
mod tests;
