//! The arguments of each command and their help.
//!
//! Reads: what was typed. Writes: plain values. Never: opens anything.

// The comments here are the help that users read: no Markdown in it.
#![allow(clippy::doc_markdown)]

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::graph::DEFAULT_BASE;
use crate::ingest::Format;
use crate::query;
use crate::store::syntax::Syntax;

/// Reads news articles and turns what they report into a knowledge graph in RDF.
#[derive(Debug, Parser)]
#[command(name = "newsgraph", version, propagate_version = true)]
#[command(after_help = "Exit codes: 0 done; 1 done, but some articles failed; 2 could not run")]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What all commands share.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Lay a folder with data/, ontology/ or queries/ over newsgraph's own
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        help_heading = "Common options"
    )]
    pub(super) data: Option<PathBuf>,
    /// Use another language model, a folder in spaCy's layout
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        help_heading = "Common options"
    )]
    pub(super) model: Option<PathBuf>,
    /// Where the IRIs of things begin
    #[arg(long, global = true, value_name = "IRI", default_value = DEFAULT_BASE, help_heading = "Common options")]
    pub(super) base: String,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read articles, extract what they report, load it into the store
    Build(Build),
    /// Read articles and write what they report, without a store
    Extract(Extract),
    /// Ask the store a question from a file, the library or the command line
    Query(Query),
    /// Write the store, or one graph of it, as RDF
    Export(Export),
    /// Print the linguistic analysis as CoNLL-U
    Parse(Parse),
    /// Print any stage for a person to read
    Show(Show),
    /// Count what the store holds
    Stats(Stats),
    /// Take articles out of the store
    Remove(Remove),
    /// Decide that two names are one thing
    Merge(Merge),
    /// Take a merge back, or decide that a name is another thing in some articles
    Split(Split),
    /// Serve the store: SPARQL, linked data and pages
    Serve(Serve),
    /// Count how much of the text yields something, and list the predicates that do not
    Coverage(Coverage),
    /// Check frames, ontology, queries and data
    Check,
    /// Measure the speed of each stage on one thread
    Bench(Sources),
}

/// Articles to read.
#[derive(Debug, Args)]
pub(super) struct Sources {
    /// Files, folders (with all below them) or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<String>,
    /// Format of the articles: auto, text, html, jsonl or rss
    #[arg(long, default_value = "auto")]
    pub(super) format: Format,
}

/// Threads to use.
#[derive(Debug, Args)]
pub(super) struct Threads {
    /// Number of threads; the result is the same for any [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

impl Threads {
    /// The number of threads.
    pub(super) fn count(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.jobs.map_or_else(cores, usize::from)
    }
}

/// The store to use.
#[derive(Debug, Args)]
pub(super) struct StorePath {
    /// A file .nq.zst, .nq or .trig, or a folder
    /// [default: newsgraph.store where it exists, else newsgraph.nq.zst]
    #[arg(long, value_name = "PATH")]
    store: Option<PathBuf>,
}

impl StorePath {
    /// The path, named or by default.
    pub(super) fn path(&self) -> PathBuf {
        self.store.clone().unwrap_or_else(|| {
            let folder = PathBuf::from("newsgraph.store");
            if folder.is_dir() {
                folder
            } else {
                PathBuf::from("newsgraph.nq.zst")
            }
        })
    }
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) sources: Sources,
    #[command(flatten)]
    pub(super) store: StorePath,
    /// Decisions on who is who [default: beside the store, as news.identity.tsv]
    #[arg(long, value_name = "FILE")]
    pub(super) identities: Option<PathBuf>,
    /// Do not keep the articles' texts beside the store: pages then show no text
    #[arg(long)]
    pub(super) no_texts: bool,
    #[command(flatten)]
    pub(super) threads: Threads,
}

#[derive(Debug, Args)]
pub(super) struct Extract {
    #[command(flatten)]
    pub(super) sources: Sources,
    #[command(flatten)]
    pub(super) threads: Threads,
    /// Decisions on who is who, as merge and split write them
    #[arg(long, value_name = "FILE")]
    pub(super) identities: Option<PathBuf>,
    /// How to write the facts
    #[arg(long, value_enum, default_value = "nquads")]
    pub(super) to: ExtractTo,
}

/// Formats of `extract`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExtractTo {
    /// N-Quads, article by article
    Nquads,
    /// TriG, all articles together
    Trig,
    /// Turtle, all articles together, without their graphs
    Turtle,
    /// A JSON object a line and article; offsets in code points
    Jsonl,
}

#[derive(Debug, Args)]
pub(super) struct Query {
    /// A .rq file, or the name of a query of the library
    #[arg(value_name = "FILE|NAME", required_unless_present_any = ["sparql", "list"], conflicts_with_all = ["sparql", "list"])]
    pub(super) name: Option<String>,
    /// SPARQL to run
    #[arg(
        short = 'e',
        long = "sparql",
        value_name = "SPARQL",
        conflicts_with = "list"
    )]
    pub(super) sparql: Option<String>,
    /// List the queries of the library and what they take
    #[arg(long)]
    pub(super) list: bool,
    /// Value of a parameter
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub(super) parameters: Vec<(String, String)>,
    /// How to write the answer [default: table, or turtle for CONSTRUCT and DESCRIBE]
    #[arg(long, value_enum)]
    pub(super) to: Option<AnswerTo>,
    #[command(flatten)]
    pub(super) store: StorePath,
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or("a parameter is written NAME=VALUE")?;
    let name = name.trim_start_matches(['?', '$']);
    Ok((name.to_owned(), value.to_owned()))
}

/// Formats of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub(super) enum AnswerTo {
    Table,
    Csv,
    Tsv,
    Json,
    Xml,
    Turtle,
    Trig,
    NTriples,
    NQuads,
    JsonLd,
    RdfXml,
}

impl AnswerTo {
    /// The format; a table's cells are cut to `widest`.
    pub(super) fn format(self, widest: Option<usize>) -> query::Format {
        match self {
            Self::Table => query::Format::Table(widest),
            Self::Csv => query::Format::Csv,
            Self::Tsv => query::Format::Tsv,
            Self::Json => query::Format::Json,
            Self::Xml => query::Format::Xml,
            Self::Turtle => query::Format::Rdf(Syntax::Turtle),
            Self::Trig => query::Format::Rdf(Syntax::TriG),
            Self::NTriples => query::Format::Rdf(Syntax::NTriples),
            Self::NQuads => query::Format::Rdf(Syntax::NQuads),
            Self::JsonLd => query::Format::Rdf(Syntax::JsonLd),
            Self::RdfXml => query::Format::Rdf(Syntax::RdfXml),
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// Syntax of the dump
    #[arg(long, value_enum, default_value = "turtle")]
    pub(super) to: ExportTo,
    /// Only this graph
    #[arg(long, value_name = "IRI")]
    pub(super) graph: Option<String>,
    /// A file instead of standard output; appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) store: StorePath,
}

/// Syntaxes of dumps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub(super) enum ExportTo {
    /// The union of all graphs
    Turtle,
    /// All graphs and their union
    Trig,
    /// All graphs and their union, a quad a line, sorted
    NQuads,
    /// The union of all graphs, a triple a line, sorted
    NTriples,
    /// All graphs and their union
    JsonLd,
    /// The union of all graphs
    RdfXml,
}

impl From<ExportTo> for Syntax {
    fn from(to: ExportTo) -> Self {
        match to {
            ExportTo::Turtle => Self::Turtle,
            ExportTo::Trig => Self::TriG,
            ExportTo::NQuads => Self::NQuads,
            ExportTo::NTriples => Self::NTriples,
            ExportTo::JsonLd => Self::JsonLd,
            ExportTo::RdfXml => Self::RdfXml,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Parse {
    #[command(flatten)]
    pub(super) sources: Sources,
    /// With mentions and whom they mean, as CorefUD's Entity
    #[arg(long)]
    pub(super) entities: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    pub(super) sources: Sources,
    /// The stage to print
    #[arg(long, value_enum, default_value = "facts")]
    pub(super) stage: Stage,
}

/// Stages to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Stage {
    /// Words with tags, lemmas and names
    Tokens,
    /// Trees, a word a line below its head
    Tree,
    /// Predicates with logical arguments and how they are presented
    Clauses,
    /// Predicates with the frame patterns that were tried, and what each of them lacked
    Patterns,
    /// Entities with their mentions, and times
    Mentions,
    /// Facts with sentences and derivations
    Facts,
}

#[derive(Debug, Args)]
pub(super) struct Coverage {
    #[command(flatten)]
    pub(super) sources: Sources,
    #[command(flatten)]
    pub(super) threads: Threads,
    /// Predicates to list, the most frequent first
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub(super) top: usize,
    /// How to write the counts
    #[arg(long, value_enum, default_value = "table")]
    pub(super) to: CountsTo,
}

#[derive(Debug, Args)]
pub(super) struct Stats {
    /// How to write the counts
    #[arg(long, value_enum, default_value = "table")]
    pub(super) to: CountsTo,
    #[command(flatten)]
    pub(super) store: StorePath,
}

/// Formats of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CountsTo {
    /// For people
    Table,
    /// One object
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Remove {
    /// Identifiers or addresses of articles
    #[arg(required = true, value_name = "ID|URL")]
    pub(super) articles: Vec<String>,
    #[command(flatten)]
    pub(super) store: StorePath,
}

#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The name that gives way, such as person:j-moss
    #[arg(value_name = "IRI")]
    pub(super) gone: String,
    /// The name that stays
    #[arg(value_name = "IRI")]
    pub(super) kept: String,
    #[command(flatten)]
    pub(super) store: StorePath,
    /// Decisions on who is who [default: beside the store, as news.identity.tsv]
    #[arg(long, value_name = "FILE")]
    pub(super) identities: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Split {
    /// The name, such as person:jane-moss
    #[arg(value_name = "IRI")]
    pub(super) iri: String,
    /// Identifiers or addresses of the articles in which it is another one of that name;
    /// without any, what was merged into another by hand is itself again
    #[arg(value_name = "ARTICLE")]
    pub(super) articles: Vec<String>,
    /// What the other one is called [default: the name with -2 behind it]
    #[arg(long = "as", value_name = "IRI", requires = "articles")]
    pub(super) name: Option<String>,
    #[command(flatten)]
    pub(super) store: StorePath,
    /// Decisions on who is who [default: beside the store, as news.identity.tsv]
    #[arg(long, value_name = "FILE")]
    pub(super) identities: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) store: StorePath,
    /// Decisions on who is who [default: beside the store, as news.identity.tsv]
    #[arg(long, value_name = "FILE")]
    pub(super) identities: Option<PathBuf>,
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    pub(super) listen: SocketAddr,
    /// Take articles, updates and graphs from who has the token of --token-file
    #[arg(long, requires = "token_file")]
    pub(super) writable: bool,
    /// File with the token that writers send as `Authorization: Bearer TOKEN`
    #[arg(long, value_name = "FILE")]
    pub(super) token_file: Option<PathBuf>,
    /// Show the articles' texts to other machines too: only where you may publish them
    #[arg(long)]
    pub(super) share_texts: bool,
    /// IRI of the licence under which others may use the graph, told with the dumps
    #[arg(long, value_name = "IRI", value_parser = iri)]
    pub(super) licence: Option<String>,
    /// Seconds after which a question is answered with an error
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(super) timeout: u64,
    /// Rows or triples that one answer may have
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub(super) max_rows: usize,
    /// Megabytes of memory that the questions under way may take together
    #[arg(long, value_name = "MB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(16..=1_000_000))]
    pub(super) max_memory: u64,
    /// Megabytes that one request may have
    #[arg(long, value_name = "MB", default_value_t = 16, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub(super) max_body: u64,
    /// Questions that are answered at a time [default: two per core, at least four]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) questions: Option<u16>,
    /// How the log on standard error is written
    #[arg(long, value_enum, default_value = "text")]
    pub(super) log: LogAs,
}

fn iri(text: &str) -> Result<String, String> {
    let iri = oxigraph::model::NamedNode::new(text).map_err(|error| error.to_string())?;
    Ok(iri.into_string())
}

/// Forms of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LogAs {
    /// A line per request for people
    Text,
    /// A JSON object per request
    Json,
    /// No line per request
    None,
}
