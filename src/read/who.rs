//! A title block → the actor whose statement it heads.

use super::{Reader, date};
use crate::codebook::Actors;
use crate::model::ActorKind;
use crate::text::Words;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a title block says about the actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// One State, observer or group.
    One(String),
    /// Several, none of them more than the others.
    Several(Vec<String>),
    /// Nobody.
    Nobody,
}

/// How clearly a naming tells whose statement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// "of X", "by X", or X at the start of a line.
    Strong,
    /// X somewhere.
    Weak,
    /// "on behalf of X", "Ambassador to X".
    None,
}

/// The actor that the title block names. States go before groups, names before adjectives.
pub(super) fn find(block: &str, reader: &dyn Reader, actors: &Actors) -> Who {
    let words = Words::of(block);
    let all = 0..words.tokens.len();
    let names = actors.find(&words, block, all.clone());
    let is_group = |id: &str| actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Group);
    let mut behalf_until = None;
    let weighed: Vec<(Weight, &str)> = names
        .iter()
        .map(|(at, id)| {
            // "on behalf of X, Y and Z": the whole list is spoken for.
            let in_list = behalf_until.is_some_and(|end: usize| (end..at.start).all(|word| matches!(words.word(word), "and" | "the")));
            if in_list || follows(&words, at.start, &["behalf", "of"]) {
                behalf_until = Some(at.end);
                return (Weight::None, *id);
            }
            (weight(&words, block, at, reader), *id)
        })
        .collect();
    let pick = |weight: Weight, group: bool| -> BTreeSet<&str> {
        weighed.iter().filter(|(known, id)| *known == weight && is_group(id) == group).map(|(_, id)| *id).collect()
    };
    let demonyms = || actors.find_demonyms(&words, block, all.clone()).into_iter().map(|(_, id)| id).filter(|id| !is_group(id)).collect();
    let strengths = [pick(Weight::Strong, false), pick(Weight::Weak, false), pick(Weight::Strong, true), demonyms()];
    let Some(ids) = strengths.into_iter().find(|ids| !ids.is_empty()) else { return Who::Nobody };
    if ids.len() == 1 { Who::One(ids.into_iter().collect()) } else { Who::Several(ids.into_iter().map(str::to_owned).collect()) }
}

fn weight(words: &Words, block: &str, at: &Range<usize>, reader: &dyn Reader) -> Weight {
    let span = words.tokens[at.start].span;
    let line_start = block[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = block[line_start..].lines().next().unwrap_or_default();
    let before = reader.bare(&block[line_start..span.start]).trim_end();
    if before.is_empty() || before.eq_ignore_ascii_case("the") {
        // "Singapore, 4 July 2023" tells a place as well as a State.
        return if date::find(line).is_some() { Weight::Weak } else { Weight::Strong };
    }
    if [&["to"][..], &["in"], &["at"], &["hosted", "by"]].iter().any(|words_before| follows(words, at.start, words_before)) {
        return Weight::None;
    }
    if [&["of"][..], &["by"], &["from"], &["for"]].iter().any(|words_before| follows(words, at.start, words_before)) {
        return Weight::Strong;
    }
    Weight::Weak
}

/// Whether `expected` stands before the word `at`, but for articles and "Government of".
fn follows(words: &Words, at: usize, expected: &[&str]) -> bool {
    let mut at = at;
    while at > 0 && words.word(at - 1) == "the" {
        at -= 1;
    }
    at >= expected.len() && expected.iter().enumerate().all(|(offset, word)| words.word(at - expected.len() + offset) == *word)
}

#[cfg(test)]
mod tests {
    use super::super::markdown::Markdown;
    use super::*;

    #[test]
    fn the_title_block_tells_whose_statement_it_is() {
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        let one = |id: &str| Who::One(id.to_owned());
        for (block, expected) in [
            ("Statement by H.E. Mr. Akahori, Ministry of Foreign Affairs of Japan,", one("JPN")),
            ("STATEMENT BY THE DELEGATION OF THE REPUBLIC OF KOREA", one("KOR")),
            ("**PERMANENT MISSION OF CUBA\nTO THE UNITED NATIONS**", one("CUB")),
            ("# Kingdom of Norway\n\nSingapore, 4 July 2023", one("NOR")),
            ("Ambassador of France to Japan", one("FRA")),
            ("Statement on behalf of the European Union\n\nby H.E. Ms. X, Permanent Representative of Austria", one("AUT")),
            ("Statement on behalf of Norway, Sweden and Denmark", Who::Nobody),
            ("Statement by the European Union", one("EUE")),
            ("Statement by the Japanese delegation", one("JPN")),
            ("Joint statement by Norway and by Sweden", Who::Several(vec!["NOR".into(), "SWE".into()])),
            ("Intervention of the United\nStates of America", one("USA")),
            ("Open-ended Working Group", Who::Nobody),
        ] {
            assert_eq!(find(block, &Markdown, &actors), expected, "{block}");
        }
    }
}
