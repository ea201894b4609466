//! Prose by others on a meeting, such as bulletins write it: names of States in capitals are its subjects.

use crate::codebook::Actors;
use crate::text::Words;
use std::collections::BTreeSet;

/// So many namings in capitals, of so many actors, make a report.
const NAMINGS: usize = 4;
const ACTORS: usize = 3;

/// Whether a text tells what several actors said: it names them in capitals within sentences in small letters, and more often
/// than it says "we".
pub(in crate::read) fn is_report(text: &str, actors: &Actors) -> bool {
    let (mut namings, mut first_person) = (0, 0);
    let mut who = BTreeSet::new();
    for line in text.lines() {
        let small = line.chars().filter(|c| c.is_lowercase()).count();
        let capital = line.chars().filter(|c| c.is_uppercase()).count();
        if small < 12 || small < capital {
            continue;
        }
        let words = Words::of(line);
        first_person += (0..words.tokens.len()).filter(|at| matches!(words.word(*at), "we" | "our" | "nous" | "notre" | "nuestro")).count();
        for (at, id) in actors.find(&words, line, 0..words.tokens.len()) {
            let written = &line[words.tokens[at.start].span.start..words.tokens[at.end - 1].span.end];
            // Abbreviations stand in capitals anywhere.
            if written.chars().filter(|c| c.is_uppercase()).count() > 3 && !written.contains(char::is_lowercase) {
                namings += 1;
                who.insert(id.to_owned());
            }
        }
    }
    namings >= NAMINGS && who.len() >= ACTORS && namings > first_person
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_make_a_report() {
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        let report =
            "On norms, the EU, opposed by CHINA, supported the checklist. CUBA and GHANA called for a treaty.\nJAPAN preferred the norms.";
        assert!(is_report(report, &actors));
        assert!(!is_report("STATEMENT BY CHINA, CUBA, GHANA AND JAPAN\n\nWe support the checklist, and so do our friends.", &actors));
        assert!(!is_report("China, Cuba, Ghana and Japan supported the checklist, while the EU and the UK opposed it.", &actors));
    }
}
