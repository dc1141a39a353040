//! A query so written that its evaluation begins where there is least.
//!
//! Reads: a parsed query, how often the store has a value. Writes: a query with the same answers.
//! Never: counts on once the rarest value is known, or touches what is not evaluated first: `OPTIONAL`,
//! `EXISTS`, `GRAPH`.
//!
//! Oxigraph orders triples by their form and knows no counts: `?report ng:polarity ng:Positive` comes
//! before `?visit a ng:Visit`, and all reports of the graph are gone through. So of the triples of a
//! group that name property and value only the rarest stays; of each other one the value becomes a
//! variable with a condition, which is looked at when its subject is known.

use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNodeRef, Variable};
use oxigraph::store::{QuadIter, Store};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// How far each value is counted: where all are more frequent than this, there is no good beginning.
const COUNTED: usize = 20_000;
/// The same where there is another beginning: `VALUES`, a question within the question.
const BESIDE: usize = 1_000;
/// How far at a time, one value after the other.
const STEP: usize = 64;

/// The query with the rarest value of each group first.
pub(super) fn first(mut query: Query, store: &Store) -> Query {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    Order {
        store,
        variables: 0,
    }
    .arrange(pattern);
    query
}

struct Order<'a> {
    store: &'a Store,
    /// New variables so far.
    variables: usize,
}

impl Order<'_> {
    fn arrange(&mut self, pattern: &mut GraphPattern) {
        match pattern {
            GraphPattern::Bgp { .. } | GraphPattern::Join { .. } => self.arrange_group(pattern),
            GraphPattern::Filter { inner, .. }
            | GraphPattern::Extend { inner, .. }
            | GraphPattern::OrderBy { inner, .. }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. }
            | GraphPattern::Group { inner, .. }
            | GraphPattern::LeftJoin { left: inner, .. } => self.arrange(inner),
            GraphPattern::Union { left, right } | GraphPattern::Minus { left, right } => {
                self.arrange(left);
                self.arrange(right);
            }
            _ => {}
        }
    }

    /// Triples that are joined in whatever order the evaluation likes.
    fn arrange_group(&mut self, group: &mut GraphPattern) {
        let mut triples = Vec::new();
        let begins_elsewhere = self.gather(group, &mut triples);
        let values: Vec<_> = triples.iter().filter_map(|triple| value(triple)).collect();
        let rarest = match (begins_elsewhere, values.len()) {
            (true, _) => self.rarest(&values, BESIDE),
            (false, 0 | 1) => return,
            (false, _) => self.rarest(&values, COUNTED),
        };
        if rarest.is_none() && !begins_elsewhere {
            return;
        }
        let mut condition = None;
        let named = triples.into_iter().filter(|triple| value(triple).is_some());
        for (number, triple) in named.enumerate() {
            if Some(number) == rarest {
                continue;
            }
            self.variables += 1;
            // No query can have a variable of this name.
            let variable = Variable::new_unchecked(format!("value-{}", self.variables));
            let own = std::mem::replace(&mut triple.object, TermPattern::from(variable.clone()));
            let TermPattern::NamedNode(own) = own else {
                continue;
            };
            let is_it = Expression::SameTerm(Box::new(variable.into()), Box::new(own.into()));
            condition = Some(match condition {
                None => is_it,
                Some(others) => Expression::And(Box::new(others), Box::new(is_it)),
            });
        }
        if let Some(expr) = condition {
            let inner = Box::new(std::mem::take(group));
            *group = GraphPattern::Filter { expr, inner };
        }
    }

    /// The triples of a group, and whether it has a beginning beside them; groups within it that
    /// stand for themselves are arranged.
    fn gather<'p>(
        &mut self,
        pattern: &'p mut GraphPattern,
        triples: &mut Vec<&'p mut TriplePattern>,
    ) -> bool {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                triples.extend(patterns);
                false
            }
            GraphPattern::Join { left, right } => {
                let left = self.gather(left, triples);
                self.gather(right, triples) || left
            }
            other => {
                self.arrange(other);
                matches!(
                    other,
                    GraphPattern::Values { .. }
                        | GraphPattern::Project { .. }
                        | GraphPattern::Distinct { .. }
                )
            }
        }
    }

    /// The number of the value that the fewest things have, at most about so many.
    fn rarest(&self, values: &[(NamedNode, NamedNode)], most: usize) -> Option<usize> {
        let mut found: Vec<QuadIter<'_>> = values
            .iter()
            .map(|(property, value)| {
                self.store.quads_for_pattern(
                    None::<NamedOrBlankNodeRef<'_>>,
                    Some(property.as_ref()),
                    Some(value.as_ref().into()),
                    Some(GraphNameRef::DefaultGraph),
                )
            })
            .collect();
        (0..most.div_ceil(STEP)).find_map(|_| {
            found
                .iter_mut()
                .position(|quads| quads.by_ref().take(STEP).count() < STEP)
        })
    }
}

/// Property and value of a triple that names both and not its subject.
fn value(triple: &TriplePattern) -> Option<(NamedNode, NamedNode)> {
    match triple {
        TriplePattern {
            subject: TermPattern::Variable(_) | TermPattern::BlankNode(_),
            predicate: NamedNodePattern::NamedNode(property),
            object: TermPattern::NamedNode(value),
        } => Some((property.clone(), value.clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Quad;
    use spargebra::SparqlParser;

    use super::*;

    /// Reports of visits and of much else; all are positive.
    fn store() -> Store {
        let store = Store::new().unwrap();
        let node = |name: &str| NamedNode::new_unchecked(format!("urn:{name}"));
        let say = |one: &str, property: &str, other: &str| {
            let graph = GraphNameRef::DefaultGraph;
            let quad = Quad::new(node(one), node(property), node(other), graph);
            store.insert(&quad).unwrap();
        };
        for number in 0..300 {
            let (event, report) = (format!("event{number}"), format!("report{number}"));
            say(
                &event,
                "kind",
                if number % 100 == 0 { "visit" } else { "other" },
            );
            say(&report, "reports", &event);
            say(&report, "polarity", "positive");
        }
        store
    }

    fn arranged(query: &str) -> String {
        let query = SparqlParser::new().parse_query(query).unwrap();
        first(query, &store()).to_string()
    }

    #[test]
    fn only_the_rarest_value_stays() {
        let told = arranged(
            "SELECT ?r { ?r <urn:polarity> <urn:positive> ; <urn:reports> ?e . ?e <urn:kind> <urn:visit> }",
        );
        assert!(told.contains("<urn:kind> <urn:visit>"), "{told}");
        assert!(!told.contains("<urn:polarity> <urn:positive>"), "{told}");
        assert!(told.contains("<urn:positive>"), "{told}");
    }

    #[test]
    fn what_has_another_beginning_does_not_begin_with_a_frequent_value() {
        let store = store();
        for number in 0..2_000 {
            let node = |name: String| NamedNode::new_unchecked(format!("urn:{name}"));
            let (report, positive) = (node(format!("more{number}")), node("positive".into()));
            let graph = GraphNameRef::DefaultGraph;
            let quad = Quad::new(report, node("polarity".into()), positive, graph);
            store.insert(&quad).unwrap();
        }
        let query = "SELECT ?r { VALUES ?e { <urn:event1> } ?r <urn:reports> ?e ; <urn:polarity> <urn:positive> }";
        let parsed = SparqlParser::new().parse_query(query).unwrap();
        let told = first(parsed, &store).to_string();
        assert!(!told.contains("<urn:polarity> <urn:positive>"), "{told}");
    }

    #[test]
    fn what_has_one_value_or_is_optional_stays() {
        for query in [
            "SELECT ?r { ?r <urn:polarity> <urn:positive> ; <urn:reports> ?e }",
            "SELECT ?r { ?e <urn:kind> <urn:visit> OPTIONAL { ?r <urn:reports> ?e ; <urn:polarity> <urn:positive> } }",
            "ASK { <urn:report0> <urn:polarity> <urn:positive> . ?e <urn:kind> <urn:visit> }",
        ] {
            let told = arranged(query);
            let same = SparqlParser::new().parse_query(query).unwrap();
            assert_eq!(told, same.to_string());
        }
    }

    #[test]
    fn the_answers_are_the_same() {
        let store = store();
        let query = "SELECT * { ?r <urn:polarity> <urn:positive> ; <urn:reports> ?e . \
                     { ?e <urn:kind> <urn:visit> } UNION { ?e <urn:kind> <urn:other> ; <urn:kind> ?k } } ORDER BY ?r";
        let rows = |query: Query| {
            let results = oxigraph::sparql::SparqlEvaluator::new()
                .for_query(query)
                .on_store(&store)
                .execute()
                .unwrap();
            let oxigraph::sparql::QueryResults::Solutions(rows) = results else {
                panic!("rows")
            };
            let rows = rows.map(|row| format!("{:?}", row.unwrap()));
            rows.collect::<Vec<_>>()
        };
        let parsed = || SparqlParser::new().parse_query(query).unwrap();
        assert_eq!(rows(parsed()), rows(first(parsed(), &store)));
        assert_eq!(rows(parsed()).len(), 300);
    }
}
