//! The lines of all pages → one running text: without page numbers and running heads, lines joined to paragraphs across columns
//! and pages, words that were broken at the end of a line whole again, footnotes apart at the end.

use super::layout::Line;
use crate::model::PageStart;
use crate::text::line::{ends_sentence, is_salutation};
use std::collections::{BTreeMap, BTreeSet};

/// The lines of a page in reading order, and its number.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) number: u32,
    pub(super) lines: Vec<Line>,
}

/// A running text.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) text: String,
    pub(super) pages: Vec<PageStart>,
    /// Lines that stood on many pages.
    pub(super) running_head: Vec<String>,
}

/// The running text of pages.
pub(super) fn flow(mut pages: Vec<Page>) -> Flow {
    let running_head = without_heads(&mut pages);
    let size = body_size(&pages);
    let notes = without_notes(&mut pages, size);
    let lines: Vec<(u32, &Line)> = pages.iter().flat_map(|page| page.lines.iter().map(|line| (page.number, line))).collect();
    let words = words(&lines);
    let mut writer = Writer { flow: Flow { running_head, ..Flow::default() }, page: 0, words };
    let margins = margins(&lines);
    let leading = leading(&lines);
    let mut last: Option<(u32, &Line)> = None;
    for (page, line) in lines {
        let join = last.map_or(Join::Paragraph, |before| join(before, (page, line), &margins, &leading));
        writer.write(line.text.trim(), page, join);
        last = Some((page, line));
    }
    for (page, note) in notes {
        for (at, line) in note.iter().enumerate() {
            writer.write(line, page, if at == 0 { Join::Paragraph } else { Join::Word });
        }
    }
    if !writer.flow.text.is_empty() {
        writer.flow.text.push('\n');
    }
    writer.flow
}

/// How a line goes on from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// In the same sentence or paragraph.
    Word,
    /// On a new line of the same block.
    Line,
    /// In a new paragraph.
    Paragraph,
}

/// Lines that stand at the head or foot of a page are looked for among so many.
const EDGE: usize = 4;

/// Takes out page numbers and what stands at the same edge of many pages; gives the words of the latter.
fn without_heads(pages: &mut [Page]) -> Vec<String> {
    let count = pages.len();
    // The lines from the top and from the bottom of each page, as they look but for their figures.
    let mut seen: BTreeMap<(bool, String), Vec<(usize, f32)>> = BTreeMap::new();
    let edges: Vec<Vec<(usize, bool, usize)>> = pages.iter().map(|page| edges(&page.lines)).collect();
    for (at, (page, edges)) in pages.iter().zip(&edges).enumerate() {
        for (line, is_top, _) in edges {
            let line = &page.lines[*line];
            seen.entry((*is_top, shape(&line.text))).or_default().push((at, line.y));
        }
    }
    let is_head = |is_top: bool, line: &Line| {
        let Some(places) = seen.get(&(is_top, shape(&line.text))) else { return false };
        let on: BTreeSet<usize> = places.iter().map(|(page, _)| *page).collect();
        let level = places.iter().filter(|(_, y)| (y - line.y).abs() < 4.0).count();
        // Left and right pages may differ, and the first may have none.
        on.len() >= 2 && on.len() * 5 >= count.saturating_sub(1) * 2 && level * 2 >= places.len()
    };
    let mut heads: Vec<String> = Vec::new();
    for (page, edges) in pages.iter_mut().zip(&edges) {
        let mut out = BTreeSet::new();
        // From the edge inwards: behind the first line of the text nothing is a head.
        for is_top in [true, false] {
            let mut edge: Vec<&(usize, bool, usize)> = edges.iter().filter(|(_, top, _)| *top == is_top).collect();
            edge.sort_by_key(|(_, _, depth)| *depth);
            for (at, _, _) in edge {
                let line = &page.lines[*at];
                let repeated = is_head(is_top, line) && count > 1;
                if repeated && !is_number(&line.text) && !heads.contains(&line.text) && heads.len() < 10 {
                    heads.push(line.text.clone());
                }
                if !(repeated || is_number(&line.text)) {
                    break;
                }
                out.insert(*at);
            }
        }
        // A page that is nothing but its head keeps it.
        let artifacts = page.lines.iter().filter(|line| line.is_artifact).count();
        if artifacts < page.lines.len() {
            for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| line.is_artifact) {
                if !is_number(&line.text) && !heads.contains(&line.text) && heads.len() < 10 {
                    heads.push(line.text.clone());
                }
                out.insert(at);
            }
        }
        let mut at = 0;
        page.lines.retain(|_| {
            at += 1;
            !out.contains(&(at - 1))
        });
    }
    heads
}

/// The lines at the top and bottom of a page: which, at the top or not, how far from the edge.
fn edges(lines: &[Line]) -> Vec<(usize, bool, usize)> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| lines[*b].y.total_cmp(&lines[*a].y));
    let top = order.iter().take(EDGE).enumerate().map(|(depth, at)| (*at, true, depth));
    let bottom = order.iter().rev().take(EDGE).enumerate().map(|(depth, at)| (*at, false, depth));
    top.chain(bottom).collect()
}

/// A line's words without its figures.
fn shape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// "3", "- 3 -", "3/5", "Page 3 of 5", "iv".
fn is_number(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 24 {
        return false;
    }
    let parts: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_lowercase).collect();
    let is_figure = |part: &str| part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = |part: &str| parts.len() == 1 && part.len() <= 5 && part.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l'));
    let figures = parts.iter().filter(|part| is_figure(part) || is_roman(part)).count();
    (1..=2).contains(&figures)
        && parts
            .iter()
            .all(|part| is_figure(part) || is_roman(part) || matches!(part.as_str(), "page" | "p" | "of" | "de" | "sur" | "página"))
}

/// The size in which most letters are set.
fn body_size(pages: &[Page]) -> f32 {
    let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        *letters.entry((line.size * 4.0).round() as i32).or_default() += line.text.len();
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size as f32 / 4.0)
}

/// Takes out the footnotes: small lines at the end of a column, from the first that begins with a figure on.
fn without_notes(pages: &mut [Page], size: f32) -> Vec<(u32, Vec<String>)> {
    let mut notes: Vec<(u32, Vec<String>)> = Vec::new();
    for page in pages {
        let regions: BTreeSet<usize> = page.lines.iter().map(|line| line.region).collect();
        for region in regions {
            let of: Vec<usize> = (0..page.lines.len()).filter(|at| page.lines[*at].region == region).collect();
            let small = of.iter().rev().take_while(|at| page.lines[**at].size < 0.93 * size).count();
            let Some(first) = of[of.len() - small..].iter().position(|at| note_mark(&page.lines[*at]).is_some()) else { continue };
            let taken: BTreeSet<usize> = of[of.len() - small + first..].iter().copied().collect();
            for at in &taken {
                let line = &page.lines[*at];
                match (note_mark(line), notes.last_mut()) {
                    (None, Some((_, note))) => note.push(line.text.trim().to_owned()),
                    (mark, _) => notes.push((page.number, vec![mark.unwrap_or_else(|| line.text.clone())])),
                }
            }
            let mut at = 0;
            page.lines.retain(|_| {
                at += 1;
                !taken.contains(&(at - 1))
            });
        }
    }
    notes
}

/// The line of a footnote with its mark in brackets, if it begins one.
fn note_mark(line: &Line) -> Option<String> {
    let text = line.text.trim();
    if line.is_marked {
        return Some(text.to_owned());
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].trim_start();
    let begins = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | 'h'));
    ((1..=3).contains(&digits) && begins).then(|| format!("[{}] {rest}", &text[..digits]))
}

/// The left and right edge of each column.
fn margins(lines: &[(u32, &Line)]) -> BTreeMap<(u32, usize), (f32, f32)> {
    let mut all: BTreeMap<(u32, usize), (f32, f32)> = BTreeMap::new();
    for (page, line) in lines {
        let edge = all.entry((*page, line.region)).or_insert((f32::MAX, f32::MIN));
        *edge = (edge.0.min(line.x0), edge.1.max(line.x1));
    }
    all
}

/// The usual distance of lines by their size.
fn leading(lines: &[(u32, &Line)]) -> BTreeMap<i32, f32> {
    let mut gaps: BTreeMap<i32, Vec<f32>> = BTreeMap::new();
    for pair in lines.windows(2) {
        let ((page, a), (next, b)) = (pair[0], pair[1]);
        let gap = a.y - b.y;
        if page == next && a.region == b.region && gap > 0.0 && (a.size - b.size).abs() < 0.5 && gap < 4.0 * a.size {
            gaps.entry(a.size.round() as i32).or_default().push(gap);
        }
    }
    gaps.into_iter()
        .map(|(size, mut gaps)| {
            gaps.sort_by(f32::total_cmp);
            // Between paragraphs there may be more room, never less.
            (size, gaps[gaps.len() * 2 / 5])
        })
        .collect()
}

fn join(before: (u32, &Line), after: (u32, &Line), margins: &BTreeMap<(u32, usize), (f32, f32)>, leading: &BTreeMap<i32, f32>) -> Join {
    let ((page, a), (next, b)) = (before, after);
    let (left, right) = margins.get(&(page, a.region)).copied().unwrap_or((a.x0, a.x1));
    let size = a.size.max(b.size);
    let ends = ends_sentence(a.text.trim());
    let same_column = page == next && a.region == b.region;
    // A word that would have found room on the line before begins a line on purpose.
    let letters = b.text.chars().count().max(1);
    let first = b.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    let word = (b.x1 - b.x0) * first as f32 / letters as f32;
    let is_short = a.x1 + 0.25 * size + word < right - 0.6 * size;
    let lower = b.text.trim_start().starts_with(char::is_lowercase);
    let broken = a.text.trim_end().ends_with(['-', '\u{ad}', '‐']);
    let resized = (a.size - b.size).abs() > 0.12 * size;
    if (resized && (ends || !lower)) || (is_short && is_salutation(b.text.trim())) {
        return Join::Paragraph;
    }
    if !same_column {
        return match () {
            () if ends => Join::Paragraph,
            () if lower || broken || !is_short => Join::Word,
            () => Join::Paragraph,
        };
    }
    let usual = leading.get(&(a.size.round() as i32)).copied().unwrap_or(1.2 * a.size);
    let gap = a.y - b.y;
    if gap > 1.3 * usual + 0.5 || gap < -0.5 * size {
        return if lower && !ends && !is_short { Join::Word } else { Join::Paragraph };
    }
    let indented = b.x0 > left + 0.8 * size && b.x0 > a.x0 + 0.8 * size;
    if ends && (indented || is_short || is_item(&b.text)) {
        return Join::Paragraph;
    }
    if is_item(&b.text) && (a.text.trim_end().ends_with([':', ';', ',']) || is_short || a.text.ends_with(" and")) {
        return Join::Paragraph;
    }
    if is_short && !lower && !broken { Join::Line } else { Join::Word }
}

/// "1. ", "(a) ", "• ": an item of a list or a numbered paragraph.
fn is_item(text: &str) -> bool {
    let Some((mark, rest)) = text.trim_start().split_once(' ') else { return false };
    let inner = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    let is_mark = inner.len() < mark.len()
        && ((1..=3).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit())
            || inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase())
            || !inner.is_empty() && inner.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X')));
    !rest.trim().is_empty() && (is_mark || matches!(mark, "•" | "-" | "–" | "▪" | "●" | "\u{f0b7}"))
}

/// All words of the lines but those that are broken, in small letters.
fn words(lines: &[(u32, &Line)]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (_, line) in lines {
        let text = line.text.trim();
        let mut parts: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
        if text.ends_with('-') {
            parts.pop();
        }
        all.extend(parts.iter().skip(1).map(|word| word.to_lowercase()));
    }
    all
}

/// First parts of compounds that keep their hyphen.
const FIRST_PARTS: &[&str] = &[
    "capacity",
    "confidence",
    "well",
    "long",
    "short",
    "self",
    "non",
    "multi",
    "rules",
    "rule",
    "open",
    "decision",
    "policy",
    "law",
    "state",
    "peace",
    "cyber",
    "ict",
    "post",
    "pre",
    "cross",
    "full",
    "high",
    "low",
    "inter",
    "sub",
    "co",
    "counter",
    "so",
    "human",
    "people",
    "gender",
    "action",
    "result",
    "evidence",
    "needs",
    "risk",
    "like",
    "far",
    "wide",
    "ever",
    "time",
    "end",
    "public",
    "private",
    "north",
    "south",
    "third",
    "two",
    "politically",
    "legally",
    "demand",
    "vice",
    "ex",
    "anti",
    "pro",
    "semi",
    "quasi",
    "trans",
    "de",
    "re",
    "information",
    "trust",
    "norm",
    "norms",
    "fact",
];

struct Writer {
    flow: Flow,
    page: u32,
    words: BTreeSet<String>,
}

impl Writer {
    fn write(&mut self, line: &str, page: u32, join: Join) {
        let text = &mut self.flow.text;
        if !text.is_empty() {
            match join {
                Join::Paragraph => text.push_str("\n\n"),
                Join::Line => text.push('\n'),
                Join::Word if text.ends_with(['\u{ad}']) => {
                    text.pop();
                }
                Join::Word if text.ends_with(['-', '‐']) => self.mend(line),
                Join::Word => text.push(' '),
            }
        }
        if page != self.page {
            self.page = page;
            self.flow.pages.push(PageStart { at: self.flow.text.len(), page });
        }
        self.flow.text.push_str(line);
    }

    /// Takes the hyphen at the end off, if it only broke a word.
    fn mend(&mut self, line: &str) {
        let text = &mut self.flow.text;
        let mark = if text.ends_with('-') { 1 } else { '‐'.len_utf8() };
        let stem = &text[..text.len() - mark];
        let part = |c: char| c.is_alphanumeric() || c == '-';
        let first = stem.rsplit(|c| !part(c)).next().unwrap_or_default().to_lowercase();
        let second = line.split(|c| !part(c)).next().unwrap_or_default();
        if first.is_empty() {
            // A dash with a space before it.
            text.push(' ');
            return;
        }
        let keeps = {
            let second = second.to_lowercase();
            if self.words.contains(&format!("{first}-{second}")) {
                true
            } else if self.words.contains(&format!("{first}{second}")) {
                false
            } else {
                !line.starts_with(char::is_lowercase)
                    || first.contains('-')
                    || FIRST_PARTS.contains(&first.as_str())
                    || (self.words.contains(&first) && self.words.contains(&second))
            }
        };
        if !keeps {
            let length = text.len() - mark;
            text.truncate(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 12 points, one under the other; those that end early are short.
    fn page(number: u32, lines: &[&str]) -> Page {
        let line = |(at, text): (usize, &&str)| Line {
            text: (*text).to_owned(),
            x0: 72.0,
            x1: 72.0 + 6.0 * text.chars().count() as f32,
            y: 720.0 - 14.0 * at as f32,
            size: 12.0,
            region: 1,
            ..Line::default()
        };
        Page { number, lines: lines.iter().enumerate().map(line).collect() }
    }

    #[test]
    fn pages_become_one_text() {
        let head = "A/AC.290/2021/1";
        let pages = vec![
            page(
                1,
                &[
                    head,
                    "We support the imple-",
                    "mentation of norms and capacity-",
                    "building. We also support the law",
                    "that applies to all States and to",
                    "1/3",
                ],
            ),
            page(2, &[head, "the use of ICTs by everyone here in", "this room.", "Thank you for your attention today.", "2/3"]),
            page(3, &[head, "Yes.", "3/3"]),
        ];
        let flow = flow(pages);
        let expected = "We support the implementation of norms and capacity-building. We also support the law that applies to all States and to \
            the use of ICTs by everyone here in this room.\n\nThank you for your attention today.\n\nYes.\n";
        assert_eq!(flow.text, expected);
        assert_eq!(flow.running_head, [head]);
        let begins: Vec<(u32, &str)> = flow.pages.iter().map(|start| (start.page, &flow.text[start.at..start.at + 3])).collect();
        assert_eq!(begins, [(1, "We "), (2, "the"), (3, "Yes")]);
    }

    #[test]
    fn footnotes_stand_at_the_end() {
        let mut first = page(
            1,
            &["We recall the report[1] and we go on to", "the end of it here.", "1 See resolution 73/27, which says", "more.", "2 Ibid."],
        );
        for line in &mut first.lines[2..] {
            line.size = 9.0;
        }
        let flow = flow(vec![first, page(2, &["We thank you all."])]);
        assert_eq!(
            flow.text,
            "We recall the report[1] and we go on to the end of it here.\n\nWe thank you all.\n\n[1] See resolution 73/27, which says more.\n\n[2] Ibid.\n"
        );
    }

    #[test]
    fn page_numbers_are_told_from_words() {
        for text in ["3", "- 3 -", "3/5", "Page 3 of 5", "iv"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["2019 was good", "Yes.", "I agree", "A/3", ""] {
            assert!(!is_number(text), "{text}");
        }
    }
}
