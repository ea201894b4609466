//! A word that is not known → the known word that was probably meant ("did you mean").

/// The candidate nearest to `word` by Jaro–Winkler similarity, if it is near enough (≥ 0.8) to be worth proposing.
/// Equal similarities are settled by the candidates' alphabetical order.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let similarity = strsim::jaro_winkler(&word, &candidate.to_lowercase());
        let better = best.is_none_or(|(top, name)| similarity > top || (similarity.to_bits() == top.to_bits() && candidate < name));
        if similarity >= 0.8 && better {
            best = Some((similarity, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A hint that proposes the nearest candidate, or lists up to twelve valid ones.
#[must_use]
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(near) = nearest(word, candidates.clone()) {
        return format!("did you mean `{near}`?");
    }
    let mut known: Vec<&str> = candidates.into_iter().collect();
    known.sort_unstable();
    known.dedup();
    let more = known.len().saturating_sub(12);
    known.truncate(12);
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("known are {list} and {more} more") } else { format!("known are {list}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_its_word() {
        assert_eq!(nearest("il.aplies", ["il.applies", "cbm.core"]), Some("il.applies"));
        assert_eq!(nearest("zebra", ["il.applies", "cbm.core"]), None);
    }
}
