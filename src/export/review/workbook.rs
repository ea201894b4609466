//! Claims to decide on → a workbook: the table of [`super::claims`] with lists to choose from, a sheet that says how it is filled in,
//! and one with the propositions.

use super::CLAIM_COLUMNS;
use crate::error::{Error, Result};
use crate::export::unwritten;
use crate::model::{Claim, PropositionEntry, Stance};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};
use std::io;

/// A sheet has so many rows, the first of them the header.
const ROWS: usize = 1_048_576;

/// A cell holds at most so many units of UTF-16.
const LONGEST: usize = 32_767;

/// The first of the columns that a person fills in.
const OPEN: usize = 10;

/// How a table of claims is filled in: what a column takes.
const HOW: [(&str, &str); 9] = [
    (
        "decide",
        "accept: the claim is right as it stands. reject: it is wrong. note: nothing is decided, `why` holds a remark. Empty: nothing is decided, or a column new_… says what is otherwise.",
    ),
    ("new_holder", "Whose position it is, if it is another's: a code (JPN), a name, or a group."),
    ("new_proposition", "The id of the proposition, if it is another: see the sheet `propositions`."),
    ("new_stance", "The stance, if it is another."),
    (
        "new_strength",
        "1 acknowledgement, 2 openness or mild concern, 3 normal preference, 4 clear, 5 insistence or red line; if it is another.",
    ),
    ("new_quote", "The words, if others say it: as they stand in the document."),
    ("by", "Who decides; empty for whoever reads the sheet back."),
    ("why", "Why; may stay empty."),
    ("all others", "Leave them as they are: by `claim_id` a row is known again. Rows may be sorted, and taken out."),
];

/// The claims as a workbook, with the columns of [`super::claims`]; no clock is in it.
///
/// # Errors
/// If there are more claims than a sheet has rows, or `out` cannot be written to.
pub fn workbook<'a>(out: &mut dyn io::Write, claims: impl Iterator<Item = &'a Claim>, propositions: &[PropositionEntry]) -> Result<()> {
    let claims: Vec<&Claim> = claims.collect();
    if claims.len() >= ROWS {
        return Err(Error::new(format!("{} claims are more than a sheet has rows", claims.len()))
            .hint("write them as .csv, or only those nobody has looked at: --open"));
    }
    let bytes = build(&claims, propositions).map_err(|cause| Error::new("the workbook could not be made").caused_by(cause))?;
    out.write_all(&bytes).map_err(unwritten)
}

fn build(claims: &[&Claim], propositions: &[PropositionEntry]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("Claims to decide on").set_creation_datetime(&made));
    fill(book.add_worksheet().set_name("claims")?, claims, propositions.len())?;
    let head = Format::new().set_bold();
    let words = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    table(
        book.add_worksheet().set_name("how to fill in")?,
        ("column", "what it takes"),
        HOW.iter().map(|(column, takes)| (*column, *takes)),
        (&head, &words),
    )?;
    table(
        book.add_worksheet().set_name("propositions")?,
        ("proposition_id", "proposition"),
        propositions.iter().map(|one| (one.id.as_str(), one.wording.as_str())),
        (&head, &words),
    )?;
    book.save_to_buffer()
}

/// The sheet of claims.
fn fill(sheet: &mut Worksheet, claims: &[&Claim], propositions: usize) -> std::result::Result<(), XlsxError> {
    let line = Color::RGB(0x00CF_D3D8);
    let base = || Format::new().set_font_size(10).set_border(FormatBorder::Thin).set_border_color(line).set_align(FormatAlign::Top);
    let head = base().set_bold().set_background_color(Color::RGB(0x00F0_F1F3));
    let (cell, words) = (base(), base().set_text_wrap());
    let open = base().set_text_wrap().set_background_color(Color::RGB(0x00FF_F8E1));
    for (x, name) in (0_u16..).zip(CLAIM_COLUMNS) {
        sheet.write_string_with_format(0, x, name, &head)?;
        sheet.set_column_width(x, width(name))?;
    }
    for (y, claim) in (1_u32..).zip(claims) {
        let texts = [&claim.claim_id, &claim.doc_id, &claim.quote, &claim.holder, &claim.proposition_id, &claim.proposition];
        for (x, text) in (0_u16..).zip(texts) {
            let format = if matches!(x, 2 | 5) { &words } else { &cell };
            // Whatever the text begins with, it is written as text.
            sheet.write_string_with_format(y, x, cut(text), format)?;
        }
        sheet.write_string_with_format(y, 6, claim.stance.name(), &cell)?;
        sheet.write_number_with_format(y, 7, claim.strength, &cell)?;
        // Three decimals, as in the table.
        sheet.write_number_with_format(y, 8, (claim.confidence * 1000.0).round() / 1000.0, &cell)?;
        sheet.write_string_with_format(y, 9, claim.reviewed.name(), &cell)?;
        for x in (0_u16..).zip(CLAIM_COLUMNS).skip(OPEN).map(|(x, _)| x) {
            sheet.write_blank(y, x, &open)?;
        }
    }
    let last = u32::try_from(claims.len()).unwrap_or(u32::MAX).max(1);
    let stances: Vec<&str> = Stance::ALL.iter().map(|one| one.name()).collect();
    for (name, list) in [
        ("decide", DataValidation::new().allow_list_strings(&["accept", "reject", "note"])?),
        ("new_stance", DataValidation::new().allow_list_strings(&stances)?),
        ("new_strength", DataValidation::new().allow_list_strings(&["1", "2", "3", "4", "5"])?),
        (
            "new_proposition",
            DataValidation::new().allow_list_formula(Formula::new(format!("=propositions!$A$2:$A${}", propositions.max(1) + 1))),
        ),
    ] {
        let Some((x, _)) = (0_u16..).zip(CLAIM_COLUMNS).find(|(_, column)| *column == name) else { continue };
        let takes = HOW.iter().find(|(column, _)| *column == name).map_or("", |(_, takes)| *takes);
        let list = list.set_error_title("Not in the list")?.set_error_message("Choose from the list, or leave the cell empty.")?;
        // People may have made propositions since the sheet was written.
        let style = if name == "new_proposition" { DataValidationErrorStyle::Warning } else { DataValidationErrorStyle::Stop };
        let list = list.set_error_style(style).set_input_title(name)?.set_input_message(takes)?;
        sheet.add_data_validation(1, x, last, x, &list)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, last, u16::try_from(CLAIM_COLUMNS.len() - 1).unwrap_or(u16::MAX))?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// A sheet of two columns.
fn table<'a>(
    sheet: &mut Worksheet,
    header: (&str, &str),
    rows: impl Iterator<Item = (&'a str, &'a str)>,
    (head, words): (&Format, &Format),
) -> std::result::Result<(), XlsxError> {
    sheet.set_column_width(0, 28)?.set_column_width(1, 100)?.set_freeze_panes(1, 0)?;
    sheet.write_string_with_format(0, 0, header.0, head)?.write_string_with_format(0, 1, header.1, head)?;
    for (y, (one, other)) in (1_u32..).zip(rows) {
        sheet.write_string_with_format(y, 0, cut(one), words)?.write_string_with_format(y, 1, cut(other), words)?;
    }
    Ok(())
}

/// The width of a column, in digits.
fn width(name: &str) -> f64 {
    match name {
        "quote" => 60.0,
        "proposition" | "new_quote" | "why" => 40.0,
        "claim_id" => 28.0,
        "doc_id" | "proposition_id" | "new_proposition" => 22.0,
        "strength" | "by" => 10.0,
        _ => 14.0,
    }
}

/// What of a text fits into a cell, the last character an ellipsis if something is left out.
fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_columns_that_are_filled_in_are_explained() {
        let open: Vec<&str> = CLAIM_COLUMNS[OPEN..].to_vec();
        assert_eq!(HOW.iter().map(|(column, _)| *column).take(open.len()).collect::<Vec<_>>(), open);
        // A message beside a cell may be so long.
        assert!(HOW.iter().all(|(_, takes)| takes.chars().count() <= 255));
    }

    #[test]
    fn what_is_too_long_for_a_cell_is_cut_and_says_so() {
        let long = "𝄞".repeat(20_000);
        let short = cut(&long);
        assert!(short.ends_with('…') && short.encode_utf16().count() <= LONGEST);
        assert_eq!(cut("as it is"), "as it is");
    }
}
