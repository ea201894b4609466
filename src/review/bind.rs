//! A decision's words ↔ the claim they stand for in what was read now.

use super::words::{self, Core};
use crate::model::{Anchor, Claim, ClaimReading, Document};
use crate::text::Span;
use std::collections::BTreeMap;

/// The words of a claim, with what is read in them.
#[must_use]
pub fn anchor(claim: &Claim, text: &str) -> Anchor {
    let (before, after) = words::around(text, claim.span);
    Anchor { quote: claim.quote.clone(), before, after, doc_id: claim.doc_id.clone(), span: claim.span, read: reading(claim) }
}

/// What a claim says, as far as people decide on it.
pub(super) fn reading(claim: &Claim) -> ClaimReading {
    ClaimReading { holder: claim.holder.clone(), proposition: claim.proposition_id.clone(), stance: claim.stance, strength: claim.strength }
}

/// Whether a claim is of the holder and on the proposition that a decision is on.
pub(super) fn is_same(on: &Anchor, claim: &Claim) -> bool {
    claim.holder == on.read.holder && claim.proposition_id == on.read.proposition
}

/// How much speaks for a claim with the words of a decision being the one that is meant: the words around it, then the document, then
/// the place.
pub(super) fn likeness(on: &Anchor, claim: &Claim, text: &str) -> Likeness {
    let (before, after) = words::around(text, claim.span);
    let around = (words::core(&before) == words::core(&on.before), words::core(&after) == words::core(&on.after));
    let document = claim.doc_id == on.doc_id;
    (u8::from(around.0) + u8::from(around.1), document, document && claim.span == on.span)
}

/// See [`likeness`].
pub(super) type Likeness = (u8, bool, bool);

/// Whether the same words stand before or after a place as did before or after those of a decision.
pub(super) fn is_around(on: &Anchor, text: &str, span: Span) -> bool {
    let (before, after) = words::around(text, span);
    words::core(&before) == words::core(&on.before) || words::core(&after) == words::core(&on.after)
}

/// Where the words of a decision are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// They are those of this claim (its place in the list).
    Claim(usize),
    /// They are in this document (its place in the list), and no claim of that holder and proposition is read there.
    Words(usize, Span),
    /// They are in no document.
    Nowhere,
    /// They are those of several claims, which nothing tells apart; this is the first.
    Several(usize),
}

/// What was read, found by its words.
pub(super) struct Index<'a> {
    documents: &'a [Document],
    claims: &'a [Claim],
    /// Claims by the hash of their quote.
    by_words: BTreeMap<String, Vec<usize>>,
    by_document: BTreeMap<&'a str, usize>,
    cores: BTreeMap<usize, Core>,
}

impl<'a> Index<'a> {
    pub(super) fn of(documents: &'a [Document], claims: &'a [Claim]) -> Self {
        let mut by_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, claim) in claims.iter().enumerate() {
            by_words.entry(words::key(&claim.quote)).or_default().push(at);
        }
        let by_document = documents.iter().enumerate().map(|(at, document)| (document.id.as_str(), at)).collect();
        Self { documents, claims, by_words, by_document, cores: BTreeMap::new() }
    }

    /// Where the words of a decision are now.
    pub(super) fn find(&mut self, on: &Anchor) -> Bound {
        let same = |claim: &Claim| is_same(on, claim);
        let quoted = self.by_words.get(&words::key(&on.quote)).map_or(&[][..], Vec::as_slice);
        let candidates: Vec<usize> = quoted.iter().copied().filter(|at| same(&self.claims[*at])).collect();
        if let Some(bound) = self.nearest(on, candidates) {
            return bound;
        }
        // The claim's quote may have become longer or shorter.
        let Some((document, span)) = self.locate(on) else { return Bound::Nowhere };
        let id = &self.documents[document].id;
        let there = |claim: &Claim| claim.doc_id == *id && claim.span.overlaps(span) && same(claim);
        let found = self.claims.iter().position(there);
        found.map_or(Bound::Words(document, span), Bound::Claim)
    }

    /// Of claims with the words of a decision the one that is meant: by the words around it, the document, the place.
    fn nearest(&self, on: &Anchor, candidates: Vec<usize>) -> Option<Bound> {
        let text = |doc_id: &str| self.by_document.get(doc_id).map_or("", |document| self.documents[*document].text.as_str());
        let likeness = |at: usize| likeness(on, &self.claims[at], text(&self.claims[at].doc_id));
        if candidates.len() < 2 {
            return candidates.first().map(|at| Bound::Claim(*at));
        }
        let ranked: Vec<_> = candidates.into_iter().map(|at| (likeness(at), at)).collect();
        let best = ranked.iter().map(|(likeness, _)| *likeness).max()?;
        let mut first = ranked.into_iter().filter(|(likeness, _)| *likeness == best).map(|(_, at)| at);
        let one = first.next()?;
        Some(if first.next().is_some() { Bound::Several(one) } else { Bound::Claim(one) })
    }

    /// The document and the place of a decision's words: in its own document if they are there, else in the first that has them
    /// with the same words around, else in the first that has them.
    fn locate(&mut self, on: &Anchor) -> Option<(usize, Span)> {
        let own = self.by_document.get(on.doc_id.as_str()).copied();
        let others = (0..self.documents.len()).filter(|at| Some(*at) != own);
        let mut elsewhere = None;
        for document in own.into_iter().chain(others) {
            let text = &self.documents[document].text;
            let places = self.cores.entry(document).or_insert_with(|| Core::of(text)).places(&on.quote);
            let best = places.iter().find(|span| is_around(on, text, **span));
            if let Some(span) = best.or_else(|| places.first().filter(|_| Some(document) == own)) {
                return Some((document, *span));
            }
            elsewhere = elsewhere.or_else(|| places.first().map(|span| (document, *span)));
        }
        elsewhere
    }

    /// Where other words stand in a document, nearest to a place.
    pub(super) fn place(&mut self, doc_id: &str, quote: &str, near: Span) -> Option<Span> {
        let document = *self.by_document.get(doc_id)?;
        let text = &self.documents[document].text;
        let places = self.cores.entry(document).or_insert_with(|| Core::of(text)).places(quote);
        places.into_iter().min_by_key(|span| span.start.abs_diff(near.start))
    }
}
