//! English: a base form → its forms.

use crate::text::vocabulary::Vocabulary;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Words that are matched as they stand.
const UNINFLECTED: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "in",
    "on",
    "to",
    "and",
    "or",
    "not",
    "no",
    "by",
    "for",
    "from",
    "with",
    "without",
    "as",
    "at",
    "that",
    "which",
    "who",
    "it",
    "its",
    "we",
    "our",
    "they",
    "their",
    "them",
    "us",
    "i",
    "my",
    "all",
    "any",
    "some",
    "more",
    "most",
    "than",
    "must",
    "should",
    "shall",
    "could",
    "would",
    "might",
    "may",
    "can",
    "there",
    "then",
    "so",
    "such",
    "also",
    "only",
    "very",
    "too",
    "if",
    "when",
    "while",
    "because",
    "under",
    "through",
    "via",
    "both",
    "either",
    "neither",
    "nor",
    "but",
    "yet",
    "now",
    "however",
    "between",
    "among",
    "against",
    "into",
    "itself",
    "themselves",
    "ourselves",
    "each",
    "every",
];

/// Base form and its irregular forms; regular endings are added to these too where the base takes them.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("be", &["is", "are", "was", "were", "been", "being", "am"]),
    ("have", &["has", "had", "having"]),
    ("do", &["does", "did", "done", "doing"]),
    ("this", &["these"]),
    ("take", &["took", "taken"]),
    ("undertake", &["undertook", "undertaken"]),
    ("give", &["gave", "given"]),
    ("make", &["made"]),
    ("understand", &["understood"]),
    ("build", &["built"]),
    ("hold", &["held"]),
    ("uphold", &["upheld"]),
    ("mean", &["meant"]),
    ("bring", &["brought"]),
    ("see", &["saw", "seen"]),
    ("know", &["knew", "known"]),
    ("lead", &["led"]),
    ("meet", &["met"]),
    ("seek", &["sought"]),
    ("think", &["thought"]),
    ("find", &["found"]),
    ("become", &["became"]),
    ("withdraw", &["withdrew", "withdrawn"]),
    ("fall", &["fell", "fallen"]),
    ("rise", &["rose", "risen"]),
    ("arise", &["arose", "arisen"]),
    ("grow", &["grew", "grown"]),
    ("drive", &["drove", "driven"]),
    ("steal", &["stole", "stolen"]),
    ("strike", &["struck", "stricken"]),
    ("write", &["wrote", "written"]),
    ("speak", &["spoke", "spoken"]),
    ("say", &["said"]),
    ("keep", &["kept"]),
    ("leave", &["left"]),
    ("lose", &["lost"]),
    ("fight", &["fought"]),
    ("go", &["went", "gone"]),
    ("come", &["came"]),
    ("begin", &["began", "begun"]),
    ("break", &["broke", "broken"]),
    ("choose", &["chose", "chosen"]),
    ("draw", &["drew", "drawn"]),
    ("bind", &["bound"]),
    ("spread", &["spread"]),
    ("send", &["sent"]),
    ("spend", &["spent"]),
    ("stand", &["stood"]),
    ("tell", &["told"]),
    ("feel", &["felt"]),
    ("show", &["shown"]),
    ("overcome", &["overcame"]),
    ("woman", &["women"]),
    ("man", &["men"]),
    ("child", &["children"]),
    ("crisis", &["crises"]),
    ("basis", &["bases"]),
    ("medium", &["media"]),
    ("criterion", &["criteria"]),
    ("lacuna", &["lacunae"]),
];

/// All forms of `base`, the base first. Words of one or two letters, function words and words with a digit stay as they are.
///
/// Some of the regular forms are no English (*informationed*): they cost nothing, as no text holds them.
#[must_use]
pub fn forms(base: &str) -> Vec<String> {
    let mut forms = Vec::new();
    each_form(base, &mut |form| forms.push(form.to_owned()));
    forms
}

/// Calls `take` with each of [`forms`].
pub(super) fn each_form(base: &str, take: &mut dyn FnMut(&str)) {
    static UNCHANGED: LazyLock<Vocabulary> = LazyLock::new(|| UNINFLECTED.iter().copied().collect());
    static FORMS: LazyLock<FxHashMap<&str, &[&str]>> = LazyLock::new(|| IRREGULAR.iter().copied().collect());
    take(base);
    if let Some(irregular) = FORMS.get(base) {
        irregular.iter().for_each(|form| take(form));
    }
    let inflects = base.len() > 2 && base.bytes().all(|byte| byte.is_ascii_alphabetic()) && UNCHANGED.number(base).is_none();
    if !inflects || base == "this" {
        return;
    }
    let stem = &base[..base.len() - 1];
    let [before, last] = [base.as_bytes()[base.len() - 2], base.as_bytes()[base.len() - 1]];
    let mut form = String::with_capacity(base.len() + 4);
    let mut and = |parts: &[&str]| {
        form.clear();
        form.extend(parts.iter().copied());
        take(&form);
    };
    match last {
        b'e' => {
            and(&[base, "s"]);
            and(&[base, "d"]);
            and(&[stem, "ing"]);
            if before == b'i' {
                and(&[&base[..base.len() - 2], "ying"]);
            }
        }
        b'y' if !is_vowel(before) => {
            and(&[stem, "ies"]);
            and(&[stem, "ied"]);
            and(&[base, "ing"]);
        }
        _ => {
            let hisses = matches!(last, b's' | b'x' | b'z') || last == b'h' && matches!(before, b'c' | b's');
            and(&[base, if hisses { "es" } else { "s" }]);
            and(&[base, "ed"]);
            and(&[base, "ing"]);
            let doubles = !hisses
                && !is_vowel(last)
                && !matches!(last, b'w' | b'y')
                && is_vowel(before)
                && !is_vowel(base.as_bytes()[base.len() - 3]);
            if doubles {
                let twin = &base[base.len() - 1..];
                and(&[base, twin, "ed"]);
                and(&[base, twin, "ing"]);
            }
        }
    }
}

/// The function words, which say nothing about a passage's subject.
pub(super) fn function_words() -> impl Iterator<Item = &'static str> {
    let verbs = IRREGULAR[..4].iter().flat_map(|(base, forms)| std::iter::once(*base).chain(forms.iter().copied()));
    UNINFLECTED.iter().copied().chain(verbs)
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms() {
        for (base, form) in [
            ("apply", "applies"),
            ("apply", "applying"),
            ("commit", "committed"),
            ("reaffirm", "reaffirmed"),
            ("take", "taken"),
            ("be", "were"),
            ("crisis", "crises"),
            ("breach", "breaches"),
            ("undermine", "undermining"),
        ] {
            assert!(forms(base).iter().any(|known| known == form), "{base} → {form}: {:?}", forms(base));
        }
    }

    #[test]
    fn function_words_stay_as_they_are() {
        assert_eq!(forms("the"), ["the"]);
        assert_eq!(forms("73"), ["73"]);
    }
}
