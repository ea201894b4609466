//! Lengths and texts as a picture needs them: how wide a text is, and numbers with one decimal.

/// How wide a text is in a sans-serif font of this size, in pixels; rather too wide than too narrow, as fonts differ.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(letter_width).sum::<f64>() * size * 1.06
}

/// The width of a letter in parts of the size of letters.
fn letter_width(letter: char) -> f64 {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.28,
        ' ' | 'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' | '"' | '“' | '”' => 0.37,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 0.92,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' | '~' | '#' => 0.74,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => {
            1.05
        }
        '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1ffff}' => 1.35,
        _ => 0.6,
    }
}

/// A length with one decimal; a zero has no sign.
pub(super) fn number(length: f64) -> String {
    let text = format!("{length:.1}");
    if text == "-0.0" { "0".to_owned() } else { text.strip_suffix(".0").map_or(text.clone(), str::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wider_and_numbers_are_short() {
        assert!(text_width("mmm", 11.0) > text_width("iii", 11.0));
        assert!(text_width("中文", 10.0) > 20.0);
        assert_eq!([1.0, -0.04, 2.25, 10.0].map(number), ["1", "0", "2.2", "10"]);
    }
}
