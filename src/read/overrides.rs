//! What the user says about the inputs, over the inputs' own heads.

use super::Manifest;
use crate::error::{Error, Result};
use crate::model::{Date, Metadata};
use std::path::Path;

use crate::codebook::Actors;

/// What is said about the inputs on the command line.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// A table with a row for each file.
    pub manifest: Option<Manifest>,
    /// The actor of all inputs: an id, a code or a name.
    pub actor: Option<String>,
    /// The date of all inputs.
    pub date: Option<Date>,
    /// The forum of all inputs.
    pub forum: Option<String>,
}

impl Overrides {
    /// What is said about one source: its row of the manifest first, then what holds for all.
    pub(super) fn of(&self, source: &str, actors: &Actors) -> Result<Metadata> {
        let mut meta = self.manifest.as_ref().and_then(|manifest| manifest.row(Path::new(source))).cloned().unwrap_or_default();
        if let Some(name) = &self.actor {
            let id = actors.resolve(name).ok_or_else(|| unknown(name, actors))?;
            meta.actor.get_or_insert_with(|| id.to_owned());
        }
        meta.date = meta.date.or(self.date);
        meta.forum = meta.forum.or_else(|| self.forum.clone());
        Ok(meta)
    }
}

/// The error for a name that no actor has.
pub(super) fn unknown(name: &str, actors: &Actors) -> Error {
    Error::new(format!("`{name}` is no known State, group or observer")).hint(actors.suggest(name))
}
