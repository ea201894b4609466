//! Files that have changed are read again.

use super::Doing;
use crate::serve::address::Address;
use crate::serve::answer::Answer;
use crate::serve::import;
use crate::serve::routes::Done;

#[expect(clippy::unnecessary_wraps, reason = "all acts are of one form")]
pub(super) fn update(doing: &mut Doing<'_>) -> Answer<Done> {
    import::read(doing.app, 0, Vec::new());
    Ok(Done::to(&Address::of("/import")))
}
