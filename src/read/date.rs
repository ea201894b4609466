//! A line of a title block → the date in it, as people write dates.

use crate::model::Date;

/// A date found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// The date; of a session that lasts several days, its month.
    pub(super) date: Date,
    /// How sure it is.
    pub(super) form: Form,
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
        Ok(date) => Some(Found { date, form: Form::Day }),
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
    // Words joined loosely: "9th of September, 2019".
    let of = usize::from(part(1).is_some_and(|part| part.text == "of"));
    if let Some(day) = day(first.text)
        && let Some(month) = part(1 + of).and_then(|part| month(part.text))
        && let Some(year) = part(2 + of).and_then(|part| year(part.text))
    {
        let in_range = is_dash(first.before) || (at > 0 && matches!(parts[at - 1].text, "to" | "and"));
        return dated(year, month, day, if in_range { Form::Month } else { Form::Day });
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
        return part(1).filter(|_| alone).and_then(|part| year(part.text)).map(|year| of_month(year, month));
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
        (day, month @ 1..=12) => dated(year, month, day, if day <= 12 { Form::DayFirst } else { Form::Day }),
        (month, day) => dated(year, month, day, Form::Day),
    }
}

fn dated(year: u16, month: u8, day: u8, form: Form) -> Option<Found> {
    let date = Date::day(year, month, day)?;
    Some(if form == Form::Month { of_month(year, month) } else { Found { date, form } })
}

fn of_month(year: u16, month: u8) -> Found {
    Found { date: Date { year, month: Some(month), day: None }, form: Form::Month }
}

/// A day of the month: "9", "09", "4th".
fn day(text: &str) -> Option<u8> {
    let lower = text.to_ascii_lowercase();
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| lower.strip_suffix(ending)).unwrap_or(&lower);
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

fn month(text: &str) -> Option<u8> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let lower = text.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| *month == lower || (lower == month[..3]) || (lower == "sept" && *month == "september"))?;
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
        ] {
            let expected = expected.map(|(date, form)| Found { date: date.parse().unwrap(), form });
            assert_eq!(find(line), expected, "{line}");
        }
    }
}
