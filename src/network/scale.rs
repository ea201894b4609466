//! A qualifier's values come in, their places on the declared scale go out.

use super::choice::Compat;
use crate::error::{Error, Result};
use crate::model::{Stance, Variable};

/// The scale of a qualifier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// From the lowest level to the highest that can be, whether they occur or not.
    From(f64, f64),
    /// Names that are either equal or not.
    Nominal,
}

/// The levels that occur, and how far they are apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    /// The scale.
    pub scale: Scale,
    /// The places on the scale that occur, ascending; of a nominal scale numbers of the names.
    pub places: Vec<f64>,
    /// For each value of the variable the level it is; none if it is empty.
    pub of_value: Vec<Option<u16>>,
}

impl Levels {
    /// One level for all: the qualifier is ignored.
    #[must_use]
    pub fn single() -> Self {
        Self { scale: Scale::From(0.0, 1.0), places: vec![1.0], of_value: Vec::new() }
    }

    /// Reads the values of a variable. `true`, `false` and the names of stances are numbers too: 1, 0, and [`Stance::value`].
    ///
    /// Without a declared scale it is 0…1 if only 0 and 1 occur, −1…1 if nothing outside it does; otherwise it must be declared.
    /// For `--compat dna` an undeclared scale is what is observed.
    ///
    /// # Errors
    /// If a value is no number (unless the scale is nominal) or lies outside the scale; or the scale must be declared.
    pub fn read(variable: &Variable, declared: Option<Scale>, compat: Compat) -> Result<Self> {
        let used = used(variable);
        if declared == Some(Scale::Nominal) {
            let names: Vec<usize> = (0..variable.values.len()).filter(|at| used[*at] && !variable.values[*at].is_empty()).collect();
            let level = |at: usize| names.binary_search(&at).ok().and_then(|place| u16::try_from(place).ok());
            let places = (0..names.len()).map(|place| place as f64).collect();
            return Ok(Self { scale: Scale::Nominal, places, of_value: (0..variable.values.len()).map(level).collect() });
        }
        let mut numbers = Vec::with_capacity(variable.values.len());
        for (value, used) in variable.values.iter().zip(&used) {
            numbers.push(match number(value) {
                _ if value.is_empty() || !used => None,
                Some(number) => Some(number),
                None => {
                    return Err(Error::new(format!("`{value}` in `{}` is no number, so that it has no place on a scale", variable.name))
                        .hint("use --scale nominal if its values are names that are either equal or not, or name another --qualifier"));
                }
            });
        }
        let mut places: Vec<f64> = numbers.iter().flatten().copied().collect();
        places.sort_by(f64::total_cmp);
        places.dedup();
        let scale = match declared {
            Some(scale) => scale,
            None => undeclared(&variable.name, &places, compat)?,
        };
        if let Scale::From(low, high) = scale
            && let Some(outside) = places.iter().find(|place| **place < low || **place > high)
        {
            return Err(Error::new(format!("{outside} in `{}` lies outside the scale from {low} to {high}", variable.name))
                .hint("declare the whole scale with --scale LOWEST,HIGHEST"));
        }
        if places.len() > usize::from(u16::MAX) {
            return Err(Error::new(format!("`{}` has {} levels", variable.name, places.len())).hint("name another --qualifier"));
        }
        let level = |number: &Option<f64>| number.and_then(|number| place_of(&places, number));
        let of_value = numbers.iter().map(level).collect();
        Ok(Self { scale, places, of_value })
    }

    /// How far two levels are apart, as a share of the scale: 0…1.
    #[must_use]
    pub fn distance(&self, a: usize, b: usize) -> f64 {
        match self.scale {
            Scale::Nominal => f64::from(u8::from(a != b)),
            Scale::From(low, high) if high > low => (self.places[a] - self.places[b]).abs() / (high - low),
            Scale::From(..) => 0.0,
        }
    }

    /// Whether the scale has the two levels 0 and 1 only: against and for.
    #[must_use]
    pub fn is_binary(&self) -> bool {
        self.scale == Scale::From(0.0, 1.0)
            && self.places.iter().all(|place| matches!(place.to_bits(), 0) || place.to_bits() == 1.0_f64.to_bits())
    }

    /// What a statement at a level adds to positive − negative: −1 or 1 on the scale 0…1, the level itself on others.
    #[must_use]
    pub fn signed(&self, level: usize) -> f64 {
        if self.is_binary() { 2.0 * self.places[level] - 1.0 } else { self.places[level] }
    }
}

fn used(variable: &Variable) -> Vec<bool> {
    let mut used = vec![false; variable.values.len()];
    for code in &variable.codes {
        if let Some(used) = used.get_mut(*code as usize) {
            *used = true;
        }
    }
    used
}

fn place_of(places: &[f64], number: f64) -> Option<u16> {
    places.binary_search_by(|place| place.total_cmp(&number)).ok().and_then(|place| u16::try_from(place).ok())
}

/// The number that a value stands for. A zero has no sign.
fn number(value: &str) -> Option<f64> {
    let number = match value.trim() {
        "true" | "TRUE" | "True" => 1.0,
        "false" | "FALSE" | "False" => 0.0,
        other => match Stance::named(other) {
            Some(stance) => stance.value(),
            None => other.parse().ok().filter(|number: &f64| number.is_finite())?,
        },
    };
    Some(number + 0.0)
}

fn undeclared(name: &str, places: &[f64], compat: Compat) -> Result<Scale> {
    let (low, high) = (places.first().copied().unwrap_or(0.0), places.last().copied().unwrap_or(1.0));
    let binary = places.iter().all(|place| *place == 0.0 || (*place - 1.0).abs() < f64::EPSILON);
    if binary {
        return Ok(Scale::From(0.0, 1.0));
    }
    if compat == Compat::Dna {
        return Ok(Scale::From(low, high));
    }
    if low >= -1.0 && high <= 1.0 {
        return Ok(Scale::From(-1.0, 1.0));
    }
    Err(Error::new(format!("the scale of `{name}` is not known: values from {low} to {high} occur, but others may be possible"))
        .hint(format!("declare the lowest and the highest level that can be, e.g. --scale {low},{high}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&str], declared: Option<Scale>, compat: Compat) -> Result<Levels> {
        Levels::read(&Variable::new("q", values.iter().copied()), declared, compat)
    }

    #[test]
    fn the_width_is_that_of_the_declared_scale_not_of_the_observed_one() {
        let levels = read(&["-1", "2", ""], Some(Scale::From(-5.0, 5.0)), Compat::Own).unwrap();
        assert_eq!(levels.places, [-1.0, 2.0]);
        assert!((levels.distance(0, 1) - 0.3).abs() < 1e-12);
        let observed = read(&["-1", "2"], None, Compat::Dna).unwrap();
        assert!((observed.distance(0, 1) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_scale_that_is_not_plain_must_be_declared() {
        assert_eq!(read(&["0", "1"], None, Compat::Own).unwrap().scale, Scale::From(0.0, 1.0));
        assert_eq!(read(&["true", "true"], None, Compat::Own).unwrap().scale, Scale::From(0.0, 1.0));
        assert_eq!(read(&["-1", "0.5"], None, Compat::Own).unwrap().scale, Scale::From(-1.0, 1.0));
        assert_eq!(read(&["support", "reservation"], None, Compat::Own).unwrap().places, [-0.5, 1.0]);
        assert!(read(&["-3", "4"], None, Compat::Own).unwrap_err().to_string().contains("--scale -3,4"));
        assert!(read(&["7"], Some(Scale::From(0.0, 5.0)), Compat::Own).unwrap_err().to_string().contains("7 in `q` lies outside"));
        assert!(read(&["yes"], None, Compat::Own).unwrap_err().to_string().contains("--scale nominal"));
    }

    #[test]
    fn names_are_equal_or_not() {
        let levels = read(&["b", "a", "c", ""], Some(Scale::Nominal), Compat::Own).unwrap();
        assert_eq!(levels.places.len(), 3);
        assert!((levels.distance(0, 2) - 1.0).abs() < 1e-12 && levels.distance(1, 1) == 0.0);
    }

    #[test]
    fn on_the_scale_of_no_and_yes_no_counts_against() {
        let levels = read(&["0", "1"], None, Compat::Own).unwrap();
        assert!(levels.signed(0) < 0.0 && levels.signed(1) > 0.0);
    }
}
