//! A made-up comparison of invented States: three camps, one group, a State that sits on the fence.

use demarche::analyse::ground;
use demarche::codebook::{RelationKind, Relations};
use demarche::link::pairs;
use demarche::model::{Actor, ActorKind, Alignment, Claim, Comparison, Date, Evidence, Modality, PropositionEntry, Stance, Via};
use demarche::position::positions;
use demarche::text::Span;

const ACTORS: [(&str, &str, usize); 12] = [
    ("XEL", "Ellandry", 0),
    ("XHE", "Hesperland", 0),
    ("XKE", "Kelmora", 0),
    ("XNE", "Neluma", 0),
    ("XOS", "Osmeria", 1),
    ("XPE", "Pelorand", 1),
    ("XQU", "Quenara", 1),
    ("XSE", "Sendara and the Outer Isles", 2),
    ("XTO", "Tolmira", 2),
    ("XTU", "Tumbari", 2),
    ("XVA", "Valdoria", 3),
    ("straits", "Straits Group", 0),
];

const TOPICS: [(&str, &str, [&str; 8]); 5] = [
    (
        "il",
        "International law",
        [
            "International law applies in cyberspace.",
            "Sovereignty is a rule of international law.",
            "Sovereignty is a principle only, and no rule by itself.",
            "International humanitarian law applies to cyber operations in armed conflict.",
            "Due diligence is a binding obligation.",
            "Existing law needs no new treaty.",
            "A new legally binding instrument is needed.",
            "Attribution is a sovereign national decision.",
        ],
    ),
    (
        "nrm",
        "Norms",
        [
            "The eleven agreed norms should be implemented first.",
            "New norms should be developed now.",
            "The agreed norms should not be reopened.",
            "Critical infrastructure is off limits in peacetime.",
            "The public core of the Internet should be protected.",
            "Supply chains should be secured together.",
            "A checklist for the norms should be adopted.",
            "States should not knowingly allow their territory to be used for wrongful acts.",
        ],
    ),
    (
        "cbm",
        "Confidence building",
        [
            "The directory of points of contact should be used.",
            "National views should be shared each year.",
            "Templates for communication should be standard.",
            "Regional organisations should lead.",
            "A glossary of terms should be agreed.",
            "Military doctrines should be published.",
            "Exercises should be held under the auspices of the United Nations.",
            "Vulnerabilities should be disclosed responsibly.",
        ],
    ),
    (
        "cap",
        "Capacity building",
        [
            "Capacity building should be demand driven.",
            "A voluntary fund should be set up.",
            "A global portal should be set up.",
            "Gender should be mainstreamed.",
            "Assistance should come without political conditions.",
            "Needs should be mapped.",
            "Fellowships for women should be extended.",
            "Technology should be transferred.",
        ],
    ),
    (
        "sth",
        "Stakeholders",
        [
            "Non-State stakeholders should take part meaningfully.",
            "Any State may object to any organisation.",
            "States alone should decide.",
            "Modalities should be widened.",
            "Objections should be made with reasons.",
            "Industry should be consulted.",
            "Academia should be heard.",
            "Accreditation should be renewed each year.",
        ],
    ),
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).unwrap_or(0)
    }
}

/// How the propositions of the made-up codebook stand to each other.
pub(crate) fn relations() -> Relations {
    let mut relations = Relations::default();
    relations.add("il.1", "il.2", RelationKind::Contradicts);
    relations.add("il.5", "il.6", RelationKind::Conflicts);
    relations.add("nrm.0", "nrm.1", RelationKind::Differs);
    relations.add("sth.2", "sth.0", RelationKind::Conflicts);
    relations.add("il.1", "il.0", RelationKind::Entails);
    relations
}

/// The claims of the made-up statements.
pub(crate) fn claims() -> Vec<Claim> {
    let mut dice = Dice(7);
    let mut found = Vec::new();
    for (id, name, camp) in ACTORS {
        for (prefix, topic, wordings) in TOPICS {
            for (at, wording) in wordings.iter().enumerate() {
                if dice.roll(100) >= 42 {
                    continue;
                }
                let lean = [[0, 1, 2], [0, 2, 1], [0, 0, 1], [0, 1, 1]][at % 4][camp.min(2)];
                let stance = match (dice.roll(10), lean) {
                    (0, _) => Stance::Undecided,
                    (1, _) => Stance::Practice,
                    (2..=4, 0) => Stance::Support,
                    (_, 0) | (2..=4, 1) => Stance::Qualified,
                    (5..=6, _) => Stance::Reservation,
                    (_, 1) => Stance::Support,
                    _ => Stance::Oppose,
                };
                let verb = match stance {
                    Stance::Support => "supports the view that",
                    Stance::Qualified => "can go along with the view, in principle and on a voluntary basis, that",
                    Stance::Practice => "acts on the understanding that",
                    Stance::Undecided => "is still studying whether",
                    Stance::Reservation => "has concerns about the view that",
                    Stance::Oppose => "does not agree that",
                };
                let via = if id == "straits" { Via::Group } else { Via::National };
                let quote = format!("{name} {verb} {}{}", wording[..1].to_lowercase(), &wording[1..]);
                found.push(Claim {
                    claim_id: format!("{id}-{prefix}-{at}"),
                    doc_id: format!("{id}-2024"),
                    source: format!("statements/{}-2024.txt", name.to_lowercase().replace(' ', "-")),
                    page: None,
                    paragraph: (found.len() % 17 + 1).to_string(),
                    span: Span::new(100 * at, 100 * at + quote.len()),
                    quote,
                    holder: id.to_owned(),
                    via,
                    group: (via == Via::Group).then(|| id.to_owned()),
                    topic: topic.to_owned(),
                    proposition_id: format!("{prefix}.{at}"),
                    proposition: (*wording).to_owned(),
                    stance,
                    strength: u8::try_from(dice.roll(4) + 2).unwrap_or(3),
                    modality: Modality::Assert,
                    condition: None,
                    confidence: 0.8,
                    method: "phrases".to_owned(),
                    rules: vec!["made_up".to_owned()],
                    date: Date::day(2024, 7, 8),
                    forum: Some("OEWG".to_owned()),
                    reviewed: demarche::model::Reviewed::No,
                    evidence: Evidence {
                        mention: Span::new(0, 0),
                        pattern: String::new(),
                        odds: None,
                        cues: Vec::new(),
                        steps: Vec::new(),
                    },
                });
            }
        }
    }
    found
}

/// Everything that follows from the claims.
pub(crate) fn comparison(claims: Vec<Claim>) -> Comparison {
    let propositions: Vec<PropositionEntry> = TOPICS
        .iter()
        .flat_map(|(prefix, topic, wordings)| {
            wordings.iter().enumerate().map(move |(at, wording)| PropositionEntry {
                id: format!("{prefix}.{at}"),
                topic: (*topic).to_owned(),
                wording: (*wording).to_owned(),
            })
        })
        .collect();
    let order: Vec<String> = propositions.iter().map(|entry| entry.id.clone()).collect();
    let members = |group: &str, _: Option<Date>| match group {
        "straits" => vec!["XEL".to_owned(), "XHE".to_owned()],
        _ => Vec::new(),
    };
    let positions = positions(&claims, &members, &order);
    let actor = |(id, name, _): &(&str, &str, usize)| Actor {
        id: (*id).to_owned(),
        kind: if *id == "straits" { ActorKind::Group } else { ActorKind::State },
        name: (*name).to_owned(),
        long: None,
        aliases: Vec::new(),
        codes: Vec::new(),
        demonyms: Vec::new(),
        members: Vec::new(),
    };
    let alignment = |actor: &str| Alignment {
        actor: actor.to_owned(),
        with: "straits".to_owned(),
        partial: false,
        doc_id: format!("{actor}-2024"),
        source: format!("statements/{actor}-2024.txt"),
        span: Span::new(0, 10),
        quote: "We align ourselves with the statement of the Straits Group.".to_owned(),
        date: Date::day(2024, 7, 8),
    };
    Comparison {
        actors: ACTORS.iter().map(|entry| (entry.0.to_owned(), actor(entry))).collect(),
        speakers: ACTORS.iter().map(|entry| (entry.0.to_owned(), Date::day(2024, 7, 8).into_iter().collect())).collect(),
        alignments: vec![alignment("XEL"), alignment("XHE")],
        pairs: pairs(&positions, &relations()),
        ground: ground(&positions, &propositions, ACTORS.iter().map(|entry| entry.0)),
        propositions,
        positions,
        claims,
        documents: ACTORS.len(),
        ..Comparison::default()
    }
}
