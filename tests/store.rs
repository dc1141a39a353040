//! The store: what is put in comes out, whole, once, and the same after a restart.

use std::fs;
use std::path::Path;

use newsgraph::store::{Access, Change, Store};
use oxigraph::model::{GraphName, GraphNameRef, Literal, NamedNode, Quad};

fn iri(name: &str) -> NamedNode {
    NamedNode::new(format!("https://news.example/{name}")).unwrap()
}

/// An article that says that `who` is known as each of `names`.
fn article(graph: &str, who: &str, names: &[&str]) -> (NamedNode, Vec<Quad>) {
    let label = NamedNode::new("http://www.w3.org/2000/01/rdf-schema#label").unwrap();
    let quads = names
        .iter()
        .map(|name| {
            let name = Literal::new_language_tagged_literal(*name, "en").unwrap();
            Quad::new(iri(who), label.clone(), name, iri(graph))
        })
        .collect();
    (iri(graph), quads)
}

fn put(store: &Store, (graph, quads): &(NamedNode, Vec<Quad>)) -> Change {
    store.put_article(graph.as_ref(), quads).unwrap()
}

/// Labels in the default graph, sorted.
fn labels(store: &Store) -> Vec<String> {
    let quads = store.graph(GraphNameRef::DefaultGraph).unwrap();
    let mut labels: Vec<_> = quads.iter().map(|quad| quad.object.to_string()).collect();
    labels.sort();
    labels
}

/// Every kind of store that this build has.
fn stores(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut names = vec!["a.nq.zst", "a.nq", "a.trig"];
    if cfg!(feature = "rocksdb") {
        names.push("a.store");
    }
    names.into_iter().map(|name| folder.join(name)).collect()
}

#[test]
fn an_article_replaces_its_own_contribution_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    for path in stores(folder.path()) {
        let store = Store::open(&path, Access::Write).unwrap();
        assert_eq!(
            put(&store, &article("g/1", "ada", &["Ada", "Countess"])),
            Change::Added
        );
        assert_eq!(put(&store, &article("g/2", "ada", &["Ada"])), Change::Added);
        assert_eq!(
            put(&store, &article("g/1", "ada", &["Ada", "Lady"])),
            Change::Replaced
        );
        assert_eq!(labels(&store), ["\"Ada\"@en", "\"Lady\"@en"]);

        assert_eq!(
            store.remove_article(iri("g/1").as_ref()).unwrap(),
            Change::Removed
        );
        assert_eq!(labels(&store), ["\"Ada\"@en"], "article 2 still says it");
        assert!(!store.contains(iri("g/1").as_ref()).unwrap());
        assert!(store.contains(iri("g/2").as_ref()).unwrap());

        assert_eq!(
            store.remove_article(iri("g/2").as_ref()).unwrap(),
            Change::Removed
        );
        assert!(labels(&store).is_empty());
    }
}

#[test]
fn a_store_is_the_same_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    for path in stores(folder.path()) {
        let store = Store::open(&path, Access::Write).unwrap();
        put(
            &store,
            &article("g/1", "ada", &["Ada \"Countess\"\nLovelace", "عدا"]),
        );
        put(&store, &article("g/2", "bo", &["Bo"]));
        store.save().unwrap();
        let before = labels(&store);
        drop(store);
        let store = Store::open(&path, Access::Read).unwrap();
        assert_eq!(labels(&store), before, "{}", path.display());
        assert_eq!(store.quads().unwrap().len(), 6);
    }
}

#[test]
fn the_order_of_articles_leaves_no_trace_and_rereading_no_change() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.nq.zst", "a.nq", "a.trig"] {
        let articles = [
            article("g/1", "ada", &["Ada", "Countess"]),
            article("g/2", "bo", &["Bo"]),
        ];
        let mut written = Vec::new();
        for (number, order) in [[0, 1], [1, 0]].into_iter().enumerate() {
            let path = folder.path().join(format!("{number}{name}"));
            let store = Store::open(&path, Access::Write).unwrap();
            for at in order {
                put(&store, &articles[at]);
            }
            store.save().unwrap();
            drop(store);
            written.push(fs::read(&path).unwrap());

            let store = Store::open(&path, Access::Write).unwrap();
            assert_eq!(put(&store, &articles[0]), Change::Unchanged);
            store.save().unwrap();
            assert_eq!(fs::read(&path).unwrap(), written[number]);
        }
        assert_eq!(written[0], written[1], "{name}");
    }
}

#[test]
fn one_writes_and_others_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.nq.zst");
    let writer = Store::open(&path, Access::Write).unwrap();
    put(&writer, &article("g/1", "ada", &["Ada"]));
    writer.save().unwrap();
    put(&writer, &article("g/2", "bo", &["Bo"]));

    let told = Store::open(&path, Access::Write).err().unwrap().to_string();
    assert!(
        told.contains("another newsgraph is using this store"),
        "{told}"
    );
    let reader = Store::open(&path, Access::Read).unwrap();
    assert_eq!(labels(&reader), ["\"Ada\"@en"], "what was saved last");
}

#[test]
fn what_cannot_be_a_store_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let told = |name: &str, content: Option<&[u8]>, access| {
        let path = folder.path().join(name);
        if let Some(content) = content {
            fs::write(&path, content).unwrap();
        }
        Store::open(&path, access).err().unwrap().to_string()
    };
    assert!(told("none.nq", None, Access::Read).contains("no such store"));
    assert!(told("a.docx", None, Access::Write).contains("a file .nq.zst, .nq or .trig"));
    assert!(told("b.nq.zst", Some(b"hello"), Access::Read).contains("not a Zstandard file"));
    let broken = told(
        "c.nq",
        Some(b"<a:b> <a:c> <a:d> <a:e> .\n<a:b> nonsense\n"),
        Access::Read,
    );
    assert!(broken.contains("c.nq:2:"), "{broken}");
    let loose = told("d.nq", Some(b"<a:b> <a:c> <a:d> .\n"), Access::Write);
    assert!(loose.contains("stands in no named graph"), "{loose}");
    if cfg!(not(feature = "rocksdb")) {
        let folder = told("e.store", None, Access::Write);
        assert!(folder.contains("--features rocksdb"), "{folder}");
    }
}

#[test]
fn a_failed_save_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.nq");
    let store = Store::open(&path, Access::Write).unwrap();
    put(&store, &article("g/1", "ada", &["Ada"]));
    store.save().unwrap();
    let before = fs::read(&path).unwrap();
    put(&store, &article("g/2", "bo", &["Bo"]));
    // A folder where the unfinished file would go: it cannot be created.
    fs::create_dir(folder.path().join(".a.nq.unfinished")).unwrap();
    assert!(store.save().is_err());
    assert_eq!(fs::read(&path).unwrap(), before);
    fs::remove_dir(folder.path().join(".a.nq.unfinished")).unwrap();
    store.save().unwrap();
    assert_ne!(fs::read(&path).unwrap(), before);
}

#[test]
fn the_graph_that_a_quad_names_does_not_matter() {
    let store = Store::in_memory().unwrap();
    let (graph, mut quads) = article("g/1", "ada", &["Ada"]);
    quads[0].graph_name = GraphName::DefaultGraph;
    put(&store, &(graph.clone(), quads));
    assert!(store.contains(graph.as_ref()).unwrap());
    assert_eq!(labels(&store), ["\"Ada\"@en"]);
}
