//! Which sentences may be believed to speak of the codebook's debate.

use crate::codebook::{Clues, Context, Reading};
use crate::model::SentenceKind;
use crate::text::Words;
use crate::text::phrase::{Literal, Scene};

/// Knows of each sentence whether it, its neighbours or the whole document speak of the debate.
pub(super) struct Domain {
    /// Whether each sentence holds a word of the domain.
    holds: Vec<bool>,
    /// Whether the document is a whole statement on it.
    all: bool,
    /// Whether the document as a whole is about it.
    document: bool,
    /// Whether it is too short to tell: then it is given the benefit of the doubt, except by the strictest phrases.
    short: bool,
}

/// A document with at least one word of the domain in so many words is about it.
const WORDS_PER_HIT: usize = 120;

/// And holds at least so many: a single one in a short text is no debate.
const FEWEST_HITS: usize = 3;

/// A text of fewer words may be a passage of a speech on other matters.
const WHOLE_STATEMENT: usize = 300;

/// The concept that lists the objects of other debates, where a codebook has it.
const OTHER_FIELD: &str = "other_field";

/// How many sentences before and after a word of the domain still speak of it, within one paragraph or the next to it.
const NEIGHBOURS: usize = 2;

impl Domain {
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let list = &reading.sentences.list;
        // Of a codebook without a domain any sentence may speak.
        let mut holds = vec![reading.codebook.domain.is_none(); list.len()];
        let mut hits = 0;
        if let Some(domain) = reading.codebook.domain {
            for (sentence, holds) in holds.iter_mut().enumerate().filter(|(sentence, _)| reading.may_show(Clues::DOMAIN, *sentence)) {
                *holds = reading.scene(sentence).holds(domain);
            }
            if holds.contains(&true) {
                let lookout = &reading.codebook.lookout;
                let of_domain = |literal: &Literal| lookout.clues(*literal).show(Clues::DOMAIN);
                hits = reading.overview.numbered.literals(0..reading.sentences.words.tokens.len()).filter(of_domain).count();
            }
        }
        let total = reading.sentences.words.tokens.len();
        let given = reading.assume_domain || headed(reading);
        let dense = hits * WORDS_PER_HIT >= total && hits >= FEWEST_HITS;
        let document = given || reading.codebook.domain.is_none() || dense;
        let all = given || dense && total >= WHOLE_STATEMENT;
        let short = total < WORDS_PER_HIT;
        Self { holds, all, document, short }
    }

    /// Whether the document is a whole statement that speaks of nothing else.
    pub(super) fn is_all(&self) -> bool {
        self.all
    }

    /// Whether the sentence itself holds a word of the domain; of a codebook without a domain each does.
    pub(super) fn speaks(&self, sentence: usize) -> bool {
        self.holds[sentence]
    }

    /// Whether a phrase of that context may be believed in the sentence, unless it names another debate.
    pub(super) fn may_allow(&self, context: Context, sentence: usize, reading: &Reading<'_>) -> bool {
        match context {
            Context::Own => true,
            Context::Sentence => self.document || self.holds[sentence],
            Context::Domain => self.document || self.short || self.near(sentence, reading),
        }
    }

    /// Whether a phrase of that context may be believed in the sentence of a scene.
    pub(super) fn allows(&self, context: Context, sentence: usize, reading: &Reading<'_>, scene: &Scene<'_>) -> bool {
        self.may_allow(context, sentence, reading) && (context != Context::Domain || !self.is_elsewhere(sentence, reading, scene))
    }

    /// Whether the sentence names another debate ("the treaty on plastics") and holds no word of this one.
    fn is_elsewhere(&self, sentence: usize, reading: &Reading<'_>, scene: &Scene<'_>) -> bool {
        !self.holds[sentence] && reading.codebook.lexicon.concept_id(OTHER_FIELD).is_some_and(|other| scene.holds(other))
    }

    fn near(&self, sentence: usize, reading: &Reading<'_>) -> bool {
        let list = &reading.sentences.list;
        let first = sentence.saturating_sub(NEIGHBOURS);
        let last = (sentence + NEIGHBOURS).min(list.len() - 1);
        (first..=last).any(|near| {
            let close = list[near].block.abs_diff(list[sentence].block) <= 1;
            close && list[near].kind != SentenceKind::Boilerplate && self.holds[near]
        })
    }
}

/// Whether the title block or the forum names the debate: then every sentence is about it.
fn headed(reading: &Reading<'_>) -> bool {
    let document = reading.document;
    let Some(domain) = reading.codebook.domain else { return false };
    let head = document.text.get(..document.body).unwrap_or_default();
    [Some(head), document.meta.title.as_deref(), document.meta.forum.as_deref()].into_iter().flatten().any(|text| {
        let words = Words::of(text);
        Scene::new(&reading.codebook.lexicon, &words, 0..words.tokens.len(), Vec::new).holds(domain)
    })
}
