//! Commands that decide who is who: merge, split.
//!
//! Reads: the store, the articles kept beside it, the file of decisions. Writes: that file, and the
//! articles concerned as they read by it. Never: changes a graph by hand: what a decision makes of
//! an article is what reading it again makes.

use std::path::{Path, PathBuf};

use oxigraph::model::NamedNode;

use super::Loaded;
use super::args::{Common, Merge, Split};
use super::ask::{counted, graphs_of};
use super::build::keep;
use super::output::{Done, Outcome, Stop, note, tell};
use crate::document::Article;
use crate::error::{Diagnostic, Place};
use crate::graph::{Decision, Identities, Settings, vocab};
use crate::store::syntax::Prefixes;
use crate::store::{Access, IdentityFile, Store};

/// How alike a name must be to be offered in the place of an unknown one, and how many are.
const ALIKE: f64 = 0.85;
const OFFERED: usize = 3;

/// The decisions of a file, or of the one beside a store.
pub(super) fn decided(
    named: Option<&Path>,
    store: Option<&Path>,
    common: &Common,
) -> Result<Identities, Stop> {
    let path = match (named, store) {
        (Some(path), _) if !path.exists() => {
            let missing = Diagnostic::new(Place::file(path.display().to_string()), "no such file");
            return Err(missing
                .hint("`newsgraph merge` and `split` make one")
                .into());
        }
        (Some(path), _) => path.to_owned(),
        (None, Some(store)) => IdentityFile::beside(store),
        (None, None) => return Ok(Identities::default()),
    };
    let file = IdentityFile::open(&path, &common.prefixes()?)?;
    Ok(file.identities().clone())
}

/// `merge A B`: what is called A is B; where B was split off A or A off B, that is taken back.
pub(super) fn merge(arguments: &Merge, common: &Common) -> Outcome {
    let mut desk = Desk::open(
        &arguments.store.path(),
        arguments.identities.as_ref(),
        common,
    )?;
    let (gone, kept) = (desk.known(&arguments.gone)?, desk.known(&arguments.kept)?);
    let kept = desk.file.identities().everywhere(&kept).clone();
    if *desk.file.identities().everywhere(&gone) == kept {
        let message = format!("{} and {} are one already", arguments.gone, arguments.kept);
        return Err(Diagnostic::new(Place::default(), message).into());
    }
    let concerned = desk.store.graphs_naming(gone.as_ref())?;
    let were_split = |decision: &Decision| matches!(decision, Decision::Other { iri, other, .. } if *iri == kept && *other == gone);
    if desk.file.remove(were_split) == 0 {
        desk.file.add(Decision::Same {
            gone: gone.clone(),
            kept: kept.clone(),
        })?;
    }
    let (gone, kept) = (desk.show(&gone), desk.show(&kept));
    let undo = format!("{gone} is {kept} now; `newsgraph split {gone}` takes that back");
    desk.follow(&concerned, common, &undo)
}

/// `split A`: A was merged into another by hand and is itself again. `split A ARTICLE...`: in these
/// articles A is another one of that name.
pub(super) fn split(arguments: &Split, common: &Common) -> Outcome {
    let mut desk = Desk::open(
        &arguments.store.path(),
        arguments.identities.as_ref(),
        common,
    )?;
    let iri = desk.known(&arguments.iri)?;
    if arguments.articles.is_empty() {
        let concerned = desk.store.graphs_naming(iri.as_ref())?;
        let was_merged =
            |decision: &Decision| matches!(decision, Decision::Same { gone, .. } if *gone == iri);
        if desk.file.remove(was_merged) == 0 {
            return Err(desk.which_articles(&iri)?.into());
        }
        let told = format!("{} is itself again", desk.show(&iri));
        return desk.follow(&concerned, common, &told);
    }
    let concerned = desk.articles_naming(&iri, &arguments.articles)?;
    let other = match &arguments.name {
        Some(name) => desk.node(name)?,
        None => desk.free(&iri)?,
    };
    for graph in &concerned {
        desk.file.add(Decision::Other {
            iri: iri.clone(),
            other: other.clone(),
            article: article_of(graph),
        })?;
    }
    let (iri, other) = (desk.show(&iri), desk.show(&other));
    let undo =
        format!("there {iri} is {other} now; `newsgraph merge {other} {iri}` takes that back");
    desk.follow(&concerned, common, &undo)
}

/// What both commands work on.
struct Desk {
    store: Store,
    file: IdentityFile,
    prefixes: Prefixes,
}

impl Desk {
    fn open(store: &Path, file: Option<&PathBuf>, common: &Common) -> Result<Self, Stop> {
        // A store that is not there would be made.
        drop(Store::open(store, Access::Read)?);
        let prefixes = common.prefixes()?;
        let path = file.cloned().unwrap_or_else(|| IdentityFile::beside(store));
        Ok(Self {
            file: IdentityFile::open(&path, &prefixes)?,
            store: Store::open(store, Access::Write)?,
            prefixes,
        })
    }

    fn show(&self, node: &NamedNode) -> String {
        self.prefixes.show(node.as_str())
    }

    fn node(&self, name: &str) -> Result<NamedNode, Diagnostic> {
        let whole = name.trim_start_matches('<').trim_end_matches('>');
        let iri = self
            .prefixes
            .expand(name)
            .unwrap_or_else(|| whole.to_owned());
        NamedNode::new(iri).map_err(|_| self.unknown(name))
    }

    /// The node of a name that the store or a decision speaks of.
    fn known(&self, name: &str) -> Result<NamedNode, Diagnostic> {
        let node = self.node(name)?;
        let is_decided = self.file.decisions().any(|decision| match decision {
            Decision::Same { gone, .. } => *gone == node,
            Decision::Other { other, .. } => *other == node,
        });
        if is_decided || !self.store.graphs_naming(node.as_ref())?.is_empty() {
            return Ok(node);
        }
        Err(self.unknown(name))
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let error = Diagnostic::new(
            Place::default(),
            format!("nothing is called {name} in the store"),
        );
        let alike = self.alike(name).unwrap_or_default();
        match alike.as_slice() {
            [] => error.hint("`newsgraph query entities` lists what is"),
            names => error.hint(format!("did you mean {}?", names.join(", "))),
        }
    }

    /// Names in the store that are spelt much like one, the most alike first.
    fn alike(&self, name: &str) -> Result<Vec<String>, Diagnostic> {
        let last = |name: &str| {
            name.rsplit(['/', ':'])
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let wanted = crate::graph::slug(&last(name));
        let mut found: Vec<(f64, String)> = (self.store.subjects(vocab::DENOTED_BY)?.iter())
            .map(|node| {
                (
                    strsim::jaro_winkler(&wanted, &last(node.as_str())),
                    self.show(node),
                )
            })
            .filter(|(alike, name)| *alike >= ALIKE && !name.starts_with("event:"))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        found.truncate(OFFERED);
        Ok(found.into_iter().map(|(_, name)| name).collect())
    }

    /// The first of `IRI-2`, `IRI-3` ... that nothing is called.
    fn free(&self, iri: &NamedNode) -> Result<NamedNode, Diagnostic> {
        for number in 2.. {
            let node = NamedNode::new_unchecked(format!("{}-{number}", iri.as_str()));
            let is_decided = |decision: &Decision| matches!(decision, Decision::Other { other, .. } if *other == node);
            if self.store.graphs_naming(node.as_ref())?.is_empty()
                && !self.file.decisions().any(is_decided)
            {
                return Ok(node);
            }
        }
        unreachable!("a store is finite")
    }

    /// The graphs of some articles, each of which names an IRI.
    fn articles_naming(
        &self,
        iri: &NamedNode,
        articles: &[String],
    ) -> Result<Vec<NamedNode>, Diagnostic> {
        let naming = self.store.graphs_naming(iri.as_ref())?;
        let mut graphs = Vec::new();
        for article in articles {
            let found = graphs_of(&self.store, article, &self.prefixes)?;
            if found.is_empty() || !found.iter().all(|graph| naming.contains(graph)) {
                let place = Place::file(article.clone());
                let message = format!(
                    "no article of this id or address that names {}",
                    self.show(iri)
                );
                return Err(Diagnostic::new(place, message).hint(self.named_in(&naming)));
            }
            graphs.extend(found);
        }
        Ok(graphs)
    }

    fn which_articles(&self, iri: &NamedNode) -> Result<Diagnostic, Diagnostic> {
        let naming = self.store.graphs_naming(iri.as_ref())?;
        let message = format!(
            "{} has not been merged into anything by hand",
            self.show(iri)
        );
        let hint = format!(
            "say in which articles it is another one: `newsgraph split {} ARTICLE...`; {}",
            self.show(iri),
            self.named_in(&naming)
        );
        Ok(Diagnostic::new(Place::default(), message).hint(hint))
    }

    /// "it is named in wire-1, wire-2 and 7 more".
    fn named_in(&self, graphs: &[NamedNode]) -> String {
        let shown = graphs
            .iter()
            .take(10)
            .map(|graph| self.show(&article_of(graph)));
        let list = shown.collect::<Vec<_>>().join(", ");
        match graphs.len().saturating_sub(10) {
            0 => format!("it is named in {list}"),
            more => format!("it is named in {list} and {more} more"),
        }
    }

    /// Writes the file and reads the articles concerned again.
    fn follow(self, graphs: &[NamedNode], common: &Common, told: &str) -> Outcome {
        self.file.save()?;
        let loaded = Loaded::new(common, self.file.identities().clone())?;
        let mut done = Done::Wholly;
        let mut count = 0;
        for graph in graphs {
            match kept(&self.store, graph) {
                Ok(article) => {
                    let (_, quads) = loaded.pipeline.extract(&article)?;
                    self.store.put_article(graph.as_ref(), &quads)?;
                    keep(&self.store.texts(), &article)?;
                    count += 1;
                }
                Err(error) => {
                    tell(error);
                    done = Done::Partly;
                }
            }
        }
        self.store.save()?;
        let path = self.file.path().display();
        note(format!("{told} ({}, {path})", counted(count, "article")));
        Ok(done)
    }
}

/// The article of a graph as it was read.
fn kept(store: &Store, graph: &NamedNode) -> Result<Article, Diagnostic> {
    let article = article_of(graph);
    let place = || Place::file(article.as_str());
    let segment = article.as_str().rsplit('/').next().unwrap_or_default();
    let kept = store.texts().article(segment);
    kept.map_err(|error| Diagnostic::new(place(), format!("cannot be read: {error}")))?
        .ok_or_else(|| {
            Diagnostic::new(place(), "its text is not kept beside the store")
                .hint("read it again with `newsgraph build`, which follows the decision too")
        })
}

/// The article that a graph was read from.
fn article_of(graph: &NamedNode) -> NamedNode {
    Settings::article_of(graph).unwrap_or_else(|| graph.clone())
}
