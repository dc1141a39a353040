//! The dumps of an edition, as files with their sums.
//!
//! Reads: an edition, the ontology. Writes: files in a temporary folder that goes with the value.
//! Never: the same file differently for the same graph.

use std::io;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::counts::Counts;
use crate::export;
use crate::serve::app::App;
use crate::serve::edition::Edition;
use crate::serve::problem::Problem;
use crate::store::syntax::Syntax;
use crate::store::{Measured, Packing, Scratch};

/// Where the vocabulary lies among the resources.
pub(super) const VOCABULARY: &str = "ontology/newsgraph.ttl";

/// Triples up to which the union is told as Turtle too: it is sorted in memory.
const UNION: u64 = 1_000_000;

/// The dumps of an edition and the numbers of what is in them.
pub(in crate::serve) struct Release {
    /// What the edition holds.
    pub(super) counts: Counts,
    /// Day of its making, in UTC.
    pub(super) day: String,
    /// The files, in the order in which they are told of.
    pub(super) dumps: Vec<Dump>,
    /// Where they lie.
    pub(super) files: Scratch,
}

/// A file.
pub(super) struct Dump {
    /// What is in it, by name: `newsgraph`.
    stem: &'static str,
    /// `nq.gz`.
    ending: String,
    /// The syntax.
    pub(super) kind: Kind,
    /// How it is packed.
    pub(super) packing: Option<Packing>,
    /// Length and sum.
    pub(super) measured: Measured,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The named graphs as N-Quads.
    Quads,
    /// Their union as Turtle.
    Union,
    /// The ontology as Turtle.
    Vocabulary,
}

impl Kind {
    /// Media type without parameters.
    pub(super) fn media(self) -> &'static str {
        match self {
            Self::Quads => "application/n-quads",
            Self::Union | Self::Vocabulary => "text/turtle",
        }
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Quads => ("newsgraph", "nq"),
            Self::Union => ("newsgraph", "ttl"),
            Self::Vocabulary => ("newsgraph-vocabulary", "ttl"),
        }
    }
}

/// Ending and media type of what is packed.
fn packed(packing: Packing) -> (&'static str, &'static str) {
    match packing {
        Packing::Gzip => ("gz", "application/gzip"),
        Packing::Zstandard => ("zst", "application/zstd"),
    }
}

impl Dump {
    /// One that is not measured yet.
    fn of(kind: Kind, packing: Option<Packing>) -> Self {
        let (stem, syntax) = kind.names();
        let ending = match packing {
            None => syntax.to_owned(),
            Some(packing) => format!("{syntax}.{}", packed(packing).0),
        };
        let measured = Measured {
            bytes: 0,
            sum: String::new(),
        };
        Self {
            stem,
            ending,
            kind,
            packing,
            measured,
        }
    }

    /// The name that stays the same: `newsgraph-latest.nq.gz`.
    pub(super) fn latest(&self) -> String {
        self.named("latest")
    }

    /// The name with the day of the edition: `newsgraph-2025-05-06.nq.gz`.
    pub(super) fn dated(&self, day: &str) -> String {
        self.named(day)
    }

    fn named(&self, which: &str) -> String {
        format!("{}-{which}.{}", self.stem, self.ending)
    }

    /// The media type of how it is packed.
    pub(super) fn packing_media(&self) -> Option<&'static str> {
        self.packing.map(|packing| packed(packing).1)
    }

    /// The media type of the file as it is sent.
    pub(super) fn content_type(&self) -> &'static str {
        match (self.packing, self.kind) {
            (Some(packing), _) => packed(packing).1,
            (None, Kind::Quads) => self.kind.media(),
            (None, Kind::Union | Kind::Vocabulary) => "text/turtle; charset=utf-8",
        }
    }
}

impl Release {
    /// Writes, packs and counts: blocking, and slow for a large graph. It goes on where nobody waits
    /// any more: who comes again shall find it done.
    ///
    /// # Errors
    /// What the store or the disk reports.
    pub(super) fn make(app: &App, edition: &Edition) -> Result<Self, Problem> {
        let maker = Maker {
            app,
            edition,
            files: Scratch::new("dumps").map_err(|error| trouble(&error))?,
        };
        let counts = Counts::of(edition.store(), app.settings().base())?;
        let mut dumps = Vec::new();
        for kind in [Kind::Quads, Kind::Union, Kind::Vocabulary] {
            if kind != Kind::Union || counts.triples <= UNION {
                maker.make(kind, &mut dumps)?;
            }
        }
        Ok(Self {
            counts,
            day: day(edition.store().written()),
            dumps,
            files: maker.files,
        })
    }

    /// A file by either of its names.
    pub(super) fn find(&self, name: &str) -> Option<&Dump> {
        let mut dumps = self.dumps.iter();
        dumps.find(|dump| dump.latest() == name || dump.dated(&self.day) == name)
    }

    /// The sums of all files as `sha256sum -c` reads them.
    pub(super) fn sums(&self) -> String {
        let lines = self.dumps.iter().map(|dump| {
            let (sum, latest, dated) = (&dump.measured.sum, dump.latest(), dump.dated(&self.day));
            format!("{sum}  {dated}\n{sum}  {latest}\n")
        });
        lines.collect()
    }
}

/// What makes the files.
struct Maker<'a> {
    app: &'a App,
    edition: &'a Edition,
    files: Scratch,
}

impl Maker<'_> {
    /// Writes a file and, unless it is small anyway, its packed forms.
    fn make(&self, kind: Kind, dumps: &mut Vec<Dump>) -> Result<(), Problem> {
        let plain = self.write(kind)?;
        let name = plain.latest();
        dumps.push(plain);
        if kind == Kind::Vocabulary {
            return Ok(());
        }
        for packing in [Packing::Gzip, Packing::Zstandard] {
            let mut dump = Dump::of(kind, Some(packing));
            dump.measured = self
                .files
                .pack(&name, packing, &dump.latest())
                .map_err(|error| trouble(&error))?;
            dumps.push(dump);
        }
        Ok(())
    }

    fn write(&self, kind: Kind) -> Result<Dump, Problem> {
        let store = self.edition.store();
        // The union is sorted in memory.
        let union = match kind {
            Kind::Union => export::select(store, Syntax::Turtle, None)?,
            Kind::Quads | Kind::Vocabulary => Vec::new(),
        };
        let (resources, prefixes) = (self.app.resources(), self.app.prefixes());
        let mut dump = Dump::of(kind, None);
        let written = self.files.write(&dump.latest(), |out| match kind {
            Kind::Quads => store.write_lines(out),
            Kind::Union => export::to_writer(union, Syntax::Turtle, prefixes, out),
            Kind::Vocabulary => out.write_all(&resources.read(VOCABULARY).unwrap_or_default()),
        });
        dump.measured = written.map_err(|error| trouble(&error))?;
        Ok(dump)
    }
}

/// The day of a moment, in UTC; today where it is not known.
fn day(moment: Option<SystemTime>) -> String {
    let moment = moment.and_then(|moment| Timestamp::try_from(moment).ok());
    let moment = moment.unwrap_or_else(Timestamp::now);
    Offset::UTC.to_datetime(moment).date().to_string()
}

fn trouble(error: &io::Error) -> Problem {
    tracing::error!("a dump cannot be made: {error}");
    Problem::fault("the dumps cannot be made; see the server's log")
}
