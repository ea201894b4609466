//! Secrets: random words that only this server and its guests know.

use crate::error::{Error, Result};

/// 32 random bytes. They keep strangers out and reach no output that is compared.
///
/// # Errors
/// If the system has none to give.
pub(super) fn secret() -> Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|cause| {
        Error::new(format!("the system gives no random numbers: {cause}")).hint("without them the page cannot be kept safe")
    })?;
    Ok(bytes)
}

/// A random word of 32 hexadecimal digits.
///
/// # Errors
/// See [`secret`].
pub(super) fn word() -> Result<String> {
    Ok(blake3::hash(&secret()?).to_hex().as_str()[..32].to_owned())
}

/// Whether two words are the same; takes as long for any two, so that nothing is learnt from the time.
pub(super) fn same(one: &str, other: &str) -> bool {
    // Hashes are compared in constant time.
    blake3::hash(one.as_bytes()) == blake3::hash(other.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_differ_and_are_compared_whole() {
        let (one, other) = (word().unwrap(), word().unwrap());
        assert!(one.len() == 32 && one != other);
        assert!(same(&one, &one) && !same(&one, &other) && !same(&one, &one[..31]) && !same("", &one));
    }
}
