//! The chair's words → to whom the floor goes: "I now give the floor to Japan", "Japan, please".

use super::super::elision;
use crate::codebook::Actors;
use crate::text::{Break, Words};

/// Words that hand over the floor to the name after them, folded.
const BEFORE: &[&[&str]] = &[
    &["give", "the", "floor", "to"],
    &["giving", "the", "floor", "to"],
    &["give", "floor", "to"],
    &["pass", "the", "floor", "to"],
    &["floor", "goes", "to"],
    &["floor", "is", "given", "to"],
    &["turn", "to"],
    &["call", "on"],
    &["call", "upon"],
    &["invite"],
    &["have"],
    &["hear", "from"],
    &["next", "speaker", "is"],
    &["donne", "la", "parole", "a"],
    &["donne", "la", "parole", "au"],
    &["donne", "la", "parole", "aux"],
    &["doy", "la", "palabra", "a"],
    &["doy", "la", "palabra", "al"],
    &["cedo", "la", "palabra", "a"],
    &["cedo", "la", "palabra", "al"],
    &["tiene", "la", "palabra"],
];

/// Of those, words that also do other things: they count only where the floor is spoken of besides.
const LOOSE: &[&str] = &["turn", "call", "invite", "have", "hear", "next"];

/// Words that hand over the floor to the name before them, folded.
const AFTER: &[&[&str]] = &[
    &["please"],
    &["you", "have", "the", "floor"],
    &["the", "floor", "is", "yours"],
    &["has", "the", "floor"],
    &["s'il", "vous", "plait"],
    &["sil", "vous", "plait"],
    &["por", "favor"],
    &["a", "la", "parole"],
    &["vous", "avez", "la", "parole"],
    &["tiene", "la", "palabra"],
];

/// Words between "to" and the State: "the distinguished representative of".
const BETWEEN: &[&str] = &[
    "the",
    "distinguished",
    "honorable",
    "representative",
    "delegate",
    "delegation",
    "ambassador",
    "permanent",
    "observer",
    "of",
    "state",
    "minister",
    "his",
    "her",
    "excellency",
    "foreign",
    "affairs",
    "for",
    "first",
    "speaker",
    "next",
    "to",
    "now",
    "le",
    "la",
    "l",
    "les",
    "du",
    "de",
    "des",
    "d",
    "representant",
    "representante",
    "distingue",
    "distinguido",
    "distinguida",
    "del",
    "el",
    "delegacion",
    "deputy",
    "from",
];

/// The longest words of a chair between two speakers.
const LONGEST: usize = 220;

/// The actor to whom a paragraph hands over the floor; the last, if it first thanks or names others.
pub(super) fn to(paragraph: &str, actors: &Actors) -> Option<String> {
    let opened = elision::opened(paragraph);
    let words = Words::of(&opened);
    let count = words.tokens.len();
    if count > LONGEST {
        return None;
    }
    let named = actors.find(&words, &opened, 0..count);
    let is_at = |at: usize, phrase: &[&str]| {
        at + phrase.len() <= count && phrase.iter().enumerate().all(|(offset, word)| words.word(at + offset) == *word)
    };
    let speaks_of_floor = (0..count).any(|at| matches!(words.word(at), "floor" | "please" | "parole" | "palabra" | "followed"));
    let mut found: Option<&str> = None;
    let mut handed_until = 0;
    for (at, id) in &named {
        let mut before = at.start;
        while before > 0 && BETWEEN.contains(&words.word(before - 1)) && at.start - before < 9 {
            before -= 1;
        }
        // The phrase may end within the words passed over ("to", "the").
        let given = (before..=at.start).any(|end| {
            BEFORE
                .iter()
                .any(|phrase| end >= phrase.len() && is_at(end - phrase.len(), phrase) && (!LOOSE.contains(&phrase[0]) || speaks_of_floor))
        });
        let taken = AFTER.iter().any(|phrase| is_at(at.end, phrase) && ends_clause(&words, at.end + phrase.len()));
        // "Japan, to be followed by Ghana": Ghana waits.
        if taken || given && (found.is_none() || at.start > handed_until + 12) {
            found = Some(id);
            handed_until = at.end;
        }
    }
    found.map(str::to_owned)
}

fn ends_clause(words: &Words, at: usize) -> bool {
    at >= words.tokens.len() || words.tokens[at].before != Break::None || at + 1 >= words.tokens.len() || words.word(at - 1) != "please"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_goes_to_whom_the_chair_names() {
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        for (text, expected) in [
            ("I thank Ghana. I now give the floor to the distinguished representative of Japan.", Some("JPN")),
            ("I have Chile, to be followed by Fiji. Chile, please.", Some("CHL")),
            ("Thank you, Ghana. Japan, you have the floor.", Some("JPN")),
            ("Je donne la parole au représentant de la Belgique.", Some("BEL")),
            ("Tiene la palabra el representante de México.", Some("MEX")),
            ("Doy la palabra a Cuba.", Some("CUB")),
            ("We support the proposal made by Japan.", None),
            ("We have Japan among our friends.", None),
            ("Thank you, Ghana.", None),
        ] {
            assert_eq!(to(text, &actors).as_deref(), expected, "{text}");
        }
    }
}
