//! Addresses of pages: words in, a path with its query out, and back.

/// An address: a path and what is asked for there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    text: String,
    anchor: String,
}

impl Address {
    /// A page.
    pub(super) fn of(path: &str) -> Self {
        Self { text: path.to_owned(), anchor: String::new() }
    }

    /// The page of a proposition.
    pub(super) fn proposition(id: &str) -> Self {
        Self::of("/proposition").with("id", id)
    }

    /// The page of an actor.
    pub(super) fn actor(id: &str) -> Self {
        Self::of("/actor").with("id", id)
    }

    /// The page of a document, at a claim.
    pub(super) fn claim(doc_id: &str, claim_id: &str) -> Self {
        Self::of("/document").with("id", doc_id).with("claim", claim_id).at("here")
    }

    /// The same with something asked for.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.text.push(if self.text.contains('?') { '&' } else { '?' });
        self.text += &encoded(name);
        self.text.push('=');
        self.text += &encoded(value);
        self
    }

    /// The same with something asked for, if it is not empty.
    pub(super) fn with_some(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.with(name, value) }
    }

    /// The same at a place of the page.
    pub(super) fn at(mut self, anchor: &str) -> Self {
        self.anchor = format!("#{}", encoded(anchor));
        self
    }

    /// As a page and a header take it: ASCII, without spaces or line breaks.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.text, self.anchor)
    }
}

/// Text as a part of an address: all but letters, digits and `-._~` as `%XX`.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0').to_ascii_uppercase();
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

/// What [`encoded`] wrote; none if it is not that.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|n| u8::try_from(n).ok());
            bytes.push(digit(rest.next())? * 16 + digit(rest.next())?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Where to go next: a page of this server, else the first one. An address of elsewhere is not followed.
pub(super) fn own(next: &str) -> &str {
    let is_own = next.starts_with('/') && !next.starts_with("//") && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_own { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_goes_into_an_address_and_back() {
        for text in ["japan:412:il.applies", "a&b=c d", "é\"<>'\r\n%", ""] {
            assert_eq!(decoded(&encoded(text)).as_deref(), Some(text));
            assert!(encoded(text).bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>&=#?".contains(&byte)));
        }
        assert_eq!(Address::actor("A B").with_some("x", "").with("y", "1").at("z").text(), "/actor?id=A%20B&y=1#z");
        assert_eq!(decoded("%4"), None);
        assert_eq!(decoded("%ff"), None);
    }

    #[test]
    fn nobody_is_led_elsewhere() {
        assert_eq!(own("/queue?at=3"), "/queue?at=3");
        for next in ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb: c", "", "queue"] {
            assert_eq!(own(next), "/", "{next:?}");
        }
    }
}
