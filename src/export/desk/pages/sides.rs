//! Who is for and who against → bars from the middle, drawn without styles: those against to the left, those in favour to the right.

use super::Sides;
use super::parts::link;
use crate::export::desk::html::escaped;
use crate::export::desk::page::Tone;
use crate::model::{Side, Stance};
use std::fmt::Write;

/// From the left to the right: the firmest against first, the firmest in favour last; who took no side is in the middle.
const ORDER: [Stance; 6] = [Stance::Oppose, Stance::Reservation, Stance::Undecided, Stance::Practice, Stance::Qualified, Stance::Support];

/// From this share of the width on there is room for a letter and a count, and for a count.
const ROOM: (f64, f64) = (5.5, 2.5);
/// So many bars are seen at once; the others are a click away, and in the table.
const SEEN: usize = 25;

/// Draws the bars.
pub(super) fn draw(bars: &Sides, out: &mut String) {
    let reach = bars.rows.iter().map(|(_, parts)| half(parts, Side::Against).max(half(parts, Side::For))).fold(0.0, f64::max);
    if reach == 0.0 {
        return;
    }
    let _ = writeln!(out, "<figure class=\"bars\"><figcaption>{}</figcaption>", escaped(&bars.caption));
    out.push_str("<p class=\"ends\"><span>← against</span> <span>in favour →</span></p>\n<ul>\n");
    for (at, (label, parts)) in bars.rows.iter().enumerate() {
        if at == SEEN {
            let _ = writeln!(out, "</ul><details><summary>{} more</summary><ul>", bars.rows.len() - SEEN);
        }
        let said: Vec<String> =
            parts.iter().filter(|(_, count)| *count > 0).map(|(tone, count)| format!("{} {count}", tone.name())).collect();
        let _ = write!(
            out,
            "<li class=\"bar\"><span class=\"label\">{} {}</span><svg class=\"track\" role=\"img\" aria-label=\"{}\" width=\"100%\" height=\"22\">",
            link(label, false),
            escaped(&label.note),
            said.join(", ")
        );
        let unit = 50.0 / reach;
        let mut x = 50.0 - half(parts, Side::Against) * unit;
        for stance in ORDER {
            let tone = Tone::Stance(stance);
            let count = count(parts, stance);
            if count == 0 {
                continue;
            }
            let width = count as f64 * unit;
            let name = tone.name();
            let _ = write!(
                out,
                "<rect class=\"{name}\" x=\"{x:.2}%\" y=\"1\" width=\"{width:.2}%\" height=\"20\"><title>{name} {count}</title></rect>"
            );
            let middle = x + width / 2.0;
            if width >= ROOM.0 {
                let letter = name.chars().next().map(|letter| letter.to_ascii_uppercase()).unwrap_or_default();
                let _ = write!(out, "<text x=\"{middle:.2}%\" y=\"15\">{letter} {count}</text>");
            } else if width >= ROOM.1 {
                let _ = write!(out, "<text x=\"{middle:.2}%\" y=\"15\">{count}</text>");
            }
            x += width;
        }
        out.push_str("<line x1=\"50%\" x2=\"50%\" y1=\"0\" y2=\"22\"/></svg></li>\n");
    }
    out.push_str(if bars.rows.len() > SEEN { "</ul></details></figure>\n" } else { "</ul></figure>\n" });
}

fn count(parts: &[(Tone, usize)], stance: Stance) -> usize {
    parts.iter().filter(|(tone, _)| *tone == Tone::Stance(stance)).map(|(_, count)| count).sum()
}

/// How far a bar reaches on one side; who took no side is half on each.
fn half(parts: &[(Tone, usize)], side: Side) -> f64 {
    let of = |side: Side| ORDER.into_iter().filter(|stance| stance.side() == side).map(|stance| count(parts, stance)).sum::<usize>() as f64;
    of(side) + of(Side::Neither) / 2.0
}
