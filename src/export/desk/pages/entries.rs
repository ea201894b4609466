//! A proposition and its quotes → a page of its own, shown when it is asked for.
//!
//! The quotes stand in `noscript`: a browser that runs scripts keeps them as text, which costs it next to nothing, and the script makes
//! rows of them when somebody asks; one that does not shows the table.

use super::Entry;
use super::parts::{link, tone};
use crate::export::desk::html::escaped;
use std::fmt::Write;

/// Draws the page of a proposition.
pub(super) fn draw(entry: &Entry, out: &mut String) {
    let (anchor, id, wording) = (escaped(&entry.anchor), escaped(&entry.id), escaped(&entry.wording));
    let _ = write!(
        out,
        "<section class=\"entry\" id=\"{anchor}\" data-topic=\"{0}\">\n<h2 tabindex=\"-1\">{id} <span>{wording}</span></h2>\n\
         <p>{0} · {1}</p>\n<noscript><table class=\"quotes\"><caption>{id}: the words behind each mark</caption>\n<thead><tr><th scope=\"col\">who</th>\
         <th scope=\"col\">stance</th><th scope=\"col\">in whose words</th><th scope=\"col\">where</th></tr></thead>\n<tbody>\n",
        escaped(&entry.topic),
        escaped(&entry.counts)
    );
    // End tags that HTML lets out are left out: with many quotes they would be a tenth of the page.
    for said in &entry.said {
        let id = if said.anchor.is_empty() { String::new() } else { format!(" id=\"{}\"", escaped(&said.anchor)) };
        let _ = writeln!(
            out,
            "<tr{id}><th>{}<td{}>{}<td>{}<td>{}",
            link(&said.who, false),
            tone(&said.stance, ""),
            escaped(&said.stance.text),
            escaped(&said.words),
            escaped(&said.place)
        );
    }
    out.push_str("</table></noscript>\n</section>\n");
}
