//! Statements and claims come in, plain texts and the places of claims in them go out, for formats that hold the words themselves.
//!
//! A text has line feeds only and no byte order mark: programs that turn `\r\n` into `\n` would move every place after it. Of a
//! transcript's turn it is the turn alone. Where a statement's words are not given, its text is its quotes, one a line.

use super::View;
use crate::model::{Claim, Date, Document};
use crate::text::Span;
use crate::text::span::{Offsets, Unit};
use std::collections::BTreeMap;

/// A statement's words, and the claims in them.
#[derive(Debug)]
pub(super) struct Words<'a> {
    /// The document's id.
    pub(super) id: &'a str,
    /// Its title, or its id.
    pub(super) title: &'a str,
    /// The id of the actor that speaks, if that is known.
    pub(super) actor: &'a str,
    /// The person who speaks, if that is known.
    pub(super) speaker: &'a str,
    /// Where it was said, if that is known.
    pub(super) forum: &'a str,
    /// The path as given.
    pub(super) source: &'a str,
    /// When it was said.
    pub(super) date: Option<Date>,
    /// The words.
    pub(super) text: String,
    /// The claims, by their place in the comparison, and where they stand in the words, in the unit that was asked for.
    pub(super) claims: Vec<(usize, Span)>,
}

/// The statements that were given or in which a claim stands, by id.
pub(super) fn words<'a>(view: &View<'a>, unit: Unit) -> Vec<Words<'a>> {
    let mut claims: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, claim) in view.comparison.claims.iter().enumerate() {
        claims.entry(claim.doc_id.as_str()).or_default().push(at);
    }
    let given: BTreeMap<&str, &Document> = view.documents.iter().map(|document| (document.id.as_str(), document)).collect();
    let mut ids: Vec<&str> = claims.keys().chain(given.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let all = &view.comparison.claims;
    ids.into_iter()
        .map(|id| {
            let claims = claims.remove(id).unwrap_or_default();
            let known = given.get(id).copied();
            let placed = known.and_then(|document| in_document(document, all, &claims));
            let (text, spans) = placed.unwrap_or_else(|| quotes(all, &claims));
            let counted = Offsets::new(&text, unit);
            let spans: Vec<Span> = spans.into_iter().map(|span| counted.span(span)).collect();
            let first = claims.first().map(|at| &all[*at]);
            let meta = known.map(|document| &document.meta);
            Words {
                id,
                title: meta.and_then(|meta| meta.title.as_deref()).filter(|title| !title.trim().is_empty()).unwrap_or(id),
                actor: known.map(|document| document.actor.as_str()).or(first.map(|claim| claim.holder.as_str())).unwrap_or_default(),
                speaker: meta.and_then(|meta| meta.speaker.as_deref()).unwrap_or_default(),
                forum: meta.and_then(|meta| meta.forum.as_deref()).or(first.and_then(|claim| claim.forum.as_deref())).unwrap_or_default(),
                source: known.map(|document| document.source.as_str()).or(first.map(|claim| claim.source.as_str())).unwrap_or_default(),
                date: meta.and_then(|meta| meta.date).or(first.and_then(|claim| claim.date)),
                text,
                claims: claims.into_iter().zip(spans).collect(),
            }
        })
        .collect()
}

/// The document's words with the claims' places; none if a quote does not stand where the claim says.
fn in_document(document: &Document, all: &[Claim], claims: &[usize]) -> Option<(String, Vec<Span>)> {
    let first = if document.meta.turn.is_some() { document.body } else { 0 };
    let own = document.text.get(first..)?;
    let (text, gone) = plain(own);
    let moved = |at: usize| at - gone.partition_point(|cut| *cut < at);
    let place = |at: &usize| {
        let span = all[*at].span;
        let (start, end) = (span.start.checked_sub(first)?, span.end.checked_sub(first)?);
        (own.get(start..end)? == all[*at].quote).then(|| Span::new(moved(start), moved(end)))
    };
    let spans = claims.iter().map(place).collect::<Option<Vec<Span>>>()?;
    Some((text, spans))
}

/// The quotes as a text of their own.
fn quotes(all: &[Claim], claims: &[usize]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for at in claims {
        let start = text.len();
        text.push_str(&plain(&all[*at].quote).0);
        spans.push(Span::new(start, text.len()));
        text.push('\n');
    }
    (text, spans)
}

/// The text with line feeds only, and the bytes that are no longer in it, ascending.
fn plain(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut gone = Vec::new();
    for (at, letter) in text.char_indices() {
        match letter {
            '\r' if text[at + 1..].starts_with('\n') => gone.push(at),
            '\r' => out.push('\n'),
            '\u{feff}' if at == 0 => gone.extend(0..3),
            letter => out.push(letter),
        }
    }
    (out, gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::made_up::claim;
    use crate::model::{Comparison, Metadata, Stance};

    #[test]
    fn places_count_in_the_text_that_is_written() {
        let text = "\u{feff}Ça va 🕊\r\nWe object.\rNo.".to_owned();
        let quote = |words: &str| {
            let start = text.find(words).unwrap();
            Claim {
                doc_id: "d".to_owned(),
                quote: words.to_owned(),
                span: Span::new(start, start + words.len()),
                ..claim("FRA", "p", Stance::Oppose)
            }
        };
        let comparison = Comparison { claims: vec![quote("va 🕊\r\nWe"), quote("No.")], ..Comparison::default() };
        let document = Document {
            id: "d".to_owned(),
            source: "d.txt".to_owned(),
            text: text.clone(),
            pages: Vec::new(),
            body: 0,
            actor: "FRA".to_owned(),
            meta: Metadata::default(),
        };
        for (unit, units) in [(Unit::Char, 1), (Unit::Utf16, 2)] {
            let found = words(&View { documents: std::slice::from_ref(&document), ..View::new(&comparison) }, unit);
            assert_eq!(found[0].text, "Ça va 🕊\nWe object.\nNo.");
            assert_eq!(found[0].claims[0].1, Span::new(3, 9 + units));
            let last = found[0].claims[1].1;
            assert_eq!((last.start, last.end), (18 + units, 21 + units));
        }
        let without = words(&View::new(&comparison), Unit::Char);
        assert_eq!(without[0].text, "va 🕊\nWe\nNo.\n");
        assert_eq!(without[0].claims[1].1, Span::new(8, 11));
    }
}
