//! A file name → the actor at its start and the date in it.

use super::date::year;
use crate::codebook::Actors;
use crate::model::{Date, Metadata};

/// What a file name such as `JPN_74_2019`, `japan-oewg-2019-09-09` or `XNE_2022-03-31` says.
pub(super) fn read(stem: &str, actors: &Actors) -> Metadata {
    let parts: Vec<&str> = stem.split(['_', '-', ' ', '.', ',']).filter(|part| !part.is_empty()).collect();
    Metadata { actor: actor(&parts, actors), date: date(&parts), ..Metadata::default() }
}

/// The longest run of leading words that is an actor's name, after figures if the name begins with a date.
fn actor(parts: &[&str], actors: &Actors) -> Option<String> {
    let start = parts.iter().take_while(|part| is_figures(part)).count();
    let words = &parts[start..];
    let letters = words.iter().take_while(|part| !is_figures(part)).count();
    for length in (1..=letters).rev() {
        let name = words[..length].join(" ");
        // Short words in small letters ("can", "us") are codes only where nothing but figures follows.
        let is_word = length == 1 && name.len() <= 3 && name.chars().all(char::is_lowercase) && letters > 1;
        if let Some(id) = actors.resolve(&name).or_else(|| actors.get(&words[..length].join("-")).map(|actor| actor.id.as_str()))
            && !(is_word && id != name)
        {
            return Some(id.to_owned());
        }
    }
    None
}

/// The first full date, else a year at the end.
fn date(parts: &[&str]) -> Option<Date> {
    for (at, part) in parts.iter().enumerate() {
        let figures =
            |offset: usize| parts.get(at + offset).filter(|part| part.len() == 2 && is_figures(part)).and_then(|part| part.parse().ok());
        if part.len() == 8 && is_figures(part) {
            let whole = Date::day(year(&part[..4])?, part[4..6].parse().ok()?, part[6..].parse().ok()?);
            if whole.is_some() {
                return whole;
            }
        }
        if let Some(year) = year(part)
            && let Some(month) = figures(1).filter(|month| (1..=12).contains(month))
        {
            return Some(figures(2).and_then(|day| Date::day(year, month, day)).unwrap_or(Date { year, month: Some(month), day: None }));
        }
    }
    parts.iter().rev().find_map(|part| year(part)).map(Date::year)
}

fn is_figures(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_tell_actor_and_date() {
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        for (stem, actor, date) in [
            ("JPN_74_2019", Some("JPN"), Some("2019")),
            ("EU_73_2018", Some("EUE"), Some("2018")),
            ("japan-oewg-2019-09-09", Some("JPN"), Some("2019-09-09")),
            ("FRA_2022-03-31", Some("FRA"), Some("2022-03-31")),
            ("republic-of-korea-oewg-2021", Some("KOR"), Some("2021")),
            ("South_Africa_20210308", Some("ZAF"), Some("2021-03-08")),
            ("2019-09-09 Japan", Some("JPN"), Some("2019-09-09")),
            ("african-group-2021", Some("african-group"), Some("2021")),
            ("nordic-baltic_2021-07", Some("nordic-baltic"), Some("2021-07")),
            ("us-2021", Some("USA"), Some("2021")),
            ("us-and-them", None, None),
            ("can-we-agree", None, None),
            ("NAM_71_2016", Some("NAM"), Some("2016")),
            ("statement", None, None),
            ("", None, None),
        ] {
            let meta = read(stem, &actors);
            assert_eq!(meta.actor.as_deref(), actor, "{stem}");
            assert_eq!(meta.date.map(|date| date.to_string()).as_deref(), date, "{stem}");
        }
    }
}
