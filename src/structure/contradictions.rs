//! What each actor said of each proposition comes in; who was both for and against it, or for two that exclude each other, goes out.

use crate::codebook::RelationKind;
use crate::model::Moment;
use std::collections::BTreeMap;

/// One statement with a side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said {
    /// Whose it is.
    pub actor: usize,
    /// Of what.
    pub proposition: usize,
    /// −1 (against) … 1 (for); 0 takes no side.
    pub level: f64,
    /// The number of the statement.
    pub statement: u32,
    /// Its document, if documents are told apart.
    pub document: Option<u32>,
    /// When it was made, if that is known.
    pub time: Option<Moment>,
    /// The probability that it is coded right, 0–1.
    pub confidence: f64,
}

/// How an actor came to be on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// In one document.
    SameDocument,
    /// All that is dated on one side lies before all on the other: it changed its mind, once.
    Turn,
    /// Otherwise.
    BackAndForth,
}

impl Course {
    /// The name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SameDocument => "same document",
            Self::Turn => "turn",
            Self::BackAndForth => "back and forth",
        }
    }
}

/// An actor for and against one proposition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contradiction {
    /// Who.
    pub actor: usize,
    /// On what.
    pub proposition: usize,
    /// How many statements are for it.
    pub n_for: usize,
    /// How many are against it.
    pub n_against: usize,
    /// The statement for it that is shown.
    pub pro: u32,
    /// The statement against it that is shown.
    pub contra: u32,
    /// How far the two are apart on the scale from −1 to 1, above 0, at most 2: 1 is soft (½ and −½), 2 is plain.
    pub distance: f64,
    /// The product of the two probabilities: how likely it is that both are coded right, if their mistakes are independent.
    pub confidence: f64,
    /// How it came about.
    pub course: Course,
}

/// Finds every actor and proposition with a statement for and one against. Of all such pairs that is shown which is likeliest right;
/// of equals the one farther apart on the scale, then the one closer in time, then the first. By actor and proposition.
///
/// Cost: the pairs of opposed statements of each actor on each proposition.
#[must_use]
pub fn contradictions(said: &[Said]) -> Vec<Contradiction> {
    let mut sided: Vec<Said> = said.iter().copied().filter(|one| one.level != 0.0).collect();
    sided.sort_by_key(|one| (one.actor, one.proposition, one.statement));
    sided.chunk_by(|a, b| (a.actor, a.proposition) == (b.actor, b.proposition)).filter_map(contradiction).collect()
}

/// An actor that holds two propositions which cannot both be held, or which are normally opposed; or that holds one and denies what
/// it commits to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clash {
    /// Who.
    pub actor: usize,
    /// The proposition that it holds.
    pub first: usize,
    /// The other, that it holds too, or denies if the first entails it.
    pub second: usize,
    /// How the two are related: `Contradicts`, `Conflicts` or `Entails`.
    pub relation: RelationKind,
    /// How many statements are for the first.
    pub n_first: usize,
    /// How many are for the second, or against it if the first entails it.
    pub n_second: usize,
    /// The statement on the first that is shown.
    pub one: u32,
    /// The statement on the second that is shown.
    pub other: u32,
    /// How plain it is: the sum of how far the two statements are from the middle, above 0, at most 2.
    pub distance: f64,
    /// The product of the two probabilities: how likely it is that both are coded right, if their mistakes are independent.
    pub confidence: f64,
    /// How it came about.
    pub course: Course,
}

/// Finds every actor with a statement on either side of two related propositions: for both if they contradict or conflict, for the first
/// and against the second if the first entails the second. Propositions that merely differ in priority may both be held. Of several
/// pairs of statements one is shown as [`contradictions`] chooses it. By actor and propositions.
///
/// Cost: the pairs of such statements of each actor on each relation.
#[must_use]
pub fn clashes(said: &[Said], relations: &[(usize, usize, RelationKind)]) -> Vec<Clash> {
    let mut spoken: BTreeMap<(usize, usize), [Vec<Said>; 2]> = BTreeMap::new();
    let mut actors: Vec<usize> = said.iter().map(|one| one.actor).collect();
    actors.sort_unstable();
    actors.dedup();
    let mut sided: Vec<&Said> = said.iter().filter(|one| one.level != 0.0).collect();
    sided.sort_by_key(|one| one.statement);
    for one in sided {
        spoken.entry((one.actor, one.proposition)).or_default()[usize::from(one.level < 0.0)].push(*one);
    }
    let clash = |actor: usize, (first, second, relation): (usize, usize, RelationKind)| {
        let side = match relation {
            RelationKind::Contradicts | RelationKind::Conflicts => 0,
            RelationKind::Entails => 1,
            RelationKind::Differs => return None,
        };
        let (one, other) = (&spoken.get(&(actor, first))?[0], &spoken.get(&(actor, second))?[side]);
        let (a, b) = likeliest(one, other)?;
        Some(Clash {
            actor,
            first,
            second,
            relation,
            n_first: one.len(),
            n_second: other.len(),
            one: a.statement,
            other: b.statement,
            distance: a.level.abs() + b.level.abs(),
            confidence: a.confidence * b.confidence,
            course: course(one, other),
        })
    };
    let mut relations: Vec<(usize, usize, RelationKind)> = relations.to_vec();
    relations.sort_unstable();
    actors.into_iter().flat_map(|actor| relations.iter().filter_map(move |relation| clash(actor, *relation)).collect::<Vec<_>>()).collect()
}

/// Of the pairs of one statement of either list that which is likeliest right; of equals the one farther from the middle, then the one
/// closer in time, then the first.
fn likeliest<'a>(pro: &'a [Said], contra: &'a [Said]) -> Option<(&'a Said, &'a Said)> {
    let apart = |a: &Said, b: &Said| a.time.zip(b.time).map_or(u64::MAX, |(a, b)| a.0.abs_diff(b.0));
    let plain = |a: &Said, b: &Said| a.level.abs() + b.level.abs();
    let mut best: Option<(&Said, &Said)> = None;
    for a in pro {
        for b in contra {
            let better = best.is_none_or(|(x, y)| {
                (a.confidence * b.confidence)
                    .total_cmp(&(x.confidence * y.confidence))
                    .then(plain(a, b).total_cmp(&plain(x, y)))
                    .then(apart(x, y).cmp(&apart(a, b)))
                    .is_gt()
            });
            if better {
                best = Some((a, b));
            }
        }
    }
    best
}

fn contradiction(same: &[Said]) -> Option<Contradiction> {
    let (pro, contra): (Vec<Said>, Vec<Said>) = same.iter().partition(|one| one.level > 0.0);
    let (a, b) = likeliest(&pro, &contra)?;
    Some(Contradiction {
        actor: a.actor,
        proposition: a.proposition,
        n_for: pro.len(),
        n_against: contra.len(),
        pro: a.statement,
        contra: b.statement,
        distance: a.level - b.level,
        confidence: a.confidence * b.confidence,
        course: course(&pro, &contra),
    })
}

fn course(pro: &[Said], contra: &[Said]) -> Course {
    if pro.iter().any(|a| a.document.is_some() && contra.iter().any(|b| a.document == b.document)) {
        return Course::SameDocument;
    }
    let range = |side: &[Said]| {
        let times: Option<Vec<Moment>> = side.iter().map(|one| one.time).collect();
        times.and_then(|times| Some((times.iter().min().copied()?, times.iter().max().copied()?)))
    };
    match (range(pro), range(contra)) {
        (Some(a), Some(b)) if a.1 < b.0 || b.1 < a.0 => Course::Turn,
        _ => Course::BackAndForth,
    }
}
