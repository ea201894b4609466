//! Words → what stays of them when a document is converted anew: letters and digits, in small letters.

use crate::text::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many words around a quote belong to it.
const AROUND: usize = 8;

/// What stays of a text: its letters and digits, small and without accents. Line breaks, hyphens at their ends, kinds of quotation
/// marks and spaces leave no trace.
#[must_use]
pub fn core(text: &str) -> String {
    text.chars().flat_map(stays).collect()
}

/// What stays of a character.
fn stays(c: char) -> impl Iterator<Item = char> {
    c.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c)).flat_map(char::to_lowercase)
}

/// The hash of what stays of a quote, as hexadecimal digits.
#[must_use]
pub fn key(quote: &str) -> String {
    blake3::hash(core(quote).as_bytes()).to_hex().as_str()[..32].to_owned()
}

/// The words before and after a span, verbatim.
///
/// A span that does not lie on the text's characters has none.
#[must_use]
pub fn around(text: &str, span: Span) -> (String, String) {
    let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) else { return Default::default() };
    let first = before.split_whitespace().rev().take(AROUND).last();
    let last = after.split_whitespace().take(AROUND).last();
    let start = first.map_or(before.len(), |word| place(before, word));
    let end = last.map_or(0, |word| place(after, word) + word.len());
    (before[start..].trim_end().to_owned(), after[..end].trim_start().to_owned())
}

/// The byte at which a part of a text begins.
fn place(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// A text of which only what stays is looked at, and where each part of that is in the text.
#[derive(Debug)]
pub struct Core {
    text: String,
    /// For each byte of `text`, the span of the character it comes from.
    from: Vec<Span>,
}

impl Core {
    /// Prepares a text to be searched.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut core = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            for c in stays(c) {
                core.text.push(c);
                core.from.resize(core.text.len(), span);
            }
        }
        core
    }

    /// Where a quote stands in the text, each place once, in order.
    #[must_use]
    pub fn places(&self, quote: &str) -> Vec<Span> {
        let sought = core(quote);
        if sought.is_empty() {
            return Vec::new();
        }
        let found = self.text.match_indices(&sought);
        found.map(|(at, found)| self.from[at].join(self.from[at + found.len() - 1])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_again_in_another_conversion() {
        let quote = "inter\u{ad}national law applies to “State” behaviour";
        let text = "1.\tWe say: Inter-\nnational  law applies\nto \"State\" behaviour, fully. International law applies to State behaviour";
        let core = Core::of(text);
        let places: Vec<&str> = core.places(quote).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(places, ["Inter-\nnational  law applies\nto \"State\" behaviour", "International law applies to State behaviour"]);
        assert_eq!(key(quote), key(places[0]));
        assert!(core.places(" – ").is_empty());
    }

    #[test]
    fn the_words_around_a_quote_are_verbatim() {
        let text = "a b c d e f g h i j k QUOTE l m\nn";
        let at = text.find("QUOTE").unwrap();
        assert_eq!(around(text, Span::new(at, at + 5)), ("d e f g h i j k".to_owned(), "l m\nn".to_owned()));
        assert_eq!(around(text, Span::new(0, text.len())), (String::new(), String::new()));
    }
}
