//! What tables, drawings and graph files promise: the same bytes from the same claims in any order, and text that no name breaks.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod made_up;

use demarche::analyse::attributes;
use demarche::export::{FORMATS, TABLES, View, ViewKind, named};
use demarche::link::claim_links;
use demarche::model::{Claim, Comparison};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Every output of a comparison, by a name for it.
fn outputs(comparison: &Comparison) -> BTreeMap<String, Vec<u8>> {
    let (links, n_links) = claim_links(&comparison.claims, &made_up::relations(), 120);
    let attributes = attributes(comparison);
    let mut found = BTreeMap::new();
    for kind in ViewKind::ALL {
        let view = View { kind, links: &links, n_links, attributes: &attributes, ..View::new(comparison) };
        for format in FORMATS {
            found.insert(format!("{}.{}", kind.name(), format.name()), written(&view, |view, out| format.write(view, out)));
            for part in format.parts() {
                found.insert(format!("{}-{}", kind.name(), part.file), written(&view, |view, out| (part.write)(view, out)));
            }
        }
        for table in TABLES {
            found.insert(format!("{}.csv", table.name()), written(&view, |view, out| table.write(view, out)));
        }
    }
    found
}

fn written(view: &View<'_>, write: impl Fn(&View<'_>, &mut dyn Write) -> demarche::error::Result<()>) -> Vec<u8> {
    let mut out = Vec::new();
    write(view, &mut out).expect("a vector can always be written to");
    out
}

/// What `dot -Tsvg` makes of a drawing; none if Graphviz is not installed.
fn svg(drawing: &[u8]) -> Option<String> {
    let dot = Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut dot = dot.ok()?;
    let mut input = dot.stdin.take().expect("standard input is piped");
    let drawing = drawing.to_vec();
    let feed = std::thread::spawn(move || input.write_all(&drawing));
    let done = dot.wait_with_output().expect("dot ends");
    feed.join().expect("the thread ends").expect("dot reads all of its input");
    assert!(done.status.success() && done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(String::from_utf8(done.stdout).expect("SVG is UTF-8"))
}

/// The comparison of the made-up claims, in the order that a run gives them.
fn comparison(mut claims: Vec<Claim>) -> Comparison {
    claims.sort_by(|a, b| (&a.doc_id, a.span, &a.proposition_id).cmp(&(&b.doc_id, b.span, &b.proposition_id)));
    made_up::comparison(claims)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "kept in the build folder, for people and other programs to look at")]
fn claims_in_any_order_give_the_same_bytes() {
    let claims = made_up::claims();
    let expected = outputs(&comparison(claims.clone()));
    for (name, bytes) in &expected {
        std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), bytes).unwrap();
    }
    let mut turned = claims.clone();
    turned.rotate_left(claims.len() / 3);
    for other in [claims.iter().rev().cloned().collect(), turned] {
        assert!(outputs(&comparison(other)) == expected);
    }
}

#[test]
fn every_quote_of_a_table_is_a_claim_s() {
    let comparison = comparison(made_up::claims());
    let all = outputs(&comparison);
    for (table, column) in [("positions.csv", "quote"), ("pairs.csv", "quote_a"), ("pairs.csv", "quote_b")] {
        let mut reader = csv::Reader::from_reader(all[table].as_slice());
        let at = reader.headers().unwrap().iter().position(|name| name == column).unwrap();
        for row in reader.records() {
            let row = row.unwrap();
            let unlinked = table == "pairs.csv" && row.iter().skip(3).take(3).all(|count| count == "0");
            assert!(unlinked || comparison.claims.iter().any(|claim| claim.quote == row[at]), "{table}: {row:?}");
        }
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that did not run says so")]
fn no_name_breaks_a_drawing() {
    const HOSTILE: [&str; 9] = [
        r#"say "no""#,
        r"trailing \",
        r#"\" ]; evil [label="x"#,
        "two\nlines\r\n",
        "<b>bold</b>",
        "AT&T &amp; &#38; &bogus;",
        "éñ 🕊 中文 العربية",
        r"\N \G \l",
        "",
    ];
    let mut claims = made_up::claims();
    for (at, claim) in claims.iter_mut().enumerate() {
        let name = HOSTILE[at % HOSTILE.len()];
        claim.quote = format!("{name} {at} {name}");
        claim.topic = HOSTILE[at % 5].to_owned();
        claim.claim_id = format!("{at}{name}");
        claim.proposition = format!("{} {}", claim.proposition_id, HOSTILE[claim.proposition_id.len() % 7]);
        claim.source = name.to_owned();
    }
    let mut comparison = comparison(claims);
    for (actor, name) in comparison.actors.values_mut().zip(HOSTILE.iter().cycle()) {
        actor.name = (*name).to_owned();
    }
    let (links, n_links) = claim_links(&comparison.claims, &made_up::relations(), 60);
    for kind in ViewKind::ALL {
        let view = View { kind, links: &links, n_links, ..View::new(&comparison) };
        let drawing = written(&view, |view, out| named("dot")?.write(view, out));
        let Some(svg) = svg(&drawing) else {
            eprintln!("skipped: Graphviz is not installed");
            return;
        };
        assert!(!svg.contains("evil\"") && svg.contains("&lt;b&gt;bold&lt;/b&gt;"), "{}", kind.name());
        if kind == ViewKind::Actors {
            for shown in ["say &quot;no&quot;", "trailing \\<", "AT&amp;T &amp;amp; &amp;#38;", "🕊", "\\N \\G \\l"] {
                assert!(svg.contains(shown), "{shown}");
            }
        }
    }
}
