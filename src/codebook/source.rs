//! The TOML of a codebook and of the cues, as written: structs that mirror the files, with the places of their words.

use crate::error::Error;
use crate::text::phrase::{self, Phrase, PhraseError};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;
use toml::Spanned;

/// A file of a codebook: its name, for messages, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The name by which messages speak of it.
    pub name: String,
    /// Its text.
    pub text: Cow<'static, str>,
}

impl SourceFile {
    /// A file with that name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: Cow::Owned(text.into()) }
    }

    /// A file that is part of the program.
    #[must_use]
    pub fn built_in(name: &str, text: &'static str) -> Self {
        Self { name: name.to_owned(), text: Cow::Borrowed(text) }
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
pub(super) type Written<'f> = Spanned<WrittenPhrase<'f>>;

/// A phrase as written: words of the file itself, unless it writes them with an escape.
#[derive(Debug)]
pub(super) struct WrittenPhrase<'f> {
    pub(super) text: Cow<'f, str>,
    /// What it says, known as soon as the file is read: files are read side by side.
    parsed: Option<Result<Phrase<'f>, PhraseError>>,
}

impl WrittenPhrase<'_> {
    /// What it says.
    pub(super) fn parsed(&self) -> Result<Cow<'_, Phrase<'_>>, PhraseError> {
        match &self.parsed {
            Some(Ok(phrase)) => Ok(Cow::Borrowed(phrase)),
            Some(Err(error)) => Err(error.clone()),
            None => phrase::parse(&self.text).map(Cow::Owned),
        }
    }
}

impl<'de: 'f, 'f> Deserialize<'de> for WrittenPhrase<'f> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = WrittenPhrase<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a phrase")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(WrittenPhrase { text: Cow::Borrowed(text), parsed: Some(phrase::parse(text)) })
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(WrittenPhrase { text: Cow::Owned(text.to_owned()), parsed: None })
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodebookFile<'f> {
    /// Read by [`SourceFile::language`].
    #[serde(rename = "language")]
    pub(super) _language: Option<String>,
    pub(super) codebook: Option<Head>,
    #[serde(borrow, default)]
    pub(super) concept: Vec<ConceptEntry<'f>>,
    #[serde(borrow, default)]
    pub(super) proposition: Vec<PropositionSource<'f>>,
    /// More phrases and examples for propositions that other files list.
    #[serde(borrow, default)]
    pub(super) more: Vec<PropositionSource<'f>>,
    /// Stance language of the codebook's own.
    #[serde(borrow, default)]
    pub(super) cue: Vec<CueEntry<'f>>,
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
pub(super) struct ConceptEntry<'f> {
    pub(super) id: Spanned<String>,
    #[serde(borrow)]
    pub(super) phrases: Vec<Written<'f>>,
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
pub(super) struct PropositionSource<'f> {
    pub(super) id: Spanned<String>,
    pub(super) topic: Option<String>,
    pub(super) wording: Option<String>,
    #[serde(borrow, default)]
    pub(super) says: Vec<Written<'f>>,
    #[serde(borrow, default)]
    pub(super) denies: Vec<Written<'f>>,
    #[serde(borrow, default)]
    pub(super) names: Vec<Written<'f>>,
    #[serde(borrow, default)]
    pub(super) names_opposite: Vec<Written<'f>>,
    #[serde(borrow, default)]
    pub(super) except: Vec<Written<'f>>,
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
    #[serde(borrow, default)]
    pub(super) terms: Vec<Written<'f>>,
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

impl PropositionSource<'_> {
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
pub(super) struct CueFile<'f> {
    pub(super) language: LanguageHead,
    pub(super) words: super::language::SmallWords,
    #[serde(borrow)]
    pub(super) cue: Vec<CueEntry<'f>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LanguageHead {
    pub(super) id: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueEntry<'f> {
    pub(super) id: Spanned<String>,
    #[serde(borrow)]
    pub(super) phrases: Vec<Written<'f>>,
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
pub(super) fn parse<'de, T: Deserialize<'de>>(file: &'de SourceFile) -> Result<T, Error> {
    toml::from_str(&file.text).map_err(|error| {
        let what = error.message().trim_end_matches('.').to_owned();
        match error.span() {
            Some(span) => Error::new(what).in_text(&file.name, &file.text, span.start),
            None => Error::new(what).at(&file.name),
        }
    })
}
