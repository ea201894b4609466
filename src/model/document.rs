//! One statement by one speaker.

use super::Date;
use serde::{Deserialize, Serialize};

/// What is known about a statement besides its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The id of the State (or group, if no State is named) that speaks.
    pub actor: Option<String>,
    /// The id of the group it speaks for.
    pub group: Option<String>,
    /// The person who speaks.
    pub speaker: Option<String>,
    /// Where it is said, e.g. `OEWG`.
    pub forum: Option<String>,
    /// When it is said.
    pub date: Option<Date>,
    /// The title of the statement.
    pub title: Option<String>,
    /// The language it is known to be in, as an ISO 639-1 code; told from its words if it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Which turn of a transcript it is, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<usize>,
}

/// One statement: its words untouched, and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Unique in a run.
    pub id: String,
    /// The input's path as given.
    pub source: String,
    /// The words, of a text file byte for byte as in it, of any other as `demarche text` prints them; of a turn, from the start of
    /// the text to the turn's end.
    pub text: String,
    /// Where the pages begin, in order; empty if the format has no pages.
    pub pages: Vec<PageStart>,
    /// The byte at which the statement's own words begin, after a title block or a `key: value` head.
    pub body: usize,
    /// The id of the actor that speaks; empty if the text only reports what others said.
    pub actor: String,
    /// The rest of what is known.
    pub meta: Metadata,
}

/// Where words of a page begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PageStart {
    /// The byte in the text.
    pub at: usize,
    /// The page, counted from 1.
    pub page: u32,
}

impl Document {
    /// The page that the byte `at` stands on, if the format has pages.
    #[must_use]
    pub fn page(&self, at: usize) -> Option<u32> {
        self.pages[..self.pages.partition_point(|start| start.at <= at)].last().map(|start| start.page)
    }
}
