//! Sources → short document ids, unique in a run and independent of the order of the inputs.

use crate::model::Document;
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// Gives each document its id: the name of its file without extension; where two files share it, with as many of the
/// folders above as tell them apart, joined by `-`. The row of a table that has a name of its own goes by that. A turn of a transcript has its number behind it: `meeting#07`.
pub fn ids(documents: &mut [Document]) {
    let found = all(documents);
    for (document, id) in documents.iter_mut().zip(found) {
        document.id = id;
    }
}

/// One text: its source, and which of those with that source it is. One file given twice is two texts; the turns of a file are one.
type Text<'d> = (&'d str, usize);

/// The id of each document.
fn all(documents: &[Document]) -> Vec<String> {
    let turn = |document: &Document| document.meta.turn.unwrap_or(0);
    let mut copies: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    let mut texts: Vec<Text<'_>> = Vec::with_capacity(documents.len());
    for document in documents {
        let copy = copies.entry((&document.source, turn(document))).or_default();
        *copy += 1;
        texts.push((&document.source, *copy));
    }
    let mut last_turns: BTreeMap<Text<'_>, usize> = BTreeMap::new();
    for (text, document) in texts.iter().zip(documents) {
        let last = last_turns.entry(*text).or_default();
        *last = (*last).max(turn(document));
    }
    let distinct: Vec<Text<'_>> = last_turns.keys().copied().collect();
    let names = names(&distinct);
    let id = |(text, document): (&Text<'_>, &Document)| {
        let name = &names[distinct.partition_point(|other| other < text)];
        let width = last_turns[text].to_string().len();
        document.meta.turn.map_or_else(|| name.clone(), |turn| format!("{name}#{turn:0width$}"))
    };
    texts.iter().zip(documents).map(id).collect()
}

/// A name for each text, unique and as short as it can be. Of very many texts no more is kept than their names.
fn names(texts: &[Text<'_>]) -> Vec<String> {
    let mut depths = vec![1; texts.len()];
    loop {
        let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, (source, _)) in texts.iter().enumerate() {
            same.entry(joined(&trail(source), depths[index])).or_default().push(index);
        }
        let mut grown = false;
        for index in same.values().filter(|indices| indices.len() > 1).flatten() {
            if depths[*index] < trail(texts[*index].0).len() {
                depths[*index] += 1;
                grown = true;
            }
        }
        if !grown {
            let mut names = vec![String::new(); texts.len()];
            for (name, mut indices) in same {
                indices.sort_by_key(|index| texts[*index]);
                for (copy, index) in indices.into_iter().enumerate() {
                    names[index] = if copy == 0 { name.clone() } else { format!("{name}-{}", copy + 1) };
                }
            }
            return names;
        }
    }
}

/// The parts of a source that may go into its id, the most telling first: the stem, then the folders from the last to the
/// first, at last the extension.
fn trail(source: &str) -> Vec<String> {
    if source == "-" {
        return vec!["stdin".to_owned()];
    }
    let named = source.rsplit_once(super::rows::NAMED);
    // The row of a table goes with its stem: `table.csv#3` is `table-3`.
    let row = source.rsplit_once('#').filter(|(_, row)| !row.is_empty() && row.bytes().all(|byte| byte.is_ascii_digit()));
    let path = Path::new(named.or(row).map_or(source, |(file, _)| file));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut trail = vec![match (named, row) {
        (Some((_, name)), _) => name.to_owned(),
        (None, Some((_, row))) => format!("{stem}-{row}"),
        (None, None) => stem.clone().into_owned(),
    }];
    if named.is_some() {
        trail.push(stem.into_owned());
    }
    if let Some(folder) = path.parent() {
        let folders = folder.components().rev().filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        });
        trail.extend(folders);
    }
    trail.extend(path.extension().map(|extension| format!(".{}", extension.to_string_lossy())));
    trail
}

/// The first `depth` parts, put back into the order of the path.
fn joined(trail: &[String], depth: usize) -> String {
    let mut parts: Vec<&str> = trail[..depth].iter().map(String::as_str).collect();
    let extension = parts.pop_if(|part| part.starts_with('.')).unwrap_or_default();
    parts.reverse();
    format!("{}{extension}", parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Metadata;

    fn of(sources: &[&str]) -> Vec<String> {
        let mut documents: Vec<Document> = sources
            .iter()
            .map(|source| Document {
                id: String::new(),
                source: (*source).to_owned(),
                text: String::new(),
                pages: Vec::new(),
                body: 0,
                actor: String::new(),
                meta: Metadata::default(),
            })
            .collect();
        ids(&mut documents);
        documents.into_iter().map(|document| document.id).collect()
    }

    #[test]
    fn an_id_is_as_short_as_it_can_be() {
        assert_eq!(of(&["a/JPN_74_2019.txt", "-"]), ["JPN_74_2019", "stdin"]);
        assert_eq!(of(&["a/x.txt", "b/x.txt", "b/y.txt"]), ["a-x", "b-x", "y"]);
        assert_eq!(of(&["s/a/x.txt", "t/a/x.txt", "a/x.txt"]), ["s-a-x", "t-a-x", "a-x.txt"]);
        assert_eq!(of(&["a/x.txt", "a/x.md"]), ["a-x.txt", "a-x.md"]);
        assert_eq!(of(&["a/x.csv#1", "a/x.csv#12", "a.zip/y.docx"]), ["x-1", "x-12", "y"]);
    }

    #[test]
    fn a_row_goes_by_its_own_name() {
        assert_eq!(of(&["a/x.csv#id=12", "a/x.csv#id=JPN 1", "b/y.csv#id=JPN 1"]), ["12", "x-JPN 1", "y-JPN 1"]);
    }

    #[test]
    fn ids_do_not_depend_on_the_order() {
        let (mut one, mut other) = (of(&["a/x.txt", "b/x.txt", "x.txt"]), of(&["x.txt", "b/x.txt", "a/x.txt"]));
        one.sort();
        other.sort();
        assert_eq!(one, other);
    }

    #[test]
    fn a_grown_id_may_meet_another() {
        let ids = of(&["a/x.txt", "b/x.txt", "a-x.txt"]);
        assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), 3, "{ids:?}");
    }

    #[test]
    fn hidden_stems_are_kept_whole() {
        assert_eq!(of(&[".x"]), [".x"]);
    }

    #[test]
    fn turns_are_numbered_behind_the_name_of_their_file() {
        let of = |source: &str, turn: usize| Document {
            id: String::new(),
            source: source.to_owned(),
            text: String::new(),
            pages: Vec::new(),
            body: 0,
            actor: String::new(),
            meta: Metadata { turn: Some(turn), ..Metadata::default() },
        };
        let mut documents = [of("a/m.txt", 2), of("a/m.txt", 11), of("b/n.txt", 1)];
        ids(&mut documents);
        assert_eq!(documents.map(|document| document.id), ["m#02", "m#11", "n#1"]);
    }
}
