//! The front page's figure: the fit profile of a real pair as six tenons in their sockets.

use crate::domain::language::is_han;
use crate::i18n::{JointRow, Messages};
use crate::matching::Explanation;

/// The sockets' left and the tenons' right end, in units of the drawing (560 wide).
const LEFT: f32 = 47.0;
const RIGHT: f32 = 533.0;

/// Where the sockets end on the right.
const SOCKET: f32 = 300.0;

/// The height that one dimension takes.
const STEP: f32 = 58.0;

/// A tenon at least this long has room for words.
const ROOMY: f32 = 200.0;

/// Space between an edge and the words.
const INSET: f32 = 16.0;

/// The width of a Han character and of another one at the notes' size.
const HAN: f32 = 15.5;
const LATIN: f32 = 7.8;

/// One dimension of the figure.
#[derive(Debug, Clone)]
pub(super) struct FigureRow {
    /// The top of the tenon.
    pub(super) y: f32,
    /// Where the tenon begins, and how long it is; 0 when the dimension isn't stated.
    pub(super) x: f32,
    pub(super) width: f32,
    /// Where the words begin.
    pub(super) text_x: f32,
    /// Whether the words stand on the tenon rather than in the socket.
    pub(super) on_tenon: bool,
    /// The dimension.
    pub(super) label: String,
    /// What was found, shortened to the room there is.
    pub(super) note: String,
    /// The whole finding, for those who don't see the figure.
    pub(super) finding: String,
}

impl FigureRow {
    /// The six rows of a pair.
    pub(super) fn all(m: Messages, explanation: &Explanation) -> Vec<Self> {
        let rows = JointRow::all(m, explanation.fit.profile());
        (0u8..).zip(rows).map(|(place, row)| Self::new(m, explanation, place, row)).collect()
    }

    fn new(m: Messages, explanation: &Explanation, place: u8, row: JointRow) -> Self {
        let width = (RIGHT - LEFT) * f32::from(row.percent.unwrap_or(0)) / 100.0;
        let on_tenon = width >= ROOMY;
        let finding = match row.percent {
            Some(_) => m.finding(explanation.finding(row.dimension)),
            None => m.t("layout-not-stated"),
        };
        let room = if on_tenon { width } else { SOCKET.min(RIGHT - width) - LEFT } - 2.0 * INSET;
        Self {
            y: 15.0 + STEP * f32::from(place),
            x: RIGHT - width,
            width,
            text_x: if on_tenon { RIGHT - width + INSET } else { LEFT + INSET },
            on_tenon,
            label: row.label,
            note: fitting(&finding, room),
            finding,
        }
    }
}

/// As much of `text` as is about `room` wide, with an ellipsis where something is left off.
fn fitting(text: &str, room: f32) -> String {
    let width = |c: char| if is_han(c) || ('\u{3000}'..='\u{FFEF}').contains(&c) { HAN } else { LATIN };
    if text.chars().map(width).sum::<f32>() <= room {
        return text.to_owned();
    }
    let mut left = room - HAN;
    let head: String = text
        .chars()
        .take_while(|c| {
            left -= width(*c);
            left >= 0.0
        })
        .collect();
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_end_where_the_room_ends() {
        assert_eq!(fitting("short", 100.0), "short");
        assert_eq!(fitting("两处相邻，均可远程", 93.0), "两处相邻，…");
        assert_eq!(fitting("anything", 0.0), "…");
    }
}
