//! The query library: every query explains itself, parses, and runs on any store.

use newsgraph::query::{by_name, names};
use newsgraph::resources::Resources;
use newsgraph::store::Store;
use newsgraph::store::syntax::Prefixes;

#[test]
fn every_query_explains_itself_and_runs() {
    let (resources, prefixes) = (Resources::embedded(), Prefixes::default());
    let store = Store::in_memory().unwrap();
    let names = names(&resources);
    assert!(names.len() >= 18);
    for name in names {
        let query = by_name(&resources, &name, &prefixes).unwrap();
        assert!(!query.header.title.is_empty(), "{name}: no title");
        assert!(!query.header.about.is_empty(), "{name}: no about");
        let values: Vec<_> = query
            .header
            .parameters
            .iter()
            .filter(|parameter| parameter.fallback == newsgraph::query::Fallback::Required)
            .map(|parameter| (parameter.name.clone(), "x".to_owned()))
            .collect();
        query.run(&store, &values, &prefixes).unwrap();
    }
}

#[test]
fn the_readme_of_the_queries_lists_them_all() {
    let resources = Resources::embedded();
    let readme = resources.read("queries/README.md").unwrap();
    let readme = String::from_utf8(readme.into_owned()).unwrap();
    let listed: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(listed, names(&resources));
}
