//! Values that people type: amounts, durations, identifiers, codes, weights, texts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sunmao::domain::{
    Amount, Description, Discipline, Form, Industry, Kind, Months, PostingId, Region, Title, Trl, Weights,
};

fuzz_target!(|text: &str| {
    if let Ok(amount) = text.parse::<Amount>() {
        assert_eq!(amount.to_string().parse(), Ok(amount));
    }
    if let Ok(id) = text.parse::<PostingId>() {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
    if let Ok(months) = text.parse::<Months>() {
        assert_eq!(months.to_string().parse(), Ok(months));
    }
    if let Ok(title) = Title::parse(text) {
        assert_eq!(Title::parse(title.as_str()), Ok(title));
    }
    if let Ok(description) = Description::parse(text) {
        assert_eq!(Description::parse(description.as_str()), Ok(description));
    }
    if let Ok(weights) = text.parse::<Weights>() {
        assert_eq!(weights.written().parse(), Ok(weights));
    }
    let _ = (text.parse::<Kind>(), text.parse::<Trl>(), text.parse::<Form>());
    let _ = (Industry::parse(text), Discipline::parse(text), Region::parse(text));
});
