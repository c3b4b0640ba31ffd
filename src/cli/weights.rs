//! Weights of the dimensions as an argument.

use crate::domain::{Dimension, Weights};

/// The published weights.
pub(super) const USUAL: &str = "topic=35,chain=15,stage=15,form=10,region=10,terms=15";

/// Reads `topic=35,chain=15`; dimensions that aren't named don't count.
pub(super) fn parse(text: &str) -> Result<Weights, &'static str> {
    const WRONG: &str = "not weights";
    let mut weights = [0.0; 6];
    for part in text.split([',', '，']).filter(|part| !part.trim().is_empty()) {
        let (name, weight) = part.split_once('=').ok_or(WRONG)?;
        let dimension = Dimension::ALL.into_iter().find(|d| d.code() == name.trim()).ok_or(WRONG)?;
        weights[dimension as usize] = weight.trim().parse().map_err(|_| WRONG)?;
    }
    Weights::new(weights).ok_or(WRONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_name_the_dimensions_that_count() {
        let read = parse("topic=2, region=1").unwrap();
        assert_eq!((read.get(Dimension::Topic), read.get(Dimension::Region)), (2.0, 1.0));
        assert_eq!(read.get(Dimension::Terms), 0.0);
        assert_eq!(parse(USUAL), Ok(Weights::default()));
        for bad in ["", "topic", "topic=", "topic=0", "topic=-1", "topic=NaN", "colour=1", "region=1"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
