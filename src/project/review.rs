//! Deciding, taking back, and bringing decisions in from elsewhere.

use super::{Project, later_than, stand};
use crate::error::{Error, Result};
use crate::model::{Act, Anchor, Claim, ClaimReading, Correction, Decision, Document, Via};
use crate::pipeline::{Coded, Coder};
use crate::review::{self, History};
use crate::store::Kept;
use crate::text::near::did_you_mean;

/// Who decides.
#[derive(Debug, Clone)]
pub struct Author {
    /// The name.
    pub name: String,
    /// Whether this settles what coders differ on.
    pub settles: bool,
}

/// What is asked for on a claim.
#[derive(Debug, Clone)]
pub enum Asked {
    /// It is right.
    Accept,
    /// It is wrong.
    Reject,
    /// It is otherwise.
    Correct(Correction),
    /// A remark.
    Note,
}

/// Words in which a person reads a claim that the program missed.
#[derive(Debug, Clone)]
pub struct Target {
    /// The document.
    pub doc_id: String,
    /// The words, as they stand in it.
    pub quote: String,
    /// What they say.
    pub read: ClaimReading,
    /// How the position reaches us.
    pub via: Via,
}

impl Project {
    /// Decides on a claim, by its id.
    ///
    /// # Errors
    /// If there is no such claim, the correction makes no sense, or the database cannot be written.
    pub fn decide(&mut self, coder: &Coder, claim_id: &str, asked: &Asked, author: &Author, why: Option<String>) -> Result<Decision> {
        let (number, claim) = self.store.claim(claim_id)?.ok_or_else(|| {
            Error::new(format!("there is no claim `{claim_id}`")).hint("`demarche review list` shows the claims with their ids")
        })?;
        let kept: Kept<Coded> = self.kept(number)?;
        let on = self.anchor_of(coder, number, &claim, &kept)?;
        let act = match asked {
            Asked::Accept => Act::Accept { on },
            Asked::Reject => Act::Reject { on },
            Asked::Note => Act::Note { on },
            Asked::Correct(to) => {
                check(coder, &self.history()?, to, &kept.document)?;
                Act::Correct { on, to: to.clone() }
            }
        };
        self.add(coder, act, Some(number), author, why)
    }

    /// Whether the author has decided just this on a claim already, and it holds.
    ///
    /// # Errors
    /// If there is no such claim, or the database cannot be read.
    pub fn is_decided(&self, coder: &Coder, claim_id: &str, asked: &Asked, author: &Author) -> Result<bool> {
        let Some((number, claim)) = self.store.claim(claim_id)? else { return Ok(false) };
        let on = self.anchor_of(coder, number, &claim, &self.kept(number)?)?;
        let history = self.history()?;
        // Who settles says it once more, in another office.
        let is_mine = |one: &&Decision| one.by == author.name && one.settles == author.settles;
        let mine = history.holding().filter(is_mine).filter(|one| one.act.anchor().is_some_and(|anchor| *anchor == on));
        Ok(mine.last().is_some_and(|last| match (&last.act, asked) {
            (Act::Accept { .. }, Asked::Accept) | (Act::Reject { .. }, Asked::Reject) => true,
            (Act::Correct { to, .. }, Asked::Correct(asked)) => to == asked,
            _ => false,
        }))
    }

    /// Adds a claim that the program missed.
    ///
    /// # Errors
    /// If the words are not in the document, or what they are said to say makes no sense.
    pub fn add_claim(&mut self, coder: &Coder, target: &Target, author: &Author, why: Option<String>) -> Result<Decision> {
        let number = self.store.number_of(&target.doc_id)?.ok_or_else(|| {
            Error::new(format!("there is no document `{}`", target.doc_id)).hint("`demarche status --documents` lists the documents")
        })?;
        let Kept { document, .. } = self.kept(number)?;
        let places = review::words::Core::of(&document.text).places(&target.quote);
        let Some(span) = places.first() else { return Err(not_there(&target.quote, &document)) };
        let to = Correction {
            holder: Some(target.read.holder.clone()),
            proposition: Some(target.read.proposition.clone()),
            strength: Some(target.read.strength),
            ..Correction::default()
        };
        check(coder, &self.history()?, &to, &document)?;
        let (before, after) = review::words::around(&document.text, *span);
        let quote = span.of(&document.text).to_owned();
        let on = Anchor { quote, before, after, doc_id: document.id.clone(), span: *span, read: target.read.clone() };
        self.add(coder, Act::Add { on, via: target.via }, Some(number), author, why)
    }

    /// Makes one proposition part of another.
    ///
    /// # Errors
    /// If one of them does not exist, or they are one.
    pub fn merge(&mut self, coder: &Coder, from: &str, into: &str, author: &Author, why: Option<String>) -> Result<Decision> {
        let history = self.history()?;
        known(coder, &history, from)?;
        known(coder, &history, into)?;
        if history.merged(into) == from || from == into {
            return Err(Error::new(format!("`{into}` is part of `{from}` already")).hint("undo that merge first"));
        }
        self.add(coder, Act::Merge { from: from.into(), into: into.into() }, None, author, why)
    }

    /// Puts a new proposition beside one that is several.
    ///
    /// # Errors
    /// If the one does not exist, or the other does.
    pub fn split(&mut self, coder: &Coder, from: &str, id: &str, wording: &str, author: &Author, why: Option<String>) -> Result<Decision> {
        let history = self.history()?;
        known(coder, &history, from)?;
        if known(coder, &history, id).is_ok() {
            return Err(Error::new(format!("there is a proposition `{id}` already")).hint("give the new one another id"));
        }
        if id.trim().is_empty() || wording.trim().is_empty() {
            return Err(Error::new("a proposition needs an id and a wording"));
        }
        self.add(coder, Act::Split { from: from.into(), made: id.into(), wording: wording.into() }, None, author, why)
    }

    /// Takes back the author's last decision that holds. None if there is none.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn undo(&mut self, coder: &Coder, author: &Author) -> Result<Option<Decision>> {
        let history = self.history()?;
        let Some(last) = history.last(&author.name).cloned() else { return Ok(None) };
        self.back_or_again(coder, Act::Undo { of: last.id.clone() }, &last, author)?;
        Ok(Some(last))
    }

    /// Brings again what the author took back last. None if there is nothing.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn redo(&mut self, coder: &Coder, author: &Author) -> Result<Option<Decision>> {
        let history = self.history()?;
        let Some(last) = history.last_undone(&author.name).cloned() else { return Ok(None) };
        self.back_or_again(coder, Act::Redo { of: last.id.clone() }, &last, author)?;
        Ok(Some(last))
    }

    fn back_or_again(&mut self, coder: &Coder, act: Act, of: &Decision, author: &Author) -> Result<Decision> {
        let number = match of.act.anchor() {
            Some(_) => self.store.bound(&of.id)?,
            None => None,
        };
        self.add(coder, act, number, author, None)
    }

    /// Brings in decisions made elsewhere; those that are here already are left. How many were new.
    ///
    /// # Errors
    /// If one was altered after it was made, or the database cannot be written.
    pub fn bring_in(&mut self, coder: &Coder, decisions: &[Decision]) -> Result<usize> {
        if let Some(altered) = decisions.iter().find(|one| review::id(one) != one.id) {
            return Err(Error::new(format!("decision {} by {} is not what it was when it was made", altered.id, altered.by))
                .hint("a decision is never altered: take it out, and decide anew"));
        }
        let new = self.store.together(|store| {
            store.outdate()?;
            store.decide(decisions)
        })?;
        self.stand(coder)?;
        Ok(new)
    }

    /// Adds a decision, on the document with that row if it is on words, and makes anew how things stand.
    fn add(&mut self, coder: &Coder, act: Act, number: Option<i64>, author: &Author, why: Option<String>) -> Result<Decision> {
        let by = author.name.trim().to_owned();
        if by.is_empty() {
            return Err(Error::new("nobody is said to decide").hint("give your name with --by, or set DEMARCHE_CODER"));
        }
        self.refresh(coder)?;
        let this: &Self = self;
        let decision = this.store.together(|store| {
            // Asked within the transaction: nobody else can decide in between.
            let at = later_than(store.last_moment()?.as_deref());
            let mut decision = Decision { at, id: String::new(), by, settles: author.settles, why, act };
            decision.id = review::id(&decision);
            store.decide(std::slice::from_ref(&decision))?;
            let Some(number) = number else {
                store.outdate()?;
                return Ok(decision);
            };
            let mut on = store.decisions_on(number)?;
            on.push(decision.clone());
            on.extend(store.decisions_without_words()?);
            this.stand_document(coder, number, &History::of(on))?;
            Ok(decision)
        })?;
        if number.is_none() {
            self.stand(coder)?;
        }
        Ok(decision)
    }

    fn kept(&self, number: i64) -> Result<Kept<Coded>> {
        self.store.kept_one(number)?.ok_or_else(|| Error::new("the document is no longer there").hint("`demarche update` reads it anew"))
    }

    /// The words that a decision on a standing claim is bound to: those it was first decided on, if it was; else its own, as the
    /// program read them.
    fn anchor_of(&self, coder: &Coder, number: i64, claim: &Claim, kept: &Kept<Coded>) -> Result<Anchor> {
        let history = History::of(self.store.decisions_on(number)?);
        let read = kept.found.outcome.claims.iter().find(|one| one.claim_id == claim.claim_id);
        if let Some(read) = read {
            return Ok(review::anchor(read, &kept.document.text));
        }
        // The program does not read it: a person added it, or decided on it when it was still read.
        for ruling in review::rulings(&history) {
            let alone = History::of(history.all().iter().filter(|one| ruling.decisions.contains(&one.id)).cloned().collect());
            let applied =
                review::apply(&alone, std::slice::from_ref(&kept.document), &kept.found.outcome.claims, &|id| stand::entry(coder, id));
            if applied.claims.iter().chain(&applied.rejected).any(|one| one.claim_id == claim.claim_id) {
                return Ok(ruling.on);
            }
        }
        Ok(review::anchor(claim, &kept.document.text))
    }
}

/// Whether a correction can be made.
fn check(coder: &Coder, history: &History, to: &Correction, document: &Document) -> Result<()> {
    if to.is_empty() {
        return Err(Error::new("nothing is corrected").hint("say what is otherwise: proposition, stance, strength, holder or quote"));
    }
    if let Some(id) = &to.proposition {
        known(coder, history, id)?;
    }
    if let Some(holder) = to.holder.as_ref().filter(|holder| !holder.is_empty())
        && coder.actors.get(holder).is_none()
    {
        return Err(Error::new(format!("`{holder}` is no known State or group")).hint(coder.actors.suggest(holder)));
    }
    if to.strength.is_some_and(|strength| !(1..=5).contains(&strength)) {
        return Err(Error::new("the strength is from 1 (acknowledgement) to 5 (red line)"));
    }
    if let Some(quote) = &to.quote
        && review::words::Core::of(&document.text).places(quote).is_empty()
    {
        return Err(not_there(quote, document));
    }
    Ok(())
}

fn not_there(quote: &str, document: &Document) -> Error {
    Error::new(format!("the words \"{quote}\" are not in `{}`", document.id))
        .hint("give them as they stand there: `demarche text FILE` prints them")
}

/// Whether there is a proposition, of the codebook or made by people.
fn known(coder: &Coder, history: &History, id: &str) -> Result<()> {
    let made = history.made(&|id| stand::entry(coder, id));
    if coder.codebook.proposition(id).is_some() || made.iter().any(|one| one.id == id) {
        return Ok(());
    }
    let all = coder.codebook.propositions.iter().map(|one| one.id.as_str()).chain(made.iter().map(|one| one.id.as_str()));
    Err(Error::new(format!("there is no proposition `{id}`"))
        .hint(format!("{}; `demarche codebook list` shows all", did_you_mean(id, all))))
}
