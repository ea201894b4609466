//! scratch
#![allow(warnings)]
use demarche::{codebook::*, model::*, pipeline::*};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
    let t = std::time::Instant::now();
    let codebook = match {
        let mut f = Codebook::built_in_files();
        if !f.iter().any(|x| x.name.contains("international_law")) {
            f.push(SourceFile::new(
                "tmp",
                ["il.self_defence_cyber", "il.hr_online", "il.applies"]
                    .iter()
                    .map(|i| format!("[[proposition]]\nid=\"{i}\"\ntopic=\"x\"\nwording=\"x\"\nsays=[\"zzzz\"]\n"))
                    .collect::<String>(),
            ))
        }
        Codebook::build(&f, &Codebook::built_in_cues())
    } {
        Ok(c) => c,
        Err(es) => {
            for e in &es {
                println!("{e}\n");
            }
            println!("{} problems", es.len());
            return;
        }
    };
    eprintln!("build {:?} patterns {}", t.elapsed(), codebook.propositions.iter().map(|p| p.phrases.len()).sum::<usize>());
    let coder = Coder { codebook, actors };
    if args.len() > 2 && args[1] == "x" {
        for s in coder.explain_sentence(&args[2], args.get(3).map(|s| s.as_str()).unwrap_or("JPN")) {
            println!("{:?}", s.cues.iter().map(|c| format!("{}[{}]", c.cue, c.span.of(&args[2]))).collect::<Vec<_>>());
            for d in s.derivations {
                println!(
                    "{} {:?} {} {:?} {:?}\n   {}",
                    d.mention.proposition,
                    d.stance,
                    d.strength,
                    d.holders,
                    d.condition.map(|c| c.of(&args[2]).to_string()),
                    d.steps.join("\n   ")
                );
            }
        }
        return;
    }
    if args.len() > 2 && args[1] == "g" {
        let text = std::fs::read_to_string(&args[2]).unwrap();
        let units = demarche::evaluate::parse("g", &text).unwrap();
        let mut pairs = vec![];
        for u in units {
            let a = coder.actors.by_code(&u.actor).unwrap_or("XXX").to_string();
            let at = u.context.find(&u.sentence).unwrap();
            let span = demarche::text::Span::new(at, at + u.sentence.len());
            let d = Document {
                id: u.id.clone(),
                source: "g".into(),
                text: u.context.clone(),
                body: 0,
                actor: a.clone(),
                meta: Metadata::default(),
            };
            let o = coder.code(&d);
            let found: Vec<_> = o
                .claims
                .iter()
                .filter(|c| c.span.overlaps(span) && c.evidence.mention.overlaps(span))
                .map(|c| demarche::evaluate::Found { proposition: c.proposition_id.clone(), stance: Some(c.stance) })
                .collect();
            if args.len() > 3 {
                let g: std::collections::BTreeSet<_> =
                    u.gold.iter().map(|f| f.proposition.clone()).filter(|p| p != "other" && p != "nat.measure").collect();
                let f: std::collections::BTreeSet<_> = found.iter().map(|f| f.proposition.clone()).filter(|p| p != "nat.measure").collect();
                if g != f {
                    println!(
                        "## {} {}\n   MISSED {:?}\n   WRONG {:?}",
                        u.id,
                        u.sentence,
                        g.difference(&f).collect::<Vec<_>>(),
                        f.difference(&g)
                            .map(|p| {
                                let c = o.claims.iter().find(|c| &c.proposition_id == p && c.span.overlaps(span)).unwrap();
                                format!("{p} [{}] {:?}", c.evidence.pattern, c.rules)
                            })
                            .collect::<Vec<_>>()
                    );
                }
            }
            pairs.push((u, found));
        }
        let r = demarche::evaluate::score(&pairs, coder.codebook.propositions.len(), &["other".into(), "nat.measure".into()]);
        println!("{}", demarche::evaluate::text(&r, false));
        return;
    }
    let mut ok = 0;
    let mut bad = 0;
    let filter = args.get(1).cloned().unwrap_or_default();
    for p in &coder.codebook.propositions {
        if !p.id.starts_with(&filter) {
            continue;
        }
        for (list, want) in [(&p.supports, "for"), (&p.opposes, "against"), (&p.silent, "none")] {
            for s in list {
                let o = coder.code_sentence(s, "JPN");
                let c = o.claims.iter().find(|c| c.proposition_id == p.id);
                let got = match c.map(|c| c.stance) {
                    None => "none",
                    Some(Stance::Support | Stance::Qualified | Stance::Practice) => "for",
                    Some(Stance::Oppose | Stance::Reservation) => "against",
                    Some(_) => "undecided",
                };
                if got == want {
                    ok += 1
                } else {
                    bad += 1;
                    println!(
                        "{} want {want} got {got} ({}): {s}",
                        p.id,
                        c.map(|c| format!("{:?} {} {:?}", c.stance, c.strength, c.rules)).unwrap_or_default()
                    );
                }
            }
        }
    }
    for c in &coder.codebook.cues {
        for e in &c.examples {
            let o = coder.code_sentence(&e.text, "JPN");
            let got: Vec<String> = o.claims.iter().map(|c| format!("{} {} {}", c.proposition_id, c.stance, c.strength)).collect();
            let okk = if e.reads == "silent" { got.is_empty() } else { got.contains(&e.reads) };
            if okk {
                ok += 1
            } else {
                bad += 1;
                println!("CUE {} want {} got {:?}: {}", c.id, e.reads, got, e.text)
            }
        }
    }
    println!("ok {ok} bad {bad}");
}
