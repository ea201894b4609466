//! Argdown: each proposition as a statement, each claim as an argument for or against it.
//!
//! Claims are arguments of their own title, so that equal quotes stay two. What takes no side stands beside the map, by itself.

use super::graphml::tokens;
use super::{Format, View, unwritten};
use crate::error::Result;
use crate::model::{Claim, Side};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

/// Argdown.
pub(super) struct Argdown;

impl Format for Argdown {
    fn name(&self) -> &'static str {
        "argdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["argdown", "ad"]
    }

    fn summary(&self) -> &'static str {
        "Argdown for argument maps: every proposition that was taken up, with the claims of the view for (+) and against (-) it."
    }

    fn takes_networks(&self) -> bool {
        false
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let claims = &view.comparison.claims;
        let titles = tokens(claims.iter().map(|claim| claim.claim_id.as_str()));
        let mut topics: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
        for (at, claim) in claims.iter().enumerate() {
            topics.entry(&claim.topic).or_default().entry(&claim.proposition_id).or_default().push(at);
        }
        let known: Vec<&str> = topics.values().flat_map(|propositions| propositions.keys().copied()).collect();
        let statements: BTreeMap<&str, String> = known.iter().copied().zip(tokens(known.iter().copied())).collect();
        let mut text = "===\ntitle: Who holds what\n===\n".to_owned();
        for (topic, propositions) in &topics {
            let _ = write!(text, "\n# {}\n", plain(topic));
            for (id, members) in propositions {
                let wording = members.first().map_or("", |at| claims[*at].proposition.as_str());
                let _ = write!(text, "\n[{}]: {}\n", statements[id], plain(wording));
                for at in members.iter().filter(|at| claims[**at].stance.side() != Side::Neither) {
                    let sign = if claims[*at].stance.side() == Side::For { '+' } else { '-' };
                    let _ = writeln!(text, "  {sign} <{}>: {}", titles[*at], argument(view, &claims[*at]));
                }
                for at in members.iter().filter(|at| claims[**at].stance.side() == Side::Neither) {
                    let _ = write!(text, "\n<{}>: {}\n", titles[*at], argument(view, &claims[*at]));
                }
            }
        }
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(unwritten)
    }
}

/// Who says it, the words, and where they stand.
fn argument(view: &View<'_>, claim: &Claim) -> String {
    let date = claim.date.map(|date| format!(", {date}")).unwrap_or_default();
    let place = format!("{}, paragraph {}{date}", claim.source, claim.paragraph);
    let (holder, quote) = (plain(view.actor_name(&claim.holder)), plain(&claim.quote));
    format!("{holder}: “{quote}” ({}) #{} #{}", plain(&place), claim.stance.name(), claim.via.name())
}

/// Text on one line in which no mark means anything: marks of Argdown have a backslash before them.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for letter in word.chars() {
            if letter.is_ascii_punctuation() && !matches!(letter, ',' | '.' | ';' | ':' | '\'' | '"' | '?' | '!' | '(' | ')' | '-' | '/') {
                out.push('\\');
            }
            out.push(letter);
        }
    }
    out
}
