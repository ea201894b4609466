//! How effects compose: the attitude a mention ends up with.
//!
//! | over | for | against | nothing |
//! |---|---|---|---|
//! | for | for | against | for (against, if the object is removed) |
//! | against | against | for | against (for, if the object is removed) |
//! | negate, on the cue | against | for, weakened: 2 | – |

use crate::codebook::Effect;
use crate::model::{Side, Stance, Wording};

/// An attitude towards the *proposition*, as it is built up from the inside out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts, as the table above combines them")]
pub(super) struct Attitude {
    /// Which way it points; none as long as no word has taken a side.
    pub(super) side: Option<Side>,
    /// 1–5.
    pub(super) strength: u8,
    /// Whether it is held with a limit.
    pub(super) hedged: bool,
    /// Whether the object is said to be taken away or missing.
    removed: bool,
    /// Whether something is said to harm the object.
    spoiled: bool,
    /// Whether an attitude cue has spoken yet, or only the bare assertion.
    pub(super) voiced: bool,
    /// Whether the object is an evil.
    harm: bool,
    /// Whether a later sentence points back to it.
    recalled: bool,
    /// The last attitude that took no side.
    pub(super) special: Option<Effect>,
}

/// What one cue, with its own modifiers, does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent property of the cue")]
pub(super) struct Turn {
    /// The attitude.
    pub(super) effect: Effect,
    /// 1–5.
    pub(super) strength: u8,
    /// Whether it is weakened.
    pub(super) hedged: bool,
    /// Whether it is turned on the object itself and not on a text about it.
    pub(super) combats: bool,
    /// Whether it calls for something missing to be made good ("the absence of rules must be addressed").
    pub(super) mends: bool,
    /// Whether it governs a clause ("reject the claim that …") and not only a thing.
    pub(super) embeds: bool,
    /// Whether it can only be said of a thing and governs no clause here ("condemn", "rather than").
    pub(super) thing: bool,
}

impl Turn {
    /// The turn of a cue with those effects.
    pub(super) fn new(effects: &[Effect], strength: u8) -> Option<Self> {
        let effect = effects.iter().copied().find(|effect| effect.is_attitude())?;
        Some(Self {
            effect,
            strength,
            hedged: effects.contains(&Effect::Weaken),
            mends: effects.contains(&Effect::Mend),
            combats: effects.contains(&Effect::Combat),
            embeds: true,
            thing: false,
        })
    }

    /// The turn of what is preferred to something else.
    pub(super) fn preference() -> Self {
        Self { effect: Effect::For, strength: 3, hedged: false, mends: false, combats: false, embeds: true, thing: false }
    }

    /// Applies a modifier of the cue to it.
    pub(super) fn modified(mut self, effects: &[Effect]) -> Self {
        for effect in effects {
            match effect {
                Effect::Negate => match self.effect {
                    Effect::For if self.hedged => self.effect = Effect::Against,
                    Effect::For | Effect::Hold => self.effect = Effect::Against,
                    // "We do not oppose" is not support.
                    Effect::Against => (self.effect, self.hedged, self.strength) = (Effect::For, true, 2),
                    _ => {}
                },
                Effect::Weaken => (self.hedged, self.strength) = (true, self.strength.min(2)),
                Effect::Strengthen => self.strength = (self.strength + 1).min(5),
                _ => {}
            }
        }
        self
    }
}

impl Attitude {
    /// Where a mention starts from.
    pub(super) fn of(wording: Wording, strength: u8, harm: bool) -> Self {
        let side = match wording {
            Wording::States => Some(Side::For),
            Wording::Denies => Some(Side::Against),
            Wording::Names | Wording::NamesOpposite => None,
        };
        // A statement of fact about an evil cannot be turned by an attitude towards the evil.
        Self { side, strength, hedged: false, removed: false, spoiled: false, voiced: false, harm, recalled: false, special: None }
    }

    /// Applies a modifier of the mention itself.
    pub(super) fn modify(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                // "Attacks that do not stop at borders" does not deny the attacks: only `denies` does.
                Effect::Negate | Effect::Weaken if self.harm && self.side.is_some() => {}
                Effect::Negate if self.harm => {}
                Effect::Negate => match self.side {
                    Some(Side::For) => self.side = Some(Side::Against),
                    // "Is not premature" says less than "is timely".
                    Some(Side::Against) => (self.side, self.hedged, self.strength) = (Some(Side::For), true, self.strength.min(2)),
                    _ => self.removed = true,
                },
                Effect::Remove => match self.side {
                    Some(_) => {}
                    None => self.removed = true,
                },
                Effect::Spoil => self.spoiled = true,
                Effect::Weaken => (self.hedged, self.strength) = (true, self.strength.min(2)),
                Effect::Strengthen => self.strength = (self.strength + 1).min(5),
                _ => {}
            }
        }
    }

    /// Applies an attitude cue.
    pub(super) fn turn(&mut self, turn: Turn, wording: Wording) {
        let opposite = wording == Wording::NamesOpposite;
        match turn.effect {
            Effect::For | Effect::Against => {
                // To condemn what is stated of an evil is to state it; to doubt it is not. The same where the cue has a thing of its
                // own: "we condemn the attacks, which violate the law" does not deny that the law was violated.
                let combats = turn.combats && (self.harm || turn.thing && wording.asserts());
                let effect = if combats && (wording.asserts() || self.recalled) { Effect::For } else { turn.effect };
                // "Rather than pursuing protectionism" takes nothing back of what is stated of protectionism.
                if turn.thing && wording.asserts() && effect == Effect::Against {
                    return;
                }
                let points = |effect: Effect| if (effect == Effect::For) == opposite { Side::Against } else { Side::For };
                let side = match (self.side, effect) {
                    // "Refrain from what would undermine it": who is against what harms the object is for it.
                    (None, Effect::Against) if self.spoiled => points(Effect::For),
                    // To condemn the evil is to hold that it is one.
                    (None, Effect::Against) if combats => points(Effect::For),
                    (None, effect) => {
                        let effect = match (effect, self.removed && !turn.mends) {
                            (Effect::For, true) => Effect::Against,
                            (Effect::Against, true) => Effect::For,
                            (effect, _) => effect,
                        };
                        points(effect)
                    }
                    // "We cannot support the text, drawn up by a few": opposition to the thing, not to what is said against it.
                    (Some(Side::Against), Effect::Against) if wording == Wording::Denies && !turn.embeds => Side::Against,
                    (Some(side), Effect::Against) => turned(side),
                    (Some(side), _) => side,
                };
                self.side = Some(side);
                self.grade(turn);
            }
            Effect::Hold if self.side.is_some() => self.grade(turn),
            Effect::Neutral | Effect::Courtesy | Effect::Practice => {
                self.special = Some(turn.effect);
                // "We take note of the proposal for a fund": whoever notes does not propose.
                if self.side.is_none() || turn.effect == Effect::Neutral {
                    self.strength = turn.strength;
                }
            }
            _ => {}
        }
    }

    /// The first cue sets the strength; of several the strongest holds, but a weak outermost one caps it.
    fn grade(&mut self, turn: Turn) {
        self.strength = match (self.voiced, turn.strength) {
            (false, strength) => strength,
            (true, weak @ ..=2) => weak,
            // What is only recalled stays so, whatever is said around it.
            (true, _) if self.strength <= 2 && !self.hedged => self.strength,
            // "We are not convinced of the need": doubt weighs no more than doubt.
            (true, strength) if turn.hedged => strength,
            (true, strength) => self.strength.max(strength),
        };
        if self.hedged && !turn.hedged {
            self.strength = self.strength.min(2);
        }
        self.hedged |= turn.hedged;
        self.voiced = true;
    }

    /// Readies the attitude for a sentence that points back to it: an object that was only named is taken as proposed.
    pub(super) fn rest(&mut self) {
        self.side = self.side.or(Some(Side::For));
        self.recalled = true;
        self.special = None;
        self.hedged = false;
        self.voiced = false;
    }

    /// Whether a fact about an evil is stated, which no condition limits.
    pub(super) fn is_fact(self, wording: Wording) -> bool {
        self.harm && wording == Wording::States
    }

    /// The attitude in words.
    pub(super) fn shown(self) -> String {
        let side = match self.side {
            Some(Side::For) => "for",
            Some(Side::Against) => "against",
            Some(Side::Neither) | None => "no side",
        };
        format!("{side} {}{}", self.strength, if self.hedged { ", with a limit" } else { "" })
    }

    /// The stance, or none if no word took a side.
    pub(super) fn stance(self, conditional: bool) -> Option<Stance> {
        match (self.side, self.special) {
            (_, Some(Effect::Courtesy)) => None,
            (None | Some(Side::For), Some(Effect::Neutral)) => Some(Stance::Undecided),
            (None, Some(Effect::Practice)) => Some(Stance::Practice),
            // "We held a seminar on cyberattacks" reports a seminar.
            (Some(Side::For), Some(Effect::Practice)) if !self.voiced && self.harm => None,
            (Some(Side::For), Some(Effect::Practice)) if !self.voiced => Some(Stance::Practice),
            (Some(Side::For), _) if self.hedged || conditional => Some(Stance::Qualified),
            (Some(Side::For), _) => Some(Stance::Support),
            (Some(Side::Against), _) if self.hedged => Some(Stance::Reservation),
            (Some(Side::Against), _) => Some(Stance::Oppose),
            (Some(Side::Neither) | None, _) => None,
        }
    }
}

fn turned(side: Side) -> Side {
    match side {
        Side::For => Side::Against,
        Side::Against => Side::For,
        Side::Neither => Side::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(turns: &[(&[Effect], u8, &[Effect])]) -> Option<Stance> {
        let mut attitude = Attitude::of(Wording::Names, 3, false);
        for (effects, strength, modifiers) in turns {
            attitude.turn(Turn::new(effects, *strength).unwrap().modified(modifiers), Wording::Names);
        }
        attitude.stance(false)
    }

    #[test]
    fn effects_compose_from_the_inside_out() {
        use Effect::{Against, For, Negate, Weaken};
        for (turns, expected) in [
            (vec![(&[For][..], 4, &[][..])], Stance::Support),
            (vec![(&[For][..], 4, &[Negate][..])], Stance::Oppose),
            (vec![(&[Against][..], 4, &[Negate][..])], Stance::Qualified),
            (vec![(&[For][..], 4, &[][..]), (&[Against][..], 4, &[][..])], Stance::Oppose),
            (vec![(&[Against][..], 4, &[][..]), (&[Against][..], 4, &[][..])], Stance::Support),
            (vec![(&[Against, Weaken][..], 3, &[][..])], Stance::Reservation),
            (vec![(&[For][..], 4, &[Weaken][..])], Stance::Qualified),
        ] {
            assert_eq!(named(&turns), Some(expected), "{turns:?}");
        }
    }

    #[test]
    fn what_is_said_of_a_thing_leaves_what_a_clause_states() {
        let stance = |effects: &[Effect], thing: bool| {
            let mut attitude = Attitude::of(Wording::States, 3, false);
            attitude.turn(Turn { thing, ..Turn::new(effects, 4).unwrap() }, Wording::States);
            attitude.stance(false)
        };
        assert_eq!(stance(&[Effect::Against, Effect::Combat], true), Some(Stance::Support));
        assert_eq!(stance(&[Effect::Against, Effect::Combat], false), Some(Stance::Oppose));
        assert_eq!(stance(&[Effect::Against, Effect::Weaken], true), Some(Stance::Support));
        assert_eq!(stance(&[Effect::Against], false), Some(Stance::Oppose));
    }

    #[test]
    fn regret_over_a_removed_object_is_support() {
        let mut attitude = Attitude::of(Wording::Names, 3, false);
        attitude.modify(&[Effect::Remove]);
        attitude.turn(Turn::new(&[Effect::Against], 3).unwrap(), Wording::Names);
        assert_eq!(attitude.stance(false), Some(Stance::Support));
    }

    #[test]
    fn to_fight_an_evil_is_to_hold_that_it_is_one() {
        let mut attitude = Attitude::of(Wording::Names, 3, true);
        attitude.turn(Turn::new(&[Effect::Against, Effect::Combat], 4).unwrap(), Wording::Names);
        assert_eq!(attitude.stance(false), Some(Stance::Support));
        // "It is premature to deal with ransomware."
        let mut attitude = Attitude::of(Wording::Names, 3, true);
        attitude.turn(Turn::new(&[Effect::Against], 3).unwrap(), Wording::Names);
        assert_eq!(attitude.stance(false), Some(Stance::Oppose));
    }
}
