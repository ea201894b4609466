//! A passage → the language it is in: by its function words, where it has those of one language; else by its letters.

use super::inflect::{FunctionWords, Languages, languages, place_of};
use super::{Span, Words};
use std::ops::Range;
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

/// Passages with fewer letters are not told apart: Latin ones, which many languages share.
const LATIN: usize = 80;

/// The same for other alphabets.
const LETTERS: usize = 40;

/// The same for a script in which one sign is a syllable or a word.
const SIGNS: usize = 12;

/// A language's function words make up at least one word in so many.
const FUNCTION_WORDS: usize = 6;

/// A passage with fewer function words is not told by them.
const FEWEST: usize = 2;

/// A stretch of a text, with its words.
#[derive(Debug, Clone)]
pub struct Passage<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Which part of it.
    pub span: Span,
    /// The words of the whole text.
    pub words: &'a Words,
    /// Those of the passage.
    pub range: Range<usize>,
}

impl Passage<'_> {
    /// Whether it has as many function words of a language as a passage in it has.
    #[must_use]
    pub fn reads_as(&self, language: &str) -> bool {
        let Some(language) = place_of(language).map(Languages::one) else { return false };
        let known = FunctionWords::all();
        let mut function = 0;
        self.range.clone().any(|at| {
            function += usize::from(self.languages_of(known, at).have(language));
            is_enough(self.range.len(), function)
        })
    }

    /// The language it is in, if it is long enough and the choice is clear.
    #[must_use]
    pub fn language(&self) -> Option<Detected> {
        match self.by_function_words() {
            Some(code) => Some(Detected { code, name: name(code).unwrap_or(code) }),
            None => by_letters(self.span.of(self.text)),
        }
    }

    /// The language whose function words it has, if no other comes near.
    fn by_function_words(&self) -> Option<&'static str> {
        let known = FunctionWords::all();
        let mut counts: Vec<(usize, &'static str)> = languages().map(|language| (0, language)).collect();
        for at in self.range.clone() {
            let of = self.languages_of(known, at);
            for (place, (count, _)) in counts.iter_mut().enumerate() {
                *count += usize::from(of.have(Languages::one(place)));
            }
        }
        let mut best: Vec<(usize, &str)> = counts.into_iter().filter(|(count, _)| is_enough(self.range.len(), *count)).collect();
        best.sort_unstable();
        let (count, language) = best.pop()?;
        best.last().is_none_or(|(second, _)| count * 2 >= second * 3).then_some(language)
    }

    /// The languages of which a word is a function word: a capital on its own is a number, a name or a label.
    fn languages_of(&self, known: &FunctionWords, at: usize) -> Languages {
        let span = self.words.tokens[at].span;
        let is_label = span.len() == 1 && self.text.as_bytes()[span.start].is_ascii_uppercase();
        if is_label { Languages::default() } else { known.of_word(self.words, at) }
    }
}

/// Whether so many of the words being function words of a language makes a passage one in that language.
fn is_enough(words: usize, function: usize) -> bool {
    function >= FEWEST && function * FUNCTION_WORDS >= words
}

/// The language of a text, if it is long enough and the choice is clear.
#[must_use]
pub fn detect(text: &str) -> Option<Detected> {
    let words = Words::of(text);
    Passage { text, span: Span::new(0, text.len()), range: 0..words.tokens.len(), words: &words }.language()
}

/// The language that the letters of a text tell, if there are enough of them.
fn by_letters(text: &str) -> Option<Detected> {
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let wide = text.chars().filter(|c| ('\u{2e80}'..='\u{d7ff}').contains(c)).count();
    let few = if latin * 2 > letters { letters < LATIN } else { letters < LETTERS };
    if few && wide < SIGNS {
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
            ("Our participation does not constitute endorsement of a legally binding instrument.", Some("en")),
            ("We support the checklist.", Some("en")),
            ("C-LAND, supported by D-LAND, urged a single track.", Some("en")),
            ("[legally binding] [A-land: delete; B-land, C-land: retain]", None),
            ("Yes.", None),
        ] {
            assert_eq!(detect(text).map(|found| found.code), expected, "{text}");
        }
    }
}
