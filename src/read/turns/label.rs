//! A line → who gets the floor by it, if it is a speaker line: "Ghana", "Mr. Akahori (Japan):", "The Chair:".

use super::super::who::ARTICLES;
use super::super::{elision, speaker};
use super::Floor;
use super::marks;
use crate::codebook::Actors;
use crate::model::ActorKind;
use crate::text::Words;
use crate::text::fold::fold;
use memchr::memchr;

/// A speaker line, or the speaker's name before a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) floor: Floor,
    /// The group that is spoken for.
    pub(super) group: Option<String>,
    /// The person.
    pub(super) speaker: Option<String>,
    /// The mark of interpretation in it: "spoke in French".
    pub(super) interpreted: Option<String>,
    pub(super) form: Form,
    /// The bytes of the line up to which it reaches.
    pub(super) end: usize,
}

/// How clearly a line opens a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "Mr. Akahori (Japan):", "The Chair:", "JAPAN, for the GROUP,".
    Sure,
    /// "Japan: …".
    Name,
    /// "Japan" alone on its line.
    Bare,
}

/// The longest speaker line, in bytes.
const LONGEST: usize = 240;

/// Who speaks for nobody's position, folded and without an article.
const OFFICES: &[&str] = &[
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "co chair",
    "co chairs",
    "vice chair",
    "president",
    "acting president",
    "temporary president",
    "vice president",
    "secretariat",
    "secretary",
    "secretary general",
    "deputy secretary general",
    "under secretary general",
    "high representative",
    "director general",
    "executive director",
    "facilitator",
    "co facilitator",
    "co facilitators",
    "moderator",
    "rapporteur",
    "presiding officer",
    "interpreter",
    "operator",
    "presidente",
    "presidenta",
    "vice presidente",
    "vicepresident",
    "vicepresidente",
    "vicepresidenta",
    "secretaire",
    "secretaire general",
    "secretaire generale",
    "secretario",
    "secretario general",
    "secretaria",
    "secretaria general",
    "moderateur",
    "moderador",
    "moderadora",
];

/// Titles of persons, folded.
const TITLES: &[&str] = &[
    "mr",
    "ms",
    "mrs",
    "miss",
    "dr",
    "prof",
    "professor",
    "he",
    "sir",
    "dame",
    "lord",
    "baroness",
    "ambassador",
    "amb",
    "sheikh",
    "cardinal",
    "archbishop",
    "monsignor",
    "king",
    "queen",
    "prince",
    "princess",
    "president",
    "minister",
    "m",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "sr",
    "sra",
    "srta",
    "senor",
    "senora",
    "embajador",
    "embajadora",
    "ambassadeur",
    "ambassadrice",
    "colonel",
    "general",
];

/// The label at the start of a line, which may go on with the speech after a colon. `bare` is the line without its marks.
pub(super) fn label(bare: &str, actors: &Actors) -> Option<Label> {
    if !bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '[' | '(')) {
        return None;
    }
    let skipped = timestamp(bare);
    let line = &bare[skipped..];
    // Most lines are paragraphs, and no labels.
    if line.len() > LONGEST && memchr(b':', &line.as_bytes()[..=LONGEST]).is_none() {
        return None;
    }
    let colon = colon(line);
    let (written, end) = match colon {
        Some(at) => (&line[..at], skipped + at + 1),
        None => (line, bare.len()),
    };
    if written.len() > LONGEST || written.is_empty() {
        return None;
    }
    let written: String = written.chars().filter(|c| !matches!(c, '*' | '_')).collect();
    let written = written.trim().trim_end_matches(',').trim();
    let parts = Parts::of(written, actors);
    let made = read(&parts, written, actors, colon.is_some())?;
    Some(Label { end, ..made })
}

fn read(parts: &Parts, written: &str, actors: &Actors, has_colon: bool) -> Option<Label> {
    let label = |floor: Floor, speaker: Option<String>, form: Form| {
        let group = parts.group.clone().filter(|_| !matches!(floor, Floor::Chair));
        Some(Label { floor, group, speaker, interpreted: parts.interpreted.clone(), form, end: 0 })
    };
    let plain = if has_colon { Form::Name } else { Form::Bare };
    if !has_colon && parts.goes_on {
        return None;
    }
    // "Iran (Islamic Republic of)": brackets may be part of the name.
    if let Some(id) = actor(written, actors) {
        return label(Floor::Actor(id), None, plain);
    }
    let head = parts.head.as_str();
    if is_office(head) {
        return has_colon.then(|| label(Floor::Chair, None, Form::Sure)).flatten();
    }
    if let Some(id) = actor(head, actors) {
        let form = if parts.group.is_some() { Form::Sure } else { plain };
        return label(Floor::Actor(id), None, form);
    }
    // "Norway on behalf of the Nordic countries".
    let person = person(head);
    if let (Some(person), Some(state)) = (&person, &parts.state) {
        let form = if has_colon { Form::Sure } else { Form::Bare };
        return label(Floor::Actor(state.clone()), Some(person.clone()), form);
    }
    if !has_colon {
        return None;
    }
    if parts.office && (person.is_some() || head.is_empty()) {
        return label(Floor::Chair, person, Form::Sure);
    }
    person.and_then(|person| label(Floor::Unknown(written.to_owned()), Some(person), Form::Name))
}

/// A speaker line taken apart.
#[derive(Debug, Default)]
struct Parts {
    /// What stands before the brackets and the first comma.
    head: String,
    state: Option<String>,
    group: Option<String>,
    interpreted: Option<String>,
    /// Whether an office of the organisation is named besides.
    office: bool,
    /// Whether more words follow than a speaker line holds: "A-land, for the Island Group, opposed it".
    goes_on: bool,
}

impl Parts {
    fn of(written: &str, actors: &Actors) -> Self {
        let (outside, brackets) = brackets(written);
        let mut parts = Self::default();
        for inside in &brackets {
            let lower = inside.to_lowercase();
            if marks::is_interpretation(&lower) {
                parts.interpreted = Some(inside.clone());
            } else {
                parts.add(inside, actors);
            }
        }
        let cut = [", ", " on behalf of ", " for the ", " au nom d", " en nombre d", " – ", " - "]
            .iter()
            .filter_map(|sign| outside.find(sign))
            .min();
        let (head, tail) = outside.split_at(cut.unwrap_or(outside.len()));
        head.trim().clone_into(&mut parts.head);
        let tail = tail.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '–' | '-'));
        parts.add(tail, actors);
        parts.goes_on = !tail.is_empty() && !ends_with_name(tail, actors);
        parts
    }

    /// Takes up what stands in brackets or after a comma: a State, "on behalf of" a group, an office.
    fn add(&mut self, text: &str, actors: &Actors) {
        if text.is_empty() {
            return;
        }
        if let Some(id) = actor(text, actors) {
            self.state.get_or_insert(id);
            return;
        }
        let opened = elision::opened(text);
        let words = Words::of(&opened);
        let is_group = |id: &str| actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Group);
        for (at, id) in actors.find(&words, &opened, 0..words.tokens.len()) {
            if is_group(id) {
                self.group.get_or_insert_with(|| id.to_owned());
            } else if at.start == 0 {
                // "(Japan, on behalf of …)".
                self.state.get_or_insert_with(|| id.to_owned());
            } else if words.word(at.start - 1) == "of" || ARTICLES.contains(&words.word(at.start - 1)) {
                // "Permanent Representative of Japan".
                self.state.get_or_insert_with(|| id.to_owned());
            }
        }
        self.office |= text.split([',', ';']).any(is_office);
    }
}

/// Whether the last words of a text are an actor's name.
fn ends_with_name(text: &str, actors: &Actors) -> bool {
    let opened = elision::opened(text);
    let words = Words::of(&opened);
    let count = words.tokens.len();
    actors.find(&words, &opened, 0..count).last().is_some_and(|(at, _)| at.end == count)
}

/// The words outside brackets, and what stands in each outermost pair.
fn brackets(written: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut depth) = (String::new(), Vec::new(), 0_usize);
    let mut open = String::new();
    for c in written.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                if depth > 1 {
                    open.push(c);
                }
            }
            ')' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    inside.push(std::mem::take(&mut open));
                } else {
                    open.push(c);
                }
            }
            _ if depth > 0 => open.push(c),
            _ => outside.push(c),
        }
    }
    (outside.trim().to_owned(), inside)
}

/// The first colon outside brackets that ends a speaker's name.
fn colon(line: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in line.char_indices().take_while(|(at, _)| *at <= LONGEST) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => {
                let next = line[at + 1..].chars().next();
                return next.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_')).then_some(at);
            }
            _ => {}
        }
    }
    None
}

/// The bytes of a time before the name: "[00:12:03] ", "00:12:03 ".
fn timestamp(line: &str) -> usize {
    let end =
        line.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '[' | ']' | '(' | ')' | ' ' | '-' | '>'))).unwrap_or(0);
    let has_time = line[..end].matches(':').count() >= 1 && line[..end].contains(|c: char| c.is_ascii_digit());
    if has_time { end } else { 0 }
}

/// The actor whose name this is, as a speaker line writes it: with a capital, codes in capitals.
fn actor(name: &str, actors: &Actors) -> Option<String> {
    let name = elision::opened(name.trim());
    let mut name = name.trim();
    while let Some((first, rest)) = name.split_once(char::is_whitespace)
        && ARTICLES.contains(&fold(first).as_str())
        && actors.resolve(name).is_none()
    {
        name = rest.trim_start();
    }
    let is_code = name.len() <= 4 && !name.contains(char::is_lowercase);
    let is_name = name.len() > 3 && name.starts_with(char::is_uppercase);
    (is_code || is_name).then(|| actors.resolve(name)).flatten().map(str::to_owned)
}

fn is_office(name: &str) -> bool {
    let mut words: Vec<String> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect();
    while words.first().is_some_and(|word| ARTICLES.contains(&word.as_str())) {
        words.remove(0);
    }
    // "The Chair of the Working Group", "Chair Lauber".
    let title = words.iter().take_while(|word| !matches!(word.as_str(), "of" | "for" | "de" | "du" | "del")).cloned().collect::<Vec<_>>();
    let is = |words: &[String]| OFFICES.contains(&words.join(" ").as_str());
    is(&title) || title.len() == 2 && matches!(title[0].as_str(), "chair" | "chairman" | "chairperson" | "facilitator" | "moderator")
}

/// The person of "Mr. Akahori", "President Macron": a title and words with capitals.
fn person(head: &str) -> Option<String> {
    let words: Vec<&str> = head.split_whitespace().collect();
    let first = words.first().map(|word| fold(word))?;
    let rest = words.get(1..).unwrap_or_default();
    let is_name = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '\'') || word.chars().count() <= 4 && !word.contains(['.', '!', '?'])
    };
    // "Mr. President:" greets, and gives nobody the floor.
    let is_person = TITLES.contains(&first.as_str())
        && !rest.is_empty()
        && rest.len() <= 7
        && rest.iter().all(is_name)
        && rest.iter().any(|word| word.starts_with(char::is_uppercase))
        && !is_office(&rest.join(" "));
    is_person.then(|| speaker::value(&rest.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        let Some(label) = label(line, &actors) else { return "–".to_owned() };
        let floor = match &label.floor {
            Floor::Actor(id) => id.clone(),
            Floor::Chair => "chair".to_owned(),
            Floor::Unknown(_) => "?".to_owned(),
        };
        let or = |value: Option<String>| value.unwrap_or_default();
        format!(
            "{floor}|{}|{}|{}|{:?}|{}",
            or(label.group),
            or(label.speaker),
            or(label.interpreted),
            label.form,
            line[label.end..].trim_start()
        )
    }

    #[test]
    fn speaker_lines_are_read() {
        for (line, expected) in [
            ("Ghana", "GHA||||Bare|"),
            ("The Netherlands", "NLD||||Bare|"),
            ("RUSSIAN FEDERATION: We agree.", "RUS||||Name|We agree."),
            ("Mr. Akahori (Japan): We agree.", "JPN||Akahori||Sure|We agree."),
            ("Mr. Akahori** (Japan): We agree.", "JPN||Akahori||Sure|We agree."),
            ("Mr. de Rivière (France) (spoke in French): We agree.", "FRA||de Rivière|spoke in French|Sure|We agree."),
            ("The Chair: Thank you.", "chair||||Sure|Thank you."),
            ("The President (spoke in Arabic): I call on Japan.", "chair|||spoke in Arabic|Sure|I call on Japan."),
            ("La Présidente (parle en français) : Merci.", "chair|||parle en français|Sure|Merci."),
            ("El Presidente: Gracias.", "chair||||Sure|Gracias."),
            ("UNITED KINGDOM, for the Nordic group,", "GBR|nordics|||Sure|"),
            ("Fiji (on behalf of the Pacific Islands Forum):", "FJI|pif|||Sure|"),
            ("Norway on behalf of the Nordic countries", "NOR|nordics|||Sure|"),
            ("Mrs. Nakamitsu, High Representative for Disarmament Affairs: Thank you.", "chair||Nakamitsu||Sure|Thank you."),
            ("President Macron (spoke in French): I speak.", "?||Macron|spoke in French|Name|I speak."),
            ("[00:12:03] Ghana: Thank you.", "GHA||||Name|Thank you."),
            ("Iran (Islamic Republic of)", "IRN||||Bare|"),
            ("M. Dupont (Suisse) : Merci.", "CHE||Dupont||Sure|Merci."),
            ("EU", "EUE||||Bare|"),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_speaker_lines() {
        for line in [
            "Mr. President: we agree.",
            "Señor Presidente:",
            "Chair",
            "We agree with Japan: it is good.",
            "can",
            "Us",
            "Norms:",
            "As Japan said: we agree",
            "Japan's view",
            "Madam Chair,",
            "BRAZIL, for the G-77, said a treaty is needed.",
            "SWITZERLAND, supported by CANADA, stressed it.",
            "First: Ghana",
            "",
        ] {
            assert_eq!(shown(line), "–", "{line}");
        }
    }
}
