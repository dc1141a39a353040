//! newsgraph: news articles in, a knowledge graph in RDF out, every fact traceable to its words.

pub mod cli;
pub mod discourse;
pub mod document;
pub mod error;
pub mod export;
pub mod facts;
pub mod graph;
pub mod ingest;
pub mod linguistics;
pub mod pipeline;
pub mod query;
pub mod resources;
pub mod serve;
pub mod store;
pub mod text;
