//! Who one is: asked once, kept in this browser.

use crate::serve::answer::{Answer, Page};
use crate::serve::routes::Here;
use maud::html;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let coders = here.store.coders()?;
    Ok(Page::new(
        "Who are you?",
        html! {
            p { "Every decision bears a name. It is kept in this browser only, and is not checked: whoever may open this page may give any." }
            form.fields method="post" action="/name" {
                input type="hidden" name="key" value=(here.visitor.form_key);
                input type="hidden" name="next" value=(here.asked.one("next"));
                label.wide { "Your name" input #name name="name" required maxlength="80" value=(here.visitor.coder) list="coders" autofocus autocomplete="off"; }
                datalist #coders { @for coder in &coders { option value=(coder.name) {} } }
                p { button { "Keep" } }
            }
        },
    ))
}
