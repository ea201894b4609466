//! Web pages → the text of their main part: headings and paragraphs as lines, without navigation, banners, language switches,
//! scripts and forms.
//!
//! A page is read in one pass into a flat list of elements (no recursion, so that no nesting is too deep); the main part is the
//! element that says so (`main`, `article`, `role=main`), else the body.

use super::{Budget, Options, Part, Parts, Reader, Said, encoding};
use crate::error::Result;

/// Web pages.
pub(super) struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn summary(&self) -> &'static str {
        "web pages: the main text, without navigation, cookie banners, language switches and scripts"
    }

    fn read(&self, bytes: &[u8], _: &Options, budget: &mut Budget) -> Result<Parts> {
        let (source, notice) = match declared(bytes) {
            Some(encoding) if std::str::from_utf8(bytes).is_err() => (encoding.decode(bytes).0.into_owned(), None),
            _ => encoding::decode(bytes)?,
        };
        let (text, title) = text(&source, budget)?;
        let weak = Said { title, ..Said::default() };
        Ok(Parts { parts: vec![Part { text, weak, ..Part::default() }], ..Parts::default() }.with(notice))
    }
}

/// The encoding that the page says it has.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if encoding_rs::Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let after = &head[head.find("charset")? + "charset".len()..];
    let label: String = after
        .trim_start_matches(['=', ' ', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    encoding_rs::Encoding::for_label(label.as_bytes())
}

/// Elements that never hold words of the statement.
const NEVER: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "object", "form", "button", "select", "nav", "aside", "footer", "dialog",
    "menu", "math", "canvas", "audio", "video", "head", "figure", "datalist", "textarea",
];

/// Elements whose content is no HTML.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noscript", "iframe", "xmp"];

/// Elements that have no end.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that begin a new line.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "blockquote",
    "pre",
    "body",
    "html",
    "center",
    "address",
    "details",
    "summary",
    "hr",
    "fieldset",
    "thead",
    "tbody",
];

/// Words in `class`, `id` or `role` by which parts of the page that are not its text are known.
const ASIDE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "banner",
    "footer",
    "sidebar",
    "lang",
    "langs",
    "language",
    "languages",
    "locale",
    "share",
    "sharing",
    "social",
    "related",
    "search",
    "skip",
    "toolbar",
    "pagination",
    "pager",
    "newsletter",
    "subscribe",
    "comments",
    "advert",
    "ads",
    "popup",
    "modal",
    "hidden",
    "contentinfo",
    "dialog",
    "alert",
    "tags",
    "translations",
    "switcher",
];

/// What an element is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Goes with the line.
    Inline,
    /// Stands on lines of its own.
    Block,
    /// A heading of that level.
    Heading(usize),
    /// An item of a list.
    Item,
    /// Text as it is.
    Preformatted,
    /// A link.
    Link,
    /// No part of the text.
    Out,
}

struct Open<'a> {
    name: &'a str,
    kind: Kind,
    /// The next number of an ordered list.
    number: Option<usize>,
    is_main: bool,
}

/// A line of the page.
#[derive(Debug)]
struct Line {
    text: String,
    kind: Kind,
    label: String,
    in_main: bool,
    /// Letters that stand in links.
    linked: usize,
}

struct Page<'a> {
    open: Vec<Open<'a>>,
    lines: Vec<Line>,
    line: String,
    linked: usize,
    label: String,
    /// Open elements that are no part of the text.
    out: usize,
    main: usize,
    links: usize,
    preformatted: usize,
    title: String,
}

/// So many elements may be open; what is opened beyond is read as if it were none.
const DEPTH: usize = 4096;

/// The text of a page and its title.
pub(super) fn text(source: &str, budget: &Budget) -> Result<(String, Option<String>)> {
    let mut page = Page {
        open: Vec::new(),
        lines: Vec::new(),
        line: String::new(),
        linked: 0,
        label: String::new(),
        out: 0,
        main: 0,
        links: 0,
        preformatted: 0,
        title: String::new(),
    };
    let mut at = 0;
    let mut count = 0_usize;
    while at < source.len() {
        count += 1;
        if count.is_multiple_of(4096) {
            budget.check_time()?;
        }
        let rest = &source[at..];
        match rest.find('<') {
            Some(0) => at += page.tag(rest),
            Some(next) => {
                page.words(&rest[..next]);
                at += next;
            }
            None => {
                page.words(rest);
                break;
            }
        }
    }
    page.flush();
    let title = page.title.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok((page.written(), (!title.is_empty()).then_some(title)))
}

impl<'a> Page<'a> {
    /// Reads what begins with `<`; gives its length.
    fn tag(&mut self, rest: &'a str) -> usize {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or(rest.len(), |end| end + "<!---->".len());
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return rest.find('>').map_or(rest.len(), |end| end + 1);
        }
        let closes = rest.starts_with("</");
        let from = if closes { 2 } else { 1 };
        if !rest[from..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.words("<");
            return 1;
        }
        let end = end_of_tag(rest);
        let inside = rest[from..end].trim_end_matches('>');
        let length = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(length);
        let Some(name) = known(name) else { return end };
        if closes {
            self.close(name);
            return end;
        }
        if VOID.contains(&name) {
            match name {
                "br" => self.line.push('\n'),
                "hr" => self.flush(),
                _ => {}
            }
            return end;
        }
        if RAW.contains(&name) {
            return end + self.raw(name, &rest[end..]);
        }
        if attributes.trim_end().ends_with('/') && name == "svg" {
            return end;
        }
        self.begin(name, attributes);
        end
    }

    /// Passes over the content of an element that is no HTML; gives its length.
    fn raw(&mut self, name: &str, rest: &str) -> usize {
        let mut at = 0;
        while let Some(next) = rest[at..].find("</") {
            let start = at + next;
            if rest.as_bytes()[start + 2..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
                if name == "title" && self.title.is_empty() {
                    self.title = unescaped(&rest[..start]);
                }
                return rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
            }
            at = start + 2;
        }
        rest.len()
    }

    fn begin(&mut self, name: &'a str, attributes: &str) {
        if self.open.len() >= DEPTH {
            return;
        }
        // What may not stand in itself ends before it begins anew.
        if matches!(name, "p" | "li" | "tr" | "td" | "th" | "dt" | "dd" | "option") {
            self.close_implied(name);
        }
        let is_main = matches!(name, "main" | "article") || value(attributes, "role").is_some_and(|role| role == "main");
        let in_text = self.main > 0 || is_main;
        // The head of an article is its title; the head of the page is not.
        let is_aside = NEVER.contains(&name)
            || (name == "header" && !in_text)
            || (!is_main && !matches!(name, "body" | "html") && is_aside(attributes));
        let kind = match name {
            _ if is_aside => Kind::Out,
            "li" => Kind::Item,
            "pre" => Kind::Preformatted,
            "a" => Kind::Link,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(name[1..].parse().unwrap_or(1)),
            _ if BLOCKS.contains(&name) => Kind::Block,
            _ => Kind::Inline,
        };
        if BLOCKS.contains(&name) {
            self.flush();
        }
        if kind == Kind::Item && self.out == 0 {
            let parent = self.open.iter_mut().rev().find(|open| matches!(open.name, "ul" | "ol"));
            self.label = match parent.and_then(|list| list.number.as_mut()) {
                Some(number) => {
                    *number += 1;
                    format!("{}.", *number - 1)
                }
                None => "•".to_owned(),
            };
        }
        let number = (name == "ol").then(|| value(attributes, "start").and_then(|start| start.parse().ok()).unwrap_or(1));
        self.count(kind, is_main, true);
        self.open.push(Open { name, kind, number, is_main });
    }

    fn count(&mut self, kind: Kind, is_main: bool, opens: bool) {
        let change = |count: &mut usize| *count = if opens { *count + 1 } else { count.saturating_sub(1) };
        match kind {
            Kind::Out => change(&mut self.out),
            Kind::Link => change(&mut self.links),
            Kind::Preformatted => change(&mut self.preformatted),
            _ => {}
        }
        if is_main {
            change(&mut self.main);
        }
    }

    fn close_implied(&mut self, name: &str) {
        let bound = if name == "li" { &["ul", "ol"][..] } else { &["table", "dl", "div", "section", "article", "body", "li", "td"][..] };
        let found = self.open.iter().rev().take(16).take_while(|open| !bound.contains(&open.name)).any(|open| open.name == name);
        if found {
            self.close(name);
        }
    }

    fn close(&mut self, name: &str) {
        // An end without a beginning ends nothing; the nearest beginnings are looked at, so that no page takes forever.
        let Some(back) = self.open.iter().rev().take(64).position(|open| open.name == name) else { return };
        if BLOCKS.contains(&name) {
            self.flush();
        }
        if name == "li" {
            self.label.clear();
        }
        for _ in 0..=back {
            if let Some(open) = self.open.pop() {
                self.count(open.kind, open.is_main, false);
            }
        }
    }

    fn words(&mut self, raw: &str) {
        if self.out > 0 {
            return;
        }
        let text = unescaped(raw);
        let before = self.line.len();
        for c in text.chars() {
            if self.preformatted > 0 {
                self.line.push(c);
            } else if !c.is_whitespace() || c == '\u{a0}' {
                self.line.push(if c == '\u{a0}' { ' ' } else { c });
            } else if !self.line.ends_with([' ', '\n']) {
                self.line.push(' ');
            }
        }
        if self.links > 0 {
            self.linked += self.line.len() - before;
        }
    }

    fn flush(&mut self) {
        let text = self.line.trim();
        if !text.is_empty() && self.out == 0 {
            let kind =
                self.open.iter().rev().map(|open| open.kind).find(|kind| !matches!(kind, Kind::Inline | Kind::Link)).unwrap_or(Kind::Block);
            let text = text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
            self.lines.push(Line { text, kind, label: std::mem::take(&mut self.label), in_main: self.main > 0, linked: self.linked });
        }
        self.line.clear();
        self.linked = 0;
    }

    /// The lines of the main part, or of all if none is said to be it.
    fn written(&self) -> String {
        let length = |of: &dyn Fn(&Line) -> bool| self.lines.iter().filter(|line| of(line)).map(|line| line.text.len()).sum::<usize>();
        // A page may mark a teaser as an article and hold its text outside.
        let all = length(&|_| true);
        let main = length(&|line| line.in_main);
        let only_main = main * 3 >= all && main > 0;
        let mut out = String::new();
        for line in self.lines.iter().filter(|line| line.in_main || !only_main) {
            // Lists of links lead elsewhere.
            let is_link =
                line.linked * 10 >= line.text.len() * 8 && !matches!(line.kind, Kind::Heading(_)) && !line.text.ends_with(['.', '!', '?']);
            if is_link {
                continue;
            }
            let heading = if let Kind::Heading(level) = line.kind { Some(level) } else { None };
            super::docx::write_paragraph(&mut out, &line.text, &line.label, heading);
        }
        out
    }
}

/// The byte after a tag; signs in quoted values do not end it.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    // A quote that never ends would swallow the page: no tag is longer.
    for (at, byte) in rest.bytes().enumerate().take(65_536) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if rest[..at].ends_with('=') || rest[..at].ends_with("= ") => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    rest.find('>').map_or(rest.len(), |end| end + 1)
}

/// The name of a known element in small letters; elements that are not known are passed over, not their words.
fn known(name: &str) -> Option<&'static str> {
    const INLINE: &[&str] = &[
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "option",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "input",
        "tfoot",
        "legend",
        "figcaption",
    ];
    [INLINE, BLOCKS, NEVER, VOID, RAW].into_iter().flatten().find(|known| known.eq_ignore_ascii_case(name)).copied()
}

/// Whether the attributes tell that an element is no part of the text.
fn is_aside(attributes: &str) -> bool {
    if attributes.is_empty() {
        return false;
    }
    let said = |name: &str| value(attributes, name).unwrap_or_default().to_ascii_lowercase();
    if said("aria-hidden") == "true" || value(attributes, "hidden").is_some() || said("style").replace(' ', "").contains("display:none") {
        return true;
    }
    ["class", "id", "role"].iter().any(|name| {
        let said = said(name);
        said.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| ASIDE.contains(&word))
    })
}

/// The value of an attribute; empty if it has none.
fn value(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let length = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len()).max(1);
        let length = (length..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (found, after) = rest.split_at(length);
        let spaced = after.trim_start();
        let (value, after) = match spaced.strip_prefix('=') {
            Some(after) => {
                let after = after.trim_start();
                match after.chars().next() {
                    Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                    _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
                }
            }
            None => ("", after),
        };
        if found.eq_ignore_ascii_case(name) {
            return Some(unescaped(value));
        }
        rest = after;
    }
}

/// Text with its character references replaced.
fn unescaped(raw: &str) -> String {
    const NAMED: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("rsquo", "’"),
        ("lsquo", "‘"),
        ("rdquo", "”"),
        ("ldquo", "“"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("hellip", "…"),
        ("laquo", "«"),
        ("raquo", "»"),
        ("eacute", "é"),
        ("egrave", "è"),
        ("ecirc", "ê"),
        ("agrave", "à"),
        ("acirc", "â"),
        ("ccedil", "ç"),
        ("ocirc", "ô"),
        ("ucirc", "û"),
        ("icirc", "î"),
        ("iuml", "ï"),
        ("uuml", "ü"),
        ("ouml", "ö"),
        ("auml", "ä"),
        ("ntilde", "ñ"),
        ("aacute", "á"),
        ("iacute", "í"),
        ("oacute", "ó"),
        ("uacute", "ú"),
        ("Eacute", "É"),
        ("iquest", "¿"),
        ("iexcl", "¡"),
        ("bull", "•"),
        ("middot", "·"),
        ("shy", ""),
        ("sect", "§"),
        ("para", "¶"),
        ("copy", "©"),
        ("reg", "®"),
        ("euro", "€"),
        ("ensp", " "),
        ("emsp", " "),
        ("thinsp", " "),
        ("zwnj", ""),
        ("zwj", ""),
        ("oelig", "œ"),
        ("szlig", "ß"),
        ("deg", "°"),
        ("times", "×"),
        ("sbquo", "‚"),
        ("bdquo", "„"),
        ("trade", "™"),
        ("prime", "′"),
    ];
    if !raw.contains('&') {
        return raw.to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let length = after.bytes().take(10).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        let name = &after[..length];
        let replaced = match name.strip_prefix('#') {
            Some(number) => {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok(),
                    None => number.parse().ok(),
                };
                code.and_then(char::from_u32).filter(|c| *c != '\0').map(String::from)
            }
            None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned()),
        };
        if let Some(text) = replaced {
            out.push_str(&text);
            rest = after[length..].strip_prefix(';').unwrap_or(&after[length..]);
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn read(source: &str) -> String {
        text(source, &Budget::new(Limits::default())).unwrap().0
    }

    #[test]
    fn the_main_text_is_left() {
        let page = "<!DOCTYPE html><html lang=en><head><title>Statement &amp; more</title><style>p{}</style></head><body class='no-sidebar'>\
            <header><h1>Ministry</h1></header><nav><ul><li><a href=/>Home</a></ul></nav>\
            <div id='cookie-banner'><p>We use cookies. We believe you agree.</p></div><ul class=\"language-switch\"><li>English<li>Français</ul>\
            <div class=content><h2>Norms</h2><p>We&nbsp;agree<br>with <b>all</b>\n of it &#8211; fully.<p>Second<script>x < 1 && '</p>'</script> one.\
            <ol start=3><li>Law<li>Trust</ol><ul><li><a href=x>Elsewhere</a><li>Here</ul></div><footer>Contact</footer></body></html>";
        let expected = "## Norms\n\nWe agree\nwith all of it – fully.\n\nSecond one.\n\n3. Law\n\n4. Trust\n\n• Here\n";
        assert_eq!(read(page), expected);
        assert_eq!(text(page, &Budget::new(Limits::default())).unwrap().1.as_deref(), Some("Statement & more"));
    }

    #[test]
    fn main_and_article_win_over_what_is_around_them() {
        let page = "<div>Latest news from the mission</div><article><header><h1>Statement by Japan</h1></header><p>We agree with all of this.</p></article><p>More</p>";
        assert_eq!(read(page), "# Statement by Japan\n\nWe agree with all of this.\n");
    }

    #[test]
    fn any_page_is_survived() {
        for page in [
            "<",
            "<a",
            "</",
            "<p",
            "<p =",
            "<p a='",
            "&#x110000;&#0;&;&é;",
            "<é>",
            "<title>",
            "<!--",
            "<script>",
            "</p></p>",
            "a<b",
            "<p é=1>x",
        ] {
            read(page);
        }
        assert_eq!(read(&"<div>".repeat(1_000_000)), "");
        assert!(read(&format!("{}x{}", "<b>".repeat(100_000), "</b>".repeat(100_000))).contains('x'));
    }
}
