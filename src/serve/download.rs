//! What is taken away: the name of a table or a format in, a file out.

use super::answer::{Answer, Fault};
use super::app::App;
use super::frame;
use super::routes::{Asked, waiting};
use super::session::Visitor;
use crate::export::desk::{Cell, Column, Drawing, Medium, Page, Row, Table, Tone, draw};
use crate::export::{self, Cells, View, ViewKind};
use crate::model::Comparison;
use crate::project::{Project, Stood};
use crate::review;
use axum::extract::{Extension, Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A file on its way out.
struct File {
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

/// Gives a table, a graph, or all decisions.
pub(super) async fn download(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(name): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    match waiting(move || file(&app, &name, &Asked(asked))).await {
        Ok(file) => {
            let place = format!("attachment; filename=\"{}\"", file.name);
            ([(CONTENT_TYPE, file.kind.to_owned()), (CONTENT_DISPOSITION, place)], file.bytes).into_response()
        }
        Err(fault) => frame::fault(&fault, Some(&visitor)),
    }
}

fn file(app: &App, name: &str, asked: &Asked) -> Answer<File> {
    // A connection of its own: a long export keeps nobody from deciding.
    let project = Project::open(&app.folder)?;
    let cells = if asked.is_set("safe") { Cells::SpreadsheetSafe } else { Cells::Verbatim };
    if name == "decisions" {
        return decisions(&project);
    }
    if name == "review" {
        let claims = app.read(|store| store.claims(&crate::store::ClaimQuery { limit: usize::MAX, ..Default::default() }))?;
        let mut bytes = Vec::new();
        export::review::claims(&mut bytes, claims.iter(), cells)?;
        return Ok(File { name: "review.csv".to_owned(), kind: "text/csv; charset=utf-8", bytes });
    }
    let format = if name == "workbook" {
        None
    } else {
        Some(export::named(name).map_err(|_| Fault::missing(format!("there is no export `{name}`")))?)
    };
    let Stood { comparison, documents, .. } = project.compare(app.coder, 0.0, &|_| true)?;
    let Some(format) = format else { return workbook(&comparison) };
    let attributes = crate::analyse::attributes(&comparison);
    let kind = if asked.one("view") == "positions" { ViewKind::Positions } else { ViewKind::Actors };
    let view = View { kind, cells, attributes: &attributes, documents: &documents, ..View::new(&comparison) };
    let mut bytes = Vec::new();
    format.write(&view, &mut bytes)?;
    let extension = format.extensions().first().copied().unwrap_or("txt");
    Ok(File { name: format!("{name}.{extension}"), kind: kind_of(extension), bytes })
}

fn kind_of(extension: &str) -> &'static str {
    match extension {
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "jsonl" => "application/jsonl",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

fn decisions(project: &Project) -> Answer<File> {
    let bytes = review::lines(project.history()?.all())?.into_bytes();
    Ok(File { name: "decisions.jsonl".to_owned(), kind: "application/jsonl", bytes })
}

/// Positions and claims as sheets.
fn workbook(comparison: &Comparison) -> Answer<File> {
    let positions = Table {
        name: "positions".to_owned(),
        caption: "Positions".to_owned(),
        columns: vec![
            Column::text("actor", "Actor"),
            Column::text("via", "Via"),
            Column::text("group", "Group"),
            Column::text("topic", "Topic"),
            Column::words("proposition", "Proposition"),
            Column::mark("stance", "Stance"),
            Column::number("strength", "Strength"),
            Column::number("n_claims", "Claims"),
        ],
        rows: comparison
            .positions
            .iter()
            .map(|one| {
                row([
                    one.actor.as_str().into(),
                    one.via.name().into(),
                    one.group.as_deref().unwrap_or("").into(),
                    one.topic.as_str().into(),
                    one.proposition.as_str().into(),
                    Cell::from(one.stance.name()).in_tone(Tone::Stance(one.stance)),
                    Cell::count(usize::from(one.strength)),
                    Cell::count(one.n_claims),
                ])
            })
            .collect(),
        keys: 1,
        is_grid: false,
    };
    let claims = Table {
        name: "claims".to_owned(),
        caption: "Claims".to_owned(),
        columns: vec![
            Column::text("claim_id", "Claim"),
            Column::text("holder", "Holder"),
            Column::words("proposition", "Proposition"),
            Column::mark("stance", "Stance"),
            Column::number("strength", "Strength"),
            Column::words("quote", "Quote"),
            Column::text("doc_id", "Document"),
            Column::text("date", "Date"),
            Column::text("reviewed", "Reviewed"),
        ],
        rows: comparison
            .claims
            .iter()
            .map(|one| {
                row([
                    one.claim_id.as_str().into(),
                    one.holder.as_str().into(),
                    one.proposition.as_str().into(),
                    Cell::from(one.stance.name()).in_tone(Tone::Stance(one.stance)),
                    Cell::count(usize::from(one.strength)),
                    one.quote.as_str().into(),
                    one.doc_id.as_str().into(),
                    one.date.map(|date| date.to_string()).unwrap_or_default().into(),
                    one.reviewed.name().into(),
                ])
            })
            .collect(),
        keys: 1,
        is_grid: false,
    };
    let page = Page {
        title: "Positions and claims".to_owned(),
        blocks: vec![export::desk::Block::Table(positions), export::desk::Block::Table(claims)],
    };
    let mut bytes = Vec::new();
    draw(&page, Medium::Xlsx, Drawing::default(), &mut bytes)?;
    Ok(File { name: "demarche.xlsx".to_owned(), kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes })
}

fn row<const N: usize>(cells: [Cell; N]) -> Row {
    Row::from(Vec::from(cells))
}
