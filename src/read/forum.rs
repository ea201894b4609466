//! Words of a title block → the forum that is spoken in.

use crate::text::fold::fold_into;

/// Forums, the more particular first: a working group of the General Assembly is named with the Assembly's resolution.
const FORUMS: &[(&str, &[&str])] = &[
    (
        "OEWG",
        &[
            "open ended working group",
            "oewg",
            "groupe de travail a composition non limitee",
            "gtcnl",
            "grupo de trabajo de composicion abierta",
            "gtca",
        ],
    ),
    ("GGE", &["group of governmental experts", "gge", "ungge", "groupe d experts gouvernementaux", "grupo de expertos gubernamentales"]),
    ("AHC", &["ad hoc committee", "ahc", "comite special", "comite ad hoc", "comite especial"]),
    ("First Committee", &["first committee", "premiere commission", "primera comision", "a c 1"]),
    ("Security Council", &["security council", "unsc", "conseil de securite", "consejo de seguridad", "s pv"]),
    (
        "General Assembly",
        &["general assembly", "general debate", "unga", "assemblee generale", "debat general", "asamblea general", "debate general"],
    ),
];

/// The short name of the forum that `text` names, if it is one that is known.
pub(super) fn find(text: &str) -> Option<&'static str> {
    let mut words = String::from(" ");
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        fold_into(word, &mut words);
        words.push(' ');
    }
    let named = |names: &[&str]| names.iter().any(|name| words.contains(&format!(" {name} ")));
    FORUMS.iter().find(|(_, names)| named(names)).map(|(forum, _)| *forum)
}

/// The short name of a forum given by its long one; any other name as it is given.
pub(super) fn value(text: &str) -> String {
    find(text).map_or_else(|| text.trim().to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forums_are_known_by_their_usual_names() {
        for (text, forum) in [
            ("At the Open Ended Working Group on Information and Communications", Some("OEWG")),
            ("OPEN-ENDED WORKING GROUP established by General Assembly resolution 75/240", Some("OEWG")),
            ("First Committee, general debate", Some("First Committee")),
            ("General Debate of the 74th session", Some("General Assembly")),
            ("Ad Hoc Committee", Some("AHC")),
            ("Groupe de travail à composition non limitée", Some("OEWG")),
            ("PREMIÈRE COMMISSION", Some("First Committee")),
            ("Consejo de Seguridad, S/PV.9999", Some("Security Council")),
            ("Meeting of the Lakes", None),
        ] {
            assert_eq!(find(text), forum, "{text}");
        }
        assert_eq!(value("Lakes Forum "), "Lakes Forum");
    }
}
