//! A page → a document of Office Open XML with real styles: headings that make an outline, quotes, tables with a repeated head, links
//! to the rows of quotes. Opens in Word and LibreOffice; no clock is in it.

use super::page::{Block, Cell, Kind, Page, Seen, Table, Tone};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const STYLES: &str = include_str!("styles.xml");
const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;
const FOOTER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>"#;

/// The document's bytes.
pub(super) fn bytes(page: &Page) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let document = document(page);
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", PARTS),
        ("word/styles.xml", STYLES),
        ("word/footer1.xml", FOOTER),
    ];
    let failed = |cause: std::io::Error| Error::new("the document could not be made").caused_by(cause);
    for (name, text) in parts {
        zip.start_file(name, options).map_err(|cause| failed(cause.into()))?;
        zip.write_all(text.as_bytes()).map_err(failed)?;
    }
    Ok(zip.finish().map_err(|cause| failed(cause.into()))?.into_inner())
}

fn document(page: &Page) -> String {
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#,
    );
    // A bookmark's name is short and plain; the anchors are not.
    let rows = page.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(&table.rows) } else { None }).flatten();
    let mut marks: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows.filter(|row| !row.anchor.is_empty()) {
        let next = marks.len();
        marks.entry(&row.anchor).or_insert(next);
    }
    paragraph(&mut out, "Title", &page.title);
    for block in &page.blocks {
        match block {
            Block::Heading(text) => paragraph(&mut out, "Heading1", text),
            Block::Text(text) => paragraph(&mut out, "Normal", text),
            Block::Quote(quote) => {
                paragraph(&mut out, "Lead", &quote.lead);
                paragraph(&mut out, "Quote", &format!("“{}”", quote.words));
                paragraph(&mut out, "Source", &quote.source);
            }
            Block::Table(table) if table.rows.is_empty() => paragraph(&mut out, "Normal", &format!("{}: none", table.caption)),
            Block::Table(table) => draw(table, &marks, &mut out),
            Block::Bars(_) => {}
        }
    }
    let is_wide = page.blocks.iter().any(|block| matches!(block, Block::Table(table) if shown(table).len() > WIDE));
    let (width, height, way) = if is_wide { (16838, 11906, r#" w:orient="landscape""#) } else { (11906, 16838, "") };
    let _ = write!(
        out,
        r#"<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="{width}" w:h="{height}"{way}/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    );
    out
}

/// Tables with more columns lie on their side.
const WIDE: usize = 5;

fn shown(table: &Table) -> Vec<usize> {
    (0..table.columns.len()).filter(|at| table.columns[*at].seen != Seen::Data).collect()
}

fn draw(table: &Table, marks: &BTreeMap<&str, usize>, out: &mut String) {
    if !table.caption.is_empty() {
        paragraph(out, "Caption", &table.caption);
    }
    let columns = shown(table);
    let weights = weights(table, &columns);
    let total = weights.iter().sum::<u32>().max(1);
    out.push_str(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="autofit"/></w:tblPr><w:tblGrid>"#,
    );
    for weight in &weights {
        let _ = write!(out, r#"<w:gridCol w:w="{}"/>"#, 9638 * weight / total);
    }
    out.push_str(r"</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (at, weight) in columns.iter().zip(&weights) {
        let _ = write!(
            out,
            r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="pct"/><w:shd w:val="clear" w:color="auto" w:fill="F0F1F3"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableHead"/></w:pPr>{}</w:p></w:tc>"#,
            5000 * weight / total,
            run(&table.columns[*at].label)
        );
    }
    out.push_str("</w:tr>");
    for row in &table.rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (x, (at, weight)) in columns.iter().zip(&weights).enumerate() {
            let mark = (x == 0).then(|| marks.get(row.anchor.as_str())).flatten();
            cell(&row.cells[*at], 5000 * weight / total, mark.copied(), marks, out);
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    paragraph(out, "Normal", "");
}

/// What a column needs besides its longest word, in letters.
const PADDING: usize = 3;

/// So many letters stand beside each other in a table, on a page that stands and on one that lies.
const LETTERS: (usize, usize) = (80, 125);

/// How wide the columns are beside each other: each as wide as its longest word; what is left goes to those with more to say.
fn weights(table: &Table, columns: &[usize]) -> Vec<u32> {
    let word = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let least = |at: usize| {
        let words = table.rows.iter().map(|row| word(&row.cells[at].text)).max().unwrap_or(0).max(word(&table.columns[at].label));
        words.min(28) + PADDING
    };
    let longest = |at: usize| table.rows.iter().map(|row| row.cells[at].text.chars().count()).max().unwrap_or(0);
    let least: Vec<usize> = columns.iter().map(|at| least(*at)).collect();
    let more = |(at, least): (&usize, &usize)| {
        let most = if table.columns[*at].kind == Kind::Words { 60 } else { 20 };
        longest(*at).min(most).saturating_sub(*least)
    };
    let more: Vec<usize> = columns.iter().zip(&least).map(more).collect();
    let letters = if columns.len() > WIDE { LETTERS.1 } else { LETTERS.0 };
    let (left, wanted) = (letters.saturating_sub(least.iter().sum()), more.iter().sum::<usize>().max(1));
    // In tenths of a letter.
    let weight = |(least, more): (&usize, &usize)| u32::try_from(10 * least + 10 * left * more / wanted).unwrap_or(10);
    least.iter().zip(&more).map(weight).collect()
}

fn cell(cell: &Cell, width: u32, mark: Option<usize>, marks: &BTreeMap<&str, usize>, out: &mut String) {
    let _ = write!(out, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/>"#);
    if let Some(ground) = cell.tone.light() {
        let _ = write!(out, r#"<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>"#);
    }
    let style = if cell.tone == Tone::Silent { "TableSilent" } else { "TableText" };
    let _ = write!(out, r#"</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#);
    if let Some(mark) = mark {
        let _ = write!(out, r#"<w:bookmarkStart w:id="{mark}" w:name="row{mark}"/><w:bookmarkEnd w:id="{mark}"/>"#);
    }
    let text = run(&cell.text);
    match marks.get(cell.link.as_str()) {
        Some(to) if !cell.link.is_empty() => {
            let _ = write!(out, r#"<w:hyperlink w:anchor="row{to}">{text}</w:hyperlink>"#);
        }
        _ => out.push_str(&text),
    }
    out.push_str("</w:p></w:tc>");
}

fn paragraph(out: &mut String, style: &str, text: &str) {
    let _ = write!(out, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#, run(text));
}

fn run(text: &str) -> String {
    // XML has no control signs.
    let plain: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    if plain.is_empty() {
        String::new()
    } else {
        format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, quick_xml::escape::escape(&plain))
    }
}
