//! Organizations: founding, members, and verification.

mod life;
pub mod people;
mod refusals;
