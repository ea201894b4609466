//! The lines of a plain table → its keys and their values, as serde asks for them.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_spanned::de::{SpannedDeserializer, is_spanned};

pub(super) use serde::de::value::Error as Unreadable;

pub(super) type Result<T> = std::result::Result<T, Unreadable>;

/// Whether a key may hold the byte.
pub(super) fn is_of_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// A place in the text, and where what is read ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'de> {
    pub(super) text: &'de str,
    pub(super) at: usize,
    pub(super) end: usize,
}

impl<'de> Cursor<'de> {
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes()[..self.end].get(self.at).copied()
    }

    fn is_at(&self, byte: u8) -> bool {
        self.byte() == Some(byte)
    }

    /// Moves over bytes that are so, and gives them. They must be of ASCII.
    fn take(&mut self, is_so: impl Fn(u8) -> bool) -> &'de str {
        let start = self.at;
        self.at += self.text.as_bytes()[start..self.end].iter().take_while(|byte| is_so(**byte)).count();
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Moves over space and comments, also over line breaks.
    pub(super) fn space(&mut self) {
        loop {
            self.take(|byte| byte.is_ascii_whitespace());
            if !self.is_at(b'#') {
                return;
            }
            self.at += self.text.as_bytes()[self.at..self.end].iter().take_while(|byte| **byte != b'\n').count();
        }
    }

    /// Moves over a byte that must be there.
    fn pass(&mut self, byte: u8) -> Result<()> {
        if !self.is_at(byte) {
            return Err(Unreadable::custom("is not plain"));
        }
        self.at += 1;
        Ok(())
    }

    /// Moves over `key =`, and gives the key.
    fn key(&mut self) -> Result<&'de str> {
        let key = self.take(is_of_key);
        self.take(|byte| byte == b' ');
        self.pass(b'=')?;
        self.take(|byte| byte == b' ');
        if key.is_empty() { Err(Unreadable::custom("lacks its key")) } else { Ok(key) }
    }

    fn scalar(&mut self) -> Result<Scalar<'de>> {
        if self.is_at(b'"') {
            let start = self.at + 1;
            let rest = &self.text[start..self.end];
            let length = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | b'\n')).unwrap_or(rest.len());
            self.at = start + length;
            self.pass(b'"')?;
            // Three in a row begin a longer string.
            if length == 0 && self.is_at(b'"') {
                return Err(Unreadable::custom("is not plain"));
            }
            return Ok(Scalar::Text(&rest[..length]));
        }
        match self.take(|byte| is_of_key(byte) || byte == b'.') {
            "true" => Ok(Scalar::Truth(true)),
            "false" => Ok(Scalar::Truth(false)),
            "0" => Ok(Scalar::Number(0)),
            digits if digits.starts_with(|c: char| matches!(c, '1'..='9')) => {
                digits.parse().map(Scalar::Number).map_err(Unreadable::custom)
            }
            _ => Err(Unreadable::custom("is not plain")),
        }
    }
}

/// A value that holds no others.
#[derive(Debug, Clone, Copy)]
enum Scalar<'de> {
    Text(&'de str),
    Number(i64),
    Truth(bool),
}

impl<'de> IntoDeserializer<'de, Unreadable> for Scalar<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Scalar<'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self {
            Self::Text(text) => visitor.visit_borrowed_str(text),
            Self::Number(number) => visitor.visit_i64(number),
            Self::Truth(truth) => visitor.visit_bool(truth),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(self, name: &'static str, variants: &'static [&'static str], visitor: V) -> Result<V::Value> {
        match self {
            Self::Text(text) => BorrowedStrDeserializer::new(text).deserialize_enum(name, variants, visitor),
            _ => Err(Unreadable::custom("is no name")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

/// The value at a place.
struct Value<'c, 'de>(&'c mut Cursor<'de>);

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.0.byte() {
            Some(b'[') => {
                self.0.at += 1;
                let value = visitor.visit_seq(Inside { cursor: self.0, closer: b']' })?;
                self.0.pass(b']').map(|()| value)
            }
            Some(b'{') => {
                self.0.at += 1;
                let value = visitor.visit_map(Inside { cursor: self.0, closer: b'}' })?;
                self.0.pass(b'}').map(|()| value)
            }
            _ => self.0.scalar()?.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(self, name: &'static str, variants: &'static [&'static str], visitor: V) -> Result<V::Value> {
        self.0.scalar()?.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(self, name: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value> {
        if !is_spanned(name) {
            return self.deserialize_any(visitor);
        }
        let start = self.0.at;
        let scalar = self.0.scalar()?;
        visitor.visit_map(SpannedDeserializer::new(scalar, start..self.0.at))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        identifier ignored_any
    }
}

/// What stands inside a bracket, behind each comma but the last; its closer is left standing.
struct Inside<'c, 'de> {
    cursor: &'c mut Cursor<'de>,
    closer: u8,
}

impl Inside<'_, '_> {
    /// Whether there is another thing before the bracket is closed.
    fn goes_on(&mut self) -> bool {
        self.cursor.space();
        !self.cursor.is_at(self.closer)
    }

    /// After a thing comes a comma or the end.
    fn part(&mut self) -> Result<()> {
        self.cursor.space();
        if self.cursor.is_at(self.closer) { Ok(()) } else { self.cursor.pass(b',') }
    }
}

impl<'de> SeqAccess<'de> for Inside<'_, 'de> {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if !self.goes_on() {
            return Ok(None);
        }
        let element = seed.deserialize(Value(self.cursor))?;
        self.part().map(|()| Some(element))
    }
}

impl<'de> MapAccess<'de> for Inside<'_, 'de> {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if !self.goes_on() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(self.cursor.key()?)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        let value = seed.deserialize(Value(self.cursor))?;
        self.part().map(|()| value)
    }
}

/// The lines `key = value` of a table.
pub(super) struct Lines<'de>(pub(super) Cursor<'de>);

impl<'de> MapAccess<'de> for Lines<'de> {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.0.space();
        if self.0.byte().is_none() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(self.0.key()?)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        let value = seed.deserialize(Value(&mut self.0))?;
        self.0.take(|byte| byte == b' ');
        match self.0.byte() {
            None | Some(b'\n' | b'\r' | b'#') => Ok(value),
            Some(_) => Err(Unreadable::custom("is not plain")),
        }
    }
}

impl<'de> Deserializer<'de> for Lines<'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any option newtype_struct enum
    }
}

impl<'de> IntoDeserializer<'de, Unreadable> for Lines<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
