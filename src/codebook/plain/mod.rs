//! Our own data → what they say, in one pass over their words. They use only the plain part of TOML: tables, lists, strings
//! without escapes, whole numbers, `true` and `false`.
//!
//! Whoever reads with this must be ready to read again with a parser that knows all of TOML: of what is not plain, or not as the
//! reader wants it, nothing is told but that it is so.

mod value;

use serde::de::value::{BorrowedStrDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use value::{Cursor, Lines, Result, Unreadable, is_of_key};

/// What a plain text says; none if it is not plain, or says something else.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    T::deserialize(Whole { tables: tables(text)? }).ok()
}

/// A table: its name, whether it is one of several (`[[name]]`), and the place of its lines.
#[derive(Debug, Clone, Copy)]
struct Table<'de> {
    name: &'de str,
    is_listed: bool,
    lines: Cursor<'de>,
}

impl<'de> Table<'de> {
    /// The name of the whole to which the table belongs: that before a point.
    fn group(&self) -> &'de str {
        self.name.split('.').next().unwrap_or_default()
    }
}

/// The tables of a text, first the nameless one at its head. A line that begins with a bracket begins a table.
fn tables(text: &str) -> Option<Vec<Table<'_>>> {
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((*end - line.len(), line))
    });
    let mut heads = lines.filter(|(_, line)| line.starts_with('[')).map(|(at, _)| at).peekable();
    let lines = Cursor { text, at: 0, end: heads.peek().copied().unwrap_or(text.len()) };
    let mut tables = vec![Table { name: "", is_listed: false, lines }];
    while let Some(at) = heads.next() {
        let end = heads.peek().copied().unwrap_or(text.len());
        let head = text[at..end].lines().next()?.trim_end();
        let is_listed = head.starts_with("[[");
        let name = if is_listed { head.strip_prefix("[[")?.strip_suffix("]]")? } else { head.strip_prefix('[')?.strip_suffix(']')? };
        if name.is_empty() || !name.bytes().all(|byte| is_of_key(byte) || byte == b'.') {
            return None;
        }
        tables.push(Table { name, is_listed, lines: Cursor { text, at: at + head.len(), end } });
    }
    Some(tables)
}

/// The tables of a text, the nameless one first.
struct Whole<'de> {
    tables: Vec<Table<'de>>,
}

/// Tables of one group.
struct Group<'de>(Vec<Table<'de>>);

/// The groups of a text by their names, after the lines of its nameless table.
struct Groups<'de> {
    head: Lines<'de>,
    in_head: bool,
    tables: Vec<Table<'de>>,
    told: Vec<&'de str>,
}

impl<'de> MapAccess<'de> for Groups<'de> {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.head.0.space();
        self.in_head = self.head.0.byte().is_some();
        if self.in_head {
            return self.head.next_key_seed(seed);
        }
        let Some(group) = self.tables.iter().map(Table::group).find(|group| !self.told.contains(group)) else { return Ok(None) };
        self.told.push(group);
        seed.deserialize(BorrowedStrDeserializer::new(group)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        if self.in_head {
            return self.head.next_value_seed(seed);
        }
        let group = self.told.last().copied().unwrap_or_default();
        seed.deserialize(Group(self.tables.iter().copied().filter(|table| table.group() == group).collect()))
    }
}

impl<'de> Deserializer<'de> for Whole<'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let mut tables = self.tables;
        let head = tables.remove(0);
        visitor.visit_map(Groups { head: Lines(head.lines), in_head: false, tables, told: Vec::new() })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any option newtype_struct enum
    }
}

impl<'de> Deserializer<'de> for Group<'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let parts: Vec<(Option<&str>, Lines<'de>)> =
            self.0.iter().map(|table| (table.name.split_once('.').map(|(_, rest)| rest), Lines(table.lines))).collect();
        let is_listed = self.0.iter().all(|table| table.is_listed);
        let is_parted = parts.iter().all(|(rest, _)| rest.is_some_and(|rest| !rest.contains('.')));
        let is_whole = parts.iter().all(|(rest, _)| rest.is_none());
        if is_listed && is_whole {
            return visitor.visit_seq(SeqDeserializer::new(parts.into_iter().map(|(_, lines)| lines)));
        }
        if is_parted && !self.0.iter().any(|table| table.is_listed) {
            return visitor.visit_map(MapDeserializer::new(parts.into_iter().map(|(rest, lines)| (rest.unwrap_or_default(), lines))));
        }
        match <[_; 1]>::try_from(parts) {
            Ok([(None, lines)]) if !is_listed => visitor.visit_map(lines),
            _ => Err(Unreadable::custom("is not plain")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any newtype_struct enum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use toml::{Spanned, Value};

    const PLAIN: &str = "# a head\nlanguage = \"fr\" # which\n\n[one]\nid = \"é\"\nyes = true\n[[many]]\nn = 12\nlist = [\"a\", # first\n  \
                         \"[b]\",\n]\nempty = []\n[parts.a]\nx = 0\n[[many]]\nin = [{ a = \"\", b = false }, { }]\n[parts.b]\ny = [[1], [2, 3]]\n";

    #[test]
    fn a_plain_text_says_what_it_says_in_toml() {
        let plain: BTreeMap<String, Value> = read(PLAIN).unwrap();
        assert_eq!(plain, toml::from_str::<BTreeMap<String, Value>>(PLAIN).unwrap());
        let spanned = |text: &str| toml::from_str::<BTreeMap<String, Spanned<String>>>(text).unwrap()["a"].clone();
        assert_eq!(read::<BTreeMap<String, Spanned<String>>>("a = \"b\"").unwrap()["a"].span(), spanned("a = \"b\"").span());
    }

    #[test]
    fn what_is_not_plain_is_left_to_others() {
        for text in [
            "a = \"\\n\"",
            "a = 'b'",
            "a = \"\"\"b\"\"\"",
            "a = 1.5",
            "a = -1",
            "a = 07",
            "a = 1979-05-27",
            "a.b = 1",
            "\"a\" = 1",
            "a = 1 b = 2",
            "a = [1 2]",
            "a = ",
            "a",
            "= 1",
            "[a",
            "[a]\nb = 1\n[a]\nb = 1",
            "[a]\nb = 1\n[[a]]\nb = 1",
            "[a.b.c]\nd = 1",
            "[[a.b]]\nc = 1",
            "a = {b = 1",
            "a = [",
            "[]\na = 1",
        ] {
            assert_eq!(read::<BTreeMap<String, Value>>(text), None, "{text}");
        }
    }
}
