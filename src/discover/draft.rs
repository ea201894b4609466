//! Discoveries → a draft codebook in TOML for a person to edit: phrases that find them again, quotes with their places as comments.

use crate::model::Discovery;
use crate::text::toml::toml_string;
use std::fmt::Write;

/// So many quotes a proposition are shown as comments.
const QUOTES: usize = 6;

/// What stands at the head of a draft.
const HEAD: &str = "\
# A draft, made by `demarche discover` from the words of the statements alone. Before you use it:
#   - word each proposition neutrally: `wording` is now its most central clause, verbatim;
#   - take out what is no proposition, split what is two, and see whether the quotes under it say the same;
#   - mend `names` and `names_opposite`, add `says` and `denies`, relations and examples (the phrase language: data/README.md);
#   - then run `demarche codebook check` on it.
";

/// The draft. Every discovery is a proposition with the phrases and examples it has; quotes stand above it with their source and
/// bytes, line breaks in them as spaces.
#[must_use]
pub fn draft(discoveries: &[Discovery], title: &str) -> String {
    let mut out = String::from(HEAD);
    let _ = write!(out, "\n[codebook]\nid = \"draft\"\ntitle = {}\nlanguages = [\"en\"]\n", toml_string(title));
    for one in discoveries.iter().filter(|one| !one.names.is_empty() || !one.names_opposite.is_empty()) {
        let _ = write!(
            out,
            "\n# {} actors: {} for, {} against; stability {:.2}{}\n",
            one.n_actors,
            one.states_for.len(),
            one.states_against.len(),
            one.stability,
            one.nearest.as_ref().map_or(String::new(), |id| format!("; nearest known: {id} ({:.2})", one.likeness)),
        );
        for quote in one.quotes.iter().take(QUOTES) {
            let side = if quote.agrees { "for" } else { "against" };
            let _ = writeln!(
                out,
                "# {} {side}: “{}” {}[{}..{}]",
                quote.actor,
                line(&quote.quote),
                line(&quote.source),
                quote.span.start,
                quote.span.end
            );
        }
        let _ = write!(
            out,
            "[[proposition]]\nid = {}\ntopic = {}\nwording = {}\n",
            toml_string(&one.id),
            toml_string(&one.topic),
            toml_string(&line(&one.name))
        );
        for (key, values) in
            [("names", &one.names), ("names_opposite", &one.names_opposite), ("supports", &one.supports), ("opposes", &one.opposes)]
        {
            if !values.is_empty() {
                let list: Vec<String> = values.iter().map(|value| toml_string(&line(value))).collect();
                let _ = writeln!(out, "{key} = [\n  {},\n]", list.join(",\n  "));
            }
        }
        out.push_str("context = \"own\"\n");
    }
    out
}

/// Text on one line: runs of white space become single spaces.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
