//! The clauses of a group → the same, those that would name it best first: central, telling, and of the form of a proposition.

use super::clause::Clause;
use super::group::Group;
use crate::meaning::terms::is_function_word;

/// A readable name has about so many words.
const WORDS: usize = 10;

/// What each word more or less costs a name, in likeness to its group.
const WORD_COST: f32 = 0.015;

/// What a name gains if somebody firmly takes the side.
const FIRM_GAIN: f32 = 0.1;

/// What it gains if it opens its sentence, and again if it ends it: a whole sentence says a whole thing.
const BOUND_GAIN: f32 = 0.06;

/// What it loses if it begins as a part of something else, and again if it breaks off.
const SCRAP_LOSS: f32 = 0.15;

/// Words by which speakers name themselves.
const SPEAKERS: &[&str] = &["We", "we", "I", "my", "My", "our", "Our"];

/// What a name gains if the speaker is named by one of them.
const SPEAKS_GAIN: f32 = 0.06;

/// What a name gains for each of the group's most telling words.
const TOLD_GAIN: f32 = 0.1;

/// Lower-case words that can begin a clause that stands by itself.
const BEGINNINGS: &[&str] = &["we", "the", "a", "an", "my", "our", "there", "it", "all", "no", "this", "its"];

/// The clauses of a group, numbers of the list, best name first. `telling` are the stems that tell most of it.
pub(super) fn ranked(clauses: &[Clause], group: &Group, telling: &[String]) -> Vec<usize> {
    let mut ranked: Vec<(f32, usize)> =
        group.texts.iter().zip(&group.likeness).map(|(at, likeness)| (likeness + form(&clauses[*at], telling), *at)).collect();
    // Stable: of equal ones the more central stays first.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, at)| at).collect()
}

/// How much the form of a clause adds to its likeness.
fn form(clause: &Clause, telling: &[String]) -> f32 {
    let quote = &clause.quote;
    let gain = |holds: bool, gain: f32| if holds { gain } else { 0.0 };
    let number = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    let told = telling.iter().filter(|stem| clause.words.iter().any(|(held, _)| held == *stem)).count();
    let first = quote.split_whitespace().next().unwrap_or_default();
    let last = quote.split_whitespace().next_back().unwrap_or_default();
    let begun = first.starts_with(char::is_uppercase) || BEGINNINGS.contains(&first);
    let broken = is_function_word(&last.to_lowercase()) || quote.matches('(').count() != quote.matches(')').count();
    let closes =
        clause.sentence.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with(quote.trim_end_matches(|c: char| !c.is_alphanumeric()));
    TOLD_GAIN * number(told) - WORD_COST * number(quote.split_whitespace().count().abs_diff(WORDS))
        + gain(clause.firm, FIRM_GAIN)
        + gain(clause.sentence.starts_with(quote), BOUND_GAIN)
        + gain(closes, BOUND_GAIN)
        + gain(quote.split(' ').any(|word| SPEAKERS.contains(&word)), SPEAKS_GAIN)
        - gain(!begun, SCRAP_LOSS)
        - gain(broken, SCRAP_LOSS)
}
