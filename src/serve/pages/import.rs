//! Import: files come in by a field or by dropping them, and are read.

use crate::read;
use crate::serve::answer::{Answer, Page};
use crate::serve::routes::Here;
use maud::html;

#[expect(clippy::unnecessary_wraps, reason = "all pages are of one form")]
pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let accept = read::extensions().iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(",");
    let state = here.app.progress.state();
    let most = here.app.limits.upload >> 20;
    Ok(Page::new(
        "Import",
        html! {
            // Without scripts the page asks again by itself.
            @if state.is_running { noscript { meta http-equiv="refresh" content="2"; } }
            section.state #state role="status" aria-live="polite" data-running=(state.is_running) {
                @if state.is_running { p { "Reading: " (state.done) " of " (state.files) " or more documents." } progress max=(state.files.max(1)) value=(state.done.min(state.files)) {} }
                @for line in &state.said { p { (line) } }
            }
            form.import #import method="post" action="/import" enctype="multipart/form-data" {
                input type="hidden" name="key" value=(here.visitor.form_key);
                div.drop #drop {
                    label for="files" { "Statements, or drop them here" }
                    input #files type="file" name="file" multiple required accept=(accept);
                    p.hint { "At most " (most) " MB at a time. They are kept in " code { "uploads" } " in the project." }
                }
                details {
                    summary { "What their own heads do not say" }
                    div.fields {
                        label { "Whose statements these are" input name="as" list="actors" autocomplete="off"; }
                        label { "When they were made" input name="date" placeholder="2024-07-08" autocomplete="off"; }
                        label { "Where" input name="forum" autocomplete="off"; }
                    }
                }
                p { button { "Import" } " " progress #sent max="1" value="0" hidden {} }
            }
            datalist #actors { @for one in here.app.coder.actors.iter() { option value=(one.id) { (one.name) } } }
            h2 { "Read again" }
            form method="post" action="/update" {
                input type="hidden" name="key" value=(here.visitor.form_key);
                p { "Files that lie in the project's folders and have changed since. " button { "Look for changes" } }
            }
        },
    ))
}
