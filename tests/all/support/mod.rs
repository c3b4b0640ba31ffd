//! What several areas need.

pub mod browser;
pub mod served;
pub mod source;
