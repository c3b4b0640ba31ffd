//! What runs when, beside the requests.

mod refresh;

pub use refresh::Refresher;
