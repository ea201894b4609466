//! The page of `demarche serve` in Debian's Chromium: what a desk officer does with it, by mouse and by keyboard, at two widths, by day
//! and by night. Skipped where there is no `chromedriver`.

#![cfg(feature = "serve")]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests read and write scratch files, and say what they skip"
)]

#[path = "support/http.rs"]
mod http;
#[path = "support/served.rs"]
mod served;
mod support;

use demarche::project::Project;
use demarche::serve::Running;
use serde_json::json;
use served::{empty, options, sample, served};
use std::fs;
use std::path::Path;
use support::browser::{Browser, DOWN, ENTER, ESCAPE, RIGHT, TAB, UNREADABLE};
use support::{root, scratch};

/// Opens a page of the server.
fn open(browser: &Browser, running: &Running, path: &str) {
    browser.open(&format!("http://127.0.0.1:{}{path}", running.address().port()));
}

fn text(browser: &Browser, script: &str) -> String {
    browser.run(script).as_str().unwrap_or_default().to_owned()
}

fn heading(browser: &Browser, title: &str) {
    browser.wait(&format!("return document.readyState === 'complete' && document.querySelector('h1').textContent === {title:?}"));
}

fn said(browser: &Browser, words: &str) {
    browser.wait(&format!("return document.readyState === 'complete' && document.querySelector('#said') && document.querySelector('#said').textContent === {words:?}"));
}

/// Gives a name, as it is asked for.
fn name(browser: &Browser, running: &Running, name: &str) {
    open(browser, running, "/name");
    browser.run("document.querySelector('#name').value = ''; document.querySelector('#name').focus()");
    browser.keys(name);
    browser.keys(ENTER);
    said(browser, "Your name is kept in this browser.");
}

/// Ctrl and a letter.
fn control(browser: &Browser, letter: char) {
    for kind in ["keyDown", "keyUp"] {
        let code = format!("Key{}", letter.to_ascii_uppercase());
        browser.devtools("Input.dispatchKeyEvent", &json!({"type": kind, "modifiers": 2, "key": letter.to_string(), "code": code}));
    }
}

/// Puts files into the field of the page of import.
fn choose(browser: &Browser, files: &[String]) {
    let document = browser.devtools("DOM.getDocument", &json!({}));
    let node = browser.devtools("DOM.querySelector", &json!({"nodeId": document["root"]["nodeId"], "selector": "#files"}));
    browser.devtools("DOM.setFileInputFiles", &json!({"nodeId": node["nodeId"], "files": files}));
}

/// The class of the cell of an actor on a proposition, as the matrix has it.
fn cell(browser: &Browser, running: &Running, proposition: &str, actor: &str) -> String {
    open(browser, running, &format!("/matrix?all=1&actor={actor}"));
    let script = format!(
        "var row = Array.from(document.querySelectorAll('#matrix tbody tr')).filter(function (row) {{ return row.querySelector('th a').getAttribute('href') === '/proposition?id={proposition}'; }})[0]; return row ? row.cells[1].className : ''"
    );
    text(browser, &script)
}

#[test]
fn the_sample_comes_in_a_claim_is_corrected_and_it_stays() {
    let Some(browser) = Browser::start("serve-story") else { return };
    let folder = empty("story");
    let (running, _) = served(&folder, options());
    open(&browser, &running, "/");
    heading(&browser, "Overview");
    name(&browser, &running, "Ann");
    // Import.
    open(&browser, &running, "/import");
    let mut files: Vec<String> =
        fs::read_dir(root().join("data/sample")).unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect();
    files.retain(|file| Path::new(file).extension().is_some_and(|extension| extension != "toml"));
    files.sort();
    choose(&browser, &files);
    browser.click("#import button");
    browser.wait(&format!("return document.readyState === 'complete' && document.querySelector('#state') && document.querySelector('#state').textContent.indexOf('{} files new') >= 0", files.len()));
    // A claim that alone makes its holder's position; found by words of its quote.
    let (claim, proposition, holder) = {
        let project = Project::open(&folder).unwrap();
        let positions = project.store.positions(None, None).unwrap();
        let one = positions.iter().find(|one| one.is_own() && one.n_claims == 1 && one.stance.name() == "support").unwrap().clone();
        (project.store.claim(&one.claim_id).unwrap().unwrap().1, one.proposition_id, one.actor)
    };
    assert_eq!(cell(&browser, &running, &proposition, &holder), "support");
    browser.keys("/");
    assert_eq!(browser.run("return document.activeElement.id"), json!("find"));
    let words: Vec<&str> = claim.quote.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).take(6).collect();
    browser.keys(&words.join(" "));
    browser.keys(ENTER);
    browser.wait("return location.pathname === '/search' && document.readyState === 'complete'");
    let link = format!("a.quote[href*=\"{}\"]", http_encoded(&claim.claim_id));
    browser.click(&link);
    browser.wait("return location.pathname === '/document' && document.readyState === 'complete'");
    assert!(text(&browser, "return document.querySelector('mark.here').textContent").len() > 3);
    assert!(text(&browser, "return document.querySelector('.derivation').textContent").contains("The program read"));
    // Correct, by keys: `c` opens the fields, the first is the stance.
    browser.keys("c");
    browser.wait("return document.activeElement.name === 'stance'");
    browser.keys("o");
    assert_eq!(browser.run("return document.activeElement.value"), json!("oppose"));
    browser.click("aside .correct button[value=correct]");
    said(&browser, "Corrected.");
    assert_eq!(cell(&browser, &running, &proposition, &holder), "oppose");
    open(&browser, &running, "/queue");
    browser.keys("u");
    said(&browser, "Took back your last decision.");
    assert_eq!(cell(&browser, &running, &proposition, &holder), "support");
    open(&browser, &running, "/queue");
    browser.keys("y");
    said(&browser, "Brought your decision again.");
    assert_eq!(cell(&browser, &running, &proposition, &holder), "oppose");
    assert_eq!(browser.complaints(), [""; 0]);
    // The server ends and starts again.
    drop(running);
    let (running, _) = served(&folder, options());
    assert_eq!(cell(&browser, &running, &proposition, &holder), "oppose");
    // A second coder, who codes blind, meets the claim as the program read it.
    let second = Browser::start("serve-second").unwrap();
    name(&second, &running, "Ben");
    let document = claim.doc_id.clone();
    open(&second, &running, &format!("/queue?blind=1&document={document}"));
    heading(&second, "Review, blind");
    let card = format!("return document.querySelector('article.claim[data-claim=\"{}\"] .lead').textContent", claim.claim_id);
    assert!(text(&second, &card).contains("support"));
    second.run(&format!("document.querySelector('article.claim[data-claim=\"{}\"]').focus()", claim.claim_id));
    second.keys("a");
    said(&second, "Accepted.");
    // They differ: that is shown, and the program's reading stands.
    open(&second, &running, "/conflicts");
    assert!(text(&second, "return document.querySelector('main').textContent").contains("Coders differ"));
    assert_eq!(cell(&second, &running, &proposition, &holder), "support");
    assert_eq!(second.complaints(), [""; 0]);
}

fn http_encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect()
}

#[test]
fn a_queue_is_worked_off_by_keys_alone() {
    let Some(browser) = Browser::start("serve-keys") else { return };
    let folder = sample("keys");
    let (running, _) = served(&folder, options());
    let focus = |what: &str| browser.run(&format!("var at = document.activeElement; return {what}"));
    open(&browser, &running, "/queue");
    // The first decision asks for the name, and leads back.
    browser.keys("a");
    heading(&browser, "Who are you?");
    browser.keys("Ann");
    browser.keys(ENTER);
    heading(&browser, "Review");
    let left = || browser.run("return Number(document.querySelector('#left').textContent.match(/\\d+/)[0])").as_u64().unwrap();
    let before = left();
    let first = focus("at.dataset.claim");
    assert!(first.is_string(), "the first claim has the focus");
    browser.keys("j");
    let second = focus("at.dataset.claim");
    assert_ne!(first, second);
    browser.keys("k");
    assert_eq!(focus("at.dataset.claim"), first);
    browser.keys("a");
    said(&browser, "Accepted.");
    assert_eq!(left(), before - 1);
    assert_eq!(focus("at.dataset.claim"), second, "the next one has the focus");
    browser.keys("r");
    said(&browser, "Rejected.");
    assert_eq!(left(), before - 2);
    browser.keys("u");
    said(&browser, "Took back your last decision.");
    assert_eq!(left(), before - 1);
    // Correct with the keyboard alone, and leave a field without leaving the page.
    browser.keys("c");
    browser.wait("return document.activeElement.name === 'stance'");
    browser.keys(ESCAPE);
    assert_eq!(focus("at.tagName"), json!("ARTICLE"));
    browser.keys("?");
    browser.wait("return document.querySelector('dialog[open]') !== null");
    browser.keys(ESCAPE);
    browser.wait("return document.querySelector('dialog') === null");
    // The palette.
    control(&browser, 'k');
    browser.wait("return document.querySelector('dialog [role=option]') !== null");
    browser.keys("kelmora");
    browser.wait("return document.querySelector('dialog [role=option]').textContent.indexOf('Kelmora') === 0");
    browser.keys(ENTER);
    heading(&browser, "Kelmora");
    // The matrix is one stop; arrows go from cell to cell; a link that is followed can be seen to have the focus.
    open(&browser, &running, "/matrix");
    browser.run("document.querySelector('#matrix td a[tabindex=\"0\"]').focus()");
    let place = || focus("[at.closest('td').cellIndex, at.closest('tr').rowIndex]");
    let start = place();
    browser.keys(RIGHT);
    browser.keys(DOWN);
    assert_ne!(place(), start);
    assert_eq!(focus("getComputedStyle(at).outlineStyle"), json!("solid"));
    browser.keys(TAB);
    assert_eq!(focus("Boolean(at.closest('#matrix td'))"), json!(false), "one stop");
    // The first stop of a page leads past its head.
    open(&browser, &running, "/");
    browser.keys(TAB);
    assert_eq!(focus("at.className"), json!("skip"));
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Fields and links that a screen reader could not name.
const NAMELESS: &str = "
    return Array.from(document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href], summary')).filter(function (one) {
        var label = one.getAttribute('aria-label') || (one.labels && one.labels.length && one.labels[0].textContent.trim()) || one.textContent.trim();
        return !label;
    }).map(function (one) { return one.outerHTML; });";

#[test]
fn every_page_can_be_read_on_a_phone_and_a_wide_screen_by_day_and_by_night() {
    let Some(browser) = Browser::start("serve-sizes") else { return };
    let folder = sample("sizes");
    let (running, mut guest) = served(&folder, options());
    name(&browser, &running, "Ann");
    // Two coders who agree on some claims and differ on others; a proposition that was made of another, and one that was merged.
    for (coder, settled) in [("Ann", ["accept", "accept", "reject", "accept"]), ("Ben", ["accept", "reject", "reject", "reject"])] {
        guest.post("/name", &[("name", coder)]);
        let queue = guest.get("/queue?blind=1").body;
        let claims: Vec<&str> = queue.split("data-claim=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        for (claim, what) in claims.iter().zip(settled) {
            assert_eq!(guest.post("/decide", &[("claim", claim), ("what", what)]).status, 303);
        }
    }
    guest.post("/split", &[("from", "rid.poa"), ("id", "rid.poa_small"), ("wording", "The Programme of Action should be small.")]);
    guest.post("/merge", &[("from", "il.lbi_needed"), ("into", "il.applies"), ("why", "to look at")]);
    // Pictures are kept for people where a folder is named; they are never compared.
    let pictures = std::env::var_os("DEMARCHE_PICTURES").map_or_else(|| scratch("serve-pictures"), std::path::PathBuf::from);
    fs::create_dir_all(&pictures).unwrap();
    let pages = [
        ("overview", "/"),
        ("matrix", "/matrix"),
        ("queue", "/queue"),
        ("proposition", "/proposition?id=il.applies"),
        ("actor", "/actor?id=XKE"),
        ("versus", "/versus?actor=XKE&actor=XVA&actor=XTO"),
        ("graph", "/graph"),
        ("document", "/document?id=kelmora-2024-07-09"),
        ("documents", "/documents"),
        ("import", "/import"),
        ("export", "/export"),
        ("history", "/history"),
        ("search", "/search?q=law"),
        ("propositions", "/propositions?id=rid.poa"),
        ("agreement", "/agreement?by=right"),
        ("missing", "/actor?id=nobody"),
    ];
    let mut wrong: Vec<String> = Vec::new();
    for (width, height) in [(390, 844), (1280, 900)] {
        browser.size(width, height);
        for scheme in ["light", "dark"] {
            browser.scheme(scheme);
            for (name, path) in pages {
                open(&browser, &running, path);
                let place = format!("{name} at {width} px, {scheme}");
                let wide = browser.run("return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - document.documentElement.clientWidth");
                if wide != json!(0) {
                    wrong.push(format!("{place}: {wide} px wider than the window"));
                }
                for (what, script) in [("cannot be read", UNREADABLE), ("has no name", NAMELESS)] {
                    let found = browser.run(script);
                    if found != json!([]) {
                        wrong.push(format!("{place}: {what}: {found}"));
                    }
                }
                fs::write(pictures.join(format!("{name}-{width}-{scheme}.png")), browser.picture()).unwrap();
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    let complaints: Vec<String> = browser.complaints().into_iter().filter(|line| !line.contains("404")).collect();
    assert_eq!(complaints, [""; 0]);
}

#[test]
fn the_graph_is_moved_and_searched_and_everything_works_without_scripts() {
    let Some(browser) = Browser::start("serve-graph") else { return };
    let folder = sample("graph");
    let (running, _) = served(&folder, options());
    name(&browser, &running, "Ann");
    open(&browser, &running, "/graph");
    let seen = || text(&browser, "return document.querySelector('#picture svg').getAttribute('viewBox')");
    let whole = seen();
    browser.click("[data-zoom=in]");
    assert_ne!(seen(), whole);
    browser.run("document.querySelector('#picture').focus()");
    let before = seen();
    browser.keys(RIGHT);
    assert_ne!(seen(), before);
    browser.click("[data-zoom=all]");
    assert_eq!(seen(), whole);
    browser.run("document.querySelector('#within').focus()");
    browser.keys("kelmora");
    browser.wait("return document.querySelector('#within-found').textContent.indexOf('1') === 0");
    assert!(browser.run("return document.querySelectorAll('#picture .node.faint').length").as_u64() > Some(3));
    assert_eq!(browser.complaints(), [""; 0]);
    // Nothing of elsewhere is asked for.
    let own = format!("http://127.0.0.1:{}/", running.address().port());
    let foreign: Vec<String> = browser
        .requests()
        .into_iter()
        .filter(|asked| !asked.starts_with(&own) && !asked.starts_with("data:") && asked != "about:blank")
        .collect();
    assert_eq!(foreign, [""; 0]);
    // Without scripts the forms do the same.
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    open(&browser, &running, "/queue");
    browser.click("article.claim button[value=accept]");
    browser.wait("return document.querySelector('#said').textContent === 'Accepted.'");
    assert_eq!(Project::open(&folder).unwrap().store.decisions().unwrap().len(), 1);
}
