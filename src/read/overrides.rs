//! What the user says about the inputs, over the inputs' own heads.

use super::{Kind, Manifest};
use crate::codebook::Actors;
use crate::error::{Error, Result};
use crate::model::{Date, Metadata};
use std::path::Path;

/// What is said about the inputs on the command line.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// A table with a row for each file, or for each turn of a file.
    pub manifest: Option<Manifest>,
    /// The actor of all inputs: an id, a code or a name.
    pub actor: Option<String>,
    /// The date of all inputs.
    pub date: Option<Date>,
    /// The forum of all inputs.
    pub forum: Option<String>,
}

/// What is said about one piece of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) meta: Metadata,
    /// What it is, if that is said.
    pub(super) kind: Option<Kind>,
    /// Whether it is said to be nobody's position.
    pub(super) no_actor: bool,
    /// Whether it is said that no group is spoken for.
    pub(super) no_group: bool,
}

impl Overrides {
    /// What is said about a source, or about one of its turns: its row of the manifest first, then what holds for all.
    pub(super) fn of(&self, source: &str, turn: Option<usize>, actors: &Actors) -> Result<Said> {
        let row = self.manifest.as_ref().and_then(|manifest| manifest.row(Path::new(source), turn));
        let mut said = row.cloned().unwrap_or_default();
        if let Some(name) = &self.actor {
            let id = actors.resolve(name).ok_or_else(|| unknown(name, actors))?;
            if !said.no_actor {
                said.meta.actor.get_or_insert_with(|| id.to_owned());
            }
        }
        said.meta.date = said.meta.date.or(self.date);
        said.meta.forum = said.meta.forum.or_else(|| self.forum.clone());
        Ok(said)
    }

    /// Whether the manifest has rows for turns of the source.
    pub(super) fn names_turns(&self, source: &str) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| manifest.names_turns(Path::new(source)))
    }
}

/// The error for a name that no actor has.
pub(super) fn unknown(name: &str, actors: &Actors) -> Error {
    Error::new(format!("`{name}` is no known State, group or observer")).hint(actors.suggest(name))
}
