//! REFI-QDA 1.0, the exchange format of `NVivo`, ATLAS.ti, MAXQDA and `QualCoder`: the codebook alone, or a project with all words.
//!
//! Codes are the propositions, under their topics, and the six stances. Ids are made of what they stand for, so that the same claims
//! give the same bytes.

mod codebook;
mod project;

use super::View;
use super::xml::Xml;
use crate::error::Result;
use crate::model::Stance;
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) use codebook::Codebook;
pub(super) use project::Project;

/// An id in the form of the standard, made of what it stands for.
fn guid(sort: &str, name: &str) -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(sort.as_bytes()).update(&[0]).update(name.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize().as_bytes()[..16]);
    // Version 8, "custom", of RFC 9562.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The colour of a stance's code.
fn color(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "#009E73",
        Stance::Qualified => "#56B4E9",
        Stance::Practice => "#0072B2",
        Stance::Undecided => "#999999",
        Stance::Reservation => "#E69F00",
        Stance::Oppose => "#D55E00",
    }
}

/// The codes: propositions in force or claimed, by topic in the codebook's order, and the stances.
fn codes(view: &View<'_>, xml: &mut Xml<'_>) -> Result<()> {
    let comparison = view.comparison;
    let mut topics: Vec<&str> = Vec::new();
    let mut within: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    let known = comparison.propositions.iter().map(|entry| (entry.topic.as_str(), entry.id.as_str(), entry.wording.as_str()));
    let claimed = comparison.claims.iter().map(|claim| (claim.topic.as_str(), claim.proposition_id.as_str(), claim.proposition.as_str()));
    let mut seen = std::collections::BTreeSet::new();
    for (topic, id, wording) in known.chain(claimed) {
        if seen.insert(id) {
            if !within.contains_key(topic) {
                topics.push(topic);
            }
            within.entry(topic).or_default().push((id, wording));
        }
    }
    xml.open("Codes", &[])?;
    for topic in topics {
        let id = guid("topic", topic);
        xml.open("Code", &[("guid", &id), ("name", topic), ("isCodable", "false")])?;
        for (id, wording) in within.remove(topic).unwrap_or_default() {
            xml.open("Code", &[("guid", &guid("proposition", id)), ("name", id), ("isCodable", "true")])?;
            xml.text("Description", &[], wording)?;
            xml.close()?;
        }
        xml.close()?;
    }
    xml.open("Code", &[("guid", &guid("topic", "stance")), ("name", "stance"), ("isCodable", "false")])?;
    for stance in Stance::ALL {
        let id = guid("stance", stance.name());
        xml.empty("Code", &[("guid", &id), ("name", stance.name()), ("isCodable", "true"), ("color", color(stance))])?;
    }
    xml.close()?;
    xml.close()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_its_form_and_depends_on_all_it_is_made_of() {
        let id = guid("code", "a");
        let parts: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert!(id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'));
        assert!(id != guid("code", "b") && id != guid("codea", "") && id == guid("code", "a"));
    }
}
