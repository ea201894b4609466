//! A codebook's own examples → which of them do not read as their entries say.

use crate::codebook::Codebook;
use crate::model::{Claim, Side};

/// How a codebook reads its examples.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examples {
    /// Right among those that support, and all of these.
    pub supports: (usize, usize),
    /// Right among those that oppose, and all of these.
    pub opposes: (usize, usize),
    /// Right among those that must stay silent, and all of these.
    pub silent: (usize, usize),
    /// Right among those of the codebook's own cues, and all of these.
    pub cues: (usize, usize),
    /// A line on each that reads otherwise than its entry says.
    pub wrong: Vec<String>,
}

/// Reads every example of a codebook, in each of its languages. `read` gives the claims of a sentence in a language, given by its
/// ISO 639-1 code.
#[must_use]
pub fn examples(codebook: &Codebook, read: &dyn Fn(&str, &str) -> Vec<Claim>) -> Examples {
    let mut all = Examples::default();
    for language in codebook.languages() {
        match codebook.in_language(language) {
            Ok(Some(codebook)) => all.read(codebook, &|sentence| read(sentence, language)),
            Ok(None) => {}
            Err(problems) => all.wrong.extend(problems.iter().map(ToString::to_string)),
        }
    }
    all
}

impl Examples {
    /// How many there are, in all languages.
    #[must_use]
    pub fn count(&self) -> usize {
        self.supports.1 + self.opposes.1 + self.silent.1 + self.cues.1
    }

    fn read(&mut self, codebook: &Codebook, read: &dyn Fn(&str) -> Vec<Claim>) {
        self.read_cues(codebook, read);
        for proposition in &codebook.propositions {
            let lists = [
                (&proposition.supports, Some(Side::For), &mut self.supports),
                (&proposition.opposes, Some(Side::Against), &mut self.opposes),
                (&proposition.silent, None, &mut self.silent),
            ];
            for (sentences, expected, count) in lists {
                count.1 += sentences.len();
                for sentence in sentences {
                    let claims = read(sentence);
                    let claim = claims.iter().find(|claim| claim.proposition_id == proposition.id);
                    if claim.map(|claim| claim.stance.side()) == expected {
                        count.0 += 1;
                        continue;
                    }
                    let meant = expected.map_or("no claim", |side| if side == Side::For { "support" } else { "opposition" });
                    let got = claim.map_or("no claim".to_owned(), |claim| format!("{} by {}", claim.stance, claim.rules.join(", ")));
                    self.wrong.push(format!("{}: expected {meant}, got {got}: {sentence}", proposition.id));
                }
            }
        }
    }

    /// Reads the examples of cues that the codebook's files bring; those that ship with the program are of its own codebook.
    fn read_cues(&mut self, codebook: &Codebook, read: &dyn Fn(&str) -> Vec<Claim>) {
        let own = codebook.cues.iter().take(codebook.own_cues);
        for (cue, example) in own.flat_map(|cue| cue.examples.iter().map(move |example| (cue, example))) {
            self.cues.1 += 1;
            let claims = read(&example.text).into_iter();
            let got: Vec<String> = claims.map(|claim| format!("{} {} {}", claim.proposition_id, claim.stance, claim.strength)).collect();
            if if example.reads == "silent" { got.is_empty() } else { got.contains(&example.reads) } {
                self.cues.0 += 1;
                continue;
            }
            let got = if got.is_empty() { "silent".to_owned() } else { got.join(", ") };
            self.wrong.push(format!("the cue {}: expected {}, got {got}: {}", cue.id, example.reads, example.text));
        }
    }
}
