//! What a line of a speech looks like: whether it ends a sentence, greets the chair, or reads as running text.

use super::fold::unaccented;
use super::runs::runs;
use memchr::memchr3;

/// Words that titles, headings and names do without and running text does not.
const RUNNING: &[&str] = &[
    "we", "i", "our", "us", "my", "he", "she", "you", "is", "are", "was", "were", "has", "have", "had", "will", "would", "should", "must",
    "can", "cannot", "could", "shall", "may", "that", "which", "who", "there", "it", "its", "this", "these", "they", "their", "not",
    "supports", "believes", "welcomes", "thanks",
];

/// Marks that may follow the full stop of a sentence: closing quotes, brackets and emphasis.
pub const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '*', '_'];

/// Signs that end a sentence.
pub const FINAL: &[char] = &['.', '!', '?', '…', '。', '！', '？'];

/// The byte after the first line of a text, with the sign that ends it: a line feed, a form feed or the end of a paragraph.
#[must_use]
pub fn line_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr3(b'\n', 0x0c, 0xe2, &bytes[at..]) {
        at += found;
        if bytes[at].is_ascii() {
            return at + 1;
        }
        if text[at..].starts_with('\u{2029}') {
            return at + '\u{2029}'.len_utf8();
        }
        at += 1;
    }
    bytes.len()
}

/// Whether the text ends as a sentence does: `.`, `!`, `?` or `…`, perhaps with closing quotes, brackets, emphasis or the
/// mark of a footnote behind it.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(CLOSERS);
    text.ends_with(FINAL) || without_note(text).trim_end_matches(CLOSERS).ends_with(FINAL)
}

/// The text without the mark of a footnote at its end (`agreed.[3]`, `agreed.¹`, `agreed.2`).
#[must_use]
pub fn without_note(text: &str) -> &str {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit() || is_superscript(c));
    if digits.len() == text.len() {
        return text;
    }
    match digits.strip_suffix('[') {
        Some(bracketed) => bracketed,
        None if digits.ends_with(FINAL) || digits.ends_with(CLOSERS) || text.ends_with(is_superscript) => digits,
        None => text,
    }
}

/// Whether the character is a raised digit.
#[must_use]
pub fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether the line reads as running text: it has words like "we" or "should", which titles and headings do without.
#[must_use]
pub fn is_running(line: &str) -> bool {
    runs(line).any(|word| RUNNING.iter().any(|known| known.eq_ignore_ascii_case(word) && word != "US" && word != "IT"))
}

/// Whether the line begins by addressing those in the room: "Mr. Chair,", "Thank you, Madam President.", "Excellencies,".
#[must_use]
pub fn is_salutation(line: &str) -> bool {
    const OFFICES: &[&str] =
        &["chair", "chairman", "chairperson", "chairwoman", "president", "facilitator", "speaker", "moderator", "secretary"];
    let mut words = runs(line);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is = |word: &str, known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    if is(first, &["thank", "thanks"]) {
        is(second, &["you", "chair", "madam", "mr"])
    } else if is(first, &["mr", "mister", "madam", "madame", "mme", "ms", "mrs", "honourable", "honorable"]) {
        is(second, OFFICES) || is(second, &["la", "vice", "co"])
    } else if is(first, &["distinguished", "dear", "excellencies", "esteemed"]) {
        true
    } else if is(first, &["ladies"]) {
        is(second, &["and"])
    } else if is(first, &["your"]) {
        second.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("excellenc"))
    } else if is(first, &["chair", "president", "chairperson", "colleagues"]) {
        line.len() < 40 && line.contains(',')
    } else {
        greets(line)
    }
}

/// Whether the line addresses those in the room, in French or Spanish: "Monsieur le Président,", "Muchas gracias, señora Presidenta".
fn greets(bare: &str) -> bool {
    // Only a line that begins with one of these letters can, whatever its accents.
    let first = bare.chars().find(|c| c.is_alphanumeric());
    if first.is_none_or(|c| c.is_ascii() && !matches!(c.to_ascii_lowercase(), 'c' | 'd' | 'e' | 'g' | 'j' | 'm' | 's')) {
        return false;
    }
    let mut words = runs(bare).map(unaccented);
    let mut next = || words.next().unwrap_or_default();
    let office = |word: &str| word.starts_with("president") || matches!(word, "vice" | "secretaire" | "secretario" | "secretaria");
    match next().as_str() {
        "monsieur" | "madame" => match next().as_str() {
            "le" | "la" => office(&next()),
            second => office(second),
        },
        "senor" | "senora" | "sr" | "sra" => office(&next()),
        "muchas" => next() == "gracias",
        "je" => matches!(next().as_str(), "vous" | "remercie" | "tiens" | "souhaite" | "voudrais"),
        "merci" | "gracias" | "excellences" | "excelencias" | "mesdames" | "senoras" | "distinguidos" | "distinguidas" | "estimado"
        | "estimada" | "estimados" | "chers" => true,
        _ => false,
    }
}

/// The number of words, by the spaces between them.
#[must_use]
pub fn word_count(line: &str) -> usize {
    line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_may_end_behind_quotes_bold_and_notes() {
        for text in ["Agreed.", "“Agreed.”", "**agreed.**", "Agreed.[3]", "Agreed.¹", "agreed.2", "Why?", "(It is agreed.)", "And so on…"]
        {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["such as information", "Madam Chair,", "paragraph 13", "of the following:", "Annex [3]", ""] {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn greetings_differ_from_names() {
        for line in [
            "Mr. Chair,",
            "Madam President",
            "Thank you, Chair.",
            "Distinguished delegates,",
            "Excellencies",
            "Chair, colleagues,",
            "Señor Presidente,",
            "Madame la Présidente,",
            "Monsieur le Président :",
            "Estimado Presidente:",
            "Muchas gracias, señora Presidenta",
        ] {
            assert!(is_salutation(line), "{line}");
        }
        for line in ["Mr. Takeshi Akahori", "Ms. Perrin Ashcombe-Dray", "Chair of the Lakes Group", "Thanksgiving"] {
            assert!(!is_salutation(line), "{line}");
        }
    }

    #[test]
    fn running_text_differs_from_titles() {
        assert!(is_running("Kelmora has no doubt"));
        assert!(!is_running("Statement by the US, Open-ended Working Group"));
    }
}
