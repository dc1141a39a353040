//! The graph on disk: one named graph per article, and their union as the default graph.
//!
//! Reads: a snapshot file or a folder. Writes: the same, whole or not at all; answers to SPARQL.
//! Never: knows language, or lets two writers at one store.
//!
//! A *snapshot* (`.nq.zst`, `.nq`, `.trig`) is loaded into memory and saved by renaming a finished
//! copy over it. A *folder* is a `RocksDB` database and needs the cargo feature `rocksdb`.
//! Both hold every triple twice, in its article's graph and once in the default graph, so that
//! counts are those of a set (Oxigraph's own union option counts a triple once per graph).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple,
};
use oxigraph::store::{StorageError, Store as Oxigraph};

use crate::error::{Diagnostic, Place};

mod changes;
mod identities;
mod lock;
mod scratch;
mod snapshot;
mod stats;
pub mod syntax;
mod texts;

pub use changes::Changes;
pub use identities::IdentityFile;
pub use scratch::{Measured, Packing, Scratch};
pub use snapshot::replace_file;
pub use stats::{Count, Stats};
pub use texts::Texts;

/// How the names of stores end; a name without any is a folder too.
const SUFFIXES: [&str; 4] = [".nq.zst", ".nq", ".trig", ".store"];

/// A store that is open.
pub struct Store {
    graph: Oxigraph,
    medium: Medium,
    path: PathBuf,
    /// Held by the one writer; `None` where the store was opened for reading.
    lock: Option<lock::Lock>,
    /// When the file that was loaded had been written; `None` where it is not known.
    loaded: Option<SystemTime>,
    /// True where memory holds what the snapshot does not; the mutex also puts writers in a row.
    unsaved: Mutex<bool>,
}

/// What a store is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Questions only; the store must exist.
    Read,
    /// Changes; the store is made where there is none, and no one else may write to it.
    Write,
}

/// What a write came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The graph is new.
    Added,
    /// The graph was there and differed.
    Replaced,
    /// The graph was there, triple for triple.
    Unchanged,
    /// The graph is gone.
    Removed,
}

/// What holds the graph between two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Medium {
    Snapshot(snapshot::Format),
    Folder,
}

impl Store {
    /// Opens a store by its path: `.nq.zst`, `.nq` and `.trig` are snapshots, anything without an
    /// extension, with `.store` or that is a folder already is a folder.
    ///
    /// # Errors
    /// Says what is missing, damaged, locked (and by whom), or not built in.
    pub fn open(path: &Path, access: Access) -> Result<Self, Diagnostic> {
        let medium = medium_of(path)?;
        if access == Access::Read && !path.exists() {
            return Err(Diagnostic::new(place(path), "no such store")
                .hint("make one with `newsgraph build PATH` or name another with --store"));
        }
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let lock = match (access, medium) {
            (Access::Write, _) => Some(lock::Lock::exclusive(&path)?),
            (Access::Read, Medium::Folder) => Some(lock::Lock::shared(&path)?),
            // A snapshot is replaced by renaming: a reader sees the old one or the new one.
            (Access::Read, Medium::Snapshot(_)) => None,
        };
        // Before reading: who writes while we read makes the store outdated.
        let loaded = modified(&path);
        let graph = match medium {
            Medium::Snapshot(format) if path.exists() => snapshot::load(&path, format, access)?,
            Medium::Snapshot(_) => Oxigraph::new().map_err(|error| trouble(&path, &error))?,
            Medium::Folder => open_folder(&path, access)?,
        };
        Ok(Self {
            graph,
            medium,
            path,
            lock,
            loaded,
            unsaved: Mutex::new(false),
        })
    }

    /// A store in memory that is never saved.
    ///
    /// # Errors
    /// Only what Oxigraph itself may report.
    pub fn in_memory() -> Result<Self, Diagnostic> {
        let path = PathBuf::from("memory");
        Ok(Self {
            graph: Oxigraph::new().map_err(|error| trouble(&path, &error))?,
            medium: Medium::Snapshot(snapshot::Format::NQuads),
            path,
            lock: None,
            loaded: None,
            unsaved: Mutex::new(false),
        })
    }

    /// Makes a named graph hold exactly the triples of `quads`, whatever graph these name, and the
    /// default graph follow: one transaction, all or nothing.
    ///
    /// # Errors
    /// What the database reports.
    pub fn put_article(
        &self,
        graph: NamedNodeRef<'_>,
        quads: &[Quad],
    ) -> Result<Change, Diagnostic> {
        let wanted = quads.iter().cloned().map(Triple::from).collect();
        self.change(|changes| changes.put(graph, &wanted))
    }

    /// Takes a named graph out, and out of the default graph what no other graph says. Of an article
    /// it stays known that it was there (`graph::withdrawal`), until it is put in again.
    ///
    /// # Errors
    /// What the database reports.
    pub fn remove_article(&self, graph: NamedNodeRef<'_>) -> Result<Change, Diagnostic> {
        self.change(|changes| changes.clear(graph))
    }

    /// Changes graphs: all that `work` does, or nothing where it ends with an error.
    ///
    /// # Errors
    /// Those of `work`, and what the database reports.
    pub fn change<T, E: From<Diagnostic>>(
        &self,
        work: impl FnOnce(&mut Changes<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut unsaved = self.unsaved.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = self.graph.start_transaction();
        let transaction = transaction.map_err(|error| self.trouble(&error))?;
        let mut changes = Changes::new(transaction, &self.path);
        let outcome = work(&mut changes)?;
        *unsaved |= changes.commit()?;
        Ok(outcome)
    }

    /// True where a named graph has a triple.
    ///
    /// # Errors
    /// What the database reports.
    pub fn contains(&self, graph: NamedNodeRef<'_>) -> Result<bool, Diagnostic> {
        let mut quads = self
            .graph
            .quads_for_pattern(None, None, None, Some(graph.into()));
        match quads.next() {
            None => Ok(false),
            Some(Ok(_)) => Ok(true),
            Some(Err(error)) => Err(self.trouble(&error)),
        }
    }

    /// The named graphs with a triple about or with a node, sorted.
    ///
    /// # Errors
    /// What the database reports.
    pub fn graphs_naming(&self, node: NamedNodeRef<'_>) -> Result<Vec<NamedNode>, Diagnostic> {
        let mut graphs = BTreeSet::new();
        let as_subject = (self.graph).quads_for_pattern(Some(node.into()), None, None, None);
        let as_object = (self.graph).quads_for_pattern(None, None, Some(node.into()), None);
        for quad in as_subject.chain(as_object) {
            if let GraphName::NamedNode(graph) =
                quad.map_err(|error| self.trouble(&error))?.graph_name
            {
                graphs.insert(graph);
            }
        }
        Ok(graphs.into_iter().collect())
    }

    /// What has a property, sorted.
    ///
    /// # Errors
    /// What the database reports.
    pub fn subjects(&self, property: NamedNodeRef<'_>) -> Result<Vec<NamedNode>, Diagnostic> {
        let default = Some(GraphNameRef::DefaultGraph);
        let mut subjects = BTreeSet::new();
        for quad in (self.graph).quads_for_pattern(None, Some(property), None, default) {
            if let NamedOrBlankNode::NamedNode(node) =
                quad.map_err(|error| self.trouble(&error))?.subject
            {
                subjects.insert(node);
            }
        }
        Ok(subjects.into_iter().collect())
    }

    /// The names of all graphs but the default one, sorted.
    ///
    /// # Errors
    /// What the database reports.
    pub fn graph_names(&self) -> Result<Vec<NamedNode>, Diagnostic> {
        let mut names = Vec::new();
        for name in self.graph.named_graphs() {
            if let NamedOrBlankNode::NamedNode(name) = name.map_err(|error| self.trouble(&error))? {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// The triples of one graph, as quads, in no order.
    ///
    /// # Errors
    /// What the database reports.
    pub fn graph(&self, graph: GraphNameRef<'_>) -> Result<Vec<Quad>, Diagnostic> {
        self.graph
            .quads_for_pattern(None, None, None, Some(graph))
            .collect::<Result<_, _>>()
            .map_err(|error| self.trouble(&error))
    }

    /// The quads of all graphs with a property and an object, in no order.
    ///
    /// # Errors
    /// What the database reports.
    pub fn matching(
        &self,
        property: NamedNodeRef<'_>,
        object: &Term,
    ) -> Result<Vec<Quad>, Diagnostic> {
        self.graph
            .quads_for_pattern(None, Some(property), Some(object.as_ref()), None)
            .collect::<Result<_, _>>()
            .map_err(|error| self.trouble(&error))
    }

    /// All quads of all graphs, in no order.
    ///
    /// # Errors
    /// What the database reports.
    pub fn quads(&self) -> Result<Vec<Quad>, Diagnostic> {
        self.graph
            .iter()
            .collect::<Result<_, _>>()
            .map_err(|error| self.trouble(&error))
    }

    /// Writes the named graphs as N-Quads, graph by graph in the order of their names, the lines of
    /// each sorted. The default graph, their union, is left out.
    ///
    /// # Errors
    /// What the database or `out` reports.
    pub fn write_lines(&self, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        snapshot::write_lines(&self.graph, out)
    }

    /// The database, for queries. Writing to it past this type would break the default graph.
    pub fn database(&self) -> &Oxigraph {
        &self.graph
    }

    /// What the store holds, counted.
    ///
    /// # Errors
    /// What the database reports.
    pub fn stats(&self) -> Result<Stats, Diagnostic> {
        stats::count(self)
    }

    /// Makes what was written last beyond this process. Does nothing, and says so by `false`, where
    /// nothing changed.
    ///
    /// # Errors
    /// Names the file that cannot be written; the old one is then untouched.
    pub fn save(&self) -> Result<bool, Diagnostic> {
        let mut unsaved = self.unsaved.lock().unwrap_or_else(PoisonError::into_inner);
        if !*unsaved || self.lock.is_none() {
            return Ok(false);
        }
        match self.medium {
            Medium::Snapshot(format) => snapshot::save(&self.graph, &self.path, format)?,
            // `RocksDB` does not synchronise at every commit.
            #[cfg(feature = "rocksdb")]
            Medium::Folder => self.graph.flush().map_err(|error| self.trouble(&error))?,
            #[cfg(not(feature = "rocksdb"))]
            Medium::Folder => {}
        }
        *unsaved = false;
        Ok(true)
    }

    /// The articles' texts, which lie beside the store.
    pub fn texts(&self) -> Texts {
        Texts::beside(&self.path)
    }

    /// When the store's file or folder was written last; `None` where that is not known.
    pub fn written(&self) -> Option<SystemTime> {
        modified(&self.path)
    }

    /// When a newer file than the one in memory was put in its place; `None` where that has not
    /// happened, and for a folder, which is read where it lies.
    pub fn replaced(&self) -> Option<SystemTime> {
        let now = self.written()?;
        let is_copy = self.lock.is_none() && matches!(self.medium, Medium::Snapshot(_));
        (is_copy && self.loaded.is_some_and(|loaded| loaded != now)).then_some(now)
    }

    /// Where the store lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn trouble(&self, error: &StorageError) -> Diagnostic {
        trouble(&self.path, error)
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()
}

fn medium_of(path: &Path) -> Result<Medium, Diagnostic> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path.is_dir() || !name.contains('.') || name.ends_with(".store") {
        return Ok(Medium::Folder);
    }
    snapshot::Format::of(&name)
        .map(Medium::Snapshot)
        .ok_or_else(|| {
            Diagnostic::new(place(path), "not a store by its name")
                .hint("a store is a file .nq.zst, .nq or .trig, or a folder")
        })
}

#[cfg(feature = "rocksdb")]
fn open_folder(path: &Path, access: Access) -> Result<Oxigraph, Diagnostic> {
    let opened = match access {
        Access::Read => Oxigraph::open_read_only(path),
        Access::Write => Oxigraph::open(path),
    };
    opened.map_err(|error| trouble(path, &error))
}

#[cfg(not(feature = "rocksdb"))]
fn open_folder(path: &Path, _: Access) -> Result<Oxigraph, Diagnostic> {
    Err(
        Diagnostic::new(place(path), "this newsgraph is built without stores in folders").hint(
            "build it with `cargo build --release --features rocksdb`, or use a file such as news.nq.zst",
        ),
    )
}

/// The name of a store without what tells its kind: what lies beside it begins so.
fn stem(store: &Path) -> String {
    let name = store.file_name().unwrap_or_default().to_string_lossy();
    let stem = SUFFIXES.iter().find_map(|end| name.strip_suffix(end));
    stem.unwrap_or(&name).to_owned()
}

fn place(path: &Path) -> Place {
    Place::file(path.display().to_string())
}

fn trouble(path: &Path, error: &StorageError) -> Diagnostic {
    Diagnostic::new(place(path), format!("the store reports: {error}"))
}
