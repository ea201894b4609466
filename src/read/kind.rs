//! What a piece of a text is, and how surely a fact about it is known.

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One statement by one speaker.
    Statement,
    /// A turn of a transcript.
    Turn,
    /// A turn in exercise of the right of reply.
    Reply,
    /// Words of the chair, the president or the secretariat: no State's position.
    Chair,
    /// Prose by others on what States said.
    Report,
    /// Left out, as a manifest says.
    Skip,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Statement, Self::Turn, Self::Reply, Self::Chair, Self::Report, Self::Skip];

    /// The name, as a manifest writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Turn => "turn",
            Self::Reply => "reply",
            Self::Chair => "chair",
            Self::Report => "report",
            Self::Skip => "skip",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How surely a fact is known. No probability: it says which witness tells it, and whether another contradicts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Nothing tells it.
    #[default]
    Unknown,
    /// Witnesses contradict each other, or the words can be read in two ways.
    Doubtful,
    /// A weak witness alone tells it: the file name, a document property, an adjective, a place.
    Likely,
    /// A manifest, a head or the words of the title block say it.
    Sure,
}

impl Trust {
    /// The name, as a manifest writes it; empty where nothing is known.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Doubtful => "doubtful",
            Self::Likely => "likely",
            Self::Sure => "sure",
        }
    }
}
