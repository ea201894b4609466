//! The gazetteer: a checked list of actors, found by id, by code, by name, and in running text.

use super::naming::{Name, Namings, is_no_actor, key, without_article};
use crate::error::{Error, Result};
use crate::model::{Actor, ActorKind, Date};
use crate::text::Words;
use crate::text::near::did_you_mean;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The actors of a run. Immutable once made.
#[derive(Debug)]
pub struct Actors {
    /// In the order of their ids.
    list: Vec<Actor>,
    by_id: FxHashMap<String, usize>,
    by_code: FxHashMap<String, usize>,
    by_name: FxHashMap<String, usize>,
    names: Namings,
    demonyms: Namings,
}

const BUILT_IN: &str = include_str!("../../data/actors.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<Actor>,
}

impl Actors {
    /// Reads a TOML list of `[[actor]]` entries; `name` is the file's name in errors.
    ///
    /// # Errors
    /// If the text is not such a list; the error shows the line.
    pub fn parse(name: &str, text: &str) -> Result<Vec<Actor>> {
        toml::from_str::<File>(text).map(|file| file.actor).map_err(|error| {
            let what = error.message().lines().collect::<Vec<_>>().join("; ");
            Error::new(what).in_text(name, text, error.span().map_or(0, |span| span.start))
        })
    }

    /// The actors that the program brings along.
    ///
    /// # Errors
    /// Never, as the tests read the same list.
    pub fn built_in() -> Result<Vec<Actor>> {
        Self::parse("data/actors.toml", BUILT_IN)
    }

    /// Checks the actors and indexes their names.
    ///
    /// # Errors
    /// If an id or a name is given to two actors, or a group's member is unknown; the error names the entries.
    pub fn new(mut actors: Vec<Actor>) -> Result<Self> {
        actors.sort_by(|one, other| one.id.cmp(&other.id));
        let mut by_id = FxHashMap::with_capacity_and_hasher(actors.len(), FxBuildHasher);
        for (index, actor) in actors.iter().enumerate() {
            if actor.id.trim().is_empty() || actor.name.trim().is_empty() {
                return Err(Error::new(format!("actor `{}` (`{}`) lacks its id or its name", actor.id, actor.name)));
            }
            if by_id.insert(actor.id.clone(), index).is_some() {
                return Err(Error::new(format!("actor `{}` is defined twice", actor.id))
                    .hint("each id may have one `[[actor]]` entry in all files together"));
            }
        }
        let by_code = codes(&actors, &by_id)?;
        check_members(&actors, &by_id)?;
        let all = actors.iter().enumerate();
        let written: Vec<Name<'_>> = all.clone().flat_map(|(index, actor)| names(actor).map(move |name| Name::new(name, index))).collect();
        let peoples: Vec<Name<'_>> = all.flat_map(|(index, actor)| actor.demonyms.iter().map(move |name| Name::new(name, index))).collect();
        let by_name = owners(&actors, &written)?;
        owners(&actors, &peoples)?;
        let (names, demonyms) = (Namings::new(&written), Namings::new(&peoples));
        Ok(Self { by_id, by_code, by_name, names, demonyms, list: actors })
    }

    /// The actor with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Actor> {
        self.by_id.get(id).map(|index| &self.list[*index])
    }

    /// All actors, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Actor> {
        self.list.iter()
    }

    /// The id that a code stands for: the id itself or one of `codes`, with its case first ("NAM" is Namibia, "nam" the
    /// Non-Aligned Movement); States and observers also without regard to case.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&str> {
        let exact = self.by_id.get(code).or_else(|| self.by_code.get(code));
        let upper = || {
            let upper = code.to_uppercase();
            let index = self.by_id.get(&upper).or_else(|| self.by_code.get(&upper))?;
            (self.list[*index].kind != ActorKind::Group).then_some(index)
        };
        exact.or_else(upper).map(|index| self.id(*index))
    }

    /// The id of the actor that is written so: an id, a code, a name, or an unambiguous spelling of one. A leading "the" or
    /// "the Republic of", accents and case make no difference.
    #[must_use]
    pub fn resolve(&self, name: &str) -> Option<&str> {
        let name = name.trim();
        if let Some(id) = self.by_code(name) {
            return Some(id);
        }
        let key = key(name);
        let plain = || key.strip_prefix("republic of ").and_then(|rest| self.by_name.get(rest));
        // The Republic of China is not the People's Republic of China.
        if is_no_actor(without_article(name)) && !self.by_name.contains_key(&key) {
            return None;
        }
        self.by_name.get(&key).or_else(plain).map(|index| self.id(*index))
    }

    /// What may have been meant by a name that is not known.
    #[must_use]
    pub fn suggest(&self, name: &str) -> String {
        did_you_mean(name, self.list.iter().flat_map(|actor| [actor.id.as_str(), actor.name.as_str()]))
    }

    /// Every naming of an actor among the words `range` of `words`, left to right, longest first, without overlaps: the
    /// words and the actor's id. An abbreviation counts only in capitals ("US", not "us"), a name only with a capital at
    /// its start; people and adjectives ("Japanese") are no namings.
    #[must_use]
    pub fn find(&self, words: &Words, text: &str, range: Range<usize>) -> Vec<(Range<usize>, &str)> {
        self.with_ids(self.names.find(words, text, range))
    }

    /// The same as [`Actors::find`] for the adjectives and nouns of a people.
    #[must_use]
    pub fn find_demonyms(&self, words: &Words, text: &str, range: Range<usize>) -> Vec<(Range<usize>, &str)> {
        self.with_ids(self.demonyms.find(words, text, range))
    }

    /// The ids of those who belong to a group on a date (without a date: those who have not left), sorted.
    #[must_use]
    pub fn members(&self, group: &str, date: Option<Date>) -> Vec<&str> {
        let Some(group) = self.get(group) else { return Vec::new() };
        let ids: BTreeSet<&str> = group.members.iter().filter(|member| member.belongs_on(date)).map(|member| member.id.as_str()).collect();
        ids.into_iter().collect()
    }

    fn id(&self, index: usize) -> &str {
        &self.list[index].id
    }

    fn with_ids(&self, found: Vec<(Range<usize>, usize)>) -> Vec<(Range<usize>, &str)> {
        found.into_iter().map(|(words, index)| (words, self.id(index))).collect()
    }
}

/// All names of an actor, demonyms apart.
fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    let long = actor.long.as_deref();
    std::iter::once(actor.name.as_str()).chain(long).chain(actor.aliases.iter().map(String::as_str))
}

/// Each name's one owner.
fn owners(actors: &[Actor], names: &[Name<'_>]) -> Result<FxHashMap<String, usize>> {
    let mut owners = FxHashMap::with_capacity_and_hasher(names.len(), FxBuildHasher);
    for name in names {
        let other = *owners.entry(name.key().to_owned()).or_insert(name.owner);
        if other != name.owner {
            let (one, two) = (&actors[other].id, &actors[name.owner].id);
            let what = format!("the name `{}` is given to both `{one}` and `{two}`", name.given);
            return Err(Error::new(what).hint("leave it out of one of them"));
        }
    }
    Ok(owners)
}

/// Each code's one owner.
fn codes(actors: &[Actor], by_id: &FxHashMap<String, usize>) -> Result<FxHashMap<String, usize>> {
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, actor) in actors.iter().enumerate() {
        for code in &actor.codes {
            let id = by_id.get(code).copied().unwrap_or(index);
            let other = *owners.entry(code).or_insert(id);
            if other != index {
                return Err(Error::new(format!("the code `{code}` stands for both `{}` and `{}`", actors[other].id, actor.id)));
            }
        }
    }
    Ok(owners.into_iter().map(|(code, index)| (code.to_owned(), index)).collect())
}

/// Only groups have members, and each member is a State or an observer of the list.
fn check_members(actors: &[Actor], by_id: &FxHashMap<String, usize>) -> Result<()> {
    for actor in actors {
        if actor.kind != ActorKind::Group && !actor.members.is_empty() {
            return Err(Error::new(format!("actor `{}` has members but is no group", actor.id)).hint("write `kind = \"group\"`"));
        }
        for member in &actor.members {
            match by_id.get(&member.id).map(|index| actors[*index].kind) {
                None => {
                    let what = format!("the member `{}` of `{}` is not an actor", member.id, actor.id);
                    return Err(Error::new(what).hint(did_you_mean(&member.id, actors.iter().map(|actor| actor.id.as_str()))));
                }
                Some(ActorKind::Group) => {
                    let what = format!("the member `{}` of `{}` is a group", member.id, actor.id);
                    return Err(Error::new(what).hint("list the States themselves"));
                }
                Some(_) => {}
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actors() -> Actors {
        Actors::new(Actors::built_in().unwrap()).unwrap()
    }

    fn found(text: &str) -> Vec<String> {
        let (actors, words) = (actors(), Words::of(text));
        let all = 0..words.tokens.len();
        actors.find(&words, text, all).into_iter().map(|(at, id)| format!("{id}:{}", at.len())).collect()
    }

    #[test]
    fn names_are_found_in_running_text() {
        for (text, expected) in [
            ("Japan and the Republic of Korea", vec!["JPN:1", "KOR:3"]),
            ("They told us that the US agrees", vec!["USA:1"]),
            ("the Democratic People’s Republic of Korea", vec!["PRK:5"]),
            ("Iran (Islamic Republic of) and Chad", vec!["IRN:4", "TCD:1"]),
            ("JAPAN, for the AFRICAN GROUP, opposed", vec!["JPN:1", "african-group:2"]),
            ("Guinea-Bissau, Guinea and Papua New Guinea", vec!["GNB:2", "GIN:1", "PNG:3"]),
            ("Japan's view, Türkiye’s view", vec!["JPN:1", "TUR:1"]),
            ("United, States must act", vec![]),
            ("the United\nStates", vec!["USA:2"]),
            ("ships in the South China Sea", vec![]),
            ("served on china plates", vec![]),
            ("a Japanese proposal", vec![]),
            ("the European Union and its member States", vec!["EUE:6"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn demonyms_are_a_separate_question() {
        let (actors, text) = (actors(), "a Japanese proposal");
        let words = Words::of(text);
        assert_eq!(actors.find_demonyms(&words, text, 0..3), [(1..2, "JPN")]);
    }

    #[test]
    fn an_actor_is_known_by_many_spellings() {
        let actors = actors();
        for (name, id) in [
            ("JPN", Some("JPN")),
            ("jpn", Some("JPN")),
            ("NAM", Some("NAM")),
            ("nam", Some("nam")),
            ("the Republic of Namibia", Some("NAM")),
            ("turkiye", Some("TUR")),
            ("Côte d'Ivoire", Some("CIV")),
            ("cote d’ivoire", Some("CIV")),
            ("EU", Some("EUE")),
            ("Republic of China", None),
            ("People's Republic of China", Some("CHN")),
            ("Utopia", None),
            ("", None),
        ] {
            assert_eq!(actors.resolve(name), id, "{name}");
        }
        assert_eq!(actors.suggest("Japn"), "did you mean `Japan`?");
    }

    #[test]
    fn membership_depends_on_the_date() {
        let actors = actors();
        let on = |date: &str| actors.members("EUE", Some(date.parse().unwrap()));
        assert!(on("2019-09-09").contains(&"GBR") && !on("2021-01-01").contains(&"GBR"));
        assert!(!actors.members("EUE", None).contains(&"GBR"));
        assert!(actors.members("no-such", None).is_empty());
    }

    #[test]
    fn wrong_lists_are_refused_with_the_entry() {
        let state = |id: &str, name: &str| format!("[[actor]]\nid = \"{id}\"\nkind = \"state\"\nname = \"{name}\"\n");
        for (text, expected) in [
            (state("XAA", "A-land") + &state("XAA", "B-land"), "actor `XAA` is defined twice"),
            (state("XAA", "A-land") + &state("XBB", "A land"), "the name `A land` is given to both `XAA` and `XBB`"),
            (
                state("XAA", "A-land") + "[[actor]]\nid = \"g\"\nkind = \"group\"\nname = \"G\"\nmembers = [{ id = \"XAB\" }]\n",
                "the member `XAB` of `g` is not an actor\n  help: did you mean `XAA`?",
            ),
        ] {
            let error = Actors::parse("a.toml", &text).and_then(Actors::new).unwrap_err();
            assert!(error.to_string().starts_with(expected), "{error}");
        }
        let error = Actors::parse("a.toml", &(state("XAA", "A-land") + "colour = 1\n")).unwrap_err();
        assert!(error.to_string().starts_with("a.toml:5:1: unknown field `colour`"), "{error}");
    }

    #[test]
    fn the_sample_actors_join_the_built_in_ones() {
        let mut list = Actors::built_in().unwrap();
        list.extend(Actors::parse("data/sample/actors.toml", include_str!("../../data/sample/actors.toml")).unwrap());
        let actors = Actors::new(list).unwrap();
        assert_eq!(actors.resolve("the Lakes Group"), Some("lakes-group"));
    }
}
