//! What several areas need.

pub mod browser;
pub mod database;
pub mod sample;
pub mod served;
pub mod source;
