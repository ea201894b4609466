//! The TOML of a codebook and of the cues, as written: structs that mirror the files, with the places of their words.

use crate::error::{Error, Result};
use crate::text::phrase::{self, Phrase, PhraseError};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// A file of a codebook: its name, for messages, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The name by which messages speak of it.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl SourceFile {
    /// A file with that name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// The language of which a codebook file says, before its first table, that its phrases are in it (`language = "fr"`); none
    /// if it says nothing, as the file that lists the propositions does. Found without parsing the file.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        let keys = self.text.lines().map(str::trim).take_while(|line| !line.starts_with('['));
        let value =
            |line: &'_ str| line.strip_prefix("language").map(str::trim_start).and_then(|rest| rest.strip_prefix('=')).map(str::len);
        keys.filter_map(|line| value(line).map(|length| &line[line.len() - length..]))
            .find_map(|rest| rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()))
    }
}

/// A phrase with its place in the file.
pub(super) type Written = Spanned<WrittenPhrase>;

/// A phrase as written, and what it parses to.
#[derive(Debug)]
pub(super) struct WrittenPhrase {
    pub(super) text: String,
    pub(super) parsed: std::result::Result<Phrase, PhraseError>,
}

impl<'de> Deserialize<'de> for WrittenPhrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parsed = phrase::parse(&text);
        Ok(Self { text, parsed })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodebookFile {
    /// Read by [`SourceFile::language`].
    #[serde(rename = "language")]
    pub(super) _language: Option<String>,
    pub(super) codebook: Option<Head>,
    #[serde(default)]
    pub(super) concept: Vec<ConceptEntry>,
    #[serde(default)]
    pub(super) proposition: Vec<PropositionSource>,
    /// More phrases and examples for propositions that other files list.
    #[serde(default)]
    pub(super) more: Vec<PropositionSource>,
    /// Stance language of the codebook's own.
    #[serde(default)]
    pub(super) cue: Vec<CueEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) title: String,
    #[serde(default)]
    pub(super) languages: Vec<String>,
    pub(super) domain: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConceptEntry {
    pub(super) id: Spanned<String>,
    pub(super) phrases: Vec<Written>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub(super) enum ContextSource {
    #[default]
    Domain,
    Own,
    Sentence,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PropositionSource {
    pub(super) id: Spanned<String>,
    pub(super) topic: Option<String>,
    pub(super) wording: Option<String>,
    #[serde(default)]
    pub(super) says: Vec<Written>,
    #[serde(default)]
    pub(super) denies: Vec<Written>,
    #[serde(default)]
    pub(super) names: Vec<Written>,
    #[serde(default)]
    pub(super) names_opposite: Vec<Written>,
    #[serde(default)]
    pub(super) except: Vec<Written>,
    #[serde(default)]
    pub(super) context: ContextSource,
    #[serde(default)]
    pub(super) harm: bool,
    #[serde(default)]
    pub(super) practice: bool,
    #[serde(default)]
    pub(super) residual: bool,
    #[serde(default)]
    pub(super) covers: Vec<Spanned<String>>,
    pub(super) strength: Option<Spanned<u8>>,
    #[serde(default)]
    pub(super) terms: Vec<Written>,
    pub(super) terms_min: Option<usize>,
    #[serde(default)]
    pub(super) contradicts: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) conflicts: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) differs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) entails: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) supports: Vec<String>,
    #[serde(default)]
    pub(super) opposes: Vec<String>,
    #[serde(default)]
    pub(super) silent: Vec<String>,
}

impl PropositionSource {
    /// A key that says something of the proposition itself and not of its words, if there is one.
    pub(super) fn of_the_proposition(&self) -> Option<&'static str> {
        let said = [
            ("topic", self.topic.is_some()),
            ("wording", self.wording.is_some()),
            ("harm", self.harm),
            ("practice", self.practice),
            ("residual", self.residual),
            ("covers", !self.covers.is_empty()),
            ("strength", self.strength.is_some()),
            ("contradicts", !self.contradicts.is_empty()),
            ("conflicts", !self.conflicts.is_empty()),
            ("differs", !self.differs.is_empty()),
            ("entails", !self.entails.is_empty()),
        ];
        said.into_iter().find(|(_, said)| *said).map(|(key, _)| key)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueFile {
    pub(super) language: LanguageHead,
    pub(super) words: super::language::SmallWords,
    pub(super) cue: Vec<CueEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LanguageHead {
    pub(super) id: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueEntry {
    pub(super) id: Spanned<String>,
    pub(super) phrases: Vec<Written>,
    pub(super) effect: Vec<super::cue::Effect>,
    #[serde(default = "normal_strength")]
    pub(super) strength: u8,
    #[serde(default)]
    pub(super) direction: super::cue::Direction,
    #[serde(default)]
    pub(super) reach: super::cue::Reach,
    pub(super) words: Option<usize>,
    #[serde(default)]
    pub(super) impersonal: bool,
    #[serde(default)]
    pub(super) takes: super::cue::Takes,
    pub(super) modality: Option<crate::model::Modality>,
    #[serde(default)]
    pub(super) examples: Vec<super::cue::CueExample>,
}

fn normal_strength() -> u8 {
    3
}

/// Parses one TOML file into its mirror.
pub(super) fn parse<'de, T: Deserialize<'de>>(file: &'de SourceFile) -> Result<T> {
    toml::from_str(&file.text).map_err(|error| {
        let what = error.message().trim_end_matches('.').to_owned();
        match error.span() {
            Some(span) => Error::new(what).in_text(&file.name, &file.text, span.start),
            None => Error::new(what).at(&file.name),
        }
    })
}
