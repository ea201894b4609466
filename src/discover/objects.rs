//! A sentence → the things it may be for or against: the runs of words between its attitudes and its clause bounds.
//!
//! Catches "the lifting of the embargo" in "we call for the lifting of the embargo"; must leave a sentence without any attitude
//! alone.

use super::circumstance::without_circumstances;
use crate::codebook::{Cue, Direction, Effect, Reading};
use crate::model::{Mention, SentenceKind, Wording};
use crate::text::Break;
use std::ops::Range;

/// An object is cut after so many words: what follows tells more of its circumstances than of it.
const MOST_WORDS: usize = 20;

/// Shorter sentences are greetings and interjections.
const FEWEST_WORDS: usize = 4;

/// Words of a sentence that is about the meeting or honours somebody, whatever position it seems to take.
const CEREMONY: &[&str] =
    &["anniversary", "condolence", "condolences", "congratulations", "podium", "presidency", "rostrum", "theme", "tribute"];

/// Words that begin something new after a comma, where a bare noun or adjective goes on with a list.
const NEW_AFTER_COMMA: &[&str] = &[
    "a",
    "about",
    "also",
    "an",
    "and",
    "as",
    "at",
    "based",
    "both",
    "but",
    "by",
    "especially",
    "for",
    "from",
    "he",
    "i",
    "if",
    "in",
    "including",
    "it",
    "its",
    "let",
    "my",
    "namely",
    "not",
    "on",
    "or",
    "our",
    "particularly",
    "she",
    "so",
    "such",
    "thanks",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "we",
    "when",
    "where",
    "which",
    "while",
    "who",
    "with",
    "without",
];

/// Words that begin something new wherever they stand.
const NEW_ANYWHERE: &[&str] = &["which", "who", "whom", "whose", "where", "when", "because", "although", "while", "whereas"];

/// The subjects of a coordinate clause.
const SUBJECTS: &[&str] =
    &["we", "i", "it", "they", "he", "she", "my", "this", "that", "these", "there", "to", "in", "for", "on", "by", "its", "our", "their"];

/// The objects of a document's position-taking sentences, each as a mention of a proposition of its own: `open.0`, `open.1` ….
/// What their stance is, if any, is for the cue machine to say.
#[must_use]
pub fn objects(reading: &Reading<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for (index, sentence) in reading.sentences.list.iter().enumerate() {
        let is_read = matches!(sentence.kind, SentenceKind::Prose | SentenceKind::ListItem);
        if !is_read || sentence.words.len() < FEWEST_WORDS {
            continue;
        }
        let visible = reading.cues(index).into_iter().filter(|(cue, _)| !cue.has(Effect::Mask));
        let cues: Vec<(&Cue, Vec<usize>)> = visible.map(|(cue, one)| (cue, one.explicit)).collect();
        // Thanks and congratulations take no position, whatever else is said with them.
        let is_ceremony = |word: usize| CEREMONY.contains(&reading.word(word));
        if cues.iter().any(|(cue, _)| cue.has(Effect::Courtesy)) || sentence.words.clone().any(is_ceremony) {
            continue;
        }
        let marks = marks(reading, index, cues);
        if !marks.contains(&Mark::Parts) && !marks.contains(&Mark::Within) {
            continue;
        }
        for run in runs(reading, sentence.words.clone(), &marks) {
            let cut = run.start..run.end.min(run.start + MOST_WORDS);
            let explicit = without_circumstances(reading, &cut, &|word| marks[word - sentence.words.start] == Mark::Plain);
            let (Some(first), Some(last)) = (explicit.first().copied(), explicit.last().copied()) else { continue };
            found.push(Mention {
                proposition: format!("open.{}", found.len()),
                wording: Wording::Names,
                sentence: index,
                words: first..last + 1,
                explicit,
                extractor: "clause",
                pattern: String::new(),
                strength: 3,
            });
        }
    }
    found
}

/// What a word of a sentence is to its objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// No cue.
    Plain,
    /// A cue that objects stand before or after.
    Parts,
    /// A cue within what it acts on: "the embargo must be lifted".
    Within,
    /// A word that ends what came before it ("but").
    Stops,
}

/// What each word of the sentence is.
fn marks(reading: &Reading<'_>, sentence: usize, cues: Vec<(&Cue, Vec<usize>)>) -> Vec<Mark> {
    let range = &reading.sentence(sentence).words;
    let mut marks = vec![Mark::Plain; range.len()];
    for (cue, explicit) in cues {
        let mark = if cue.has(Effect::Stop) {
            Mark::Stops
        } else if cue.is_attitude() {
            if cue.impersonal && cue.direction != Direction::Forward { Mark::Within } else { Mark::Parts }
        } else {
            continue;
        };
        for word in explicit {
            marks[word - range.start] = mark;
        }
    }
    marks
}

/// The runs of words that no cue and no bound parts.
fn runs(reading: &Reading<'_>, words: Range<usize>, marks: &[Mark]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = words.start;
    for word in words.clone() {
        let mark = marks[word - words.start];
        let parts = matches!(mark, Mark::Parts | Mark::Stops);
        if parts || word > start && begins(reading, word, words.end) {
            runs.push(start..word);
            start = if parts { word + 1 } else { word };
        }
    }
    runs.push(start..words.end);
    runs.retain(|run| !run.is_empty());
    runs
}

/// Whether something new begins at a word.
pub(super) fn begins(reading: &Reading<'_>, word: usize, end: usize) -> bool {
    let here = reading.word(word);
    let next = if word + 1 < end { reading.word(word + 1) } else { "" };
    match reading.before(word) {
        Break::Clause => true,
        Break::Comma => NEW_AFTER_COMMA.contains(&here),
        Break::None => {
            NEW_ANYWHERE.contains(&here)
                || matches!((here, next), ("in", "order") | ("so", "that" | "as") | ("as", "well" | "a"))
                || matches!(here, "and" | "or") && SUBJECTS.contains(&next)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::{Actors, Codebook, Overview};
    use crate::model::{Document, Metadata, Sentence, Sentences};
    use crate::text::{Span, Words};

    /// The words of the objects of one sentence.
    fn found(text: &str) -> Vec<String> {
        let document = Document {
            id: "d".into(),
            source: "d".into(),
            text: text.into(),
            pages: Vec::new(),
            body: 0,
            actor: "JPN".into(),
            meta: Metadata::default(),
        };
        let words = Words::of(text);
        let all = 0..words.tokens.len();
        let one = Sentence {
            span: Span::new(0, text.len()),
            kind: SentenceKind::Prose,
            paragraph: "1".into(),
            block: 0,
            words: all,
            language: crate::model::ENGLISH,
        };
        let sentences = Sentences { words, list: vec![one] };
        let (codebook, actors) = (Codebook::built_in().unwrap(), Actors::new(Actors::built_in().unwrap()).unwrap());
        let overview = Overview::of(&codebook, &sentences);
        let reading = Reading {
            document: &document,
            sentences: &sentences,
            overview: &overview,
            codebook: &codebook,
            actors: &actors,
            assume_domain: true,
        };
        objects(&reading).iter().map(|mention| reading.span(&mention.words).of(text).to_owned()).collect()
    }

    #[test]
    fn what_attitudes_and_bounds_part() {
        for (text, expected) in [
            (
                "We call for the lifting of the economic, commercial and financial embargo.",
                vec!["lifting of the economic, commercial and financial embargo"],
            ),
            (
                "We support the tribunal for rivers, the levy on shipping and the fund.",
                vec!["tribunal for rivers", "levy on shipping and the fund"],
            ),
            ("The embargo must be lifted.", vec!["embargo must be lifted"]),
            ("We support the levy but oppose the moratorium.", vec!["levy", "moratorium"]),
            ("We thank the Secretariat and support the report on fisheries.", vec![]),
            ("The sea is blue and deep in the morning.", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
