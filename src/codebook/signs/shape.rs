//! A sentence's form → features: person, tense, modal verbs, numbers, marks, length; whose names it holds; where it stands.

use super::seen::{Named, Seen};
use crate::learn::Bag;
use crate::text::line::ends_sentence;
use std::collections::BTreeSet;

/// Words and the class of form they show.
pub(crate) const CLASSES: &[(&str, &[&str])] = &[
    ("self", &["we", "i", "us", "me", "our", "my", "ourselves"]),
    ("others", &["they", "them", "their", "he", "she", "his", "her"]),
    ("obligation", &["must", "should", "shall", "need", "needs", "ought", "cannot"]),
    ("possibility", &["may", "might", "could", "can", "would"]),
    ("future", &["will"]),
    ("present", &["is", "are", "am", "be", "has", "have", "do", "does"]),
    ("past", &["was", "were", "had", "did", "been"]),
    ("negation", &["not", "no", "never", "nor", "none", "without", "nothing", "neither"]),
    ("contrast", &["but", "however", "yet", "although", "though", "despite", "while", "instead", "rather", "nevertheless"]),
    ("reason", &["because", "therefore", "thus", "since", "hence", "consequently", "indeed", "why"]),
    ("example", &["example", "instance", "including", "such"]),
    ("certainty", &["clear", "clearly", "obvious", "obviously", "undoubtedly", "certainly", "fact", "simply", "evident", "surely"]),
    ("degree", &["very", "deeply", "extremely", "grave", "gravely", "serious", "seriously", "strongly", "firmly", "fully", "only", "even"]),
    ("thanks", &["thank", "thanks", "grateful", "congratulate", "briefing", "condolences", "welcome", "appreciate"]),
    ("report", &["said", "stated", "reported", "according", "reports", "announced", "noted", "told", "called", "claimed", "claims"]),
    ("time", &["today", "yesterday", "april", "march", "february", "january", "july", "august", "september", "october", "november"]),
];

/// Form.
pub(super) fn shape(bag: &mut Bag, seen: &Seen<'_>) {
    let mut found: BTreeSet<(&str, String)> = BTreeSet::new();
    for (class, words) in CLASSES {
        let count = seen.words.iter().filter(|word| words.contains(word)).count();
        if count > 0 {
            found.insert(("class", (*class).to_owned()));
        }
        if count > 1 {
            found.insert(("class more", (*class).to_owned()));
        }
    }
    let ending = |end: &str| seen.words.iter().filter(|word| word.len() > 4 && word.ends_with(end)).count();
    for end in ["ed", "ing", "ly", "ion", "ity"] {
        found.insert(("ending", format!("{end} {}", ending(end).min(3))));
    }
    for (at, word) in seen.words.iter().take(3).enumerate() {
        found.insert(("opens", format!("{at} {word}")));
    }
    let numbers = seen.words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).count();
    found.insert(("numbers", numbers.min(3).to_string()));
    for (mark, name) in
        [("?", "asks"), ("!", "exclaims"), (":", "colon"), (";", "semicolon"), ("(", "bracket"), ("\"", "quotes"), ("S/", "symbol")]
    {
        if seen.text.contains(mark) {
            found.insert(("mark", name.to_owned()));
        }
    }
    if !ends_sentence(seen.text) {
        found.insert(("mark", "open end".to_owned()));
    }
    let commas = seen.text.matches(',').count();
    found.insert(("commas", commas.min(4).to_string()));
    found.insert(("length", step(seen.words.len()).to_string()));
    for (what, name) in &found {
        bag.add_pair("shape", what, name, 1.0);
    }
}

/// Whose names are there, how often, and where.
pub(super) fn actors(bag: &mut Bag, seen: &Seen<'_>) {
    let count = |kind: Named| seen.actors.iter().filter(|(_, one, _)| *one == kind).count();
    for (kind, name) in [(Named::Own, "own"), (Named::Other, "other"), (Named::People, "people")] {
        bag.add_pair("actors", name, &count(kind).min(3).to_string(), 1.0);
    }
    let distinct: BTreeSet<&str> = seen.actors.iter().map(|(.., id)| *id).collect();
    bag.add_pair("actors", "distinct", &distinct.len().min(4).to_string(), 1.0);
    if let Some((words, kind, _)) = seen.actors.first() {
        bag.add_pair("actors", "first", &format!("{kind:?} {}", step(words.start)), 1.0);
    }
}

/// Where the sentence stands among `n`.
pub(super) fn place(bag: &mut Bag, at: usize, n: usize) {
    bag.add_pair("place", "from start", &step(at).to_string(), 1.0);
    bag.add_pair("place", "from end", &step(n - at - 1).to_string(), 1.0);
    bag.add_pair("place", "tenth", &(at * 10 / n.max(1)).to_string(), 1.0);
}

/// A count on a scale that gets coarser: 0, 1, 2, 3, 4–5, 6–8, 9–12, …
fn step(count: usize) -> usize {
    [0, 1, 2, 3, 5, 8, 12, 18, 27, 40].iter().take_while(|bound| count > **bound).count()
}
