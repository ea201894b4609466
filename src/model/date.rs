//! A date as precise as a source gives it: a year, a month or a day.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A calendar date, of which month and day may be unknown. Orders by time; a coarser date comes before the finer ones within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, e.g. 2019.
    pub year: u16,
    /// 1–12, if known.
    pub month: Option<u8>,
    /// 1–31, if known.
    pub day: Option<u8>,
}

impl Date {
    /// A year alone.
    #[must_use]
    pub fn year(year: u16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A full date, if there is such a day.
    #[must_use]
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { year, month: Some(month), day: Some(day) })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = String;

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no date: expected YYYY, YYYY-MM or YYYY-MM-DD");
        let mut parts = text.split('-');
        let year_text = parts.next().unwrap_or("");
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year_text, 4) {
            return Err(wrong());
        }
        let year = year_text.parse().map_err(|_| wrong())?;
        let mut two = || match parts.next() {
            None => Ok(None),
            Some(part) if digits(part, 2) => part.parse::<u8>().map(Some).map_err(|_| wrong()),
            Some(_) => Err(wrong()),
        };
        let (month, day) = (two()?, two()?);
        if parts.next().is_some() {
            return Err(wrong());
        }
        match (month, day) {
            (None, _) => Ok(Self::year(year)),
            (Some(month), None) if (1..=12).contains(&month) => Ok(Self { year, month: Some(month), day: None }),
            (Some(month), Some(day)) => Self::day(year, month, day).ok_or_else(wrong),
            _ => Err(wrong()),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_precise_as_its_source() {
        for text in ["2019", "2019-09", "2019-09-09", "2020-02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in ["19", "2019-13", "2019-02-30", "2019-9-9", "2019-09-09-01", "9 September 2019", "+019"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
