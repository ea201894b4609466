//! Plain text: what a line holds is what it says, but for asterisks pasted along with bold words.

use super::Reader;

/// Plain text in UTF-8.
pub(super) struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn summary(&self) -> &'static str {
        "UTF-8 text, with paragraphs between blank lines or one on each line"
    }

    fn bare<'a>(&self, line: &'a str) -> &'a str {
        line.trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '\u{feff}')
    }
}
