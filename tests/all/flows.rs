//! Use cases, on both databases.

mod accounts;
mod addresses;
mod browsing;
mod demo;
mod docking;
mod importing;
mod institution;
mod keeping_up;
mod restarting;
mod review;
mod searches;
mod staff;
mod taking_back;
mod telling;
mod visibility;
mod writing;
