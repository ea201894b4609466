//! Plain text: what a line holds is what it says, but for asterisks pasted along with bold words.

use super::{Budget, Options, Parts, Reader, encoding};
use crate::error::Result;

/// Plain text.
pub(super) struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn summary(&self) -> &'static str {
        "text with paragraphs between blank lines or one on each line; UTF-8, UTF-16, or an encoding found by its letters"
    }

    fn read(&self, bytes: &[u8], _: &Options, _: &mut Budget) -> Result<Parts> {
        let (text, notice) = encoding::decode(bytes)?;
        Ok(Parts::one(text).with(notice))
    }

    fn bare<'a>(&self, line: &'a str) -> &'a str {
        line.trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '\u{feff}')
    }
}
