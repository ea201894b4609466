//! The quotes that hold some words.

use crate::serve::address::Address;
use crate::serve::answer::{Answer, Page};
use crate::serve::parts::{Names, mark};
use crate::serve::routes::Here;
use crate::store::Hits;
use maud::{Markup, html};

/// At most so many quotes.
const HITS: usize = 100;

pub(super) fn view(here: &Here<'_>) -> Answer<Page> {
    let words = here.asked.one("q");
    let hits = here.store.search(words, HITS)?;
    let told = in_words(words, &hits);
    let names = Names::of(here)?;
    Ok(Page::new(
        if words.is_empty() { "Search".to_owned() } else { format!("Quotes with “{words}”") },
        html! {
            p role="status" { (told) }
            @for hit in &hits.shown {
                article.claim tabindex="-1" {
                    p.lead { (names.actor_link(here, &hit.claim.holder)) " " (mark(hit.claim.stance, hit.claim.strength)) " " (names.proposition_link(&hit.claim.proposition_id)) }
                    blockquote { a.quote href=(Address::claim(&hit.claim.doc_id, &hit.claim.claim_id).text()) { "“" (marked(&hit.marked)) "”" } }
                    p.meta { (hit.claim.doc_id) @if let Some(date) = hit.claim.date { ", " (date.to_string()) } }
                }
            }
        },
    ))
}

fn in_words(words: &str, hits: &Hits) -> String {
    let shown = hits.shown.len();
    match hits.count {
        0 if words.is_empty() => "Give some words.".to_owned(),
        0 => "No quote has all of these words.".to_owned(),
        1 => "One quote.".to_owned(),
        count if hits.is_more => {
            format!("More than {count} quotes; of the first {count} in the order of their documents, the {shown} shortest.")
        }
        count if count > shown => format!("{count} quotes; here are the {shown} shortest."),
        count => format!("{count} quotes, the shortest first."),
    }
}

/// A quote with the words that were sought in bold.
fn marked(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('\u{2}').enumerate() {
            @if at == 0 { (part) } @else {
                @let (found, rest) = part.split_once('\u{3}').unwrap_or((part, ""));
                b { (found) } (rest)
            }
        }
    }
}
