//! A claim and a perspective on it → features that tell on which side the perspective is.

use crate::learn::{Bag, Features};
use crate::text::Words;
use rust_stemmers::{Algorithm, Stemmer};

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

/// The features: stems and pairs of stems, each also by whether the claim is for or against its object.
pub(super) fn features(claim: &str, perspective: &str) -> Features {
    let stemmer = Stemmer::create(Algorithm::English);
    let stems = |text: &str| -> Vec<String> {
        let words = Words::of(text);
        (0..words.tokens.len()).map(|index| stemmer.stem(words.word(index)).into_owned()).collect()
    };
    let (claimed, said) = (stems(claim), stems(perspective));
    let against = claimed.iter().filter(|stem| AGAINST.binary_search(&stem.as_str()).is_ok()).count() % 2 == 1;
    let side = if against { "against" } else { "for" };
    let mut bag = Bag::new(BITS);
    for stem in &said {
        bag.add("word", stem, 1.0);
        bag.add_pair("sided word", side, stem, 0.7);
    }
    for pair in said.windows(2) {
        bag.add_pair("pair", &pair[0], &pair[1], 0.7);
        bag.add("sided pair", &format!("{side} {} {}", pair[0], pair[1]), 0.5);
    }
    bag.close(1.0);
    bag.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_of_the_claim_makes_a_difference() {
        assert!(AGAINST.is_sorted());
        let same = "Zoos protect animals";
        assert_ne!(features("Zoos should be abolished", same), features("Zoos should be kept", same));
        assert_eq!(features("Zoos are good", same), features("Parks are good", same));
        assert!(features("", "").iter().all(|(_, value)| value.is_finite()));
    }
}
