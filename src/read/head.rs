//! The `key: value` lines at the top of a file → what they say, and where they end.

use super::manifest::not_a_date;
use super::overrides::unknown;
use super::{date, forum, speaker};
use crate::codebook::Actors;
use crate::error::Result;
use crate::model::{Metadata, Notice};
use crate::text::fold::fold;

/// The lines of a head.
pub(super) struct Head {
    pub(super) meta: Metadata,
    /// The byte after the head.
    pub(super) end: usize,
}

#[derive(Clone, Copy)]
enum Key {
    Actor,
    Group,
    Speaker,
    Date,
    Forum,
    Title,
}

/// The head of `text`, if it has one: known keys up to the first blank line. One unknown key makes it no head, unless two
/// keys are known.
///
/// # Errors
/// If the head names an unknown actor or a date that is none.
pub(super) fn read(name: &str, text: &str, actors: &Actors, notices: &mut Vec<Notice>) -> Result<Option<Head>> {
    let (lines, end) = lines(text);
    let known = lines.iter().filter(|line| line.key.is_some()).count();
    if known == 0 || (known == 1 && lines.len() > 1) {
        return Ok(None);
    }
    let mut meta = Metadata::default();
    for line in &lines {
        let fail = |error: crate::error::Error| error.in_text(name, text, line.at);
        let actor = |name: &str| actors.resolve(name).map(str::to_owned).ok_or_else(|| fail(unknown(name, actors)));
        match line.key {
            _ if line.value.is_empty() => {}
            Some(Key::Actor) => meta.actor = Some(actor(line.value)?),
            Some(Key::Group) => meta.group = Some(actor(line.value)?),
            Some(Key::Speaker) => meta.speaker = Some(speaker::value(line.value)),
            Some(Key::Date) => {
                let found = date::value(line.value).ok_or_else(|| fail(not_a_date(line.value)))?;
                meta.date = Some(found.date);
                notices.extend(day_first(name, line.value, found));
            }
            Some(Key::Forum) => meta.forum = Some(forum::value(line.value)),
            Some(Key::Title) => meta.title = Some(line.value.to_owned()),
            None => notices.push(Notice { place: name.to_owned(), what: format!("unknown key `{}` in the head; passed over", line.name) }),
        }
    }
    Ok(Some(Head { meta, end }))
}

/// The notice for a date in figures whose day and month could be exchanged.
pub(super) fn day_first(place: &str, written: &str, found: date::Found) -> Option<Notice> {
    let other = found.other.filter(|_| found.form == date::Form::DayFirst)?;
    let what = format!("`{}` is read with the day first, as {}; with the month first it would be {other}", written.trim(), found.date);
    Some(Notice { place: place.to_owned(), what })
}

struct Line<'a> {
    name: &'a str,
    key: Option<Key>,
    value: &'a str,
    at: usize,
}

/// The `key: value` lines at the top, and the byte after them.
fn lines(text: &str) -> (Vec<Line<'_>>, usize) {
    let (mut lines, mut at, mut fenced) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        let bare = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if bare == "---" && (fenced || lines.is_empty()) {
            at += line.len();
            if fenced {
                break;
            }
            fenced = true;
            continue;
        }
        if bare.is_empty() {
            if lines.is_empty() {
                at += line.len();
                continue;
            }
            break;
        }
        let Some((name, value)) = bare.split_once(':').filter(|(name, _)| is_key(name)) else { break };
        let value_at = start + line.find(':').map_or(0, |colon| colon + 1);
        let value_at = value_at + (text[value_at..].len() - text[value_at..].trim_start_matches([' ', '\t']).len());
        lines.push(Line { name: name.trim(), key: key(name), value: value.trim(), at: value_at });
        at += line.len();
    }
    (lines, at)
}

/// Keys are one to three words without punctuation.
fn is_key(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=3).contains(&words) && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
}

fn fold_words(name: &str) -> String {
    name.split_whitespace().map(fold).collect::<Vec<_>>().join(" ")
}

fn key(name: &str) -> Option<Key> {
    Some(match fold_words(name).as_str() {
        "actor" | "state" | "country" | "delegation" | "etat" | "pays" | "estado" | "pais" | "delegacion" => Key::Actor,
        "group" | "on behalf of" | "groupe" | "au nom de" | "grupo" | "en nombre de" => Key::Group,
        "speaker" | "orateur" | "oratrice" | "orador" | "oradora" => Key::Speaker,
        "date" | "fecha" => Key::Date,
        "forum" | "foro" => Key::Forum,
        "title" | "titre" | "titulo" => Key::Title,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_head(text: &str) -> Result<Option<Head>> {
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        read("a.txt", text, &actors, &mut Vec::new())
    }

    #[test]
    fn a_head_ends_at_the_first_blank_line() {
        let text = "\u{feff}Country: japan\nON BEHALF OF: asean\nDate: 9 September 2019\n\nMr. Chair,\n";
        let head = read_head(text).unwrap().unwrap();
        assert_eq!(head.meta.actor.as_deref(), Some("JPN"));
        assert_eq!(head.meta.group.as_deref(), Some("asean"));
        assert_eq!(head.meta.date.unwrap().to_string(), "2019-09-09");
        assert_eq!(text[head.end..].trim(), "Mr. Chair,");
    }

    #[test]
    fn front_matter_is_a_head() {
        let text = "---\nactor: JPN\nlang: en\ndate: 2019\n---\nMr. Chair,\n";
        let head = read_head(text).unwrap().unwrap();
        assert_eq!(&text[head.end..], "Mr. Chair,\n");
    }

    #[test]
    fn other_lines_with_colons_are_no_head() {
        for text in ["Mr. Chair: we agree.\n", "Subject: law\nDate: 2019\n", "My points: one\n", "---\n\nWe agree.\n", ""] {
            assert!(read_head(text).unwrap().is_none(), "{text}");
        }
    }

    #[test]
    fn an_unknown_state_is_an_error_with_a_caret() {
        let error = read_head("actor: Japn\n\nWe agree.").err().unwrap().to_string();
        assert_eq!(
            error,
            "a.txt:1:8: `Japn` is no known State, group or observer\n  |\n1 | actor: Japn\n  |        ^\n  help: did you mean `Japan`?"
        );
    }
}
