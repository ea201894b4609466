//! The signs of a page → its lines in the order in which they are read: columns one after the other, what spans them between.

use super::content::Glyphs;

/// A line of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// From here to there, and how high; y grows upwards.
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    /// The size of most of its letters.
    pub(super) size: f32,
    /// Lines of one column share it; grows in reading order.
    pub(super) region: usize,
    /// Whether the line begins with a raised figure, which is how footnotes begin.
    pub(super) is_marked: bool,
    /// Whether the page says that it is no part of its text.
    pub(super) is_artifact: bool,
}

/// Signs that follow each other on one line.
#[derive(Debug, Clone)]
struct Chunk {
    text: String,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    is_artifact: bool,
    /// Whether a space stands behind it.
    spaced: bool,
}

/// The lines of a page, in reading order.
pub(super) fn lines(glyphs: &Glyphs) -> Vec<Line> {
    let chunks = chunks(glyphs);
    let mut out = Vec::new();
    let mut region = 0;
    arrange(chunks, 0, &mut region, &mut out);
    out
}

/// A gap of this part of the size is a space between words.
const SPACE: f32 = 0.15;

/// A gap of so many sizes parts what stands in different columns.
const GAP: f32 = 1.6;

fn chunks(glyphs: &Glyphs) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let mut reached = 0.0;
    let mut last: Option<(f32, f32, &str)> = None;
    for glyph in &glyphs.list {
        let letters = &glyphs.text[glyph.letters.0 as usize..glyph.letters.1 as usize];
        let is_space = letters.chars().all(char::is_whitespace) && !letters.is_empty();
        // Bold letters may be drawn twice.
        let is_double = last.is_some_and(|(x, y, text)| {
            !is_space && text == letters && (x - glyph.x).abs() < 0.08 * glyph.size && (y - glyph.y).abs() < 0.08 * glyph.size
        });
        if is_double || (letters.is_empty() && glyph.end <= glyph.x) {
            continue;
        }
        last = Some((glyph.x, glyph.y, letters));
        if let Some(chunk) = out.last_mut() {
            let size = chunk.size.max(glyph.size);
            let same_line = (glyph.y - chunk.y).abs() < 0.12 * size && (glyph.size - chunk.size).abs() < 0.25 * size;
            let follows = glyph.x > reached - 0.5 * size && glyph.x < chunk.x1 + GAP * size;
            if same_line && follows && chunk.is_artifact == glyph.is_artifact {
                if is_space {
                    chunk.spaced = true;
                } else if !letters.is_empty() {
                    if (chunk.spaced || glyph.x > reached + SPACE * size) && !chunk.text.ends_with(' ') {
                        chunk.text.push(' ');
                    }
                    chunk.spaced = false;
                    chunk.text.push_str(letters);
                    chunk.x1 = glyph.end;
                }
                reached = glyph.end;
                continue;
            }
            if is_space {
                // A space that begins a stretch stands behind the one before.
                if (glyph.y - chunk.y).abs() < 0.6 * size {
                    chunk.spaced = true;
                }
                continue;
            }
        }
        if is_space || letters.is_empty() {
            continue;
        }
        reached = glyph.end;
        let (x0, x1) = (glyph.x, glyph.end);
        out.push(Chunk { text: letters.to_owned(), x0, x1, y: glyph.y, size: glyph.size, is_artifact: glyph.is_artifact, spaced: false });
    }
    out
}

/// Columns may stand in one another so deep.
const DEPTH: usize = 4;

/// Appends the lines of `chunks` in reading order.
fn arrange(chunks: Vec<Chunk>, depth: usize, region: &mut usize, out: &mut Vec<Line>) {
    let Some(gutter) = (depth < DEPTH).then(|| gutter(&chunks)).flatten() else {
        *region += 1;
        rows(chunks, *region, out);
        return;
    };
    // What crosses the gutter parts the page into bands; in each, the left column comes before the right.
    let (mut crossing, mut sides): (Vec<Chunk>, Vec<Chunk>) = chunks.into_iter().partition(|chunk| chunk.x0 < gutter && chunk.x1 > gutter);
    crossing.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut at = 0;
    loop {
        let top = crossing.get(at).map_or(f32::NEG_INFINITY, |chunk| chunk.y + 0.5 * chunk.size);
        let (band, below): (Vec<Chunk>, Vec<Chunk>) = sides.into_iter().partition(|chunk| chunk.y > top);
        sides = below;
        if !band.is_empty() {
            let (left, right): (Vec<Chunk>, Vec<Chunk>) = band.into_iter().partition(|chunk| chunk.x1 <= gutter);
            for side in [left, right] {
                if !side.is_empty() {
                    arrange(side, depth + 1, region, out);
                }
            }
        }
        if at == crossing.len() {
            return;
        }
        // Rows that cross, up to the next row of the columns, with what stands beside them.
        let next = sides
            .iter()
            .filter(|chunk| !crossing.iter().any(|wide| same_row(wide, chunk)))
            .map(|chunk| chunk.y)
            .fold(f32::NEG_INFINITY, f32::max);
        let mut wide = Vec::new();
        while let Some(chunk) = crossing.get(at).filter(|chunk| wide.is_empty() || chunk.y > next) {
            wide.push(chunk.clone());
            at += 1;
        }
        let (beside, rest): (Vec<Chunk>, Vec<Chunk>) = sides.into_iter().partition(|chunk| wide.iter().any(|wide| same_row(wide, chunk)));
        sides = rest;
        wide.extend(beside);
        *region += 1;
        rows(wide, *region, out);
    }
}

fn same_row(one: &Chunk, other: &Chunk) -> bool {
    (one.y - other.y).abs() < 0.45 * one.size.max(other.size)
}

/// Where two columns part, if the page has columns: a strip free of text but for a few wide lines, with full lines on both sides.
fn gutter(chunks: &[Chunk]) -> Option<f32> {
    const BINS: usize = 256;
    /// A column has at least so many lines.
    const LINES: usize = 4;
    if chunks.len() < 2 * LINES {
        return None;
    }
    let (x0, x1) = chunks.iter().fold((f32::MAX, f32::MIN), |(x0, x1), chunk| (x0.min(chunk.x0), x1.max(chunk.x1)));
    let width = x1 - x0;
    if width <= 0.0 || !width.is_finite() {
        return None;
    }
    let bin = |x: f32| (((x - x0) / width * BINS as f32) as usize).min(BINS);
    let mut covered = vec![0_usize; BINS + 1];
    for chunk in chunks {
        // Letters lean over their ends; a sign narrower than that still covers its place.
        let from = bin(chunk.x0 + 1.0);
        let to = bin((chunk.x1 - 1.0).max(chunk.x0)).max(from);
        for count in &mut covered[from..=to] {
            *count += 1;
        }
    }
    let centre = BINS / 5..BINS - BINS / 5;
    let least = covered[centre.clone()].iter().min().copied()?;
    // The widest strip that few lines cross (a running head and a page number may); in it, the widest part that fewest cross.
    let few = least + 2 + chunks.len() / 40;
    let strip = widest(&covered, centre, few);
    let fewest = covered[strip.clone()].iter().min().copied()?;
    let best = widest(&covered, strip.clone(), fewest);
    let mut sizes: Vec<f32> = chunks.iter().map(|chunk| chunk.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes[sizes.len() / 2];
    if (strip.len() as f32) * width / (BINS as f32) < 0.7 * size {
        return None;
    }
    let gutter = x0 + (best.start + best.end) as f32 / 2.0 / BINS as f32 * width;
    let left: Vec<&Chunk> = chunks.iter().filter(|chunk| chunk.x1 <= gutter).collect();
    let right: Vec<&Chunk> = chunks.iter().filter(|chunk| chunk.x0 >= gutter).collect();
    let crossing = chunks.len() - left.len() - right.len();
    let is_column = |side: &[&Chunk], from: f32, to: f32| {
        let mut widths: Vec<f32> = side.iter().map(|chunk| chunk.x1 - chunk.x0).collect();
        widths.sort_by(f32::total_cmp);
        // Numbers beside a text, and the cells of a table, are no column of running text.
        side.len() >= LINES && widths[widths.len() / 2] > 0.45 * (to - from)
    };
    let is_page = crossing <= (left.len() + right.len()) && is_column(&left, x0, gutter) && is_column(&right, gutter, x1);
    let overlap = {
        let range = |side: &[&Chunk]| side.iter().fold((f32::MAX, f32::MIN), |(low, high), chunk| (low.min(chunk.y), high.max(chunk.y)));
        let (left, right) = if is_page { (range(&left), range(&right)) } else { ((0.0, 0.0), (0.0, 0.0)) };
        left.1.min(right.1) - left.0.max(right.0)
    };
    (is_page && overlap > 3.0 * size).then_some(gutter)
}

/// The longest run of bins within `among` that at most `most` lines cover.
fn widest(covered: &[usize], among: std::ops::Range<usize>, most: usize) -> std::ops::Range<usize> {
    let (mut best, mut start) = (among.start..among.start, among.start);
    for at in among {
        if covered[at] > most {
            start = at + 1;
        } else if at + 1 - start > best.len() {
            best = start..at + 1;
        }
    }
    best
}

/// Appends the lines of one column, from the top.
fn rows(mut chunks: Vec<Chunk>, region: usize, out: &mut Vec<Line>) {
    chunks.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut row: Vec<Chunk> = Vec::new();
    for chunk in chunks {
        // The largest sign of a row says where it stands.
        let fits = row.iter().max_by(|a, b| a.size.total_cmp(&b.size)).is_none_or(|largest| same_row(largest, &chunk));
        if !fits {
            out.extend(line(std::mem::take(&mut row), region));
        }
        row.push(chunk);
    }
    out.extend(line(row, region));
}

fn line(mut row: Vec<Chunk>, region: usize) -> Option<Line> {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    // The size in which most letters are set, and where those stand.
    let main = row.iter().max_by_key(|chunk| chunk.text.len())?.clone();
    let mut line = Line { x0: row.first()?.x0, x1: main.x1, y: main.y, size: main.size, region, ..Line::default() };
    line.is_artifact = row.iter().all(|chunk| chunk.is_artifact);
    let (mut end, mut spaced) = (f32::MAX, false);
    for chunk in &row {
        let text = chunk.text.trim();
        let is_raised = chunk.size < 0.85 * main.size && chunk.y > main.y + 0.1 * main.size;
        let is_mark = is_raised && (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_mark {
            line.is_marked |= line.text.is_empty();
            line.text.extend(["[", text, "]"]);
        } else {
            let wide = chunk.x0 > end + SPACE * chunk.size.min(main.size);
            // "[1] See": the text of a footnote stands apart from its mark.
            let after_mark = line.is_marked && line.text.ends_with(']') && line.text.len() <= 5;
            if (wide || spaced || after_mark) && !line.text.is_empty() && !line.text.ends_with(' ') {
                line.text.push(' ');
            }
            line.text.push_str(text);
        }
        (end, spaced) = (chunk.x1, chunk.spaced || chunk.text.ends_with(' '));
        line.x1 = line.x1.max(chunk.x1);
    }
    (!line.text.trim().is_empty()).then_some(line)
}
