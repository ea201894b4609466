//! A document's lines → its paragraphs: what belongs together across line breaks and page breaks, and what stands alone.

use super::boilerplate::{is_footnote, is_notice, is_page_number};
use super::breaks::is_space;
use super::heading::{bare, is_heading};
use super::marker::{Labels, Mark, marks};
use crate::model::SentenceKind;
use crate::text::Span;
use crate::text::line::{ends_sentence, is_salutation, line_end, word_count};

/// A paragraph, without the marks before its words.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) kind: SentenceKind,
    pub(super) span: Span,
    pub(super) label: String,
    /// Page numbers and footnotes that a page break has put inside.
    pub(super) holes: Vec<Span>,
    marks: Vec<Mark>,
}

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
struct Line {
    span: Span,
    /// Whether a blank line stands before it.
    after_blank: bool,
}

/// How a document sets its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// Lines are broken anywhere; blank lines part paragraphs.
    Wrapped,
    /// Each line is a paragraph.
    LineByLine,
}

/// The paragraphs of `text`, of which the speech begins at `body`, in order.
pub(super) fn paragraphs(text: &str, body: usize) -> Vec<Paragraph> {
    let lines = lines(text, body);
    let mut builder = Builder {
        text,
        setting: setting(text, &lines, body),
        done: Vec::new(),
        open: None,
        pending: Vec::new(),
        labels: Labels::default(),
    };
    for (at, line) in lines.iter().enumerate() {
        builder.line(*line, lines.get(at + 1), body);
    }
    builder.close();
    builder.done
}

/// The lines of `text`, without the space around them.
fn lines(text: &str, body: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    for (offset, part) in [(0, &text[..body]), (body, &text[body..])] {
        let mut at = offset;
        let mut rest = part;
        while !rest.is_empty() {
            let (line, after) = rest.split_at(line_end(rest));
            rest = after;
            let words = line.trim_matches(is_space);
            if words.is_empty() {
                after_blank = true;
            } else {
                let start = at + (line.len() - line.trim_start_matches(is_space).len());
                lines.push(Line { span: Span::new(start, start + words.len()), after_blank });
                after_blank = false;
            }
            at += line.len();
        }
    }
    lines
}

/// Whether most lines that are followed at once by another end as sentences do.
fn setting(text: &str, lines: &[Line], body: usize) -> Setting {
    let speech = lines.iter().zip(lines.iter().skip(1)).filter(|(line, _)| line.span.start >= body);
    let (mut whole, mut all) = (0, 0);
    for (line, next) in speech {
        let words = line.span.of(text);
        if !next.after_blank && !is_salutation(words) && marks(next.span.of(text)).0.is_empty() {
            all += 1;
            whole += usize::from(ends_sentence(words));
        }
    }
    if whole * 2 > all { Setting::LineByLine } else { Setting::Wrapped }
}

struct Builder<'a> {
    text: &'a str,
    setting: Setting,
    done: Vec<Paragraph>,
    /// The paragraph that the next line may continue.
    open: Option<Paragraph>,
    /// Boilerplate after the open paragraph, which becomes a hole in it if it goes on.
    pending: Vec<Span>,
    labels: Labels,
}

impl Builder<'_> {
    fn line(&mut self, line: Line, next: Option<&Line>, body: usize) {
        let words = line.span.of(self.text);
        if line.span.start < body {
            self.boilerplate(line.span, "0".to_owned());
            return;
        }
        let is_paper = is_notice(words)
            || is_footnote(words)
            || (is_page_number(words)
                && (self.setting == Setting::LineByLine || line.after_blank || next.is_none_or(|next| next.after_blank)));
        // A footnote goes on to the next blank line.
        let in_footnote = !line.after_blank && self.pending.last().is_some_and(|last| self.is_footnote(*last));
        if is_paper || (in_footnote && self.setting == Setting::Wrapped && marks(words).0.is_empty()) {
            self.paper(line.span);
            return;
        }
        if self.continues(line) {
            self.extend(line.span);
            return;
        }
        self.close();
        self.begin(line, next);
    }

    /// Sets a line of boilerplate aside: after an unfinished sentence it may be the foot of a page.
    fn paper(&mut self, span: Span) {
        if self.open.is_none() {
            let label = self.labels.boilerplate();
            self.boilerplate(span, label);
        } else {
            self.pending.push(span);
        }
    }

    fn is_footnote(&self, span: Span) -> bool {
        is_footnote(span.of(self.text))
    }

    fn boilerplate(&mut self, span: Span, label: String) {
        // A rule of dashes says nothing at all.
        if !span.of(self.text).contains(char::is_alphanumeric) {
            return;
        }
        self.done.push(Paragraph { kind: SentenceKind::Boilerplate, span, label, holes: Vec::new(), marks: Vec::new() });
    }

    /// Whether the line goes on with the open paragraph.
    fn continues(&self, line: Line) -> bool {
        let Some(open) = &self.open else { return false };
        let (before, words) = (open.span.of(self.text), line.span.of(self.text));
        let is_marked = !marks(words).0.is_empty();
        let is_quoted = words.starts_with('>') != (open.kind == SentenceKind::Quotation);
        let adjoins = !line.after_blank && self.pending.is_empty();
        if adjoins && self.setting == Setting::Wrapped && !is_quoted {
            // "… in paragraph⏎13. We …" is no item of a list.
            let may_part =
                ends_sentence(before) || before.ends_with([':', ';', ',']) || !open.marks.is_empty() || ends_in(before, &["and", "or"]);
            return !(words.starts_with('#') || may_part && (is_marked || is_bold_line(words)));
        }
        if is_marked || is_quoted || ends_sentence(before) || before.ends_with([':', ';']) {
            return false;
        }
        let first = words.trim_start_matches(['"', '“', '‘', '(', '[', '*', '_']).chars().next();
        if first.is_some_and(char::is_lowercase) {
            return true;
        }
        // A line that is a paragraph ends as one; where it does not, a page break has cut it.
        let is_cut =
            self.setting == Setting::LineByLine && !before.ends_with(')') && !is_salutation(before) && !words.starts_with(['“', '"', '«']);
        (ends_in(before, CARRYING) || is_cut) && !is_heading(words, &[])
    }

    fn extend(&mut self, span: Span) {
        if let Some(open) = &mut self.open {
            open.holes.append(&mut self.pending);
            open.span.end = span.end;
        }
    }

    fn begin(&mut self, line: Line, next: Option<&Line>) {
        let words = line.span.of(self.text);
        let quoted = words.starts_with('>');
        let quote = if quoted { words.len() - words.trim_start_matches(['>', ' ']).len() } else { 0 };
        let (marks, skip) = marks(&words[quote..]);
        let start = line.span.start + quote + skip;
        let words = &self.text[start..line.span.end];
        if words.is_empty() {
            // A number alone on its line belongs to the next.
            self.labels.paragraph(&marks);
            return;
        }
        let stands_alone = next.is_none_or(|next| {
            let following = next.span.of(self.text);
            let parted = next.after_blank || self.setting == Setting::LineByLine || words.starts_with('#') || is_bold_line(words);
            let short = words.len() < 80 && word_count(words) <= 5 && following.starts_with(char::is_uppercase) && line.after_blank;
            let listed = !self::marks(following).0.is_empty();
            (parted || short || listed) && !following.starts_with(char::is_lowercase)
        });
        if stands_alone && !quoted && is_heading(words, &marks) {
            let bare = bare(words);
            let at = start + words.find(bare).unwrap_or(0);
            // A heading may bear its number behind the heading signs.
            let (inner, skip) = self::marks(bare);
            let marks = if marks.is_empty() { inner } else { marks };
            let skip = if skip < bare.len() { skip } else { 0 };
            let label = self.labels.heading(&marks);
            let span = Span::new(at + skip, at + bare.len());
            self.done.push(Paragraph { kind: SentenceKind::Heading, span, label, holes: Vec::new(), marks });
            return;
        }
        let kind = match marks.is_empty() {
            _ if quoted => SentenceKind::Quotation,
            true => SentenceKind::Prose,
            false => SentenceKind::ListItem,
        };
        let label = self.labels.paragraph(&marks);
        self.open = Some(Paragraph { kind, span: Span::new(start, line.span.end), label, holes: Vec::new(), marks });
    }

    /// Ends the open paragraph, with the boilerplate that stands behind it.
    fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            // A numbered paragraph of a speech is prose; a few numbered words are an item of a list.
            let numbered = matches!(open.marks.as_slice(), [Mark::Number(_) | Mark::Roman(_)]);
            let words = open.span.of(self.text);
            if open.kind == SentenceKind::ListItem && numbered && ends_sentence(words) && word_count(words) >= 8 {
                open.kind = SentenceKind::Prose;
            }
            self.done.push(open);
        }
        let label = self.labels.boilerplate();
        for span in std::mem::take(&mut self.pending) {
            self.boilerplate(span, label.clone());
        }
    }
}

/// Words after which a sentence goes on, whatever begins the next line.
const CARRYING: &[&str] = &[
    "of", "the", "and", "or", "to", "in", "with", "for", "by", "a", "an", "on", "from", "at", "as", "that", "between", "its", "our",
    "their", "this",
];

fn ends_in(text: &str, words: &[&str]) -> bool {
    if text.ends_with('-') && !text.ends_with(" -") {
        return true;
    }
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    words.contains(&last)
}

fn is_bold_line(words: &str) -> bool {
    words.len() > 4 && words.starts_with("**") && words.ends_with("**") && !words[2..words.len() - 2].contains("**")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraphs of a speech: the first letter of the kind, the label and the words, with line breaks as spaces.
    fn read(text: &str) -> Vec<String> {
        let words = |paragraph: &Paragraph| paragraph.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        paragraphs(text, 0)
            .iter()
            .map(|paragraph| format!("{} {} {}", &format!("{:?}", paragraph.kind)[..1], paragraph.label, words(paragraph)))
            .collect()
    }

    #[test]
    fn paragraphs_are_parted_as_the_document_sets_them() {
        for (text, expected) in [
            ("Wrapped text goes\non here.\n\nNext one.", vec!["P 1 Wrapped text goes on here.", "P 2 Next one."]),
            ("One paragraph.\nAnother one.\nA third one.", vec!["P 1 One paragraph.", "P 2 Another one.", "P 3 A third one."]),
            ("attacks such as information\n\nleaks due to access.", vec!["P 1 attacks such as information leaks due to access."]),
            (
                "the rules-based\n \norder is strong.\nWe agree.\nWe thank you.",
                vec!["P 1 the rules-based order is strong.", "P 2 We agree.", "P 3 We thank you."],
            ),
            (
                "We saw it.\nIt is so.\nSo be it.\nWe ask the High\nCommissioner to act.\nHe said,\n“We agree.”",
                vec![
                    "P 1 We saw it.",
                    "P 2 It is so.",
                    "P 3 So be it.",
                    "P 4 We ask the High Commissioner to act.",
                    "P 5 He said,",
                    "P 6 “We agree.”",
                ],
            ),
            ("cyber capacity-\n\nbuilding.", vec!["P 1 cyber capacity- building."]),
            ("the Government of\n\nJapan agrees.", vec!["P 1 the Government of Japan agrees."]),
            ("We saw information\n\n2/5\n\nleaks here.", vec!["P 1 We saw information 2/5 leaks here."]),
            ("We agree.\n\n2/5\n\nWe thank you.", vec!["P 1 We agree.", "B 1 2/5", "P 2 We thank you."]),
            ("Madam Chair,\n\nWe agree.\n\n(END)2", vec!["P 1 Madam Chair,", "P 2 We agree.", "B 2 (END)2"]),
            ("**Threats**\n\nWe agree.", vec!["H 1 Threats", "P 1 We agree."]),
            ("## III. International law\n\nIt applies.", vec!["H III International law", "P 1 It applies."]),
            ("We ask for\n\n(a) norms;\n(b) trust.", vec!["P 1 We ask for", "L 1 (a) norms;", "L 1 (b) trust."]),
            (
                "7. On law:\n\n   (a) it applies;\n\n8. We agree with the rest of the draft as it stands.",
                vec!["H 7 On law:", "L 7 (a) it applies;", "P 8 We agree with the rest of the draft as it stands."],
            ),
            (
                "We regret paragraph\n13. We agree with the rest\nof the text.",
                vec!["P 1 We regret paragraph 13. We agree with the rest of the text."],
            ),
            (
                "* In paragraph 7, insert “law”. We insist.\n* We agree.",
                vec!["L 1 In paragraph 7, insert “law”. We insist.", "L 2 We agree."],
            ),
            ("1.\n1. The first involves trust among all the States here.", vec!["P 1 The first involves trust among all the States here."]),
            ("We agree.[3]\n\n---\n\n[3] See the\nreport.", vec!["P 1 We agree.[3]", "B 1 [3] See the", "B 1 report."]),
            ("> We agree with all of\n> it.\n\nSo they said.", vec!["Q 1 We agree with all of > it.", "P 2 So they said."]),
            (
                "Existing threats\nWe see them grow in every region of\nthe world.",
                vec!["H 1 Existing threats", "P 1 We see them grow in every region of the world."],
            ),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
