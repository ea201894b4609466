//! Any text comes in, a string of the DOT language that shows it goes out.

use std::fmt::Write;

/// The text in quotation marks. Graphviz reads escapes and HTML entities in labels and tooltips; what comes in is shown as it is.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for (at, letter) in text.char_indices() {
        match letter {
            // `\N`, `\G`, `\l` … are escapes, and a last backslash would escape the closing mark.
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '&' if is_entity(&text[at..]) => out.push_str("&amp;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Whether the text begins with something like `&amp;` or `&#38;`.
fn is_entity(text: &str) -> bool {
    let name = text[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && text.as_bytes().get(1 + name) == Some(&b';')
}

/// A place that the layout must not change, in inches.
pub(super) fn at(x: f64, y: f64) -> String {
    // Adding zero turns a negative zero into a plain one.
    let [x, y] = [x, y].map(|length| (length * 100.0).round() / 100.0 + 0.0);
    format!("{x:.2},{y:.2}!")
}

/// The text in lines of about `width` letters, broken at white space; longer words are broken hard. At most `lines` lines, of
/// which the last ends in `…` if there is more.
pub(in crate::export) fn wrapped(text: &str, width: usize, lines: usize) -> String {
    let mut found: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let mut letters: Vec<char> = word.chars().collect();
        while !letters.is_empty() {
            let line = found.last_mut().expect("there is always a line");
            let used = line.chars().count();
            let gap = usize::from(used > 0);
            if used + gap + letters.len() <= width {
                let _ = write!(line, "{}{}", if gap == 1 { " " } else { "" }, letters.drain(..).collect::<String>());
            } else if used > 0 {
                found.push(String::new());
            } else {
                line.extend(letters.drain(..width.min(letters.len())));
                found.push(String::new());
            }
        }
    }
    if found.last().is_some_and(String::is_empty) {
        found.pop();
    }
    if found.len() > lines {
        found.truncate(lines);
        if let Some(last) = found.last_mut() {
            last.push_str(" …");
        }
    }
    found.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_comes_in_stays_inside_the_quotation_marks() {
        let cases = [
            ("plain", r#""plain""#),
            (r#"say "no""#, r#""say \"no\"""#),
            (r"trailing \", r#""trailing \\""#),
            (r#"\" already"#, r#""\\\" already""#),
            (r"\N \G \l", r#""\\N \\G \\l""#),
            ("two\nlines\r\n", r#""two\nlines \n""#),
            ("<b>bold</b>", r#""<b>bold</b>""#),
            ("AT&T; R&D &amp; &#38;", r#""AT&amp;T; R&D &amp;amp; &amp;#38;""#),
            ("é 🕊 \u{0}\u{1b}", "\"é 🕊   \""),
            ("", r#""""#),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_break_between_words_and_long_words_break_hard() {
        assert_eq!(wrapped("States should  not\nknowingly allow", 12, 9), "States\nshould not\nknowingly\nallow");
        assert_eq!(wrapped("ab abcdefghij", 4, 9), "ab\nabcd\nefgh\nij");
        assert_eq!(wrapped("one two three", 5, 2), "one\ntwo …");
        assert_eq!(wrapped("éééé éé", 4, 9), "éééé\néé");
        assert_eq!(wrapped("abcd", 4, 1), "abcd");
        assert_eq!(wrapped("", 4, 1), "");
    }
}
