//! Stage: readiness asked against readiness offered.

use super::{Assessed, Assessment};
use crate::domain::Trl;
use crate::matching::Finding;
use crate::matching::inference::Party;

/// What each level short of what is asked costs.
const SHORT: f32 = 0.15;
/// What each step of the innovation chain costs that lies between.
const STEP: f32 = 0.1;
/// What each level beyond what is asked costs: ready-made work leaves less to shape together.
const RIPE: f32 = 0.02;

/// 1 when the offer is as ripe as asked, less by the way that is missing.
pub(in crate::matching) fn assess(need: Party<'_>, capability: Party<'_>) -> Assessment {
    let ((asked, a), (offered, b)) = (need.trl()?, capability.trl()?);
    Some(Assessed::even(value(asked, offered), a.and(b), Finding::Stage { asked, offered }))
}

fn value(asked: Trl, offered: Trl) -> f32 {
    let short = f32::from(asked.level().saturating_sub(offered.level()));
    let ripe = f32::from(offered.level().saturating_sub(asked.level()));
    let steps = f32::from((asked.chain() as u8).saturating_sub(offered.chain() as u8));
    (1.0 - SHORT * short - STEP * steps - RIPE * ripe).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_costs_more_than_what_is_beyond() {
        let v = |a, o| value(Trl::new(a).unwrap(), Trl::new(o).unwrap());
        assert_eq!(v(6, 6), 1.0);
        assert!(v(6, 9) > v(6, 5));
        assert!(v(5, 4) > v(6, 5), "a step of the chain costs besides");
        assert_eq!(v(9, 1), 0.0);
    }
}
