//! Builds the same statement in every format that is read: as files, from words of our own.

#![allow(clippy::format_collect, clippy::assigning_clones, reason = "short ways to build small files")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

/// A piece of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A line of the title block.
    Title(String),
    /// The heading of a section.
    Heading(String),
    /// A paragraph.
    Text(String),
}

/// A statement: its pieces, and a footnote to one of them.
#[derive(Debug, Clone)]
pub struct Statement {
    pub blocks: Vec<Block>,
    /// The piece that has the footnote at its end, and its words.
    pub note: Option<(usize, String)>,
    /// What stands at the head of every page.
    pub head: String,
}

impl Statement {
    /// A statement from a text of which the first `body` bytes are the title block.
    pub fn parse(text: &str, body: usize) -> Self {
        let mut blocks = Vec::new();
        for line in text[..body].lines() {
            let bare = bare(line);
            if !bare.is_empty() {
                blocks.push(Block::Title(bare));
            }
        }
        for block in text[body..].split("\n\n") {
            let is_heading = block.trim_start().starts_with('#')
                || (block.trim().starts_with("**") && block.trim().ends_with("**") && !block.trim().contains('\n'));
            let mut joined = String::new();
            for line in block.lines().map(bare).filter(|line| !line.is_empty()) {
                match joined.strip_suffix('-').filter(|_| line.starts_with(char::is_lowercase)) {
                    Some(stem) => joined = format!("{stem}{line}"),
                    None if joined.is_empty() => joined = line,
                    None => joined = format!("{joined} {line}"),
                }
            }
            let joined = joined.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_paper = joined.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | ' '))
                || joined.starts_with('[')
                || joined.starts_with("(END");
            if !joined.is_empty() && !is_paper {
                blocks.push(if is_heading { Block::Heading(joined) } else { Block::Text(joined) });
            }
        }
        let long = |block: &Block| matches!(block, Block::Text(text) if text.len() > 120 && text.ends_with('.'));
        let at = blocks.iter().position(long);
        let words = "See the report of the Group, in which others hold that a new legally binding instrument is needed.".to_owned();
        Self { note: at.map(|at| (at, words)), blocks, head: "Working Group on the security of ICTs, sixth session".to_owned() }
    }

    fn words(&self, at: usize) -> String {
        let text = match &self.blocks[at] {
            Block::Title(text) | Block::Heading(text) | Block::Text(text) => text.clone(),
        };
        if self.note.as_ref().is_some_and(|(place, _)| *place == at) { format!("{text}[1]") } else { text }
    }

    /// Plain text.
    pub fn txt(&self) -> Vec<u8> {
        let mut out = String::new();
        for (at, block) in self.blocks.iter().enumerate() {
            let gap =
                if matches!(block, Block::Title(_)) && matches!(self.blocks.get(at + 1), Some(Block::Title(_))) { "\n" } else { "\n\n" };
            let _ = write!(out, "{}{gap}", self.words(at));
        }
        if let Some((_, note)) = &self.note {
            let _ = writeln!(out, "[1] {note}");
        }
        out.into_bytes()
    }

    /// Markdown.
    pub fn md(&self) -> Vec<u8> {
        let mut out = String::new();
        for (at, block) in self.blocks.iter().enumerate() {
            let words = self.words(at);
            let _ = match block {
                Block::Title(_) => write!(out, "**{words}**\n\n"),
                Block::Heading(_) => write!(out, "## {words}\n\n"),
                Block::Text(_) => write!(out, "{words}\n\n"),
            };
        }
        if let Some((_, note)) = &self.note {
            let _ = writeln!(out, "[1] {note}");
        }
        out.into_bytes()
    }

    /// A web page with all that surrounds a statement.
    pub fn html(&self) -> Vec<u8> {
        let mut out = String::from(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Mission</title><script>var a = '<p>We support a treaty.</p>';</script></head><body>\n\
             <div class=\"cookie-notice\"><p>We believe that cookies are essential and we support their use.</p><button>Accept</button></div>\n\
             <header><a href=\"/\">Permanent Mission</a></header><nav><ul><li><a href=\"/a\">About us</a></li><li><a href=\"/b\">Statements</a></li></ul></nav>\n\
             <ul class=\"lang-switch\"><li><a href=\"/fr\">Français</a></li><li><a href=\"/es\">Español</a></li></ul>\n<main>\n",
        );
        for (at, block) in self.blocks.iter().enumerate() {
            let words = escaped(&self.words(at));
            // Long lines are broken as editors break them.
            let wrapped = words
                .split(' ')
                .enumerate()
                .map(|(at, word)| {
                    format!(
                        "{}{word}",
                        if at == 0 {
                            ""
                        } else if at % 12 == 0 {
                            "\n    "
                        } else {
                            " "
                        }
                    )
                })
                .collect::<String>();
            let _ = match block {
                Block::Title(_) => writeln!(out, "<p class=\"title\"><strong>{wrapped}</strong></p>"),
                Block::Heading(_) => writeln!(out, "<h2>{wrapped}</h2>"),
                Block::Text(_) => writeln!(out, "<p>{wrapped}</p>"),
            };
        }
        if let Some((_, note)) = &self.note {
            let _ = writeln!(out, "<p><small>[1] {}</small></p>", escaped(note));
        }
        out.push_str("</main><footer><p>We urge you to contact the webmaster.</p></footer></body></html>\n");
        out.into_bytes()
    }

    /// A Word document with a header, a footer, a footnote and a tracked deletion.
    pub fn docx(&self) -> Vec<u8> {
        let mut body = String::new();
        for (at, block) in self.blocks.iter().enumerate() {
            let text = match block {
                Block::Title(text) | Block::Heading(text) | Block::Text(text) => escaped(text),
            };
            let style = if matches!(block, Block::Heading(_)) { "<w:pPr><w:pStyle w:val=\"H2\"/></w:pPr>" } else { "" };
            // Word cuts a paragraph into runs anywhere.
            let cut = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
            let cut = text[..cut].rfind(' ').unwrap_or(0);
            let note =
                if self.note.as_ref().is_some_and(|(place, _)| *place == at) { "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" } else { "" };
            let _ = write!(
                body,
                "<w:p>{style}<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:del><w:r><w:delText>We oppose all of this. </w:delText></w:r></w:del>\
                 <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>{note}</w:p>",
                &text[..cut],
                &text[cut..]
            );
        }
        let open = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        let note = self.note.as_ref().map_or(String::new(), |(_, note)| escaped(note));
        zipped(&[
            ("[Content_Types].xml", format!("{open}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>").as_bytes()),
            ("_rels/.rels", format!("{open}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>").as_bytes()),
            ("word/document.xml", format!("{open}<w:document {space}><w:body>{body}<w:sectPr/></w:body></w:document>").as_bytes()),
            ("word/styles.xml", format!("{open}<w:styles {space}><w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style></w:styles>").as_bytes()),
            ("word/header1.xml", format!("{open}<w:hdr {space}><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:hdr>", escaped(&self.head)).as_bytes()),
            ("word/footnotes.xml", format!("{open}<w:footnotes {space}><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> {note}</w:t></w:r></w:p></w:footnote></w:footnotes>").as_bytes()),
        ])
    }

    /// An OpenDocument text with a header, a page number, a footnote, and one or two columns.
    pub fn odt(&self, columns: usize) -> Vec<u8> {
        let mut body = String::new();
        for (at, block) in self.blocks.iter().enumerate() {
            let text = match block {
                Block::Title(text) | Block::Heading(text) | Block::Text(text) => escaped(text),
            };
            let note = match &self.note {
                Some((place, note)) if *place == at => format!(
                    "<text:note text:id=\"n1\" text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p text:style-name=\"Note\">{}</text:p></text:note-body></text:note>",
                    escaped(note)
                ),
                _ => String::new(),
            };
            let _ = match block {
                Block::Title(_) => write!(body, "<text:p text:style-name=\"Center\">{text}{note}</text:p>"),
                Block::Heading(_) => write!(body, "<text:h text:style-name=\"Section\" text:outline-level=\"2\">{text}{note}</text:h>"),
                Block::Text(_) => write!(body, "<text:p text:style-name=\"Body\">{text}{note}</text:p>"),
            };
        }
        let spaces = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" office:version=\"1.2\"";
        let open = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        let font = |size: usize, more: &str| {
            format!(
                "<style:text-properties style:font-name=\"Liberation Serif\" fo:font-family=\"Liberation Serif\" fo:font-size=\"{size}pt\" {more}/>"
            )
        };
        let styles = format!(
            "{open}<office:document-styles {spaces}><office:styles>\
             <style:style style:name=\"Body\" style:family=\"paragraph\"><style:paragraph-properties fo:text-align=\"justify\" fo:margin-bottom=\"0.2cm\"/>{}</style:style>\
             <style:style style:name=\"Center\" style:family=\"paragraph\"><style:paragraph-properties fo:text-align=\"center\"/>{}</style:style>\
             <style:style style:name=\"Section\" style:family=\"paragraph\"><style:paragraph-properties fo:margin-top=\"0.3cm\" fo:margin-bottom=\"0.2cm\" fo:keep-with-next=\"always\"/>{}</style:style>\
             <style:style style:name=\"Note\" style:family=\"paragraph\">{}</style:style>\
             <style:style style:name=\"Raised\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
             <text:notes-configuration text:note-class=\"footnote\" text:citation-style-name=\"Raised\" text:citation-body-style-name=\"Raised\" style:num-format=\"1\"/></office:styles>\
             <office:automatic-styles><style:page-layout style:name=\"L\"><style:page-layout-properties fo:page-width=\"21cm\" fo:page-height=\"29.7cm\" fo:margin-top=\"2cm\" fo:margin-bottom=\"2cm\" fo:margin-left=\"2.5cm\" fo:margin-right=\"2.5cm\"><style:columns fo:column-count=\"{columns}\" fo:column-gap=\"0.8cm\"/></style:page-layout-properties>\
             <style:header-style><style:header-footer-properties fo:min-height=\"1cm\" fo:margin-bottom=\"0.5cm\"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height=\"1cm\" fo:margin-top=\"0.5cm\"/></style:footer-style></style:page-layout></office:automatic-styles>\
             <office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"L\"><style:header><text:p>{}</text:p></style:header><style:footer><text:p>Page <text:page-number text:select-page=\"current\">1</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>",
            font(12, ""),
            font(12, "fo:font-weight=\"bold\""),
            font(13, "fo:font-weight=\"bold\""),
            font(10, ""),
            escaped(&self.head),
        );
        let content = format!(
            "{open}<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        let manifest = format!(
            "{open}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/><manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
        );
        zipped(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
            ("styles.xml", styles.as_bytes()),
            ("META-INF/manifest.xml", manifest.as_bytes()),
        ])
    }

    /// A mail with the text in quoted-printable, and the same as a page beside it.
    pub fn eml(&self) -> Vec<u8> {
        let mut body = String::new();
        for (at, byte) in self.txt().iter().enumerate() {
            match byte {
                b'\n' => body.push_str("\r\n"),
                b' '..=b'~' if *byte != b'=' => body.push(char::from(*byte)),
                _ => {
                    let _ = write!(body, "={byte:02X}");
                }
            }
            if at % 70 == 69 && *byte != b'\n' {
                body.push_str("=\r\n");
            }
        }
        format!(
            "From: Permanent Mission <mission@example.org>\r\nTo: Secretariat <office@example.org>\r\nSubject: Statement\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/alternative; boundary=\"=_b\"\r\n\r\n--=_b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}\r\n\
             --=_b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The same.</p>\r\n--=_b--\r\n"
        )
        .into_bytes()
    }

    /// A PDF of our own making: Helvetica, words broken at the ends of lines, header, page numbers, footnote.
    pub fn pdf(&self, columns: usize) -> Vec<u8> {
        let (left, right, top, bottom, gap) = (72.0, 523.0, 740.0, 110.0, 20.0);
        let width = (right - left - gap * (columns as f64 - 1.0)) / columns as f64;
        let mut pages: Vec<String> = vec![String::new()];
        let (mut column, mut y) = (0, top);
        let mut note_due = None;
        for at in 0..self.blocks.len() {
            let is_noted = self.note.as_ref().is_some_and(|(place, _)| *place == at);
            let text = match &self.blocks[at] {
                Block::Title(text) | Block::Heading(text) | Block::Text(text) => text.clone(),
            };
            let lines = wrapped(&text, width, 11.0);
            let count = lines.len();
            for (number, line) in lines.into_iter().enumerate() {
                if y < bottom {
                    column += 1;
                    y = top;
                    if column == columns {
                        column = 0;
                        pages.push(String::new());
                    }
                }
                let x = left + (width + gap) * column as f64;
                let page = pages.last_mut().unwrap();
                let _ = writeln!(page, "BT /F1 11 Tf {x:.2} {y:.2} Td ({}) Tj ET", literal(&line));
                if is_noted && number + 1 == count {
                    let end = x + measured(&line, 11.0);
                    let _ = writeln!(page, "BT /F1 6.5 Tf {end:.2} {:.2} Td (1) Tj ET", y + 4.0);
                    note_due = self.note.as_ref().map(|(_, words)| (pages.len() - 1, column, words.clone()));
                }
                y -= 13.5;
            }
            y -= 7.0;
        }
        if let Some((page, column, words)) = note_due {
            let x = left + (width + gap) * column as f64;
            let mut y = 96.0;
            let _ = writeln!(pages[page], "BT /F1 5 Tf {x:.2} {:.2} Td (1) Tj ET", y + 3.0);
            for line in wrapped(&words, width - 8.0, 8.5) {
                let _ = writeln!(pages[page], "BT /F1 8.5 Tf {:.2} {y:.2} Td ({}) Tj ET", x + 6.0, literal(&line));
                y -= 10.0;
            }
        }
        let count = pages.len();
        for (at, page) in pages.iter_mut().enumerate() {
            let _ =
                writeln!(page, "BT /F1 9 Tf 72 790 Td ({}) Tj ET\nBT /F1 9 Tf 290 40 Td ({}/{count}) Tj ET", literal(&self.head), at + 1);
        }
        pdf_of(&pages)
    }
}

/// A PDF of pages that draw these things in Helvetica (`/F1`).
pub fn pdf_of(pages: &[String]) -> Vec<u8> {
    let kids = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect::<Vec<_>>().join(" ");
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
                5 + 2 * at
            )
            .into_bytes(),
        );
        let bytes: Vec<u8> = page.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        objects.push([format!("<< /Length {} >>\nstream\n", bytes.len()).into_bytes(), bytes, b"\nendstream".to_vec()].concat());
    }
    pdf_file(&objects)
}

/// A PDF file of these objects, the first of which is its catalog.
pub fn pdf_file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).into_bytes());
    out
}

/// A zip archive of these files.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn bare(line: &str) -> String {
    line.replace("**", "").trim().trim_start_matches(['#', '*', '_', ' ']).trim_end_matches(['*', '_', ' ']).to_owned()
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A text as a PDF string in `WinAnsiEncoding`, one character a byte.
fn literal(text: &str) -> String {
    let byte = |c: char| match c {
        '‘' => '\u{91}',
        '’' => '\u{92}',
        '“' => '\u{93}',
        '”' => '\u{94}',
        '–' => '\u{96}',
        '—' => '\u{97}',
        '…' => '\u{85}',
        c => c,
    };
    text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)").chars().map(byte).collect()
}

/// The widths of Helvetica from the space on.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
    278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
    556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

fn measured(text: &str, size: f64) -> f64 {
    let width = |c: char| match c {
        ' '..='~' => WIDTHS[c as usize - 32],
        '‘' | '’' => 222,
        '“' | '”' => 333,
        '—' | '…' => 1000,
        _ => 556,
    };
    text.chars().map(|c| f64::from(width(c)) * size / 1000.0).sum()
}

/// The text in lines, long words broken with a hyphen.
fn wrapped(text: &str, width: f64, size: f64) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if measured(&longer, size) <= width {
            line = longer;
            continue;
        }
        let half = word.len() / 2;
        let is_plain = word.len() >= 10 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_plain && measured(&format!("{line} {}-", &word[..half]), size) <= width {
            lines.push(format!("{line} {}-", &word[..half]));
            line = word[half..].to_owned();
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty());
    lines
}
