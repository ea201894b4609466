//! Elements come in one by one, well-formed XML 1.0 goes out.

use super::unwritten;
use crate::error::Result;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;
use std::io;

/// A name and its value.
pub(super) type Setting<'a> = (&'a str, &'a str);

/// A document being written.
pub(super) struct Xml<'o> {
    writer: Writer<io::BufWriter<&'o mut dyn io::Write>>,
    open: Vec<String>,
}

impl<'o> Xml<'o> {
    /// Begins a document with its declaration.
    pub(super) fn new(out: &'o mut dyn io::Write) -> Result<Self> {
        // Writers from outside need not be buffered, and XML is written in small pieces.
        let mut xml = Self { writer: Writer::new_with_indent(io::BufWriter::new(out), b' ', 1), open: Vec::new() };
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(xml)
    }

    /// Begins an element, up to `close`.
    pub(super) fn open(&mut self, name: &str, settings: &[Setting<'_>]) -> Result<()> {
        self.put(Event::Start(start(name, settings)))?;
        self.open.push(name.to_owned());
        Ok(())
    }

    /// Ends the element that was opened last.
    pub(super) fn close(&mut self) -> Result<()> {
        match self.open.pop() {
            Some(name) => self.put(Event::End(BytesEnd::new(name))),
            None => Ok(()),
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, settings: &[Setting<'_>]) -> Result<()> {
        self.put(Event::Empty(start(name, settings)))
    }

    /// An element with text in it.
    pub(super) fn text(&mut self, name: &str, settings: &[Setting<'_>], text: &str) -> Result<()> {
        self.put(Event::Start(start(name, settings)))?;
        self.put(Event::Text(BytesText::new(&allowed(text))))?;
        self.put(Event::End(BytesEnd::new(name)))
    }

    /// Ends the document, with all elements that are open.
    pub(super) fn finish(mut self) -> Result<()> {
        while !self.open.is_empty() {
            self.close()?;
        }
        let mut out = self.writer.into_inner();
        io::Write::write_all(&mut out, b"\n").and_then(|()| io::Write::flush(&mut out)).map_err(unwritten)
    }

    fn put(&mut self, event: Event<'_>) -> Result<()> {
        self.writer.write_event(event).map_err(unwritten)
    }
}

fn start<'a>(name: &'a str, settings: &'a [Setting<'a>]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in settings {
        element.push_attribute((*name, allowed(value).as_ref()));
    }
    element
}

/// XML cannot hold most control characters, not even escaped: the replacement character stands for them.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let wrong = |letter: char| matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(wrong) { text.replace(wrong, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_comes_in_reads_back() {
        let hostile = "say \"no\" & 'yes' <b>;\r\n\t]]> \\ 🕊 \u{1}";
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out).unwrap();
        xml.open("a", &[("b", hostile)]).unwrap();
        xml.text("c", &[], hostile).unwrap();
        xml.empty("d", &[]).unwrap();
        xml.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        let escaped = "say &quot;no&quot; &amp; &apos;yes&apos; &lt;b&gt;;&#13;\n\t]]&gt; \\ 🕊 \u{fffd}";
        assert!(text.contains(&format!("<c>{escaped}</c>")), "{text}");
        assert!(text.contains(";&#13;&#10;&#9;]]"), "{text}");
        assert!(text.ends_with("<d/>\n</a>\n"), "{text}");
    }
}
