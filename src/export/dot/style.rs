//! The look of stances and links: colours that colour-blind readers can tell apart by the line as well.

use crate::model::{LinkKind, Stance};

/// A colour and a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// The line's colour.
    pub(super) color: &'static str,
    /// A light tint of it, to fill a box with.
    pub(super) fill: &'static str,
    /// The line: `solid`, `dashed` or `dotted`.
    pub(super) line: &'static str,
}

/// Agreement.
pub(super) const AGREES: Look = Look { color: "#1b7837", fill: "#d9f0d3", line: "solid" };
/// Conflict.
pub(super) const CONFLICTS: Look = Look { color: "#b2182b", fill: "#fddbc7", line: "dashed" };
/// A soft difference.
pub(super) const DIFFERS: Look = Look { color: "#6e6e6e", fill: "#eeeeee", line: "dotted" };
/// What is shared, for or against.
pub(super) const SHARES: Look = Look { color: "#4d4d4d", fill: "#e8e8e8", line: "solid" };
/// An alignment.
pub(super) const ALIGNS: Look = Look { color: "#2166ac", fill: "#d1e5f0", line: "dotted" };

/// A reproach of a named State.
pub(super) const CRITICISES: Look = Look { color: "#e6550d", fill: "#fee6ce", line: "dotted" };

/// The look of a link.
pub(super) fn of_link(kind: LinkKind) -> Look {
    match kind {
        LinkKind::Agrees => AGREES,
        LinkKind::Conflicts => CONFLICTS,
        LinkKind::Differs => DIFFERS,
    }
}

/// The look of a stance.
pub(super) fn of_stance(stance: Stance) -> Look {
    match stance {
        Stance::Support => AGREES,
        Stance::Qualified => Look { color: "#5aae61", fill: "#ebf7e7", line: "solid" },
        Stance::Practice => Look { color: "#5aae61", fill: "#ebf7e7", line: "dotted" },
        Stance::Undecided => DIFFERS,
        Stance::Reservation => Look { color: "#e08214", fill: "#feecd2", line: "dashed" },
        Stance::Oppose => CONFLICTS,
    }
}

/// The width of a line that stands for `count` things: 1 for one, at most 6.
pub(super) fn width(count: usize) -> String {
    format!("{:.1}", ((count.max(1) as f64).sqrt() * 1.2 - 0.2).min(6.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_never_thinner_than_one_or_wider_than_six() {
        assert_eq!([0, 1, 2, 9, 100, usize::MAX].map(width), ["1.0", "1.0", "1.5", "3.4", "6.0", "6.0"]);
    }
}
