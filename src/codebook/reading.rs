//! A document and its sentences, seen with a codebook: what extraction and stance both start from.

use super::{Actors, Clues, Codebook, Cue, Language, Overview, SmallWords};
use crate::model::{Document, Sentence, Sentences};
use crate::text::phrase::{Finder, Match, Scene};
use crate::text::{Break, Span};
use std::ops::Range;

/// A document, its sentences, and what to read it with.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its sentences.
    pub sentences: &'a Sentences,
    /// What a look over them with the codebook shows.
    pub overview: &'a Overview,
    /// The propositions and cues.
    pub codebook: &'a Codebook,
    /// The actors.
    pub actors: &'a Actors,
    /// Whether the document is taken to be about the codebook's debate, whatever its words.
    pub assume_domain: bool,
}

impl<'a> Reading<'a> {
    /// A sentence.
    #[must_use]
    pub fn sentence(&self, index: usize) -> &'a Sentence {
        &self.sentences.list[index]
    }

    /// The language in which a sentence's stance is read.
    #[must_use]
    pub fn language(&self, sentence: usize) -> &'a Language {
        self.codebook.language(self.sentence(sentence).language)
    }

    /// The small words of that language.
    #[must_use]
    pub fn small_words(&self, sentence: usize) -> &'a SmallWords {
        &self.language(sentence).words
    }

    /// The sentence in which a word stands; the last one if it stands in none.
    #[must_use]
    pub fn sentence_of(&self, word: usize) -> usize {
        self.sentences.list.partition_point(|sentence| sentence.words.end <= word).min(self.sentences.list.len().saturating_sub(1))
    }

    /// The actors named in a sentence, with the words that name them.
    #[must_use]
    pub fn actors_in(&self, sentence: usize) -> Vec<(Range<usize>, &'a str)> {
        self.actors.find(&self.sentences.words, &self.document.text, self.sentence(sentence).words.clone())
    }

    /// A sentence made ready for matching.
    #[must_use]
    pub fn scene(&self, sentence: usize) -> Scene<'a> {
        let range = self.sentence(sentence).words.clone();
        let reading = *self;
        let named = move || reading.actors_in(sentence).into_iter().map(|(words, _)| words).collect();
        Scene::of(&self.codebook.lexicon, &self.sentences.words, &self.overview.numbered, range, named)
    }

    /// The owners of the patterns of a finder that may match in a sentence.
    pub(crate) fn owners(&self, finder: &Finder, sentence: usize) -> Vec<u32> {
        finder.owners(&self.overview.numbered, self.sentence(sentence).words.clone())
    }

    /// Whether a sentence may show that.
    pub(crate) fn may_show(&self, clue: Clues, sentence: usize) -> bool {
        self.overview.clues[sentence].show(clue)
    }

    /// The cues of a sentence, masks too: the longest where two overlap, of equally long ones the one further left, of those the
    /// one that the file lists first. What is longest comes first.
    #[must_use]
    pub fn cues(&self, sentence: usize) -> Vec<(&'a Cue, Match)> {
        let codebook = self.codebook;
        let candidates = self.owners(&self.language(sentence).finder, sentence);
        let scene = self.scene(sentence);
        let mut found: Vec<(&Cue, Match)> = Vec::new();
        for cue in candidates.into_iter().map(|index| &codebook.cues[index as usize]) {
            found.extend(cue.patterns.iter().flat_map(|pattern| scene.find(pattern)).map(|one| (cue, one)));
        }
        // Stable, so that what the file lists first stays first.
        found.sort_by_key(|(_, one)| (std::cmp::Reverse(one.explicit.len()), one.start));
        let mut kept: Vec<(&Cue, Match)> = Vec::new();
        for (cue, one) in found {
            if !kept.iter().any(|(_, other)| one.explicit.iter().any(|word| other.explicit.contains(word))) {
                kept.push((cue, one));
            }
        }
        kept
    }

    /// The bytes of a sentence's words in the folded text, with a space on each side.
    #[must_use]
    pub fn folded(&self, sentence: usize) -> &'a str {
        let range = &self.sentence(sentence).words;
        let words = &self.sentences.words;
        match (words.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| words.tokens.get(last))) {
            (Some(first), Some(last)) if !range.is_empty() => &words.folded[first.folded.start - 1..=last.folded.end],
            _ => " ",
        }
    }

    /// The folded form of a word.
    #[must_use]
    pub fn word(&self, index: usize) -> &'a str {
        self.sentences.words.word(index)
    }

    /// What stands between a word and the one before it.
    #[must_use]
    pub fn before(&self, index: usize) -> Break {
        self.sentences.words.tokens[index].before
    }

    /// The punctuation and space between a word and the one before it, as written.
    #[must_use]
    pub fn between(&self, index: usize) -> &'a str {
        if index == 0 {
            return "";
        }
        let tokens = &self.sentences.words.tokens;
        &self.document.text[tokens[index - 1].span.end..tokens[index].span.start]
    }

    /// The span of a range of words.
    #[must_use]
    pub fn span(&self, words: &Range<usize>) -> Span {
        self.sentences.span(words)
    }
}
