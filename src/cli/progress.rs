//! A progress bar on standard error, when somebody watches.

use std::io::IsTerminal;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::i18n::Messages;
use crate::matching::Progress;

/// One bar after another: each phase of the work begins a new one. Draws nothing when standard
/// error isn't a terminal.
#[derive(Debug)]
pub(super) struct Bar {
    messages: Messages,
    current: Mutex<Option<(&'static str, ProgressBar)>>,
}

impl Bar {
    pub(super) fn new(messages: Messages) -> Self {
        Self { messages, current: Mutex::new(None) }
    }

    /// Takes the bar away, so that what is printed next begins on a clean line.
    pub(super) fn clear(&self) {
        if let Some((_, bar)) = self.current.lock().ok().and_then(|mut current| current.take()) {
            bar.finish_and_clear();
        }
    }

    fn begin(&self, phase: &'static str, total: usize) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(self.messages.t(phase));
        bar
    }
}

impl Progress for Bar {
    fn report(&self, phase: &'static str, done: usize, total: usize) {
        if !std::io::stderr().is_terminal() {
            return;
        }
        let Ok(mut current) = self.current.lock() else { return };
        if current.as_ref().is_none_or(|(running, _)| *running != phase) {
            if let Some((_, bar)) = current.take() {
                bar.finish_and_clear();
            }
            *current = Some((phase, self.begin(phase, total)));
        }
        if let Some((_, bar)) = current.as_ref() {
            bar.set_position(done as u64);
        }
    }
}
