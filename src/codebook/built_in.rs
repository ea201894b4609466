//! The codebooks that ship inside, one row each, and the cues that all codebooks share.

use super::build::Codebook;
use super::sense::Sense;
use super::source::SourceFile;
use crate::error::{Error, Result};

/// A codebook that ships inside.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    /// The name by which it is chosen, e.g. `ict`.
    pub id: &'static str,
    /// Its title, as its `[codebook]` head gives it.
    pub title: &'static str,
    /// The names and texts of its files.
    files: &'static [(&'static str, &'static str)],
    /// How to read the models of which words go with its propositions, if it has any.
    sense: Option<fn() -> Result<Sense>>,
    /// What is known from the public record of who holds what of its propositions: a table as the room of the desk reads it.
    pub known: Option<&'static str>,
}

/// Files of `data/codebook`, by their paths without `.toml`.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$((concat!("codebook/", $name, ".toml"), include_str!(concat!("../../data/codebook/", $name, ".toml")))),*]
    };
}

/// The languages of stance that ship inside, one file each.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("en", "cues/en.toml", include_str!("../../data/cues/en.toml")),
    ("es", "cues/es.toml", include_str!("../../data/cues/es.toml")),
    ("fr", "cues/fr.toml", include_str!("../../data/cues/fr.toml")),
];

/// The codebooks that ship inside. The first is used where none is named.
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "ict",
        title: "Security of and in the use of information and communications technologies",
        files: files![
            "concepts",
            "threats",
            "norms",
            "international_law",
            "confidence_building",
            "capacity_building",
            "institutional_dialogue",
            "stakeholders",
            "process",
            "general_debate",
            "es/concepts",
            "es/threats",
            "es/norms",
            "es/international_law",
            "es/confidence_building",
            "es/capacity_building",
            "es/institutional_dialogue",
            "es/stakeholders",
            "es/process",
            "es/general_debate",
            "fr/concepts",
            "fr/international_law",
            "fr/norms",
            "fr/threats",
            "fr/general_debate",
            "fr/confidence_capacity",
            "fr/institutional_dialogue",
        ],
        sense: Some(Sense::built_in),
        known: Some(include_str!("../../data/known_positions.csv")),
    },
    BuiltIn {
        id: "unga",
        title: "Contested issues of the United Nations General Debate",
        files: files![
            "unga/concepts",
            "unga/security_council",
            "unga/order",
            "unga/disarmament",
            "unga/sanctions",
            "unga/middle_east",
            "unga/disputes",
            "unga/climate",
            "unga/development",
            "unga/migration",
            "unga/rights_justice",
            "unga/commons",
        ],
        sense: None,
        known: None,
    },
];

impl BuiltIn {
    /// The codebook of that name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        BUILT_IN.iter().find(|one| one.id == id)
    }

    /// Its files.
    #[must_use]
    pub fn files(&self) -> Vec<SourceFile> {
        self.files.iter().map(|(name, text)| SourceFile::built_in(name, text)).collect()
    }

    /// Its models, if it has any.
    ///
    /// # Errors
    /// Never, if the tests of this crate pass.
    pub fn sense(&self) -> Result<Option<Sense>> {
        self.sense.map(|read| read()).transpose()
    }

    /// Builds it with the built-in cues and its models.
    ///
    /// # Errors
    /// Never, if the tests of this crate pass.
    pub fn build(&self) -> std::result::Result<Codebook, Vec<Error>> {
        let (files, cues) = (self.files(), Codebook::built_in_cues());
        let (codebook, sense) = rayon::join(|| Codebook::build(&files, &cues), || self.sense());
        let sense = sense.map_err(|error| vec![error])?;
        Ok(sense.into_iter().fold(codebook?, Codebook::with_sense))
    }
}

impl Codebook {
    /// The built-in codebook of the UN debate on ICT security, with its models.
    ///
    /// # Errors
    /// Never, if the tests of this crate pass.
    pub fn built_in() -> std::result::Result<Self, Vec<Error>> {
        BUILT_IN[0].build()
    }

    /// The files of that codebook.
    #[must_use]
    pub fn built_in_files() -> Vec<SourceFile> {
        BUILT_IN[0].files()
    }

    /// The built-in cues of English.
    #[must_use]
    pub fn built_in_cues() -> Vec<SourceFile> {
        let (_, name, text) = LANGUAGES[0];
        vec![SourceFile::built_in(name, text)]
    }
}

/// The built-in cues of a language.
///
/// # Errors
/// If none ship in it.
pub(super) fn cues_in(language: &str) -> Result<SourceFile> {
    LANGUAGES.iter().find(|(code, _, _)| *code == language).map(|(_, name, text)| SourceFile::built_in(name, text)).ok_or_else(|| {
        let known = LANGUAGES.iter().map(|(code, _, _)| format!("`{code}`")).collect::<Vec<_>>().join(", ");
        Error::new(format!("no stance can be read in the language `{language}`")).hint(format!("there are cues for {known}"))
    })
}
