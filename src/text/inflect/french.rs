//! French: a base form → its forms. Verbs are given in the infinitive, adjectives and past participles in the masculine
//! singular, nouns in the singular. Everything is folded: no accents.

use super::and;
use crate::text::fold::fold;
use std::collections::BTreeSet;

/// Words that are matched as they stand.
const UNINFLECTED: &[&str] = &[
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "a", "au", "aux", "en", "dans", "sur", "sous", "par", "pour", "avec",
    "sans", "et", "ou", "ni", "mais", "ne", "n", "pas", "plus", "que", "qu", "qui", "dont", "ce", "cet", "cette", "ces", "c", "se", "s",
    "il", "elle", "ils", "elles", "on", "nous", "notre", "nos", "je", "j", "mon", "ma", "mes", "leur", "leurs", "son", "sa", "ses", "y",
    "comme", "si", "tres", "aussi", "entre", "vers", "chez", "contre", "lors", "afin", "donc", "car", "ainsi", "tout", "toute", "tous",
    "toutes", "quelque", "quelques", "aucun", "aucune", "non", "encore", "deja",
];

/// Verbs whose forms do not follow from the infinitive: the infinitive's ending, and endings that take its place.
const VERBS: &[(&str, &[&str])] = &[
    // The longer endings first.
    (
        "connaitre",
        &[
            "connais",
            "connait",
            "connaissons",
            "connaissent",
            "connaissant",
            "connu",
            "connue",
            "connus",
            "connues",
            "connaitra",
            "connaissait",
            "connaisse",
            "connaissance",
        ],
    ),
    ("mettre", &["mets", "met", "mettons", "mettent", "mettant", "mis", "mise", "mises", "mettra", "mettrons", "mettait", "mette"]),
    (
        "prendre",
        &["prends", "prend", "prenons", "prennent", "prenant", "pris", "prise", "prises", "prendra", "prendrons", "prenne", "prenait"],
    ),
    ("battre", &["bats", "bat", "battons", "battent", "battant", "battu", "battue", "battra", "batte"]),
    ("soudre", &["sous", "sout", "solvons", "solvent", "solvant", "solu", "solue", "solve"]),
    ("aindre", &["ains", "aint", "aignons", "aignent", "aignant", "ainte", "aints", "aintes", "aigne"]),
    ("eindre", &["eins", "eint", "eignons", "eignent", "eignant", "einte", "eints", "eintes", "eigne"]),
    ("oindre", &["oins", "oint", "oignons", "oignent", "oignant", "ointe", "oints", "oindra", "oigne"]),
    ("vaincre", &["vaincs", "vainc", "vainquons", "vainquent", "vainquant", "vaincu", "vaincue", "vaincus"]),
    ("croitre", &["crois", "croit", "croissons", "croissent", "croissant", "croissante", "cru", "crue", "crus", "croisse"]),
    ("uire", &["uis", "uit", "uisons", "uisent", "uisant", "uite", "uits", "uites", "uise", "uisait", "uira"]),
    ("crire", &["cris", "crit", "crivons", "crivent", "crivant", "crite", "crits", "crites", "crive", "crivait"]),
    ("clure", &["clus", "clut", "cluons", "cluent", "cluant", "clu", "clue", "cluse", "clura"]),
    ("clore", &["clos", "clot", "close"]),
    ("suivre", &["suis", "suit", "suivons", "suivent", "suivant", "suivi", "suivie", "suivis", "suivra", "suive"]),
    ("vivre", &["vis", "vit", "vivons", "vivent", "vivant", "vecu", "vive"]),
    (
        "tenir",
        &[
            "tiens",
            "tient",
            "tenons",
            "tenant",
            "tenu",
            "tenue",
            "tenus",
            "tenues",
            "tiendra",
            "tiendrons",
            "tiendrait",
            "tiendrions",
            "tiennent",
            "tienne",
            "tenait",
            "tint",
            "tien",
        ],
    ),
    (
        "venir",
        &[
            "viens",
            "vient",
            "venons",
            "viennent",
            "venant",
            "venu",
            "venue",
            "venus",
            "venues",
            "viendra",
            "viendrait",
            "vienne",
            "venait",
            "vint",
        ],
    ),
    (
        "cueillir",
        &[
            "cueille",
            "cueilles",
            "cueillons",
            "cueillent",
            "cueillant",
            "cueilli",
            "cueillie",
            "cueillis",
            "cueillera",
            "cueillerait",
            "cueillerions",
        ],
    ),
    ("sortir", &["sors", "sort", "sortons", "sortent", "sortant", "sorti", "sortie", "sortis"]),
    ("suffire", &["suffis", "suffit", "suffisons", "suffisent", "suffisant", "suffi", "suffira", "suffirait", "suffise"]),
    ("courir", &["cours", "court", "courons", "courent", "courant", "couru", "courra", "coure"]),
    ("querir", &["quiers", "quiert", "querons", "quierent", "querant", "quis", "quise", "quises", "quiere"]),
    ("frir", &["fre", "fres", "frons", "frent", "frant", "fert", "ferte", "ferts", "fertes", "frait"]),
    ("vrir", &["vre", "vrons", "vrent", "vrant", "vert", "verte", "verts", "vertes", "vrait"]),
    ("partir", &["pars", "part", "partons", "partent", "partant", "parti", "parte"]),
    ("sentir", &["sens", "sent", "sentons", "sentent", "sentant", "senti", "sente"]),
    ("servir", &["sers", "sert", "servons", "servent", "servant", "servi", "serve"]),
    (
        "faire",
        &[
            "fais", "fait", "faisons", "font", "faisant", "faite", "faits", "faites", "fera", "ferons", "ferait", "fasse", "faisait",
            "fassent",
        ],
    ),
    ("traire", &["trais", "trait", "trayons", "traient", "trayant", "traite"]),
    ("plaire", &["plais", "plait", "plaisent", "plaisant"]),
    ("dire", &["dis", "dit", "disons", "disent", "disant", "dite", "dits", "dites", "dise", "disait"]),
    ("lire", &["lis", "lit", "lisons", "lisent", "lisant", "lu", "lue", "lus", "lise"]),
    ("croire", &["crois", "croit", "croyons", "croient", "croyant", "cru", "croie", "croyait"]),
    (
        "devoir",
        &[
            "dois",
            "doit",
            "devons",
            "doivent",
            "due",
            "devra",
            "devrons",
            "devrait",
            "devraient",
            "devrions",
            "devront",
            "devions",
            "doive",
            "devait",
        ],
    ),
    (
        "pouvoir",
        &[
            "peux",
            "peut",
            "pouvons",
            "peuvent",
            "pouvant",
            "pu",
            "pourra",
            "pourrons",
            "pourrait",
            "pourraient",
            "pourrions",
            "pourront",
            "puissions",
            "puisse",
            "puissent",
            "pouvait",
        ],
    ),
    (
        "vouloir",
        &["veux", "veut", "voulons", "veulent", "voulant", "voulu", "voudra", "voudrions", "voudrait", "voudrais", "veuille", "voulait"],
    ),
    ("promouvoir", &["promeus", "promeut", "promouvons", "promeuvent", "promouvant", "promu", "promue", "promus", "promues", "promeuve"]),
    ("savoir", &["sais", "sait", "savons", "savent", "sachant", "su", "saura", "sache", "saurait", "saurions", "sauraient"]),
    ("valoir", &["vaut", "valent", "valant", "valu", "vaudra", "vaille", "valait"]),
    ("falloir", &["faut", "fallu", "faudra", "faudrait", "faille", "fallait"]),
    ("cevoir", &["cois", "coit", "cevons", "coivent", "cevant", "cu", "cue", "cus", "cues", "cevra", "coive"]),
    ("voir", &["vois", "voit", "voyons", "voient", "voyant", "vu", "vue", "vus", "vues", "verra", "verrons", "voie", "voyait"]),
    (
        "avoir",
        &[
            "ai", "as", "avons", "ont", "ayant", "eu", "aura", "aurons", "auront", "aurait", "auraient", "ait", "aient", "avait",
            "avaient", "ayons", "aurions", "avions",
        ],
    ),
    (
        "etre",
        &[
            "suis", "est", "sommes", "sont", "etant", "ete", "sera", "serons", "seront", "serait", "seraient", "soit", "soient", "etait",
            "etaient", "fut", "soyons", "serions", "etions",
        ],
    ),
];

/// All forms of `base`, the base first. Function words, words of one or two letters and words with a digit stay as they are.
#[must_use]
pub(super) fn forms(base: &str) -> Vec<String> {
    let folded = fold(base);
    // Folding gives utiliser the z that it gives organise: the forms are made as they are written, then folded like any word.
    let written = [("izer", "iser"), ("ize", "ise")].iter().find_map(|(z, s)| Some(and(folded.strip_suffix(z)?, s)));
    let word = written.unwrap_or_else(|| folded.clone());
    let mut forms = BTreeSet::new();
    let inflects = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !UNINFLECTED.contains(&word.as_str());
    if inflects && word == "aller" {
        forms.extend(["vais", "va", "allons", "vont", "allant", "alle", "allee", "ira", "aille"].map(str::to_owned));
    } else if inflects {
        let irregular = VERBS.iter().find_map(|(ending, endings)| Some((word.strip_suffix(ending)?, *endings)));
        if let Some((stem, endings)) = irregular {
            forms.extend(endings.iter().map(|ending| and(stem, ending)));
        } else {
            regular(&word, &mut forms);
        }
        noun(&word, &mut forms);
    }
    let mut forms: BTreeSet<String> = forms.iter().map(|form| fold(form)).collect();
    forms.remove(&folded);
    std::iter::once(folded).chain(forms).collect()
}

/// The forms of a regular verb, if the word ends like one.
fn regular(word: &str, forms: &mut BTreeSet<String>) {
    let endings: &[&str] = if word.ends_with("er") {
        &[
            "e", "es", "ons", "ez", "ent", "ee", "ees", "ant", "era", "eront", "erons", "erait", "erions", "eraient", "erais", "erai", "a",
            "ait", "aient", "ais", "ions", "iez", "erent", "ante", "ants", "antes",
        ]
    } else if word.ends_with("ir") {
        &[
            "i", "is", "it", "ie", "ies", "issons", "issez", "issent", "issant", "issante", "isse", "ira", "irons", "iront", "irait",
            "iraient", "issait", "issaient", "irent",
        ]
    } else if word.ends_with("re") {
        &["s", "ons", "ent", "ant", "u", "ue", "us", "ues", "ra", "rons", "ront", "rait", "raient", "e", "es", "it", "ait", "aient", ""]
    } else {
        return;
    };
    let stem = &word[..word.len() - 2];
    forms.extend(endings.iter().map(|ending| and(stem, ending)));
    if word.ends_with("ger") {
        forms.extend(["eons", "eant", "ea", "eait", "eaient"].map(|ending| and(stem, ending)));
    }
    if let Some(stem) = word.strip_suffix("yer") {
        forms.extend(["ie", "ies", "ient", "iera", "ieront", "ierons", "ierait"].map(|ending| and(stem, ending)));
    }
    // appeler: appelle; projeter: projette.
    if word.ends_with("eler") || word.ends_with("eter") {
        let twin = &stem[stem.len() - 1..];
        forms.extend(["e", "es", "ent", "era", "erons", "eront", "erait"].map(|ending| [stem, twin, ending].concat()));
    }
}

/// The plural and the feminine of a noun or adjective.
fn noun(word: &str, forms: &mut BTreeSet<String>) {
    const PAIRS: &[(&str, &[&str])] = &[
        ("al", &["ale", "aux", "ales"]),
        ("ail", &["aux", "ails"]),
        ("eau", &["eaux", "elle", "elles"]),
        ("eu", &["eux"]),
        ("eux", &["euse", "euses"]),
        ("if", &["ive", "ifs", "ives"]),
        ("el", &["elle", "els", "elles"]),
        ("en", &["enne", "ens", "ennes"]),
        ("on", &["onne", "ons", "onnes"]),
        ("er", &["ere", "ers", "eres"]),
        ("ant", &["ante", "ants", "antes"]),
        ("ent", &["ente", "ents", "entes"]),
        ("et", &["ete", "ets", "etes", "ette", "ettes"]),
        ("teur", &["teurs", "trice", "trices"]),
        ("ic", &["ique", "ics", "iques"]),
    ];
    for (ending, others) in PAIRS {
        if let Some(stem) = word.strip_suffix(ending) {
            forms.extend(others.iter().map(|other| and(stem, other)));
        }
    }
    // Once folded, prématuré ends like a verb.
    if word.ends_with("ure") || word.ends_with("ere") {
        forms.extend(["e", "s", "es"].map(|ending| and(word, ending)));
    } else if word.ends_with("re") || word.ends_with("er") || word.ends_with("ir") && word.len() > 6 {
        forms.insert(and(word, "s"));
    } else if word.ends_with('s') || word.ends_with('x') {
        forms.extend([and(word, "e"), and(word, "es")]);
    } else {
        forms.extend([and(word, "s"), and(word, "e"), and(word, "es")]);
    }
}

/// The function words, folded, which say nothing about a passage's subject.
pub(super) fn function_words() -> impl Iterator<Item = &'static str> {
    const AUXILIARIES: &[&str] =
        &["est", "sont", "etre", "ete", "soit", "soient", "etait", "sera", "ont", "avons", "avoir", "ait", "avait", "fait", "faire"];
    UNINFLECTED.iter().chain(AUXILIARIES).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms() {
        for (base, form) in [
            ("appuyer", "appuie"),
            ("soutenir", "soutient"),
            ("reconnaître", "reconnaît"),
            ("appliquer", "applique"),
            ("appliquer", "appliquée"),
            ("engager", "engageons"),
            ("devoir", "doivent"),
            ("être", "sont"),
            ("international", "internationaux"),
            ("offensif", "offensives"),
            ("établir", "établissent"),
            ("défendre", "défend"),
            ("enfreindre", "enfreint"),
            ("appeler", "appelle"),
            ("droit", "droits"),
            ("réseau", "réseaux"),
            ("nuire", "nuisent"),
            ("promouvoir", "promouvoir"),
            ("utiliser", "utilisons"),
            ("utiliser", "utilise"),
            ("analyser", "analyse"),
            ("accueillir", "accueillons"),
            ("installer", "installe"),
            ("prématuré", "prématurée"),
            ("politisé", "politisée"),
            ("suffire", "suffisent"),
            ("devoir", "devrions"),
        ] {
            assert!(forms(base).contains(&fold(form)), "{base} → {form}: {:?}", forms(base));
        }
        assert_eq!(forms("les"), ["les"]);
    }
}
