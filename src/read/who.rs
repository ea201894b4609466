//! A title block → the actor whose statement it heads.

use super::{Reader, date, elision};
use crate::codebook::Actors;
use crate::model::ActorKind;
use crate::text::{Break, Words};
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
    /// "on behalf of X".
    Behalf,
    /// "Ambassador to X".
    None,
}

/// Who is found, and how surely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) who: Who,
    /// Whether the words say whose statement it is ("of X", X at the start of a line), and not merely name X.
    pub(super) is_said: bool,
}

/// Articles in the three languages, folded.
pub(super) const ARTICLES: &[&str] = &["the", "la", "le", "les", "l", "el", "los", "las"];

/// Words before the name of a group that is spoken for: "on behalf of", in three languages, folded.
pub(super) const BEHALF: &[&[&str]] = &[
    &["on", "behalf", "of"],
    &["au", "nom", "de"],
    &["au", "nom", "du"],
    &["au", "nom", "des"],
    &["au", "nom", "d"],
    &["en", "nombre", "de"],
    &["en", "nombre", "del"],
    &["a", "nombre", "de"],
    &["a", "nombre", "del"],
    &["en", "representacion", "de"],
    &["en", "representacion", "del"],
];

/// Words that tell that the name after them is where something is, or to whom one is sent.
const ELSEWHERE: &[&[&str]] =
    &[&["to"], &["in"], &["at"], &["hosted", "by"], &["au"], &["aux"], &["en"], &["ante"], &["aupres", "de"], &["aupres", "du"]];

/// Words that tell that the statement is that of the name after them.
const OWNER: &[&[&str]] =
    &[&["of"], &["by"], &["from"], &["for"], &["de"], &["du"], &["des"], &["d"], &["del"], &["par"], &["por"], &["pour"]];

/// The actor that the title block names. States go before groups, names before adjectives.
pub(super) fn find(block: &str, reader: &dyn Reader, actors: &Actors) -> Found {
    let block = elision::opened(block);
    let block = block.as_str();
    let words = Words::of(block);
    let all = 0..words.tokens.len();
    let names = actors.find(&words, block, all.clone());
    let is_group = |id: &str| actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Group);
    let mut behalf_until = None;
    let weighed: Vec<(Weight, &str)> = names
        .iter()
        .map(|(at, id)| {
            // "on behalf of X, Y and Z": the whole list is spoken for.
            let in_list = behalf_until.is_some_and(|end: usize| (end..at.start).all(|word| is_joint(words.word(word))));
            if in_list || BEHALF.iter().any(|behalf| follows(&words, at.start, behalf)) {
                behalf_until = Some(at.end);
                return (Weight::Behalf, *id);
            }
            (weight(&words, block, at, reader), *id)
        })
        .collect();
    let pick = |weight: Weight, group: bool| -> BTreeSet<&str> {
        weighed.iter().filter(|(known, id)| *known == weight && is_group(id) == group).map(|(_, id)| *id).collect()
    };
    let demonyms: BTreeSet<&str> =
        actors.find_demonyms(&words, block, all).into_iter().map(|(_, id)| id).filter(|id| !is_group(id)).collect();
    // "On behalf of the Kingdom of X", and nobody else is named: X speaks for itself.
    let for_itself = Some(pick(Weight::Behalf, false)).filter(|ids| ids.len() == 1).unwrap_or_default();
    let strengths = [
        (true, pick(Weight::Strong, false)),
        (true, for_itself),
        (false, pick(Weight::Weak, false)),
        (true, pick(Weight::Strong, true)),
        (false, demonyms),
    ];
    let found = strengths.into_iter().find(|(_, ids)| !ids.is_empty());
    let Some((is_said, ids)) = found else { return Found { who: Who::Nobody, is_said: false } };
    let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
    let who = match <[String; 1]>::try_from(ids) {
        Ok([id]) => Who::One(id),
        Err(ids) => Who::Several(ids),
    };
    Found { who, is_said }
}

fn weight(words: &Words, block: &str, at: &Range<usize>, reader: &dyn Reader) -> Weight {
    let span = words.tokens[at.start].span;
    let line_start = block[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = block[line_start..].lines().next().unwrap_or_default();
    let before = reader.bare(&block[line_start..span.start]).trim_end().to_lowercase();
    if before.is_empty() || ARTICLES.contains(&before.as_str()) {
        // "Singapore, 4 July 2023" tells a place as well as a State.
        let is_place = date::find(line).is_some() && words.tokens.get(at.end).is_some_and(|next| next.before == Break::Comma);
        return if is_place { Weight::Weak } else { Weight::Strong };
    }
    if ELSEWHERE.iter().any(|before| follows(words, at.start, before)) {
        return Weight::None;
    }
    if OWNER.iter().any(|before| follows(words, at.start, before)) {
        return Weight::Strong;
    }
    Weight::Weak
}

/// Words that join the members of a list.
fn is_joint(word: &str) -> bool {
    ARTICLES.contains(&word) || matches!(word, "and" | "et" | "y" | "e" | "de" | "du" | "del" | "des" | "d")
}

/// Whether `expected` stands before the word `at`, but for articles.
fn follows(words: &Words, at: usize, expected: &[&str]) -> bool {
    let mut at = at;
    while at > 0 && ARTICLES.contains(&words.word(at - 1)) {
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
            ("Déclaration de l'Algérie", one("DZA")),
            ("Ambassadeur de France au Japon", one("FRA")),
            ("Déclaration au nom du Royaume du Maroc", one("MAR")),
            ("Intervención de la delegación del Perú ante Chile", one("PER")),
            ("Le Liban", one("LBN")),
            ("Japan\n\nSingapore, 4 July 2023", one("JPN")),
            ("Open-ended Working Group", Who::Nobody),
        ] {
            assert_eq!(find(block, &Markdown, &actors).who, expected, "{block}");
        }
    }
}
