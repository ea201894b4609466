//! A line of a title block → the date in it, as people write dates.

use crate::model::Date;
use crate::text::fold::fold;

/// A date found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// The date; of a session that lasts several days, its month.
    pub(super) date: Date,
    /// How sure it is.
    pub(super) form: Form,
    /// The same figures read with the month first, where that is a day too.
    pub(super) other: Option<Date>,
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// One day, beyond doubt.
    Day,
    /// One day in figures of which either could be the month; read with the day first.
    DayFirst,
    /// Several days, or a month alone.
    Month,
}

/// The first date in `line`, a single day before a span of days.
pub(super) fn find(line: &str) -> Option<Found> {
    let parts = parts(line);
    let mut best: Option<Found> = None;
    for at in 0..parts.len() {
        if let Some(found) = at_part(&parts, at)
            && best.is_none_or(|best| best.form == Form::Month && found.form < Form::Month)
        {
            best = Some(found);
        }
    }
    best
}

/// Reads a date given as a value: `2019-09-09`, `2019`, "9 September 2019".
pub(super) fn value(text: &str) -> Option<Found> {
    let text = text.trim();
    match text.parse() {
        Ok(date) => Some(Found { date, form: Form::Day, other: None }),
        Err(_) => find(text),
    }
}

/// Letters or digits, and what stands before them.
struct Part<'a> {
    before: &'a str,
    text: &'a str,
}

fn parts(line: &str) -> Vec<Part<'_>> {
    let (mut parts, mut end) = (Vec::new(), 0);
    while let Some(offset) = line[end..].find(char::is_alphanumeric) {
        let start = end + offset;
        let stop = line[start..].find(|c: char| !c.is_alphanumeric()).map_or(line.len(), |length| start + length);
        parts.push(Part { before: &line[end..start], text: &line[start..stop] });
        end = stop;
    }
    parts
}

fn at_part(parts: &[Part<'_>], at: usize) -> Option<Found> {
    let part = |offset: usize| parts.get(at + offset);
    let first = part(0)?;
    // Words joined loosely: "9th of September, 2019", "9 de septiembre de 2019", "1 er août 2022".
    let small =
        |offset: usize| usize::from(part(offset).is_some_and(|part| SMALL.iter().any(|known| part.text.eq_ignore_ascii_case(known))));
    if let Some(day) = day(first.text) {
        let to_month = 1 + small(1) + usize::from(small(1) == 1) * small(2);
        let month_at = part(to_month).and_then(|part| month(part.text));
        let to_year = to_month + 1 + small(to_month + 1);
        if let Some(month) = month_at
            && let Some(year) = part(to_year).and_then(|part| year(part.text))
        {
            let in_range = is_dash(first.before) || (at > 0 && matches!(parts[at - 1].text, "to" | "and" | "a" | "al" | "au" | "et" | "y"));
            return dated(year, month, day, if in_range { Form::Month } else { Form::Day });
        }
    }
    if let Some(month) = month(first.text) {
        if let Some(day) = part(1).and_then(|part| day(part.text))
            && let Some(next) = part(2)
        {
            if let Some(year) = year(next.text) {
                return dated(year, month, day, Form::Day);
            }
            // "July 24–28, 2023".
            if is_dash(next.before) && self::day(next.text).is_some() {
                return part(3).and_then(|part| year(part.text)).map(|year| of_month(year, month));
            }
        }
        // After a day, it is a day that this month does not have.
        let alone = at == 0 || day(parts[at - 1].text).is_none();
        let alone = alone && !(at > 0 && small_before(parts, at));
        return part(1 + small(1)).filter(|_| alone).and_then(|part| year(part.text)).map(|year| of_month(year, month));
    }
    let (second, third) = (part(1)?, part(2)?);
    let sign = second.before;
    if second.before != third.before || !matches!(sign, "-" | "." | "/") {
        return None;
    }
    if let Some(year) = year(first.text) {
        return dated(year, figures(second.text)?, figures(third.text)?, Form::Day);
    }
    let (first, second, year) = (figures(first.text)?, figures(second.text)?, year(third.text)?);
    match (first, second) {
        (day, month) if day == month => dated(year, month, day, Form::Day),
        (day, month @ 1..=12) => {
            let found = dated(year, month, day, if day <= 12 { Form::DayFirst } else { Form::Day })?;
            Some(Found { other: if day <= 12 { Date::day(year, day, month) } else { None }, ..found })
        }
        (month, day) => dated(year, month, day, Form::Day),
    }
}

fn dated(year: u16, month: u8, day: u8, form: Form) -> Option<Found> {
    let date = Date::day(year, month, day)?;
    Some(if form == Form::Month { of_month(year, month) } else { Found { date, form, other: None } })
}

/// Words between the parts of a date: "of", "de", "del", and the raised endings of "1st" where they stand apart.
const SMALL: &[&str] = &["of", "de", "del", "er", "st", "nd", "rd", "th"];

/// Whether a day stands before a small word before `at`: "30 de febrero".
fn small_before(parts: &[Part<'_>], at: usize) -> bool {
    SMALL.contains(&parts[at - 1].text) && at > 1 && day(parts[at - 2].text).is_some()
}

fn of_month(year: u16, month: u8) -> Found {
    Found { date: Date { year, month: Some(month), day: None }, form: Form::Month, other: None }
}

/// A day of the month: "9", "09", "4th", "1er", "1º".
fn day(text: &str) -> Option<u8> {
    let lower = text.to_ascii_lowercase();
    let digits = ["st", "nd", "rd", "th", "er", "º", "°", "o"].iter().find_map(|ending| lower.strip_suffix(ending)).unwrap_or(&lower);
    figures(digits).filter(|day| (1..=31).contains(day))
}

fn figures(text: &str) -> Option<u8> {
    (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A year in which the United Nations met or may meet.
pub(super) fn year(text: &str) -> Option<u16> {
    let year = (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())??;
    (1945..2100).contains(&year).then_some(year)
}

/// The months as English, French and Spanish write them, folded; abbreviations are those that no other month or word has.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv", "enero", "ene"],
    &["february", "feb", "fevrier", "fevr", "febrero"],
    &["march", "mar", "mars", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juin", "junio"],
    &["july", "jul", "juillet", "juil", "julio"],
    &["august", "aug", "aout", "agosto", "ago"],
    &["september", "sep", "sept", "septembre", "septiembre", "setiembre"],
    &["october", "oct", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "decembre", "diciembre", "dic"],
];

fn month(text: &str) -> Option<u8> {
    let folded = fold(text);
    let index = MONTHS.iter().position(|names| names.contains(&folded.as_str()))?;
    u8::try_from(index + 1).ok()
}

fn is_dash(between: &str) -> bool {
    between.contains(['-', '–', '—'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_title_blocks_write_them() {
        for (line, expected) in [
            ("9 September 2019", Some(("2019-09-09", Form::Day))),
            ("September 9, 2019", Some(("2019-09-09", Form::Day))),
            ("New York, March 4th, 2024", Some(("2024-03-04", Form::Day))),
            ("the 9th of Sept. 2019", Some(("2019-09-09", Form::Day))),
            ("2019-09-09", Some(("2019-09-09", Form::Day))),
            ("04.03.2024", Some(("2024-03-04", Form::DayFirst))),
            ("03.03.2024", Some(("2024-03-03", Form::Day))),
            ("7/24/2023", Some(("2023-07-24", Form::Day))),
            ("Fifth session, 24–28 July 2023", Some(("2023-07", Form::Month))),
            ("Fifth session, 24–28 July 2023, Wednesday, 26 July 2023", Some(("2023-07-26", Form::Day))),
            ("July 24-28, 2023", Some(("2023-07", Form::Month))),
            ("24 July to 28 July 2023", Some(("2023-07", Form::Month))),
            ("WEDNESDAY, 26 JULY 2023", Some(("2023-07-26", Form::Day))),
            ("March 2024", Some(("2024-03", Form::Month))),
            ("30 February 2019", None),
            ("resolution 73/27 of 2018", None),
            ("A/AC.290/2021/CRP.2", None),
            ("New York, le 9 septembre 2019", Some(("2019-09-09", Form::Day))),
            ("le 1er août 2022", Some(("2022-08-01", Form::Day))),
            ("9 de septiembre de 2019", Some(("2019-09-09", Form::Day))),
            ("1º de agosto del 2022", Some(("2022-08-01", Form::Day))),
            ("25 de SETIEMBRE de 2019", Some(("2019-09-25", Form::Day))),
            ("24 a 28 de julio de 2023", Some(("2023-07", Form::Month))),
            ("du 25 au 29 juillet 2022", Some(("2022-07", Form::Month))),
            ("Septiembre de 2021", Some(("2021-09", Form::Month))),
            ("30 de febrero de 2019", None),
        ] {
            let expected: Option<(Date, Form)> = expected.map(|(date, form)| (date.parse().unwrap(), form));
            assert_eq!(find(line).map(|found| (found.date, found.form)), expected, "{line}");
        }
    }

    #[test]
    fn figures_that_could_be_exchanged_tell_both_readings() {
        let other = |line: &str| find(line).unwrap().other.map(|date| date.to_string());
        assert_eq!(other("04.03.2024").as_deref(), Some("2024-04-03"));
        assert_eq!(other("25.03.2024"), None);
        assert_eq!(other("4 March 2024"), None);
    }
}
