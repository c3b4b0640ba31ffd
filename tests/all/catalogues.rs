//! Missing and unused messages fail.
