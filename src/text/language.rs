//! A passage → the language it is in.

use whatlang::{Detector, Lang};

/// A language that a passage seems to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    /// Its ISO 639-1 code, or its ISO 639-3 code if it has none here.
    pub code: &'static str,
    /// Its English name.
    pub name: &'static str,
}

/// What delegations speak at the United Nations, and some languages that might be taken for these.
const LANGUAGES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Rus, "ru"),
    (Lang::Cmn, "zh"),
    (Lang::Ara, "ar"),
    (Lang::Por, "pt"),
    (Lang::Deu, "de"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Ukr, "uk"),
    (Lang::Pes, "fa"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Tur, "tr"),
    (Lang::Cat, "ca"),
];

/// The code itself, if it is one of a language that can be told.
#[must_use]
pub fn code(written: &str) -> Option<&'static str> {
    LANGUAGES.iter().map(|(_, code)| *code).find(|code| *code == written)
}

/// The English name of a language, given by its code.
#[must_use]
pub fn name(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, known)| *known == code).map(|(lang, _)| lang.eng_name())
}

/// Passages with fewer letters are not told apart.
const LETTERS: usize = 40;

/// The same for a script in which one sign is a syllable or a word.
const SIGNS: usize = 12;

/// The language of a passage, if it is long enough and the choice is clear.
#[must_use]
pub fn detect(text: &str) -> Option<Detected> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let wide = text.chars().filter(|c| ('\u{2e80}'..='\u{d7ff}').contains(c)).count();
    if letters < LETTERS && wide < SIGNS {
        return None;
    }
    let found = Detector::with_allowlist(LANGUAGES.iter().map(|(lang, _)| *lang).collect()).detect(text)?;
    let code = LANGUAGES.iter().find(|(lang, _)| *lang == found.lang())?.1;
    found.is_reliable().then_some(Detected { code, name: found.lang().eng_name() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_six_languages_are_told_apart() {
        for (text, expected) in [
            ("We believe that international law applies to the use of these technologies by States.", Some("en")),
            ("Nous considérons que le droit international s'applique à l'utilisation de ces technologies par les États.", Some("fr")),
            ("Consideramos que el derecho internacional se aplica al uso de estas tecnologías por los Estados.", Some("es")),
            ("Мы считаем, что международное право применяется к использованию этих технологий государствами.", Some("ru")),
            ("我们认为，国际法适用于各国使用信息和通信技术的行为，应当得到遵守。", Some("zh")),
            ("نرى أن القانون الدولي ينطبق على استخدام الدول لهذه التكنولوجيات في الفضاء الإلكتروني.", Some("ar")),
            ("Yes.", None),
        ] {
            assert_eq!(detect(text).map(|found| found.code), expected, "{text}");
        }
    }
}
