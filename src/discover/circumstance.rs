//! A run of words → those that name its object, without its circumstances: "peace" is an object of "the commitment to peace must be
//! renewed, including in the Middle East", the Middle East is none.

use super::light::is_light;
use crate::codebook::Reading;
use crate::meaning::terms::is_function_word;
use std::ops::Range;

/// Words that begin a circumstance: where, when, with whom, by what means, for example.
const CIRCUMSTANCES: &[&str] = &[
    "across",
    "after",
    "alongside",
    "amid",
    "among",
    "amongst",
    "as",
    "at",
    "because",
    "before",
    "between",
    "by",
    "despite",
    "during",
    "from",
    "given",
    "if",
    "in",
    "including",
    "into",
    "like",
    "since",
    "so",
    "such",
    "than",
    "through",
    "throughout",
    "under",
    "unless",
    "until",
    "upon",
    "via",
    "when",
    "where",
    "while",
    "with",
    "within",
    "without",
];

/// Words that may stand before the first of a run and say nothing of its kind.
const JOINTS: &[&str] = &["and", "or", "but", "also", "that", "therefore", "then"];

/// Words that show that "to" before them is no part of a verb.
const DETERMINERS: &[&str] =
    &["the", "a", "an", "all", "this", "that", "these", "those", "its", "our", "their", "his", "her", "any", "every"];

/// So many words that carry a subject name an object by themselves.
const ENOUGH: usize = 2;

/// The words of a run that name its object; `is_plain` tells those that no cue holds. A circumstance counts only where the words before
/// it do not say enough ("the crisis in Syria"), and once. None if the run is a circumstance, or says nothing before one.
pub(super) fn without_circumstances(reading: &Reading<'_>, run: &Range<usize>, is_plain: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let first = run.clone().find(|word| !JOINTS.contains(&reading.word(*word)));
    if first.is_none_or(|word| CIRCUMSTANCES.contains(&reading.word(word)) || is_purpose(reading, word, run)) {
        return Vec::new();
    }
    let (mut found, mut weighty, mut circumstances) = (Vec::new(), 0, 0);
    for word in run.clone() {
        let here = reading.word(word);
        let begins = CIRCUMSTANCES.contains(&here);
        if begins && weighty == 0 {
            return Vec::new();
        }
        if begins || weighty >= ENOUGH && (here == "that" || here == "to" && is_infinitive(reading, word, run)) {
            circumstances += 1;
            if weighty >= ENOUGH || circumstances > 1 {
                break;
            }
        }
        if is_plain(word) && !is_function_word(here) {
            found.push(word);
            weighty += usize::from(!is_light(here));
        }
    }
    if weighty > 0 { found } else { Vec::new() }
}

/// Whether "to" at a word begins a sentence or a clause that says what for.
fn is_purpose(reading: &Reading<'_>, word: usize, run: &Range<usize>) -> bool {
    reading.word(word) == "to" && reading.before(word) != crate::text::Break::None && is_infinitive(reading, word, run)
}

/// Whether "to" at a word belongs to a verb, as far as the next word shows.
fn is_infinitive(reading: &Reading<'_>, word: usize, run: &Range<usize>) -> bool {
    let next = word + 1;
    run.contains(&next)
        && !DETERMINERS.contains(&reading.word(next))
        && !reading.span(&(next..next + 1)).of(&reading.document.text).starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::made_up::with_sentence;

    #[test]
    fn circumstances_are_left_out_unless_little_else_is_said() {
        for (text, expected) in [
            ("two-State solution in the Middle East", "two State solution"),
            ("crisis in Syria with its neighbours", "crisis Syria"),
            ("reform of the fishing council to make it fair", "reform fishing council"),
            ("in the Middle East", ""),
            ("work with small islands", ""),
        ] {
            let found = with_sentence(text, |reading| {
                let run = reading.sentence(0).words.clone();
                let words = without_circumstances(reading, &run, &|_| true);
                words.iter().map(|word| reading.word(*word).to_owned()).collect::<Vec<String>>().join(" ")
            });
            assert_eq!(found, expected.to_lowercase(), "{text}");
        }
    }
}
