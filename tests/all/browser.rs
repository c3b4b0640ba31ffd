//! The real program in headless Chromium.
