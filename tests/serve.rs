//! The page: a server in this process on the sample, spoken to by hand. What it shows, what it takes, and what it must refuse.

#![cfg(feature = "serve")]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stderr, reason = "tests read and write scratch files")]

#[path = "support/http.rs"]
mod http;
#[path = "support/served.rs"]
mod served;
mod support;

use demarche::project::{CONFIG, Config, Project};
use demarche::serve::{Limits, Options, start};
use http::{Guest, answer, connected, raw};
use served::{coder, opened, options, reader, sample, served};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The text between two others.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before:?} in {text}"));
    rest.split_once(after).unwrap_or_else(|| panic!("no {after:?} after {before:?}")).0
}

/// Whether the server still answers.
fn answers(guest: &mut Guest) {
    let page = guest.get("/");
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("<h1>Overview</h1>"));
}

#[test]
fn every_page_is_there_and_holds_what_it_must() {
    let (_running, mut guest, _) = opened("pages");
    let queue = guest.get("/queue").body;
    let claim = between(&queue, "name=\"claim\" value=\"", "\"").to_owned();
    let proposition = claim.split(':').nth(2).unwrap().to_owned();
    let document = claim.split(':').next().unwrap().to_owned();
    let matrix = guest.get("/matrix").body;
    let actor = between(&matrix, "/actor?id=", "\"").to_owned();
    let other = matrix.split("/actor?id=").skip(1).map(|rest| rest.split('"').next().unwrap()).find(|id| **id != actor).unwrap().to_owned();
    let pages = [
        ("/".to_owned(), "What waits"),
        ("/matrix".to_owned(), "<table class=\"grid\""),
        (format!("/matrix?stance=oppose&group=&actor={actor}"), "Proposition"),
        ("/queue".to_owned(), "Accept"),
        ("/queue?blind=1".to_owned(), "Review, blind"),
        (format!("/versus?actor={actor}&actor={other}"), "Together"),
        ("/graph".to_owned(), "<svg"),
        (format!("/graph?view=positions&ego={actor}&weight=1&top=10"), "<svg"),
        ("/graph?from=2024&to=2024".to_owned(), "<svg"),
        ("/documents?q=kelmora".to_owned(), "kelmora-2024-07-09"),
        ("/import".to_owned(), "multipart/form-data"),
        ("/export".to_owned(), "decisions.jsonl"),
        ("/history".to_owned(), "Undo"),
        ("/conflicts".to_owned(), "All fits."),
        ("/propositions".to_owned(), "Merged and split so far"),
        (format!("/propositions?id={proposition}"), "The claims on "),
        ("/agreement".to_owned(), "Fewer than two people"),
        (format!("/proposition?id={proposition}"), "In whose words"),
        (format!("/actor?id={actor}"), "In these words"),
        (format!("/document?id={document}&claim={}", http::encoded(&claim)), "How it came about"),
        ("/search?q=international+law".to_owned(), "<b>"),
        ("/name".to_owned(), "Your name"),
        ("/page.css".to_owned(), ".support{background:"),
        ("/page.js".to_owned(), "use strict"),
        ("/palette.json".to_owned(), "\"kind\":\"proposition\""),
        ("/import.json".to_owned(), "\"running\":false"),
        ("/export/claims".to_owned(), "claim_id,"),
        ("/export/positions".to_owned(), "state_iso3,"),
        ("/export/pairs".to_owned(), "state_a,"),
        ("/export/matrix".to_owned(), "proposition"),
        ("/export/review".to_owned(), "decide"),
        ("/export/workbook".to_owned(), "PK"),
        ("/export/svg".to_owned(), "<svg"),
    ];
    for (path, holds) in pages {
        let page = guest.get(&path);
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        assert!(page.body.contains(holds), "{path} does not hold {holds:?}: {}", page.body);
        assert!(page.header("content-security-policy").starts_with("default-src 'none'; script-src 'self'"), "{path}");
        assert_eq!(
            (page.header("x-content-type-options"), page.header("referrer-policy"), page.header("cache-control")),
            ("nosniff", "no-referrer", "no-store")
        );
        // What the policy forbids is not on the page.
        if page.header("content-type").starts_with("text/html") {
            for forbidden in [" style=", "<style", " onclick=", "javascript:", "http-equiv=\"Content"] {
                assert!(!page.body.contains(forbidden), "{path} holds {forbidden}");
            }
            for part in ["<main", "<nav aria-label", "role=\"search\"", "role=\"status\"", "lang=\"en\"", "<h1>"] {
                assert!(page.body.contains(part), "{path} has no {part}");
            }
        }
    }
    for path in ["/nothing", "/proposition?id=no.such", "/actor?id=ZZZZ", "/document?id=no", "/export/no"] {
        assert_eq!(guest.get(path).status, 404, "{path}");
    }
    assert_eq!(guest.send("DELETE", "/", &[], b"").status, 405);
    assert_eq!(guest.get("/queue?state=odd").status, 400);
    assert_eq!(guest.get("/agreement?by=odd").status, 400);
    answers(&mut guest);
}

#[test]
fn a_period_leaves_out_who_was_silent_in_it() {
    let (_running, mut guest, _) = opened("period");
    let drawn = |page: &str| between(page, "<svg", "</svg>").contains("Tumbari");
    assert!(drawn(&guest.get("/graph?top=200").body), "Tumbari spoke in 2023");
    assert!(drawn(&guest.get("/graph?top=200&from=2023&to=2023").body));
    assert!(!drawn(&guest.get("/graph?top=200&from=2024").body));
}

/// The cell of a claim's holder on its proposition, as the matrix has it.
fn cell(guest: &mut Guest, proposition: &str, actor: &str) -> String {
    let page = guest.get(&format!("/matrix?all=1&actor={actor}")).body;
    let row = page.split("<tr>").find(|row| row.contains(&format!("/proposition?id={proposition}\""))).unwrap_or("");
    row.split("<td").skip(1).map(|cell| cell.split('>').next().unwrap().trim()).collect::<Vec<_>>().join("")
}

#[test]
fn a_decision_changes_the_matrix_and_undo_brings_it_back_and_a_restart_keeps_it() {
    let (running, mut guest, folder) = opened("decide");
    // A claim that alone makes its holder's position.
    let (claim, proposition, holder) = {
        let project = Project::open(&folder).unwrap();
        let positions = project.store.positions(None, None).unwrap();
        let one = positions.iter().find(|one| one.is_own() && one.n_claims == 1 && one.stance.name() == "support").unwrap();
        (one.claim_id.clone(), one.proposition_id.clone(), one.actor.clone())
    };
    assert_eq!(cell(&mut guest, &proposition, &holder), "class=\"support\"");
    let decided = guest.post(
        "/decide",
        &[("claim", &claim), ("what", "correct"), ("stance", "oppose"), ("why", "it says no"), ("next", "/queue?at=2#c-2")],
    );
    assert_eq!((decided.status, decided.header("location")), (303, "/queue?at=2&did=correct#c-2"));
    assert!(guest.get("/queue?did=correct").body.contains("Corrected."));
    assert_eq!(cell(&mut guest, &proposition, &holder), "class=\"oppose\"");
    assert!(guest.get(&format!("/proposition?id={proposition}")).body.contains("it says no"));
    assert_eq!(guest.post("/undo", &[("next", "/matrix")]).header("location"), "/matrix?did=undo");
    assert_eq!(cell(&mut guest, &proposition, &holder), "class=\"support\"");
    assert_eq!(guest.post("/redo", &[]).status, 303);
    assert_eq!(cell(&mut guest, &proposition, &holder), "class=\"oppose\"");
    assert_eq!(guest.post("/redo", &[]).header("location"), "/?did=nothing");
    drop(running);
    let (_running, mut guest) = served(&folder, options());
    assert_eq!(cell(&mut guest, &proposition, &holder), "class=\"oppose\"");
    let lines = guest.get("/export/decisions").body;
    assert_eq!(lines.lines().count(), 3, "{lines}");
    assert!(lines.lines().all(|line| line.contains("\"by\":\"Ann\"")));
    assert!(guest.get("/history").body.contains("it says no"));
}

#[test]
fn a_button_pressed_twice_decides_once_and_nonsense_is_told() {
    let (_running, mut guest, folder) = opened("twice");
    let claim = between(&guest.get("/queue").body, "name=\"claim\" value=\"", "\"").to_owned();
    let accept = [("claim", claim.as_str()), ("what", "accept")];
    assert_eq!(guest.post("/decide", &accept).header("location"), "/?did=accept");
    assert_eq!(guest.post("/decide", &accept).header("location"), "/?did=same");
    let wrong: [&[(&str, &str)]; 7] = [
        &[("claim", "no:1:such"), ("what", "correct"), ("stance", "oppose")],
        &[("claim", &claim), ("what", "explode")],
        &[("claim", &claim), ("what", "correct")],
        &[("claim", &claim), ("what", "correct"), ("stance", "odd")],
        &[("claim", &claim), ("what", "correct"), ("strength", "9")],
        &[("claim", &claim), ("what", "correct"), ("proposition", "no.such")],
        &[("claim", &claim), ("what", "note")],
    ];
    for fields in wrong {
        let told = guest.post("/decide", fields);
        assert!(matches!(told.status, 400 | 404), "{fields:?}: {}", told.body);
        assert!(told.body.contains("role=\"alert\""));
    }
    assert_eq!(Project::open(&folder).unwrap().store.decisions().unwrap().len(), 1);
}

#[test]
fn who_has_no_name_is_asked_for_it_once() {
    let folder = sample("name");
    let (_running, mut guest) = served(&folder, options());
    let claim = between(&guest.get("/queue").body, "name=\"claim\" value=\"", "\"").to_owned();
    let asked = guest.post("/decide", &[("claim", &claim), ("what", "accept"), ("next", "/queue?at=1")]);
    assert_eq!(asked.header("location"), "/name?next=%2Fqueue%3Fat%3D1");
    assert!(guest.get(asked.header("location")).body.contains("value=\"/queue?at=1\""));
    let named = guest.post("/name", &[("name", " <b>Ann</b>\r\n"), ("next", "/queue?at=1")]);
    assert_eq!(named.header("location"), "/queue?at=1&did=name");
    assert!(named.all("set-cookie").iter().all(|cookie| cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax")));
    assert_eq!(guest.post("/decide", &[("claim", &claim), ("what", "accept")]).header("location"), "/?did=accept");
    assert!(guest.get("/").body.contains("&lt;b&gt;Ann&lt;/b&gt;"));
    assert_eq!(guest.post("/name", &[("name", " \r\n ")]).status, 400);
    // Nobody is led elsewhere.
    assert_eq!(guest.post("/name", &[("name", "Ann"), ("next", "//evil.example/")]).header("location"), "/?did=name");
}

#[test]
fn who_codes_blind_sees_no_decision_of_others() {
    let (running, mut ann, _) = opened("blind");
    let mut ben = Guest::new(running.address());
    assert_eq!(ben.get("/queue?blind=1").status, 400, "who codes blind has a name");
    ben.post("/name", &[("name", "Ben")]);
    let first = ann.get("/queue?blind=1").body;
    let claims = |page: &str| -> Vec<String> {
        page.split("data-claim=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let before = claims(&first);
    assert!(before.len() > 5);
    ann.post("/decide", &[("claim", &before[0]), ("what", "reject")]);
    ann.post("/decide", &[("claim", &before[1]), ("what", "correct"), ("stance", "undecided"), ("strength", "1")]);
    assert!(!claims(&ann.get("/queue?blind=1").body).contains(&before[0]));
    let page = ben.get("/queue?blind=1").body;
    assert_eq!(claims(&page), before, "Ben sees what Ann saw");
    for word in ["state rejected", "state changed", "state disputed", "Ann"] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(!claims(&ben.get("/queue").body).contains(&before[0]), "without blind he sees what is left");
    ben.post("/decide", &[("claim", &before[0]), ("what", "accept")]);
    assert!(ben.get("/queue?state=disputed").body.contains(&before[0]));
    assert!(ben.get("/conflicts").body.contains("Coders differ"));
}

#[test]
fn coders_are_compared_and_what_they_differ_on_is_settled() {
    let (running, mut ann, _) = opened("agreement");
    let mut ben = Guest::new(running.address());
    ben.post("/name", &[("name", "Ben")]);
    let first = ann.get("/queue?blind=1").body;
    let claims: Vec<String> = first.split("data-claim=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    // Both find two right and one wrong, and differ on a fourth.
    for (at, both) in [("accept", "accept"), ("accept", "accept"), ("reject", "reject"), ("accept", "reject")].into_iter().enumerate() {
        ann.post("/decide", &[("claim", &claims[at]), ("what", both.0)]);
        ben.post("/decide", &[("claim", &claims[at]), ("what", both.1)]);
    }
    let page = ann.get("/agreement?by=right").body;
    // κ: 3 of 4 agree, (3·2 + 1·2) / 16 by chance; α by the same figures over 8 ratings, 5 right and 3 wrong.
    let figure = |measure: &str| {
        let row = page.split("<tr>").find(|row| row.contains("all claims") && row.contains(&format!("<td>{measure}</td>"))).unwrap();
        let cells: Vec<&str> = row.split("<td class=\"n\">").skip(1).map(|cell| cell.split('<').next().unwrap()).collect();
        (cells[0].to_owned(), cells[1].to_owned(), cells[2].to_owned())
    };
    let expected = |value: f64| ("4".to_owned(), "3".to_owned(), format!("{value:.3}"));
    assert_eq!(figure("κ"), expected((0.75 - 0.5) / 0.5));
    assert_eq!(figure("α"), expected(1.0 - 7.0 * 2.0 / 30.0));
    assert!(page.contains("Claims: 1. Until one is settled") && page.contains("disputed") && page.contains("wrong: no claim"), "{page}");
    // Ann settles it as Ben says, and once more as she said; neither counts for agreement.
    let settle = |guest: &mut Guest, aria: &str| {
        let page = guest.get("/agreement").body;
        let form = page.split("<form class=\"decide\"").find(|form| form.contains(aria)).unwrap_or_else(|| panic!("no {aria}: {page}"));
        let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
        let fields: Vec<(String, String)> =
            inputs.map(|input| (input.split('"').next().unwrap().to_owned(), between(input, "value=\"", "\"").to_owned())).collect();
        let what = between(form, "name=\"what\" value=\"", "\"").to_owned();
        let mut all: Vec<(&str, &str)> = fields.iter().filter(|(name, _)| name != "key").map(|(a, b)| (a.as_str(), b.as_str())).collect();
        all.push(("what", &what));
        assert_eq!(guest.post("/decide", &all).status, 303);
    };
    settle(&mut ann, "Settle as Ben says");
    assert!(ann.get("/queue?state=rejected").body.contains(&claims[3]));
    assert!(ann.get("/conflicts").body.contains("All fits."));
    settle(&mut ann, "Settle as Ann says");
    assert!(ann.get("/queue?state=accepted").body.contains(&claims[3]));
    ann.post("/undo", &[]);
    ann.post("/undo", &[]);
    assert!(ann.get("/queue?state=disputed").body.contains(&claims[3]), "undo takes the last word back");
    assert!(ann.get("/agreement?by=right").body.contains(">0.500<"));
}

#[test]
fn propositions_are_merged_and_split_and_undo_takes_it_back() {
    let (_running, mut guest, _) = opened("propositions");
    let queue = guest.get("/queue").body;
    let claim = between(&queue, "name=\"claim\" value=\"", "\"").to_owned();
    let from = claim.split(':').nth(2).unwrap().to_owned();
    let count = |guest: &mut Guest, id: &str| {
        let page = guest.get("/propositions").body;
        page.split(&format!("<tr id=\"{id}\">")).nth(1).map_or(0, |row| between(row, "<td class=\"n\">", "<").parse::<usize>().unwrap())
    };
    let other = if from == "rid.poa" { "il.applies" } else { "rid.poa" };
    let (one, two) = (count(&mut guest, &from), count(&mut guest, other));
    assert!(one > 0 && two > 0);
    let merged = guest.post("/merge", &[("from", &from), ("into", other), ("next", "/propositions")]);
    assert_eq!(merged.header("location"), "/propositions?did=merge");
    assert_eq!((count(&mut guest, &from), count(&mut guest, other)), (0, one + two));
    let page = guest.get("/propositions").body;
    assert!(page.contains("merged into ") && page.contains(&format!("{from} into {other}")));
    guest.post("/undo", &[("next", "/propositions")]);
    assert_eq!((count(&mut guest, &from), count(&mut guest, other)), (one, two));
    assert!(guest.get("/propositions").body.contains("(taken back)"));
    guest.post("/split", &[("from", &from), ("id", "own.part"), ("wording", "A part of it.")]);
    guest.post("/decide", &[("claim", &claim), ("what", "correct"), ("proposition", "own.part")]);
    assert_eq!((count(&mut guest, &from), count(&mut guest, "own.part")), (one - 1, 1));
    assert!(guest.get("/proposition?id=own.part").body.contains("A part of it."));
    for (path, fields) in [
        ("/merge", vec![("from", "no.such"), ("into", other)]),
        ("/merge", vec![("from", other), ("into", other)]),
        ("/split", vec![("from", other), ("id", "own.part"), ("wording", "Again.")]),
        ("/split", vec![("from", other), ("id", "own.new")]),
    ] {
        assert_eq!(guest.post(path, &fields).status, 400, "{path} {fields:?}");
    }
}

/// The fields of the form by which a claim is accepted, as the page has them.
fn accepting(page: &str, claim: &str) -> Vec<(String, String)> {
    let form =
        page.split("<form class=\"decide\"").find(|form| form.contains(&format!("name=\"claim\" value=\"{claim}\""))).expect("the claim");
    let fields = form
        .split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|input| (input.split('"').next().unwrap(), between(input, "value=\"", "\"")));
    fields
        .filter(|(name, _)| name.starts_with("saw-") && *name != "saw-quote")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[test]
fn what_is_accepted_is_what_was_seen() {
    let (running, mut ann, _) = opened("seen");
    let mut ben = Guest::new(running.address());
    ben.post("/name", &[("name", "Ben")]);
    let queue = ann.get("/queue").body;
    let claims: Vec<String> = queue.split("data-claim=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    let fresh = accepting(&queue, &claims[0]);
    let corrected = |claim: &str| {
        vec![
            ("claim".to_owned(), claim.to_owned()),
            ("what".to_owned(), "correct".to_owned()),
            ("stance".to_owned(), "undecided".to_owned()),
            ("strength".to_owned(), "1".to_owned()),
        ]
    };
    let send = |guest: &mut Guest, fields: &[(String, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        guest.post("/decide", &fields)
    };
    let accept = |claim: &str, saw: Vec<(String, String)>| {
        [vec![("claim".to_owned(), claim.to_owned()), ("what".to_owned(), "accept".to_owned())], saw].concat()
    };
    for claim in &claims[..3] {
        assert_eq!(send(&mut ann, &corrected(claim)).status, 303);
    }
    // Ben sees what Ann made of it, and accepts that: they agree.
    let seen = accepting(&ben.get("/queue?state=changed").body, &claims[0]);
    assert!(seen.contains(&("saw-stance".to_owned(), "undecided".to_owned())), "{seen:?}");
    assert_eq!(send(&mut ben, &accept(&claims[0], seen)).header("location"), "/?did=accept");
    // He makes the same of another without having seen it.
    assert_eq!(send(&mut ben, &corrected(&claims[1])).header("location"), "/?did=correct");
    assert!(ben.get("/conflicts").body.contains("All fits."));
    // He has an old page open, and accepts what the program read: they differ.
    let old = accepting(&queue, &claims[2]);
    assert!(!old.contains(&("saw-stance".to_owned(), "undecided".to_owned())));
    assert_eq!(send(&mut ben, &accept(&claims[2], old)).header("location"), "/?did=accept");
    assert_eq!(ben.get("/conflicts").body.matches("Coders differ").count(), 1);
    assert!(!fresh.is_empty());
}

#[test]
fn a_claim_that_was_missed_can_be_added() {
    let (_running, mut guest, _) = opened("add");
    let page = guest.get("/document?id=kelmora-2024-07-09").body;
    assert!(page.contains("Add a claim"), "{page}");
    let words = "Madam Chair";
    let fields = [
        ("document", "kelmora-2024-07-09"),
        ("quote", words),
        ("proposition", "il.applies"),
        ("stance", "undecided"),
        ("holder", "XKE"),
        ("next", "/history"),
    ];
    let added = guest.post("/add", &fields);
    let wrong = guest.post(
        "/add",
        &[
            ("document", "kelmora-2024-07-09"),
            ("quote", "words that nobody said"),
            ("proposition", "il.applies"),
            ("stance", "support"),
            ("holder", "XKE"),
        ],
    );
    assert_eq!(wrong.status, 400, "{}", wrong.body);
    if added.status == 303 {
        assert!(guest.get("/queue?state=added").body.contains("Madam Chair"));
    } else {
        panic!("{}", added.body);
    }
}

/// Waits until nothing is read any more; what was said of it.
fn read(guest: &mut Guest) -> String {
    let start = Instant::now();
    loop {
        let state = guest.get("/import.json").body;
        if state.contains("\"running\":false") {
            return state;
        }
        assert!(start.elapsed() < Duration::from_secs(120), "{state}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

const STATEMENT: &[u8] = b"Statement by Kelmora\n\nOpen-ended Working Group on ICT security, 8 July 2024\n\nWe support a new legally binding instrument on ICT security.\n";

#[test]
fn files_come_in_are_read_and_become_part_of_the_project() {
    let (_running, mut guest, folder) = opened("import");
    let before = Project::open(&folder).unwrap().store.documents().unwrap();
    let came = guest.upload(&[
        ("new statement.txt", STATEMENT),
        ("again.txt", b"Statement by Kelmora\n\nWe do not support the Programme of Action on ICT security.\n"),
    ]);
    assert_eq!((came.status, came.header("location")), (303, "/import"), "{}", came.body);
    let said = read(&mut guest);
    assert!(said.contains("2 files new"), "{said}");
    assert_eq!(Project::open(&folder).unwrap().store.documents().unwrap(), before + 2);
    assert_eq!(fs::read(folder.join("uploads/new statement.txt")).unwrap(), STATEMENT);
    let config = Config::parse("x", &fs::read_to_string(folder.join(CONFIG)).unwrap()).unwrap();
    assert!(config.statements.iter().any(|entry| entry.path == "uploads/new statement.txt"));
    // The same again changes nothing; another of that name takes another.
    guest.upload(&[("new statement.txt", STATEMENT)]);
    assert!(read(&mut guest).contains("0 files new"));
    guest.upload(&[("new statement.txt", b"Statement by Kelmora\n\nWe support confidence-building measures.\n")]);
    assert!(read(&mut guest).contains("1 files new"));
    assert!(folder.join("uploads/new statement-2.txt").exists());
    assert_eq!(guest.post("/update", &[]).status, 303);
    assert!(read(&mut guest).contains("as before"));
    // Nothing is left on the way.
    assert!(fs::read_dir(folder.join("uploads")).unwrap().all(|entry| !entry.unwrap().file_name().to_string_lossy().starts_with('.')));
}

#[test]
fn a_spreadsheet_meets_no_formula() {
    let (_running, mut guest, _) = opened("formula");
    let fields = [("as", "Kelmora"), ("date", "2024-07-08"), ("forum", "=HYPERLINK(1)")];
    assert_eq!(guest.upload_with(&[("formula.txt", b"We support the Programme of Action on ICT security.\n")], &fields).status, 303);
    read(&mut guest);
    let plain = guest.get("/export/claims").body;
    let safe = guest.get("/export/claims?safe=1").body;
    let of = |text: &str| text.lines().find(|line| line.contains("HYPERLINK")).map(str::to_owned);
    let (plain, safe) = (of(&plain).expect("the claim"), of(&safe).expect("the claim"));
    assert!(plain.contains(",2024-07-08,=HYPERLINK"), "verbatim: {plain}");
    assert!(safe.contains(",2024-07-08,'=HYPERLINK"), "with an apostrophe: {safe}");
    // What is said of files must make sense.
    for fields in [[("as", "Nowhereland"), ("date", "2024")], [("as", "Kelmora"), ("date", "yesterday")]] {
        assert_eq!(guest.upload_with(&[("x.txt", STATEMENT)], &fields).status, 400);
    }
    assert!(guest.get("/export").body.contains("This changes quotes"));
}

const EVIL: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'";

#[test]
fn attack_scripts_in_every_field_and_file_name_are_text() {
    let (_running, mut guest, _) = opened("xss");
    guest.post("/name", &[("name", EVIL)]);
    let statement = format!(
        "Statement by Kelmora\n\nTitle {EVIL}\n\nWe support a new legally binding instrument {EVIL} on ICT security. We oppose the Programme of Action.\n"
    );
    let name = "<script>alert(3)<script> onerror=x.txt";
    assert_eq!(guest.upload_with(&[(name, statement.as_bytes())], &[("forum", EVIL)]).status, 303);
    read(&mut guest);
    let queue = guest.get("/queue?state=open").body;
    let claim = between(&queue, "name=\"claim\" value=\"", "\"").to_owned();
    let proposition = claim.split(':').nth(2).unwrap().to_owned();
    assert_eq!(guest.post("/split", &[("from", &proposition), ("id", EVIL), ("wording", EVIL), ("why", EVIL)]).status, 303);
    assert_eq!(guest.post("/merge", &[("from", &proposition), ("into", EVIL), ("why", EVIL)]).status, 303);
    assert_eq!(guest.post("/undo", &[]).status, 303);
    for what in ["note", "reject"] {
        assert_eq!(guest.post("/decide", &[("claim", &claim), ("what", what), ("why", EVIL)]).status, 303);
    }
    let evil = http::encoded(EVIL);
    let documents = guest.get("/documents").body;
    assert!(documents.contains("script_alert(3)"), "the file is there under a name without signs");
    let document = documents
        .split("/document?id=")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .find(|id| id.contains("script"))
        .unwrap();
    let mut pages = vec![
        "/".to_owned(),
        "/history".to_owned(),
        "/import".to_owned(),
        "/documents".to_owned(),
        "/graph".to_owned(),
        "/propositions".to_owned(),
        "/agreement".to_owned(),
        format!("/document?id={document}"),
    ];
    for path in [
        "search?q=",
        "documents?q=",
        "queue?holder=",
        "queue?document=",
        "queue?proposition=",
        "queue?state=",
        "matrix?topic=",
        "matrix?actor=",
        "matrix?group=",
        "matrix?stance=",
        "versus?actor=",
        "graph?ego=",
        "graph?top=",
        "proposition?id=",
        "actor?id=",
        "document?id=",
        "name?next=",
        "propositions?id=",
        "agreement?by=",
        "export/",
        "?did=",
    ] {
        pages.push(format!("/{path}{evil}"));
    }
    for path in pages {
        let page = guest.get(&path);
        assert!(
            !page.body.contains("<script>alert") && !page.body.contains("<img") && !page.body.contains("onerror=alert(2)>"),
            "{path}: {}",
            page.body
        );
    }
    // Fields of forms that are told back.
    let forms = [
        ("/decide", "claim"),
        ("/decide", "what"),
        ("/add", "document"),
        ("/decide", "next"),
        ("/merge", "from"),
        ("/merge", "into"),
        ("/split", "from"),
        ("/split", "id"),
    ];
    for (path, field) in forms {
        let told = guest.post(path, &[(field, EVIL), ("quote", EVIL), ("proposition", EVIL), ("holder", EVIL), ("stance", "support")]);
        assert!(!told.body.contains("<script>alert") && !told.body.contains("<img"), "{path} {field}: {}", told.body);
    }
    assert_eq!(guest.upload(&[("<script>alert(4)</script>.exe", b"x")]).body.matches("<script>alert").count(), 0);
    answers(&mut guest);
}

#[test]
fn attack_paths_lead_nowhere_but_into_uploads() {
    let (_running, mut guest, folder) = opened("paths");
    let files = |folder: &Path| -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| !name.starts_with("demarche.db"));
        names.sort();
        names
    };
    let before = files(&folder);
    for name in ["../evil.txt", "..\\\\evil.txt", "/tmp/evil.txt", "a/../../evil.txt", "%2e%2e/evil.txt", "....//evil.txt"] {
        guest.upload(&[(name, STATEMENT)]);
    }
    for name in ["demarche.toml", "demarche.db", "../demarche.toml", "evil", "..", "/", "\u{0}.txt/..", "x.txt/"] {
        let told = guest.upload(&[(name, b"codebook = []")]);
        assert_eq!(told.status, 400, "{name:?}: {}", told.body);
    }
    read(&mut guest);
    let mut after = files(&folder);
    after.retain(|name| name != "uploads");
    assert_eq!(after, before);
    assert!(files(&folder.join("uploads")).iter().all(|name| Path::new(name).extension().is_some_and(|extension| extension == "txt")));
    assert!(!Path::new("/tmp/evil.txt").exists() && !folder.parent().unwrap().join("evil.txt").exists());
    // An archive whose parts would like to lie elsewhere.
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["../../evil-part.txt", "/tmp/evil-part.txt", "word/../../../evil-part.txt", "word/document.xml"] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<w:document/>").unwrap();
    }
    let archive = zip.finish().unwrap().into_inner();
    for name in ["evil.docx", "evil.odt", "evil.xlsx", "evil.zip"] {
        guest.upload(&[(name, &archive)]);
    }
    read(&mut guest);
    for place in [folder.clone(), folder.join("uploads"), folder.parent().unwrap().to_path_buf(), PathBuf::from("/tmp"), PathBuf::from("/")]
    {
        assert!(!place.join("evil-part.txt").exists(), "{}", place.display());
    }
    // Addresses.
    for path in [
        "/../demarche.toml",
        "/..%2f..%2fetc/passwd",
        "/export/..%2f..%2fdemarche.toml",
        "/export/%2e%2e",
        "/uploads/evil.txt",
        "/document?id=../../etc/passwd",
        "/demarche.db",
        "//evil.example/x",
        "/%00",
    ] {
        let page = guest.get(path);
        assert!(matches!(page.status, 400 | 404), "{path}: {}", page.status);
        assert!(!page.body.contains("root:") && !page.body.contains("codebook ="), "{path}");
    }
    answers(&mut guest);
}

#[test]
fn attack_posts_from_elsewhere_change_nothing() {
    let (_running, mut guest, folder) = opened("csrf");
    let claim = between(&guest.get("/queue").body, "name=\"claim\" value=\"", "\"").to_owned();
    let key = guest.key();
    let own = format!("http://{}", guest.host());
    let decide = |guest: &mut Guest, key: &str, headers: &[(&str, &str)]| {
        guest.form("/decide", &[("key", key), ("claim", &claim), ("what", "accept")], headers).status
    };
    let refused: [(&str, &[(&str, &str)]); 9] = [
        (&key, &[("Origin", "http://evil.example")]),
        (&key, &[("Origin", "null")]),
        (&key, &[("Origin", "http://127.0.0.1:1")]),
        (&key, &[("Origin", &own), ("Sec-Fetch-Site", "cross-site")]),
        (&key, &[("Sec-Fetch-Site", "same-site")]),
        (&key, &[("Origin", "null"), ("Sec-Fetch-Site", "cross-site")]),
        ("", &[("Origin", &own), ("Sec-Fetch-Site", "same-origin")]),
        ("0000", &[("Origin", &own)]),
        (&key[..63], &[("Origin", &own)]),
    ];
    for (key, headers) in refused {
        assert_eq!(decide(&mut guest, key, headers), 403, "{headers:?}");
    }
    // Nothing is taken from here by pages of elsewhere; they may link.
    let from = |guest: &mut Guest, mode: &str| {
        guest.send("GET", "/export/claims", &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode)], b"").status
    };
    assert_eq!((from(&mut guest, "no-cors"), from(&mut guest, "cors"), from(&mut guest, "navigate")), (403, 403, 200));
    // The key of one browser is of no use to another.
    let mut other = Guest::new(guest.address);
    other.post("/name", &[("name", "Eve")]);
    assert_eq!(decide(&mut other, &key, &[("Origin", &own)]), 403);
    for path in ["/undo", "/redo", "/name", "/add", "/update", "/merge", "/split"] {
        assert_eq!(guest.form(path, &[("name", "x")], &[]).status, 403, "{path}");
    }
    // What asks for nothing to be changed cannot change anything.
    assert_eq!(guest.get(&format!("/decide?claim={}&what=accept&key={key}", http::encoded(&claim))).status, 405);
    assert_eq!(guest.form("/import", &[("key", &key)], &[]).status, 400, "an upload is no plain form");
    let body = b"--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.txt\"\r\n\r\nx\r\n--cut--\r\n";
    assert_eq!(guest.send("POST", "/import", &[("Content-Type", "multipart/form-data; boundary=cut")], body).status, 403);
    let project = Project::open(&folder).unwrap();
    assert_eq!(project.store.decisions().unwrap().len(), 0);
    assert!(!folder.join("uploads").exists());
    assert_eq!(decide(&mut guest, &key, &[("Origin", "null"), ("Sec-Fetch-Site", "same-origin")]), 303, "so a browser sends it");
    answers(&mut guest);
}

#[test]
fn attack_hosts_of_elsewhere_are_refused() {
    let (_running, mut guest, _) = opened("host");
    let port = guest.address.port();
    let hosts = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        "127.0.0.1:1".to_owned(),
        "127.0.0.1".to_owned(),
        format!("10.0.0.1:{port}"),
        String::new(),
    ];
    for host in &hosts {
        let page = guest.send("GET", "/", &[("Host", host)], b"");
        assert!(matches!(page.status, 400 | 403), "{host:?}: {}", page.status);
        assert!(!page.body.contains("Overview</h1>"), "{host:?}");
    }
    for host in [format!("localhost:{port}"), format!("LOCALHOST:{port}"), format!("[::1]:{port}"), guest.host()] {
        assert_eq!(guest.send("GET", "/", &[("Host", &host)], b"").status, 200, "{host}");
    }
    let two = format!("GET / HTTP/1.1\r\nHost: {0}\r\nHost: evil.example\r\nConnection: close\r\n\r\n", guest.host());
    assert_eq!(raw(guest.address, two.as_bytes()).unwrap().status, 400);
    let whole = format!("GET http://evil.example/ HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", guest.host());
    assert_eq!(raw(guest.address, whole.as_bytes()).unwrap().status, 403);
    assert_eq!(raw(guest.address, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap().status, 400);
    answers(&mut guest);
}

#[test]
fn attack_ten_gigabytes_are_refused_early() {
    let folder = sample("large");
    let limits = Limits { upload: 1 << 20, ..Limits::default() };
    let (_running, mut guest) = served(&folder, Options { limits, ..options() });
    let key = guest.key();
    let cookie = guest.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    let head = |length: &str| {
        format!(
            "POST /import HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=cut\r\n{length}\r\n\r\n",
            guest.host()
        )
    };
    // Announced: refused before a byte of it is sent.
    let told = raw(guest.address, head("Content-Length: 10737418240").as_bytes()).unwrap();
    assert_eq!(told.status, 413);
    assert!(told.body.contains("MB"), "{}", told.body);
    // Streamed without announcing: refused soon after what is taken has come.
    let mut stream = connected(guest.address);
    stream.write_all(head("Transfer-Encoding: chunked").as_bytes()).unwrap();
    let start = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{key}\r\n--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.txt\"\r\n\r\n"
    );
    stream.write_all(format!("{:x}\r\n{start}\r\n", start.len()).as_bytes()).unwrap();
    let piece = vec![b'x'; 64 << 10];
    let mut sent = 0_u64;
    while sent < 10 << 30 {
        let chunk = [format!("{:x}\r\n", piece.len()).as_bytes(), &piece, b"\r\n"].concat();
        if stream.write_all(&chunk).is_err() {
            break;
        }
        sent += piece.len() as u64;
    }
    assert!(sent < 64 << 20, "{sent} bytes were taken");
    if let Some(told) = answer(&mut stream) {
        assert_eq!(told.status, 413);
    }
    // A form that is no upload is shorter still.
    let told = guest.form("/decide", &[("key", &key), ("why", &"x".repeat(300 << 10))], &[]);
    assert_eq!(told.status, 413);
    let left = fs::read_dir(folder.join("uploads")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "nothing is kept of it");
    answers(&mut guest);
}

#[test]
fn attack_slow_guests_keep_nobody_waiting() {
    let folder = sample("slow");
    let limits = Limits { head: Duration::from_millis(700), piece: Duration::from_millis(700), connections: 64, ..Limits::default() };
    let (_running, mut guest) = served(&folder, Options { limits, ..options() });
    let key = guest.key();
    let host = guest.host();
    // Heads that never end: more than there are places.
    let mut slow: Vec<_> = (0..80).map(|_| connected(guest.address)).collect();
    for stream in &mut slow {
        let _ = stream.write_all(format!("GET / HTTP/1.1\r\nHost: {host}\r\nX-A: ").as_bytes());
    }
    let start = Instant::now();
    answers(&mut guest);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    // They have been hung up on.
    let (mut rest, waited) = (Vec::new(), Instant::now());
    let closed = slow[0].read_to_end(&mut rest);
    assert!(waited.elapsed() < Duration::from_secs(20), "the connection stays open");
    assert!(closed.is_err() || rest.is_empty() || String::from_utf8_lossy(&rest).contains("408"), "{rest:?}");
    // A form and an upload that stop half-way.
    let cookie = guest.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    for (path, kind, part) in [
        ("/decide", "application/x-www-form-urlencoded", format!("key={key}&")),
        (
            "/import",
            "multipart/form-data; boundary=cut",
            format!(
                "--cut\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{key}\r\n--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.txt\"\r\n\r\nWe"
            ),
        ),
    ] {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Type: {kind}\r\nContent-Length: 5000\r\n\r\n{part}"
        );
        let mut stream = connected(guest.address);
        stream.write_all(head.as_bytes()).unwrap();
        let start = Instant::now();
        let told = answer(&mut stream);
        assert!(start.elapsed() < Duration::from_secs(20), "{path}");
        assert!(told.is_none_or(|told| told.status == 408), "{path}");
    }
    assert_eq!(fs::read_dir(folder.join("uploads")).map_or(0, Iterator::count), 0);
    answers(&mut guest);
}

#[test]
fn attack_malformed_uploads_and_requests_are_told_so() {
    let (_running, mut guest, folder) = opened("malformed");
    let key = guest.key();
    let part = format!("--cut\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{key}\r\n");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("multipart/form-data", part.clone().into_bytes()),
        ("multipart/form-data; boundary=", part.clone().into_bytes()),
        ("multipart/form-data; boundary=other", part.clone().into_bytes()),
        (
            "multipart/form-data; boundary=cut",
            format!("{part}--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.txt\"\r\n\r\nno end").into_bytes(),
        ),
        ("multipart/form-data; boundary=cut", format!("{part}--cut\r\nnonsense\r\n\r\nx\r\n--cut--\r\n").into_bytes()),
        (
            "multipart/form-data; boundary=cut",
            [part.as_bytes(), b"--cut\r\nContent-Disposition: form-data; name=\"as\"\r\n\r\n\xff\xfe\r\n--cut--\r\n"].concat(),
        ),
        (
            "multipart/form-data; boundary=cut",
            format!("{part}--cut\r\nContent-Disposition: form-data; name=\"odd\"\r\n\r\nx\r\n--cut--\r\n").into_bytes(),
        ),
        ("multipart/form-data; boundary=cut", format!("{part}--cut--\r\n").into_bytes()),
        ("multipart/form-data; boundary=cut", b"\0\x01\x02".to_vec()),
        ("text/plain", b"x".to_vec()),
    ];
    for (kind, body) in cases {
        let told = guest.send("POST", "/import", &[("Content-Type", kind)], &body);
        assert!(matches!(told.status, 400 | 403), "{kind} {}: {} {}", String::from_utf8_lossy(&body), told.status, told.body);
    }
    for (kind, body) in
        [("application/json", b"{}".to_vec()), ("application/x-www-form-urlencoded", b"key=%ff%fe".to_vec()), ("", Vec::new())]
    {
        let told = guest.send("POST", "/decide", &[("Content-Type", kind)], &body);
        assert!(matches!(told.status, 400 | 403), "{kind}: {}", told.status);
    }
    let host = guest.host();
    for bytes in ["\0\0\0\0", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "\u{16}\u{3}\u{1}"] {
        let told = raw(guest.address, bytes.as_bytes());
        assert!(told.is_none_or(|told| (400..500).contains(&told.status)), "{bytes:?}");
    }
    let long = format!("GET /?{} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", "x".repeat(200 << 10));
    assert!(raw(guest.address, long.as_bytes()).is_none_or(|told| matches!(told.status, 414 | 431)));
    assert_eq!(fs::read_dir(folder.join("uploads")).map_or(0, Iterator::count), 0);
    answers(&mut guest);
}

#[test]
fn a_token_is_asked_for_and_does_not_stay_in_the_address() {
    let folder = sample("token");
    let (running, mut guest) = served(&folder, Options { token: Some("a long secret".to_owned()), ..options() });
    assert!(running.link().ends_with("/?token=a%20long%20secret"), "{}", running.link());
    for path in ["/", "/page.js", "/export/claims", "/?token=", "/?token=a%20long%20secre", "/?token=wrong"] {
        assert_eq!(guest.get(path).status, 401, "{path}");
    }
    let led = guest.get("/matrix?topic=x&token=a%20long%20secret");
    assert_eq!((led.status, led.header("location")), (303, "/matrix?topic=x"));
    answers(&mut guest);
    let short = start(Project::open(&folder).unwrap(), coder(), reader(), Options { token: Some("short".to_owned()), ..options() });
    assert!(short.unwrap_err().to_string().contains("too short"));
    // Where other machines reach it, a token is made.
    let open =
        start(Project::open(&folder).unwrap(), coder(), reader(), Options { bind: Some("0.0.0.0".to_owned()), ..options() }).unwrap();
    assert!(open.link().contains("?token="));
    assert_eq!(Guest::new(std::net::SocketAddr::from(([127, 0, 0, 1], open.address().port()))).get("/").status, 401);
}

#[test]
fn an_address_that_is_taken_is_told() {
    let (running, _, folder) = opened("taken");
    let options = Options { port: running.address().port(), ..options() };
    let told = start(Project::open(&folder).unwrap(), coder(), reader(), options).unwrap_err().to_string();
    assert!(told.contains("--port"), "{told}");
}
