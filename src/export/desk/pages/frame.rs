//! A report → the whole of its page: what a browser may do, the styles, the search, the sections, the pages of propositions.

use super::{Choice, Part, Report, entries, heat, parts, policy, sides};
use crate::export::desk::html::escaped;
use crate::export::desk::page::Tone;
use crate::model::Stance;
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// Before anything is drawn: styles may count on the script.
const FIRST: &str = "document.documentElement.className=\"js\"";

/// The text of the page.
pub(super) fn text(report: &Report) -> String {
    let title = escaped(&report.title);
    let style = format!("{STYLE}{}", colours());
    let policy = policy::policy(&style, &[FIRST, SCRIPT]);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{style}</style>\n<script>{FIRST}</script>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the contents</a>\n\
         <header>\n<h1><a href=\"#top\" id=\"top\">{title}</a></h1>\n"
    );
    contents(report, &mut out);
    search(report, &mut out);
    out.push_str("</header>\n<main id=\"main\" tabindex=\"-1\">\n<section id=\"results\" hidden><h2 tabindex=\"-1\">Found</h2><div></div></section>\n");
    for section in &report.sections {
        let _ = writeln!(
            out,
            "<section class=\"home\" id=\"{}\">\n<h2 tabindex=\"-1\">{}</h2>",
            escaped(&section.anchor),
            escaped(&section.title)
        );
        for part in &section.parts {
            match part {
                Part::Text(text) => {
                    let _ = writeln!(out, "<p>{}</p>", escaped(text));
                }
                Part::Table(table) => parts::table(table, &mut out),
                Part::Heat(table) => {
                    legend(&mut out);
                    heat::draw(table, &mut out);
                }
                Part::Sides(chart) => sides::draw(chart, &mut out),
                Part::Picture(picture) => parts::picture(picture, &mut out),
            }
        }
        out.push_str("</section>\n");
    }
    for entry in &report.entries {
        entries::draw(entry, &mut out);
    }
    out.push_str("<section id=\"state\" hidden><h2 tabindex=\"-1\"></h2><p></p><div></div></section>\n</main>\n");
    let _ = writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>");
    out
}

fn contents(report: &Report, out: &mut String) {
    out.push_str("<nav aria-label=\"Contents\"><ul>\n");
    for section in &report.sections {
        let _ = writeln!(out, "<li><a href=\"#{}\">{}</a></li>", escaped(&section.anchor), escaped(&section.title));
    }
    out.push_str("</ul></nav>\n");
}

/// What only a script can do is shown only by it.
fn search(report: &Report, out: &mut String) {
    out.push_str(
        "<form id=\"find\" role=\"search\" hidden>\n<label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\" \
         aria-describedby=\"keys\"></label>\n<label>Topic <select id=\"topic\"><option value=\"\">all</option>",
    );
    let mut topics: Vec<&str> = Vec::new();
    for entry in &report.entries {
        if !topics.contains(&entry.topic.as_str()) {
            topics.push(&entry.topic);
        }
    }
    for topic in topics {
        let _ = write!(out, "<option>{}</option>", escaped(topic));
    }
    out.push_str("</select></label>\n<label>Who <select id=\"who\"><option value=\"\">all</option>");
    for (is_group, label) in [(true, "Groups and their members"), (false, "Alone")] {
        let choices: Vec<&Choice> = report.choices.iter().filter(|choice| choice.is_group == is_group).collect();
        if choices.is_empty() {
            continue;
        }
        let _ = write!(out, "<optgroup label=\"{label}\">");
        for choice in choices {
            let _ = write!(out, "<option value=\"{}\">{}</option>", escaped(&choice.anchors.join(" ")), escaped(&choice.label));
        }
        out.push_str("</optgroup>");
    }
    out.push_str("</select></label>\n<label>Stance <select id=\"stance\"><option value=\"\">all</option>");
    for stance in Stance::ALL {
        let _ = write!(out, "<option>{stance}</option>");
    }
    out.push_str(
        "</select></label>\n<button type=\"reset\">Clear</button>\n<output id=\"found\"></output>\n\
         <p id=\"keys\">Keys: <kbd>/</kbd> search, arrows move in the table of marks, <kbd>Enter</kbd> opens, <kbd>Esc</kbd> goes back.</p>\n</form>\n",
    );
}

/// What the letters of marks mean.
fn legend(out: &mut String) {
    out.push_str("<p id=\"marks\" class=\"legend\">");
    for stance in Stance::ALL {
        let name = stance.name();
        let letter = name.chars().next().map(|letter| letter.to_ascii_uppercase()).unwrap_or_default();
        let _ = write!(out, "<span class=\"{name}\">{letter} {name}</span> ");
    }
    out.push_str("with the strength 1 to 5; in brackets what only a group of the State’s said; – silent. Silence is no opposition.</p>\n");
}

/// The colours of the tones, once for light and once for dark screens; paper is light.
fn colours() -> String {
    let rules = |ground: fn(Tone) -> Option<&'static str>| {
        let rule = |tone: Tone| ground(tone).map(|ground| format!(".{}{{background:#{ground};fill:#{ground}}}", tone.name()));
        Tone::ALL.into_iter().filter_map(rule).collect::<String>()
    };
    format!("{}\n@media screen and (prefers-color-scheme:dark){{{}}}\n", rules(Tone::light), rules(Tone::dark))
}
