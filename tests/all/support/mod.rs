//! What several areas need.

pub mod browser;
pub mod source;
