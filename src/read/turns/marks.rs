//! What a turn says of itself: interpreted, in right of reply, corrected while speaking.

/// Beginnings of marks of interpretation, in small letters.
const INTERPRETED: &[&str] = &[
    "spoke in ",
    "speaking in ",
    "speaks in ",
    "interpretation",
    "interpreted",
    "interprétation",
    "interpretación",
    "through interpret",
    "parle en ",
    "a parlé en ",
    "parlant en ",
    "habla en ",
    "hablando en ",
    "original en ",
    "translated from ",
    "translation from ",
];

/// Whether words in brackets say that the speech was interpreted.
pub(super) fn is_interpretation(lower: &str) -> bool {
    INTERPRETED.iter().any(|start| lower.starts_with(start))
}

/// The mark of interpretation in brackets at the start of a speech, and the bytes up to its end.
pub(super) fn opening(speech: &str) -> Option<(&str, usize)> {
    let start = speech.len() - speech.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')).len();
    let close = match speech[start..].chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = start + speech[start..].find(close)?;
    let inside = speech.get(start + 1..end)?;
    is_interpretation(&inside.to_lowercase()).then_some((inside, end + 1))
}

/// Whether a turn is a right of reply: its first words say so.
pub(super) fn is_reply(speech: &str) -> bool {
    let opening: String = speech.chars().take(500).flat_map(char::to_lowercase).collect();
    [
        "exercise of the right of reply",
        "exercise of its right of reply",
        "exercise of our right of reply",
        "exercise my right of reply",
        "exercise our right of reply",
        "exercise its right of reply",
        "exercise the right of reply",
        "exercising the right of reply",
        "exercising its right of reply",
        "exercising our right of reply",
        "our right of reply",
        "in right of reply",
        "by way of right of reply",
        "droit de réponse",
        "derecho a réplica",
        "derecho de réplica",
        "derecho a contestar",
    ]
    .iter()
    .any(|phrase| opening.contains(phrase))
}

/// The words by which a speaker corrects itself.
pub(super) fn correction(speech: &str) -> Option<&'static str> {
    let lower = speech.to_lowercase();
    [
        ", sorry,",
        "i mean,",
        ", i mean",
        "correction:",
        "correction,",
        "i misspoke",
        "let me correct myself",
        "i correct myself",
        "or rather,",
        "je veux dire",
        "quiero decir",
        "perdón,",
        "pardon,",
    ]
    .into_iter()
    .find(|phrase| lower.contains(phrase))
    .map(|phrase| phrase.trim_matches([',', ' ', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_says_what_it_is() {
        assert_eq!(opening(" [interpretation from Spanish] Thank you"), Some(("interpretation from Spanish", 30)));
        assert_eq!(opening("(spoke in French)"), Some(("spoke in French", 17)));
        assert_eq!(opening("[We agree] with it"), None);
        assert_eq!(opening("We agree"), None);
        assert!(is_reply("I take the floor in exercise of the right of reply to reject this."));
        assert!(!is_reply("We agree."));
        assert_eq!(correction("We oppose, sorry, we support paragraph 4."), Some("sorry"));
        assert_eq!(correction("We support paragraph 4."), None);
    }
}
