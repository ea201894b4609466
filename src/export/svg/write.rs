//! A scene and places come in, SVG goes out: hulls below, then lines, then boxes, and the legend beside them.

use super::canvas::{number, text_width};
use super::hull::hull;
use super::layout::Place;
use super::scene::{Box, COLORS, Frame, Key, LEADING, LETTERS, Line, Look, Scene};
use crate::error::Result;
use crate::export::xml::Xml;
use std::io;

/// The room around everything.
const MARGIN: f64 = 26.0;
/// How far a hull reaches beyond its boxes.
const PAD: f64 = 9.0;
/// The height of a line of the legend.
const ROW: f64 = 19.0;

/// Draws.
pub(super) fn picture(scene: &Scene, places: &[Place], out: &mut dyn io::Write) -> Result<()> {
    let sizes: Vec<(f64, f64)> = scene.boxes.iter().map(Box::size).collect();
    let legend = scene.keys.iter().map(|key| text_width(key.text(), LETTERS)).fold(0.0, f64::max) + 50.0;
    let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    for ((x, y), (width, height)) in places.iter().zip(&sizes) {
        (left, right) = (left.min(x - width / 2.0), right.max(x + width / 2.0));
        (top, bottom) = (top.min(y - height / 2.0), bottom.max(y + height / 2.0));
    }
    if places.is_empty() {
        (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0);
    }
    let head = 24.0;
    let moved: Vec<Place> = places.iter().map(|(x, y)| (x - left + MARGIN, y - top + MARGIN + head)).collect();
    let wide = (right - left + 3.0 * MARGIN + legend).max(text_width(&scene.title, 15.0) + 2.0 * MARGIN);
    let high = (bottom - top + head).max(ROW * scene.keys.len() as f64 + head) + 2.0 * MARGIN;

    let mut xml = Xml::new(out)?;
    let (width, height) = (number(wide), number(high));
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &width),
            ("height", &height),
            ("viewBox", &format!("0 0 {width} {height}")),
            ("font-family", "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"),
            ("font-size", &number(LETTERS)),
        ],
    )?;
    xml.text("title", &[], &scene.title)?;
    xml.empty("rect", &[("width", "100%"), ("height", "100%"), ("fill", "#FFFFFF")])?;
    xml.text(
        "text",
        &[("x", &number(MARGIN)), ("y", "28"), ("font-size", "15"), ("font-weight", "bold"), ("fill", "#222222")],
        &scene.title,
    )?;
    for group in 0..scene.groups {
        region(scene, &moved, &sizes, group, &mut xml)?;
    }
    // Of many lines each is fainter, so that the boxes stay clear.
    let opacity = if scene.lines.len() > 120 { "0.45" } else { "0.65" };
    xml.open("g", &[("class", "lines"), ("stroke-opacity", opacity), ("fill-opacity", opacity)])?;
    for line in &scene.lines {
        edge(line, &moved, &sizes, &mut xml)?;
    }
    xml.close()?;
    for (at, one) in scene.boxes.iter().enumerate() {
        node(one, moved[at], sizes[at], &mut xml)?;
    }
    let x = right - left + 2.0 * MARGIN;
    for (row, key) in scene.keys.iter().enumerate() {
        explain(key, x, MARGIN + head + ROW * (row as f64 + 0.5), &mut xml)?;
    }
    xml.finish()
}

/// The hull of a group.
fn region(scene: &Scene, places: &[Place], sizes: &[(f64, f64)], group: usize, xml: &mut Xml<'_>) -> Result<()> {
    let members = (0..places.len()).filter(|at| scene.boxes[*at].group == Some(group));
    let corners = members.flat_map(|at| {
        let ((x, y), (width, height)) = (places[at], (sizes[at].0 / 2.0, sizes[at].1 / 2.0));
        [(x - width, y - height), (x + width, y - height), (x + width, y + height), (x - width, y + height)]
    });
    let corners = hull(corners.collect());
    let points: Vec<String> = corners.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    let color = COLORS[group % COLORS.len()];
    // A wide line of the same colour makes the hull reach beyond its boxes, with round corners.
    let stroke = number(2.0 * PAD);
    xml.empty(
        "polygon",
        &[
            ("class", "hull"),
            ("points", &points.join(" ")),
            ("fill", color),
            ("stroke", color),
            ("stroke-width", &stroke),
            ("stroke-linejoin", "round"),
            ("opacity", "0.22"),
        ],
    )
}

/// A line between two boxes; an arrow ends where the box begins.
fn edge(line: &Line, places: &[Place], sizes: &[(f64, f64)], xml: &mut Xml<'_>) -> Result<()> {
    let (from, to) = (places[line.from], places[line.to]);
    let end = if line.arrow { border(from, to, sizes[line.to]) } else { to };
    let (x, y) = (end.0 - from.0, end.1 - from.1);
    let length = (x * x + y * y).sqrt();
    xml.open("g", &[("class", line.class), ("stroke", line.look.color), ("fill", line.look.color)])?;
    xml.text("title", &[], &line.tooltip)?;
    let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(end.0), number(end.1));
    let width = number(line.width);
    let mut settings = vec![("x1", x1.as_str()), ("y1", &y1), ("x2", &x2), ("y2", &y2), ("stroke-width", &width)];
    if !line.look.dashes.is_empty() {
        settings.push(("stroke-dasharray", line.look.dashes));
    }
    xml.empty("line", &settings)?;
    if line.arrow && length > 1.0 {
        xml.empty("polygon", &[("points", &head(end, (x / length, y / length))), ("stroke", "none")])?;
    }
    xml.close()
}

/// The head of an arrow that comes from this direction.
fn head((x, y): Place, (dx, dy): (f64, f64)) -> String {
    let back = (x - 8.0 * dx, y - 8.0 * dy);
    let corner = |side: f64| format!("{},{}", number(back.0 - side * 3.5 * dy), number(back.1 + side * 3.5 * dx));
    format!("{},{} {} {}", number(x), number(y), corner(1.0), corner(-1.0))
}

/// Where the way to the middle of a box meets its border.
fn border(from: Place, to: Place, size: (f64, f64)) -> Place {
    let (x, y) = (from.0 - to.0, from.1 - to.1);
    let part = (size.0 / 2.0 / x.abs().max(1e-9)).min(size.1 / 2.0 / y.abs().max(1e-9)).min(1.0);
    (to.0 + x * part, to.1 + y * part)
}

fn node(one: &Box, (x, y): Place, (width, height): (f64, f64), xml: &mut Xml<'_>) -> Result<()> {
    let of_group = one.group.map(|group| COLORS[group % COLORS.len()]);
    let color = one.color.or(of_group).unwrap_or("#555555");
    xml.open("g", &[("class", "node")])?;
    xml.text("title", &[], &one.tooltip)?;
    let frame = |inset: f64, xml: &mut Xml<'_>| {
        let (left, top) = (number(x - width / 2.0 + inset), number(y - height / 2.0 + inset));
        let (width, height) = (number(width - 2.0 * inset), number(height - 2.0 * inset));
        let round = if one.frame == Frame::Sharp { "0" } else { "5" };
        let line = if one.color.is_some() { "1.8" } else { "1.2" };
        xml.empty(
            "rect",
            &[
                ("x", &left),
                ("y", &top),
                ("width", &width),
                ("height", &height),
                ("rx", round),
                ("fill", "#FFFFFF"),
                ("stroke", color),
                ("stroke-width", line),
            ],
        )
    };
    match one.frame {
        Frame::Title => {}
        Frame::Double => {
            frame(-1.0, xml)?;
            frame(1.5, xml)?;
        }
        Frame::Round | Frame::Sharp => frame(0.0, xml)?,
    }
    let weight = if one.frame == Frame::Title { "bold" } else { "normal" };
    let first = y - LEADING * (one.lines.len() as f64 - 1.0) / 2.0 + LETTERS * 0.36;
    for (row, line) in one.lines.iter().enumerate() {
        let at = number(first + LEADING * row as f64);
        xml.text("text", &[("x", &number(x)), ("y", &at), ("text-anchor", "middle"), ("font-weight", weight), ("fill", "#111111")], line)?;
    }
    xml.close()
}

impl Key {
    fn text(&self) -> &str {
        match self {
            Self::Line(_, _, means) | Self::Frame(_, means) => means,
            Self::Group(_, name) => name,
        }
    }
}

/// A line of the legend.
fn explain(key: &Key, x: f64, y: f64, xml: &mut Xml<'_>) -> Result<()> {
    xml.open("g", &[("class", "legend")])?;
    let swatch = |fill: &str, stroke: &str, opacity: &str, xml: &mut Xml<'_>| {
        let (left, top) = (number(x), number(y - 6.0));
        xml.empty(
            "rect",
            &[
                ("x", &left),
                ("y", &top),
                ("width", "30"),
                ("height", "12"),
                ("rx", "4"),
                ("fill", fill),
                ("stroke", stroke),
                ("stroke-width", "1.8"),
                ("fill-opacity", opacity),
            ],
        )
    };
    match key {
        Key::Line(Look { color, dashes }, arrow, _) => {
            let (x1, x2, y) = (number(x), number(x + 30.0), number(y));
            let mut settings = vec![("x1", x1.as_str()), ("y1", &y), ("x2", &x2), ("y2", &y), ("stroke", color), ("stroke-width", "2.2")];
            if !dashes.is_empty() {
                settings.push(("stroke-dasharray", dashes));
            }
            xml.empty("line", &settings)?;
            if *arrow {
                let tip = y.parse().unwrap_or_default();
                xml.empty("polygon", &[("points", &head((x + 33.0, tip), (1.0, 0.0))), ("fill", color)])?;
            }
        }
        Key::Group(group, _) => {
            let color = COLORS[group % COLORS.len()];
            swatch(color, color, "0.3", xml)?;
        }
        Key::Frame(color, _) => swatch("#FFFFFF", color, "1", xml)?,
    }
    xml.text("text", &[("x", &number(x + 40.0)), ("y", &number(y + LETTERS * 0.36)), ("fill", "#111111")], key.text())?;
    xml.close()
}
