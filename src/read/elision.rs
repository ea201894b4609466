//! French elisions opened, byte for byte: "l'Algérie" → "l  Algérie", so that the name behind the apostrophe is a word.

/// The text with the apostrophe after an elided article or preposition replaced by spaces; every byte keeps its place.
/// "Côte d'Ivoire" keeps its apostrophe, for that is the name.
pub(super) fn opened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '\'' | '’')) {
        let before = text[..at].char_indices().next_back();
        let Some((letter_at, 'l' | 'L' | 'd' | 'D')) = before else { continue };
        let whole_word = !text[..letter_at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'));
        let rest = &text[at + mark.len_utf8()..];
        if !whole_word || !rest.starts_with(char::is_alphabetic) || is_ivoire(rest) {
            continue;
        }
        out.push_str(&text[copied..at]);
        out.extend(std::iter::repeat_n(' ', mark.len_utf8()));
        copied = at + mark.len_utf8();
    }
    out.push_str(&text[copied..]);
    out
}

fn is_ivoire(rest: &str) -> bool {
    rest.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("ivoire"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_elisions_are_opened_and_no_byte_moves() {
        for (text, expected) in [
            ("Déclaration de l'Algérie", "Déclaration de l Algérie"),
            ("au nom de l’Union européenne", "au nom de l   Union européenne"),
            ("Délégation d'Haïti", "Délégation d Haïti"),
            ("Côte d'Ivoire", "Côte d'Ivoire"),
            ("Japan's view, we'd agree", "Japan's view, we'd agree"),
            ("d'", "d'"),
        ] {
            assert_eq!(opened(text), expected);
            assert_eq!(opened(text).len(), text.len());
        }
    }
}
