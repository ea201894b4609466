//! XML → its elements and words, one after the other. Entities that the text itself defines are never expanded.

use super::Budget;
use crate::error::{Error, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A step through the text.
pub(super) enum Step<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The element of that name, without prefix, ends.
    Close(&'a str),
    /// Words.
    Text(&'a str),
}

/// The beginning of an element.
pub(super) struct Element<'a> {
    start: &'a BytesStart<'a>,
    /// Its name, without prefix.
    pub(super) name: &'a str,
}

impl Element<'_> {
    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        all.with_checks(false);
        let found = all.filter_map(std::result::Result::ok).find(|attribute| local(attribute.key.as_ref()) == name)?;
        let raw: &str = found.value.as_ref();
        Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
    }

    /// The attribute `val` of Word's elements.
    pub(super) fn val(&self) -> Option<String> {
        self.attribute("val")
    }
}

/// Steps so often between two looks at the clock.
const LOOK: usize = 4096;

/// Calls `take` for every step of `xml`. Text that is no sound XML is read as far as it is.
///
/// # Errors
/// If `take` fails, or the time is over.
pub(super) fn walk(xml: &str, budget: &Budget, take: &mut dyn FnMut(Step<'_>) -> Result<()>) -> Result<()> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    for count in 0_usize.. {
        if count % LOOK == 0 {
            budget.check_time()?;
        }
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = start.name();
                take(Step::Open(Element { start: &start, name: local(name.as_ref()) }))?;
            }
            Ok(Event::End(end)) => take(Step::Close(local(end.name().as_ref())))?,
            Ok(Event::Text(text)) => take(Step::Text(&text.xml10_content()))?,
            Ok(Event::CData(text)) => take(Step::Text(&text.xml10_content()))?,
            Ok(Event::GeneralRef(name)) => {
                let raw = name.xml10_content();
                let known = match name.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => predefined(&raw),
                };
                if let Some(c) = known {
                    take(Step::Text(c.encode_utf8(&mut [0; 4])))?;
                }
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(cause) => {
                return if count == 0 { Err(Error::new("holds broken XML").caused_by(cause)) } else { Ok(()) };
            }
        }
    }
    Ok(())
}

/// The same without elements of the names in `skipped`, and all that is within them.
///
/// # Errors
/// If `take` fails, or the time is over.
pub(super) fn walk_outside(xml: &str, skipped: &[&str], budget: &Budget, take: &mut dyn FnMut(Step<'_>) -> Result<()>) -> Result<()> {
    let mut depth = 0_usize;
    walk(xml, budget, &mut |step| match &step {
        Step::Open(element) if skipped.contains(&element.name) => {
            depth += 1;
            Ok(())
        }
        Step::Close(name) if skipped.contains(name) => {
            depth = depth.saturating_sub(1);
            Ok(())
        }
        _ if depth > 0 => Ok(()),
        _ => take(step),
    })
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => None,
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn words(xml: &str) -> String {
        let mut out = String::new();
        walk(xml, &Budget::new(Limits::default()), &mut |step| {
            match step {
                Step::Open(element) => out.extend(["<", element.name, &element.val().unwrap_or_default(), ">"]),
                Step::Close(name) => out.extend(["</", name, ">"]),
                Step::Text(text) => out.push_str(text),
            }
            Ok(())
        })
        .unwrap();
        out
    }

    #[test]
    fn elements_and_words_come_in_order() {
        assert_eq!(words("<w:p><w:t w:val='a&amp;b'>x &lt; &#233;</w:t><w:br/></w:p>"), "<p><ta&b>x < é</t><br></br></p>");
    }

    #[test]
    fn entities_of_the_text_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>1&y;&f;2</a>";
        assert_eq!(words(bomb), "<a>12</a>");
    }

    #[test]
    fn broken_text_is_read_as_far_as_it_is() {
        assert_eq!(words("<a>one</b>two<c"), "<a>one</b>two");
    }
}
