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

/// A text taken out of a file of any format, and what the file says besides its words.
#[derive(Clone)]
pub struct Text<'a> {
    /// The path as given, and the place in the file if it holds several texts.
    pub source: &'a str,
    /// The name of the file without its extension; none for standard input.
    pub stem: Option<&'a str>,
    /// The format.
    pub reader: &'static dyn Reader,
    /// The words.
    pub words: &'a str,
    /// What the file says of the text in so many words, as columns of a table do; counts as a head does.
    pub said: Metadata,
    /// The document's properties: title, author (as `speaker`), date; they count only where the words are silent.
    pub properties: Metadata,
}

impl<'a> Text<'a> {
    /// The words of a source in the format that its name tells.
    #[must_use]
    pub fn of(source: &'a Source, words: &'a str) -> Self {
        let stem = source.path.as_ref().and_then(|path| path.file_stem()).and_then(|stem| stem.to_str());
        let reader = reader_for(source.path.as_deref());
        Self { source: &source.source, stem, reader, words, said: Metadata::default(), properties: Metadata::default() }
    }

    fn place(&self) -> &'a str {
        if self.source == "-" { "standard input" } else { self.source }
    }
}

/// The turns of one transcript, counted with the words before them, hold at most so many bytes.
const MOST_BYTES: usize = 512 << 20;

/// The statements of a text, and what is doubtful.
///
/// What is known comes, field by field, from the first that says it: the row of the manifest, the overrides for all inputs, what
/// the file says in so many words, the `key: value` head, the title block, the file name, the properties.
///
/// # Errors
/// If the text is empty, names an unknown actor in its head, does not tell whose statement it is, or is too long a transcript.
pub fn statements(text: &Text<'_>, actors: &Actors, overrides: &Overrides) -> Result<(Vec<Document>, Vec<Notice>)> {
    let mut found = detect(text, actors, overrides)?;
    let notices = found.iter_mut().flat_map(|piece| std::mem::take(&mut piece.notices)).collect();
    let is_left_out = |piece: &Detected| matches!(piece.kind, Kind::Chair | Kind::Skip);
    if let [one] = found.as_slice()
        && one.meta.turn.is_none()
        && one.meta.actor.is_none()
        && one.kind == Kind::Statement
    {
        return Err(nobody(text.place()));
    }
    // A turn that is nobody's is no document; a report is one without an actor.
    found.retain(|piece| !is_left_out(piece) && (piece.meta.actor.is_some() || piece.kind == Kind::Report));
    if found.iter().map(|piece| piece.end).sum::<usize>() > MOST_BYTES.max(text.words.len()) {
        let what = format!("is too long a transcript: {} turns", found.len());
        return Err(Error::new(what).at(text.place()).hint("split it into several files"));
    }
    let document = |piece: Detected| Document {
        id: text.stem.unwrap_or("stdin").to_owned(),
        source: text.source.to_owned(),
        text: text.words[..piece.end].to_owned(),
        pages: Vec::new(),
        body: piece.body,
        actor: piece.meta.actor.clone().unwrap_or_default(),
        meta: piece.meta,
    };
    Ok((found.into_iter().map(document).collect(), notices))
}

/// What is found out about a text: one piece, or one for each turn of a transcript, in order. A piece whose actor nothing tells has
/// none.
///
/// # Errors
/// If the text is empty, or its head or the command line names an unknown actor.
pub fn detect(text: &Text<'_>, actors: &Actors, overrides: &Overrides) -> Result<Vec<Detected>> {
    let (words, place) = (text.words, text.place());
    if words.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Error::new("the file is empty").at(place).hint("a statement has at least one sentence"));
    }
    let said = overrides.of(text.source, None, actors)?;
    let mut notices = Vec::new();
    let head = head::read(place, words, actors, &mut notices)?;
    let start = head.as_ref().map_or(0, |head| head.end);
    let mut of_head = text.said.clone();
    witness::fill(&mut of_head, head.map(|head| head.meta).unwrap_or_default());
    let look = Look { of: text, text: words, start, of_head, actors, overrides, reader: text.reader };
    let names_turns = overrides.names_turns(text.source);
    let is_whole = said.meta.actor.is_some() || look.of_head.actor.is_some() || matches!(said.kind, Some(Kind::Statement | Kind::Report));
    if names_turns || !is_whole {
        if let Some(turns) = turns::split(words, start, look.reader, actors) {
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
    of: &'a Text<'a>,
    text: &'a str,
    /// The byte after the head.
    start: usize,
    of_head: Metadata,
    actors: &'a Actors,
    overrides: &'a Overrides,
    reader: &'static dyn Reader,
}

impl Look<'_> {
    /// The text as one statement, or as a report on what others said.
    fn whole(&self, said: Said, mut notices: Vec<Notice>) -> Detected {
        let place = self.of.place();
        let Said { mut meta, kind, no_actor, no_group } = said;
        let given = witness::Given::of(&meta, &self.of_head);
        witness::fill(&mut meta, self.of_head.clone());
        let body = title::body(self.text, self.start, self.reader);
        let (block, speech) = (&self.text[self.start..body], &self.text[body..]);
        let facts = title::facts(block, self.reader, self.actors);
        let from_stem = self.stem();
        let spoken_for = group::in_title(block, self.actors).or_else(|| group::in_body(speech, self.actors));
        let names = Names {
            block,
            reader: self.reader,
            actors: self.actors,
            place,
            stem: from_stem.actor.as_deref(),
            properties: &self.of.properties,
        };
        let mut actor_trust = if given.actor { Trust::Sure } else { names.actor(&mut meta, spoken_for.as_ref(), &mut notices) };
        let dates = witness::Dates { title: facts.date.as_ref(), stem: from_stem.date, properties: self.of.properties.date, place };
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
        witness::fill(&mut meta, Metadata { actor: None, group: None, speaker: None, ..self.of.properties.clone() });
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
        let place = self.of.place();
        let first = turns.iter().find(|turn| turn.floor != Floor::Chair).map_or(self.text.len(), |turn| turn.start);
        let mut shared = said.meta.clone();
        let given = witness::Given::of(&shared, &self.of_head);
        witness::fill(&mut shared, self.of_head.clone());
        let facts = title::facts(witness::top(&self.text[self.start..first]), self.reader, self.actors);
        let from_stem = self.stem();
        let dates = witness::Dates { title: facts.date.as_ref(), stem: from_stem.date, properties: self.of.properties.date, place };
        let date_trust = if given.date { Trust::Sure } else { dates.date(&mut shared, &mut notices) };
        for more in [facts.meta, from_stem, self.of.properties.clone()] {
            witness::fill(&mut shared, Metadata { actor: None, group: None, speaker: None, ..more });
        }
        let mut found = Vec::with_capacity(turns.len());
        for (index, turn) in turns.iter().enumerate() {
            let number = index + 1;
            let said = self.overrides.of(self.of.source, Some(number), self.actors)?;
            let mut piece = self.turn(turn, number, said, &shared, date_trust);
            piece.notices.splice(0..0, notices.drain(..));
            found.push(piece);
        }
        Ok(found)
    }

    fn turn(&self, turn: &Turn, number: usize, said: Said, shared: &Metadata, date_trust: Trust) -> Detected {
        let place = format!("{}, turn {number}", self.of.place());
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
            for doubt in doubts {
                say(doubt.what);
            }
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
        self.of.stem.map_or_else(Metadata::default, |stem| stem::read(stem, self.actors))
    }
}

fn nobody(place: &str) -> Error {
    Error::new("whose statement is this? neither its title nor its file name names a State or a group")
        .at(place)
        .hint("give `--as ISO3`, a row in a manifest, or begin the file with a line `actor: …`")
}
