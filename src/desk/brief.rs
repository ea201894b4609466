//! One actor on one page: what it holds, how firmly, where it can move, who is with it, and of what it has not spoken.

use super::allies::{Ally, allies};
use super::book::{Book, Held};
use crate::model::{Claim, Position, PropositionEntry, Side, Stance};

/// A position with the claim that speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// The proposition.
    pub entry: &'a PropositionEntry,
    /// The position.
    pub position: &'a Position,
    /// The claim that is shown.
    pub claim: &'a Claim,
}

/// What stands in a brief. All lists are cut to what fits a page, the weightiest first; `n_…` say how many there are in all.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief<'a> {
    /// Positions taken itself with a strength of 3 or more, red lines apart: the strongest, then those said most often.
    pub key: Vec<Line<'a>>,
    /// How many of them there are.
    pub n_key: usize,
    /// What it insists on or rules out: claims of strength 5 in the stance that is held.
    pub red_lines: Vec<Line<'a>>,
    /// Where it can move: it is for it with a limit, or sees merit, has a mild concern or is undecided (strength 1 or 2).
    pub flexible: Vec<Line<'a>>,
    /// What a group said for it, and it did not say itself.
    pub of_groups: Vec<Line<'a>>,
    /// Who is nearest.
    pub near: Vec<Ally<'a>>,
    /// Who is farthest: those with whom there is more conflict than agreement.
    pub far: Vec<Ally<'a>>,
    /// The propositions of which most others spoke and neither it nor a group of its own did, with how many took a stance.
    pub silences: Vec<(&'a PropositionEntry, usize)>,
    /// How many propositions others took up of which it did not speak.
    pub n_silences: usize,
}

/// The brief of an actor on what is looked at, with at most `most` lines in each part.
#[must_use]
pub fn brief<'a>(book: &Book<'a>, actor: &'a str, most: usize) -> Brief<'a> {
    let (mut key, mut red_lines, mut flexible, mut of_groups) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for entry in book.asked() {
        let claims = book.claims(actor, &entry.id);
        let Some(claim) = claims.first().copied() else { continue };
        match book.held(actor, &entry.id) {
            Held::Own(position) => {
                let line = Line { entry, position, claim };
                let can_move = position.stance == Stance::Qualified || position.stance.side() == Side::Neither || position.strength <= 2;
                match () {
                    () if can_move => flexible.push(line),
                    () if position.strength >= 5 => red_lines.push(line),
                    () => key.push(line),
                }
            }
            Held::OfGroups(positions) => of_groups.extend(positions.first().map(|position| Line { entry, position, claim })),
            Held::Silent => {}
        }
    }
    for list in [&mut key, &mut red_lines, &mut flexible, &mut of_groups] {
        // A stable sort: those alike stay in codebook order.
        list.sort_by_key(|line| std::cmp::Reverse((line.position.strength, line.position.n_claims)));
    }
    let n_key = key.len();
    for list in [&mut key, &mut red_lines, &mut flexible, &mut of_groups] {
        list.truncate(most);
    }
    let all = allies(book, actor);
    let near: Vec<Ally<'a>> = all.iter().filter(|ally| ally.closeness > 0.0).take(most.min(5)).cloned().collect();
    let far: Vec<Ally<'a>> = all.iter().rev().filter(|ally| ally.closeness < 0.0).take(most.min(5)).cloned().collect();
    let actors = book.actors();
    let spoke = |entry: &&'a PropositionEntry| actors.iter().filter(|other| matches!(book.held(other, &entry.id), Held::Own(_))).count();
    let mut silences: Vec<(&PropositionEntry, usize)> = book
        .propositions(&actors)
        .into_iter()
        .filter(|entry| book.held(actor, &entry.id) == Held::Silent)
        .map(|entry| (entry, spoke(&entry)))
        .collect();
    silences.sort_by_key(|(_, spoke)| std::cmp::Reverse(*spoke));
    let n_silences = silences.len();
    silences.truncate(most);
    Brief { key, n_key, red_lines, flexible, of_groups, near, far, silences, n_silences }
}
