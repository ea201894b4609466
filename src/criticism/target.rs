//! A sentence → the States reproached in it, by phrases that tell them from victims and bystanders.

use super::reproaches::{Reproach, Reproaches, Which};
use crate::codebook::Reading;
use crate::model::ActorKind;
use crate::text::phrase::Scene;
use std::ops::Range;

/// A State reproached in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Its id.
    pub actor: String,
    /// The rule that told it.
    pub rule: String,
}

/// The States reproached in a sentence, each once, by id. Catches "Israel's occupation"; must leave "the attack on Israel" alone.
#[must_use]
pub fn targets(reading: &Reading<'_>, sentence: usize, own: &[&str], reproaches: &Reproaches) -> Vec<Target> {
    let named = named(reading, sentence);
    let other = |id: &str| !own.contains(&id) && reading.actors.get(id).is_some_and(|actor| actor.kind != ActorKind::Group);
    if !named.iter().any(|(_, id)| other(id)) {
        return Vec::new();
    }
    let range = reading.sentence(sentence).words.clone();
    let places = || named.iter().map(|(words, _)| words.clone()).collect();
    let scene = Scene::new(&reproaches.lexicon, &reading.sentences.words, range, places);
    let mut found: Vec<Target> = Vec::new();
    for reproach in &reproaches.list {
        for id in of_one(&scene, reproach, &named) {
            if other(id) && !found.iter().any(|target| target.actor == id) {
                found.push(Target { actor: id.to_owned(), rule: reproach.id.clone() });
            }
        }
    }
    found.sort();
    found
}

/// The targets that one way of reproaching finds.
fn of_one<'a>(scene: &Scene<'_>, reproach: &Reproach, named: &[(Range<usize>, &'a str)]) -> Vec<&'a str> {
    let mut found = Vec::new();
    let hidden: Vec<Range<usize>> =
        reproach.hidden_by.iter().flat_map(|pattern| scene.find(pattern)).map(|one| one.start..one.end).collect();
    for one in reproach.patterns.iter().flat_map(|pattern| scene.find(pattern)) {
        if hidden.iter().any(|words| words.start < one.end && one.start < words.end) {
            continue;
        }
        let mut inside = named.iter().filter(|(words, _)| one.start <= words.start && words.end <= one.end);
        let explicit = inside.by_ref().filter(|(words, _)| one.explicit.contains(&words.start));
        let target = match reproach.target {
            Which::First => explicit.min_by_key(|(words, _)| words.start),
            Which::Last => explicit.max_by_key(|(words, _)| words.start),
        };
        found.extend(target.map(|(_, id)| *id));
    }
    found
}

/// Names and adjectives of actors in a sentence, left to right, without overlaps; names first.
fn named<'a>(reading: &Reading<'a>, sentence: usize) -> Vec<(Range<usize>, &'a str)> {
    let range = reading.sentence(sentence).words.clone();
    let mut found = reading.actors_in(sentence);
    for (words, id) in reading.actors.find_demonyms(&reading.sentences.words, &reading.document.text, range) {
        if !found.iter().any(|(other, _)| words.start < other.end && other.start < words.end) {
            found.push((words, id));
        }
    }
    found.sort_by_key(|(words, _)| words.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::{Actors, Codebook, Overview};
    use crate::model::{Document, Metadata, Sentence, SentenceKind, Sentences};
    use crate::text::{Span, Words};

    #[test]
    fn every_example_of_the_file_names_who_is_reproached() {
        let codebook = Codebook::built_in().unwrap();
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        let reproaches = Reproaches::built_in().unwrap();
        let examples = super::super::reproaches::tests::examples();
        assert!(examples.len() >= reproaches.list.len());
        for (rule, text, expected) in examples {
            let words = Words::of(&text);
            let span = Span::new(0, text.len());
            let list = vec![Sentence {
                span,
                kind: SentenceKind::Prose,
                paragraph: "1".into(),
                block: 0,
                words: 0..words.tokens.len(),
                language: crate::model::ENGLISH,
            }];
            let sentences = Sentences { words, list };
            let meta = Metadata::default();
            let document = Document { id: "d".into(), source: "d".into(), text, pages: Vec::new(), body: 0, actor: "CHE".into(), meta };
            let overview = Overview::of(&codebook, &sentences);
            let reading = Reading {
                document: &document,
                sentences: &sentences,
                overview: &overview,
                codebook: &codebook,
                actors: &actors,
                assume_domain: false,
            };
            let found: Vec<String> = targets(&reading, 0, &["CHE"], reproaches).into_iter().map(|target| target.actor).collect();
            assert_eq!(found, expected, "{rule}: {}", document.text);
            assert!(expected.iter().all(|id| targets(&reading, 0, &[id], reproaches).is_empty()), "one's own misdeeds are no targets");
        }
    }
}
