//! What several areas need.

pub mod browser;
pub mod database;
pub mod forms;
pub mod people;
pub mod program;
pub mod sample;
pub mod served;
pub mod smtp;
pub mod smtpd;
pub mod source;
pub mod visitor;
pub mod wait;
pub mod world;
