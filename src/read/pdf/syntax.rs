//! The bytes of a PDF or of a page's drawing → objects and operators. Nothing recurses deeper than [`DEPTH`].

use super::lopdf::{Dictionary, Object, StringFormat};

/// Objects may stand in one another so deep.
const DEPTH: usize = 40;

/// A reading head over bytes.
pub(super) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    /// How many objects may still be made: each costs memory far beyond its bytes.
    pub(super) objects_left: usize,
}

/// What stands next.
pub(super) enum Token {
    /// An object.
    Object(Object),
    /// An operator or keyword.
    Word(Vec<u8>),
    /// A sign that fits nowhere.
    Stray,
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 12 | 0)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize, objects_left: usize) -> Self {
        Self { bytes, at, objects_left }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| !matches!(byte, b'\r' | b'\n')) {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next token; none at the end.
    pub(super) fn token(&mut self) -> Option<Token> {
        self.skip_space();
        let byte = self.peek()?;
        if matches!(byte, b'/' | b'(' | b'<' | b'[' | b'+' | b'-' | b'.' | b'0'..=b'9') {
            return Some(self.object(0).map_or(Token::Stray, Token::Object));
        }
        if !is_regular(byte) {
            self.at += 1;
            return Some(Token::Stray);
        }
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        Some(match &self.bytes[start..self.at] {
            b"true" => Token::Object(Object::Boolean(true)),
            b"false" => Token::Object(Object::Boolean(false)),
            b"null" => Token::Object(Object::Null),
            word => Token::Word(word[..word.len().min(32)].to_vec()),
        })
    }

    /// The object that stands next. What cannot be read is passed over by at least one byte.
    pub(super) fn object(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        let byte = self.peek()?;
        self.objects_left = self.objects_left.checked_sub(1)?;
        if depth > DEPTH {
            self.at += 1;
            return None;
        }
        match byte {
            b'/' => Some(Object::Name(self.name())),
            b'(' => Some(Object::String(self.literal(), StringFormat::Literal)),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dictionary(depth).map(Object::Dictionary),
            b'<' => Some(Object::String(self.hex(), StringFormat::Hexadecimal)),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    self.skip_space();
                    match self.peek() {
                        None => return Some(Object::Array(items)),
                        Some(b']') => {
                            self.at += 1;
                            return Some(Object::Array(items));
                        }
                        Some(_) => {
                            let before = self.at;
                            items.extend(self.object(depth + 1));
                            if self.at == before {
                                self.at += 1;
                            }
                            if self.objects_left == 0 {
                                return None;
                            }
                        }
                    }
                }
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number_or_reference(),
            _ if is_regular(byte) => {
                let start = self.at;
                while self.peek().is_some_and(is_regular) {
                    self.at += 1;
                }
                match &self.bytes[start..self.at] {
                    b"true" => Some(Object::Boolean(true)),
                    b"false" => Some(Object::Boolean(false)),
                    b"null" => Some(Object::Null),
                    // Where a dictionary was not closed, its object ends here.
                    b"endobj" | b"stream" | b"endstream" => {
                        self.at = start;
                        None
                    }
                    _ => None,
                }
            }
            _ => {
                self.at += 1;
                None
            }
        }
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            self.at += 1;
            let digit = |at: usize| self.bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
            if byte == b'#'
                && let (Some(high), Some(low)) = (digit(self.at), digit(self.at + 1))
            {
                name.push((high * 16 + low) as u8);
                self.at += 2;
            } else {
                name.push(byte);
            }
        }
        name
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut out, mut depth) = (Vec::new(), 1_usize);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    let Some(next) = self.peek() else { break };
                    self.at += 1;
                    match next {
                        b'n' => out.push(b'\n'),
                        b'r' => out.push(b'\r'),
                        b't' => out.push(b'\t'),
                        b'b' => out.push(8),
                        b'f' => out.push(12),
                        b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
                        b'\n' => {}
                        b'0'..=b'7' => {
                            let mut value = u32::from(next - b'0');
                            for _ in 0..2 {
                                let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                                value = value * 8 + u32::from(digit - b'0');
                                self.at += 1;
                            }
                            out.push((value & 0xff) as u8);
                        }
                        other => out.push(other),
                    }
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        out
    }

    fn hex(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut out, mut high) = (Vec::new(), None);
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = char::from(byte).to_digit(16) else { continue };
            match high.take() {
                None => high = Some(digit),
                Some(high) => out.push((high * 16 + digit) as u8),
            }
        }
        out.extend(high.map(|high| (high * 16) as u8));
        out
    }

    /// A dictionary; none if it does not begin here.
    pub(super) fn dictionary(&mut self, depth: usize) -> Option<Dictionary> {
        if !self.bytes[self.at..].starts_with(b"<<") {
            return None;
        }
        self.at += 2;
        let mut dictionary = Dictionary::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => return Some(dictionary),
                Some(b'>') => {
                    self.at += if self.bytes.get(self.at + 1) == Some(&b'>') { 2 } else { 1 };
                    return Some(dictionary);
                }
                Some(b'/') => {
                    let name = self.name();
                    let before = self.at;
                    match self.object(depth + 1) {
                        Some(value) => dictionary.set(name, value),
                        None if self.at == before || self.objects_left == 0 => return Some(dictionary),
                        None => {}
                    }
                }
                Some(_) if self.bytes[self.at..].starts_with(b"endobj") || self.bytes[self.at..].starts_with(b"stream") => {
                    return Some(dictionary);
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn number_or_reference(&mut self) -> Option<Object> {
        let first = self.number()?;
        let Object::Integer(id) = first else { return Some(first) };
        // "12 0 R" is one thing.
        let before = self.at;
        let reference = u32::try_from(id).ok().and_then(|id| {
            let rest = &self.bytes[self.at..];
            let spaces = rest.iter().take(8).take_while(|byte| is_space(**byte)).count();
            let digits = rest[spaces..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
            let more = rest[spaces + digits..].iter().take(8).take_while(|byte| is_space(**byte)).count();
            let end = spaces + digits + more;
            let is_reference =
                spaces > 0 && digits > 0 && more > 0 && rest.get(end) == Some(&b'R') && !rest.get(end + 1).copied().is_some_and(is_regular);
            let generation = std::str::from_utf8(&rest[spaces..spaces + digits]).ok()?.parse().ok()?;
            is_reference.then(|| {
                self.at += end + 1;
                Object::Reference((id, generation))
            })
        });
        if reference.is_none() {
            self.at = before;
        }
        Some(reference.unwrap_or(first))
    }

    fn number(&mut self) -> Option<Object> {
        let start = self.at;
        while self.peek().is_some_and(|byte| matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9')) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).ok()?;
        if let Ok(whole) = text.parse::<i64>() {
            return Some(Object::Integer(whole));
        }
        // "--5" and "1.2.3" are written by faulty programs.
        let text: String = text
            .trim_start_matches(['+', '-'])
            .chars()
            .scan(0, |dots, c| {
                *dots += usize::from(c == '.');
                (*dots <= 1 && c != '-').then_some(c)
            })
            .collect();
        let negative = self.bytes[start] == b'-';
        let value: f32 = text.parse().unwrap_or(0.0);
        Some(Object::Real(if negative { -value } else { value }))
    }
}

/// A number as drawing uses it.
pub(super) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(whole) => Some(*whole as f64),
        Object::Real(real) => Some(f64::from(*real)),
        _ => None,
    }
}
