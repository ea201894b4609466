//! A point in time to the second, and the calendar units it falls in.

use super::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A point in time without a time zone: seconds since 1970-01-01T00:00:00 in the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment(pub i64);

/// Seconds in a day.
const DAY: i64 = 86_400;

/// The length of a step through time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A day of 24 hours.
    Days,
    /// Seven days.
    Weeks,
    /// A calendar month.
    Months,
    /// A calendar year.
    Years,
}

impl Moment {
    /// The first second of a day, if there is such a day.
    #[must_use]
    pub fn day(year: i64, month: u8, day: u8) -> Option<Self> {
        let known = u16::try_from(year).ok().and_then(|year| Date::day(year, month, day));
        known.map(|_| Self(days_from_civil(year, month, day) * DAY))
    }

    /// Year, month and day.
    #[must_use]
    pub fn civil(self) -> (i64, u8, u8) {
        civil_from_days(self.0.div_euclid(DAY))
    }

    /// The calendar week by ISO 8601: the year that the week counts to, and its number 1–53.
    #[must_use]
    pub fn week(self) -> (i64, u8) {
        let days = self.0.div_euclid(DAY);
        // 1970-01-01 was a Thursday; the Thursday of a week tells the year that the week counts to.
        let thursday = days - (days + 3).rem_euclid(7) + 3;
        let year = civil_from_days(thursday).0;
        let number = (thursday - days_from_civil(year, 1, 1)) / 7 + 1;
        (year, u8::try_from(number).unwrap_or(53))
    }

    /// The place on a scale on which a unit is 1 long: a day within its month, or a day of its year, counts by its share.
    #[must_use]
    pub fn place(self, unit: Unit) -> f64 {
        let days = self.0 as f64 / DAY as f64;
        let (year, month, _) = self.civil();
        let share = |from: i64, to: i64| (days - from as f64) / (to - from) as f64;
        match unit {
            Unit::Days => days,
            Unit::Weeks => days / 7.0,
            Unit::Months => {
                let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                let part = share(days_from_civil(year, month, 1), days_from_civil(next_year, next_month, 1));
                (year * 12 + i64::from(month) - 1) as f64 + part
            }
            Unit::Years => year as f64 + share(days_from_civil(year, 1, 1), days_from_civil(year + 1, 1, 1)),
        }
    }

    /// The moment `count` units later; the 31st of a shorter month is its last day.
    #[must_use]
    pub fn later(self, count: i64, unit: Unit) -> Self {
        let months = match unit {
            Unit::Days => return Self(self.0 + count * DAY),
            Unit::Weeks => return Self(self.0 + count * 7 * DAY),
            Unit::Months => count,
            Unit::Years => 12 * count,
        };
        let (year, month, day) = self.civil();
        let all = year * 12 + i64::from(month) - 1 + months;
        let (year, month) = (all.div_euclid(12), u8::try_from(all.rem_euclid(12) + 1).unwrap_or(1));
        let first = days_from_civil(year, month, 1);
        let length = days_from_civil(if month == 12 { year + 1 } else { year }, month % 12 + 1, 1) - first;
        Self((first + i64::from(day).min(length) - 1) * DAY + self.0.rem_euclid(DAY))
    }

    /// The last second of what `text` names, if it is a date: `2005` ends with its December. A text with a time of day ends with itself.
    ///
    /// # Errors
    /// If the text is no date.
    pub fn end_of(text: &str) -> Result<Self, String> {
        let start: Self = text.parse()?;
        Ok(match text.trim().len() {
            4 => Self(start.later(1, Unit::Years).0 - 1),
            7 => Self(start.later(1, Unit::Months).0 - 1),
            10 => Self(start.0 + DAY - 1),
            _ => start,
        })
    }
}

impl From<Date> for Moment {
    /// The first second of the date: of a year its January 1st.
    fn from(date: Date) -> Self {
        Self(days_from_civil(i64::from(date.year), date.month.unwrap_or(1), date.day.unwrap_or(1)) * DAY)
    }
}

impl FromStr for Moment {
    type Err = String;

    /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `DD.MM.YYYY`, the last two also with `HH:MM` or `HH:MM:SS` after a space or `T`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no date: expected YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DD HH:MM:SS");
        let text = text.trim();
        let (date, time) = text.split_once([' ', 'T']).map_or((text, None), |(date, time)| (date, Some(time)));
        let turned: Vec<&str> = date.split('.').collect();
        let day = match turned[..] {
            [day, month, year] => format!("{year}-{month}-{day}").parse::<Date>(),
            _ => date.parse::<Date>(),
        };
        let day = day.map_err(|_| wrong())?;
        let Some(time) = time else { return Ok(Self::from(day)) };
        if day.day.is_none() {
            return Err(wrong());
        }
        let parts: Vec<i64> = time.split(':').map(two_digits).collect::<Option<_>>().ok_or_else(wrong)?;
        match parts[..] {
            [hour, minute] if hour < 24 && minute < 60 => Ok(Self(Self::from(day).0 + hour * 3600 + minute * 60)),
            [hour, minute, second] if hour < 24 && minute < 60 && second < 60 => {
                Ok(Self(Self::from(day).0 + hour * 3600 + minute * 60 + second))
            }
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")?;
        let second = self.0.rem_euclid(DAY);
        if second > 0 {
            write!(f, " {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)?;
        }
        Ok(())
    }
}

fn two_digits(text: &str) -> Option<i64> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Days since 1970-01-01. Years begin in March, so that the leap day is the last of its year; 400 years are a cycle of 146,097 days.
fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let cycle = year.div_euclid(400);
    let year_of_cycle = year.rem_euclid(400);
    let month_from_march = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    cycle * 146_097 + day_of_cycle - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let days = days + 719_468;
    let cycle = days.div_euclid(146_097);
    let day_of_cycle = days.rem_euclid(146_097);
    let year_of_cycle = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36_524 - day_of_cycle / 146_096) / 365;
    let day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = cycle * 400 + year_of_cycle + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn every_day_of_eight_hundred_years_comes_back() {
        let mut last = None;
        for days in -140_000..150_000 {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
            assert!(last < Some((year, month, day)));
            last = Some((year, month, day));
        }
        assert_eq!(at("1970-01-01"), Moment(0));
        assert_eq!(at("2005-01-26 10:30:05").to_string(), "2005-01-26 10:30:05");
        assert_eq!(at("26.01.2005"), at("2005-01-26"));
    }

    #[test]
    fn weeks_are_those_of_iso_8601() {
        for (day, week) in [("2005-01-01", (2004, 53)), ("2005-01-03", (2005, 1)), ("2008-12-29", (2009, 1)), ("2010-01-03", (2009, 53))] {
            assert_eq!(at(day).week(), week, "{day}");
        }
    }

    #[test]
    fn months_and_years_are_as_long_as_in_the_calendar() {
        assert_eq!(at("2020-01-31").later(1, Unit::Months), at("2020-02-29"));
        assert_eq!(at("2020-02-29").later(1, Unit::Years), at("2021-02-28"));
        assert_eq!(at("2020-03-01").later(-3, Unit::Months), at("2019-12-01"));
        assert!((at("2021-02-15").place(Unit::Months) - (2021.0 * 12.0 + 1.5)).abs() < 1e-9);
        assert!((at("2021-01-01").place(Unit::Years) - 2021.0).abs() < 1e-9);
    }

    #[test]
    fn the_end_of_a_date_is_its_last_second() {
        assert_eq!(Moment::end_of("2005").unwrap().to_string(), "2005-12-31 23:59:59");
        assert_eq!(Moment::end_of("2005-02").unwrap().to_string(), "2005-02-28 23:59:59");
        assert_eq!(Moment::end_of("2005-02-03").unwrap().to_string(), "2005-02-03 23:59:59");
        assert!("2005-13-01".parse::<Moment>().is_err() && "2005-01-01 25:00".parse::<Moment>().is_err());
    }
}
