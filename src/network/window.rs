//! A selection and a window come in, a network for each step of time goes out.

use super::choice::{Choice, Compat};
use super::select::{Selection, undated};
use super::{Named, choice::named, network_of};
use crate::error::{Error, Result};
use crate::model::{Coding, Moment, Slice, Unit};

named! {
    /// How much a statement counts by its distance from the middle of the window: u is that distance over half the window.
    Kernel {
        /// 1 within the window.
        None = "none",
        /// ½ within the window.
        Uniform = "uniform",
        /// ¾·(1 − u²) within the window.
        Epanechnikov = "epanechnikov",
        /// 1 − |u| within the window.
        Triangular = "triangular",
        /// e^(−u²/2) / √(2π) within the window.
        Gaussian = "gaussian",
    }
}

/// A window that is moved through time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many units it is wide, or how many statements.
    pub width: u32,
    /// Its unit; none if its width is counted in statements.
    pub unit: Option<Unit>,
    /// By how many units or statements it is moved.
    pub step: u32,
    /// How statements in it count.
    pub kernel: Kernel,
    /// Where its middle begins and ends.
    pub edge: Edge,
}

named! {
    /// Where the middles of the windows begin and end.
    Edge {
        /// At the first and the last statement (or `start` and `stop`): the outer windows are half empty.
        Middles = "middles",
        /// As far inside that the whole window lies between them.
        Whole = "whole",
    }
}

/// More slices than this are refused.
const MOST: usize = 20_000;

/// More ties in all slices together are refused (800 MB).
const MOST_TIES: usize = 100_000_000;

impl Kernel {
    /// The weight at the distance u, which is signed: before the middle negative. In the documented definition only |u| matters.
    /// For `--compat dna` the triangular kernel is 1 + u, so that it keeps rising after the middle, as in the program.
    #[must_use]
    pub fn weight(self, u: f64, compat: Compat) -> f64 {
        if u.abs() > 1.0 {
            return 0.0;
        }
        match self {
            Self::None => 1.0,
            Self::Uniform => 0.5,
            Self::Epanechnikov => 0.75 * (1.0 - u * u),
            Self::Triangular if compat == Compat::Dna => 1.0 + u,
            Self::Triangular => 1.0 - u.abs(),
            Self::Gaussian => (-0.5 * u * u).exp() / (2.0 * std::f64::consts::PI).sqrt(),
        }
    }
}

/// A network for each place of the window. All have the same nodes: those of all statements that count. Statements that repeat an
/// earlier one are left out before, over the whole time. Statements without a date are in no window.
///
/// A window of `width` units around a middle m holds the statements at t with |place(t) − place(m)| ≤ width / 2, where a place is
/// counted in calendar units ([`Moment::place`]). A window of `width` statements holds so many in the order of time, and
/// all those made at the same time as its first or last.
///
/// # Errors
/// If the coding has no dates, or there would be more than 20,000 slices, or more than 10⁸ ties in them.
pub fn slices(coding: &Coding, choice: &Choice, window: &Window) -> Result<Vec<Slice>> {
    let selection = Selection::new(coding, choice)?;
    let mut found = Vec::new();
    each(&selection, choice, window, &mut |cut| {
        let network = network_of(&selection, choice, cut.statements, cut.weigh)?;
        found.push(Slice { middle: cut.middle, start: cut.start, stop: cut.stop, statements: cut.statements.len(), network });
        Ok(())
    })?;
    Ok(found)
}

/// One place of the window.
pub(super) struct Cut<'a> {
    /// Its middle.
    pub(super) middle: Moment,
    /// Its first moment.
    start: Moment,
    /// Its last moment.
    stop: Moment,
    /// The statements in it.
    pub(super) statements: &'a [u32],
    /// How much each counts.
    pub(super) weigh: &'a dyn Fn(u32) -> f64,
}

/// Visits every place of the window in the order of time.
pub(super) fn each(
    selection: &Selection<'_>,
    choice: &Choice,
    window: &Window,
    visit: &mut dyn FnMut(&Cut<'_>) -> Result<()>,
) -> Result<()> {
    let coding = selection.coding;
    if coding.times.is_none() {
        return Err(undated(coding, "windows"));
    }
    let mut timed: Vec<(Moment, u32)> =
        selection.statements.iter().filter_map(|statement| Some((coding.time(*statement as usize)?, *statement))).collect();
    timed.sort_unstable();
    let (Some(first), Some(last)) = (timed.first(), timed.last()) else { return Ok(()) };
    let range = (choice.start.unwrap_or(first.0), choice.stop.map_or(last.0, |stop| stop.min(last.0)));
    match window.unit {
        None => by_statements(selection, window, &timed, visit),
        Some(unit) => by_calendar(selection, choice.compat, window, unit, &timed, range, visit),
    }
}

fn by_calendar(
    selection: &Selection<'_>,
    compat: Compat,
    window: &Window,
    unit: Unit,
    timed: &[(Moment, u32)],
    (first, last): (Moment, Moment),
    visit: &mut dyn FnMut(&Cut<'_>) -> Result<()>,
) -> Result<()> {
    let half = f64::from(window.width.max(1)) / 2.0;
    let inside = if window.edge == Edge::Whole { i64::from(window.width / 2) } else { 0 };
    let (from, to) = (first.later(inside, unit), last.later(-inside, unit));
    let places: Vec<f64> = timed.iter().map(|(time, _)| time.place(unit)).collect();
    for step in 0_usize.. {
        // Steps are counted from the first middle, so that the 31st does not drift to the 28th.
        let middle = from.later(i64::try_from(step).unwrap_or(i64::MAX).saturating_mul(i64::from(window.step.max(1))), unit);
        if middle > to {
            break;
        }
        few(step, selection)?;
        let place = middle.place(unit);
        let within =
            places.partition_point(|other| *other < place - half - SLACK)..places.partition_point(|other| *other <= place + half + SLACK);
        let statements: Vec<u32> = timed[within].iter().map(|(_, statement)| *statement).collect();
        let weigh = |statement: u32| {
            let time = selection.coding.time(statement as usize).map_or(place, |time| time.place(unit));
            let u = ((time - place) / half).clamp(-1.0, 1.0);
            window.kernel.weight(u, compat) * selection.coding.weight(statement as usize)
        };
        let (start, stop) = (edge_of(middle, -half, unit), edge_of(middle, half, unit));
        visit(&Cut { middle, start, stop, statements: &statements, weigh: &weigh })?;
    }
    Ok(())
}

/// Rounding in places must not push a statement on the edge out of the window.
const SLACK: f64 = 1e-9;

/// The moment `units` from a middle; half a month or year is half of its days.
fn edge_of(middle: Moment, units: f64, unit: Unit) -> Moment {
    #[expect(clippy::cast_possible_truncation, reason = "a window is at most 2^32 units wide")]
    let whole = units.trunc() as i64;
    let edge = middle.later(whole, unit);
    if units.fract() == 0.0 {
        return edge;
    }
    let next = middle.later(whole + if units < 0.0 { -1 } else { 1 }, unit);
    Moment(i64::midpoint(edge.0, next.0))
}

fn by_statements(
    selection: &Selection<'_>,
    window: &Window,
    timed: &[(Moment, u32)],
    visit: &mut dyn FnMut(&Cut<'_>) -> Result<()>,
) -> Result<()> {
    if window.kernel != Kernel::None {
        return Err(Error::new(format!("the kernel `{}` needs a window of calendar units", window.kernel.name()))
            .hint("use --window days, weeks, months or years, or --kernel none"));
    }
    let width = (window.width as usize).clamp(1, timed.len().max(1));
    let weigh = |statement: u32| selection.coding.weight(statement as usize);
    for (number, from) in (0..=timed.len() - width).step_by(window.step.max(1) as usize).enumerate() {
        few(number, selection)?;
        let (start, stop) = (timed[from].0, timed[from + width - 1].0);
        let within = timed.partition_point(|(time, _)| *time < start)..timed.partition_point(|(time, _)| *time <= stop);
        let statements: Vec<u32> = timed[within].iter().map(|(_, statement)| *statement).collect();
        visit(&Cut { middle: timed[from + width / 2].0, start, stop, statements: &statements, weigh: &weigh })?;
    }
    Ok(())
}

fn few(slices: usize, selection: &Selection<'_>) -> Result<()> {
    let ties = selection.rows.len() * selection.columns.len().max(selection.rows.len());
    if slices < MOST && (slices + 1).saturating_mul(ties) <= MOST_TIES {
        return Ok(());
    }
    Err(Error::new(format!("the window would be moved more than {slices} times")).hint("use a coarser --window, or a larger --step"))
}
