//! An import against the direction of the layers fails.
