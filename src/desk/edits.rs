//! Proposals for the words of a text, each with those who are with it and those who are against it.
//!
//! With a proposal are those who make the same one, and those who say that they support its author's proposal on that paragraph. Against
//! it are those who want the words kept that it changes, who refuse its author's proposal on that paragraph, and who refuse the deletion it
//! asks for. Nobody else: a view on the matter is no view on the words.

use crate::model::{Claim, Comparison, Edit, EditOp, Side};
use crate::text::fold::fold;
use std::collections::BTreeSet;

/// A claim on a paragraph, with the actors named in its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The ids of the actors that its words name, without its holder.
    pub names: Vec<String>,
}

/// A proposal for the words of a text, and how it is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed<'a> {
    /// The paragraph as its number is written, "7 (b)"; empty if the proposal names none.
    pub paragraph: String,
    /// The proposal as it was made first.
    pub edit: &'a Edit,
    /// Those who make the same proposal or say that they support this one, by id.
    pub supporters: Vec<&'a str>,
    /// Those who refuse it, by id.
    pub opponents: Vec<&'a str>,
}

/// The textual proposals of a comparison, by paragraph, then in the order of documents and places. Those that keep words as they are
/// propose nothing; they are listed only where no other proposal touches what they keep.
#[must_use]
pub fn proposed<'a>(comparison: &'a Comparison, remarks: &[Remark<'a>]) -> Vec<Proposed<'a>> {
    let mut found: Vec<Proposed<'a>> = Vec::new();
    for edit in comparison.edits.iter().filter(|edit| !edit.actor.is_empty()) {
        match found.iter_mut().find(|one| is_same(one.edit, edit)) {
            Some(one) => {
                if one.edit.actor != edit.actor {
                    one.supporters.push(&edit.actor);
                }
            }
            None => found.push(Proposed { paragraph: paragraph(edit), edit, supporters: Vec::new(), opponents: Vec::new() }),
        }
    }
    for one in &mut found {
        let edit = one.edit;
        one.opponents.extend(comparison.edits.iter().filter(|other| refuses(other, edit)).map(|other| other.actor.as_str()));
        for remark in remarks {
            match met(remark, edit, &one.paragraph) {
                Some(true) => one.supporters.push(&remark.claim.holder),
                Some(false) => one.opponents.push(&remark.claim.holder),
                None => {}
            }
        }
        for list in [&mut one.supporters, &mut one.opponents] {
            list.retain(|actor| !actor.is_empty() && *actor != edit.actor);
            list.sort_unstable();
            list.dedup();
        }
    }
    let touched: BTreeSet<usize> = (0..found.len())
        .filter(|at| found[*at].edit.op == EditOp::Retain && found.iter().any(|other| refuses(found[*at].edit, other.edit)))
        .collect();
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !touched.contains(&(at - 1))
    });
    found.sort_by(|a, b| {
        (number(&a.paragraph), &a.paragraph, &a.edit.doc_id, a.edit.span).cmp(&(
            number(&b.paragraph),
            &b.paragraph,
            &b.edit.doc_id,
            b.edit.span,
        ))
    });
    found
}

/// The paragraph's number as written: from the target, else from the proposal's own words.
fn paragraph(edit: &Edit) -> String {
    let named = |text: &str| {
        let folded = text.to_lowercase();
        let places = ["paragraphs ", "paragraph ", "paras ", "para. ", "para ", "op ", "op", "pp"];
        let (from, length) = places.iter().find_map(|place| {
            let at = folded.match_indices(place).find(|(at, _)| {
                let starts = !folded[..*at].ends_with(|c: char| c.is_alphanumeric());
                starts && folded[at + place.len()..].starts_with(|c: char| c.is_ascii_digit())
            })?;
            Some((at.0, place.len()))
        })?;
        // Folding may have changed the length of what stands before.
        let rest = folded.get(from + length..)?;
        let mut end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        loop {
            let after = rest[end..].trim_start_matches(' ');
            let skipped = rest[end..].len() - after.len();
            let inner = after.strip_prefix('(').and_then(|inner| inner.find(')').filter(|at| *at <= 4));
            match inner {
                Some(close) => end += skipped + close + 2,
                None => break,
            }
        }
        Some(rest[..end].to_owned())
    };
    named(&edit.target).or_else(|| named(&edit.quote)).unwrap_or_default()
}

fn number(paragraph: &str) -> u32 {
    let digits = paragraph.find(|c: char| !c.is_ascii_digit()).unwrap_or(paragraph.len());
    paragraph[..digits].parse().unwrap_or(u32::MAX)
}

/// The number as ids of propositions write it: "7 (b)" → "7(b)".
fn key(paragraph: &str) -> String {
    paragraph.chars().filter(|c| !c.is_whitespace()).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect()
}

/// Whether two proposals ask for the same: the same change of the same words of the same paragraph.
fn is_same(one: &Edit, other: &Edit) -> bool {
    let text = |edit: &Edit| edit.new_text.as_deref().map(words).unwrap_or_default();
    one.op == other.op && key(&paragraph(one)) == key(&paragraph(other)) && text(one) == text(other) && touches(one, other) && {
        // Without words to be put in, what is named must be the same.
        one.op == EditOp::Insert || words(&one.target) == words(&other.target) || quoted(one) == quoted(other) && !quoted(one).is_empty()
    }
}

/// The words in quotation marks that a proposal names.
fn quoted(edit: &Edit) -> Vec<Vec<String>> {
    let signs = ['"', '“', '”', '«', '»'];
    edit.quote.split(signs).skip(1).step_by(2).map(words).filter(|words| !words.is_empty()).collect()
}

/// Whether two proposals are about the same place: the same paragraph if both name one, and words that meet if both quote any.
fn touches(one: &Edit, other: &Edit) -> bool {
    let (a, b) = (key(&paragraph(one)), key(&paragraph(other)));
    if a != b && !a.is_empty() && !b.is_empty() {
        return false;
    }
    let (mine, theirs) = (named_words(one), named_words(other));
    let meets = |a: &[String], b: &[String]| !a.is_empty() && b.windows(a.len()).any(|window| window == a);
    let either = mine.iter().any(|a| theirs.iter().any(|b| meets(a, b) || meets(b, a)));
    either || (a == b && !a.is_empty() && (mine.is_empty() || theirs.is_empty()))
}

/// The words that a proposal changes or keeps, as far as it quotes them.
fn named_words(edit: &Edit) -> Vec<Vec<String>> {
    let mut named = quoted(edit);
    if edit.op == EditOp::Insert {
        // The first are put in; what follows only says where.
        named.drain(..named.len().min(1));
    }
    if edit.op == EditOp::Replace {
        named.truncate(1);
    }
    if named.is_empty() && paragraph(edit).is_empty() {
        named.extend([words(&edit.target)].into_iter().filter(|words| !words.is_empty()));
    }
    named
}

/// Whether the one keeps what the other changes.
fn refuses(one: &Edit, other: &Edit) -> bool {
    let keeps = |edit: &Edit| edit.op == EditOp::Retain;
    keeps(one) && matches!(other.op, EditOp::Delete | EditOp::Replace | EditOp::Move) && touches(one, other)
}

/// How a remark meets a proposal: true with it, false against it.
fn met(remark: &Remark<'_>, edit: &Edit, paragraph: &str) -> Option<bool> {
    let claim = remark.claim;
    if claim.holder == edit.actor || claim.holder.is_empty() {
        return None;
    }
    let on_it = claim.proposition_id.strip_prefix("para.").is_some_and(|number| number == key(paragraph));
    if !on_it {
        return None;
    }
    let is_deletion = claim.rules.iter().any(|rule| rule == "removed");
    let names_author = remark.names.contains(&edit.actor);
    match (names_author, is_deletion && edit.op == EditOp::Delete, claim.stance.side()) {
        // "We support Kelmora's proposal on paragraph 7."
        (true, _, Side::For) if !is_deletion || claim.rules.iter().any(|rule| rule.starts_with("endorses ")) => Some(true),
        (true, _, Side::Against) if !is_deletion => Some(false),
        // "We oppose the deletion of paragraph 12": for the paragraph, against who would delete it.
        (_, true, Side::For) => Some(false),
        (_, true, Side::Against) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn edit(actor: &str, op: EditOp, target: &str, new_text: Option<&str>, quote: &str) -> Edit {
        Edit {
            actor: actor.into(),
            op,
            target: target.into(),
            new_text: new_text.map(str::to_owned),
            doc_id: format!("{actor}-doc"),
            span: Span::new(0, quote.len()),
            quote: quote.into(),
        }
    }

    #[test]
    fn the_paragraph_is_read_with_its_letters() {
        for (target, quote, expected) in [
            ("paragraph 7 (b)", "", "7 (b)"),
            ("paragraph 7 (b) (iii)", "", "7 (b) (iii)"),
            ("the last line", "In para. 12, delete the last line", "12"),
            ("OP4", "", "4"),
            ("stop 5", "no number", ""),
        ] {
            assert_eq!(paragraph(&edit("A", EditOp::Delete, target, None, quote)), expected, "{target}");
        }
    }

    #[test]
    fn the_same_proposal_is_listed_once_and_who_keeps_the_words_is_against_it() {
        let comparison = Comparison {
            edits: vec![
                edit("A", EditOp::Delete, "paragraph 11", None, "In paragraph 11, delete “exclusively”"),
                edit("B", EditOp::Delete, "paragraph 11", None, "Delete “exclusively” in paragraph 11"),
                edit("C", EditOp::Retain, "paragraph 11", None, "Retain “exclusively” in paragraph 11"),
                edit("D", EditOp::Delete, "paragraph 11", None, "In paragraph 11, delete “peaceful”"),
                edit("E", EditOp::Delete, "paragraph 12", None, "In paragraph 12, delete “exclusively”"),
            ],
            ..Comparison::default()
        };
        let found = proposed(&comparison, &[]);
        let shown: Vec<String> = found
            .iter()
            .map(|one| format!("{} {} +{} -{}", one.paragraph, one.edit.actor, one.supporters.join(" "), one.opponents.join(" ")))
            .collect();
        assert_eq!(shown, ["11 A +B -C", "11 D + -", "12 E + -"]);
    }
}
