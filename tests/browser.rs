//! The page of `demarche report` in a browser.

mod support;
