//! Who one is.

use super::Doing;
use crate::serve::answer::{Answer, Fault};
use crate::serve::routes::Done;
use crate::serve::session::{kept, name_of};

/// A year.
const LONG: u32 = 365 * 24 * 60 * 60;

pub(super) fn name(doing: &mut Doing<'_>) -> Answer<Done> {
    let name = name_of(doing.asked.one("name"));
    if name.is_empty() {
        return Err(Fault::wrong("the name is empty"));
    }
    Ok(Done { cookie: Some(kept(&doing.app.cookie("coder"), &name, Some(LONG))), ..doing.next("name") })
}
