//! What can be taken away: tables, graphs, all decisions.

use crate::export::{FORMATS, TABLES};
use crate::serve::answer::{Answer, Page};
use crate::serve::routes::Here;
use maud::html;

#[expect(clippy::unnecessary_wraps, reason = "all pages are of one form")]
pub(super) fn view(_: &Here<'_>) -> Answer<Page> {
    let main = ["claims", "positions", "pairs", "matrix", "propositions"];
    let named = || TABLES.iter().filter(|table| main.contains(&table.name()));
    let others = || TABLES.iter().filter(|table| !main.contains(&table.name()));
    Ok(Page::new(
        "Export",
        html! {
            form.export method="get" action="/export/claims" {
                p { label { input type="checkbox" name="safe" value="1"; " For a spreadsheet program" } }
                p.hint { "Then text that such a program would take for a formula (it begins with =, +, -, @, a tab or a line break) gets an apostrophe before it. This changes quotes; without it they are verbatim." }
                h2 { "Tables (CSV)" }
                ul { @for table in named() { li { button formaction={ "/export/" (table.name()) } { (table.name()) ".csv" } " " (table.summary()) } } }
                details { summary { "More tables" } ul { @for table in others() { li { button formaction={ "/export/" (table.name()) } { (table.name()) ".csv" } " " (table.summary()) } } } }
                h2 { "Workbook" }
                ul { li { button formaction="/export/workbook" { "demarche.xlsx" } " Positions and claims, a sheet each; nothing in it is a formula." } }
                h2 { "Review" }
                ul {
                    li { button formaction="/export/decisions" { "decisions.jsonl" } " All decisions, one a line, in their order: to keep under version control, and to bring into another copy." }
                    li { button formaction="/export/review" { "review.csv" } " Claims to decide on in a spreadsheet; " code { "demarche review import" } " takes it back." }
                }
                h2 { "Graphs" }
                ul { @for format in FORMATS { li { button formaction={ "/export/" (format.name()) } { (format.name()) } " " (format.summary()) } } }
            }
        },
    ))
}
