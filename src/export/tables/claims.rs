//! `claims.csv`: what was said, where, and how it was understood.

use crate::error::Result;
use crate::export::sheet::{Cell, Sheet};
use crate::export::{Format, View};
use crate::model::ActorKind;
use std::io;

pub(in crate::export) const HEADER: [&str; 25] = [
    "claim_id",
    "doc_id",
    "source",
    "page",
    "paragraph",
    "start",
    "end",
    "quote",
    "holder",
    "state_iso3",
    "via",
    "group",
    "topic",
    "proposition_id",
    "proposition",
    "stance",
    "strength",
    "modality",
    "condition",
    "confidence",
    "method",
    "rules",
    "date",
    "forum",
    "reviewed",
];

/// The claims, in their order. `state_iso3` is filled only if the holder is a State or an observer; `page` only for formats that have
/// pages; `reviewed` says how far people have looked at it (accepted, changed, added, disputed); `rules` are joined by `;`.
pub(in crate::export) struct Claims;

impl Format for Claims {
    fn name(&self) -> &'static str {
        "claims"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "Table of the claims: the words, whose they are, what they take up and how."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let mut sheet = Sheet::new(out, view.cells, HEADER)?;
        rows(view, &mut |row| sheet.put(row))?;
        sheet.finish()
    }
}

/// Gives the rows of the table one by one, with as many cells as the header has.
pub(in crate::export) fn rows(view: &View<'_>, put: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
    for claim in &view.comparison.claims {
        let holder = view.comparison.actors.get(&claim.holder);
        let is_state = holder.is_some_and(|holder| holder.kind != ActorKind::Group);
        put(&[
            (&claim.claim_id).into(),
            (&claim.doc_id).into(),
            (&claim.source).into(),
            claim.page.map_or(Cell::EMPTY, |page| (page as usize).into()),
            (&claim.paragraph).into(),
            claim.span.start.into(),
            claim.span.end.into(),
            (&claim.quote).into(),
            (&claim.holder).into(),
            if is_state { (&claim.holder).into() } else { Cell::EMPTY },
            claim.via.name().into(),
            (&claim.group).into(),
            (&claim.topic).into(),
            (&claim.proposition_id).into(),
            (&claim.proposition).into(),
            claim.stance.name().into(),
            claim.strength.into(),
            claim.modality.name().into(),
            (&claim.condition).into(),
            claim.confidence.into(),
            (&claim.method).into(),
            claim.rules.join(";").into(),
            claim.date.map_or(Cell::EMPTY, Cell::Date),
            (&claim.forum).into(),
            claim.reviewed.name().into(),
        ])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tables::written::lines;
    use crate::model::made_up::{actor, claim, group_claim};
    use crate::model::{ActorKind, Comparison, Stance};

    #[test]
    fn a_group_has_no_iso_code() {
        let actors = [actor("FRA", ActorKind::State), actor("EUE", ActorKind::Group)];
        let comparison = Comparison {
            actors: actors.into_iter().map(|actor| (actor.id.clone(), actor)).collect(),
            claims: vec![group_claim("EUE", "p", Stance::Support), claim("FRA", "p", Stance::Oppose)],
            ..Comparison::default()
        };
        assert_eq!(
            lines(&Claims, &comparison),
            [
                "claim_id,doc_id,source,page,paragraph,start,end,quote,holder,state_iso3,via,group,topic,proposition_id,proposition,\
                 stance,strength,modality,condition,confidence,method,rules,date,forum,reviewed",
                "EUE-p-support,EUE-doc,EUE.txt,,1,0,17,EUE on p: support,EUE,,group,EUE,Topic,p,Wording of p.,support,3,assert,,0.900,\
                 phrases,cue:we_support;own_view,,,",
                "FRA-p-oppose,FRA-doc,FRA.txt,,1,0,16,FRA on p: oppose,FRA,FRA,national,,Topic,p,Wording of p.,oppose,3,assert,,0.900,\
                 phrases,cue:we_support;own_view,,,",
            ]
        );
    }
}
