//! Markdown: the words of a line without heading signs and emphasis.

use super::{Budget, Options, Parts, Reader, encoding};
use crate::error::Result;

/// Markdown.
pub(super) struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn summary(&self) -> &'static str {
        "Markdown; headings and emphasis are understood, links and tables are read as text"
    }

    fn read(&self, bytes: &[u8], _: &Options, _: &mut Budget) -> Result<Parts> {
        let (text, notice) = encoding::decode(bytes)?;
        Ok(Parts::one(text).with(notice))
    }

    fn bare<'a>(&self, line: &'a str) -> &'a str {
        line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '>' | '*' | '_' | '\u{feff}'))
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_' | '\\'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_a_line_are_not_its_words() {
        for (line, words) in [
            ("**Statement by H.E. Mr. Akahori,", "Statement by H.E. Mr. Akahori,"),
            ("## Threats ##", "Threats"),
            ("*Delivered on 27 July*", "Delivered on 27 July"),
        ] {
            assert_eq!(Markdown.bare(line), words);
        }
    }
}
