//! Stages can run apart: claims that were kept make the same positions and pairs as the statements; and Parquet is what it says.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use std::fs;
use std::path::Path;
use support::{Run, SAMPLE, scratch};

/// Runs a command on the sample, and expects it to end well.
fn run(args: &[&str]) {
    let ended = Run::new(&[args, &["--actors", "data/sample/actors.toml"]].concat()).output();
    assert_eq!(ended.code, Some(0), "{args:?}: {}", ended.err);
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

/// The table without its columns of coverage, which claims alone do not tell.
fn uncovered(folder: &Path, table: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(folder.join(table)).unwrap();
    let kept: Vec<bool> = reader.headers().unwrap().iter().map(|name| !name.starts_with("coverage")).collect();
    let row = |record: csv::StringRecord| record.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell.to_owned()).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn positions_and_pairs_of_kept_claims_are_those_of_the_statements() {
    let folder = scratch("from-claims");
    run(&["compare", SAMPLE[0], "-o", &path(&folder, "whole")]);
    let mut lines = 0;
    for ending in ["csv", "jsonl"] {
        let (claims, out) = (path(&folder, &format!("claims.{ending}")), path(&folder, ending));
        run(&["claims", SAMPLE[0], "-f", ending, "-o", &claims]);
        run(&["compare", "--from-claims", &claims, "-o", &out]);
        for table in ["positions.csv", "pairs.csv"] {
            let (whole, apart) = (uncovered(&folder.join("whole"), table), uncovered(&folder.join(ending), table));
            lines += whole.len();
            assert_eq!(whole, apart, "{ending} {table}");
        }
        for table in ["claims.csv", "matrix.csv"] {
            let read = |of: &str| fs::read_to_string(folder.join(of).join(table)).unwrap();
            assert_eq!(read("whole"), read(ending), "{ending} {table}");
        }
        assert!(!folder.join(ending).join("criticism.csv").exists());
    }
    assert!(lines > 100, "{lines}");
}

#[test]
fn a_claim_is_not_counted_twice_and_other_tables_are_no_claims() {
    let folder = scratch("claims-twice");
    let claims = path(&folder, "claims.csv");
    run(&["claims", SAMPLE[0], "-o", &claims]);
    let compare = |inputs: &[&str]| {
        let out = path(&folder, "out");
        let ended = Run::new(&[&["compare", "--from-claims"], inputs, &["-o", &out]].concat()).output();
        assert_eq!(ended.code, Some(2));
        ended.err
    };
    assert!(compare(&[&claims, &claims]).contains("comes twice, also in"));
    let other = path(&folder, "other.csv");
    fs::write(&other, "a,b\n1,2\n").unwrap();
    assert!(compare(&[&other]).contains("is no table of claims"));
    let text = fs::read_to_string(&claims).unwrap().replacen(",support,", ",suport,", 1);
    fs::write(&other, text).unwrap();
    let said = compare(&[&other]);
    assert!(said.contains("`suport` cannot stand in the column `stance`") && said.contains("row "), "{said}");
    assert!(compare(&[&claims, "--offsets", "char"]).contains("without the statements"));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_the_error_says_how_to_build_it() {
    let folder = scratch("no-parquet");
    fs::write(folder.join("docs.parquet"), "PAR1").unwrap();
    let docs = path(&folder, "docs.parquet");
    let cases: [&[&str]; 4] = [
        &["claims", SAMPLE[0], "-f", "parquet"],
        &["compare", SAMPLE[0], "-f", "parquet", "-o", &docs.replace("docs.parquet", "out")],
        &["claims", &docs],
        &["compare", "--from-claims", &docs, "-o", &docs.replace("docs.parquet", "out")],
    ];
    for args in cases {
        let ended = Run::new(args).output();
        assert_eq!(ended.code, Some(2), "{args:?}");
        assert!(ended.err.contains("was built without Parquet") && ended.err.contains("--features parquet"), "{args:?}: {}", ended.err);
    }
}

#[cfg(feature = "parquet")]
mod parquet {
    use super::*;
    use ::parquet::arrow::ArrowWriter;
    use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Date32Type, Float64Type, Int64Type};
    use arrow_array::{ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};
    use arrow_schema::DataType;
    use std::sync::Arc;

    fn batches(file: &str) -> (Vec<(String, String)>, Vec<RecordBatch>) {
        let builder = ParquetRecordBatchReaderBuilder::try_new(fs::File::open(file).unwrap()).unwrap();
        let about = builder.metadata().file_metadata().key_value_metadata().unwrap().iter();
        let about = about.map(|one| (one.key.clone(), one.value.clone().unwrap_or_default())).collect();
        (about, builder.build().unwrap().map(Result::unwrap).collect())
    }

    /// The cells of a Parquet file as CSV would write them, without the days.
    fn as_csv(file: &str) -> Vec<Vec<String>> {
        let (_, batches) = batches(file);
        let cell = |array: &ArrayRef, row: usize| match array.data_type() {
            _ if array.is_null(row) => String::new(),
            DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
            DataType::Float64 => format!("{:.3}", array.as_primitive::<Float64Type>().value(row)).replace("-0.000", "0.000"),
            _ => array.as_string::<i32>().value(row).to_owned(),
        };
        let mut rows = Vec::new();
        for batch in &batches {
            let columns: Vec<&ArrayRef> = batch.columns().iter().filter(|array| *array.data_type() != DataType::Date32).collect();
            rows.extend((0..batch.num_rows()).map(|row| columns.iter().map(|array| cell(array, row)).collect()));
        }
        rows
    }

    #[test]
    fn the_columns_are_those_of_the_csv_with_types_and_days() {
        let folder = scratch("parquet-columns");
        for (format, out) in [("csv", "a"), ("parquet", "b"), ("parquet", "c")] {
            run(&["compare", SAMPLE[0], "-f", format, "-o", &path(&folder, out)]);
        }
        let mut days = 0;
        for table in ["claims", "positions", "pairs"] {
            let mut reader = csv::Reader::from_path(folder.join(format!("a/{table}.csv"))).unwrap();
            let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let rows: Vec<Vec<String>> = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let file = path(&folder, &format!("b/{table}.parquet"));
            assert!(!folder.join(format!("b/{table}.csv")).exists());
            assert_eq!(rows, as_csv(&file), "{table}");
            let (about, batches) = batches(&file);
            assert!(about.contains(&("demarche.table".to_owned(), table.to_owned())), "{about:?}");
            assert!(about.contains(&("demarche.columns".to_owned(), "1".to_owned())), "{about:?}");
            let schema = batches[0].schema();
            let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
            assert_eq!(names[..header.len()], header);
            for (date, day) in [("date", "day"), ("first_date", "first_day"), ("last_date", "last_day")] {
                let Some(written) = batches[0].column_by_name(date) else { continue };
                let counted = batches[0].column_by_name(day).unwrap().as_primitive::<Date32Type>();
                for (written, counted) in written.as_string::<i32>().iter().zip(counted) {
                    assert_eq!(written.is_some(), counted.is_some());
                    days += usize::from(written.is_some());
                }
            }
            let bytes = |of: &str| fs::read(folder.join(of).join(format!("{table}.parquet"))).unwrap();
            assert_eq!(bytes("b"), bytes("c"), "the same input gives the same bytes");
        }
        assert!(days > 50, "{days}");
    }

    #[test]
    fn kept_in_parquet_all_that_claims_do_not_tell_is_there_too() {
        let folder = scratch("parquet-apart");
        let claims = path(&folder, "claims.parquet");
        run(&["compare", SAMPLE[0], "-o", &path(&folder, "whole")]);
        run(&["claims", SAMPLE[0], "-f", "parquet", "-o", &claims]);
        run(&["compare", "--from-claims", &claims, "-o", &path(&folder, "apart")]);
        for table in ["positions.csv", "pairs.csv", "claims.csv", "matrix.csv", "propositions.csv", "coverage.csv"] {
            let read = |of: &str| fs::read_to_string(folder.join(of).join(table)).unwrap();
            assert_eq!(read("whole"), read("apart"), "{table}");
        }
    }

    #[test]
    fn shards_make_the_same_as_the_whole() {
        let folder = scratch("parquet-shards");
        let shards = folder.join("shards");
        fs::create_dir_all(&shards).unwrap();
        run(&["compare", SAMPLE[0], "-o", &path(&folder, "whole")]);
        let mut files: Vec<_> = fs::read_dir(SAMPLE[0]).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "txt"));
        files.sort();
        for (at, half) in files.chunks(5).enumerate() {
            let inputs: Vec<String> = half.iter().map(|path| path.display().to_string()).collect();
            let out = path(&shards, &format!("part-{at:05}.parquet"));
            let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
            run(&[&["claims"], inputs.as_slice(), &["-f", "parquet", "-o", &out]].concat());
        }
        fs::write(shards.join("_SUCCESS"), "").unwrap();
        run(&["compare", "--from-claims", &path(&folder, "shards"), "-o", &path(&folder, "apart")]);
        for table in ["positions.csv", "pairs.csv", "propositions.csv"] {
            let read = |of: &str| fs::read_to_string(folder.join(of).join(table)).unwrap();
            assert_eq!(read("whole"), read("apart"), "{table}");
        }
    }

    #[test]
    fn statements_come_in_as_parquet() {
        let folder = scratch("parquet-in");
        let text = "Existing international law applies in cyberspace.";
        let columns: [(&str, ArrayRef); 5] = [
            ("name", Arc::new(StringArray::from(vec!["first", "second", "third"]))),
            ("words", Arc::new(StringArray::from(vec![Some(text), None, Some(text)]))),
            ("state", Arc::new(StringArray::from(vec!["Japan", "FRA", "France"]))),
            ("said", Arc::new(Date32Array::from(vec![Some(18_148), None, None]))),
            ("size", Arc::new(Int64Array::from(vec![1, 2, 3]))),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let docs = path(&folder, "docs.parquet");
        let mut writer = ArrowWriter::try_new(fs::File::create(&docs).unwrap(), batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        let options = ["--text-column", "words", "--actor-column", "state", "--date-column", "said"];
        let ended = Run::new(&[&["claims", &docs], options.as_slice(), &["--id-column", "name"]].concat()).output();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        assert!(ended.err.contains("1 of 3 rows have no text"), "{}", ended.err);
        let mut reader = csv::Reader::from_reader(ended.out.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let found: Vec<[&str; 5]> = rows.iter().map(|row| [1, 8, 13, 22, 7].map(|at| &row[at])).collect();
        let quote = text.trim_end_matches('.');
        assert_eq!(found, [["first", "JPN", "il.applies", "2019-09-09", quote], ["third", "FRA", "il.applies", "", quote]]);
        assert_eq!(&rows[0][2], format!("{docs}#id=first"));
        let ended = Run::new(&["claims", &docs, "--text-column", "words", "--actor-column", "stat"]).output();
        assert!(ended.code == Some(2) && ended.err.contains("did you mean `state`?"), "{}", ended.err);
        let broken = path(&folder, "broken.parquet");
        fs::write(&broken, &fs::read(&docs).unwrap()[..200]).unwrap();
        let ended = Run::new(&["claims", &broken]).output();
        assert!(ended.code == Some(2) && ended.err.contains("is no Parquet that can be read"), "{}", ended.err);
    }
}
