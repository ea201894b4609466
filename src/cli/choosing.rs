//! The arguments of all commands on networks, and what they bring: a coding, and what is to be made of it.

use super::inputs::{AboutArgs, CodebookArgs, InputArgs, WhichProject, probability};
use crate::codebook::Relations;
use crate::error::Result;
use crate::files;
use crate::model::{Coding, Moment};
use crate::network::{self, Aggregate, Choice, Columns, Compat, Drawn, Draws, Duplicates, Isolates, Mode, Named, Normalize, Reach, Scale};
use crate::text::near::did_you_mean;
use std::path::PathBuf;

/// Which statements, and which network of them.
#[derive(Debug, clap::Args)]
pub(super) struct NetworkArgs {
    /// Statements: .txt and .md files, folders of them, or - for standard input
    #[cfg_attr(feature = "project", arg(value_name = "INPUT", conflicts_with = "coded"))]
    #[cfg_attr(not(feature = "project"), arg(value_name = "INPUT", required_unless_present = "coded", conflicts_with = "coded"))]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    of: WhichProject,
    /// A coding: a table with one statement a row (CSV, DNA event list), or a database of Discourse Network Analyzer (.dna)
    #[arg(long, value_name = "FILE", help_heading = "What is coded")]
    coded: Option<PathBuf>,
    /// The variable of the nodes (of the rows, if two-mode) [default: organization; actor for statements]
    #[arg(long, value_name = "COLUMN", help_heading = "What is coded")]
    rows: Option<String>,
    /// The variable that ties them (of the columns, if two-mode) [default: concept; proposition for statements]
    #[arg(long, value_name = "COLUMN", help_heading = "What is coded")]
    through: Option<String>,
    /// The variable that holds the level [default: agreement, if there is one; stance for statements]
    #[arg(long, value_name = "COLUMN", help_heading = "What is coded")]
    qualifier: Option<String>,
    /// The lowest and the highest level that can be, e.g. -1,1; or nominal if levels are equal or not
    #[arg(long, value_name = "LOWEST,HIGHEST", value_parser = scale, allow_hyphen_values = true, help_heading = "What is coded")]
    scale: Option<Scale>,
    /// The column of their documents [default: `document_id`, `doc_id`, `document` or `document_title`]
    #[arg(long, value_name = "COLUMN", help_heading = "What is coded")]
    document_column: Option<String>,
    /// Whose claims are an actor's: national; all (also of its groups, and of those it aligned itself with); weighted
    #[arg(long, value_name = "REACH", default_value = "national", value_parser = one_of::<Reach>, help_heading = "What is coded")]
    via: Reach,
    /// With --via weighted: how much a claim counts that another made for the actor (0–1)
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = probability, help_heading = "What is coded")]
    via_weight: f64,
    /// ignore; congruence, conflict (one-mode); subtract; combine (two-mode: 1 positive, 2 negative, 3 both) [default: ignore; subtract for `structure`]
    #[arg(long, value_parser = one_of::<Aggregate>, help_heading = "Which network")]
    aggregate: Option<Aggregate>,
    /// none; average, jaccard, cosine (one-mode); activity, prominence (two-mode) [default: none; average for `structure`]
    #[arg(long, value_parser = one_of::<Normalize>, help_heading = "Which network")]
    normalize: Option<Normalize>,
    /// Where equal statements count once: include (nowhere), document, week, month, year, range
    #[arg(long, default_value = "include", value_parser = one_of::<Duplicates>, help_heading = "Which network")]
    duplicates: Duplicates,
    /// dna: the definitions of Discourse Network Analyzer where they differ (cosine, Jaccard, weeks and months, scale, kernel)
    #[arg(long, value_name = "PROGRAM", default_value = "own", value_parser = one_of::<Compat>, help_heading = "Which network")]
    compat: Compat,
    /// Leave out statements with this value of this column; may be given several times
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = assignment, help_heading = "Which statements")]
    exclude: Vec<(String, String)>,
    /// Of this column keep only this value; may be given several times
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = assignment, help_heading = "Which statements")]
    only: Vec<(String, String)>,
    /// Leave out statements before this date
    #[arg(long, value_name = "DATE", help_heading = "Which statements")]
    start: Option<Moment>,
    /// Leave out statements after this date
    #[arg(long, value_name = "DATE", value_parser = Moment::end_of, help_heading = "Which statements")]
    stop: Option<Moment>,
    /// Also show nodes without any statement that counts
    #[arg(long, help_heading = "Which statements")]
    isolates: bool,
    /// A 95 % interval of each weight (with `network`: for --format edges), from so many draws
    #[arg(long, value_name = "DRAWS", value_parser = clap::value_parser!(u32).range(2..), help_heading = "How sure")]
    bootstrap: Option<u32>,
    /// What is drawn: documents; claims, each by its probability of being right; or both
    #[arg(long, value_name = "WHAT", default_value = "documents", value_parser = one_of::<Drawn>, requires = "bootstrap", help_heading = "How sure")]
    draw: Drawn,
    /// The seed of the draws: the same seed gives the same intervals
    #[arg(long, value_name = "N", default_value_t = 1, requires = "bootstrap", help_heading = "How sure")]
    seed: u64,
    #[command(flatten)]
    about: AboutArgs,
    #[command(flatten)]
    codebook: CodebookArgs,
    /// Leave out claims less likely right than this (0–1)
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    min_confidence: f64,
}

impl NetworkArgs {
    /// The coding, and how many inputs could not be read.
    pub(super) fn coding(&self) -> Result<(Coding, usize)> {
        self.coding_related().map(|(coding, failed, _)| (coding, failed))
    }

    /// The same, and how its propositions are related: by the codebook that coded it, or that is named.
    pub(super) fn coding_related(&self) -> Result<(Coding, usize, Relations)> {
        let Some(path) = &self.coded else {
            let inputs = InputArgs::new(&self.inputs, &self.of, &self.about, &self.codebook, self.min_confidence);
            let (coder, comparison, failed) = inputs.compare()?;
            return Ok((network::from_claims(&comparison, self.via, self.via_weight), failed, coder.codebook.relations.clone()));
        };
        let relations = if self.codebook.is_default() { Relations::default() } else { self.codebook.coder()?.codebook.relations.clone() };
        if files::has_extension(path, &["dna", "sqlite", "db"]) {
            // A database that is not there would be made by opening it; the door says what is wrong.
            files::exists(path)?;
            return Ok((network::from_dna(path)?, 0, relations));
        }
        let columns =
            Columns { id: self.about.reading.id_column(), document: self.document_column.clone(), date: self.about.reading.date_column() };
        let coding = network::from_csv(&path.display().to_string(), &files::text(path)?, &columns)?;
        Ok((coding, 0, relations))
    }

    /// What is to be made of it; an aggregation and a normalisation for when none is named.
    pub(super) fn choice(&self, coding: &Coding, mode: Mode, aggregate: Aggregate, normalize: Normalize) -> Choice {
        let usual = if self.coded.is_some() { ["organization", "concept", "agreement"] } else { ["actor", "proposition", "stance"] };
        let qualifier = self.qualifier.clone().or_else(|| coding.variable(usual[2]).map(|variable| variable.name.clone()));
        Choice {
            rows: self.rows.clone().unwrap_or_else(|| usual[0].to_owned()),
            through: self.through.clone().unwrap_or_else(|| usual[1].to_owned()),
            qualifier,
            mode,
            aggregate: self.aggregate.unwrap_or(aggregate),
            normalize: self.normalize.unwrap_or(normalize),
            duplicates: self.duplicates,
            scale: self.scale,
            compat: self.compat,
            exclude: self.exclude.clone(),
            only: self.only.clone(),
            start: self.start,
            stop: self.stop,
            isolates: if self.isolates { Isolates::Keep } else { Isolates::Leave },
        }
    }

    /// How networks are drawn, if intervals are asked for.
    pub(super) fn draws(&self) -> Option<Draws> {
        self.bootstrap.map(|number| Draws { number: number as usize, seed: self.seed, drawn: self.draw })
    }
}

/// One of the things that have a name; for another the nearest name is offered.
pub(super) fn one_of<T: Named>(written: &str) -> std::result::Result<T, String> {
    let names = T::ALL.iter().map(|one| one.name());
    T::named(written).ok_or_else(|| did_you_mean(written, names.clone()) + &format!(" (one of {})", names.collect::<Vec<_>>().join(", ")))
}

fn scale(written: &str) -> std::result::Result<Scale, String> {
    if written == "nominal" {
        return Ok(Scale::Nominal);
    }
    let number = |text: &str| text.trim().parse().ok().filter(|number: &f64| number.is_finite());
    let ends = written.split_once(',').and_then(|(low, high)| Some((number(low)?, number(high)?)));
    match ends {
        Some((low, high)) if low < high => Ok(Scale::From(low, high)),
        _ => Err(format!("`{written}` is no scale; give its lowest and highest level, such as -1,1, or nominal")),
    }
}

fn assignment(written: &str) -> std::result::Result<(String, String), String> {
    let (column, value) = written.split_once('=').ok_or_else(|| format!("`{written}` names no value; write COLUMN=VALUE"))?;
    Ok((column.trim().to_owned(), value.to_owned()))
}
