//! A claim and a perspective on it → features that tell on which side the perspective is.

use crate::learn::{Bag, Features};
use crate::meaning::terms::is_function_word;
use crate::text::Words;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;

/// Stems of claims that are against something: a word that praises the thing is then against the claim. In the order of the
/// alphabet.
const AGAINST: &[&str] = &[
    "abandon",
    "abolish",
    "against",
    "bad",
    "ban",
    "cannot",
    "danger",
    "elimin",
    "end",
    "fail",
    "harm",
    "illeg",
    "limit",
    "never",
    "no",
    "not",
    "oppos",
    "prohibit",
    "reject",
    "remov",
    "restrict",
    "stop",
    "unethic",
    "unjust",
    "unjustifi",
    "unnecessari",
    "without",
    "wrong",
];

const BITS: u32 = 18;

/// The features: words, pairs of words, words beside the claim's own words, endings, each also by whether the claim is for or
/// against its object.
pub(super) fn features(claim: &str, perspective: &str) -> Features {
    let stemmer = Stemmer::create(Algorithm::English);
    let stems = |text: &str| -> Vec<String> {
        let words = Words::of(text);
        (0..words.tokens.len()).map(|index| stemmer.stem(words.word(index)).into_owned()).collect()
    };
    let (claimed, said) = (stems(claim), stems(perspective));
    let against = claimed.iter().filter(|stem| AGAINST.binary_search(&stem.as_str()).is_ok()).count() % 2 == 1;
    let side = if against { "against" } else { "for" };
    let object: BTreeSet<&str> = claimed.iter().map(String::as_str).filter(|stem| !is_function_word(stem)).collect();
    let marked: Vec<&str> = said.iter().map(|stem| if object.contains(stem.as_str()) { "<claim>" } else { stem }).collect();
    let mut bag = Bag::new(BITS);
    for stem in &said {
        bag.add("word", stem, 1.0);
        bag.add_pair("sided word", side, stem, 1.0);
    }
    bag.close(1.0);
    for pair in said.windows(2) {
        bag.add_pair("pair", &pair[0], &pair[1], 1.0);
    }
    for pair in marked.windows(2).filter(|pair| pair.contains(&"<claim>")) {
        bag.add_pair("beside the claim", pair[0], pair[1], 1.0);
        bag.add("sided beside the claim", &format!("{side} {} {}", pair[0], pair[1]), 1.0);
    }
    for three in marked.windows(3).filter(|three| three[0] == "<claim>" || three[2] == "<claim>") {
        bag.add("near the claim", &three.join(" "), 1.0);
    }
    bag.close(0.7);
    for stem in &said {
        let letters: Vec<char> = std::iter::once('^').chain(stem.chars()).chain(std::iter::once('$')).collect();
        for size in [3, 4, 5] {
            for run in letters.windows(size) {
                bag.add("letters", &run.iter().collect::<String>(), 1.0);
            }
        }
    }
    bag.close(0.7);
    let denials = said.iter().filter(|stem| AGAINST.binary_search(&stem.as_str()).is_ok()).count();
    bag.add("denials", &format!("{side} {}", denials.min(2)), 1.0);
    if let Some(first) = said.first() {
        bag.add("first", first, 1.0);
    }
    bag.close(0.5);
    bag.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claims_own_words_and_its_side_make_a_difference() {
        assert!(AGAINST.is_sorted());
        let same = "Zoos protect animals";
        assert_ne!(features("Zoos should be abolished", same), features("Zoos should be kept", same));
        assert_ne!(features("Zoos are good", same), features("Parks are good", same));
        assert!(features("", "").iter().all(|(_, value)| value.is_finite()));
    }
}
