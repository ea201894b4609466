//! A project: `.qdpx`, a zip of `project.qde` and the statements' texts.
//!
//! Every claim is a selection with two codes, its proposition and its stance; actors are cases with their statements; links between
//! claims, in a view of claims, are links between selections. Places count Unicode characters; texts have line feeds only.

use super::{codes, guid};
use crate::error::{Error, Result};
use crate::export::words::{Words, words};
use crate::export::xml::{Xml, allowed};
use crate::export::{Format, View, unwritten};
use crate::model::{ActorKind, Claim, LinkKind};
use crate::text::span::Unit;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;

/// A project of REFI-QDA.
pub(in crate::export) struct Project;

impl Format for Project {
    fn name(&self) -> &'static str {
        "qdpx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["qdpx"]
    }

    fn summary(&self) -> &'static str {
        "REFI-QDA project for NVivo, ATLAS.ti, MAXQDA and QualCoder: the statements, with every claim of the view as a coded passage."
    }

    fn takes_networks(&self) -> bool {
        false
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let texts = words(view, Unit::Char);
        let mut project = Vec::new();
        project_file(view, &texts, &mut project)?;
        // The time in a zip would be that of the run; 1980 is the format's zero.
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let failed = |cause: zip::result::ZipError| Error::new("the project could not be packed").caused_by(cause);
        zip.start_file("project.qde", options).map_err(failed)?;
        zip.write_all(&project).map_err(unwritten)?;
        for text in &texts {
            zip.start_file(format!("sources/{}.txt", guid("text", text.id)), options).map_err(failed)?;
            zip.write_all(allowed(&text.text).as_bytes()).map_err(unwritten)?;
        }
        let packed = zip.finish().map_err(failed)?.into_inner();
        out.write_all(&packed).and_then(|()| out.flush()).map_err(unwritten)
    }
}

fn project_file(view: &View<'_>, texts: &[Words<'_>], out: &mut dyn io::Write) -> Result<()> {
    let user = guid("user", "demarche");
    let mut xml = Xml::new(out)?;
    xml.open(
        "Project",
        &[
            ("xmlns", "urn:QDA-XML:project:1.0"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("name", "demarche"),
            ("origin", "demarche"),
            ("creatingUserGUID", &user),
        ],
    )?;
    xml.open("Users", &[])?;
    xml.empty("User", &[("guid", &user), ("name", "demarche")])?;
    xml.close()?;
    xml.open("CodeBook", &[])?;
    codes(view, &mut xml)?;
    xml.close()?;
    xml.open("Variables", &[])?;
    for name in VARIABLES {
        xml.empty("Variable", &[("guid", &guid("variable", name)), ("name", name), ("typeOfVariable", "Text")])?;
    }
    xml.close()?;
    cases(view, texts, &mut xml)?;
    if !texts.is_empty() {
        xml.open("Sources", &[])?;
        for text in texts {
            source(view, text, &user, &mut xml)?;
        }
        xml.close()?;
    }
    links(view, &mut xml)?;
    xml.finish()
}

/// What is known of cases and statements.
const VARIABLES: [&str; 5] = ["id", "kind", "date", "forum", "path"];

fn value(xml: &mut Xml<'_>, variable: &str, value: &str) -> Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    xml.open("VariableValue", &[])?;
    xml.empty("VariableRef", &[("targetGUID", &guid("variable", variable))])?;
    xml.text("TextValue", &[], value)?;
    xml.close()
}

/// The actors that spoke or hold a claim, with the statements they made and the passages that say what they hold.
fn cases(view: &View<'_>, texts: &[Words<'_>], xml: &mut Xml<'_>) -> Result<()> {
    let mut made: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for text in texts.iter().filter(|text| !text.actor.is_empty()) {
        made.entry(text.actor).or_default().push(text.id);
    }
    let mut held: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in view.comparison.claims.iter().filter(|claim| !claim.holder.is_empty()) {
        held.entry(claim.holder.as_str()).or_default().push(claim);
    }
    let actors: BTreeSet<&str> = made.keys().chain(held.keys()).copied().collect();
    if actors.is_empty() {
        return Ok(());
    }
    xml.open("Cases", &[])?;
    for id in actors {
        let kind = match view.comparison.actors.get(id).map(|actor| actor.kind) {
            Some(ActorKind::State) => "state",
            Some(ActorKind::Observer) => "observer",
            Some(ActorKind::Group) => "group",
            None => "",
        };
        xml.open("Case", &[("guid", &guid("actor", id)), ("name", view.actor_name(id))])?;
        value(xml, "id", id)?;
        value(xml, "kind", kind)?;
        for text in made.get(id).into_iter().flatten() {
            xml.empty("SourceRef", &[("targetGUID", &guid("text", text))])?;
        }
        for claim in held.get(id).into_iter().flatten() {
            xml.empty("SelectionRef", &[("targetGUID", &guid("claim", &claim.claim_id))])?;
        }
        xml.close()?;
    }
    xml.close()
}

fn source(view: &View<'_>, text: &Words<'_>, user: &str, xml: &mut Xml<'_>) -> Result<()> {
    let id = guid("text", text.id);
    let path = format!("internal://{id}.txt");
    xml.open("TextSource", &[("guid", &id), ("name", text.id), ("plainTextPath", &path), ("creatingUser", user)])?;
    if text.title != text.id {
        xml.text("Description", &[], text.title)?;
    }
    for (at, span) in &text.claims {
        let claim = &view.comparison.claims[*at];
        let own = guid("claim", &claim.claim_id);
        let (start, end) = (span.start.to_string(), span.end.to_string());
        let settings = [
            ("guid", own.as_str()),
            ("name", claim.claim_id.as_str()),
            ("startPosition", start.as_str()),
            ("endPosition", end.as_str()),
            ("creatingUser", user),
        ];
        xml.open("PlainTextSelection", &settings)?;
        xml.text("Description", &[], &claim.quote)?;
        for (sort, code) in [("proposition", claim.proposition_id.as_str()), ("stance", claim.stance.name())] {
            xml.open("Coding", &[("guid", &guid(&format!("coding:{sort}"), &claim.claim_id)), ("creatingUser", user)])?;
            xml.empty("CodeRef", &[("targetGUID", &guid(sort, code))])?;
            xml.close()?;
        }
        xml.close()?;
    }
    value(xml, "date", &text.date.map(|date| date.to_string()).unwrap_or_default())?;
    value(xml, "forum", text.forum)?;
    value(xml, "path", text.source)?;
    xml.close()
}

fn links(view: &View<'_>, xml: &mut Xml<'_>) -> Result<()> {
    let claims = &view.comparison.claims;
    let known: Vec<_> = view.links.iter().filter(|link| link.a < claims.len() && link.b < claims.len()).collect();
    if known.is_empty() {
        return Ok(());
    }
    xml.open("Links", &[])?;
    for link in known {
        let (a, b) = (&claims[link.a].claim_id, &claims[link.b].claim_id);
        let color = match link.kind {
            LinkKind::Agrees => "#0072B2",
            LinkKind::Conflicts => "#D55E00",
            LinkKind::Differs => "#999999",
        };
        let settings = [
            ("guid", guid("link", &format!("{a}\n{}\n{}\n{b}", link.kind.name(), link.rule))),
            ("name", format!("{}: {}", link.kind.name(), link.rule)),
            ("direction", "Associative".to_owned()),
            ("color", color.to_owned()),
            ("originGUID", guid("claim", a)),
            ("targetGUID", guid("claim", b)),
        ];
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        xml.empty("Link", &settings)?;
    }
    xml.close()
}
