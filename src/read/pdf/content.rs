//! What a page draws → the signs on it, each with its place, size and letters. Only what sets text is followed.

use super::filters::{Closed, decoded};
use super::fonts::{Font, deref, get};
use super::lopdf::{Dictionary, Document, Object, ObjectId};
use super::syntax::{Lexer, Token, is_regular, is_space, number};
use crate::error::Result;
use crate::read::Budget;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A sign on a page. The page is turned so that its text runs to the right; y grows upwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// Its letters in [`Glyphs::text`].
    pub(super) letters: (u32, u32),
    /// Where it begins.
    pub(super) x: f32,
    /// The line it stands on.
    pub(super) y: f32,
    /// Where the next one would begin.
    pub(super) end: f32,
    /// The height of its font.
    pub(super) size: f32,
    /// Whether the page says it is no part of its text, as running heads are.
    pub(super) is_artifact: bool,
    turn: u8,
}

/// The signs of a page.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    pub(super) list: Vec<Glyph>,
    pub(super) text: String,
    /// Signs whose letters the font does not tell.
    pub(super) unknown: usize,
    /// Whether the page was too large to be read to its end.
    pub(super) is_cut: bool,
    /// Whether the page draws pictures.
    pub(super) has_pictures: bool,
}

/// Forms may stand in one another so deep.
const DEPTH: usize = 12;

/// Operators, and signs, of one page.
const STEPS: usize = 4_000_000;
const SIGNS: usize = 1_000_000;

/// Bytes of one drawing.
const DRAWING: usize = 32 << 20;

/// Fonts of a document, and those that stand in a page itself.
const FONTS: usize = 2_000;

/// The fonts that have been read.
#[derive(Default)]
pub(super) struct Fonts {
    known: BTreeMap<ObjectId, Rc<Font>>,
    unnamed: usize,
}

type Matrix = [f64; 6];

fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Reads a page.
///
/// # Errors
/// If the budget is used up.
pub(super) fn page(
    document: &Document,
    page: &Dictionary,
    resources: &Dictionary,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<Glyphs> {
    let mut drawing = Vec::new();
    let parts: Vec<&Object> = match get(document, page, b"Contents") {
        Some(Object::Array(parts)) => parts.iter().take(10_000).filter_map(|part| deref(document, part)).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let mut is_cut = false;
    for part in parts {
        let Object::Stream(stream) = part else { continue };
        match decoded(stream, DRAWING.saturating_sub(drawing.len()).min(usize::try_from(budget.left()).unwrap_or(usize::MAX))) {
            Ok(bytes) => {
                budget.take(bytes.len())?;
                drawing.extend_from_slice(&bytes);
                drawing.push(b'\n');
            }
            Err(Closed::TooBig) => {
                if budget.left() < DRAWING as u64 {
                    return Err(budget.too_big());
                }
                is_cut = true;
            }
            Err(Closed::Unread) => {}
        }
    }
    let mut reader = Reader { document, fonts, budget, glyphs: Glyphs { is_cut, ..Glyphs::default() }, steps: 0, artifacts: Vec::new() };
    let state = State { ctm: UNIT, font: None, size: 1.0, spacing: 0.0, word_spacing: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 };
    reader.draw(&drawing, resources, state, 0)?;
    Ok(turned(reader.glyphs))
}

struct Reader<'a> {
    document: &'a Document,
    fonts: &'a mut Fonts,
    budget: &'a mut Budget,
    glyphs: Glyphs,
    steps: usize,
    /// For each mark that is open, whether it marks an artifact.
    artifacts: Vec<bool>,
}

impl Reader<'_> {
    #[expect(clippy::too_many_lines, reason = "one arm an operator")]
    fn draw(&mut self, drawing: &[u8], resources: &Dictionary, state: State, depth: usize) -> Result<()> {
        let mut lexer = Lexer::new(drawing, 0, STEPS);
        let mut held: Vec<Object> = Vec::new();
        let mut saved: Vec<State> = Vec::new();
        let mut state = state;
        let (mut matrix, mut line) = (UNIT, UNIT);
        while let Some(token) = lexer.token() {
            self.steps += 1;
            if self.steps.is_multiple_of(4096) {
                self.budget.check_time()?;
            }
            if self.steps > STEPS || self.glyphs.list.len() > SIGNS || lexer.objects_left == 0 {
                self.glyphs.is_cut = true;
                return Ok(());
            }
            let word = match token {
                Token::Object(object) => {
                    // No operator takes more.
                    if held.len() > 32 {
                        held.clear();
                    }
                    held.push(object);
                    continue;
                }
                Token::Stray => continue,
                Token::Word(word) => word,
            };
            let value = |at: usize| held.get(at).and_then(number).filter(|value| value.is_finite());
            let all = || -> Option<Matrix> { Some([value(0)?, value(1)?, value(2)?, value(3)?, value(4)?, value(5)?]) };
            let string = |at: usize| held.get(at).and_then(|object| object.as_str().ok());
            match word.as_slice() {
                b"q" if saved.len() < 512 => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.ctm = all().map_or(state.ctm, |by| times(&by, &state.ctm)),
                b"BT" => (matrix, line) = (UNIT, UNIT),
                b"Tc" => state.spacing = value(0).unwrap_or(0.0),
                b"Tw" => state.word_spacing = value(0).unwrap_or(0.0),
                b"Tz" => state.stretch = value(0).unwrap_or(100.0) / 100.0,
                b"TL" => state.leading = value(0).unwrap_or(0.0),
                b"Ts" => state.rise = value(0).unwrap_or(0.0),
                b"Tf" => {
                    state.font = held.first().and_then(|name| name.as_name().ok()).and_then(|name| self.font(resources, name));
                    state.size = value(1).unwrap_or(1.0);
                }
                b"Tm" => {
                    if let Some(to) = all() {
                        (matrix, line) = (to, to);
                    }
                }
                b"Td" | b"TD" => {
                    let (x, y) = (value(0).unwrap_or(0.0), value(1).unwrap_or(0.0));
                    if word == b"TD" {
                        state.leading = -y;
                    }
                    line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &line);
                    matrix = line;
                }
                b"T*" => {
                    line = times(&[1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], &line);
                    matrix = line;
                }
                b"'" | b"\"" => {
                    if word == b"\"" {
                        state.word_spacing = value(0).unwrap_or(state.word_spacing);
                        state.spacing = value(1).unwrap_or(state.spacing);
                    }
                    line = times(&[1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], &line);
                    matrix = line;
                    if let Some(bytes) = string(held.len().saturating_sub(1)) {
                        self.show(bytes, &state, &mut matrix);
                    }
                }
                b"Tj" => {
                    if let Some(bytes) = string(0) {
                        self.show(bytes, &state, &mut matrix);
                    }
                }
                b"TJ" => {
                    if let Some(Object::Array(items)) = held.first() {
                        for item in items {
                            if let Object::String(bytes, _) = item {
                                self.show(bytes, &state, &mut matrix);
                            } else if let Some(back) = number(item) {
                                let by = -back / 1000.0 * state.size * state.stretch;
                                matrix = times(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &matrix);
                            }
                        }
                    }
                }
                b"BMC" | b"BDC" if self.artifacts.len() < 1024 => {
                    self.artifacts.push(held.first().and_then(|name| name.as_name().ok()) == Some(b"Artifact"));
                }
                b"EMC" => {
                    self.artifacts.pop();
                }
                b"BI" => {
                    self.glyphs.has_pictures = true;
                    skip_picture(&mut lexer);
                }
                b"Do" => {
                    if let Some(name) = held.first().and_then(|name| name.as_name().ok()) {
                        self.form(name, resources, &state, depth)?;
                    }
                }
                _ => {}
            }
            held.clear();
        }
        Ok(())
    }

    fn form(&mut self, name: &[u8], resources: &Dictionary, state: &State, depth: usize) -> Result<()> {
        let document = self.document;
        let forms = get(document, resources, b"XObject").and_then(|forms| forms.as_dict().ok());
        let Some(Object::Stream(form)) = forms.and_then(|forms| get(document, forms, name)) else { return Ok(()) };
        if form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image") {
            self.glyphs.has_pictures = true;
            return Ok(());
        }
        // A form that draws itself ends here; one that draws others many times, at the bound of steps and bytes.
        if depth >= DEPTH {
            return Ok(());
        }
        let most = DRAWING.min(usize::try_from(self.budget.left()).unwrap_or(usize::MAX));
        let drawing = match decoded(form, most) {
            Ok(drawing) => drawing,
            Err(Closed::TooBig) => {
                self.glyphs.is_cut = true;
                return Ok(());
            }
            Err(Closed::Unread) => return Ok(()),
        };
        self.steps += 1 + drawing.len() / 64;
        let own = get(document, &form.dict, b"Resources").and_then(|own| own.as_dict().ok()).unwrap_or(resources);
        let mut state = state.clone();
        if let Some(Object::Array(matrix)) = get(document, &form.dict, b"Matrix") {
            let values: Vec<f64> = matrix.iter().filter_map(|one| number(deref(document, one)?)).collect();
            if let Ok(matrix) = <Matrix>::try_from(values) {
                state.ctm = times(&matrix, &state.ctm);
            }
        }
        self.draw(&drawing, own, state, depth + 1)
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Option<Rc<Font>> {
        let document = self.document;
        let fonts = get(document, resources, b"Font")?.as_dict().ok()?;
        let entry = fonts.get(name).ok()?;
        if let Object::Reference(id) = entry {
            if let Some(known) = self.fonts.known.get(id) {
                return Some(Rc::clone(known));
            }
        } else {
            self.fonts.unnamed += 1;
        }
        if self.fonts.known.len() + self.fonts.unnamed > FONTS {
            return None;
        }
        let font = Rc::new(Font::read(document, deref(document, entry)?.as_dict().ok()?));
        if let Object::Reference(id) = entry {
            self.fonts.known.insert(*id, Rc::clone(&font));
        }
        Some(font)
    }

    fn show(&mut self, bytes: &[u8], state: &State, matrix: &mut Matrix) {
        let Some(font) = &state.font else { return };
        let width = if font.is_wide { 2 } else { 1 };
        let is_artifact = self.artifacts.contains(&true);
        for code in bytes.chunks_exact(width) {
            let code = code.iter().fold(0_u16, |code, byte| code << 8 | u16::from(*byte));
            let spacing = state.spacing + if code == 32 && width == 1 { state.word_spacing } else { 0.0 };
            let advance = (font.width(code) * state.size + spacing) * state.stretch;
            let place = times(&[1.0, 0.0, 0.0, 1.0, 0.0, state.rise], &times(matrix, &state.ctm));
            let direction = (place[0], place[1]);
            let length = direction.0.hypot(direction.1);
            let size = state.size.abs() * place[2].hypot(place[3]);
            let turn = if direction.0 > 0.98 * length {
                0
            } else if direction.1 > 0.98 * length {
                1
            } else if direction.0 < -0.98 * length {
                2
            } else if direction.1 < -0.98 * length {
                3
            } else {
                4
            };
            let (from, letters) = (self.glyphs.text.len(), font.letters(code));
            if letters.is_empty() {
                self.glyphs.unknown += 1;
            }
            push_letters(&mut self.glyphs.text, letters);
            let (x, y) = (place[4], place[5]);
            let (x, y) = match turn {
                1 => (y, -x),
                2 => (-x, -y),
                3 => (-y, x),
                _ => (x, y),
            };
            let end = x + advance * length;
            let is_sound = [x, y, end, size].iter().all(|value| value.is_finite() && value.abs() < 1e6);
            if is_sound && size > 0.0 && turn < 4 && self.glyphs.list.len() <= SIGNS {
                let letters = (from as u32, self.glyphs.text.len() as u32);
                let glyph = Glyph { letters, x: x as f32, y: y as f32, end: end.max(x) as f32, size: size as f32, is_artifact, turn };
                self.glyphs.list.push(glyph);
            }
            *matrix = times(&[1.0, 0.0, 0.0, 1.0, advance, 0.0], matrix);
        }
    }
}

/// Appends letters, ligatures as the letters they are made of.
fn push_letters(out: &mut String, letters: &str) {
    for c in letters.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{a0}' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// Passes over a picture that stands in the drawing.
fn skip_picture(lexer: &mut Lexer<'_>) {
    while let Some(token) = lexer.token() {
        if matches!(token, Token::Word(word) if word == b"ID") {
            break;
        }
    }
    let mut at = lexer.at;
    while at + 2 < lexer.bytes.len() {
        if is_space(lexer.bytes[at])
            && lexer.bytes[at + 1..].starts_with(b"EI")
            && !lexer.bytes.get(at + 3).copied().is_some_and(is_regular)
        {
            lexer.at = at + 3;
            return;
        }
        at += 1;
    }
    lexer.at = lexer.bytes.len();
}

/// Keeps the signs that run as most do: stamps across the page and notes along its side are no part of the text.
fn turned(mut glyphs: Glyphs) -> Glyphs {
    let mut counts = [0_usize; 4];
    for glyph in &glyphs.list {
        counts[usize::from(glyph.turn)] += 1;
    }
    let most = (0..4_u8).rev().max_by_key(|turn| counts[usize::from(*turn)]).unwrap_or(0);
    glyphs.list.retain(|glyph| glyph.turn == most);
    glyphs
}
