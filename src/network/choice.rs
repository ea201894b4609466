//! What a network is to be made of, and how: one name for each choice, and which of them go together.

use super::scale::Scale;
use crate::error::{Error, Result};
use crate::model::Moment;

/// A choice that has a name on the command line and in tables.
pub trait Named: Copy + Sized + 'static {
    /// All that can be chosen.
    const ALL: &'static [Self];
    /// The name.
    fn name(self) -> &'static str;
    /// What has this name.
    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $one:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $one,)+ }

        impl Named for $name {
            const ALL: &'static [Self] = &[$(Self::$one,)+];
            fn name(self) -> &'static str {
                match self { $(Self::$one => $text,)+ }
            }
        }
    };
}
pub(super) use named;

named! {
    /// What the rows and columns are.
    Mode {
        /// The nodes of one variable, tied through another.
        One = "one",
        /// The values of two variables, tied by statements.
        Two = "two",
        /// No network: the statements that would make it.
        Events = "events",
    }
}

named! {
    /// What becomes of the levels of the qualifier.
    Aggregate {
        /// Nothing: only that a statement was made counts.
        Ignore = "ignore",
        /// One-mode: how near the levels are.
        Congruence = "congruence",
        /// One-mode: how far the levels are apart.
        Conflict = "conflict",
        /// One-mode: congruence − conflict. Two-mode: positive − negative.
        Subtract = "subtract",
        /// Two-mode: 1 only positive, 2 only negative, 3 both.
        Combine = "combine",
    }
}

named! {
    /// By what a weight is divided.
    Normalize {
        /// By nothing.
        None = "none",
        /// One-mode: by the mean number of statements of the two nodes.
        Average = "average",
        /// One-mode: by what either of the two nodes speaks of.
        Jaccard = "jaccard",
        /// One-mode: by the lengths of the two nodes' profiles.
        Cosine = "cosine",
        /// Two-mode: by the number of statements of the row.
        Activity = "activity",
        /// Two-mode: by the number of statements of the column.
        Prominence = "prominence",
    }
}

named! {
    /// Where equal statements (same row, same through, same level unless it is ignored) count only once.
    Duplicates {
        /// Nowhere: all count.
        Include = "include",
        /// In one document.
        Document = "document",
        /// In one calendar week (ISO 8601, with its year).
        Week = "week",
        /// In one calendar month (with its year).
        Month = "month",
        /// In one year.
        Year = "year",
        /// In the whole coding.
        Range = "range",
    }
}

named! {
    /// Whose definitions hold where the field's program differs from the field's formulas.
    Compat {
        /// The documented definitions: see each function.
        Own = "own",
        /// Those of Discourse Network Analyzer, so that its users' numbers match.
        Dna = "dna",
    }
}

named! {
    /// Which nodes are in the network.
    Isolates {
        /// Those with a statement that counts.
        Leave = "leave",
        /// All values of the variable.
        Keep = "keep",
    }
}

/// What a network is made of, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The variable of the nodes (of the rows, in a two-mode network), e.g. `organization`.
    pub rows: String,
    /// The variable that ties them (that of the columns, in a two-mode network), e.g. `concept`.
    pub through: String,
    /// The variable that holds the level, e.g. `agreement`; without one the levels are ignored.
    pub qualifier: Option<String>,
    /// What the rows and columns are.
    pub mode: Mode,
    /// What becomes of the levels.
    pub aggregate: Aggregate,
    /// By what a weight is divided.
    pub normalize: Normalize,
    /// Where equal statements count once.
    pub duplicates: Duplicates,
    /// The declared scale of the qualifier.
    pub scale: Option<Scale>,
    /// Whose definitions hold.
    pub compat: Compat,
    /// Statements with this value of this variable are left out.
    pub exclude: Vec<(String, String)>,
    /// Of each variable named here only statements with one of its values named here are kept.
    pub only: Vec<(String, String)>,
    /// Statements before this are left out.
    pub start: Option<Moment>,
    /// Statements after this are left out.
    pub stop: Option<Moment>,
    /// Which nodes are in the network.
    pub isolates: Isolates,
}

impl Choice {
    /// Every statement counts, nothing is normalised, and the levels are ignored.
    #[must_use]
    pub fn new(rows: &str, through: &str, qualifier: Option<&str>) -> Self {
        Self {
            rows: rows.to_owned(),
            through: through.to_owned(),
            qualifier: qualifier.map(str::to_owned),
            mode: Mode::One,
            aggregate: Aggregate::Ignore,
            normalize: Normalize::None,
            duplicates: Duplicates::Include,
            scale: None,
            compat: Compat::Own,
            exclude: Vec::new(),
            only: Vec::new(),
            start: None,
            stop: None,
            isolates: Isolates::Leave,
        }
    }

    /// Whether the choices go together.
    ///
    /// # Errors
    /// If an aggregation or a normalisation belongs to the other mode, or levels are needed and no qualifier is named.
    pub fn check(&self) -> Result<()> {
        let one_mode = [Aggregate::Ignore, Aggregate::Congruence, Aggregate::Conflict, Aggregate::Subtract];
        let two_mode = [Aggregate::Ignore, Aggregate::Combine, Aggregate::Subtract];
        let one_norm = [Normalize::None, Normalize::Average, Normalize::Jaccard, Normalize::Cosine];
        let two_norm = [Normalize::None, Normalize::Activity, Normalize::Prominence];
        let (aggregates, norms): (&[Aggregate], &[Normalize]) = match self.mode {
            Mode::One => (&one_mode, &one_norm),
            Mode::Two => (&two_mode, &two_norm),
            Mode::Events => return Ok(()),
        };
        if !aggregates.contains(&self.aggregate) {
            return Err(unfit("aggregation", self.aggregate, self.mode, aggregates));
        }
        if !norms.contains(&self.normalize) {
            return Err(unfit("normalisation", self.normalize, self.mode, norms));
        }
        if self.aggregate != Aggregate::Ignore && self.qualifier.is_none() {
            return Err(Error::new(format!("`{}` needs the variable that holds the level", self.aggregate.name()))
                .hint("name it with --qualifier, e.g. --qualifier agreement; or use --aggregate ignore"));
        }
        if self.aggregate == Aggregate::Combine && self.normalize != Normalize::None && self.compat == Compat::Own {
            return Err(Error::new("the codes of `combine` are no amounts and cannot be normalised").hint("use --normalize none"));
        }
        if self.rows.eq_ignore_ascii_case(&self.through) {
            return Err(Error::new(format!("the nodes and what ties them are the same variable `{}`", self.rows))
                .hint("name two variables with --rows and --through"));
        }
        Ok(())
    }
}

fn unfit<T: Named>(what: &str, chosen: T, mode: Mode, fit: &[T]) -> Error {
    let names = fit.iter().map(|one| format!("`{}`", one.name())).collect::<Vec<_>>().join(", ");
    Error::new(format!("the {what} `{}` is not for a {}-mode network", chosen.name(), mode.name()))
        .hint(format!("there it is one of {names}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_the_other_mode_is_refused_with_what_fits() {
        let choice = Choice { normalize: Normalize::Activity, ..Choice::new("a", "b", None) };
        let error = choice.check().unwrap_err().to_string();
        assert!(error.contains("`activity` is not for a one-mode network") && error.contains("`jaccard`"), "{error}");
        let choice = Choice { mode: Mode::Two, aggregate: Aggregate::Congruence, ..Choice::new("a", "b", Some("q")) };
        assert!(choice.check().unwrap_err().to_string().contains("`combine`"));
        let choice = Choice { aggregate: Aggregate::Subtract, ..Choice::new("a", "b", None) };
        assert!(choice.check().unwrap_err().to_string().contains("--qualifier"));
    }
}
