//! Parameters: a term takes the place of a variable everywhere in a parsed query.
//!
//! Reads: the algebra of a query. Writes: the same with a constant. Never: touches query text.
//!
//! This is the pre-binding of SHACL (<https://www.w3.org/TR/shacl/#pre-binding>): the value holds in
//! subqueries, aggregates and nested filters too, where the evaluator's own substitution, which
//! starts from the outermost solution, does not reach. A projected parameter stays a column.

use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::sparql::Variable;
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

type Outcome<T> = Result<T, &'static str>;

/// Puts `term` where `variable` stands.
///
/// # Errors
/// Says where the variable cannot be replaced.
pub(super) fn substitute(query: Query, variable: &Variable, term: &Term) -> Outcome<Query> {
    let with = Substitution { variable, term };
    let mut query = query;
    match &mut query {
        Query::Select { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => with.pattern(pattern)?,
        Query::Construct {
            template, pattern, ..
        } => {
            template
                .iter_mut()
                .try_for_each(|triple| with.triple(triple))?;
            with.pattern(pattern)?;
        }
    }
    Ok(query)
}

/// True where the text has the variable as a word.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    let sparql = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    sparql.into_iter().any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let follows = line[at + name.len()..].chars().next();
            line[..at].ends_with(['?', '$'])
                && !follows.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    })
}

struct Substitution<'a> {
    variable: &'a Variable,
    term: &'a Term,
}

impl Substitution<'_> {
    fn pattern(&self, pattern: &mut GraphPattern) -> Outcome<()> {
        match pattern {
            GraphPattern::Bgp { patterns } => patterns
                .iter_mut()
                .try_for_each(|triple| self.triple(triple)),
            GraphPattern::Path {
                subject, object, ..
            } => {
                self.subject(subject)?;
                self.object(object);
                Ok(())
            }
            GraphPattern::Join { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => {
                self.pattern(left)?;
                self.pattern(right)
            }
            GraphPattern::LeftJoin {
                left,
                right,
                expression,
            } => {
                self.pattern(left)?;
                self.pattern(right)?;
                expression
                    .iter_mut()
                    .try_for_each(|expression| self.expression(expression))
            }
            GraphPattern::Filter { expr, inner } => {
                self.expression(expr)?;
                self.pattern(inner)
            }
            GraphPattern::Graph { name, inner } | GraphPattern::Service { name, inner, .. } => {
                self.name(name)?;
                self.pattern(inner)
            }
            GraphPattern::Extend {
                inner,
                variable,
                expression,
            } => {
                if variable == self.variable {
                    return Err("is given another value by AS in the query");
                }
                self.pattern(inner)?;
                self.expression(expression)
            }
            GraphPattern::Values { variables, .. } => {
                if variables.contains(self.variable) {
                    return Err("is given another value by VALUES in the query");
                }
                Ok(())
            }
            GraphPattern::OrderBy { inner, expression } => {
                self.pattern(inner)?;
                expression.iter_mut().try_for_each(|order| match order {
                    OrderExpression::Asc(expression) | OrderExpression::Desc(expression) => {
                        self.expression(expression)
                    }
                })
            }
            GraphPattern::Project { inner, variables } => {
                self.pattern(inner)?;
                self.keep_column(inner, variables);
                Ok(())
            }
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.pattern(inner),
            GraphPattern::Group {
                inner,
                variables,
                aggregates,
            } => {
                self.pattern(inner)?;
                self.keep_column(inner, variables);
                aggregates
                    .iter_mut()
                    .try_for_each(|(_, aggregate)| match aggregate {
                        AggregateExpression::CountSolutions { .. } => Ok(()),
                        AggregateExpression::FunctionCall { expr, .. } => self.expression(expr),
                    })
            }
        }
    }

    /// Gives the variable its value again where it is asked for by name.
    fn keep_column(&self, inner: &mut Box<GraphPattern>, variables: &[Variable]) {
        if variables.contains(self.variable) {
            let replaced = std::mem::take(inner);
            **inner = GraphPattern::Extend {
                inner: replaced,
                variable: self.variable.clone(),
                expression: self.constant(),
            };
        }
    }

    fn triple(&self, triple: &mut TriplePattern) -> Outcome<()> {
        self.subject(&mut triple.subject)?;
        self.name(&mut triple.predicate)?;
        self.object(&mut triple.object);
        Ok(())
    }

    fn subject(&self, subject: &mut TermPattern) -> Outcome<()> {
        if matches!(subject, TermPattern::Variable(variable) if variable == self.variable) {
            *subject = TermPattern::NamedNode(self.iri()?);
        }
        Ok(())
    }

    fn object(&self, object: &mut TermPattern) {
        if matches!(object, TermPattern::Variable(variable) if variable == self.variable) {
            *object = self.term.clone().into();
        }
    }

    fn name(&self, name: &mut NamedNodePattern) -> Outcome<()> {
        if matches!(name, NamedNodePattern::Variable(variable) if variable == self.variable) {
            *name = NamedNodePattern::NamedNode(self.iri()?);
        }
        Ok(())
    }

    fn expression(&self, expression: &mut Expression) -> Outcome<()> {
        match expression {
            Expression::NamedNode(_) | Expression::Literal(_) => Ok(()),
            Expression::Variable(variable) => {
                if variable == self.variable {
                    *expression = self.constant();
                }
                Ok(())
            }
            Expression::Bound(variable) => {
                if variable == self.variable {
                    *expression = Expression::Literal(Literal::from(true));
                }
                Ok(())
            }
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
                self.expression(left)?;
                self.expression(right)
            }
            Expression::In(value, list) => {
                self.expression(value)?;
                self.expressions(list)
            }
            Expression::UnaryPlus(value)
            | Expression::UnaryMinus(value)
            | Expression::Not(value) => self.expression(value),
            Expression::Exists(pattern) => self.pattern(pattern),
            Expression::If(condition, yes, no) => {
                self.expression(condition)?;
                self.expression(yes)?;
                self.expression(no)
            }
            Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
                self.expressions(list)
            }
        }
    }

    fn expressions(&self, list: &mut [Expression]) -> Outcome<()> {
        list.iter_mut()
            .try_for_each(|expression| self.expression(expression))
    }

    fn iri(&self) -> Outcome<NamedNode> {
        match self.term {
            Term::NamedNode(iri) => Ok(iri.clone()),
            _ => Err("stands where only an IRI can, but is not of type iri"),
        }
    }

    fn constant(&self) -> Expression {
        match self.term {
            Term::NamedNode(iri) => Expression::NamedNode(iri.clone()),
            Term::Literal(literal) => Expression::Literal(literal.clone()),
            // Parameters are IRIs and literals; a blank node would be no constant.
            Term::BlankNode(_) => Expression::Variable(self.variable.clone()),
        }
    }
}
