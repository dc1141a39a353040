//! A whole store in one file.
//!
//! Reads: `.nq.zst`, `.nq`, `.trig`. Writes: the same, by renaming a finished copy over the old one.
//! Never: leaves half a file behind, or writes two different files for one content.
//!
//! Only the named graphs are written; the default graph, their union, is made again on loading:
//! half the bytes to read, and no two copies that could differ.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{GraphNameRef, NamedOrBlankNode, Quad, QuadRef, Triple};
use oxigraph::store::{StorageError, Store as Oxigraph};
use ruzstd::decoding::StreamingDecoder;
use ruzstd::encoding::{CompressionLevel, compress};

use super::Access;
use super::lock::beside;
use super::syntax::{self, Prefixes, Syntax};
use crate::error::{Diagnostic, Place};

/// How a snapshot is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// N-Quads, compressed by Zstandard.
    CompressedNQuads,
    NQuads,
    TriG,
}

impl Format {
    /// The format that a file name asks for.
    pub(super) fn of(name: &str) -> Option<Self> {
        [
            (".nq.zst", Self::CompressedNQuads),
            (".nq", Self::NQuads),
            (".trig", Self::TriG),
        ]
        .into_iter()
        .find_map(|(ending, format)| name.ends_with(ending).then_some(format))
    }
}

/// Quads that go from the parsing thread to the one that fills the store at a time.
const BATCH: usize = 4096;

/// Reads a snapshot into memory; parsing and filling run side by side.
pub(super) fn load(path: &Path, format: Format, access: Access) -> Result<Oxigraph, Diagnostic> {
    let reader = reader(path, format)?;
    let graph = Oxigraph::new().map_err(|error| super::trouble(path, &error))?;
    let (sender, receiver) = sync_channel(8);
    let (parsed, filled) = std::thread::scope(|scope| {
        let parser = scope.spawn(move || parse(reader, format, &sender));
        let filled = fill(&graph, receiver);
        (parser.join(), filled)
    });
    let parsed = parsed.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    parsed.map_err(|error| damaged(path, &error))?;
    let loose = filled.map_err(|error| super::trouble(path, &error))?;
    if access == Access::Write {
        refuse_loose(path, &graph, &loose)?;
    }
    Ok(graph)
}

fn reader(path: &Path, format: Format) -> Result<Box<dyn Read + Send>, Diagnostic> {
    let unreadable = |error: &dyn std::fmt::Display| {
        Diagnostic::new(super::place(path), format!("cannot be read: {error}"))
    };
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    if format != Format::CompressedNQuads {
        return Ok(Box::new(file));
    }
    let decoder = StreamingDecoder::new(io::BufReader::new(file))
        .map_err(|error| unreadable(&format!("not a Zstandard file: {error}")))?;
    Ok(Box::new(decoder))
}

fn parse(
    reader: impl Read,
    format: Format,
    sender: &SyncSender<Vec<Quad>>,
) -> Result<(), RdfParseError> {
    let parser = match format {
        // Only newsgraph writes these: IRIs and language tags need no second check.
        Format::CompressedNQuads => RdfParser::from_format(RdfFormat::NQuads).lenient(),
        Format::NQuads => RdfParser::from_format(RdfFormat::NQuads),
        Format::TriG => RdfParser::from_format(RdfFormat::TriG),
    };
    let mut batch = Vec::with_capacity(BATCH);
    for quad in parser.for_reader(reader) {
        batch.push(quad?);
        if batch.len() == BATCH {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            if sender.send(full).is_err() {
                return Ok(()); // the store has failed and says why
            }
        }
    }
    // A closed channel means the same here.
    let _ = sender.send(batch);
    Ok(())
}

/// Puts quads into their graphs and the default graph; returns those that named no graph.
fn fill(graph: &Oxigraph, batches: Receiver<Vec<Quad>>) -> Result<Vec<Triple>, StorageError> {
    let mut loose = Vec::new();
    for batch in batches {
        let mut transaction = graph.start_transaction()?;
        for quad in batch {
            transaction.insert(QuadRef {
                graph_name: GraphNameRef::DefaultGraph,
                ..quad.as_ref()
            });
            if quad.graph_name.is_default_graph() {
                loose.push(quad.into());
            } else {
                transaction.insert(&quad);
            }
        }
        transaction.commit()?;
    }
    Ok(loose)
}

/// A triple outside all named graphs would be lost on saving.
fn refuse_loose(path: &Path, graph: &Oxigraph, loose: &[Triple]) -> Result<(), Diagnostic> {
    let in_a_graph = |triple: &Triple| {
        graph
            .quads_for_pattern(
                Some(triple.subject.as_ref()),
                Some(triple.predicate.as_ref()),
                Some(triple.object.as_ref()),
                None,
            )
            .flatten()
            .any(|quad| !quad.graph_name.is_default_graph())
    };
    match loose.iter().find(|triple| !in_a_graph(triple)) {
        None => Ok(()),
        Some(triple) => Err(Diagnostic::new(
            super::place(path),
            format!("a triple stands in no named graph: {triple}"),
        )
        .hint("a store keeps each triple in the graph of its article; such a file can be queried only")),
    }
}

fn damaged(path: &Path, error: &RdfParseError) -> Diagnostic {
    let name = path.display().to_string();
    let place = match error {
        RdfParseError::Syntax(syntax) => syntax.location().map(|range| {
            Place::position(
                &name,
                range.start.line as usize + 1,
                range.start.column as usize + 1,
            )
        }),
        RdfParseError::Io(_) => None,
    };
    Diagnostic::new(
        place.unwrap_or_else(|| Place::file(&name)),
        format!("the store is damaged: {error}"),
    )
    .hint("take it from a backup, or delete it and build it again")
}

/// Writes a snapshot: the same bytes for the same graphs.
pub(super) fn save(graph: &Oxigraph, path: &Path, format: Format) -> Result<(), Diagnostic> {
    let mut lines = Lines::of(graph).map_err(|error| super::trouble(path, &error))?;
    let written = replace_file(path, |out| match format {
        Format::CompressedNQuads => {
            // Into memory first: the encoder has no way to report a full disk.
            let mut packed = Vec::new();
            pack(&mut lines, &mut packed);
            out.write_all(&packed)
        }
        Format::NQuads => io::copy(&mut lines, out).map(drop),
        Format::TriG => syntax::write(lines.rest()?, Syntax::TriG, &Prefixes::default(), out),
    });
    if let Some(error) = lines.error {
        return Err(super::trouble(path, &error));
    }
    written
        .map_err(|error| Diagnostic::new(super::place(path), format!("cannot be written: {error}")))
}

/// Writes the named graphs as N-Quads, graph by graph in the order of their names.
pub(super) fn write_lines(graph: &Oxigraph, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::of(graph).map_err(io::Error::other)?;
    io::copy(&mut lines, out)?;
    lines
        .error
        .map_or(Ok(()), |error| Err(io::Error::other(error)))
}

/// Packs what a reader gives by Zstandard.
///
/// # Panics
/// Where `out` cannot be written to: the encoder has no way to report it.
pub(super) fn pack(reader: impl Read, out: impl Write) {
    compress(reader, out, CompressionLevel::Fastest);
}

/// Writes a file beside `path`, then puts it in its place.
///
/// # Errors
/// The first error of writing; `path` is then as it was.
pub fn replace_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let unfinished = beside(path, "unfinished");
    let mut out = BufWriter::new(File::create(&unfinished)?);
    let written = write(&mut out)
        .and_then(|()| out.into_inner().map_err(io::IntoInnerError::into_error))
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&unfinished);
    }
    written?;
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    // Makes the renaming last; where folders cannot be synchronised, the file is whole all the same.
    let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The named graphs as N-Quads, graph by graph in the order of their names, lines sorted in each.
struct Lines<'a> {
    graph: &'a Oxigraph,
    names: std::vec::IntoIter<NamedOrBlankNode>,
    buffer: Vec<u8>,
    position: usize,
    /// Why reading stopped early.
    error: Option<StorageError>,
}

impl<'a> Lines<'a> {
    fn of(graph: &'a Oxigraph) -> Result<Self, StorageError> {
        let mut names = graph.named_graphs().collect::<Result<Vec<_>, _>>()?;
        names.sort_by_cached_key(ToString::to_string);
        Ok(Self {
            graph,
            names: names.into_iter(),
            buffer: Vec::new(),
            position: 0,
            error: None,
        })
    }

    fn next_graph(&mut self) -> Result<bool, StorageError> {
        let Some(name) = self.names.next() else {
            return Ok(false);
        };
        let mut lines = Vec::new();
        for quad in self
            .graph
            .quads_for_pattern(None, None, None, Some(name.as_ref().into()))
        {
            lines.push(format!("{} .\n", quad?));
        }
        lines.sort_unstable();
        self.buffer = lines.concat().into_bytes();
        self.position = 0;
        Ok(true)
    }

    /// All quads that were not read as lines.
    fn rest(&mut self) -> io::Result<Vec<Quad>> {
        let graph = self.graph;
        self.names
            .by_ref()
            .flat_map(|name| graph.quads_for_pattern(None, None, None, Some(name.as_ref().into())))
            .collect::<Result<_, _>>()
            .map_err(io::Error::other)
    }
}

impl Read for Lines<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.position == self.buffer.len() {
            match self.next_graph() {
                Ok(true) => {}
                Ok(false) => return Ok(0),
                Err(error) => {
                    self.error = Some(error);
                    return Ok(0);
                }
            }
        }
        let read = (&self.buffer[self.position..]).read(out)?;
        self.position += read;
        Ok(read)
    }
}
