//! The start of a line → the number, letter or bullet that stands before its words.

/// What a line is marked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// "7." or "1.2".
    Number(String),
    /// "(b)", "b)", "(ii)", "(2)": an item below a number.
    Letter(String),
    /// "III.": a section.
    Roman(String),
    /// "•" or "-".
    Bullet,
}

/// The marks at the start of `line` and how many bytes they take, with the space behind them. Web pages number twice
/// ("1. 1. The first"), reports number in levels ("13. (b)").
pub(super) fn marks(line: &str) -> (Vec<Mark>, usize) {
    let (mut marks, mut at) = (Vec::new(), 0);
    while marks.len() < 3 {
        let rest = &line[at..];
        let (word, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        let Some(mark) = mark(word) else { break };
        // A dash or letter alone is no item of a list.
        if after.trim().is_empty() && !matches!(mark, Mark::Number(_) | Mark::Roman(_)) {
            break;
        }
        // "3.5 per cent" begins with an amount.
        if word.ends_with(|c: char| c.is_ascii_digit()) && !after.trim_start().starts_with(char::is_uppercase) {
            break;
        }
        if marks.last() != Some(&mark) {
            marks.push(mark);
        }
        at = line.len() - after.trim_start().len();
    }
    (marks, at)
}

fn mark(word: &str) -> Option<Mark> {
    // Most lines begin with a word.
    if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let word = word.trim_matches('*');
    match word {
        "" | "•" | "·" | "▪" | "●" | "◦" | "‣" | "■" | "-" | "–" | "—" | "+" | "\u{f0b7}" => return Some(Mark::Bullet),
        _ => {}
    }
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let inner = word.strip_suffix(')').map(|word| word.strip_prefix('(').unwrap_or(word));
    if let Some(inner) = inner {
        let is_letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_roman = !inner.is_empty() && inner.len() <= 5 && inner.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        return (is_letter || is_roman || digits(inner)).then(|| Mark::Letter(inner.to_owned()));
    }
    if let Some(stem) = word.strip_suffix('.') {
        if stem.split('.').all(digits) {
            return Some(Mark::Number(stem.to_owned()));
        }
        let is_roman = !stem.is_empty() && stem.len() <= 5 && stem.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        return is_roman.then(|| Mark::Roman(stem.to_owned()));
    }
    let levels = word.split('.').count();
    (levels > 1 && levels < 4 && word.split('.').all(|part| digits(part) && part.len() <= 2)).then(|| Mark::Number(word.to_owned()))
}

/// The label of each paragraph: its printed number, else its place in the document.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// How many paragraphs of the speech came before.
    running: usize,
    /// The label of the paragraph that lettered items belong to.
    parent: String,
    /// The last letter under it.
    letter: Option<String>,
}

impl Labels {
    /// The label of the next paragraph of the speech.
    pub(super) fn paragraph(&mut self, marks: &[Mark]) -> String {
        if !marks.iter().any(|mark| matches!(mark, Mark::Letter(_))) || self.parent.is_empty() {
            self.running += 1;
            self.parent = self.running.to_string();
            self.letter = None;
        }
        self.label(marks)
    }

    /// The label of a heading, which is that of the paragraph it heads.
    pub(super) fn heading(&mut self, marks: &[Mark]) -> String {
        match marks.last() {
            Some(Mark::Number(number)) => {
                self.parent.clone_from(number);
                self.letter = None;
                number.clone()
            }
            Some(Mark::Roman(section)) => section.clone(),
            _ => (self.running + 1).to_string(),
        }
    }

    /// The label of what belongs to no paragraph: that of the last one.
    pub(super) fn boilerplate(&self) -> String {
        self.running.to_string()
    }

    fn label(&mut self, marks: &[Mark]) -> String {
        let mut label = self.parent.clone();
        for mark in marks {
            match mark {
                Mark::Number(number) => {
                    label.clone_from(number);
                    self.parent.clone_from(number);
                }
                Mark::Letter(letter) => {
                    let nested = self.letter.as_ref().filter(|last| is_nested(last, letter));
                    label = match nested {
                        Some(last) => format!("{} ({last}) ({letter})", self.parent),
                        None => format!("{} ({letter})", self.parent),
                    };
                    if nested.is_none() {
                        self.letter = Some(letter.clone());
                    }
                }
                Mark::Roman(_) | Mark::Bullet => {}
            }
        }
        label
    }
}

/// Whether "(ii)" stands below "(b)". "(i)" after "(h)" is the next letter, and so is any Roman numeral after another.
fn is_nested(last: &str, letter: &str) -> bool {
    let is_roman = |mark: &str| mark.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let is_next = [("h", "i"), ("u", "v"), ("w", "x")].contains(&(last, letter));
    is_roman(letter) && !is_roman(last) && !is_next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words() {
        let number = |n: &str| Mark::Number(n.to_owned());
        let letter = |l: &str| Mark::Letter(l.to_owned());
        for (line, expected, rest) in [
            ("7. We agree", vec![number("7")], "We agree"),
            ("1. 1. The first", vec![number("1")], "The first"),
            ("13. (b) norms", vec![number("13"), letter("b")], "norms"),
            ("1.2 Norms", vec![number("1.2")], "Norms"),
            ("(ii) norms", vec![letter("ii")], "norms"),
            ("a) norms", vec![letter("a")], "norms"),
            ("III. Law", vec![Mark::Roman("III".to_owned())], "Law"),
            ("• norms", vec![Mark::Bullet], "norms"),
            ("- norms", vec![Mark::Bullet], "norms"),
            ("* norms", vec![Mark::Bullet], "norms"),
            ("1.", vec![number("1")], ""),
            ("2019. We agree", vec![], "2019. We agree"),
            ("3.5 per cent", vec![], "3.5 per cent"),
            ("-norms", vec![], "-norms"),
            ("**Norms** apply", vec![], "**Norms** apply"),
            ("*Norms* apply", vec![], "*Norms* apply"),
            ("(as delivered)", vec![], "(as delivered)"),
            ("I agree", vec![], "I agree"),
            ("a matter of law", vec![], "a matter of law"),
        ] {
            let (marks, at) = marks(line);
            assert_eq!((marks, &line[at..]), (expected, rest), "{line}");
        }
    }

    #[test]
    fn labels_follow_print_else_count() {
        let mut labels = Labels::default();
        let read: Vec<String> =
            ["We agree", "7. On norms:", "(a) one", "(b) two", "(i) deep", "(ii) deep", "(c) three", "We agree", "(a) one", "- two"]
                .iter()
                .map(|line| labels.paragraph(&marks(line).0))
                .collect();
        assert_eq!(read, ["1", "7", "7 (a)", "7 (b)", "7 (b) (i)", "7 (b) (ii)", "7 (c)", "3", "3 (a)", "4"]);
    }
}
