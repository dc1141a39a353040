//! What a parsed query does, wherever in it that stands.
//!
//! Reads: the algebra of a query. Writes: yes or no, a count. Never: changes it.

use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, Expression, Function, GraphPattern, OrderExpression,
    PropertyPathExpression,
};

/// True where a query or the condition of an update asks another server.
pub fn asks_others(pattern: &GraphPattern) -> bool {
    parts(pattern).any(|part| matches!(part, Part::Pattern(GraphPattern::Service { .. })))
}

/// How many triples and paths a pattern asks for, and lists of values.
pub fn size(pattern: &GraphPattern) -> usize {
    let sizes = parts(pattern).map(|part| match part {
        Part::Pattern(GraphPattern::Bgp { patterns }) => patterns.len(),
        Part::Pattern(GraphPattern::Path { .. } | GraphPattern::Values { .. }) => 1,
        _ => 0,
    });
    sizes.sum()
}

/// How many calls deep who walks through a pattern gets, such as who evaluates it.
pub fn depth(pattern: &GraphPattern) -> usize {
    let mut open = vec![(Part::Pattern(pattern), 1)];
    let mut below = Vec::new();
    let mut deepest = 0;
    while let Some((part, level)) = open.pop() {
        deepest = deepest.max(level);
        part.open(&mut below);
        open.extend(below.drain(..).map(|part| (part, level + 1)));
    }
    deepest
}

/// True where the same store gives the same answer: no clock, no chance.
pub fn repeats(query: &Query) -> bool {
    !parts(pattern(query)).any(|part| {
        matches!(
            part,
            Part::Expression(Expression::FunctionCall(
                Function::Now | Function::Rand | Function::Uuid | Function::StrUuid,
                _
            ))
        )
    })
}

/// The `WHERE` of a query.
pub fn pattern(query: &Query) -> &GraphPattern {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => pattern,
    }
}

/// A node of the tree that a query is.
#[derive(Clone, Copy)]
enum Part<'q> {
    Pattern(&'q GraphPattern),
    Expression(&'q Expression),
    Path(&'q PropertyPathExpression),
}

impl Part<'_> {
    /// Adds the parts that it is made of.
    fn open(self, open: &mut Vec<Self>) {
        match self {
            Self::Pattern(pattern) => below_pattern(pattern, open),
            Self::Expression(expression) => below_expression(expression, open),
            Self::Path(path) => below_path(path, open),
        }
    }
}

/// A pattern and all that is in it.
fn parts(pattern: &GraphPattern) -> impl Iterator<Item = Part<'_>> {
    // A list of what is still to come, and no calls of itself: queries may be very deep.
    let mut open = vec![Part::Pattern(pattern)];
    std::iter::from_fn(move || {
        let part = open.pop()?;
        part.open(&mut open);
        Some(part)
    })
}

fn below_pattern<'q>(pattern: &'q GraphPattern, open: &mut Vec<Part<'q>>) {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Values { .. } => {}
        GraphPattern::Path { path, .. } => open.push(Part::Path(path)),
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            open.extend([Part::Pattern(left), Part::Pattern(right)]);
        }
        GraphPattern::LeftJoin {
            left,
            right,
            expression,
        } => {
            open.extend([Part::Pattern(left), Part::Pattern(right)]);
            open.extend(expression.as_ref().map(Part::Expression));
        }
        GraphPattern::Filter { expr, inner } => {
            open.extend([Part::Expression(expr), Part::Pattern(inner)]);
        }
        GraphPattern::Extend {
            inner, expression, ..
        } => open.extend([Part::Expression(expression), Part::Pattern(inner)]),
        GraphPattern::OrderBy { inner, expression } => {
            open.push(Part::Pattern(inner));
            open.extend(expression.iter().map(|order| match order {
                OrderExpression::Asc(expression) | OrderExpression::Desc(expression) => {
                    Part::Expression(expression)
                }
            }));
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Service { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => open.push(Part::Pattern(inner)),
        GraphPattern::Group {
            inner, aggregates, ..
        } => {
            open.push(Part::Pattern(inner));
            open.extend(
                aggregates
                    .iter()
                    .filter_map(|(_, aggregate)| match aggregate {
                        AggregateExpression::CountSolutions { .. } => None,
                        AggregateExpression::FunctionCall { expr, .. } => {
                            Some(Part::Expression(expr))
                        }
                    }),
            );
        }
    }
}

fn below_expression<'q>(expression: &'q Expression, open: &mut Vec<Part<'q>>) {
    match expression {
        Expression::NamedNode(_)
        | Expression::Literal(_)
        | Expression::Variable(_)
        | Expression::Bound(_) => {}
        Expression::Or(left, right)
        | Expression::And(left, right)
        | Expression::Equal(left, right)
        | Expression::SameTerm(left, right)
        | Expression::Greater(left, right)
        | Expression::GreaterOrEqual(left, right)
        | Expression::Less(left, right)
        | Expression::LessOrEqual(left, right)
        | Expression::Add(left, right)
        | Expression::Subtract(left, right)
        | Expression::Multiply(left, right)
        | Expression::Divide(left, right) => {
            open.extend([Part::Expression(left), Part::Expression(right)]);
        }
        Expression::In(value, list) => {
            open.push(Part::Expression(value));
            open.extend(list.iter().map(Part::Expression));
        }
        Expression::UnaryPlus(value) | Expression::UnaryMinus(value) | Expression::Not(value) => {
            open.push(Part::Expression(value));
        }
        Expression::Exists(pattern) => open.push(Part::Pattern(pattern)),
        Expression::If(condition, yes, no) => {
            open.extend([condition, yes, no].map(|part| Part::Expression(part)));
        }
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
            open.extend(list.iter().map(Part::Expression));
        }
    }
}

fn below_path<'q>(path: &'q PropertyPathExpression, open: &mut Vec<Part<'q>>) {
    match path {
        PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => {}
        PropertyPathExpression::Reverse(path)
        | PropertyPathExpression::ZeroOrMore(path)
        | PropertyPathExpression::OneOrMore(path)
        | PropertyPathExpression::ZeroOrOne(path) => open.push(Part::Path(path)),
        PropertyPathExpression::Sequence(left, right)
        | PropertyPathExpression::Alternative(left, right) => {
            open.extend([Part::Path(left), Part::Path(right)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use spargebra::SparqlParser;

    use super::*;

    fn parsed(text: &str) -> Query {
        SparqlParser::new().parse_query(text).unwrap()
    }

    #[test]
    fn a_service_is_found_wherever_it_hides() {
        for hidden in [
            "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
            "SELECT * { OPTIONAL { { SELECT ?s { SERVICE SILENT ?s {} } } } }",
            "ASK { FILTER(1 = 1 || NOT EXISTS { GRAPH ?g { SERVICE ?g {} } }) }",
            "SELECT (SUM(IF(EXISTS { SERVICE <http://a.example/> {} }, 1, 2)) AS ?n) {}",
            "SELECT * {} ORDER BY (EXISTS { SERVICE <http://a.example/> {} })",
        ] {
            assert!(asks_others(pattern(&parsed(hidden))), "{hidden}");
        }
        let innocent = parsed("SELECT ?service { ?service a 'SERVICE' }");
        assert!(!asks_others(pattern(&innocent)));
    }

    #[test]
    fn all_that_a_query_asks_for_is_counted() {
        let query = parsed(
            "SELECT * { ?a <a:b> ?c ; <a:d> ?e . ?a <a:f>+ ?g \
             FILTER EXISTS { { ?a <a:h> ?i } UNION { VALUES ?a { 1 2 3 } } } }",
        );
        assert_eq!(size(pattern(&query)), 5);
    }

    #[test]
    fn every_chain_has_its_depth() {
        for (link, end) in [
            ("FILTER(?a", " + ?a"),
            ("FILTER(true", " || ?a"),
            ("{}", " UNION {}"),
            ("", " OPTIONAL { ?a ?b ?c }"),
            ("?a (<a:a>", " | <a:a>"),
        ] {
            let close = match link.find('(') {
                Some(_) if link.starts_with('?') => ")+ ?b",
                Some(_) => ")",
                None => "",
            };
            let query = parsed(&format!("ASK {{ {link}{}{close} }}", end.repeat(500)));
            let depth = depth(pattern(&query));
            assert!((500..520).contains(&depth), "{end}: {depth}");
        }
        let flat = format!("ASK {{ ?a ?b ?c FILTER(?a IN ({} 1)) }}", "1, ".repeat(500));
        assert!(depth(pattern(&parsed(&flat))) < 10);
    }

    #[test]
    fn clock_and_chance_do_not_repeat() {
        assert!(repeats(&parsed("SELECT * { ?s ?p ?o } ORDER BY ?s")));
        assert!(!repeats(&parsed("SELECT (NOW() AS ?n) {}")));
        assert!(!repeats(&parsed("SELECT * { ?s ?p ?o } ORDER BY RAND()")));
    }
}
