//! "On behalf of" in a title block or at the start of a speech → the group that is spoken for.

use super::elision;
use super::who::{ARTICLES, BEHALF};
use crate::codebook::Actors;
use crate::model::ActorKind;
use crate::text::{Break, Words};
use std::ops::Range;

/// What is said about speaking for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SpokenFor {
    /// A known group, by its id.
    Group(String),
    /// Words that look like a group, which no list knows.
    Unknown(String),
}

/// Words next to "on behalf of" that tell that the speaker does it now.
const SPEAKING: &[&str] = &[
    "speak",
    "speaking",
    "deliver",
    "delivering",
    "intervene",
    "intervening",
    "address",
    "make",
    "making",
    "read",
    "floor",
    "present",
    "taking",
    "parle",
    "parler",
    "exprime",
    "exprimer",
    "interviens",
    "intervenir",
    "prononcer",
    "prononce",
    "parole",
    "hablar",
    "hablo",
    "intervengo",
    "pronunciar",
    "pronuncio",
    "palabra",
    "formular",
];

/// Words before "on behalf of" that tell that it is about another statement, or about thanks.
const ABOUT_OTHERS: &[&str] = &[
    "align",
    "aligns",
    "aligning",
    "associate",
    "associates",
    "associating",
    "endorse",
    "endorses",
    "support",
    "supports",
    "echo",
    "echoes",
    "subscribe",
    "subscribes",
    "thank",
    "thanks",
    "congratulate",
    "welcome",
    "made",
    "delivered",
    "given",
    "presented",
    "concur",
    "join",
    "joins",
    "associe",
    "associer",
    "rallie",
    "aligne",
    "souscrit",
    "remercie",
    "remercions",
    "felicite",
    "prononcee",
    "faite",
    "asocia",
    "asociamos",
    "alinea",
    "suma",
    "sumamos",
    "adhiere",
    "suscribe",
    "agradece",
    "agradecemos",
    "felicita",
    "pronunciada",
    "formulada",
    "hecha",
];

/// Nouns of which the names of groups are made.
const GROUPS: &[&str] = &[
    "group",
    "groups",
    "groupe",
    "grupo",
    "states",
    "countries",
    "community",
    "union",
    "alliance",
    "movement",
    "forum",
    "friends",
    "members",
    "coalition",
    "etats",
    "pays",
    "communaute",
    "mouvement",
    "amis",
    "organisation",
    "estados",
    "paises",
    "comunidad",
    "alianza",
    "movimiento",
    "foro",
    "amigos",
    "organizacion",
];

/// The nouns of [`GROUPS`] after which a known name may be that of another: "the Group of Friends of ASEAN".
const GROUP_WORDS: &[&str] = &["group", "groups", "groupe", "grupo"];

/// Nouns for a statement, folded.
const STATEMENTS: &[&str] = &["statement", "declaration", "intervention", "declaracion", "intervencion", "discurso", "remarks"];

/// Words that may stand between such a noun and the group whose statement it is.
const OF: &[&str] = &["by", "of", "from", "de", "del", "du", "des", "d", "par", "por", "joint", "conjointe", "commune", "conjunta"];

/// Words of another's possession: "on behalf of my delegation" is no group.
const OWN: &[&str] = &[
    "my", "our", "his", "her", "all", "mon", "ma", "mes", "notre", "nos", "mi", "nuestro", "nuestra", "su", "tous", "todos", "dios", "dieu",
];

/// The group that a title block says is spoken for.
pub(super) fn in_title(block: &str, actors: &Actors) -> Option<SpokenFor> {
    let block = elision::opened(block);
    let words = Words::of(&block);
    behalves(&words).find_map(|at| named_after(&words, &block, at.end, actors)).or_else(|| whose_statement(&words, &block, actors))
}

/// The group that the first five sentences of a speech say is spoken for.
pub(super) fn in_body(body: &str, actors: &Actors) -> Option<SpokenFor> {
    let opening = elision::opened(opening(body));
    let words = Words::of(&opening);
    behalves(&words).filter(|at| is_own(&words, &opening, at.start)).find_map(|at| named_after(&words, &opening, at.end, actors))
}

/// The group of "Joint statement of GROUP" and "GROUP statement".
fn whose_statement(words: &Words, block: &str, actors: &Actors) -> Option<SpokenFor> {
    let named = actors.find(words, block, 0..words.tokens.len());
    let is_group = |id: &str| actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Group);
    let found = named.iter().filter(|(_, id)| is_group(id)).find(|(at, _)| {
        let mut before = at.start;
        while before > 0 && (OF.contains(&words.word(before - 1)) || ARTICLES.contains(&words.word(before - 1))) {
            before -= 1;
        }
        let of = before < at.start && before > 0 && STATEMENTS.contains(&words.word(before - 1));
        let opens_line =
            block[..words.tokens[at.start].span.start].rsplit('\n').next().is_some_and(|line| !line.contains(char::is_alphanumeric));
        of || opens_line
            && at.end < words.tokens.len()
            && STATEMENTS.contains(&words.word(at.end))
            && words.tokens[at.end].before == Break::None
    });
    found.map(|(_, id)| SpokenFor::Group((*id).to_owned()))
}

/// The places of "on behalf of", in three languages.
fn behalves(words: &Words) -> impl Iterator<Item = Range<usize>> {
    (0..words.tokens.len()).filter_map(|at| {
        let fits = |behalf: &&&[&str]| {
            at + behalf.len() <= words.tokens.len() && behalf.iter().enumerate().all(|(offset, word)| words.word(at + offset) == *word)
        };
        BEHALF.iter().find(fits).map(|behalf| at..at + behalf.len())
    })
}

/// Whether it is the speaker who speaks on behalf of somebody at the word `at`.
fn is_own(words: &Words, text: &str, at: usize) -> bool {
    let start = (1..=at).rev().find(|word| ends_before(words, text, *word)).unwrap_or(0);
    let is_in = |range: std::ops::Range<usize>, list: &[&str]| range.into_iter().any(|word| list.contains(&words.word(word)));
    if is_in(at.saturating_sub(4).max(start)..at, SPEAKING) {
        return true;
    }
    if is_in(start..at, ABOUT_OTHERS) {
        return false;
    }
    // "On behalf of the Group, …" and "Mr. Chair, on behalf of the Group, …".
    at - start <= 3
        || is_in(
            start..at,
            &[
                "honor",
                "privilege",
                "pleasure",
                "pleased",
                "statement",
                "speak",
                "speaking",
                "honneur",
                "plaisir",
                "declaration",
                "placer",
                "privilegio",
                "declaracion",
            ],
        )
}

/// Whether a sentence ends before the word `at`. Short words before the stop are titles and initials.
fn ends_before(words: &Words, text: &str, at: usize) -> bool {
    let (last, next) = (&words.tokens[at - 1], &words.tokens[at]);
    let between = &text[last.span.end..next.span.start];
    (between.contains(['.', '!', '?']) && last.span.len() > 3) || between.contains("\n\n")
}

/// The group whose name begins at the word `start`, after "on behalf of".
fn named_after(words: &Words, text: &str, start: usize, actors: &Actors) -> Option<SpokenFor> {
    let end = (start + 14).min(words.tokens.len());
    let end = (start + 1..end).find(|word| ends_before(words, text, *word)).unwrap_or(end);
    if start >= words.tokens.len() || OWN.contains(&words.word(start)) {
        return None;
    }
    let near = |at: &std::ops::Range<usize>| at.start < start + 7;
    let named = actors.find(words, text, start..end);
    if let Some((at, id)) = named.iter().find(|(at, _)| near(at)) {
        let is_group = actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Group);
        let between_is_plain = (start..at.start).all(|word| !GROUP_WORDS.contains(&words.word(word)));
        if is_group && between_is_plain {
            return Some(SpokenFor::Group((*id).to_owned()));
        }
        if between_is_plain {
            return None;
        }
    }
    // "the Group of Friends of …": a name in capitals with a noun of groups.
    let name: Vec<usize> = (start..end)
        .take_while(|word| {
            let written = words.tokens[*word].span.of(text);
            (*word == start || words.tokens[*word].before == Break::None)
                && (written.starts_with(char::is_uppercase)
                    || matches!(words.word(*word), "the" | "of" | "and" | "for" | "on" | "like" | "minded")
                    || is_small(words.word(*word)))
        })
        .collect();
    let is_group =
        name.iter().any(|word| GROUPS.contains(&words.word(*word)) && words.tokens[*word].span.of(text).starts_with(char::is_uppercase));
    let trailing = name
        .iter()
        .rev()
        .take_while(|word| matches!(words.word(**word), "the" | "of" | "and" | "for" | "on") || is_small(words.word(**word)))
        .count();
    let (first, last) = (name.first()?, name.get(name.len().checked_sub(trailing + 1)?)?);
    is_group.then(|| SpokenFor::Unknown(text[words.tokens[*first].span.start..words.tokens[*last].span.end].to_owned()))
}

/// Small words within French and Spanish names.
fn is_small(word: &str) -> bool {
    ARTICLES.contains(&word) || matches!(word, "de" | "du" | "des" | "d" | "del" | "et" | "y" | "pour" | "para" | "sur" | "sobre")
}

/// About the first five sentences, and no more than a page.
fn opening(body: &str) -> &str {
    let mut sentences = 0;
    for (at, c) in body.char_indices() {
        let ends = matches!(c, '.' | '!' | '?') && {
            let word = body[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            word.len() > 3 && body[at + 1..].starts_with(char::is_whitespace)
        };
        sentences += usize::from(ends);
        if sentences == 5 || at > 3_000 {
            return &body[..at];
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actors() -> Actors {
        Actors::new(Actors::built_in().unwrap()).unwrap()
    }

    #[test]
    fn a_speaker_says_for_whom() {
        let actors = actors();
        let group = |id: &str| Some(SpokenFor::Group(id.to_owned()));
        for (body, expected) in [
            ("Madam Chair,\n\nI have the honour to speak on behalf of the African Group.", group("african-group")),
            ("Mr. Chair, I deliver this statement on behalf of the Group of 77 and China.", group("g77")),
            ("On behalf of the European Union and its member States, I thank the Chair.", group("EUE")),
            ("Thank you, Chair. I make this statement on behalf of the member States of ASEAN.", group("asean")),
            ("Thank you. Cuba aligns itself with the statement delivered on behalf of the Non-Aligned Movement.", None),
            ("We thank Egypt for its statement on behalf of the African Group.", None),
            ("I thank the Chair on behalf of my delegation.", None),
            ("On behalf of the Government and people of Japan, I congratulate you.", None),
            ("One. Two here. Three here. Four here. Five here. Sixth here. I speak on behalf of the African Group.", None),
            ("Monsieur le Président,\n\nJ'ai l'honneur de m'exprimer au nom de l'Union européenne.", group("EUE")),
            ("Je remercie le Nigéria pour sa déclaration prononcée au nom du Groupe africain.", None),
            ("Au nom de ma délégation, je vous félicite.", None),
            ("Tengo el honor de hablar en nombre del Movimiento de Países No Alineados.", group("nam")),
            ("Cuba se suma a la declaración formulada en nombre del Grupo de los 77 y China.", None),
            (
                "I speak on behalf of the Group of Friends of Clear Rules, an open group.",
                Some(SpokenFor::Unknown("the Group of Friends of Clear Rules".to_owned())),
            ),
        ] {
            assert_eq!(in_body(body, &actors), expected, "{body}");
        }
    }

    #[test]
    fn a_title_says_for_whom() {
        let actors = actors();
        assert_eq!(in_title("**STATEMENT ON BEHALF OF THE AFRICAN GROUP**", &actors), Some(SpokenFor::Group("african-group".into())));
        assert_eq!(in_title("Statement on behalf of Norway and Sweden", &actors), None);
        assert_eq!(in_title("ASEAN STATEMENT\ndelivered by Brunei Darussalam", &actors), Some(SpokenFor::Group("asean".into())));
        assert_eq!(in_title("Déclaration de l'Union européenne", &actors), Some(SpokenFor::Group("EUE".into())));
        assert_eq!(in_title("Statement by Singapore, Coordinator of ASEAN", &actors), None);
    }
}
