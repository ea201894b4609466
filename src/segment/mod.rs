//! stub
use crate::model::*;
use crate::text::*;
/// stub
pub fn segment(document: &Document) -> Sentences {
    let mut words = Words::default();
    let mut list = vec![];
    let mut start = document.body;
    let t = &document.text;
    let mut bounds = vec![];
    for (i, c) in t.char_indices() {
        if i >= start
            && matches!(c, '.' | '?' | '!')
            && t[i + 1..].starts_with(' ')
            && t[i + 1..].trim_start().starts_with(|c: char| c.is_uppercase())
        {
            bounds.push(i + 1);
        }
    }
    bounds.push(t.len());
    for b in bounds {
        let s = start + (t[start..b].len() - t[start..b].trim_start().len());
        let e = b;
        if s >= e {
            continue;
        }
        let first = words.tokens.len();
        words.push(t, Span::new(s, e));
        list.push(Sentence {
            span: Span::new(s, e),
            kind: SentenceKind::Prose,
            paragraph: "1".into(),
            block: 0,
            words: first..words.tokens.len(),
        });
        start = b;
    }
    Sentences { words, list }
}
