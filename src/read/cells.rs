//! Columns (Arrow) → the words in their cells, whatever the type they came in.

use crate::error::{Error, Result};
use crate::model::Date;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};

const DAY: i64 = 86_400;

/// The cells of a batch, by column and row.
pub(super) struct Cells<'a> {
    columns: Vec<(&'a ArrayRef, Option<Vec<usize>>)>,
}

impl<'a> Cells<'a> {
    /// The cells of those columns of a batch of which there may be words, numbers or days; of all others nothing can be read.
    ///
    /// # Errors
    /// If one of the columns `used` is of another type.
    pub(super) fn of(batch: &'a RecordBatch, used: &[usize]) -> Result<Self> {
        let schema = batch.schema_ref();
        for column in used {
            let field = schema.field(*column);
            let kind = match field.data_type() {
                DataType::Dictionary(_, values) => values.as_ref(),
                kind => kind,
            };
            let is_number = kind.is_integer() || matches!(kind, DataType::Float32 | DataType::Float64);
            let is_text = matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null | DataType::Boolean);
            if !(is_number || is_text || matches!(kind, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))) {
                return Err(Error::new(format!("the column `{}` is of type {kind}, which is not read", field.name()))
                    .hint("make it text, a number or a date"));
            }
        }
        let column = |array: &'a ArrayRef| match array.as_any_dictionary_opt() {
            // The keys of null cells point anywhere; they are not looked at.
            Some(dictionary) if !dictionary.values().is_empty() => (dictionary.values(), Some((array, dictionary.normalized_keys()))),
            Some(dictionary) => (dictionary.values(), Some((array, Vec::new()))),
            None => (array, None),
        };
        let columns = batch.columns().iter().map(|array| match column(array) {
            (values, Some((keys, places))) => {
                let places = places.into_iter().enumerate().map(|(row, place)| if keys.is_null(row) { usize::MAX } else { place });
                (values, Some(places.collect()))
            }
            (values, None) => (values, None),
        });
        Ok(Self { columns: columns.collect() })
    }

    /// What stands in a cell; nothing where it is null.
    pub(super) fn text(&self, column: usize, row: usize) -> Option<String> {
        let (array, places) = self.columns.get(column)?;
        let row = places.as_ref().map_or(Some(row), |places| places.get(row).copied())?;
        if row >= array.len() || array.is_null(row) {
            return None;
        }
        written(array, row)
    }
}

/// What stands at a place of an array that is not null.
fn written(array: &ArrayRef, row: usize) -> Option<String> {
    macro_rules! number {
        ($kind:ty) => {
            array.as_primitive::<$kind>().value(row).to_string()
        };
    }
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).to_owned(),
        DataType::Utf8View => array.as_string_view().value(row).to_owned(),
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        // pandas makes numbers with a decimal point of years of which some are missing.
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Date32 => return date(i64::from(array.as_primitive::<Date32Type>().value(row))),
        DataType::Date64 => return date(array.as_primitive::<Date64Type>().value(row).div_euclid(DAY * 1000)),
        DataType::Timestamp(unit, _) => {
            let (count, a_second) = match unit {
                TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().value(row), 1),
                TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().value(row), 1000),
                TimeUnit::Microsecond => (array.as_primitive::<TimestampMicrosecondType>().value(row), 1_000_000),
                TimeUnit::Nanosecond => (array.as_primitive::<TimestampNanosecondType>().value(row), 1_000_000_000),
            };
            return date(count.div_euclid(DAY * a_second));
        }
        _ => return None,
    })
}

/// The date so many days after 1 January 1970, if its year has four digits.
///
/// Source: the count of days of the proleptic Gregorian calendar, by years that begin in March.
fn date(days: i64) -> Option<String> {
    // Years 0–9999.
    let days = Some(days).filter(|days| (-719_528..=2_932_896).contains(days))? + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let moved = (5 * of_year + 2) / 153;
    let day = of_year - (153 * moved + 2) / 5 + 1;
    let month = if moved < 10 { moved + 3 } else { moved - 9 };
    let year = year_of_era + era * 400 + i64::from(month < 3);
    Date::day(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{Date32Array, DictionaryArray, Int64Array, StringViewArray, TimestampNanosecondArray};
    use std::sync::Arc;

    #[test]
    fn days_become_dates() {
        let cases = [(0, "1970-01-01"), (-1, "1969-12-31"), (19_782, "2024-02-29"), (11_017, "2000-03-01"), (-25_567, "1900-01-01")];
        for (days, written) in cases {
            assert_eq!(date(days).as_deref(), Some(written));
        }
        assert_eq!(date(i64::MAX), None);
    }

    #[test]
    fn cells_are_read_whatever_their_type() {
        let words: DictionaryArray<arrow_array::types::Int8Type> = [Some("b"), None, Some("a")].into_iter().collect();
        let columns: [(&str, ArrayRef); 5] = [
            ("words", Arc::new(words)),
            ("view", Arc::new(StringViewArray::from(vec![Some("x"), None, Some("a text that is longer than twelve bytes")]))),
            ("year", Arc::new(Int64Array::from(vec![Some(2019), None, Some(-1)]))),
            ("day", Arc::new(Date32Array::from(vec![Some(18_148), None, Some(0)]))),
            ("time", Arc::new(TimestampNanosecondArray::from(vec![Some(1_568_023_200_000_000_000), None, Some(-1)]))),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let cells = Cells::of(&batch, &[0, 1, 2, 3, 4]).unwrap();
        let row = |row| (0..5).map(|column| cells.text(column, row).unwrap_or_default()).collect::<Vec<_>>();
        assert_eq!(row(0), ["b", "x", "2019", "2019-09-09", "2019-09-09"]);
        assert_eq!(row(1), [""; 5]);
        assert_eq!(row(2), ["a", "a text that is longer than twelve bytes", "-1", "1970-01-01", "1969-12-31"]);
        assert_eq!(row(3), [""; 5]);
    }
}
