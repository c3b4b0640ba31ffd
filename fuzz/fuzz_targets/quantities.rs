//! Numbers with units, read and compared.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sunmao::matching::quantity::{MAX_QUANTITIES, quantities};

fuzz_target!(|text: &str| {
    let found = quantities(text);
    assert!(found.len() <= MAX_QUANTITIES);
    for one in &found {
        assert!(text.get(one.range.clone()).is_some());
        assert!(one.low.is_finite() && one.high.is_finite() && one.low <= one.high);
    }
    for pair in found.windows(2) {
        let _ = pair[0].answered_by(&pair[1]);
    }
});
