//! French: its cues, the patterns of diplomatic speech that it has, and statements of ours in it.
//!
//! A reading is `proposition stance strength` as in `patterns.rs`; `~` before the strength allows one step.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "tests show what they measured")]

use demarche::codebook::{Actors, Codebook};
use demarche::model::{Claim, Document, Metadata, Via};
use demarche::pipeline::Coder;

const ACTORS: &str = r#"
[[actor]]
id = "XAL"
kind = "state"
name = "A-land"

[[actor]]
id = "XBL"
kind = "state"
name = "B-land"

[[actor]]
id = "XCL"
kind = "state"
name = "C-land"

[[actor]]
id = "lakes"
kind = "group"
name = "Groupe des Lacs"
members = [{ id = "XAL" }, { id = "XBL" }]
"#;

fn coder() -> Coder {
    let mut actors = Actors::built_in().unwrap();
    actors.extend(Actors::parse("tests/language_fr.rs", ACTORS).unwrap());
    Coder { codebook: Codebook::built_in().unwrap(), actors: Actors::new(actors).unwrap() }
}

fn is_read(claim: &Claim, reads: &str) -> bool {
    let mut parts = reads.split(", ");
    let head: Vec<&str> = parts.next().unwrap().split(' ').collect();
    let [proposition, stance, strength] = head[..] else { panic!("`{reads}` is no reading") };
    let near = strength.strip_prefix('~');
    let wanted: u8 = near.unwrap_or(strength).parse().unwrap();
    let by = parts.find_map(|part| part.strip_prefix("by ")).unwrap_or("XAL");
    claim.proposition_id == proposition
        && claim.stance.name() == stance
        && claim.strength.abs_diff(wanted) <= u8::from(near.is_some())
        && claim.holder == by
}

fn shown(claims: &[Claim]) -> String {
    let one = |claim: &Claim| {
        format!("\n      {} {} {} by {} [{}]", claim.proposition_id, claim.stance, claim.strength, claim.holder, claim.rules.join("; "))
    };
    if claims.is_empty() { " nothing".to_owned() } else { claims.iter().map(one).collect() }
}

/// A pattern's number, a sentence, and its reading; `silent` if it makes no claim.
const PATTERNS: &[(u8, &str, &[&str])] = &[
    (1, "A-land estime qu'un instrument juridiquement contraignant sur la cybersécurité est nécessaire.", &["il.lbi_needed support ~3"]),
    (1, "B-land estime qu'un instrument juridiquement contraignant est nécessaire.", &["il.lbi_needed support ~3, by XBL"]),
    (2, "Ma délégation ne peut accepter un instrument juridiquement contraignant.", &["il.lbi_needed oppose 5"]),
    (2, "Mon pays ne saurait appuyer un instrument juridiquement contraignant.", &["il.lbi_needed oppose 5"]),
    (3, "Nous devrions tous accroître la transparence.", &["cbm.transparency support 3"]),
    (3, "Nous appuyons le répertoire des points de contact.", &["cbm.poc_directory support 4"]),
    (3, "Nous vivons des temps difficiles.", &[]),
    (4, "Je voudrais féliciter le Président du répertoire des points de contact.", &[]),
    (4, "Je tiens à souligner qu'un mécanisme permanent est nécessaire.", &["rid.permanent support ~4"]),
    (12, "Je perçois une convergence croissante sur le répertoire des points de contact.", &[]),
    (13, "Dans l'exercice du droit de réponse, nous rejetons les accusations infondées de l'orateur précédent.", &[]),
    (14, "Seul le prononcé fait foi.", &[]),
    (16, "Certains États soutiennent qu'un traité sur la cybersécurité est nécessaire.", &[]),
    (16, "D'aucuns estiment qu'un instrument juridiquement contraignant est nécessaire.", &[]),
    (17, "Certains demandent un traité sur la cybersécurité. Nous n'en sommes pas convaincus.", &["il.lbi_needed reservation ~3"]),
    (18, "Nous appuyons la proposition de B-land sur les modèles types.", &["cbm.templates support 4"]),
    (19, "Comme l'a dit à juste titre C-land, le renforcement des capacités est essentiel.", &["cap.priority support ~4"]),
    (20, "Nous avons lu ce texte sur le prétendu cadre de comportement responsable des États.", &["trm.framework oppose ~3"]),
    (21, "Nous n'avons jamais dit que le droit international existant était insuffisant.", &[]),
    (23, "Une large majorité a voté pour le programme d'action l'an dernier.", &[]),
    (24, "Il est inacceptable de restreindre le répertoire.", &["cbm.poc_serious_only oppose 5"]),
    (25, "Nous appuyons pleinement un organe permanent.", &["rid.permanent support 5"]),
    (26, "Nous sommes favorables à une voie unique.", &["rid.single_track support ~3"]),
    (26, "Nous souscrivons à l'idée d'une voie unique.", &["rid.single_track support 4"]),
    (27, "Nous nous félicitons de la liste de contrôle.", &["nrm.checklist support 3"]),
    (27, "Nous accueillons avec satisfaction la liste de contrôle.", &["nrm.checklist support 3"]),
    (28, "Nous remercions le Président de son document sur la liste de contrôle.", &[]),
    (29, "Nous prenons note de la proposition de programme d'action.", &["rid.poa undecided 1"]),
    (29, "Nous prenons note avec intérêt de la proposition de programme d'action.", &["rid.poa undecided ~2"]),
    (30, "Nous sommes ouverts à un programme d'action.", &["rid.poa qualified 2"]),
    (30, "Nous pourrions nous rallier à un programme d'action.", &["rid.poa qualified 2"]),
    (31, "Nous voyons l'intérêt d'un mécanisme permanent.", &["rid.permanent support 3"]),
    (31, "Nous ne voyons aucune valeur ajoutée dans un mécanisme permanent.", &["rid.permanent oppose 3"]),
    (32, "Nous ne sommes pas convaincus de la nécessité d'un programme d'action.", &["rid.poa reservation ~3"]),
    (33, "La question du programme d'action doit être abordée avec prudence.", &["rid.poa reservation 3"]),
    (33, "À notre avis, un programme d'action serait prématuré.", &["rid.poa oppose 3"]),
    (34, "Nous avons de sérieuses préoccupations au sujet de la liste de contrôle.", &["nrm.checklist oppose ~4"]),
    (35, "Nous regrettons que le programme d'action ait été écarté.", &["rid.poa support 3"]),
    (36, "Nous rejetons un instrument juridiquement contraignant.", &["il.lbi_needed oppose 5"]),
    (38, "Nous réaffirmons que le droit international s'applique au cyberespace.", &["il.applies support 4"]),
    (39, "Nous sommes résolus à renforcer les capacités des pays en développement.", &["cap.priority support ~4"]),
    (40, "Qui pourrait contester que les faits illicites engagent la responsabilité de l'État ?", &["il.state_responsibility support 4"]),
    (41, "Certains proposent un programme d'action. Est-ce vraiment nécessaire ?", &["rid.poa oppose ~3"]),
    (42, "Le Président pourrait-il préciser la portée du programme d'action ?", &[]),
    (43, "Le Groupe ne devrait pas rouvrir les normes convenues.", &["nrm.no_reopen support ~4"]),
    (44, "Nous ne nous opposons pas à un fonds de contributions volontaires.", &["cap.un_fund qualified 2"]),
    (45, "Un mécanisme permanent n'est pas sans mérite.", &["rid.permanent support 2"]),
    (46, "Reconnaître le droit humanitaire n'encourage ni ne légitime la guerre.", &["il.ihl_militarises oppose ~3"]),
    (47, "Non seulement le renforcement des capacités est essentiel, mais aussi les mesures de confiance.", &["cap.priority support ~4"]),
    (48, "Nous appuyons la liste de contrôle, à l'exception du programme d'action.", &["nrm.checklist support ~4", "rid.poa oppose 4"]),
    (49, "Nous voulons que les TIC soient utilisées à des fins exclusivement pacifiques.", &["thr.exclusively_peaceful support ~3"]),
    (49, "Nous voulons que les TIC soient utilisées à des fins pacifiques.", &["no thr.exclusively_peaceful"]),
    (50, "Il faut appliquer les normes convenues plutôt que d'élaborer de nouvelles normes.", &["nrm.new_now reservation ~2"]),
    (51, "Si un consensus se dégage, nous pourrions accepter un programme d'action.", &["rid.poa qualified 2"]),
    (52, "Nous acceptons les modèles types à condition que les experts des États les rédigent.", &["cbm.templates qualified 3"]),
    (52, "Nous acceptons un programme d'action, sous réserve que le consensus soit maintenu.", &["rid.poa qualified 3"]),
    (54, "Nous devons éviter les processus parallèles.", &["rid.single_track support ~3"]),
    (55, "Le droit existant est plus utile qu'un nouvel instrument juridiquement contraignant.", &["il.lbi_needed reservation ~2"]),
    (57, "La transparence doit être renforcée et il faut renforcer la transparence.", &["cbm.transparency support ~4"]),
    (58, "Si le texte avait mentionné la liste de contrôle, nous aurions été satisfaits.", &["nrm.checklist support 3"]),
    (61, "Certains proposent un programme d'action. Une telle approche est inacceptable.", &["rid.poa oppose ~5"]),
    (62, "Nous n'appuyons pas tous les éléments de la liste de contrôle.", &["nrm.checklist reservation 2"]),
    (69, "Nous avons voté pour le programme d'action.", &["rid.poa support 3"]),
    (78, "Nous nous opposons, pardon, nous appuyons le programme d'action.", &["rid.poa support 4"]),
    (82, "Nous félicitons le Président de son élection à la tête du groupe de travail à composition non limitée.", &[]),
    (83, "Mon pays a créé un centre national de cybersécurité en 2018.", &["nat.measure practice ~3"]),
    (84, "La cyberattaque contre nos ministères a été menée par les services de B-land.", &["attr.accuse support ~3"]),
    (85, "Nous condamnons l'agression contre C-land.", &[]),
    (53, "Bien que nous apprécions le fonds de contributions volontaires, nous doutons de sa gouvernance.", &["no cap.un_mechanism"]),
    (56, "Il serait peut-être utile d'envisager un mécanisme permanent.", &["rid.permanent qualified 2"]),
    (59, "Le droit international s'applique au cyberespace, comme les droits de l'homme en ligne.", &["il.applies support ~3"]),
    (86, "Ces travaux se poursuivent conformément au cadre de comportement responsable des États.", &["trm.framework support 2"]),
    (22, "Rappelant le cadre de comportement responsable des États, nous poursuivons nos travaux.", &["trm.framework support ~2"]),
];

#[test]
fn patterns_are_read_in_french() {
    let coder = coder();
    let mut wrong = Vec::new();
    for (pattern, text, reads) in PATTERNS {
        let claims = coder.code_sentence_in(text, "XAL", "fr").claims;
        let (absent, reads): (Vec<&str>, Vec<&str>) = reads.iter().partition(|reads| reads.starts_with("no "));
        let right = reads.iter().all(|reads| claims.iter().any(|claim| is_read(claim, reads)))
            && !claims.iter().any(|claim| absent.iter().any(|absent| absent["no ".len()..] == claim.proposition_id))
            && (!reads.is_empty() || !absent.is_empty() || claims.is_empty());
        if !right {
            wrong.push(format!("{pattern}: {text}\n   expected {reads:?}\n   got{}", shown(&claims)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), PATTERNS.len(), wrong.join("\n"));
}

#[test]
fn cues_read_as_their_examples_say() {
    let file: toml::Table = toml::from_str(include_str!("../data/cues/fr.toml")).unwrap();
    let coder = coder();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for cue in file["cue"].as_array().unwrap() {
        for example in cue.get("examples").and_then(toml::Value::as_array).into_iter().flatten() {
            let (text, reads) = (example["text"].as_str().unwrap(), example["reads"].as_str().unwrap());
            let claims = coder.code_sentence_in(text, "XAL", "fr").claims;
            all += 1;
            if !(reads == "silent" && claims.is_empty() || reads != "silent" && claims.iter().any(|claim| is_read(claim, reads))) {
                wrong.push(format!("{}: {text}\n   expected {reads}\n   got{}", cue["id"].as_str().unwrap(), shown(&claims)));
            }
        }
    }
    assert!(all > 60, "{all} examples");
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a statement's claims are worth.
struct Measured {
    right: usize,
    made: usize,
    expected: usize,
    notes: Vec<String>,
}

impl Measured {
    /// Shares in thousandths.
    fn precision_and_recall(&self) -> (usize, usize) {
        (1000 * self.right / self.made.max(1), 1000 * self.right / self.expected.max(1))
    }
}

/// The sign that the statements use for a stance.
fn sign(claim: &Claim) -> &'static str {
    match claim.stance.name() {
        "support" | "practice" => "+",
        "oppose" | "reservation" => "-",
        "qualified" => "~",
        _ => "0",
    }
}

/// Reads a statement, a sentence a line, with its claims after a bar.
fn measure(lines: &str) -> Measured {
    let (mut text, mut ends, mut wanted) = (String::new(), Vec::new(), Vec::new());
    for (at, line) in lines.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).enumerate() {
        let (sentence, claims) = line.split_once('|').unwrap();
        text.push_str(sentence.trim());
        text.push(' ');
        ends.push(text.len());
        wanted.extend(claims.split(';').map(str::trim).filter(|claim| !claim.is_empty()).map(|claim| (at, claim.to_owned())));
    }
    let meta = Metadata { actor: Some("XAL".into()), language: Some("fr".into()), ..Metadata::default() };
    let document = Document { id: "d".into(), source: "d.txt".into(), text, body: 0, actor: "XAL".into(), meta, pages: Vec::new() };
    let mut measured = Measured { right: 0, made: 0, expected: wanted.len(), notes: Vec::new() };
    let mut missed = wanted;
    for claim in coder().code(&document).claims.iter().filter(|claim| claim.via == Via::National) {
        let line = ends.iter().position(|end| claim.span.start < *end).unwrap();
        let read = (line, format!("{} {}", claim.proposition_id, sign(claim)));
        measured.made += 1;
        match missed.iter().position(|one| *one == read) {
            Some(at) => {
                missed.remove(at);
                measured.right += 1;
            }
            None => measured.notes.push(format!("too much: {} in «{}» [{}]", read.1, claim.quote, claim.rules.join("; "))),
        }
    }
    measured.notes.extend(missed.iter().map(|(line, claim)| format!("missed: {claim} in line {}", line + 1)));
    measured
}

#[test]
fn a_statement_written_before_the_phrases() {
    let found = measure(include_str!("languages/fr-first.txt"));
    let (precision, recall) = found.precision_and_recall();
    let Measured { right, made, expected, notes } = &found;
    eprintln!("right {right}, made {made}, expected {expected}: precision {precision}, recall {recall}\n{}", notes.join("\n"));
    assert!(precision >= 850 && recall >= 850, "precision {precision}, recall {recall}\n{}", notes.join("\n"));
}
