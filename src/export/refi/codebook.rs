//! The codebook alone: `.qdc`.

use super::codes;
use crate::error::Result;
use crate::export::xml::Xml;
use crate::export::{Format, View};
use std::io;

/// A codebook of REFI-QDA.
pub(in crate::export) struct Codebook;

impl Format for Codebook {
    fn name(&self) -> &'static str {
        "qdc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["qdc"]
    }

    fn summary(&self) -> &'static str {
        "REFI-QDA codebook for NVivo, ATLAS.ti, MAXQDA and QualCoder: topics, propositions, stances."
    }

    fn takes_networks(&self) -> bool {
        false
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let mut xml = Xml::new(out)?;
        xml.open("CodeBook", &[("xmlns", "urn:QDA-XML:codebook:1.0"), ("origin", "demarche")])?;
        codes(view, &mut xml)?;
        xml.finish()
    }
}
