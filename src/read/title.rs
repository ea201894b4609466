//! The lines before a speech begins → where it begins, and what they say about speaker, date, forum and title.

use super::{Reader, date, forum, speaker};
use crate::codebook::Actors;
use crate::model::Metadata;
use crate::text::fold::unaccented;
use crate::text::line::{ends_sentence, is_running, is_salutation, word_count};

/// Words that begin a line of a title block.
const STARTS: &[&str] = &[
    "statement",
    "intervention",
    "remarks",
    "address",
    "speech",
    "delivered",
    "presented",
    "check against",
    "unofficial",
    "as delivered",
    "translation",
    "permanent mission",
    "permanent representative",
    "deputy permanent",
    "ambassador",
    "agenda item",
    "item",
    "h.e",
    "mr",
    "ms",
    "mrs",
    "dr",
    "her excellency",
    "his excellency",
    "by",
    "minister",
    "ministry",
    "explanation of",
    "national statement",
    "joint statement",
    "counsellor",
    "first secretary",
    "second secretary",
    "third secretary",
    "original",
    "please check",
    "embargoed",
    "right of reply",
    "declaration",
    "discours",
    "allocution",
    "prononce",
    "presente",
    "mission permanente",
    "representation permanente",
    "representant permanent",
    "ambassadeur",
    "point",
    "s.e",
    "m.",
    "mme",
    "mlle",
    "son excellence",
    "par",
    "ministre",
    "ministere",
    "explication de",
    "conseiller",
    "note verbale",
    "contribution",
    "seul le prononce",
    "traduction",
    "declaracion",
    "intervencion",
    "discurso",
    "palabras",
    "alocucion",
    "pronunciad",
    "mision permanente",
    "representante permanente",
    "embajador",
    "tema",
    "sr.",
    "sra.",
    "excmo",
    "excma",
    "su excelencia",
    "por",
    "ministro",
    "ministra",
    "ministerio",
    "explicacion de",
    "consejer",
    "derecho a",
    "verificar contra",
    "traduccion",
];

/// Beginnings that are only part of a word: "prononcé", "prononcée", "pronunciada".
const STEMS: &[&str] = &["prononce", "presente", "pronunciad", "consejer", "conseiller", "embajador", "ambassad"];

/// No title block has more lines.
const LINES: usize = 60;

/// The byte at which the speech itself begins, from `start` on. Without a line that is clearly its first, all is speech.
pub(super) fn body(text: &str, start: usize, reader: &dyn Reader) -> usize {
    let mut at = start;
    for line in text[start..].split_inclusive('\n').take(LINES) {
        let bare = reader.bare(line);
        if !bare.is_empty() && begins_body(line, bare, &text[at..], reader) {
            return at + (line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len());
        }
        at += line.len();
    }
    start
}

fn begins_body(line: &str, bare: &str, rest: &str, reader: &dyn Reader) -> bool {
    let words = word_count(bare);
    if is_salutation(bare) || begins_item(line.trim_start()) || begins_item(bare) || words > 60 {
        return true;
    }
    if is_title(bare) {
        return has_first_person(bare);
    }
    // "7 March 2024, New York – Statement on behalf of the Union and its members".
    if names_statement(bare) && date::find(bare).is_some() && words <= 30 && !has_first_person(bare) {
        return false;
    }
    // A number of a document or a date ends no sentence: "L.54", "29.06.2021".
    let ends = ends_sentence(bare) && !bare.ends_with(|c: char| c.is_ascii_digit());
    if is_running(bare) || speaks(bare) || words > 30 || (ends && words >= 4) {
        return true;
    }
    // The first line of a hard-wrapped paragraph shows what it is only with the lines that follow.
    words >= 7 && forum::find(bare).is_none() && date::find(bare).is_none() && bare.contains(char::is_lowercase) && {
        let block: Vec<&str> = rest.lines().map(|line| reader.bare(line)).take_while(|line| !line.is_empty()).take(40).collect();
        let block = block.join(" ");
        is_running(&block) || ends_sentence(&block)
    }
}

/// "1. ", "IV. ", "• ", "- ": a paragraph, a section or an item of a list.
fn begins_item(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(char::is_whitespace) else { return false };
    let number = mark.strip_suffix('.').unwrap_or_default();
    let is_number = !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = !number.is_empty() && number.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    is_number || is_roman || matches!(mark, "•" | "-" | "–" | "*")
}

/// Whether the line begins as lines of title blocks do.
fn is_title(bare: &str) -> bool {
    let folded = unaccented(bare.trim_start_matches(['(', '[']));
    STARTS.iter().any(|start| {
        folded
            .strip_prefix(start)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || start.ends_with('.') || STEMS.contains(start))
    })
}

/// Whether the line reads as running text in French or Spanish.
fn speaks(bare: &str) -> bool {
    const RUNNING: &[&str] = &[
        "nous", "notre", "nos", "je", "sommes", "sont", "avons", "nuestro", "nuestra", "nosotros", "estamos", "tengo", "somos", "son",
        "hemos",
    ];
    unaccented(bare).split(|c: char| !c.is_alphanumeric()).any(|word| RUNNING.contains(&word))
        && word_count(bare) >= 4
        && !unaccented(bare).starts_with("son excellence")
}

/// Whether the line has a word for a statement.
fn names_statement(bare: &str) -> bool {
    const STATEMENTS: &[&str] =
        &["statement", "remarks", "intervention", "declaration", "declaracion", "intervencion", "discours", "discurso"];
    unaccented(bare).split(|c: char| !c.is_alphanumeric()).any(|word| STATEMENTS.contains(&word))
}

fn has_first_person(bare: &str) -> bool {
    bare.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "I" | "we" | "We" | "our" | "Our" | "my" | "My" | "nous" | "Nous" | "je" | "Je" | "tengo" | "Tengo" | "nuestro" | "nuestra"
        )
    })
}

/// What a title block says, but for actor and group.
pub(super) struct Facts {
    pub(super) meta: Metadata,
    /// The date as it is written, and how surely it is read.
    pub(super) date: Option<(String, date::Found)>,
}

/// What the title block says, but for actor and group.
pub(super) fn facts(block: &str, reader: &dyn Reader, actors: &Actors) -> Facts {
    let lines: Vec<&str> = block.lines().map(|line| reader.bare(line)).filter(|line| !line.is_empty()).collect();
    let mut meta = Metadata { forum: forum::find(&lines.join(" ")).map(str::to_owned), ..Metadata::default() };
    let dates = lines.iter().filter_map(|line| Some((line, date::find(line)?)));
    let date = dates.min_by_key(|(_, found)| found.form == date::Form::Month).map(|(line, found)| ((*line).to_owned(), found));
    meta.date = date.as_ref().map(|(_, found)| found.date);
    meta.speaker = lines.iter().filter_map(|line| speaker::find(line)).find(|name| actors.resolve(name).is_none());
    let is_note = |line: &str| {
        [
            "check against",
            "please check",
            "unofficial",
            "as delivered",
            "(as delivered",
            "embargoed",
            "seul le prononce",
            "verificar contra",
        ]
        .iter()
        .any(|note| unaccented(line).starts_with(note))
    };
    meta.title = lines.iter().find(|line| !is_note(line)).map(|line| line.trim_end_matches([',', ':']).to_owned());
    Facts { meta, date }
}

#[cfg(test)]
mod tests {
    use super::super::markdown::Markdown;
    use super::*;

    #[test]
    fn a_speech_begins_after_its_title_block() {
        for (text, first) in [
            ("**Statement by Japan**\n\n9 September 2019\n\nMr. Chair,\n\nWe agree.", "Mr. Chair,"),
            ("Statement by Japan\n9 September 2019\nMr. Chair,\nWe agree.\n", "Mr. Chair,"),
            ("Statement by Japan\n\nI would like to begin.", "I would like to begin."),
            ("Japan\n\nJapan attaches great importance to the work of the\nGroup and thanks the Chair.\n", "Japan attaches"),
            ("**Kingdom of Hesperland**\n\n26 July 2023\n\n## I. Introduction\n\nMadam Chair, we agree.", "## I. Introduction"),
            ("Statement by\nMs. Adaweni Korosse\n\n1. Madam Chair, we agree.", "1. Madam Chair"),
            ("Déclaration de la France\nle 9 septembre 2019\nMonsieur le Président,\nNous approuvons.", "Monsieur le Président,"),
            ("Intervención de Cuba. Nueva York, 7 de marzo de 2023.\n\nSeñora Presidenta:\n", "Señora Presidenta:"),
            ("\u{feff}We agree.", "We agree."),
            ("We agree", "We agree"),
            ("Open-ended Working Group on ICT Security, fifth substantive session\nThank you, Chair. We agree.", "Thank you"),
        ] {
            let body = body(text, 0, &Markdown);
            assert!(text[body..].starts_with(first), "{text:?}: {:?}", &text[body..]);
        }
    }

    #[test]
    fn text_without_a_first_sentence_is_all_speech() {
        assert_eq!(body("Support for the treaty", 0, &Markdown), 0);
    }

    #[test]
    fn a_title_block_tells_who_where_and_when() {
        let block = "**Statement by H.E. Mr. Takeshi Akahori, Ambassador in charge of Cyber Policy,\nForeign Policy Bureau,**\n\n\
                     At the Open Ended Working Group on Information\n\nNew York, 04.03.2024\n";
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        let Facts { meta, date } = facts(block, &Markdown, &actors);
        assert_eq!(meta.speaker.as_deref(), Some("Takeshi Akahori"));
        assert_eq!(meta.forum.as_deref(), Some("OEWG"));
        assert_eq!(meta.date.unwrap().to_string(), "2024-03-04");
        let (written, found) = date.unwrap();
        assert_eq!((written.as_str(), found.form), ("New York, 04.03.2024", date::Form::DayFirst));
    }
}
