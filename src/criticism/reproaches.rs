//! `data/criticism.toml` → compiled phrases by which States are reproached.

use crate::error::{Error, Result};
use crate::text::phrase::{self, Lexicon, Pattern};
use serde::Deserialize;
use std::sync::OnceLock;

/// Which of the actors that a match names is reproached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Which {
    /// The first.
    First,
    /// The last.
    Last,
}

/// A way to reproach.
#[derive(Debug)]
pub(super) struct Reproach {
    pub(super) id: String,
    pub(super) target: Which,
    pub(super) patterns: Vec<Pattern>,
    /// What hides a match that it overlaps.
    pub(super) hidden_by: Vec<Pattern>,
}

/// All ways to reproach, ready to be looked for.
#[derive(Debug)]
pub struct Reproaches {
    pub(super) lexicon: Lexicon,
    pub(super) list: Vec<Reproach>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    concept: Vec<ConceptEntry>,
    reproach: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptEntry {
    id: String,
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    phrases: Vec<String>,
    target: Which,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for readers and for the tests"))]
    examples: Vec<Example>,
}

/// A sentence, and who is reproached in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "examples are for readers and for the tests"))]
struct Example {
    text: String,
    to: Vec<String>,
}

const NAME: &str = "data/criticism.toml";
const TEXT: &str = include_str!("../../data/criticism.toml");

impl Reproaches {
    /// Those that the program brings along.
    ///
    /// # Errors
    /// Never, as the tests read the same file.
    pub fn built_in() -> Result<&'static Self> {
        static BUILT: OnceLock<Reproaches> = OnceLock::new();
        if let Some(built) = BUILT.get() {
            return Ok(built);
        }
        let built = Self::parse(NAME, TEXT)?;
        Ok(BUILT.get_or_init(|| built))
    }

    /// Reads a TOML file; `name` is its name in errors.
    ///
    /// # Errors
    /// If it is malformed; the error names the phrase.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let file = read(name, text)?;
        let mut lexicon = Lexicon::default();
        for concept in &file.concept {
            let patterns = compiled(&mut lexicon, &concept.phrases, name)?;
            lexicon.concept(&concept.id, patterns);
        }
        let mut list = Vec::new();
        for entry in file.reproach {
            let patterns = compiled(&mut lexicon, &entry.phrases, name)?;
            let hidden_by = compiled(&mut lexicon, &entry.not, name)?;
            list.push(Reproach { id: entry.id, target: entry.target, patterns, hidden_by });
        }
        Ok(Self { lexicon, list })
    }
}

fn read(name: &str, text: &str) -> Result<File> {
    toml::from_str(text).map_err(|error| Error::new(error.message()).in_text(name, text, error.span().map_or(0, |span| span.start)))
}

fn compiled(lexicon: &mut Lexicon, phrases: &[String], name: &str) -> Result<Vec<Pattern>> {
    let one = |written: &String| {
        let wrong = |what: &str| Error::new(format!("the phrase `{written}`: {what}")).at(name);
        lexicon.pattern(&phrase::parse(written).map_err(|error| wrong(&error.what))?).map_err(|what| wrong(&what))
    };
    phrases.iter().map(one).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// All examples: rule, sentence, who is reproached.
    pub(in crate::criticism) fn examples() -> Vec<(String, String, Vec<String>)> {
        let entries = read(NAME, TEXT).unwrap().reproach.into_iter();
        entries.flat_map(|entry| entry.examples.into_iter().map(move |one| (entry.id.clone(), one.text, one.to))).collect()
    }

    #[test]
    fn a_wrong_phrase_is_named() {
        let text = "concept = []\n[[reproach]]\nid = \"x\"\nphrases = [\"(a\"]\ntarget = \"first\"\n";
        let error = Reproaches::parse("x.toml", text).unwrap_err().to_string();
        assert!(error.starts_with("x.toml: the phrase `(a`"), "{error}");
    }
}
