//! Spanish: a base form → its forms. Verbs are given in the infinitive, adjectives and past participles in the masculine
//! singular, nouns in the singular. Everything is folded: no accents.

use super::and;
use crate::text::fold::fold;
use std::collections::BTreeSet;

/// Words that are matched as they stand.
const UNINFLECTED: &[&str] = &[
    "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "a", "al", "en", "con", "sin", "por", "para", "sobre", "entre",
    "hacia", "hasta", "desde", "y", "e", "o", "u", "ni", "pero", "no", "que", "cual", "cuyo", "se", "lo", "le", "les", "nos", "nuestro",
    "nuestra", "nuestros", "nuestras", "mi", "su", "sus", "este", "esta", "estos", "estas", "ese", "esa", "esos", "esas", "eso", "esto",
    "como", "mas", "muy", "tan", "si", "ya", "tambien", "asi", "cada", "todo", "toda", "todos", "todas", "algun", "algunos", "algunas",
    "ante", "bajo", "contra", "segun", "sino", "porque", "cuando", "donde", "yo", "ella", "ellos", "nosotros",
];

/// Verbs some of whose forms do not follow from the infinitive: the infinitive's ending, and endings that take its place.
const VERBS: &[(&str, &[&str])] = &[
    ("mantener", &["mantengo", "mantiene", "mantienen", "mantenga", "mantengan", "mantuvo", "mantendra", "mantendran"]),
    ("tener", &["tengo", "tiene", "tienen", "tenga", "tengan", "tuvo", "tuvieron", "tendra", "tendran", "tendria"]),
    ("venir", &["vengo", "viene", "vienen", "venga", "vengan", "vino", "vendra"]),
    ("poner", &["pongo", "pone", "ponga", "pongan", "puso", "pusieron", "puesto", "puesta", "puestos", "puestas", "pondra"]),
    ("hacer", &["hago", "haga", "hagan", "hizo", "hicieron", "hecho", "hecha", "hechos", "hara", "haran", "haria"]),
    ("decir", &["digo", "dice", "dicen", "diga", "digan", "dijo", "dijeron", "dicho", "dicha", "dira"]),
    ("ducir", &["duzco", "duce", "ducen", "duzca", "duzcan", "dujo", "dujeron"]),
    ("traer", &["traigo", "trae", "traiga", "trajo"]),
    ("poder", &["puedo", "puede", "pueden", "pueda", "puedan", "pudo", "podra", "podran", "podria", "podrian"]),
    ("querer", &["quiero", "quiere", "quieren", "quiera", "quisiera", "quisieramos", "quiso", "querra"]),
    ("deber", &["debo", "debe", "deben", "deba", "deban", "debera", "deberan", "deberia", "deberian", "debemos"]),
    ("saber", &["se", "sabe", "saben", "sepa", "supo", "sabra"]),
    ("haber", &["he", "ha", "han", "hemos", "haya", "hayan", "hubo", "habra", "habria", "habia", "hay"]),
    ("estar", &["estoy", "esta", "estan", "este", "esten", "estuvo", "estara", "estamos", "estaba"]),
    (
        "ser",
        &[
            "soy", "es", "son", "sea", "sean", "fue", "fueron", "fuera", "sera", "seran", "seria", "serian", "sido", "siendo", "somos",
            "era", "eran",
        ],
    ),
    ("ir", &["va", "van", "vamos", "vaya"]),
    ("dar", &["doy", "da", "dan", "de", "den", "dio", "dieron"]),
    ("ver", &["veo", "ve", "ven", "vea", "vio", "visto", "vista", "vistos", "vemos"]),
    ("abrir", &["abierto", "abierta", "abiertos", "abiertas"]),
    ("cubrir", &["cubierto", "cubierta"]),
    ("escribir", &["escrito", "escrita", "escritos"]),
    ("scribir", &["scrito", "scrita", "scrito"]),
    ("volver", &["vuelve", "vuelven", "vuelva", "vuelto", "vuelta", "vueltos"]),
    ("resolver", &["resuelve", "resuelven", "resuelva", "resuelto", "resuelta"]),
    ("romper", &["roto", "rota"]),
];

/// All forms of `base`, the base first. Function words, words of one or two letters and words with a digit stay as they are.
#[must_use]
pub(super) fn forms(base: &str) -> Vec<String> {
    let word = fold(base);
    let mut forms = BTreeSet::new();
    let inflects = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !UNINFLECTED.contains(&word.as_str());
    if inflects {
        for (ending, endings) in VERBS {
            // "ser", "ir", "dar" and "ver" are verbs by themselves, not endings of others.
            let stem = if ending.len() <= 3 { (word == *ending).then_some("") } else { word.strip_suffix(ending) };
            if let Some(stem) = stem {
                forms.extend(endings.iter().map(|ending| and(stem, ending)));
                break;
            }
        }
        if word.len() > 3 {
            verb(&word, &mut forms);
        }
        if word.len() > 2 {
            noun(&word, &mut forms);
        }
    }
    forms.remove(&word);
    std::iter::once(word).chain(forms).collect()
}

const AR: &[&str] = &[
    "o", "as", "a", "amos", "an", "ando", "ado", "ada", "ados", "adas", "aba", "aban", "abamos", "aron", "ara", "aran", "aremos", "aria",
    "arian", "ariamos", "e", "es", "emos", "en", "are", "ase",
];
const ER: &[&str] = &[
    "o", "es", "e", "emos", "en", "iendo", "ido", "ida", "idos", "idas", "ia", "ian", "iamos", "io", "ieron", "era", "eran", "eremos",
    "eria", "erian", "a", "as", "amos", "an", "iera", "ieran", "i",
];
const IR: &[&str] = &[
    "o", "es", "e", "imos", "en", "iendo", "ido", "ida", "idos", "idas", "ia", "ian", "iamos", "io", "ieron", "ira", "iran", "iremos",
    "iria", "irian", "a", "as", "amos", "an", "iera", "ieran", "i",
];

/// The forms of a verb, if the word ends like one: regular ones, those with another spelling, those with a changed stem vowel.
fn verb(word: &str, forms: &mut BTreeSet<String>) {
    let (stem, endings) = match (word.strip_suffix("ar"), word.strip_suffix("er"), word.strip_suffix("ir")) {
        (Some(stem), _, _) => (stem, AR),
        (_, Some(stem), _) => (stem, ER),
        (_, _, Some(stem)) => (stem, IR),
        _ => return,
    };
    let mut stems = vec![stem.to_owned()];
    stems.extend(changed(stem));
    for stem in stems {
        forms.extend(endings.iter().map(|ending| and(&stem, ending)));
        let respelled: &[(&str, &str, &[&str])] = if word.ends_with("ar") {
            &[("c", "qu", &["e", "en", "emos", "es"]), ("g", "gu", &["e", "en", "emos", "es"]), ("z", "c", &["e", "en", "emos", "es"])]
        } else {
            &[("c", "zc", &["o", "a", "an", "amos"]), ("g", "j", &["o", "a", "an", "amos"]), ("gu", "g", &["o", "a", "an", "amos"])]
        };
        for (old, new, endings) in respelled {
            if let Some(base) = stem.strip_suffix(old) {
                forms.extend(endings.iter().map(|ending| [base, new, ending].concat()));
            }
        }
        // incluir: incluye, construir: construyen.
        if word.ends_with("uir") && !word.ends_with("guir") {
            forms.extend(["yo", "ye", "yen", "ya", "yan", "yendo", "yo", "yeron"].map(|ending| and(&stem, ending)));
        }
    }
}

/// Stems with a changed last vowel: pensar → piens-, rechazar stays, acordar → acuerd-, pedir → pid-.
fn changed(stem: &str) -> Vec<String> {
    let Some((at, vowel)) = stem.char_indices().rev().find(|(_, c)| "aeiou".contains(*c)) else { return Vec::new() };
    let with = |new: &str| [&stem[..at], new, &stem[at + 1..]].concat();
    match vowel {
        'e' => vec![with("ie"), with("i")],
        'o' => vec![with("ue"), with("u")],
        _ => Vec::new(),
    }
}

/// The plural and the feminine of a noun or adjective.
fn noun(word: &str, forms: &mut BTreeSet<String>) {
    match word.as_bytes()[word.len() - 1] {
        b'o' => {
            let stem = &word[..word.len() - 1];
            forms.extend([and(stem, "a"), and(stem, "os"), and(stem, "as")]);
        }
        b'a' | b'e' | b'i' | b'u' => {
            forms.insert(and(word, "s"));
        }
        b'z' => {
            forms.insert(and(&word[..word.len() - 1], "ces"));
        }
        b'r' if word.ends_with("dor") || word.ends_with("sor") || word.ends_with("tor") => {
            forms.extend(["a", "es", "as"].map(|ending| and(word, ending)));
        }
        _ => {
            forms.insert(and(word, "es"));
        }
    }
}

/// The function words, folded, which say nothing about a passage's subject.
pub(super) fn function_words() -> impl Iterator<Item = &'static str> {
    const AUXILIARIES: &[&str] = &["es", "son", "ser", "sea", "sean", "fue", "ha", "han", "hemos", "haber", "sido", "esta", "estan", "hay"];
    UNINFLECTED.iter().chain(AUXILIARIES).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms() {
        for (base, form) in [
            ("apoyar", "apoyamos"),
            ("aplicar", "aplique"),
            ("rechazar", "rechacen"),
            ("reconocer", "reconozca"),
            ("mantener", "mantiene"),
            ("contener", "contiene"),
            ("acordar", "acuerdan"),
            ("construir", "construyendo"),
            ("deber", "deberían"),
            ("ser", "sean"),
            ("norma", "normas"),
            ("voluntario", "voluntarias"),
            ("obligación", "obligaciones"),
            ("capaz", "capaces"),
            ("internacional", "internacionales"),
            ("suscribir", "suscrito"),
            ("red", "redes"),
            ("uso", "usos"),
        ] {
            assert!(forms(base).contains(&fold(form)), "{base} → {form}: {:?}", forms(base));
        }
        assert_eq!(forms("los"), ["los"]);
    }
}
