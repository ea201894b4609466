//! Words of a title block → the forum that is spoken in.

/// Forums, the more particular first: a working group of the General Assembly is named with the Assembly's resolution.
const FORUMS: &[(&str, &[&str])] = &[
    ("OEWG", &["open ended working group", "oewg"]),
    ("GGE", &["group of governmental experts", "gge", "ungge"]),
    ("AHC", &["ad hoc committee", "ahc"]),
    ("First Committee", &["first committee"]),
    ("Security Council", &["security council", "unsc"]),
    ("General Assembly", &["general assembly", "general debate", "unga"]),
];

/// The short name of the forum that `text` names, if it is one that is known.
pub(super) fn find(text: &str) -> Option<&'static str> {
    let mut words = String::from(" ");
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words.push_str(&word.to_lowercase());
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
            ("Meeting of the Lakes", None),
        ] {
            assert_eq!(find(text), forum, "{text}");
        }
        assert_eq!(value("Lakes Forum "), "Lakes Forum");
    }
}
