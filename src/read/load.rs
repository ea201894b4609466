//! One source → its documents: the texts that its reader takes out, and what is known of the statements in each.

use super::statements::{Detected, Text, detect, statements};
use super::{Budget, Columns, Options, Overrides, Part, Parts, Reader, Source, encoding, reader_for, reader_named, weak};
use crate::codebook::Actors;
use crate::error::{Error, Result};
use crate::files;
use crate::model::{Document, Notice};
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

/// A text of a source, and what was found out about it.
#[derive(Debug)]
pub struct Piece {
    /// The source, and the place in it if it holds several texts.
    pub source: String,
    /// The words.
    pub text: String,
    /// The statement, or the turns; or why it cannot be told.
    pub found: Result<Vec<Detected>>,
}

/// Reads one source with the usual limits: its statement, or the turns of a transcript, the rows of a table, the files of an
/// archive. What is known comes, field by field, from the first that says it; see [`statements`].
///
/// # Errors
/// If anything in it cannot be read, is empty, names an unknown actor, or does not tell whose statement it is.
pub fn load(source: &Source, actors: &Actors, overrides: &Overrides) -> Result<(Vec<Document>, Vec<Notice>)> {
    let Loaded { documents, notices, errors } = load_all(source, actors, overrides, &Options::default());
    errors.into_iter().next().map_or(Ok((documents, notices)), Err)
}

/// Reads all statements of a source. What cannot be read is an error of its own and does not keep the rest from being read.
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
        match read_part(source, &part, actors, &mut loaded.notices, |text| statements(text, actors, overrides)) {
            Ok((documents, notices)) => {
                loaded.documents.extend(documents.into_iter().map(|document| paged(document, &part)));
                loaded.notices.extend(notices);
            }
            Err(error) => loaded.errors.push(error),
        }
    }
    loaded
}

/// Tells what is found out about each text of a source.
///
/// # Errors
/// If the source cannot be read, or a part of it.
pub fn scan(source: &Source, actors: &Actors, overrides: &Overrides, options: &Options) -> Result<Vec<Piece>> {
    let found = parts(source, options)?;
    if let Some((key, what)) = found.failed.into_iter().next() {
        return Err(Error::new(what).at(format!("{}{key}", place(source))));
    }
    let mut file = found.notices.into_iter().map(|what| Notice { place: place(source).to_owned(), what }).collect::<Vec<_>>();
    let look = |part: Part| {
        let mut notices = std::mem::take(&mut file);
        let mut found = read_part(source, &part, actors, &mut notices, |text| detect(text, actors, overrides));
        if let Ok(first) = &mut found
            && let Some(first) = first.first_mut()
        {
            first.notices.splice(0..0, notices);
        }
        Piece { source: format!("{}{}", source.source, part.key), text: part.text, found }
    };
    Ok(found.parts.into_iter().map(look).collect())
}

/// Looks at one text of a source, with what the file says of it.
pub(super) fn read_part<T>(
    source: &Source,
    part: &Part,
    actors: &Actors,
    notices: &mut Vec<Notice>,
    look: impl FnOnce(&Text<'_>) -> Result<T>,
) -> Result<T> {
    let named = format!("{}{}", source.source, part.key);
    let place = if named == "-" { "standard input" } else { &named };
    // The name that tells actor and date: of the file, or of the file in the archive.
    let path = if part.key.starts_with('/') { Some(Path::new(&part.key)) } else { source.path.as_deref() };
    let stem = path.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    look(&Text {
        source: &named,
        stem: stem.as_deref(),
        reader: reader_named(part.reader),
        words: &part.text,
        said: weak::said(&part.said, place, actors, notices)?,
        properties: weak::properties(&part.weak, actors),
    })
}

/// The document with those pages of its text that it reaches.
fn paged(document: Document, part: &Part) -> Document {
    let pages = part.pages.iter().copied().filter(|start| start.at < document.text.len()).collect();
    Document { pages, ..document }
}

/// The texts of a source, as offsets count in them.
///
/// # Errors
/// If the file cannot be read, is not what its extension says, or passes a limit.
pub fn parts(source: &Source, options: &Options) -> Result<Parts> {
    let columns = Columns { optional: source.is_found, ..options.columns.clone() };
    let options = &Options { columns, ..options.clone() };
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
        let source = Source::named(Some(Path::new(name)));
        let (mut documents, notices) = statements(&Text::of(&source, text), &actors(), overrides)?;
        assert_eq!(documents.len(), 1);
        Ok((documents.remove(0), notices))
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
                summary(&d[0])
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
