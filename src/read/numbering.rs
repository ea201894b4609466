//! The numbers that word processors print before paragraphs: a list's levels in, "13." and "(b)" out.

use std::collections::BTreeMap;

/// How the paragraphs of one level of a list are numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    /// The first number.
    pub(super) start: u32,
    /// How a number is written.
    pub(super) figures: Figures,
    /// What is printed, with `%1` for the number of the first level, `%2` of the second, and so on.
    pub(super) template: String,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Bullet,
    None,
}

/// The numbers that lists have come to.
#[derive(Debug, Default)]
pub(super) struct Counters {
    reached: BTreeMap<String, Vec<u32>>,
}

/// Lists have no more levels.
const LEVELS: usize = 10;

impl Counters {
    /// What is printed before the next paragraph on a level (from 0) of a list.
    pub(super) fn next(&mut self, list: &str, level: usize, levels: &[Level]) -> String {
        let level = level.min(LEVELS - 1);
        let Some(own) = levels.get(level) else { return String::new() };
        let reached = self.reached.entry(list.to_owned()).or_default();
        let first = |at: usize| levels.get(at).map_or(1, |level| level.start);
        while reached.len() < level {
            reached.push(first(reached.len()));
        }
        reached.truncate(level + 1);
        if reached.len() == level + 1 {
            reached[level] = reached[level].saturating_add(1);
        } else {
            reached.push(own.start);
        }
        match own.figures {
            Figures::Bullet => "•".to_owned(),
            Figures::None => String::new(),
            _ => {
                let mut label = own.template.clone();
                for (at, number) in reached.iter().enumerate() {
                    let figures = levels.get(at).map_or(Figures::Decimal, |level| level.figures);
                    label = label.replace(&format!("%{}", at + 1), &written(*number, figures));
                }
                label.trim().to_owned()
            }
        }
    }

    /// Lets a list begin anew, or with a number.
    pub(super) fn restart(&mut self, list: &str, level: usize, before: Option<u32>) {
        let reached = self.reached.entry(list.to_owned()).or_default();
        reached.truncate(level);
        if let Some(before) = before
            && reached.len() == level
        {
            reached.push(before);
        }
    }
}

/// A number as a list prints it.
fn written(number: u32, figures: Figures) -> String {
    match figures {
        Figures::LowerRoman => roman(number).to_lowercase(),
        Figures::UpperRoman => roman(number),
        Figures::LowerLetter => letters(number).to_lowercase(),
        Figures::UpperLetter => letters(number),
        Figures::Decimal | Figures::Bullet | Figures::None => number.to_string(),
    }
}

/// a … z, aa, bb …, as word processors go on.
fn letters(number: u32) -> String {
    let Some(place) = number.checked_sub(1) else { return String::new() };
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (place / 26 + 1).min(8) as usize).collect()
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_as_they_are_printed() {
        let level = |figures, template: &str, start| Level { start, figures, template: template.to_owned() };
        let levels = [
            level(Figures::Decimal, "%1.", 3),
            level(Figures::LowerLetter, "(%2)", 1),
            level(Figures::LowerRoman, "%1.%3", 1),
            level(Figures::Bullet, "", 1),
        ];
        let mut counters = Counters::default();
        let read: Vec<String> = [0, 1, 1, 2, 2, 0, 1, 3].iter().map(|at| counters.next("l", *at, &levels)).collect();
        assert_eq!(read, ["3.", "(a)", "(b)", "3.i", "3.ii", "4.", "(a)", "•"]);
        assert_eq!((written(28, Figures::UpperLetter), written(1994, Figures::UpperRoman)), ("BB".into(), "MCMXCIV".into()));
    }
}
