//! A text → its statements: one, or the turns of a transcript; and what manifest, head, title block, file name and document
//! properties say about each, with how surely.

use super::group::SpokenFor;
use super::kind::{Kind, Trust};
use super::overrides::Said;
use super::turns::{self, Floor, Turn};
use super::witness::{self, Names};
use super::{Overrides, Reader, Source, group, head, reader_for, stem, title};
use crate::codebook::Actors;
use crate::error::{Error, Result};
use crate::model::{Document, Metadata, Notice};

/// What was found out about one piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Detected {
    /// What it is.
    pub kind: Kind,
    /// The format it was read as.
    pub format: &'static str,
    /// Who, for whom, when, where; in a transcript also which turn.
    pub meta: Metadata,
    /// How surely the actor is known.
    pub actor_trust: Trust,
    /// How surely the group is known; where there is none, how surely there is none.
    pub group_trust: Trust,
    /// How surely the date is known.
    pub date_trust: Trust,
    /// What is doubtful.
    pub notices: Vec<Notice>,
    /// The first byte of the speech.
    pub body: usize,
    /// The byte after it.
    pub end: usize,
}

/// The pieces of a text that may hold text no further than this many bytes in all, turns counted with the words before them.
const MOST_BYTES: usize = 512 << 20;

/// The statements of a text, extracted from a file of any format, and what is doubtful. `properties` is what the format says
/// besides the words: title, author (as `speaker`), date; it counts only where the text is silent.
///
/// What is known comes, field by field, from the first that says it: the row of the manifest, the overrides for all inputs, the
/// `key: value` head, the title block, the file name, the properties.
///
/// # Errors
/// If the text is empty, names an unknown actor in its head, or does not tell whose statement it is.
pub fn statements(
    source: &Source,
    text: String,
    properties: &Metadata,
    actors: &Actors,
    overrides: &Overrides,
) -> Result<(Vec<Document>, Vec<Notice>)> {
    let mut found = detect(source, &text, properties, actors, overrides)?;
    let notices = found.iter_mut().flat_map(|piece| std::mem::take(&mut piece.notices)).collect();
    let stem = stem_of(source);
    if let [one] = found.as_slice()
        && one.meta.turn.is_none()
    {
        if matches!(one.kind, Kind::Skip | Kind::Chair) {
            return Ok((Vec::new(), notices));
        }
        if one.meta.actor.is_none() && one.kind != Kind::Report {
            return Err(nobody(place(source)));
        }
        return Ok((vec![document(source, &stem, text, one)], notices));
    }
    let spoken = |piece: &&Detected| piece.meta.actor.is_some() && !matches!(piece.kind, Kind::Chair | Kind::Skip);
    let size: usize = found.iter().filter(spoken).map(|piece| piece.end).sum();
    if size > MOST_BYTES {
        return Err(Error::new(format!("is too long a transcript: {} turns", found.len()))
            .at(place(source))
            .hint("split it into several files"));
    }
    let documents = found.iter().filter(spoken).map(|piece| document(source, &stem, text[..piece.end].to_owned(), piece)).collect();
    Ok((documents, notices))
}

fn document(source: &Source, stem: &str, text: String, piece: &Detected) -> Document {
    Document {
        id: stem.to_owned(),
        source: source.source.clone(),
        text,
        body: piece.body,
        actor: piece.meta.actor.clone().unwrap_or_default(),
        meta: piece.meta.clone(),
    }
}

/// What is found out about a text: one piece, or one for each turn of a transcript, in order. A piece whose actor nothing tells has
/// none.
///
/// # Errors
/// If the text is empty, or its head or the manifest names an unknown actor.
pub fn detect(source: &Source, text: &str, properties: &Metadata, actors: &Actors, overrides: &Overrides) -> Result<Vec<Detected>> {
    let place = place(source);
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Error::new("the file is empty").at(place).hint("a statement has at least one sentence"));
    }
    let said = overrides.of(&source.source, None, actors)?;
    let mut notices = Vec::new();
    let head = head::read(place, text, actors, &mut notices)?;
    let start = head.as_ref().map_or(0, |head| head.end);
    let of_head = head.map(|head| head.meta).unwrap_or_default();
    let look = Look { source, text, start, of_head, properties, actors, overrides, reader: reader_for(source.path.as_deref()) };
    let names_turns = overrides.names_turns(&source.source);
    let is_whole = said.meta.actor.is_some() || look.of_head.actor.is_some() || matches!(said.kind, Some(Kind::Statement | Kind::Report));
    if names_turns || !is_whole {
        if let Some(turns) = turns::split(text, start, look.reader, actors) {
            return look.turns(&said, &turns, notices);
        }
        if names_turns {
            let what = "the manifest names turns, but the text is no transcript; read as one statement".to_owned();
            notices.push(Notice { place: place.to_owned(), what });
        }
    }
    Ok(vec![look.whole(said, notices)])
}

/// A text under examination.
struct Look<'a> {
    source: &'a Source,
    text: &'a str,
    /// The byte after the head.
    start: usize,
    of_head: Metadata,
    properties: &'a Metadata,
    actors: &'a Actors,
    overrides: &'a Overrides,
    reader: &'static dyn Reader,
}

impl Look<'_> {
    /// The text as one statement, or as a report on what others said.
    fn whole(&self, said: Said, mut notices: Vec<Notice>) -> Detected {
        let place = place(self.source);
        let Said { mut meta, kind, no_actor, no_group } = said;
        let given = witness::Given::of(&meta, &self.of_head);
        witness::fill(&mut meta, self.of_head.clone());
        let body = title::body(self.text, self.start, self.reader);
        let (block, speech) = (&self.text[self.start..body], &self.text[body..]);
        let facts = title::facts(block, self.reader, self.actors);
        let from_stem = self.stem();
        let spoken_for = group::in_title(block, self.actors).or_else(|| group::in_body(speech, self.actors));
        let names =
            Names { block, reader: self.reader, actors: self.actors, place, stem: from_stem.actor.as_deref(), properties: self.properties };
        let mut actor_trust = if given.actor { Trust::Sure } else { names.actor(&mut meta, spoken_for.as_ref(), &mut notices) };
        let dates = witness::Dates { title: facts.date.as_ref(), stem: from_stem.date, properties: self.properties.date, place };
        let date_trust = if given.date { Trust::Sure } else { dates.date(&mut meta, &mut notices) };
        witness::fill(&mut meta, facts.meta);
        let is_report = kind == Some(Kind::Report)
            || (kind.is_none()
                && !given.actor
                && actor_trust < Trust::Sure
                && from_stem.actor.is_none()
                && turns::report::is_report(speech, self.actors));
        let kind = if is_report { Kind::Report } else { kind.unwrap_or(Kind::Statement) };
        let mut group_trust = Trust::Sure;
        if is_report || no_actor {
            (meta.actor, meta.group, meta.speaker) = (None, None, None);
            actor_trust = Trust::Sure;
        } else if no_group {
            meta.group = None;
        } else {
            let is_unknown = matches!(spoken_for, Some(SpokenFor::Unknown(_))) && !given.group;
            names.group(&mut meta, spoken_for, &mut notices);
            group_trust = if is_unknown { Trust::Doubtful } else { Trust::Sure };
        }
        witness::fill(&mut meta, Metadata { actor: None, ..from_stem });
        witness::fill(&mut meta, Metadata { actor: None, group: None, speaker: None, ..self.properties.clone() });
        if let Some(what) = is_report.then_some("is prose on what others said: each claim is its subject's, as reported") {
            notices.push(Notice { place: place.to_owned(), what: what.to_owned() });
        }
        if meta.actor.is_none() && !is_report {
            actor_trust = Trust::Unknown;
        }
        Detected { kind, format: self.reader.name(), meta, actor_trust, group_trust, date_trust, notices, body, end: self.text.len() }
    }

    /// The turns of a transcript.
    fn turns(&self, said: &Said, turns: &[Turn], mut notices: Vec<Notice>) -> Result<Vec<Detected>> {
        let place = place(self.source);
        let first = turns.iter().find(|turn| turn.floor != Floor::Chair).map_or(self.text.len(), |turn| turn.start);
        let mut shared = said.meta.clone();
        let given = witness::Given::of(&shared, &self.of_head);
        witness::fill(&mut shared, self.of_head.clone());
        let facts = title::facts(witness::top(&self.text[self.start..first]), self.reader, self.actors);
        let from_stem = self.stem();
        let dates = witness::Dates { title: facts.date.as_ref(), stem: from_stem.date, properties: self.properties.date, place };
        let date_trust = if given.date { Trust::Sure } else { dates.date(&mut shared, &mut notices) };
        for more in [facts.meta, from_stem, self.properties.clone()] {
            witness::fill(&mut shared, Metadata { actor: None, group: None, speaker: None, ..more });
        }
        let mut found = Vec::with_capacity(turns.len());
        for (index, turn) in turns.iter().enumerate() {
            let number = index + 1;
            let said = self.overrides.of(&self.source.source, Some(number), self.actors)?;
            let mut piece = self.turn(turn, number, said, &shared, date_trust);
            piece.notices.splice(0..0, notices.drain(..));
            found.push(piece);
        }
        Ok(found)
    }

    fn turn(&self, turn: &Turn, number: usize, said: Said, shared: &Metadata, date_trust: Trust) -> Detected {
        let place = format!("{}, turn {number}", place(self.source));
        let mut notices = Vec::new();
        let mut say = |what: String| notices.push(Notice { place: place.clone(), what });
        let Said { mut meta, kind, no_actor, no_group } = said;
        meta.turn = Some(number);
        let date_trust = if meta.date.is_some() { Trust::Sure } else { date_trust };
        witness::fill(&mut meta, Metadata { group: None, actor: None, speaker: None, ..shared.clone() });
        meta.speaker = meta.speaker.take().or_else(|| turn.speaker.clone());
        let mut actor_trust = Trust::Sure;
        let mut group_trust = Trust::Sure;
        let is_chair = turn.floor == Floor::Chair && meta.actor.is_none();
        if no_actor {
            meta.actor = None;
        } else if meta.actor.is_none() {
            match &turn.floor {
                Floor::Actor(id) => {
                    actor_trust = if turn.is_handed { Trust::Likely } else { Trust::Sure };
                    meta.actor = Some(id.clone());
                }
                Floor::Chair => {}
                Floor::Unknown(label) => {
                    actor_trust = Trust::Unknown;
                    say(format!("whose words are these? `{label}` names no State; left out: give the actor in a manifest"));
                }
            }
        }
        if meta.actor.is_some() && !no_group && meta.group.is_none() {
            let names =
                Names { block: "", reader: self.reader, actors: self.actors, place: &place, stem: None, properties: &Metadata::default() };
            let spoken_for =
                turn.group.clone().map(SpokenFor::Group).or_else(|| group::in_body(&self.text[turn.speech.clone()], self.actors));
            if matches!(spoken_for, Some(SpokenFor::Unknown(_))) {
                group_trust = Trust::Doubtful;
            }
            let mut doubts = Vec::new();
            names.group(&mut meta, spoken_for, &mut doubts);
            doubts.into_iter().for_each(|doubt| say(doubt.what));
        }
        if !is_chair {
            if let Some(mark) = &turn.interpreted {
                say(format!("`{mark}`: the words may be an interpreter's"));
            }
            if turn.is_reply {
                say("speaks in right of reply".to_owned());
            }
            if let Some(words) = turn.correction {
                say(format!("corrects itself while speaking (“{words}”): the last version counts"));
            }
        }
        let detected = if is_chair {
            Kind::Chair
        } else if turn.is_reply {
            Kind::Reply
        } else {
            Kind::Turn
        };
        Detected {
            kind: kind.unwrap_or(detected),
            format: self.reader.name(),
            meta,
            actor_trust,
            group_trust,
            date_trust,
            notices,
            body: turn.speech.start,
            end: turn.speech.end,
        }
    }

    /// What the file name says.
    fn stem(&self) -> Metadata {
        if self.source.path.is_some() { stem::read(&stem_of(self.source), self.actors) } else { Metadata::default() }
    }
}

/// The name of the file without its extension.
fn stem_of(source: &Source) -> String {
    let stem = source.path.as_ref().and_then(|path| path.file_stem());
    stem.map_or_else(|| "stdin".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

fn place(source: &Source) -> &str {
    if source.path.is_none() { "standard input" } else { source.source.as_str() }
}

fn nobody(place: &str) -> Error {
    Error::new("whose statement is this? neither its title nor its file name names a State or a group")
        .at(place)
        .hint("give `--as ISO3`, a row in a manifest, or begin the file with a line `actor: …`")
}
