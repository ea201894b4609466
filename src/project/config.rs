//! `demarche.toml`: what a project reads, and by which codebook.

use crate::error::{Error, Result};
use crate::model::Date;
use serde::{Deserialize, Serialize};

/// What a project reads, and by which codebook. Paths are as seen from the project's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The codebooks: names of built-in ones, files or folders; `ict` if there is none.
    pub codebook: Vec<String>,
    /// Files that add propositions and concepts to them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<String>,
    /// Models made by `demarche train propositions`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub models: Option<String>,
    /// Whether propositions are found by phrases only.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub phrases_only: bool,
    /// Files that add States and groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<String>,
    /// The statements.
    pub statements: Vec<Entry>,
}

/// Statements, and what is said about them over their own heads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entry {
    /// A file or a folder.
    pub path: String,
    /// A table as `demarche scan` writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manifest: Option<String>,
    /// Whose statements these are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// When they were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where they were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forum: Option<String>,
    /// The column of tables with the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_column: Option<String>,
    /// The column of tables that says whose they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor_column: Option<String>,
    /// The column of tables that says when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_column: Option<String>,
}

impl Config {
    /// Reads it.
    ///
    /// # Errors
    /// If it is no such file; the error names the place.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|cause| {
            let at = cause.span().map_or(0, |span| span.start);
            Error::new(cause.message().to_owned()).in_text(name, text, at).hint("see `demarche init --help` for what stands in it")
        })
    }

    /// Writes it.
    ///
    /// # Errors
    /// Never for what was read by [`Config::parse`].
    pub fn written(&self) -> Result<String> {
        toml::to_string(self).map_err(|cause| Error::new("the project's settings could not be written").caused_by(cause))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let entry = Entry { path: "statements".into(), date: "2024-03".parse().ok(), ..Entry::default() };
        let config = Config { codebook: vec!["unga".into()], statements: vec![entry], ..Config::default() };
        assert_eq!(Config::parse("x", &config.written().unwrap()).unwrap(), config);
        let error = Config::parse("demarche.toml", "codebok = []").unwrap_err().to_string();
        assert!(error.contains("demarche.toml:1:1") && error.contains("codebok"), "{error}");
    }
}
