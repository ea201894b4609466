//! A line that may stand alone → whether it is a heading.

use super::marker::Mark;
use crate::text::line::{ends_sentence, is_running, is_salutation, word_count};

/// Whether a line alone in its paragraph is a heading, given the marks before it: `#` signs, a line in bold or in capitals,
/// a section number, or a few words without the verbs and the full stop of a sentence.
pub(super) fn is_heading(line: &str, marks: &[Mark]) -> bool {
    if line.starts_with('#') {
        return true;
    }
    if line.len() > 240 {
        return false;
    }
    let rest = bare(line);
    let words = word_count(rest);
    if words == 0 || words > 15 || is_salutation(rest) || rest.ends_with([',', ';', '-']) || ends_sentence(rest) {
        return false;
    }
    if marks.iter().any(|mark| matches!(mark, Mark::Bullet | Mark::Letter(_))) {
        return false;
    }
    let is_bold = line.len() > 4 && line.starts_with("**") && line.ends_with("**") && !line[2..line.len() - 2].contains("**");
    let is_upper = !rest.contains(char::is_lowercase) && rest.chars().filter(|c| c.is_uppercase()).count() >= 4;
    if is_bold || is_upper || marks.iter().any(|mark| matches!(mark, Mark::Roman(_))) {
        return true;
    }
    let limit = if rest.ends_with(':') { 5 } else { 10 };
    words <= limit && !is_running(rest) && rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// The words of a heading, without heading signs and emphasis.
pub(super) fn bare(line: &str) -> &str {
    line.trim_start_matches(['#', '*', '_', ' ', '\t']).trim_end_matches(['#', '*', '_', ' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::super::marker::marks;
    use super::*;

    #[test]
    fn headings_are_told_from_short_sentences() {
        for line in [
            "# Norms",
            "**Threats**",
            "INTERNATIONAL LAW",
            "III. International law",
            "International law",
            "Threats:",
            "**Section B, threats**",
            "7. On capacity-building:",
        ] {
            let (marks, at) = marks(line);
            assert!(is_heading(&line[at..], &marks), "{line}");
        }
        for line in [
            "Madam Chair,",
            "Mr. Chair",
            "Thank you.",
            "We agree",
            "**We agree.**",
            "• Norms",
            "such as information",
            "(a) norms",
            "We propose:",
        ] {
            let (marks, at) = marks(line);
            assert!(!is_heading(&line[at..], &marks), "{line}");
        }
    }
}
