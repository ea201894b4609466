//! Mails → the text of their body; sender, date and subject as weaker witnesses. Attachments are named, not read.

#![allow(clippy::cast_possible_truncation, reason = "bits are put together to bytes")]

use super::{Budget, Options, Part, Parts, Reader, Said, html};
use crate::error::Result;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Mails.
pub(super) struct Eml;

impl Reader for Eml {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml"]
    }

    fn summary(&self) -> &'static str {
        "mails: the text of the body; attachments are named, not read"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let line = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty()).unwrap_or_default();
        line.starts_with(b"From ")
            || line
                .split(|byte| *byte == b':')
                .next()
                .is_some_and(|name| name.len() < line.len() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-'))
    }

    fn read(&self, bytes: &[u8], _: &Options, budget: &mut Budget) -> Result<Parts> {
        let (head, _) = halves(bytes);
        let header = |name: &str| field(head, name).map(|value| words(&value));
        let weak = Said { actor: header("from"), date: header("date").map(|date| day(&date)), title: header("subject"), ..Said::default() };
        let mut found = Body::default();
        body(bytes, 0, budget, &mut found)?;
        let text = match (found.plain, found.html) {
            (Some(text), _) => text,
            (None, Some(page)) => html::text(&page, budget)?.0,
            (None, None) => String::new(),
        };
        let count = found.attached.len();
        let named = found.attached.iter().take(5).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let notice = (count > 0).then(|| {
            format!("{count} attachment{} not read: {named}; save what holds statements as files", if count == 1 { "" } else { "s" })
        });
        Ok(Parts { parts: vec![Part { text, weak, ..Part::default() }], ..Parts::default() }.with(notice))
    }
}

/// Parts of a mail may stand in one another so deep.
const DEPTH: usize = 16;

#[derive(Default)]
struct Body {
    plain: Option<String>,
    html: Option<String>,
    attached: Vec<String>,
}

/// Head and body.
fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if line.trim_ascii().is_empty() && at > line.len() {
            return (&bytes[..at], &bytes[at..]);
        }
    }
    (bytes, &[])
}

/// The value of a field of the head, with its continued lines.
fn field(head: &[u8], name: &str) -> Option<String> {
    let mut found: Option<Vec<u8>> = None;
    for line in head.split(|byte| *byte == b'\n') {
        let goes_on = line.starts_with(b" ") || line.starts_with(b"\t");
        match &mut found {
            Some(value) if goes_on => {
                value.push(b' ');
                value.extend_from_slice(line.trim_ascii());
            }
            Some(_) => break,
            None => {
                let Some(colon) = line.iter().position(|byte| *byte == b':').filter(|_| !goes_on) else { continue };
                if line[..colon].eq_ignore_ascii_case(name.as_bytes()) {
                    found = Some(line[colon + 1..].trim_ascii().to_vec());
                }
            }
        }
    }
    found.map(|value| String::from_utf8_lossy(&value).into_owned())
}

/// A parameter of a field: `charset` in `text/plain; charset="utf-8"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut parts = value.split(';').skip(1);
    let found = parts.find_map(|part| part.trim().split_once('=').filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)))?;
    Some(found.1.trim().trim_matches('"').to_owned())
}

fn body(bytes: &[u8], depth: usize, budget: &mut Budget, found: &mut Body) -> Result<()> {
    budget.check_time()?;
    let (head, rest) = halves(bytes);
    let kind = field(head, "content-type").unwrap_or_else(|| "text/plain".to_owned());
    let lower = kind.to_ascii_lowercase();
    let placed = field(head, "content-disposition").unwrap_or_default();
    if let Some(bound) = parameter(&kind, "boundary").filter(|bound| lower.starts_with("multipart/") && !bound.is_empty()) {
        if depth >= DEPTH {
            return Ok(());
        }
        for part in parts(rest, bound.as_bytes()) {
            body(part, depth + 1, budget, found)?;
        }
        return Ok(());
    }
    let name = parameter(&placed, "filename").or_else(|| parameter(&kind, "name"));
    if placed.to_ascii_lowercase().starts_with("attachment") || !lower.starts_with("text/") {
        found.attached.push(name.map_or_else(|| "without a name".to_owned(), |name| words(&name)));
        return Ok(());
    }
    let bytes = decoded(rest, &field(head, "content-transfer-encoding").unwrap_or_default());
    budget.take(bytes.len())?;
    let encoding = parameter(&kind, "charset").and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = encoding.unwrap_or(if std::str::from_utf8(&bytes).is_ok() { UTF_8 } else { WINDOWS_1252 });
    let text = encoding.decode(&bytes).0.replace("\r\n", "\n");
    let place = if lower.starts_with("text/html") { &mut found.html } else { &mut found.plain };
    place.get_or_insert(text);
    Ok(())
}

/// The parts between the bounds.
fn parts<'a>(body: &'a [u8], bound: &[u8]) -> Vec<&'a [u8]> {
    let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let after = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(bound));
        if let Some(after) = after {
            if let Some(start) = start {
                parts.push(&body[start..at]);
            }
            start = Some(at + line.len());
            if after.starts_with(b"--") {
                return parts;
            }
        }
        at += line.len();
    }
    parts.extend(start.map(|start| &body[start.min(body.len())..]));
    parts
}

fn decoded(bytes: &[u8], encoding: &str) -> Vec<u8> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(bytes),
        "quoted-printable" => quoted(bytes),
        _ => bytes.to_vec(),
    }
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut held, mut bits) = (Vec::with_capacity(bytes.len() / 4 * 3), 0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        held = (held << 6 | u32::from(value)) & 0x00ff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits & 0xff) as u8);
        }
    }
    out
}

fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    while let Some(byte) = bytes.get(at) {
        if *byte != b'=' {
            out.push(*byte);
            at += 1;
        } else if let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) {
            out.push((high * 16 + low) as u8);
            at += 3;
        } else {
            // A line that goes on.
            at += 1;
            while bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
                at += 1;
            }
            at += usize::from(bytes.get(at) == Some(&b'\n'));
        }
    }
    out
}

/// A field's value with its encoded words (`=?utf-8?Q?…?=`) read.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(at) = rest.find("=?") {
        let word = rest[at + 2..].split_once('?').and_then(|(charset, more)| {
            let (kind, more) = more.split_once('?')?;
            let (text, more) = more.split_once("?=")?;
            let bytes = match kind {
                "B" | "b" => base64(text.as_bytes()),
                "Q" | "q" => quoted(text.replace('_', " ").as_bytes()),
                _ => return None,
            };
            Some((Encoding::for_label(charset.as_bytes()).unwrap_or(UTF_8).decode(&bytes).0.into_owned(), more))
        });
        let Some((text, more)) = word else { break };
        // White space between two encoded words is none.
        if !(after_word && rest[..at].trim().is_empty()) {
            out.push_str(&rest[..at]);
        }
        out.push_str(&text);
        (rest, after_word) = (more, true);
    }
    out.push_str(rest);
    out
}

/// "Mon, 9 Sep 2019 10:00:00 +0000" without the time.
fn day(date: &str) -> String {
    let parts: Vec<&str> = date.split_whitespace().filter(|part| !part.contains(':')).collect();
    let start = usize::from(parts.first().is_some_and(|part| part.ends_with(',')));
    parts.iter().skip(start).take(3).copied().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    #[test]
    fn the_body_and_the_head_of_a_mail_are_read() {
        let mail = "From: =?utf-8?Q?Mission_of_C=C3=B4te_d=27Ivoire?= <m@x>\r\nSubject: =?utf-8?B?U3RhdGVtZW50?=\r\n =?utf-8?B?IG9mIHRvZGF5?=\r\n\
            Date: Mon, 9 Sep 2019 10:00:00 +0000\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\nfor old programs\r\n\
            --b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n\
            --c\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWe agr=\r\nee, caf=E9.\r\n--c--\r\n\
            --b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";
        let parts = Eml.read(mail.as_bytes(), &Options::default(), &mut Budget::new(Limits::default())).unwrap();
        let part = &parts.parts[0];
        assert_eq!(part.text.trim(), "We agree, café.");
        assert_eq!(part.weak.actor.as_deref(), Some("Mission of Côte d'Ivoire <m@x>"));
        assert_eq!((part.weak.title.as_deref(), part.weak.date.as_deref()), (Some("Statement of today"), Some("9 Sep 2019")));
        assert!(parts.notices[0].starts_with("1 attachment not read: `a.pdf`"));
        assert_eq!(base64(b"TWFu TWE="), b"ManMa");
    }
}
