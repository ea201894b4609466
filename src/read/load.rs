//! One source → its documents: the text as it is, and what is known of each.

use super::statements::{Detected, Text, detect, statements};
use super::{Overrides, Source};
use crate::codebook::Actors;
use crate::error::Result;
use crate::files;
use crate::model::{Document, Notice};

/// Reads one source: its statement, or in a transcript its turns. What is known comes, field by field, from the first that says
/// it; see [`statements`].
///
/// # Errors
/// If the text cannot be read or is empty, names an unknown actor, or does not tell whose statement it is.
pub fn load(source: &Source, actors: &Actors, overrides: &Overrides) -> Result<(Vec<Document>, Vec<Notice>)> {
    statements(&Text::of(source, &text(source)?), actors, overrides)
}

/// Reads one source, and tells what is found out about it: the text and its pieces.
///
/// # Errors
/// If the text cannot be read or is empty, or names an unknown actor.
pub fn scan(source: &Source, actors: &Actors, overrides: &Overrides) -> Result<(String, Vec<Detected>)> {
    let text = text(source)?;
    let found = detect(&Text::of(source, &text), actors, overrides)?;
    Ok((text, found))
}

fn text(source: &Source) -> Result<String> {
    match &source.path {
        Some(path) => files::text(path),
        None => files::standard_input(),
    }
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
        let source = Source { source: name.to_owned(), path: Some(path) };
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
