//! A line → whether it belongs to the paper and not to the speech: page numbers, end marks, footnotes, notices.

use crate::text::line::is_superscript;

/// "2", "2/5", "- 2 -", "Page 2 of 5".
pub(super) fn is_page_number(line: &str) -> bool {
    if line.len() > 20 {
        return false;
    }
    let line = line.to_lowercase();
    let mut words = line
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '–' | '—' | '|' | '[' | ']' | '*'))
        .filter(|word| !word.is_empty());
    let mut numbers = 0;
    let only = words.all(|word| {
        let is_number = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        numbers += usize::from(is_number);
        is_number || matches!(word, "page" | "p." | "of")
    });
    only && (1..=2).contains(&numbers)
}

/// "(END)", "Check against delivery", "[interpretation from Spanish]", "---".
pub(super) fn is_notice(line: &str) -> bool {
    if line.len() > 120 {
        return false;
    }
    let letters: String = line.chars().filter(|c| c.is_alphabetic() || *c == ' ').flat_map(char::to_lowercase).collect();
    let letters = letters.trim();
    if letters.is_empty() {
        return !line.contains(char::is_alphanumeric);
    }
    let bracketed = line.starts_with(['(', '[', '*']);
    matches!(letters, "end" | "fin" | "ends" | "end of statement" | "as delivered" | "unofficial translation" | "courtesy translation")
        || ["check against delivery", "please check against", "unofficial translation", "embargoed", "translated from"]
            .iter()
            .any(|start| letters.starts_with(start))
        || (bracketed
            && ["interpretation from", "spoke in", "as delivered", "translation", "original"]
                .iter()
                .any(|start| letters.starts_with(start)))
}

/// `[3] See …`, `¹ See …`, `[^1]: See …`, `* Continue to be part of the process.`
pub(super) fn is_footnote(line: &str) -> bool {
    let bracketed = line.strip_prefix('[').and_then(|rest| rest.split_once(']')).is_some_and(|(mark, rest)| {
        let mark = mark.strip_prefix('^').unwrap_or(mark);
        (1..=3).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_digit()) && rest.starts_with([' ', ':', '\t'])
    });
    let starred = line.starts_with('*') && line.len() < 600 && {
        let lower = line.to_lowercase();
        lower.contains("continue to be part") || lower.contains("continues to be part")
    };
    bracketed || starred || line.starts_with(is_superscript)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_is_told_from_the_speech() {
        for line in ["2", "2/5", "- 2 -", "Page 2 of 5", "12"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["2019", "2 States", "-", "1 2 3", "of"] {
            assert!(!is_page_number(line), "{line}");
        }
        for line in
            ["(END)", "(END)2", "**END**", "Check against delivery", "*Check against delivery*", "---", "[interpretation from Spanish]"]
        {
            assert!(is_notice(line), "{line}");
        }
        for line in ["In the end", "Thank you.", "The original proposal stands", "Ends and means"] {
            assert!(!is_notice(line), "{line}");
        }
        for line in [
            "[3] See resolution 73/27.",
            "¹ See above.",
            "* Continue to be part of the association process.",
            "*A-land and B-land continue to be part of the process.",
            "[^1]: See above.",
        ] {
            assert!(is_footnote(line), "{line}");
        }
        for line in ["[A-land: delete]", "* In paragraph 7, insert", "**Norms** apply"] {
            assert!(!is_footnote(line), "{line}");
        }
    }
}
