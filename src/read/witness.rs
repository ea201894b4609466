//! The witnesses to actor, group and date: which one counts, and where they contradict each other.

use super::Reader;
use super::date::{Form, Found};
use super::group::SpokenFor;
use super::head::day_first;
use super::kind::Trust;
use super::who::{self, Who};
use crate::codebook::Actors;
use crate::model::{ActorKind, Date, Metadata, Notice};

/// What the user or the head of the text says; nothing else can change it.
pub(super) struct Given {
    pub(super) actor: bool,
    pub(super) group: bool,
    pub(super) date: bool,
}

impl Given {
    pub(super) fn of(said: &Metadata, head: &Metadata) -> Self {
        Self {
            actor: said.actor.is_some() || head.actor.is_some(),
            group: said.group.is_some() || head.group.is_some(),
            date: said.date.is_some() || head.date.is_some(),
        }
    }
}

/// Where the actor and the group of a document are named.
pub(super) struct Names<'a> {
    pub(super) block: &'a str,
    pub(super) reader: &'a dyn Reader,
    pub(super) actors: &'a Actors,
    pub(super) place: &'a str,
    /// The actor that the file name tells.
    pub(super) stem: Option<&'a str>,
    pub(super) properties: &'a Metadata,
}

impl Names<'_> {
    /// The actor from the title block, else from the file name, else the group that is spoken for, else from the document's
    /// properties.
    pub(super) fn actor(&self, meta: &mut Metadata, spoken_for: Option<&SpokenFor>, notices: &mut Vec<Notice>) -> Trust {
        let mut say = |what: String| notices.push(Notice { place: self.place.to_owned(), what });
        let named = who::find(self.block, self.reader, self.actors);
        let from_properties = self.actor_of_properties();
        let trust = match named.who {
            Who::One(id) => {
                let mut trust = if named.is_said { Trust::Sure } else { Trust::Likely };
                match self.stem {
                    Some(other) if other == id => trust = Trust::Sure,
                    Some(other) if !self.is_group(other) => {
                        say(format!("the title block names `{id}`, the file name `{other}`; taken as `{id}`"));
                        trust = Trust::Doubtful;
                    }
                    _ => {}
                }
                meta.actor = Some(id);
                trust
            }
            Who::Several(ids) if self.stem.is_none() => {
                say(format!("the title block names several: {}; taken as none of them", ids.join(", ")));
                Trust::Doubtful
            }
            Who::Several(ids) if self.stem.is_some_and(|stem| ids.iter().any(|id| id == stem)) => Trust::Sure,
            Who::Several(_) | Who::Nobody => Trust::Likely,
        };
        if meta.actor.is_none() {
            let group = spoken_for.and_then(|spoken| match spoken {
                SpokenFor::Group(id) => Some(id.as_str()),
                SpokenFor::Unknown(_) => None,
            });
            let known = self.stem.or(meta.group.as_deref()).or(group);
            meta.actor = known.or(from_properties.as_deref()).map(str::to_owned);
        }
        if let (Some(id), Some(other)) = (&meta.actor, &from_properties)
            && id != other
            && !self.is_group(other)
        {
            say(format!("the document's properties name `{other}`; taken as `{id}`"));
            return trust.min(Trust::Likely);
        }
        trust
    }

    /// The group that is spoken for: as said, by the file name, or the actor itself if it is one.
    pub(super) fn group(&self, meta: &mut Metadata, spoken_for: Option<SpokenFor>, notices: &mut Vec<Notice>) {
        match spoken_for {
            _ if meta.group.is_some() => {}
            Some(SpokenFor::Group(id)) => meta.group = Some(id),
            Some(SpokenFor::Unknown(name)) => notices.push(Notice {
                place: self.place.to_owned(),
                what: format!("speaks on behalf of `{name}`, which is no known group; taken as a national statement"),
            }),
            None => {}
        }
        let candidates = [meta.actor.as_deref(), self.stem];
        if meta.group.is_none() {
            meta.group = candidates.into_iter().flatten().find(|id| self.is_group(id)).map(str::to_owned);
        }
    }

    /// The actor that the document's title or author names.
    fn actor_of_properties(&self) -> Option<String> {
        let of = |words: &Option<String>| match who::find(words.as_deref()?, self.reader, self.actors).who {
            Who::One(id) => Some(id),
            Who::Several(_) | Who::Nobody => None,
        };
        self.properties.actor.clone().or_else(|| of(&self.properties.title)).or_else(|| of(&self.properties.speaker))
    }

    fn is_group(&self, id: &str) -> bool {
        self.actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Group)
    }
}

/// The witnesses to the date.
pub(super) struct Dates<'a> {
    /// The line of the title block, and the date in it.
    pub(super) title: Option<&'a (String, Found)>,
    pub(super) stem: Option<Date>,
    pub(super) properties: Option<Date>,
    pub(super) place: &'a str,
}

impl Dates<'_> {
    /// The date of the title block, made exact by the file name where figures can be read in two ways; else that of the file
    /// name, else that of the properties.
    pub(super) fn date(&self, meta: &mut Metadata, notices: &mut Vec<Notice>) -> Trust {
        let Some((written, found)) = self.title else {
            meta.date = self.stem.or(self.properties);
            return if meta.date.is_some() { Trust::Likely } else { Trust::Unknown };
        };
        let place = self.place;
        let mut trust = if found.form == Form::Day { Trust::Sure } else { Trust::Likely };
        let mut date = found.date;
        if found.form == Form::DayFirst {
            let witnesses = [self.stem, self.properties];
            let tells =
                |date: Date| witnesses.iter().flatten().any(|witness| *witness == date || witness.day.is_none() && covers(*witness, date));
            match found.other {
                _ if tells(date) => trust = Trust::Sure,
                Some(other) if tells(other) => {
                    date = other;
                    let what = format!("`{}` is read with the month first, as {other}: another witness says so", written.trim());
                    notices.push(Notice { place: place.to_owned(), what });
                }
                _ => {
                    notices.extend(day_first(place, written, *found));
                    trust = Trust::Doubtful;
                }
            }
        }
        if let Some(stem) = self.stem
            && !covers(stem, date)
            && !covers(date, stem)
        {
            let what = format!("the title block gives the date {date}, the file name {stem}; taken as {date}");
            notices.push(Notice { place: place.to_owned(), what });
            trust = Trust::Doubtful;
        }
        // A file is often made some weeks before or after the speech; months are a contradiction.
        if let Some(made) = self.properties
            && (months(made) - months(date)).abs() > 1
        {
            let what = format!("the title block gives the date {date}, the document's properties {made}; taken as {date}");
            notices.push(Notice { place: place.to_owned(), what });
        }
        // A file name may be more exact than "July 2023".
        if let Some(stem) = self.stem
            && covers(date, stem)
        {
            date = stem;
        }
        meta.date = Some(date);
        trust
    }
}

/// Whether the coarser date holds the finer one, or is it.
fn covers(coarse: Date, fine: Date) -> bool {
    coarse.year == fine.year
        && coarse.month.is_none_or(|month| fine.month == Some(month))
        && coarse.day.is_none_or(|day| fine.day == Some(day))
}

fn months(date: Date) -> i32 {
    i32::from(date.year) * 12 + i32::from(date.month.unwrap_or(6))
}

/// Fills the fields of `meta` that are still empty.
pub(super) fn fill(meta: &mut Metadata, more: Metadata) {
    let Metadata { actor, group, speaker, forum, date, title, language, turn } = more;
    meta.actor = meta.actor.take().or(actor);
    meta.group = meta.group.take().or(group);
    meta.speaker = meta.speaker.take().or(speaker);
    meta.forum = meta.forum.take().or(forum);
    meta.date = meta.date.or(date);
    meta.title = meta.title.take().or(title);
    meta.language = meta.language.take().or(language);
    meta.turn = meta.turn.or(turn);
}

/// The first lines of a text, as many as a title block may have.
pub(super) fn top(text: &str) -> &str {
    let end = text.match_indices('\n').nth(60).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
