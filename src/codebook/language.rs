//! One language of stance: its cues, and the small words by which a sentence of it is read.
//!
//! Everything here comes from one file of `data/cues`, named by the language's ISO 639-1 code. To read another language, add its
//! file and its row in `built_in.rs`; no other Rust.

use super::Clues;
use super::cue::Cue;
use crate::model::EditOp;
use crate::text::fold::fold;
use crate::text::phrase::{Finder, Lexicon, Literal};
use serde::{Deserialize, Deserializer};
use std::ops::Range;

/// Words, or phrases of words with one space between; in a file with their accents, here in their folded form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    /// Sorted, each once.
    words: Vec<String>,
}

impl WordList {
    /// Whether a folded word is one of them.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        self.words.binary_search_by(|one| one.as_str().cmp(word)).is_ok()
    }

    /// Whether one of them stands in a folded text that has a space on each side, as whole words.
    #[must_use]
    pub fn is_in(&self, folded: &str) -> bool {
        self.words.iter().any(|words| {
            folded.match_indices(words.as_str()).any(|(at, _)| folded[..at].ends_with(' ') && folded[at + words.len()..].starts_with(' '))
        })
    }

    /// Whether a word of a folded text begins with one of them.
    #[must_use]
    pub fn begins_in(&self, folded: &str) -> bool {
        self.words.iter().any(|stem| folded.match_indices(stem.as_str()).any(|(at, _)| folded[..at].ends_with(' ')))
    }

    /// Whether a word ends with one of them and is longer.
    #[must_use]
    pub fn ends(&self, word: &str) -> bool {
        self.words.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending.as_str()))
    }

    /// Whether they hold two words that follow each other.
    #[must_use]
    pub fn holds_pair(&self, first: &str, second: &str) -> bool {
        self.words.iter().any(|pair| pair.split_once(' ') == Some((first, second)))
    }

    /// All of them, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }
}

impl<'de> Deserialize<'de> for WordList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Vec::<String>::deserialize(deserializer)?;
        if let Some(word) = written.iter().find(|word| word.trim() != word.as_str() || word.is_empty() || word.to_lowercase() != **word) {
            return Err(serde::de::Error::custom(format!("the word `{word}` must be in lower case, without space around it")));
        }
        let mut words: Vec<String> = written.iter().map(|words| words.split(' ').map(fold).collect::<Vec<_>>().join(" ")).collect();
        words.sort_unstable();
        if let Some((word, _)) = words.iter().zip(&words[1.min(words.len())..]).find(|(one, next)| one == next) {
            return Err(serde::de::Error::custom(format!("the word `{word}` is listed twice")));
        }
        Ok(Self { words })
    }
}

/// The words by which it is known whose attitude a cue expresses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectWords {
    /// The speaker, by a pronoun: "we".
    pub speaker: WordList,
    /// What belongs to the speaker: "our".
    pub possessive: WordList,
    /// Nouns for oneself after such a word: "delegation".
    pub self_nouns: WordList,
    /// Nouns for others: "countries".
    pub other_nouns: WordList,
    /// Words that mean others by themselves: "some".
    pub others: WordList,
    /// Words that make such a noun mean some and not all: "several".
    pub quantifiers: WordList,
    /// Words by which such a noun gets a clause of its own: "who".
    pub relatives: WordList,
    /// Words that may stand between a subject and its verb: "also".
    pub between: WordList,
    /// Endings of further such words: "ly".
    pub between_endings: WordList,
    /// Auxiliaries of the passive: "be".
    pub passive: WordList,
    /// Endings of participles: "ed".
    pub participle_endings: WordList,
    /// Participles whose subject holds the attitude all the same: "pleased".
    pub participles_of_attitude: WordList,
    /// Words that open an insertion between a subject and its verb: ", speaking for the Group,".
    pub insertions: WordList,
    /// Those of them by which a group is named whose view it is: "for".
    pub insertions_for_group: WordList,
    /// Those of them by which actors are named who share the view: "together with".
    pub insertions_shared: WordList,
    /// Words after which an insertion names those who do not share it: "opposed".
    pub insertions_opposed: WordList,
    /// Words between the last two of a list of actors: "as well as the".
    pub list_joins: WordList,
    /// Words that open an act of the speaker's before it is named: "in 2019 …".
    pub act_openers: WordList,
}

/// The words by which it is known what a cue reaches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReachWords {
    /// Words that open a clause told: "that".
    pub that: WordList,
    /// Words that join such a clause to another: "and".
    pub that_joins: WordList,
    /// Words that join two clauses after a comma: "so".
    pub clause_joins: WordList,
    /// Words that join two verbs: "nor".
    pub verb_joins: WordList,
    /// Words that are passed over from a joined verb to what joins it: "and therefore opposes".
    pub verb_joins_over: WordList,
    /// Words with which a clause's own subject begins: "the".
    pub clause_subjects: WordList,
    /// Verbs that say what shall be: "must".
    pub deontic: WordList,
    /// Pronouns that stand for an object: "it".
    pub pronouns: WordList,
    /// Words that turn what was said into an object: "which".
    pub which: WordList,
    /// Words through which a cue governs a clause and not a thing: "the claim".
    pub embeds: WordList,
    /// Words for a text or a debate about something: "paragraph".
    pub texts: WordList,
    /// Words that open an ellipsis: "as do human rights".
    pub ellipses: WordList,
}

/// The words by which a sentence points back to the one before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackWords {
    /// Words that point back: "this".
    pub pointers: WordList,
    /// Those of them that may stand before a noun: "this".
    pub determiners: WordList,
    /// Nouns for what was proposed or said, to which such a word points back: "approach".
    pub works: WordList,
    /// Pairs of words that do not, although the first of them may: "so called".
    pub not_pointers: WordList,
    /// Pointers that may point forward: "it is good …".
    pub dummies: WordList,
    /// Words that show that they do: "… to".
    pub forward: WordList,
}

/// The words by which a proposed change of a text is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditWords {
    /// Verbs that put something in.
    pub insert: WordList,
    /// Verbs that take something out.
    pub delete: WordList,
    /// Verbs that put something in another's place.
    pub replace: WordList,
    /// Verbs that move something.
    pub shift: WordList,
    /// Verbs that keep something.
    pub retain: WordList,
    /// Words for a place in a text: "paragraph".
    pub places: WordList,
    /// Words that say in which larger place a place is: "of".
    pub within: WordList,
    /// Words shortly before such a verb that make it a proposal: "would".
    pub proposes: WordList,
    /// Words that join those who propose: "and".
    pub joins: WordList,
    /// Verbs that bind.
    pub strong: WordList,
    /// Verbs that bind less.
    pub middle: WordList,
    /// Verbs that do not bind.
    pub weak: WordList,
}

impl EditWords {
    /// The verbs of change, with what they do.
    pub(crate) fn verbs(&self) -> [(&WordList, EditOp); 5] {
        [
            (&self.insert, EditOp::Insert),
            (&self.delete, EditOp::Delete),
            (&self.replace, EditOp::Replace),
            (&self.shift, EditOp::Move),
            (&self.retain, EditOp::Retain),
        ]
    }
}

/// The words by which it is known whose words are taken over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndorseWords {
    /// Nouns for what somebody has put forward: "proposal".
    pub works: WordList,
    /// Words between such a noun and who put it forward: "made by the delegation of".
    pub links: WordList,
}

/// The words by which it is known who speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceWords {
    /// Phrases with which a speaker for a group goes on for its own State.
    pub national: WordList,
    /// Last words of a line that gives the floor to nobody's position: "chair".
    pub chairs: WordList,
    /// Articles before a name.
    pub articles: WordList,
    /// Phrases for the statement that is just being made: "this statement".
    pub own_statement: WordList,
    /// Words that leave a part out of what is joined: "except".
    pub partial: WordList,
    /// Words for a statement, by their beginning.
    pub statements: WordList,
    /// Verbs by which one may be joined, by their beginning.
    pub joins: WordList,
    /// Phrases for the part of a statement that is left unsaid: "the rest".
    pub rests: WordList,
    /// Phrases for where that part can be read: "written".
    pub rest_places: WordList,
}

/// The small words of a language, by what they are needed for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmallWords {
    /// Whose attitude it is.
    pub subject: SubjectWords,
    /// What a cue reaches.
    pub reach: ReachWords,
    /// What a sentence points back to.
    pub back: BackWords,
    /// What change of a text is proposed.
    pub edit: EditWords,
    /// Whose words are taken over.
    pub endorse: EndorseWords,
    /// Who speaks.
    pub voice: VoiceWords,
}

/// One language in which stance can be read.
#[derive(Debug)]
pub struct Language {
    /// Its ISO 639-1 code.
    pub id: String,
    /// The places of its cues in [`Codebook::cues`](super::Codebook::cues).
    pub cues: Range<usize>,
    /// Its small words.
    pub words: SmallWords,
    /// Says which of its cues to look at where, by their places in [`Codebook::cues`](super::Codebook::cues).
    pub(crate) finder: Finder,
}

impl Language {
    /// The language whose cues stand at these places of `all`.
    pub(super) fn new(id: String, cues: Range<usize>, all: &[Cue], words: SmallWords, lexicon: &Lexicon) -> Self {
        let numbered = (0u32..).zip(all).skip(cues.start).take(cues.len());
        let finder = Finder::new(lexicon, numbered.flat_map(|(number, cue)| cue.patterns.iter().map(move |pattern| (number, pattern))));
        Self { id, cues, words, finder }
    }
}

impl SmallWords {
    /// Words without which a sentence shows none of what few sentences do, as literals of a lexicon.
    pub(super) fn clues(&self, lexicon: &mut Lexicon) -> Vec<(Literal, Clues)> {
        let voice = &self.voice;
        let edits = self.edit.verbs().map(|(verbs, _)| (Clues::EDIT, verbs));
        let whole = [(Clues::REST, &voice.rests), (Clues::NATIONAL, &voice.national)].into_iter().chain(edits);
        // Of a phrase the longest word is enough.
        let longest = |phrase: &str| phrase.split(' ').max_by_key(|word| word.len()).unwrap_or_default().to_owned();
        let mut found = Vec::new();
        for (clue, words) in whole {
            found.extend(words.iter().map(|phrase| (lexicon.exact(&longest(phrase)), clue)));
        }
        found.extend(voice.statements.iter().map(|stem| (lexicon.beginning(stem), Clues::STATEMENT)));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(toml: &str) -> Result<WordList, String> {
        #[derive(Deserialize)]
        struct File {
            words: WordList,
        }
        toml::from_str::<File>(toml).map(|file| file.words).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn words_are_found_whole_begun_and_ended() {
        let words = list("words = [\"the rest\", \"mov\", \"ly\"]").unwrap();
        assert!(words.holds("mov") && !words.holds("move"));
        assert!(words.is_in(" and the rest ") && !words.is_in(" bathe rest ") && !words.is_in(" the restful "));
        assert!(words.begins_in(" we move ") && !words.begins_in(" remove "));
        assert!(words.ends("fully") && !words.ends("ly"));
        assert!(words.holds_pair("the", "rest") && !words.holds_pair("rest", "the"));
    }

    #[test]
    fn a_word_is_listed_once_and_folded() {
        assert_eq!(list("words = [\"a\", \"b\", \"a\"]").unwrap_err(), "the word `a` is listed twice");
        assert!(list("words = [\"We\"]").unwrap_err().contains("lower case"));
    }
}
