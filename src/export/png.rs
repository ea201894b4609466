//! The picture as PNG: the SVG of the same view, drawn here.
//!
//! The fonts come with the program (Ubuntu Light, Hack, and Noto Emoji for signs), so that the picture is the same on every machine, also on
//! one without fonts. A label with letters that they do not hold is refused: nothing is drawn that cannot be read.

use super::svg::Svg;
use super::{Format, View, unwritten};
use crate::error::{Error, Result};
use epaint_default_fonts::{HACK_REGULAR, NOTO_EMOJI_REGULAR, UBUNTU_LIGHT};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Group, Node, Options, Tree};
use std::collections::BTreeSet;
use std::io;

/// The picture in pixels.
pub(super) struct Png;

impl Format for Png {
    fn name(&self) -> &'static str {
        "png"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["png"]
    }

    fn summary(&self) -> &'static str {
        "The same picture in pixels, for slides and documents, with fonts of its own."
    }

    fn is_drawing(&self) -> bool {
        true
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let mut svg = Vec::new();
        Svg.write(view, &mut svg)?;
        let bytes = drawn(&svg)?;
        out.write_all(&bytes).and_then(|()| out.flush()).map_err(unwritten)
    }
}

/// Pixels for each unit of the SVG, so that letters are sharp.
const SCALE: f32 = 2.0;

/// No picture is wider or higher, in pixels.
const MOST: f32 = 16_000.0;

/// The bytes of a PNG.
fn drawn(svg: &[u8]) -> Result<Vec<u8>> {
    let undrawn = |what: &str| Error::new(format!("the picture could not be drawn: {what}")).hint("use --format svg");
    let mut options = Options { font_family: FAMILY.to_owned(), ..Options::default() };
    let fonts = options.fontdb_mut();
    for font in [UBUNTU_LIGHT, HACK_REGULAR, NOTO_EMOJI_REGULAR] {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    let tree = Tree::from_data(svg, &options).map_err(|error| undrawn(&error.to_string()))?;
    let mut missing = BTreeSet::new();
    unread(tree.root(), &mut missing);
    if !missing.is_empty() {
        let letters: String = missing.into_iter().take(20).collect();
        return Err(Error::new(format!("the fonts for PNG do not hold these letters of labels: `{letters}`"))
            .hint("use --format svg, which is shown with the fonts of the machine"));
    }
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min(MOST / width.max(height));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 < size ≤ 16,000")]
    let [wide, high] = [width, height].map(|length| ((length * scale).ceil() as u32).max(1));
    let mut pixels = Pixmap::new(wide, high).ok_or_else(|| undrawn("it has no size"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| undrawn(&error.to_string()))
}

/// The family of the font of labels.
const FAMILY: &str = "Ubuntu";

/// Letters of which there is no drawing.
fn unread(group: &Group, missing: &mut BTreeSet<char>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => unread(inner, missing),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                missing.extend(glyphs.filter(|glyph| glyph.id.0 == 0).flat_map(|glyph| glyph.text.chars()));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(label: &str) -> Result<Vec<u8>> {
        drawn(
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20' font-family='Helvetica, sans-serif'>\
                 <text x='2' y='14'>{label}</text></svg>"
            )
            .as_bytes(),
        )
    }

    /// How many pixels have any colour.
    fn ink(png: &[u8]) -> usize {
        let pixels = Pixmap::decode_png(png).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (180, 40));
        pixels.pixels().iter().filter(|pixel| pixel.alpha() > 0).count()
    }

    #[test]
    fn a_label_is_drawn_on_any_machine_and_one_without_glyphs_is_refused() {
        let drawn = picture("Côte d’Ivoire").unwrap();
        assert!(ink(&drawn) > 200, "{}", ink(&drawn));
        assert_eq!(drawn, picture("Côte d’Ivoire").unwrap());
        let error = picture("中 China").unwrap_err().to_string();
        assert!(error.contains("`中`") && error.contains("svg"), "{error}");
    }
}
