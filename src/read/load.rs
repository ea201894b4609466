//! One source → its documents: the texts as they are, and what the manifest, the head, the title block, the file name and the
//! document's properties say.

use super::group::SpokenFor;
use super::who::Who;
use super::{
    Budget, Options, Overrides, Part, Parts, Reader, Source, encoding, group, head, reader_for, reader_named, stem, title, weak, who,
};
use crate::codebook::Actors;
use crate::error::{Error, Result};
use crate::files;
use crate::model::{ActorKind, Document, Metadata, Notice};
use std::path::Path;

/// The documents of a source.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What could be read.
    pub documents: Vec<Document>,
    /// What was doubtful.
    pub notices: Vec<Notice>,
    /// What could not be read; the rest was.
    pub errors: Vec<Error>,
}

/// Reads a source that holds one statement. What is known comes, field by field, from the first that says it: the row of the
/// manifest, the overrides for all inputs, the `key: value` head, the title block, the file name, the document's properties.
///
/// # Errors
/// If the text cannot be read or is empty, names an unknown actor, does not tell whose statement it is, or is no single one.
pub fn load(source: &Source, actors: &Actors, overrides: &Overrides) -> Result<(Document, Vec<Notice>)> {
    let Loaded { mut documents, notices, errors } = load_all(source, actors, overrides, &Options::default());
    match (documents.pop(), errors.into_iter().next()) {
        (_, Some(error)) => Err(error),
        (Some(document), None) if documents.is_empty() => Ok((document, notices)),
        (Some(_), None) => Err(Error::new("holds several statements").at(&source.source)),
        (None, None) => Err(empty(place(source))),
    }
}

/// Reads all statements of a source: of a table one a row, of an archive those of its files. What cannot be read is an error
/// of its own and does not keep the rest from being read.
#[must_use]
pub fn load_all(source: &Source, actors: &Actors, overrides: &Overrides, options: &Options) -> Loaded {
    let mut loaded = Loaded::default();
    let found = match parts(source, options) {
        Ok(found) => found,
        Err(error) => {
            loaded.errors.push(error);
            return loaded;
        }
    };
    let of = |key: &str| format!("{}{key}", place(source));
    loaded.notices.extend(found.notices.into_iter().map(|what| Notice { place: of(""), what }));
    loaded.errors.extend(found.failed.into_iter().map(|(key, what)| Error::new(what).at(of(&key))));
    for part in found.parts {
        let named = Source { source: format!("{}{}", source.source, part.key), path: source.path.clone() };
        match document(&named, part, actors, overrides) {
            Ok((document, notices)) => {
                loaded.documents.push(document);
                loaded.notices.extend(notices);
            }
            Err(error) => loaded.errors.push(error),
        }
    }
    loaded
}

/// The texts of a source, as offsets count in them.
///
/// # Errors
/// If the file cannot be read, is not what its extension says, or passes a limit.
pub fn parts(source: &Source, options: &Options) -> Result<Parts> {
    let bytes = match &source.path {
        Some(path) => files::bytes_up_to(path, options.limits.file_size)?,
        None => files::standard_input_bytes(options.limits.file_size)?,
    };
    parts_of(source.path.as_deref(), &bytes, options).map_err(|error| error.at(place(source)))
}

/// The texts in the bytes of a file of that name; the name's extension tells the format.
///
/// # Errors
/// If the bytes are not what the extension says, or pass a limit.
pub fn parts_of(name: Option<&Path>, bytes: &[u8], options: &Options) -> Result<Parts> {
    take_out(reader_for(name), bytes, options, &mut Budget::new(options.limits))
}

/// The texts that a reader takes out of bytes.
pub(super) fn take_out(reader: &'static dyn Reader, bytes: &[u8], options: &Options, budget: &mut Budget) -> Result<Parts> {
    if !reader.recognises(&bytes[..bytes.len().min(1024)]) {
        let is_empty = bytes.iter().all(u8::is_ascii_whitespace);
        let what = if is_empty { "the file is empty".to_owned() } else { format!("is no {} file, though its name says so", reader.name()) };
        return Err(Error::new(what).hint("give the file the extension that fits its content"));
    }
    let mut found = reader.read(bytes, options, budget)?;
    for part in &mut found.parts {
        if part.reader.is_empty() {
            part.reader = reader.name();
            found.notices.extend(
                encoding::hidden_signs(&part.text).map(|what| if part.key.is_empty() { what } else { format!("{}: {what}", part.key) }),
            );
        }
    }
    Ok(found)
}

fn place(source: &Source) -> &str {
    if source.source == "-" { "standard input" } else { source.source.as_str() }
}

fn empty(place: &str) -> Error {
    Error::new("the file is empty").at(place).hint("a statement has at least one sentence")
}

/// The document of a text that was taken out.
fn document(source: &Source, part: Part, actors: &Actors, overrides: &Overrides) -> Result<(Document, Vec<Notice>)> {
    let Part { key, reader, text, pages, said, weak } = part;
    let reader = reader_named(reader);
    let place = place(source);
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(empty(place));
    }
    let stem = stem_of(source, &key);
    let mut notices = Vec::new();
    let mut meta = overrides.of(&source.source, actors)?;
    fill(&mut meta, weak::said(&said, place, actors, &mut notices)?);
    let head = head::read(place, &text, actors, &mut notices)?;
    let start = head.as_ref().map_or(0, |head| head.end);
    if let Some(head) = head {
        fill(&mut meta, head.meta);
    }
    let is_said = meta.actor.is_some();
    let body = title::body(&text, start, reader);
    let (block, speech) = (&text[start..body], &text[body..]);
    fill(&mut meta, title::facts(block, reader, place, actors, &mut notices));
    let spoken_for = group::in_title(block, actors).or_else(|| group::in_body(speech, actors));
    let from_stem = if source.path.is_some() { stem::read(&stem, actors) } else { Metadata::default() };
    let names = Names { block, reader, actors, place, from_stem: from_stem.actor.as_deref() };
    if !is_said {
        names.actor(&mut meta, spoken_for.as_ref(), &mut notices);
    }
    names.group(&mut meta, spoken_for, &mut notices);
    fill(&mut meta, Metadata { actor: None, ..from_stem });
    let witness = weak::witness(&weak, &meta, place, actors, &mut notices);
    fill(&mut meta, witness);
    let Some(actor) = meta.actor.clone() else { return Err(nobody(place)) };
    Ok((Document { id: stem, source: source.source.clone(), text, pages, body, actor, meta }, notices))
}

/// The name that tells actor and date: of the file, or of the file in the archive.
fn stem_of(source: &Source, key: &str) -> String {
    let path = if key.starts_with('/') { Some(Path::new(key)) } else { source.path.as_deref() };
    path.and_then(Path::file_stem).map_or_else(|| "stdin".into(), |stem| stem.to_string_lossy().into_owned())
}

/// Where the actor and the group of a document are named.
struct Names<'a> {
    block: &'a str,
    reader: &'a dyn Reader,
    actors: &'a Actors,
    place: &'a str,
    from_stem: Option<&'a str>,
}

impl Names<'_> {
    /// The actor from the title block, else from the file name, else the group that is spoken for.
    fn actor(&self, meta: &mut Metadata, spoken_for: Option<&SpokenFor>, notices: &mut Vec<Notice>) {
        let mut say = |what: String| notices.push(Notice { place: self.place.to_owned(), what });
        match who::find(self.block, self.reader, self.actors) {
            Who::One(id) => {
                if let Some(other) = self.from_stem
                    && other != id
                    && !self.is_group(other)
                {
                    say(format!("the title block names `{id}`, the file name `{other}`; taken as `{id}`"));
                }
                meta.actor = Some(id);
            }
            Who::Several(ids) if self.from_stem.is_none() => {
                say(format!("the title block names several: {}; taken as none of them", ids.join(", ")));
            }
            Who::Several(_) | Who::Nobody => {}
        }
        if meta.actor.is_none() {
            let group = spoken_for.and_then(|spoken| match spoken {
                SpokenFor::Group(id) => Some(id.as_str()),
                SpokenFor::Unknown(_) => None,
            });
            meta.actor = self.from_stem.or(meta.group.as_deref()).or(group).map(str::to_owned);
        }
    }

    /// The group that is spoken for: as said, by the file name, or the actor itself if it is one.
    fn group(&self, meta: &mut Metadata, spoken_for: Option<SpokenFor>, notices: &mut Vec<Notice>) {
        match spoken_for {
            _ if meta.group.is_some() => {}
            Some(SpokenFor::Group(id)) => meta.group = Some(id),
            Some(SpokenFor::Unknown(name)) => notices.push(Notice {
                place: self.place.to_owned(),
                what: format!("speaks on behalf of `{name}`, which is no known group; taken as a national statement"),
            }),
            None => {}
        }
        let candidates = [meta.actor.as_deref(), self.from_stem];
        if meta.group.is_none() {
            meta.group = candidates.into_iter().flatten().find(|id| self.is_group(id)).map(str::to_owned);
        }
    }

    fn is_group(&self, id: &str) -> bool {
        self.actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Group)
    }
}

/// Fills the fields of `meta` that are still empty.
fn fill(meta: &mut Metadata, more: Metadata) {
    let Metadata { actor, group, speaker, forum, date, title } = more;
    meta.actor = meta.actor.take().or(actor);
    meta.group = meta.group.take().or(group);
    meta.speaker = meta.speaker.take().or(speaker);
    meta.forum = meta.forum.take().or(forum);
    meta.date = meta.date.or(date);
    meta.title = meta.title.take().or(title);
}

fn nobody(place: &str) -> Error {
    Error::new("whose statement is this? neither its title nor its file name names a State or a group")
        .at(place)
        .hint("give `--as ISO3`, a row in a manifest, or begin the file with a line `actor: …`")
}

#[cfg(test)]
mod tests {
    use super::super::Manifest;
    use super::*;
    use std::path::PathBuf;

    fn actors() -> Actors {
        let mut list = Actors::built_in().unwrap();
        list.extend(Actors::parse("data/sample/actors.toml", include_str!("../../data/sample/actors.toml")).unwrap());
        Actors::new(list).unwrap()
    }

    fn loaded(name: &str, text: &str, overrides: &Overrides) -> Result<(Document, Vec<Notice>)> {
        let path = PathBuf::from(name);
        let reader = reader_for(Some(&path)).name();
        let part = Part { reader, text: text.to_owned(), ..Part::default() };
        document(&Source { source: name.to_owned(), path: Some(path) }, part, &actors(), overrides)
    }

    /// Actor, group, speaker, forum, date and first words of the body.
    fn summary(document: &Document) -> String {
        let meta = &document.meta;
        let or = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
        let date = meta.date.map_or("–".to_owned(), |date| date.to_string());
        let words: Vec<&str> = document.text[document.body..].split_whitespace().take(3).collect();
        format!("{} {} | {} | {} {date} | {}", document.actor, or(&meta.group), or(&meta.speaker), or(&meta.forum), words.join(" "))
    }

    #[test]
    fn the_sample_corpus_is_understood() {
        let (sources, _) = super::super::gather(&[PathBuf::from("data/sample")]);
        let actors = actors();
        let read: Vec<String> = sources
            .iter()
            .map(|source| load(source, &actors, &Overrides::default()).unwrap())
            .map(|(d, n)| {
                assert!(n.is_empty(), "{n:?}");
                summary(&d)
            })
            .collect();
        assert_eq!(
            read,
            [
                "XNE – | – | OEWG 2022-03-31 | Thank you, Madam",
                "XTO – | – | – 2024 | Madam Chair, We",
                "XEL – | Perrin Ashcombe-Dray | OEWG 2023-07-27 | Thank you, Madam",
                "XHE – | Maren Oskelund | OEWG 2023-07-26 | ## I. Introduction",
                "XKE – | – | OEWG 2022-03-30 | Madam Chair, My",
                "XKE – | Edrik Halvaine | OEWG 2024-07-09 | Madam Chair, dear",
                "XSE lakes-group | Joram Ulweti-Sande | OEWG 2023-07-24 | Madam Chair, I",
                "XOS – | Tavik Orsolane | OEWG 2022-03-29 | 1. Madam Chair,",
                "XOS – | Rielle Danovar | OEWG 2024-07-10 | 1. Madam Chair,",
                "XPE – | Lucan Verhadt | OEWG 2023-07-25 | Madam Chair, Pelorand",
                "XQU – | Sahel Imbarune | OEWG 2023-07-26 | Madam Chair, Quenara",
                "XSE – | Joram Ulweti-Sande | OEWG 2024-07-11 | Thank you, Madam",
                "XVA straits-group | Ilvane Torresk | OEWG 2024-07-08 | Madam Chair, I",
                "XTO – | Bersun Akhadel | OEWG 2022-03-28 | Distinguished Chair, Dear",
                "XTU – | Adaweni Korosse | OEWG 2023-07-25 | Thank you, Madam",
                "XVA – | Ilvane Torresk | OEWG 2022-03-29 | Madam Chair, As",
            ]
        );
    }

    #[test]
    fn what_is_said_first_wins_field_by_field() {
        let text = "actor: Sendara\n\nStatement by the Kingdom of Kelmora\n\nMr. Chair, we agree.";
        let (document, _) = loaded("valdoria-2022.txt", text, &Overrides::default()).unwrap();
        assert_eq!(summary(&document), "XSE – | – | – 2022 | Mr. Chair, we");
        let manifest = Manifest::parse("m.csv", "path,speaker\nvaldoria-2022.txt,A. Person\n", &actors()).unwrap();
        let overrides = Overrides { manifest: Some(manifest), actor: Some("XPE".into()), date: "2023".parse().ok(), forum: None };
        let (document, _) = loaded("valdoria-2022.txt", text, &overrides).unwrap();
        assert_eq!(summary(&document), "XPE – | A. Person | – 2023 | Mr. Chair, we");
    }

    #[test]
    fn a_title_that_contradicts_the_file_name_wins_with_a_notice() {
        let text = "Statement by the Kingdom of Kelmora\n\nMr. Chair, we agree.";
        let (document, notices) = loaded("XVA_2022.txt", text, &Overrides::default()).unwrap();
        assert_eq!(document.actor, "XKE");
        assert_eq!(notices[0].what, "the title block names `XKE`, the file name `XVA`; taken as `XKE`");
    }

    #[test]
    fn a_group_speaks_for_itself_where_no_state_is_named() {
        let text = "Mr. Chair, I speak on behalf of the Lakes Group. We agree.";
        let (document, _) = loaded("text.txt", text, &Overrides::default()).unwrap();
        assert_eq!(summary(&document), "lakes-group lakes-group | – | – – | Mr. Chair, I");
    }

    #[test]
    fn an_unknown_speaker_is_never_guessed() {
        let error = loaded("text.txt", "We agree with Japan.", &Overrides::default()).unwrap_err().to_string();
        assert!(error.starts_with("text.txt: whose statement is this?") && error.contains("`--as ISO3`"), "{error}");
        let overrides = Overrides { actor: Some("Sendora".into()), ..Overrides::default() };
        let error = loaded("text.txt", "We agree.", &overrides).unwrap_err().to_string();
        assert_eq!(error, "`Sendora` is no known State, group or observer\n  help: did you mean `Sendara`?");
    }

    #[test]
    fn an_empty_file_is_an_error() {
        let error = loaded("JPN_2019.txt", "\u{feff} \n", &Overrides::default()).unwrap_err().to_string();
        assert!(error.starts_with("JPN_2019.txt: the file is empty"), "{error}");
    }
}
