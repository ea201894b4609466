//! The page of `demarche report` in Debian's Chromium: what a reader does with it, by mouse and by keyboard, on a screen, a phone and
//! paper, with and without scripts. Skipped where there is no `chromedriver`.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use support::browser::{Browser, DOWN, ENTER, ESCAPE, LEFT, RIGHT, TAB, UNREADABLE};
use support::{Run, SAMPLE, scratch};

/// The report on the sample, in a folder of the test's own.
fn sample(name: &str) -> PathBuf {
    let file = scratch(&format!("browser-{name}-page")).join("report.html");
    let ended = Run::new(&[&["report"], &SAMPLE[..], &["-o", file.to_str().unwrap()]].concat()).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    file
}

/// A browser and the report on the sample in it; nothing if there is no browser.
fn opened(name: &str) -> Option<(Browser, PathBuf)> {
    let browser = Browser::start(name)?;
    let file = sample(name);
    browser.open_file(&file, "");
    Some((browser, file))
}

/// Whether something of that selector is to be seen.
fn sees(browser: &Browser, selector: &str) -> bool {
    let found = format!(
        "return Array.from(document.querySelectorAll({selector:?})).some(function (one) {{ return one.getClientRects().length > 0; }})"
    );
    browser.run(&found) == json!(true)
}

fn count(browser: &Browser, selector: &str) -> usize {
    let script = format!(
        "return Array.from(document.querySelectorAll({selector:?})).filter(function (one) {{ return one.getClientRects().length > 0; }}).length"
    );
    usize::try_from(browser.run(&script).as_u64().unwrap()).unwrap()
}

fn text(browser: &Browser, script: &str) -> String {
    browser.run(script).as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_mark_leads_to_its_words_and_back_leads_to_the_overview() {
    let Some((browser, _)) = opened("mark") else { return };
    assert!(sees(&browser, "#matrix") && !sees(&browser, ".entry"));
    let link = text(&browser, "return document.querySelector('#matrix td.oppose a').getAttribute('href').slice(1)");
    browser.click("#matrix td.oppose a");
    browser.wait("return document.querySelectorAll('.entry.open').length === 1");
    // The row is marked, has the focus, says "oppose", and its words are those of the file that it names.
    assert_eq!(text(&browser, "return document.querySelector('tr.here').id"), link);
    assert!(!sees(&browser, "#matrix"));
    let cells =
        browser.run("return Array.from(document.querySelector('tr.here').children).map(function (cell) { return cell.textContent; })");
    let cell = |at: usize| cells[at].as_str().unwrap().trim().to_owned();
    assert!(cell(1).starts_with("oppose "), "{cells}");
    let place = cell(3);
    let name = place.split(',').next().unwrap();
    let bytes: Vec<usize> =
        place.split("bytes ").nth(1).unwrap().split(',').next().unwrap().split('–').map(|byte| byte.parse().unwrap()).collect();
    let source =
        ["txt", "md"].iter().find_map(|ending| fs::read_to_string(support::root().join(format!("data/sample/{name}.{ending}"))).ok());
    assert_eq!(&source.unwrap()[bytes[0]..bytes[1]], cell(2));
    // From the quote to its actor, whose page holds the same words.
    browser.click("tr.here th a");
    browser.wait("return !document.getElementById('state').hidden");
    assert!(text(&browser, "return document.getElementById('state').textContent").contains(&cell(2)));
    browser.back();
    browser.wait("return document.querySelectorAll('.entry.open').length === 1");
    browser.back();
    browser.wait("return document.querySelectorAll('.entry.open').length === 0");
    assert!(sees(&browser, "#matrix"));
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn search_and_filters_show_what_is_asked_for_and_nothing_else() {
    let Some((browser, _)) = opened("search") else { return };
    let all = count(&browser, "#matrix tbody tr");
    browser.click("#search");
    browser.keys("ransomware");
    browser.wait("return !document.getElementById('results').hidden");
    let found = browser.run(
        "return Array.from(document.querySelectorAll('#results tbody tr')).map(function (row) { return row.textContent.toLowerCase(); })",
    );
    let found = found.as_array().unwrap();
    assert!(!found.is_empty() && found.iter().all(|row| row.as_str().unwrap().contains("ransomware")), "{found:?}");
    let rows = count(&browser, "#matrix tbody tr");
    assert!(rows > 0 && rows < all, "{rows} of {all}");
    assert!(text(&browser, "return document.getElementById('found').textContent").starts_with(&format!("{} of ", found.len())));
    // A found quote leads to its proposition; back leads to what was found.
    browser.click("#results h4 a");
    browser.wait("return document.querySelectorAll('.entry.open').length === 1");
    assert!(!sees(&browser, "#results"));
    browser.back();
    browser.wait("return !document.getElementById('results').hidden");
    browser.click("#find button");
    browser.wait("return document.getElementById('results').hidden");
    assert_eq!(count(&browser, "#matrix tbody tr"), all);
    // Words that nobody said.
    browser.click("#search");
    browser.keys("zyzzyva");
    browser.wait("return document.getElementById('found').textContent.indexOf('0 of ') === 0");
    assert_eq!(count(&browser, "#matrix tbody tr"), 0);
    browser.click("#find button");
    browser.wait("return document.getElementById('found').textContent === ''");

    let choose = |id: &str, option: &str| {
        browser.run(&format!(
            "var select = document.getElementById({id:?}); select.value = Array.from(select.options).find(function (one) {{ return one.textContent === {option:?}; }}).value; \
             select.dispatchEvent(new Event('change'));"
        ))
    };
    choose("topic", "International law");
    let rows = browser.run("return Array.from(document.querySelectorAll('#matrix tbody tr')).filter(function (row) { return !row.hidden; }).map(function (row) { return row.querySelector('a').textContent; })");
    let rows = rows.as_array().unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|id| id.as_str().unwrap().starts_with("il.")), "{rows:?}");
    choose("who", "XKE Kelmora");
    assert_eq!(count(&browser, "#matrix thead th"), 2);
    choose("stance", "oppose");
    let marks = browser.run("return Array.from(document.querySelectorAll('#matrix tbody tr')).filter(function (row) { return !row.hidden; }).map(function (row) { return Array.from(row.querySelectorAll('td')).filter(function (cell) { return !cell.hidden; }).map(function (cell) { return cell.className; }).join(); })");
    assert!(marks.as_array().unwrap().iter().all(|mark| mark.as_str().unwrap().starts_with("oppose")), "{marks}");
    choose("stance", "all");
    choose("topic", "all");
    choose("who", "Lakes Group");
    let heads = count(&browser, "#matrix thead th");
    assert!(heads > 2 && heads < 14, "{heads}");
    // On the page of a proposition the same holds.
    choose("who", "XKE Kelmora");
    browser.click("#matrix tbody tr:not([hidden]) td:not([hidden]):not(.silent) a");
    browser.wait("return document.querySelectorAll('.entry.open').length === 1");
    let who = browser.run("return Array.from(document.querySelectorAll('.entry.open tbody tr')).filter(function (row) { return !row.hidden; }).map(function (row) { return row.querySelector('a').textContent; })");
    assert!(!who.as_array().unwrap().is_empty());
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn everything_can_be_done_by_keyboard_alone() {
    let Some((browser, _)) = opened("keyboard") else { return };
    let focus = |what: &str| browser.run(&format!("var at = document.activeElement; return {what}"));
    // The first stop leads past the head.
    browser.keys(TAB);
    assert_eq!(focus("at.className"), json!("skip"));
    browser.keys("/");
    assert_eq!(focus("at.id"), json!("search"));
    browser.keys("hospitals");
    browser.wait("return !document.getElementById('results').hidden");
    browser.keys(ESCAPE);
    browser.wait("return document.getElementById('results').hidden");
    // The table of marks is one stop; arrows go from mark to mark.
    for _ in 0..12 {
        browser.keys(TAB);
        if focus("Boolean(at.closest('#matrix'))") == json!(true) {
            break;
        }
    }
    let place = || focus("(function (cell) { return cell ? [cell.cellIndex, cell.parentNode.rowIndex] : null; }(at.closest('td, th')))");
    let start = place();
    assert!(start[0].as_u64() > Some(0), "{start}");
    // A focus that cannot be seen is none.
    assert_eq!(focus("getComputedStyle(at).outlineStyle"), json!("solid"));
    browser.keys(RIGHT);
    browser.keys(DOWN);
    let moved = |across: i64, down: i64| json!([start[0].as_i64().unwrap() + across, start[1].as_i64().unwrap() + down]);
    assert_eq!(place(), moved(1, 1));
    browser.keys(LEFT);
    assert_eq!(place(), moved(0, 1));
    browser.keys(TAB);
    assert_eq!(focus("Boolean(at.closest('#matrix'))"), json!(false), "one stop");
    // Enter opens a mark, Escape leads back to it.
    browser.run("document.querySelector('#matrix td:not(.silent) a').focus()");
    let mark = focus("at.getAttribute('href')");
    browser.keys(ENTER);
    browser.wait("return document.querySelectorAll('.entry.open').length === 1");
    assert_eq!(focus("at.closest('tr').id"), json!(mark.as_str().unwrap()[1..]));
    browser.keys(ESCAPE);
    browser.wait("return document.querySelectorAll('.entry.open').length === 0");
    assert_eq!(focus("at.getAttribute('href')"), mark);
}

#[test]
fn it_can_be_read_on_a_phone_and_a_wide_screen_by_day_and_by_night() {
    let Some((browser, file)) = opened("sizes") else { return };
    for (width, height) in [(390, 844), (1280, 900)] {
        browser.size(width, height);
        for scheme in ["light", "dark"] {
            browser.scheme(scheme);
            for anchor in ["", "p-il.lbi_needed", "s-XKE"] {
                browser.open_file(&file, anchor);
                let place = format!("{width} px, {scheme}, {anchor:?}");
                let wide = browser.run("return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - document.documentElement.clientWidth");
                assert_eq!(wide, json!(0), "{place}: wider than the window");
                assert_eq!(browser.run(UNREADABLE), json!([]), "{place}");
                let paper = browser.run("return getComputedStyle(document.body).backgroundColor");
                assert_eq!(paper == json!("rgb(255, 255, 255)"), scheme == "light", "{place}: {paper}");
            }
        }
    }
}

#[test]
fn nothing_leaves_the_page_and_nothing_foreign_runs_in_it() {
    let Some((browser, file)) = opened("closed") else { return };
    browser.click("#matrix td.support a");
    browser.wait("return document.querySelectorAll('.entry.open').length === 1");
    let address = format!("file://{}", file.display());
    let asked: Vec<String> =
        browser.requests().into_iter().filter(|asked| !asked.starts_with(&address) && asked != "about:blank").collect();
    assert_eq!(asked, [""; 0]);
    assert_eq!(browser.run("return performance.getEntriesByType('resource').length"), json!(0));
    assert_eq!(browser.complaints(), [""; 0]);
    // The policy holds: what the page does not bring with it neither runs nor is fetched nor styles.
    browser.run(
        "var script = document.createElement('script'); script.textContent = 'window.foreign = 1'; document.body.appendChild(script);
         var image = document.createElement('img'); image.src = 'https://example.org/x.png'; document.body.appendChild(image);
         document.body.insertAdjacentHTML('beforeend', '<p id=odd style=\"display:none\" onclick=\"window.foreign = 2\">x</p>');
         document.getElementById('odd').click();",
    );
    assert_eq!(browser.run("return window.foreign === undefined"), json!(true));
    assert_eq!(browser.run("return getComputedStyle(document.getElementById('odd')).display"), json!("block"));
    assert!(browser.complaints().iter().any(|line| line.contains("Content Security Policy")), "the policy is silent");
    assert!(browser.requests().iter().all(|asked| !asked.contains("example.org")));
}

/// A statement and a State that would like to be more than text.
const HOSTILE: &str = "Madam Chair, International law applies in cyberspace </td></table></noscript><script>window.foreign=1</script><img src=x \
onerror='window.foreign=2'> & \"others\". We oppose the Programme of Action <!-- .\n";

#[test]
fn hostile_names_and_words_are_text() {
    let Some(browser) = Browser::start("hostile") else { return };
    let folder = scratch("browser-hostile-page");
    let name = "Evil</title><script>window.foreign=3</script>\\\" onmouseover=\\\"x";
    fs::write(
        folder.join("actors.toml"),
        format!("[[actor]]\nid = \"XEV\"\nkind = \"state\"\nname = \"{name}\"\naliases = [\"Evilland\"]\n"),
    )
    .unwrap();
    fs::create_dir(folder.join("in")).unwrap();
    let head = "Open-ended Working Group on security of and in the use of information and communications technologies\n\n";
    fs::write(folder.join("in/XEV_2024-07-08.txt"), format!("{head}{HOSTILE}")).unwrap();
    let (input, actors, page) = (folder.join("in"), folder.join("actors.toml"), folder.join("report.html"));
    let args = ["report", input.to_str().unwrap(), "--actors", actors.to_str().unwrap(), "-o", page.to_str().unwrap()];
    let ended = Run::new(&args).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    browser.open_file(&page, "");
    let marks = count(&browser, "#matrix td:not(.silent) a");
    assert!(marks > 0);
    for anchor in ["p-il.applies", "p-rid.poa", "s-XEV"] {
        browser.open_file(&page, anchor);
        assert!(sees(&browser, ".quotes td"), "{anchor}");
        assert_eq!(
            browser.run("return window.foreign === undefined && !document.querySelector('img, main script')"),
            json!(true),
            "{anchor}"
        );
        assert_eq!(browser.run("return document.querySelectorAll('script').length"), json!(2));
    }
    assert!(text(&browser, "return document.getElementById('state').textContent").contains("Evil</title><script>"));
    assert_eq!(browser.complaints(), [""; 0]);
}

/// How many quotes the pages of propositions hold, and the words of each.
const QUOTES: &str =
    "return Array.from(document.querySelectorAll('.entry tbody tr')).map(function (row) { return row.children[2].textContent.trim(); })";

#[test]
fn without_scripts_and_on_paper_every_quote_can_be_read() {
    let Some((browser, file)) = opened("paper") else { return };
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    browser.open_file(&file, "");
    let quotes: Vec<String> = browser.run(QUOTES).as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
    let claims = fs::read_to_string(&file).unwrap().matches("<th>").count();
    assert_eq!(quotes.len(), claims);
    assert_eq!(count(&browser, ".entry tbody tr"), claims, "all are seen");
    assert!(sees(&browser, "#matrix") && !sees(&browser, "#find"));
    let targets = browser.run(
        "return Array.from(document.querySelectorAll('a[href]')).filter(function (a) { return !document.getElementById(a.getAttribute('href').slice(1)); }).length",
    );
    assert_eq!(targets, json!(0), "every link leads somewhere");
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": false}));
    // With scripts, paper shows the same.
    browser.open_file(&file, "");
    let read = read(&browser.paper(), &file, "all.pdf");
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let read = words(&read);
    // A reader of PDF cannot always tell the lines of one cell from those of its neighbour: the first line must do.
    let begins = |quote: &String| words(quote).chars().take(30).collect::<String>();
    let missing: Vec<String> = quotes.iter().map(begins).filter(|line| !read.contains(line)).collect();
    assert_eq!(missing, [""; 0], "not on paper");
    assert!(!sees(&browser, ".entry"), "the screen is as before");
    // The page of a proposition is printed alone.
    browser.open_file(&file, "p-il.lbi_needed");
    let alone = words(&self::read(&browser.paper(), &file, "one.pdf"));
    assert!(alone.contains(&words("A new legally binding instrument on ICT security is needed")) && alone.len() * 4 < read.len());
}

/// Statements of all States, made of the examples of the codebook: so many sentences by each, half of them in each of two years.
fn everybody(folder: &Path, each: usize) {
    let read = |file: &Path| -> toml::Table { fs::read_to_string(file).unwrap().parse().unwrap() };
    let list = |table: &toml::Table, name: &str| table.get(name).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let mut files: Vec<PathBuf> = fs::read_dir(support::root().join("data/codebook")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut sentences: Vec<String> = Vec::new();
    for proposition in files.iter().flat_map(|file| list(&read(file), "proposition")) {
        for side in ["supports", "opposes"] {
            sentences.extend(list(proposition.as_table().unwrap(), side).iter().filter_map(|one| one.as_str().map(str::to_owned)));
        }
    }
    let actors = list(&read(&support::root().join("data/actors.toml")), "actor");
    let states = actors.iter().filter(|actor| actor["kind"].as_str() == Some("state"));
    let head = "Open-ended Working Group on security of and in the use of information and communications technologies";
    for (at, state) in states.enumerate() {
        for (half, day) in ["2022-03-28", "2024-07-08"].iter().enumerate() {
            let mut text = head.to_owned();
            for number in half * each / 2..(half + 1) * each / 2 {
                // Strides without a common measure: no two States say the same.
                text.push_str("\n\n");
                text.push_str(&sentences[(at * 389 + number * 17) % sentences.len()]);
            }
            fs::write(folder.join(format!("{}_{day}.txt", state["id"].as_str().unwrap())), text + "\n").unwrap();
        }
    }
}

#[test]
fn a_report_of_fifty_thousand_claims_is_small_and_quick() {
    let Some(browser) = Browser::start("big") else { return };
    let folder = scratch("browser-big-page");
    fs::create_dir(folder.join("in")).unwrap();
    everybody(&folder.join("in"), 220);
    let page = folder.join("report.html");
    let ended = Run::new(&["report", folder.join("in").to_str().unwrap(), "-o", page.to_str().unwrap()]).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let text = fs::read_to_string(&page).unwrap();
    let (claims, entries, states) =
        (text.matches("<th>").count(), text.matches("class=\"entry\"").count(), text.matches("<tr id=\"s-").count());
    assert!(claims >= 50_000 && entries >= 120 && states == 193, "{claims} claims, {entries} propositions, {states} States");
    assert!(text.len() < 15_000_000, "{} bytes", text.len());
    // From the start of the navigation to the first click that was handled.
    let best = (0..3).map(|_| {
        browser.open_file(&page, "");
        browser.run(
            "document.querySelector('#matrix td.support a').click();
             return new Promise(function (done) {
                 addEventListener('hashchange', function () { done(document.querySelector('tr.here') ? performance.now() : 1e9); });
             });",
        )
    });
    let best = best.filter_map(|time| time.as_f64()).fold(f64::MAX, f64::min);
    println!(
        "{claims} claims, {entries} propositions, {states} States: {} bytes, a click handled {best:.0} ms after the navigation began",
        text.len()
    );
    // The aim is two seconds on a machine that does nothing else; tests run beside others.
    assert!(best < 6000.0, "{best} ms");
    browser.run("var box = document.getElementById('search'); box.value = 'ransomware'; box.dispatchEvent(new Event('input'));");
    browser.wait("return document.getElementById('found').textContent.indexOf(' quotes') > 0");
    assert_eq!(browser.complaints(), [""; 0]);
    fs::remove_dir_all(folder).unwrap();
}

/// The text of a PDF, as `demarche text` reads it.
fn read(pdf: &[u8], beside: &Path, name: &str) -> String {
    let path = beside.with_file_name(name);
    fs::write(&path, pdf).unwrap();
    let ended = Run::new(&["text", path.to_str().unwrap()]).output();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    ended.out
}

#[test]
fn a_page_opened_at_an_anchor_shows_it() {
    let Some((browser, file)) = opened("anchor") else { return };
    let link = text(&browser, "return document.querySelector('#matrix td.support a').getAttribute('href').slice(1)");
    browser.open_file(&file, &link);
    browser.wait("return document.querySelectorAll('tr.here').length === 1");
    assert!(sees(&browser, "tr.here"));
    let seen: Value = browser
        .run("var box = document.querySelector('tr.here').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight");
    assert_eq!(seen, json!(true));
    browser.open_file(&file, "no-such-place");
    assert!(sees(&browser, "#matrix"));
    assert_eq!(browser.complaints(), [""; 0]);
}
