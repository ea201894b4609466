//! The 86 patterns of diplomatic speech, each with sentences of its own and their correct reading.
//!
//! A-land speaks unless a case says otherwise. A reading is `proposition stance strength`, then, after commas, what differs
//! from a national assertion without a condition: `by XBL`, `via reported`, `modality request`, `if provided that`,
//! `rule rhetorical`, `unsure`. An empty list is silence. On the propositions listed there is no other claim, and on `no PROPOSITION`
//! none; a wider codebook may see further propositions in the same words.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use demarche::codebook::{Actors, Codebook};
use demarche::model::{Alignment, Claim, Document, Edit, Metadata};
use demarche::pipeline::Coder;
use demarche::read::Overrides;
use demarche::stance::Outcome;
use std::collections::BTreeSet;

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
id = "XDL"
kind = "state"
name = "D-land"

[[actor]]
id = "XXL"
kind = "state"
name = "X-land"

[[actor]]
id = "XYL"
kind = "state"
name = "Y-land"

[[actor]]
id = "XZL"
kind = "state"
name = "Z-land"

[[actor]]
id = "lakes"
kind = "group"
name = "Lakes Group"
members = [{ id = "XAL" }, { id = "XBL" }, { id = "XDL" }]

[[actor]]
id = "islands"
kind = "group"
name = "Island Group"
members = [{ id = "XBL" }, { id = "XCL" }]
"#;

fn coder() -> Coder {
    let mut actors = Actors::built_in().unwrap();
    actors.extend(Actors::parse("tests/patterns.rs", ACTORS).unwrap());
    Coder { codebook: Codebook::built_in().unwrap(), actors: Actors::new(actors).unwrap() }
}

struct Case {
    pattern: u8,
    text: &'static str,
    reads: &'static [&'static str],
}

const fn case(pattern: u8, text: &'static str, reads: &'static [&'static str]) -> Case {
    Case { pattern, text, reads }
}

/// Whether a claim is what a reading says.
fn is_read(claim: &Claim, reads: &str) -> bool {
    let mut parts = reads.split(", ");
    let head: Vec<&str> = parts.next().unwrap().split(' ').collect();
    let [proposition, stance, strength] = head[..] else { panic!("`{reads}` is no reading") };
    let near = strength.strip_prefix('~');
    let wanted: u8 = near.unwrap_or(strength).parse().unwrap();
    let mut right =
        claim.proposition_id == proposition && claim.stance.name() == stance && claim.strength.abs_diff(wanted) <= u8::from(near.is_some());
    let (mut by, mut via, mut modality, mut condition) = ("XAL", "national", None, None);
    for part in parts {
        match part.split_once(' ').unwrap_or((part, "")) {
            ("by", id) => by = id,
            ("via", name) => via = name,
            ("modality", name) => modality = Some(name),
            ("if", words) => condition = Some(words),
            ("rule", name) => right &= claim.rules.iter().any(|rule| rule == name),
            ("unsure", "") => right &= claim.confidence < 0.7,
            _ => panic!("`{part}` is no part of a reading"),
        }
    }
    right &= claim.holder == by && claim.via.name() == via;
    right &= modality.is_none_or(|modality| claim.modality.name() == modality);
    right &= match (condition, &claim.condition) {
        (None, None) => true,
        (Some(words), Some(found)) => found.contains(words),
        _ => false,
    };
    right
}

fn shown(claims: &[Claim]) -> String {
    let one = |claim: &Claim| {
        let condition = claim.condition.as_ref().map_or(String::new(), |words| format!(", if {words}"));
        let (via, modality, rules) = (claim.via.name(), claim.modality.name(), claim.rules.join("; "));
        format!(
            "\n      {} {} {}, by {}, via {via}, modality {modality}{condition}, {:.2} [{rules}]",
            claim.proposition_id, claim.stance, claim.strength, claim.holder, claim.confidence
        )
    };
    if claims.is_empty() { " nothing".to_owned() } else { claims.iter().map(one).collect() }
}

fn check(cases: &[Case]) {
    let coder = coder();
    let mut wrong = Vec::new();
    for case in cases {
        let claims = coder.code_sentence(case.text, "XAL").claims;
        let (absent, reads): (Vec<&str>, Vec<&str>) = case.reads.iter().partition(|reads| reads.starts_with("no "));
        let all = reads.iter().all(|reads| claims.iter().any(|claim| is_read(claim, reads)));
        let listed = |claim: &&Claim| reads.iter().any(|reads| reads.split(' ').next() == Some(claim.proposition_id.as_str()));
        let unwanted = |claim: &Claim| absent.iter().any(|absent| absent["no ".len()..] == claim.proposition_id);
        let count = if case.reads.is_empty() { claims.len() } else { claims.iter().filter(listed).count() };
        if !all || count != reads.len() || claims.iter().any(unwanted) {
            wrong.push(format!("{}: {}\n   expected {:?}\n   got{}", case.pattern, case.text, case.reads, shown(&claims)));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

const WHO_SPEAKS: &[Case] = &[
    case(1, "A-land believes that a legally binding instrument on ICT security is needed.", &["il.lbi_needed support ~3"]),
    case(
        1,
        "B-land believes that a legally binding instrument on ICT security is needed.",
        &["il.lbi_needed support ~3, by XBL, via reported"],
    ),
    case(1, "We are grateful to B-land for hosting us.", &[]),
    case(2, "My delegation cannot go along with paragraph 12.", &["para.12 oppose 5"]),
    case(2, "My authorities cannot accept a legally binding instrument.", &["il.lbi_needed oppose 5"]),
    case(2, "My delegation has read paragraph 12.", &[]),
    case(2, "It is difficult for us to accept paragraph 12.", &["para.12 reservation 3"]),
    case(3, "We should all raise transparency.", &["cbm.transparency support 3, modality request"]),
    case(3, "All States should join the points-of-contact directory.", &["cbm.poc_directory support 3, modality request"]),
    case(3, "We support the points-of-contact directory.", &["cbm.poc_directory support 4, modality assert"]),
    case(3, "We live in difficult times.", &[]),
    case(4, "I would like to congratulate the Chair on the points-of-contact directory.", &[]),
    case(4, "I thank the Chair for the checklist.", &[]),
    case(4, "I would like to stress that a permanent mechanism is needed.", &["rid.permanent support ~4"]),
    case(
        9,
        "B-LAND, for the ISLAND GROUP, opposed a permanent mechanism; C-LAND and D-LAND supported it.",
        &[
            "rid.permanent oppose 4, by islands, via reported",
            "rid.permanent support 4, by XCL, via reported",
            "rid.permanent support 4, by XDL, via reported",
        ],
    ),
    case(
        9,
        "On the communication templates, B-LAND, for the ISLAND GROUP, opposed; C-LAND and D-LAND supported.",
        &[
            "cbm.templates oppose 4, by islands, via reported",
            "cbm.templates support 4, by XCL, via reported",
            "cbm.templates support 4, by XDL, via reported",
        ],
    ),
    case(
        9,
        "C-LAND, supported by D-LAND, urged a single track.",
        &["rid.single_track support 4, by XCL, via reported", "rid.single_track support 4, by XDL, via reported"],
    ),
    case(9, "B-LAND, for the first time, spoke about the checklist.", &[]),
    case(
        9,
        "B-land, speaking on behalf of the Lakes Group, called for a permanent mechanism.",
        &["rid.permanent support 4, by lakes, via reported, modality request"],
    ),
    case(
        9,
        "B-LAND, supported by C-LAND and opposed by D-LAND, proposed a legally binding instrument.",
        &[
            "il.lbi_needed support 3, by XBL, via reported",
            "il.lbi_needed support 3, by XCL, via reported",
            "il.lbi_needed oppose 3, by XDL, via reported",
        ],
    ),
    case(
        9,
        "C-land supports the checklist; D-land does not.",
        &["nrm.checklist support 4, by XCL, via reported", "nrm.checklist oppose 4, by XDL, via reported"],
    ),
    case(11, "I have B-land on the points-of-contact directory, to be followed by C-land.", &[]),
    case(11, "I now give the floor to B-land.", &[]),
    case(12, "I sense growing convergence on the points-of-contact directory.", &[]),
    case(12, "There seems to be broad support for the points-of-contact directory in the room.", &[]),
    case(12, "I add my voice to the broad support for the points-of-contact directory.", &["cbm.poc_directory support ~4"]),
    case(13, "In exercise of the right of reply, we reject the baseless allegation of the previous speaker.", &[]),
    case(13, "We categorically reject the accusation by B-land that we want to reopen the agreed norms.", &[]),
    case(13, "We reject the proposal of the previous speaker for a legally binding instrument.", &["il.lbi_needed oppose 5"]),
];

const WHOSE_VIEW: &[Case] = &[
    case(16, "Some States argue that a legally binding instrument is needed.", &[]),
    case(16, "It has been suggested that the checklist is premature.", &[]),
    case(16, "Unlike some States, we believe that a legally binding instrument is needed.", &["il.lbi_needed support ~4"]),
    case(16, "We understand that some delegations favour a legally binding instrument, but we do not.", &["il.lbi_needed oppose 4"]),
    case(
        16,
        "While we respect the views of those who want a legally binding instrument, we see no need for it.",
        &["il.lbi_needed oppose 3"],
    ),
    case(17, "Some call for a legally binding instrument. We are not convinced.", &["il.lbi_needed reservation 3"]),
    case(17, "Several delegations want a single track. We disagree.", &["rid.single_track oppose 4"]),
    case(17, "Some call for a legally binding instrument. We meet again in July.", &[]),
    case(17, "We heard from C-land that the checklist is premature. We do not agree.", &["nrm.checklist support 4"]),
    case(17, "We oppose a legally binding instrument. This would be premature.", &["il.lbi_needed oppose 4"]),
    case(18, "We support the proposal made by B-land on communication templates.", &["cbm.templates support 4, rule endorses XBL"]),
    case(18, "We endorse B-land's proposal for a legally binding instrument.", &["il.lbi_needed support 4, rule endorses XBL"]),
    case(
        17,
        "While some delegations call for a legally binding instrument, we believe that this is premature.",
        &["il.lbi_needed oppose ~3"],
    ),
    case(17, "Some delegations have called for new norms, but in our view such an approach is not needed.", &["nrm.new_now oppose ~3"]),
    case(17, "Some States oppose a permanent mechanism, but we do not share that position.", &["rid.permanent support 4"]),
    case(20, "The so-called programme of action would undermine the agreed norms.", &["rid.poa oppose ~3"]),
    case(18, "We have read the proposal made by B-land on communication templates.", &[]),
    case(
        18,
        "B-land proposed a permanent mechanism, and we support it.",
        &["rid.permanent support 3, by XBL, via reported", "rid.permanent support 4"],
    ),
    case(19, "As C-land rightly said, capacity-building is indispensable.", &["cap.priority support 4, rule endorses XCL"]),
    case(19, "As correctly noted by C-land, a permanent mechanism is needed.", &["rid.permanent support ~4, rule endorses XCL"]),
    case(19, "C-land said that capacity-building is indispensable.", &["cap.priority support 4, by XCL, via reported"]),
    case(19, "Contrary to what C-land said, the checklist is useful.", &["nrm.checklist support ~4"]),
    case(20, "We have read about the so-called framework of responsible State behaviour.", &["trm.framework oppose 3"]),
    case(20, "They show us the notorious checklist.", &["nrm.checklist oppose 3"]),
    case(20, "They speak of what they call a single track.", &["rid.single_track oppose 3"]),
    case(21, "We never said that existing law is insufficient.", &[]),
    case(21, "We did not say that the checklist is premature.", &[]),
    case(21, "We have always said that a permanent mechanism is needed.", &["rid.permanent support ~4"]),
    case(
        22,
        "Recalling that 'States should not knowingly allow their territory to be used for internationally wrongful acts using ICTs', we turn to the report.",
        &["il.dd_voluntary support 2"],
    ),
    case(22, "As stated in the report, 'the voluntary checklist is important for implementation'.", &["nrm.checklist support 2"]),
    case(22, "We fully endorse the words 'a permanent mechanism is needed'.", &["rid.permanent support 5"]),
    case(23, "A large majority voted for the Programme of Action last year.", &[]),
    case(23, "In 2022, 157 States voted in favour of the Programme of Action.", &[]),
    case(23, "We voted for the Programme of Action.", &["rid.poa support 3, rule vote_for"]),
    case(23, "C-land voted against the Programme of Action.", &["rid.poa oppose 3, by XCL, via reported, rule vote_against"]),
    case(23, "We abstained on resolution 73/27.", &["res.73/27 undecided 2"]),
];

const FORCE: &[Case] = &[
    case(24, "It is unacceptable to narrow the points-of-contact directory.", &["cbm.poc_serious_only oppose 5", "no cbm.poc_directory"]),
    case(24, "We insist on a permanent mechanism.", &["rid.permanent support 5"]),
    case(24, "A legally binding instrument is a red line for my delegation.", &["il.lbi_needed oppose 5"]),
    case(25, "We fully support a permanent mechanism.", &["rid.permanent support 5"]),
    case(25, "We strongly support the checklist.", &["nrm.checklist support ~5"]),
    case(26, "We support a single track.", &["rid.single_track support 4"]),
    case(26, "My country endorses the checklist.", &["nrm.checklist support 4"]),
    case(26, "We favour a single track.", &["rid.single_track support 3"]),
    case(26, "The Secretariat will provide support on the checklist.", &[]),
    case(27, "We welcome the checklist.", &["nrm.checklist support 3", "no nrm.binding"]),
    case(27, "We welcome the communication templates.", &["cbm.templates support 3"]),
    case(27, "We wish to welcome the new Chair.", &[]),
    case(28, "We appreciate the Chair's paper on the points-of-contact directory.", &[]),
    case(28, "We commend the Secretariat for its efforts on the checklist.", &[]),
    case(28, "We thank B-land for the communication templates, which we support.", &["cbm.templates support 4"]),
    case(28, "We appreciate and support the checklist.", &["nrm.checklist support 4"]),
    case(29, "We take note of the proposal for a Programme of Action.", &["rid.poa undecided 1"]),
    case(29, "We take note of the checklist.", &["nrm.checklist undecided 1"]),
    case(29, "We take note with interest of the checklist.", &["nrm.checklist undecided 2"]),
    case(29, "We note with interest the proposal to establish a voluntary fund for capacity-building.", &["cap.un_fund undecided 2"]),
    case(30, "We could go along with the communication templates.", &["cbm.templates qualified 2"]),
    case(30, "We are open to a permanent mechanism.", &["rid.permanent qualified 2"]),
    case(30, "We remain flexible on the checklist.", &["nrm.checklist qualified 2"]),
    case(31, "We see merit in the checklist.", &["nrm.checklist support 3"]),
    case(31, "We see no added value in a legally binding instrument.", &["il.lbi_needed oppose 3"]),
    case(31, "We do not see any merit in the checklist.", &["nrm.checklist oppose 3"]),
    case(31, "We find the checklist useful.", &["nrm.checklist support 3"]),
    case(31, "We consider a legally binding instrument unnecessary.", &["il.lbi_needed oppose 3"]),
    case(32, "We are not convinced of the need for a legally binding instrument.", &["il.lbi_needed reservation 3"]),
    case(32, "We have questions about the checklist.", &["nrm.checklist reservation ~2"]),
    case(32, "We are convinced of the need for a legally binding instrument.", &["il.lbi_needed support ~3"]),
    case(32, "We have yet to be persuaded of the merits of a legally binding instrument.", &["il.lbi_needed reservation 3"]),
    case(33, "The question of a legally binding instrument must be handled with prudence.", &["il.lbi_needed reservation 3"]),
    case(33, "A legally binding instrument is premature.", &["il.lbi_needed oppose 3"]),
    case(33, "The Programme of Action requires further study.", &["rid.poa reservation 3"]),
    case(34, "We have serious concerns about paragraph 9.", &["para.9 oppose ~4"]),
    case(34, "My delegation has reservations regarding the checklist.", &["nrm.checklist reservation 3"]),
    case(35, "We regret that the checklist was dropped.", &["nrm.checklist support 3"]),
    case(35, "We are disappointed that the communication templates were deleted.", &["cbm.templates support 3"]),
    case(35, "We regret the inclusion of the checklist.", &["nrm.checklist oppose 3"]),
    case(35, "The lack of a permanent mechanism is regrettable.", &["rid.permanent support 3"]),
    case(36, "We cannot accept paragraph 4.", &["para.4 oppose 5"]),
    case(36, "My delegation objects to a single track.", &["rid.single_track oppose 5"]),
    case(37, "We join consensus but dissociate from paragraph 27.", &["para.27 oppose 5"]),
    case(37, "While joining the consensus, we dissociate ourselves from paragraph 27 (b).", &["para.27(b) oppose 5"]),
    case(38, "We reiterate that international law applies in cyberspace.", &["il.applies support 4, rule reiterate"]),
    case(38, "We underline that a permanent mechanism is needed.", &["rid.permanent support ~4"]),
    case(38, "In our view, the checklist goes too far.", &[]),
    case(39, "We are committed to a voluntary fund for capacity-building.", &["cap.un_fund support 4, modality commit"]),
    case(39, "We pledge to use the points-of-contact directory.", &["cbm.poc_directory support 4, modality commit"]),
];

const LOGIC: &[Case] = &[
    case(
        40,
        "Who could object that internationally wrongful acts in cyberspace are governed by the law of State responsibility?",
        &["il.state_responsibility support 4, rule rhetorical"],
    ),
    case(40, "Who would deny that international law applies in cyberspace?", &["il.applies support 4, rule rhetorical"]),
    case(40, "Nobody can deny the usefulness of the points-of-contact directory.", &["cbm.poc_directory support 4, rule rhetorical"]),
    case(41, "Some propose a legally binding instrument. Does this really make sense?", &["il.lbi_needed oppose 3, rule rhetorical"]),
    case(41, "Do we really need a legally binding instrument?", &["il.lbi_needed oppose 3, rule rhetorical"]),
    case(41, "Does this really make sense?", &[]),
    case(41, "What added value would a legally binding instrument bring?", &["il.lbi_needed oppose 3, rule rhetorical"]),
    case(42, "Could the Chair clarify paragraph 4?", &[]),
    case(42, "May we ask whether the points-of-contact directory will be expanded?", &[]),
    case(42, "What is the status of the checklist?", &[]),
    case(43, "The Group should not reopen the agreed norms.", &["nrm.no_reopen support 4"]),
    case(43, "We oppose reopening the agreed norms.", &["nrm.no_reopen support 4"]),
    case(43, "The Group should reopen the agreed norms.", &["nrm.no_reopen oppose 4"]),
    case(43, "We disagree with those who argue that a legally binding instrument is premature.", &["il.lbi_needed support ~4"]),
    case(44, "We do not oppose the voluntary fund for capacity-building.", &["cap.un_fund qualified 2"]),
    case(44, "My delegation does not object to the checklist.", &["nrm.checklist qualified 2"]),
    case(45, "The checklist is not without merit.", &["nrm.checklist support 2"]),
    case(45, "The checklist is without merit.", &["nrm.checklist oppose 3"]),
    case(46, "Recognising international humanitarian law neither encourages nor legitimises war.", &["il.ihl_militarises oppose ~4"]),
    case(46, "We support neither the checklist nor the communication templates.", &["nrm.checklist oppose 4", "cbm.templates oppose 4"]),
    case(47, "Not only States but also firms should use the checklist.", &["nrm.checklist support 4"]),
    case(
        47,
        "We support not only the checklist but also the communication templates.",
        &["nrm.checklist support 4", "cbm.templates support 4"],
    ),
    case(48, "We support the communication templates, except paragraph 9.", &["cbm.templates support 4, if except", "para.9 oppose 4"]),
    case(48, "With the exception of paragraph 9, we support the checklist.", &["nrm.checklist support 4, if exception", "para.9 oppose 4"]),
    case(48, "We support the checklist without exception.", &["nrm.checklist support 4"]),
    case(
        48,
        "We support the checklist but not the communication templates.",
        &["nrm.checklist support 4, if but not", "cbm.templates oppose 4"],
    ),
    case(49, "ICTs should be used for exclusively peaceful purposes.", &["thr.exclusively_peaceful support 4"]),
    case(49, "ICTs should be used for peaceful purposes.", &[]),
    case(50, "We should implement the agreed norms rather than invent new norms.", &["nrm.implement_first support 4"]),
    case(
        50,
        "We prefer the checklist instead of the communication templates.",
        &["nrm.checklist support 3", "cbm.templates reservation 2"],
    ),
    case(
        51,
        "If consensus emerges, we could agree to a permanent mechanism.",
        &["rid.permanent qualified 2, if If consensus emerges, modality condition"],
    ),
    case(
        51,
        "Should consensus emerge, we could agree to a permanent mechanism.",
        &["rid.permanent qualified 2, if Should consensus emerge"],
    ),
    case(51, "We can accept the checklist if it remains voluntary.", &["nrm.checklist qualified 2, if if it remains"]),
    case(51, "We can live with paragraph 12 if paragraph 13 is deleted.", &["para.12 qualified 2, if if paragraph 13"]),
    case(
        52,
        "We accept the communication templates provided that experts of States draft them.",
        &["cbm.templates qualified 3, if provided that experts"],
    ),
    case(
        52,
        "We support the checklist on the understanding that it remains voluntary.",
        &["nrm.checklist qualified 3, if on the understanding that"],
    ),
    case(52, "As provided in the report, we support the checklist.", &["nrm.checklist support 4"]),
    case(
        53,
        "While we value the checklist, we cannot accept a legally binding instrument.",
        &["nrm.checklist qualified ~2", "il.lbi_needed oppose 5"],
    ),
    case(
        53,
        "Although we have doubts about the checklist, we support a permanent mechanism.",
        &["nrm.checklist reservation ~2", "rid.permanent support 4"],
    ),
    case(53, "While we value the voluntary fund for capacity-building, we doubt its governance.", &["cap.un_fund qualified ~2"]),
    case(
        53,
        "C-land supports the checklist, while D-land opposes it.",
        &["nrm.checklist support 4, by XCL, via reported", "nrm.checklist oppose 4, by XDL, via reported"],
    ),
    case(54, "We see a need to avoid parallel processes.", &["rid.single_track support ~4"]),
    case(54, "We see a need to avoid a legally binding instrument.", &["il.lbi_needed oppose ~4"]),
    case(54, "We see a need for a legally binding instrument.", &["il.lbi_needed support 4"]),
    case(55, "Existing law is more useful than a new legally binding instrument.", &["il.lbi_needed reservation 2"]),
    case(55, "The checklist is more urgent than a single track.", &["nrm.checklist support ~3", "rid.single_track reservation 2"]),
    case(56, "It might perhaps be useful to consider a permanent mechanism.", &["rid.permanent qualified 2"]),
    case(56, "Perhaps we should possibly support the checklist.", &["nrm.checklist qualified 2"]),
    case(57, "Transparency must be raised.", &["cbm.transparency support 4"]),
    case(57, "A permanent mechanism should be established.", &["rid.permanent support ~4"]),
    case(57, "The checklist should not be adopted.", &["nrm.checklist oppose 4"]),
    case(58, "Had the text said more on the checklist, we would have been content.", &["nrm.checklist support 3"]),
    case(58, "If the report had mentioned the communication templates, we would have been happier.", &["cbm.templates support 3"]),
    case(58, "We would have preferred a single track.", &["rid.single_track support 3"]),
    case(59, "International law applies in cyberspace, as do human rights.", &["il.applies support 3", "il.hr_online support 3"]),
    case(59, "Human rights apply online, as does international humanitarian law.", &["il.hr_online support 3", "il.ihl_applies support 3"]),
    case(60, "We support paragraphs 3 and 5, and oppose 7.", &["para.3 support 4", "para.5 support 4", "para.7 oppose 4"]),
    case(60, "We support the checklist and oppose a single track.", &["nrm.checklist support 4", "rid.single_track oppose 4"]),
    case(
        60,
        "We support the checklist; the communication templates are premature.",
        &["nrm.checklist support 4", "cbm.templates oppose 3"],
    ),
    case(61, "Such an approach is unacceptable.", &[]),
    case(61, "Some want a single track. Such an approach is unacceptable.", &["rid.single_track oppose 5"]),
    case(61, "Some States propose a legally binding instrument. We cannot support this idea.", &["il.lbi_needed oppose 5"]),
    case(62, "We do not support all elements of the checklist.", &["nrm.checklist reservation ~2"]),
    case(62, "We cannot agree to every part of the Programme of Action.", &["rid.poa reservation ~2"]),
    case(62, "We support all elements of the checklist.", &["nrm.checklist support 4"]),
];

const TEXTS: &[Case] = &[
    case(
        63,
        "In paragraph 7 b (iii), insert 'through a permanent mechanism' before 'integrity'.",
        &["rid.permanent support 4, modality propose-text"],
    ),
    case(63, "In paragraph 7 b (iii), insert 'security and' before 'integrity'.", &[]),
    case(64, "We would delete the last line on the checklist, as it belongs elsewhere.", &[]),
    case(64, "We would delete the voluntary elements of nothing.", &[]),
    case(65, "Replace 'States' by 'some States' in paragraph 12.", &["prc.mark_consensus support ~4, modality propose-text"]),
    case(66, "In paragraph 9, replace 'enhance' by 'continue'.", &["para.9 oppose 4, modality propose-text, rule weakens the verb"]),
    case(66, "In paragraph 9, replace 'must' by 'should'.", &["para.9 oppose 4, modality propose-text, rule weakens the verb"]),
    case(66, "In paragraph 9, replace 'continue' by 'carry on'.", &[]),
    case(68, "We support resolution 73/27.", &["res.73/27 support 4"]),
    case(68, "We support A/Res/73/27.", &["res.73/27 support 4"]),
    case(68, "We support resolution 75-240.", &["res.75/240 support 4"]),
    case(68, "We object to para. 42 (b) of A/75/816.", &["para.42(b) oppose 5"]),
    case(68, "We have met for 12 years, in 2021-2025.", &[]),
    case(69, "We voted in favour. However, our vote does not imply acceptance of paragraph 5.", &["para.5 oppose 4"]),
    case(69, "Our participation does not constitute endorsement of a legally binding instrument.", &["il.lbi_needed oppose 4"]),
];

const SPEECH: &[Case] = &[
    case(75, "[interpretation from Spanish] Thank you, Chair.", &[]),
    case(75, "[interpretation from Spanish]\n\nWe support the checklist.", &["nrm.checklist support 4"]),
    case(76, "We support the [unclear] directory of points of contact.", &["cbm.poc_directory support 4, unsure"]),
    case(76, "We support the [inaudible] checklist.", &["nrm.checklist support 4, unsure"]),
    case(77, "We support paragraph 10 of NXC.", &["para.10 support 4, unsure, rule unknown reference NXC"]),
    case(77, "We support paragraph 10 of the annex.", &["para.10 support 4"]),
    case(78, "We oppose, sorry, we support paragraph 4.", &["para.4 support 4, rule correction"]),
    case(78, "We support the checklist, I mean, the communication templates.", &["cbm.templates support 4, rule correction"]),
    case(78, "We are sorry to say that we oppose paragraph 4.", &["para.4 oppose 4"]),
    case(82, "We congratulate the Chair on his election.", &[]),
    case(82, "We thank C-land for hosting the conference on the points-of-contact directory.", &[]),
    case(82, "Allow me to express our condolences to the people of C-land.", &[]),
    case(83, "In 2018 A-land set up a national centre for cybersecurity.", &["nat.measure practice 3"]),
    case(83, "We have nominated our points of contact for the directory.", &["cbm.poc_directory practice 3"]),
    case(
        84,
        "The cyberattack carried out by B-land's intelligence services against our ministries was brazen.",
        &["attr.accuse support ~3"],
    ),
    case(84, "The cyberattacks on our ministries were carried out by B-land's services.", &["attr.accuse support ~3"]),
    case(85, "We condemn the aggression against C-land.", &[]),
    case(85, "We stand with the people of C-land.", &[]),
    case(86, "We continue our work, consistent with the mandate of resolution 73/27.", &["res.73/27 support 2"]),
    case(86, "Our work must be consistent with the mandate of resolution 73/27.", &["res.73/27 support 2"]),
];

#[test]
fn who_speaks() {
    check(WHO_SPEAKS);
}

#[test]
fn whose_view_is_reported() {
    check(WHOSE_VIEW);
}

#[test]
fn force_and_grade() {
    check(FORCE);
}

#[test]
fn logic() {
    check(LOGIC);
}

#[test]
fn documents_and_text_edits() {
    check(TEXTS);
}

#[test]
fn speech_and_language() {
    check(SPEECH);
}

/// A statement by A-land, or by a group it speaks for, in running paragraphs.
fn outcome(text: &str, group: Option<&str>) -> Outcome {
    let meta = Metadata { actor: Some("XAL".into()), group: group.map(str::to_owned), ..Metadata::default() };
    coder().code(&Document {
        id: "d".into(),
        source: "d.txt".into(),
        text: text.into(),
        pages: Vec::new(),
        body: 0,
        actor: "XAL".into(),
        meta,
    })
}

/// The claims as `holder via proposition stance strength`, in the order of their place.
fn claims(text: &str, group: Option<&str>) -> Vec<String> {
    let one = |claim: &Claim| {
        format!("{} {} {} {} {}", claim.holder, claim.via.name(), claim.proposition_id, claim.stance.name(), claim.strength)
    };
    outcome(text, group).claims.iter().map(one).collect()
}

/// The alignments as `actor with`, and `partial` if so.
fn alignments(text: &str, group: Option<&str>) -> Vec<String> {
    let one = |one: &Alignment| format!("{} {}{}", one.actor, one.with, if one.partial { " partial" } else { "" });
    outcome(text, group).alignments.iter().map(one).collect()
}

/// The document that the reading room makes of a file of that text.
fn read(name: &str, text: &str) -> Document {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    #[expect(clippy::disallowed_methods, reason = "a test writes its own input")]
    std::fs::write(&path, text).unwrap();
    let (sources, _) = demarche::read::gather(&[path]);
    demarche::read::load(&sources[0], &coder().actors, &Overrides::default()).unwrap().0.remove(0)
}

/// Pattern 5.
#[test]
fn what_is_said_on_behalf_of_a_group_is_the_groups_once() {
    let text = "I speak on behalf of the Lakes Group, comprising A-land, B-land and D-land. We support a single track on ICT security.";
    assert_eq!(claims(text, Some("lakes")), ["lakes group rid.single_track support 4"]);
    let title = "Statement by A-land on behalf of the Lakes Group\n\nMr. Chair,\n\nWe support a single track on ICT security.\n";
    let document = read("on-behalf.txt", title);
    assert_eq!((document.actor.as_str(), document.meta.group.as_deref()), ("XAL", Some("lakes")));
}

/// Pattern 6.
#[test]
fn in_my_national_capacity_is_the_states_own_from_there_on() {
    let text = "A-land aligns itself with the statement of the Lakes Group. We favour a single track on ICT security.";
    assert_eq!(alignments(text, None), ["XAL lakes"]);
    assert_eq!(claims(text, None), ["XAL national rid.single_track support 3"]);
    let text = "On behalf of the Group, we support a single track on ICT security. Allow me to add the following in my national capacity. We \
                oppose a legally binding instrument.";
    assert_eq!(claims(text, Some("lakes")), ["lakes group rid.single_track support 4", "XAL national il.lbi_needed oppose 4"]);
}

/// Pattern 7.
#[test]
fn those_who_align_themselves_are_named_in_a_list() {
    let text = "The candidate countries X-land*, the Republic of Y-land* and, as well as Z-land, align themselves with this statement.";
    assert_eq!(alignments(text, Some("lakes")), ["XXL lakes", "XYL lakes", "XZL lakes"]);
    assert_eq!(claims(text, Some("lakes")), [""; 0]);
}

/// Pattern 8.
#[test]
fn an_alignment_may_leave_out_a_part() {
    assert_eq!(
        alignments("We associate ourselves with the Lakes Group statement except for its third point.", None),
        ["XAL lakes partial"]
    );
    assert_eq!(alignments("We align ourselves with the statement by the Lakes Group.", None), ["XAL lakes"]);
    assert_eq!(alignments("We have listened to the statement by the Lakes Group.", None), [""; 0]);
}

const TRANSCRIPT: &str = "The Chair\n\nI have B-land, to be followed by C-land. B-land, please.\n\nB-land\n\nThank you, Chair. We support the \
     global points-of-contact directory for ICT security.\n\nThe Chair\n\nI sense growing convergence on the directory. A permanent \
     mechanism is needed.\n\nC-land\n\nThank you. We oppose a legally binding instrument on ICT security.\n";

/// Patterns 10, 11 and 12.
#[test]
fn a_line_with_a_name_gives_the_floor_and_the_chair_holds_nothing() {
    assert_eq!(claims(TRANSCRIPT, None), ["XBL national cbm.poc_directory support 4", "XCL national il.lbi_needed oppose 4"]);
}

/// Pattern 14.
#[test]
fn the_papers_own_words_are_no_speech() {
    let text = "Check against delivery\n\nWe support a single track on ICT security.\n\n2\n\nUnofficial translation\n\n(END)2\n";
    assert_eq!(claims(text, None), ["XAL national rid.single_track support 4"]);
}

/// Pattern 15.
#[test]
fn the_first_on_behalf_of_says_for_whom_a_coordinator_speaks() {
    let title = "Statement by Ambassador Lind of A-land, Coordinator of the Lakes Group\n\nMr. Chair,\n\nI have the honour to speak on \
                 behalf of the Lakes Group. We support a single track on ICT security.\n";
    let document = read("coordinator.txt", title);
    assert_eq!((document.actor.as_str(), document.meta.group.as_deref()), ("XAL", Some("lakes")));
}

/// Patterns 63 to 67.
#[test]
fn changes_of_a_text_are_kept_as_proposed() {
    let edits = |text: &str| -> Vec<String> {
        let one = |edit: &Edit| format!("{} {:?} {} → {}", edit.actor, edit.op, edit.target, edit.new_text.as_deref().unwrap_or("-"));
        outcome(text, None).edits.iter().map(one).collect()
    };
    for (text, expected) in [
        ("In paragraph 7 b (iii), insert 'security and' before 'integrity'.", vec!["XAL Insert paragraph 7 b (iii) → security and"]),
        ("We would delete the last line, as it belongs elsewhere.", vec!["XAL Delete last line → -"]),
        ("We propose to delete the last sentence of paragraph 12.", vec!["XAL Delete last sentence of paragraph 12 → -"]),
        ("In paragraph 9, we would retain the second sentence.", vec!["XAL Retain second sentence → -"]),
        ("Delete the words “in full” in paragraph 4.", vec!["XAL Delete words → -"]),
        ("Replace 'States' by 'some States'.", vec!["XAL Replace States → some States"]),
        ("Replace 'enhance' by 'continue'.", vec!["XAL Replace enhance → continue"]),
        ("We propose to move paragraph 9 to the next section.", vec!["XAL Move paragraph 9 → -"]),
        (
            "[legally binding] [A-land: delete; B-land, C-land: retain]",
            vec!["XAL Delete legally binding → -", "XBL Retain legally binding → -", "XCL Retain legally binding → -"],
        ),
        (
            "The obligations [B-land and C-land: delete] of States.",
            vec!["XBL Delete The obligations → -", "XCL Delete The obligations → -"],
        ),
        ("We must add that 'security' is not 'safety'.", vec![]),
        ("Attackers delete data and insert malware.", vec![]),
    ] {
        assert_eq!(edits(text), expected, "{text}");
    }
}

/// Pattern 70.
#[test]
fn a_heading_is_never_a_stance() {
    let text = "III. International Law\n\nWe support the checklist on ICT norms.\n\n**A legally binding instrument**\n\nThank you.\n";
    assert_eq!(claims(text, None), ["XAL national nrm.checklist support 4"]);
}

/// Pattern 70: an address is no speaker's name, with a colon neither.
#[test]
fn an_address_gives_nobody_the_floor() {
    for address in ["Mr. Chair:", "Madam President:", "Distinguished Chair:", "Monsieur le Président :", "Señora Presidenta:"] {
        let text = format!("{address}\n\nWe support the checklist on ICT norms.\n");
        assert_eq!(claims(&text, None), ["XAL national nrm.checklist support 4"], "{address}");
    }
}

/// Pattern 71.
#[test]
fn a_points_number_is_its_paragraph_and_no_amount() {
    let text = "1. \n 1. The first point involves ICT security: we support the checklist.\n\n2. We oppose a legally binding instrument.\n";
    assert_eq!(claims(text, None), ["XAL national nrm.checklist support 4", "XAL national il.lbi_needed oppose 4"]);
    assert_eq!(outcome(text, None).claims[1].paragraph, "2");
}

/// Pattern 72.
#[test]
fn footnotes_are_no_body_text() {
    let text = "We support the checklist on ICT norms as agreed.[3]\n\n[3] We oppose a legally binding instrument.\n\n\
                *Continue to be part of the association process.\n";
    assert_eq!(claims(text, None), ["XAL national nrm.checklist support 4"]);
}

/// Pattern 73.
#[test]
fn a_sentence_cut_by_a_page_goes_on() {
    let text = "We cannot accept, in cyberspace, a legally\n\nbinding instrument.\n";
    assert_eq!(claims(text, None), ["XAL national il.lbi_needed oppose 5"]);
}

/// Pattern 74.
#[test]
fn bold_marks_are_read_over_and_quoted() {
    let text = "We support a **single track** on **ICT security**.";
    assert_eq!(claims(text, None), ["XAL national rid.single_track support 4"]);
    assert_eq!(outcome(text, None).claims[0].quote, "We support a **single track** on **ICT security");
}

/// Pattern 79.
#[test]
fn words_left_for_the_written_version_are_noticed() {
    let text = "We support the checklist on ICT norms. My time is up; the rest is in the written version.";
    let notices = outcome(text, None).notices;
    assert!(notices.iter().any(|notice| notice.what.contains("incomplete")), "{notices:?}");
    assert_eq!(outcome("We support the checklist on ICT norms. The rest is history.", None).notices, []);
}

/// Pattern 80.
#[test]
fn another_language_is_noticed_and_not_read_as_silence() {
    for (text, language) in [
        ("Всё это говорит в пользу юридически обязывающих норм для киберпространства. Большое спасибо, господин Председатель.", "Russian"),
        ("كل ذلك يدعو إلى قواعد ملزمة قانونا للفضاء الإلكتروني. شكرا جزيلا لكم السيد الرئيس.", "Arabic"),
        ("所有这些都说明网络空间需要具有法律约束力的规范。非常感谢主席先生。", "Mandarin"),
    ] {
        let outcome = outcome(text, None);
        assert_eq!(outcome.claims, []);
        let noticed = outcome.notices.iter().any(|notice| notice.what.contains(language) && notice.what.contains("not extracted"));
        assert!(noticed, "{:?}", outcome.notices);
    }
}

/// Pattern 81.
#[test]
fn a_term_used_throughout_is_weak_evidence() {
    let often = "We speak of international information security. International information security concerns all States. The system of \
                 international information security must be built.";
    let found = claims(often, None);
    assert!(found.iter().any(|claim| claim == "XAL national trm.info_security support 1"), "{found:?}");
    let once = claims("We speak of international information security.", None);
    assert!(!once.iter().any(|claim| claim.contains(" trm.info_security ")), "{once:?}");
}

#[test]
fn every_pattern_is_tested() {
    let tables = [WHO_SPEAKS, WHOSE_VIEW, FORCE, LOGIC, TEXTS, SPEECH];
    let mut covered: BTreeSet<u8> = tables.iter().flat_map(|table| table.iter().map(|case| case.pattern)).collect();
    // Those that have a test of their own above.
    covered.extend([5, 6, 7, 8, 10, 11, 12, 14, 15, 63, 64, 65, 66, 67, 70, 71, 72, 73, 74, 79, 80, 81]);
    assert_eq!(covered, (1..=86).collect());
}
