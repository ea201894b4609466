//! Whether statements of the same words count once: the arguments, and what a run found of it.

#[cfg(feature = "project")]
use crate::error::{Error, Result};
use crate::model::{NearDuplicate, Notice, Repeated};
use crate::near;
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of statements that repeat another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Duplicates {
    /// each counts
    #[default]
    Keep,
    /// of those of one speaker, or for one group, only the earliest counts
    Once,
}

/// The choice.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct NearArgs {
    /// What to do with statements of nearly the same words (`near_duplicates.csv` lists them)
    #[arg(long, value_enum, value_name = "CHOICE", default_value_t)]
    duplicates: Duplicates,
}

/// A look for statements of the same words, which a run may take or not.
#[derive(Debug, Default)]
pub(super) struct Near {
    choice: Option<Duplicates>,
    /// What was found; nothing if nobody looked.
    pub(super) found: Option<Vec<NearDuplicate>>,
}

impl Near {
    /// A look that is to be taken.
    pub(super) fn wanted(args: &NearArgs) -> Self {
        Self { choice: Some(args.duplicates), found: None }
    }

    /// Takes the look, if it is wanted, and notes what is found. Gives the ids of the documents that are not to count.
    pub(super) fn look(&mut self, find: &dyn Fn() -> Vec<NearDuplicate>, notices: &mut Vec<Notice>) -> BTreeSet<String> {
        let Some(choice) = self.choice else { return BTreeSet::new() };
        let found = self.found.insert(find());
        let repeats = near::repeats(found);
        let end = match choice {
            Duplicates::Keep => "both count; `--duplicates once` counts one",
            Duplicates::Once => "it is left out",
        };
        notices.extend(repeats.iter().map(|pair| noted(pair, "by the same speaker", "for the same group", end)));
        // Words that many say are noted once for each who says them, not for every two.
        let mut others: BTreeMap<&str, &NearDuplicate> = BTreeMap::new();
        for pair in found.iter().filter(|pair| pair.repeated == Repeated::OtherSpeaker) {
            others.entry(&pair.second.doc_id).or_insert(pair);
        }
        notices.extend(others.values().map(|pair| {
            let who = format!("by `{}`, said here by `{}`", pair.first.actor, pair.second.actor);
            noted(pair, &who, &who, "both count")
        }));
        match choice {
            Duplicates::Keep => BTreeSet::new(),
            Duplicates::Once => repeats.iter().map(|pair| pair.second.doc_id.clone()).collect(),
        }
    }

    /// Refuses to leave anything out of a project.
    ///
    /// # Errors
    /// If that is asked for.
    #[cfg(feature = "project")]
    pub(super) fn not_in_projects(&self) -> Result<()> {
        if self.choice == Some(Duplicates::Once) {
            return Err(Error::new("--duplicates once is for statements that are given, not for a project")
                .hint("take the file away and run `demarche update --forget-missing`, which takes its statements out of the project"));
        }
        Ok(())
    }
}

fn noted(pair: &NearDuplicate, speaker: &str, group: &str, end: &str) -> Notice {
    let by = if pair.repeated == Repeated::SameGroup { group } else { speaker };
    let share = 100.0 * pair.share();
    Notice {
        place: pair.second.source.clone(),
        what: format!("nearly the words of `{}` {by} ({share:.0} % in common): {end}", pair.first.source),
    }
}
