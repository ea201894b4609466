//! The phrase language: a pattern as a person writes it → where it matches in the words of a sentence.
//!
//! ```text
//! "@norms be nonbinding" ─parse→ Phrase ─compile (Lexicon)→ Pattern ─finder→ which sentences ─find (Scene)→ Match
//! ```
//!
//! The language is described in `data/README.md`.

mod compile;
mod find;
mod finder;
mod lists;
mod literal;
mod numbered;
mod parse;
mod sets;

pub use compile::{ConceptId, Lexicon, Pattern, WordId};
pub use find::{Match, Scene};
pub use finder::Finder;
pub use literal::{Kind, Literal};
pub use numbered::Numbered;
pub use parse::{Phrase, PhraseError, parse};

#[cfg(test)]
mod tests {
    use super::super::Words;
    use super::*;

    fn found(pattern: &str, text: &str) -> Option<String> {
        let mut lexicon = Lexicon::default();
        let patterns = ["cyberspace", "[the] use of ICT"].map(|phrase| lexicon.pattern(&parse(phrase).unwrap()).unwrap());
        lexicon.concept("cyberspace", patterns.into());
        let pattern = lexicon.pattern(&parse(pattern).unwrap()).unwrap();
        let words = Words::of(text);
        let scene = Scene::new(&lexicon, &words, 0..words.tokens.len(), Vec::new);
        let matches = scene.find(&pattern);
        matches.first().map(|found| {
            let (first, last) = (found.start, found.end - 1);
            Span::new(words.tokens[first].span.start, words.tokens[last].span.end).of(text).to_owned()
        })
    }

    use super::super::Span;

    #[test]
    fn each_element_of_the_language() {
        for (pattern, text, expected) in [
            ("law apply", "The law applies here", Some("law applies")),
            ("=State", "states and State", Some("State")),
            ("=state", "stated", None),
            ("militari*", "the militarisation of", Some("militarisation")),
            ("norm [be] binding", "norms binding", Some("norms binding")),
            ("(treaty | legal instrument)", "a legal instrument", Some("legal instrument")),
            ("law .. apply", "the law always and fully applies", Some("law always and fully applies")),
            ("law ..1 apply", "the law always and fully applies", None),
            ("law .. apply", "the law; it applies", None),
            ("law ... apply", "the law; it applies", Some("law; it applies")),
            ("{open , free , secure}", "a free, secure and truly open cyberspace", Some("free, secure and truly open")),
            ("{open , free}1", "free and very much open", None),
            ("support !treaty", "we support treaties; we support it", Some("support")),
            ("< law", "the law", None),
            ("< law", "Law is law", Some("Law")),
            ("law >", "Law is law.", Some("law")),
            ("/ law", "In short, law rules", Some("law")),
            ("/ rules", "In short, law rules", None),
            ("law in @cyberspace", "law in the use of ICTs", Some("law in the use of ICTs")),
            ("a b", "a, b", None),
            ("capacity-building", "capacity building", Some("capacity building")),
        ] {
            assert_eq!(found(pattern, text).as_deref(), expected, "`{pattern}` on “{text}”");
        }
    }
}
