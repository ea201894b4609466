//! What a reader takes out of a file: texts, where their pages begin, and what the file says about them.

use crate::model::PageStart;

/// One text of a file: of most formats the only one, of a table one a row, of an archive those of its files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// What is put behind the file's path to name the text: `#3` for the third row of a table, `/a.docx` for a file in an
    /// archive; empty if the file is one text.
    pub key: String,
    /// The name of the reader that took it out.
    pub reader: &'static str,
    /// The words.
    pub text: String,
    /// Where its pages begin, if it has pages.
    pub pages: Vec<PageStart>,
    /// What the file says of the text itself: columns of a table.
    pub said: Said,
    /// What it says by the way, the weaker witness: document properties, mail headers, running heads.
    pub weak: Said,
}

/// What is said about a text, in the words of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Whose statement it is.
    pub actor: Option<String>,
    /// For which group.
    pub group: Option<String>,
    /// Who speaks, or who wrote the file.
    pub speaker: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Where.
    pub forum: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// In which language, as an ISO 639-1 code.
    pub language: Option<String>,
    /// Lines that stand on every page.
    pub running_head: Option<String>,
}

/// Everything that was taken out of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The texts, in their order.
    pub parts: Vec<Part>,
    /// What was doubtful.
    pub notices: Vec<String>,
    /// Parts that could not be read, each with its key and why.
    pub failed: Vec<(String, String)>,
}

impl Parts {
    /// One text and nothing else.
    pub(super) fn one(text: String) -> Self {
        Self { parts: vec![Part { text, ..Part::default() }], ..Self::default() }
    }

    /// The same with a doubt.
    pub(super) fn with(mut self, notice: Option<String>) -> Self {
        self.notices.extend(notice);
        self
    }
}
