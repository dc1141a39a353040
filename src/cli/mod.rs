//! The command line.
//!
//! Reads: arguments, files, the store. Writes: results to standard output, messages to standard
//! error, an exit code. Never: decides anything about language or RDF.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::graph::{Identities, Settings};
use crate::pipeline::Pipeline;
use crate::resources::Resources;
use crate::store::syntax::Prefixes;

mod args;
mod ask;
mod bench;
mod build;
mod check;
mod coverage;
mod identity;
mod output;
mod serve;
mod show;
mod summary;
mod words;

use args::{Arguments, Command, Common};
use output::{Done, Outcome, Stop, tell};

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return misused(&error),
    };
    match dispatch(&arguments) {
        Ok(Done::Wholly) | Err(Stop::Closed) => ExitCode::SUCCESS,
        Ok(Done::Partly) => ExitCode::from(1),
        Err(Stop::Failed(diagnostics)) => {
            diagnostics.iter().for_each(tell);
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: &Arguments) -> Outcome {
    let common = &arguments.common;
    match &arguments.command {
        Command::Build(build) => {
            let store = build.store.path();
            let identities = identity::decided(build.identities.as_deref(), Some(&store), common)?;
            build::build(build, &Loaded::new(common, identities)?)
        }
        Command::Extract(extract) => {
            let identities = identity::decided(extract.identities.as_deref(), None, common)?;
            build::extract(extract, &Loaded::new(common, identities)?)
        }
        Command::Merge(merge) => identity::merge(merge, common),
        Command::Split(split) => identity::split(split, common),
        Command::Query(query) => ask::query(query, &common.resources()?, &common.prefixes()?),
        Command::Export(export) => ask::export(export, &common.prefixes()?),
        Command::Parse(parse) => show::parse(parse, &Loaded::plain(common)?),
        Command::Show(show) => show::show(show, &Loaded::plain(common)?),
        Command::Stats(stats) => ask::stats(stats),
        Command::Remove(remove) => ask::remove(remove, &common.prefixes()?),
        Command::Coverage(coverage) => coverage::coverage(coverage, &Loaded::plain(common)?),
        Command::Check => check::check(&common.resources()?, &common.prefixes()?),
        Command::Serve(arguments) => serve::serve(arguments, common),
        Command::Bench(sources) => bench::bench(sources, &Loaded::plain(common)?),
    }
}

/// What the commands share that read articles.
struct Loaded {
    resources: Resources,
    pipeline: Pipeline,
}

impl Loaded {
    /// For commands that write no graph.
    fn plain(common: &Common) -> Result<Self, Stop> {
        Self::new(common, Identities::default())
    }

    fn new(common: &Common, identities: Identities) -> Result<Self, Stop> {
        let resources = common.resources()?;
        let settings = Settings::new(&common.base)?.identities(identities);
        let pipeline = Pipeline::new(&resources, settings)?;
        Ok(Self {
            resources,
            pipeline,
        })
    }
}

impl Common {
    fn resources(&self) -> Result<Resources, Stop> {
        let mut resources = Resources::embedded();
        if let Some(folder) = &self.data {
            resources = resources.with_data(folder)?;
        }
        if let Some(folder) = &self.model {
            resources = resources.with_model(folder)?;
        }
        Ok(resources)
    }

    fn prefixes(&self) -> Result<Prefixes, Stop> {
        Ok(Prefixes::with_base(Settings::new(&self.base)?.base()))
    }
}

/// Help and version go to standard output; a mistake in the arguments is told like any other.
fn misused(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Nobody reads: no reason for a message.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.to_string();
    tell(text.strip_prefix("error: ").unwrap_or(&text).trim_end());
    ExitCode::from(2)
}
