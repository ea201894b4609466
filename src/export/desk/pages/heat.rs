//! Propositions by actors → a table of coloured marks that can be read without colours: a letter and a strength in each cell.

use super::Heat;
use super::parts::{link, tone};
use crate::export::desk::html::escaped;
use std::fmt::Write;

/// On paper so many actors have room beside each other; with more, each proposition lists its marks line by line.
const BESIDE: usize = 24;
/// A name with more letters stands upright.
const SHORT: usize = 4;

/// Draws the table.
pub(super) fn draw(heat: &Heat, out: &mut String) {
    let caption = escaped(&heat.caption);
    if heat.rows.is_empty() {
        let _ = writeln!(out, "<p>{caption}: none</p>");
        return;
    }
    let many = if heat.heads.len() > BESIDE { " many" } else { "" };
    // Whatever scrolls must be in reach of the keyboard.
    let _ = write!(
        out,
        "<div class=\"scroll heat{many}\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table id=\"matrix\" aria-describedby=\"marks\">\n\
         <caption>{caption}</caption>\n<thead><tr><th scope=\"col\">proposition</th>"
    );
    for head in &heat.heads {
        let upright = if head.text.chars().count() > SHORT { " class=\"upright\"" } else { "" };
        let _ = write!(out, "<th scope=\"col\"{upright} title=\"{}\">{}</th>", escaped(&head.note), link(head, false));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (name, marks) in &heat.rows {
        let _ = write!(out, "<tr><th scope=\"row\">{} <span>{}</span></th>", link(name, false), escaped(&name.note));
        for (head, mark) in heat.heads.iter().zip(marks) {
            let _ = write!(out, "<td{} data-who=\"{}\">{}", tone(mark, ""), escaped(&head.text), link(mark, true));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}
