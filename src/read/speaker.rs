//! A line that names a person → the name without titles.

use crate::text::fold::fold;

/// Words that stand before a name and are no part of it.
const TITLES: &[&str] = &[
    "he",
    "hh",
    "her",
    "his",
    "your",
    "excellency",
    "mr",
    "ms",
    "mrs",
    "mme",
    "madam",
    "miss",
    "dr",
    "prof",
    "professor",
    "ambassador",
    "amb",
    "hon",
    "honourable",
    "honorable",
    "sir",
    "dame",
    "lord",
    "general",
    "colonel",
    "sheikh",
    "the",
    "right",
    "rt",
    "m",
    "mlle",
    "mssr",
    "monsieur",
    "madame",
    "se",
    "sem",
    "son",
    "excellence",
    "ambassadeur",
    "ambassadrice",
    "honorable",
    "sr",
    "sra",
    "srta",
    "senor",
    "senora",
    "su",
    "excelencia",
    "excmo",
    "excma",
    "embajador",
    "embajadora",
    "consejero",
    "consejera",
    "conseiller",
    "conseillere",
    "don",
    "dona",
    "el",
    "la",
    "le",
    "l",
];

/// Titles that tell that a name follows.
const SURE: &[&str] = &[
    "he",
    "mr",
    "ms",
    "mrs",
    "mme",
    "dr",
    "prof",
    "professor",
    "ambassador",
    "amb",
    "hon",
    "excellency",
    "m",
    "mlle",
    "monsieur",
    "se",
    "sem",
    "excellence",
    "ambassadeur",
    "ambassadrice",
    "sr",
    "sra",
    "srta",
    "excelencia",
    "excmo",
    "excma",
    "embajador",
    "embajadora",
];

/// Small words within names.
const PARTICLES: &[&str] =
    &["de", "da", "do", "dos", "del", "der", "den", "di", "van", "von", "bin", "bint", "ibn", "al", "el", "la", "le", "ter", "y", "e"];

/// The person named in a line of a title block: after "H.E.", "Mr." and the like, or after "by".
pub(super) fn find(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let by = is_by(word);
        if !by && !is_one_of(word, SURE) {
            continue;
        }
        let start = if by { at + 1 } else { at };
        let titled = words[start..].iter().take_while(|word| is_one_of(word, TITLES)).count();
        let name = name(&words[start + titled..]);
        // Without a title, only several words with capitals are taken for a person.
        if let Some(name) = name
            && (titled > 0 || (name.contains(' ') && by))
            && !(titled == 1 && is_one_of(words[start], &["the"]))
        {
            return Some(name);
        }
    }
    None
}

/// The name in a value such as "H.E. Mr. Lucan Verhadt, Permanent Representative".
pub(super) fn value(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().skip_while(|word| is_one_of(word, TITLES)).collect();
    name(&words).unwrap_or_else(|| text.trim().to_owned())
}

/// The words up to the comma, or up to the first that no name holds.
fn name(words: &[&str]) -> Option<String> {
    let mut name: Vec<&str> = Vec::new();
    for word in words {
        let bare = word.trim_matches(['*', '_', '(', '"', '“']);
        let capital = bare.starts_with(char::is_uppercase);
        if !capital && !PARTICLES.contains(&bare) {
            break;
        }
        let ends = bare.ends_with([',', ';', ':', ')']);
        name.push(bare.trim_end_matches([',', ';', ':', ')', '*', '_']));
        if ends {
            break;
        }
    }
    while name.last().is_some_and(|word| PARTICLES.contains(word)) {
        name.pop();
    }
    let is_person = !name.is_empty() && name.len() <= 7 && !name.iter().any(|word| is_one_of(word, OFFICES));
    is_person.then(|| name.join(" "))
}

/// Words of offices and bodies, which tell that something else than a person is named.
const OFFICES: &[&str] = &[
    "ambassador",
    "permanent",
    "representative",
    "deputy",
    "minister",
    "ministry",
    "mission",
    "delegation",
    "republic",
    "kingdom",
    "group",
    "union",
    "president",
    "chair",
    "state",
    "states",
    "government",
    "statement",
    "movement",
    "forum",
    "nations",
    "commonwealth",
    "ambassadeur",
    "representant",
    "representante",
    "ministre",
    "ministro",
    "ministra",
    "presidente",
    "presidenta",
    "mission",
    "mision",
    "delegacion",
    "republique",
    "republica",
    "royaume",
    "reino",
    "groupe",
    "grupo",
    "etat",
    "estado",
    "nations",
    "naciones",
    "declaration",
    "declaracion",
];

fn is_by(word: &str) -> bool {
    ["by", "par", "por"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    let letters = fold(&word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    // "M." and "l'" are titles and articles, a bare "M" or "L" may begin a name.
    let is_initial = letters == "m" && !word.starts_with("M.") && word != "M";
    list.contains(&letters.as_str())
        && !is_initial
        && (letters != "he" || word.starts_with("H.E") || word.starts_with("HE") || word.starts_with("H. E"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speaker_is_named_without_titles() {
        for (line, name) in [
            ("Statement by H.E. Mr. Takeshi Akahori, Ambassador in charge of Cyber Policy,", Some("Takeshi Akahori")),
            ("STATEMENT BY H.E. MR. SAHEL IMBARUNE", Some("SAHEL IMBARUNE")),
            ("delivered by H.E. Ms. Ilvane Torresk", Some("Ilvane Torresk")),
            ("Statement by Dr. Maren Oskelund, Legal Adviser, Ministry of Foreign Affairs", Some("Maren Oskelund")),
            ("Delivered by Maria de la Cruz, Counsellor", Some("Maria de la Cruz")),
            ("Statement by Ambassador Jürg Lauber of Switzerland", Some("Jürg Lauber")),
            ("Statement by the Kingdom of Kelmora", None),
            ("STATEMENT BY THE DELEGATION OF THE KINGDOM OF KELMORA", None),
            ("Statement by Japan", None),
            ("Ambassador, Permanent Representative to the United Nations", None),
            ("Ambassador for Cyber Affairs of the Kingdom of Kelmora", None),
            ("Déclaration de S.E. M. Pascal Laurier", Some("Pascal Laurier")),
            ("prononcée par Mme Aïcha Benkirane, Conseillère", Some("Aïcha Benkirane")),
            ("Declaración del Excmo. Sr. Andrés Villalobos", Some("Andrés Villalobos")),
            ("Palabras del Embajador Gustavo Arismendi, Representante Permanente del Perú", Some("Gustavo Arismendi")),
            ("Déclaration du Représentant permanent de la France", None),
            ("he spoke", None),
        ] {
            assert_eq!(find(line).as_deref(), name, "{line}");
        }
        assert_eq!(value("H.E. Mr. Joram Ulweti-Sande, Permanent Representative"), "Joram Ulweti-Sande");
    }
}
