//! The query page: one's own SPARQL in an editor, and the library with a form for each question.
//!
//! Reads: what is asked, in the URL, so that every answer can be shared. Writes: pages with a part of
//! the answer, files with the whole of it. Never: answers more, or longer, than `/sparql` would.

use axum::Router;
use axum::extract::{Path, Query as UrlQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use oxigraph::sparql::CancellationToken;
use serde::Serialize;

use super::listing::{self, List, Listed, Listing, Wanted};
use super::look::Look;
use crate::error::Diagnostic;
use crate::query;
use crate::serve::app::App;
use crate::serve::problem::Problem;
use crate::serve::sparql;

mod answer;
mod asked;
mod chart;
mod download;
mod library;
mod solutions;
mod table;
mod terms;

use asked::Asked;
use library::{Entry, Field};
use table::View;

/// The parameter that holds a query of one's own.
const QUERY: &str = "query";
/// The form of the library; an answer has its own parameter, since a question may have one of this name.
const FORMAT: &str = "format";
const TEMPLATE: &str = "query.html";
/// What the editor shows to who asks nothing yet.
const FIRST: &str = "# What happened, newest first\nSELECT ?day ?event WHERE {\n  \
    ?event a ng:Event ; sem:hasTimeStamp ?day .\n  \
    ?report ng:reports ?event ; ng:modality ng:Actual ; ng:polarity ng:Positive .\n\
    }\nORDER BY DESC(?day) LIMIT 50\n";

/// Routes of this module.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/query", get(own))
        .route("/query/terms.json", get(terms::terms))
        .route("/query/{name}", get(named))
}

type Pairs = UrlQuery<Vec<(String, String)>>;

async fn own(
    State(app): State<App>,
    headers: HeaderMap,
    UrlQuery(pairs): Pairs,
) -> Result<Response, Problem> {
    let asked = Asked::by(pairs, &headers)?;
    let text = asked.value(QUERY).map(str::to_owned);
    let page = Page {
        title: "Query".to_owned(),
        address: "/query".to_owned(),
        text: Some(text.clone().unwrap_or_else(|| FIRST.to_owned())),
        data: text.is_none().then(|| listing::data("/query")),
        ..Page::of(&app)?
    };
    if let Some(text) = text.filter(|_| !asked.edit) {
        let parse = move |app: &App| {
            query::parse(QUERY, &text, app.prefixes())
                .map_err(|diagnostic| Wrong::in_text(diagnostic, &text))
        };
        return page.answer(app, asked, parse).await;
    }
    let wanted = Wanted::read(asked.value(FORMAT).unwrap_or_default(), headers)?;
    let inside = app.clone();
    app.pages()
        .run(move |_| wanted.respond(&inside, &inside.edition(), TEMPLATE, &page))
        .await
}

async fn named(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
    UrlQuery(pairs): Pairs,
) -> Result<Response, Problem> {
    let asked = Asked::by(pairs, &headers)?;
    let query = library::find(&app, &name)?;
    let (inside, taken, filled) = (app.clone(), query.clone(), asked.clone());
    let fields = app
        .pages()
        .run(move |_| library::fields(&inside, &taken, &filled))
        .await?;
    let may_run = library::is_complete(&query, &asked) && fields.iter().all(Field::is_right);
    let page = Page {
        title: query.header.title.clone(),
        address: format!("/query/{name}"),
        question: Some(Question {
            about: query.header.about.clone(),
            text: library::text(&app, &name)?,
            example: library::example(&query),
            fields,
            name,
        }),
        ..Page::of(&app)?
    };
    // A program is told what is missing.
    if !may_run && !asked.program {
        return page.respond(&app);
    }
    let values = asked.values.clone();
    let parse = move |app: &App| query.bound(&values, app.prefixes()).map_err(Wrong::from);
    page.answer(app, asked, parse).await
}

/// A page with or without an answer.
#[derive(Serialize)]
struct Page {
    title: String,
    /// Path of the page.
    address: String,
    /// What is asked, as it stands in the address.
    asked: String,
    /// What the editor holds.
    text: Option<String>,
    /// A question of the library.
    question: Option<Question>,
    library: Vec<Entry>,
    /// Where the library is as data, up to the name of the form.
    data: Option<String>,
    view: Option<View>,
    /// The answer in a line.
    told: String,
    wrong: Option<Wrong>,
}

/// A question of the library as its page shows it.
#[derive(Serialize)]
struct Question {
    name: String,
    about: String,
    text: String,
    /// Query string that asks with the examples.
    example: Option<String>,
    fields: Vec<Field>,
}

/// Why there is no answer.
#[derive(Serialize)]
struct Wrong {
    message: String,
    hint: Option<String>,
    /// Line and column from 1 where they are known.
    line: usize,
    column: usize,
    /// The line, and below it a mark where the mistake begins.
    excerpt: Option<String>,
    #[serde(skip)]
    status: StatusCode,
}

impl Listed for Page {
    fn tell(&self, listing: &mut Listing) {
        listing.page(&self.address, &self.title);
        listing.add(List {
            name: "library",
            title: "Questions of the library",
            total: self.library.len(),
            before: 0,
            items: self.library.iter().map(Entry::item).collect(),
        });
    }
}

impl Page {
    fn of(app: &App) -> Result<Self, Problem> {
        Ok(Self {
            title: String::new(),
            address: String::new(),
            asked: String::new(),
            text: None,
            question: None,
            library: library::entries(app)?,
            data: None,
            view: None,
            told: String::new(),
            wrong: None,
        })
    }

    /// Answers what `parse` reads, as a part of this page or as a file.
    async fn answer(
        mut self,
        app: App,
        asked: Asked,
        parse: impl FnOnce(&App) -> Result<spargebra::Query, Wrong> + Send + 'static,
    ) -> Result<Response, Problem> {
        self.asked = asked.question();
        let page = match self.asked.as_str() {
            "" => self.address.clone(),
            asked => format!("{}?{asked}", self.address),
        };
        let program = asked.program;
        let inside = app.clone();
        let work = move |token: &CancellationToken| {
            let parsed = match parse(&inside) {
                Ok(parsed) => parsed,
                Err(wrong) => return Ok(Outcome::Wrong(wrong)),
            };
            match asked.file {
                Some(format) => {
                    download::file(&inside, parsed, &page, &format, token).map(Outcome::File)
                }
                None => {
                    view(&inside, parsed, &asked, token).map(|view| Outcome::View(Box::new(view)))
                }
            }
        };
        match app.questions().run(work).await {
            Ok(Outcome::File(file)) => return Ok(file),
            Ok(Outcome::View(view)) => {
                self.told = view.told();
                self.view = Some(*view);
            }
            Ok(Outcome::Wrong(wrong)) if program => return Err(wrong.into()),
            Ok(Outcome::Wrong(wrong)) => self.wrong = Some(wrong),
            Err(problem) if program => return Err(problem),
            // Whoever wrote a query keeps it, also when all places are taken.
            Err(problem) => self.wrong = Some(Wrong::from(problem)),
        }
        self.respond(&app)
    }

    fn respond(self, app: &App) -> Result<Response, Problem> {
        let mut fields = self.question.iter().flat_map(|question| &question.fields);
        let status = match &self.wrong {
            Some(wrong) => wrong.status,
            None if fields.all(Field::is_right) => StatusCode::OK,
            None => StatusCode::BAD_REQUEST,
        };
        let mut response = app.templates().page(TEMPLATE, self)?;
        *response.status_mut() = status;
        Ok(response)
    }
}

/// What came of a question.
enum Outcome {
    View(Box<View>),
    File(Response),
    Wrong(Wrong),
}

fn view(
    app: &App,
    query: spargebra::Query,
    asked: &Asked,
    token: &CancellationToken,
) -> Result<View, Problem> {
    let edition = app.edition();
    let results = sparql::evaluate(query, &edition, token)?;
    let most = app.options().limits.rows;
    let answer = answer::part(results, asked.page, most)?;
    View::new(answer, asked, &Look::new(app, &edition), most)
}

impl Wrong {
    /// A mistake in a query, with the line where it stands.
    fn in_text(diagnostic: Diagnostic, text: &str) -> Self {
        let wrong = Self::from(diagnostic);
        let line = wrong
            .line
            .checked_sub(1)
            .and_then(|above| text.lines().nth(above));
        let excerpt = line.filter(|_| wrong.column > 0).map(|line| {
            // Tabs stay tabs, so that the mark stands below its letter.
            let before = line.chars().take(wrong.column - 1);
            let blank = before.map(|c| if c == '\t' { c } else { ' ' });
            format!("{line}\n{}^", blank.collect::<String>())
        });
        Self { excerpt, ..wrong }
    }
}

impl From<Diagnostic> for Wrong {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            message: diagnostic.message,
            hint: diagnostic.hint,
            line: diagnostic.place.line,
            column: diagnostic.place.column,
            excerpt: None,
            status: StatusCode::BAD_REQUEST,
        }
    }
}

impl From<Problem> for Wrong {
    fn from(problem: Problem) -> Self {
        Self {
            message: problem.message().to_owned(),
            hint: None,
            line: 0,
            column: 0,
            excerpt: None,
            status: problem.status(),
        }
    }
}

impl From<Wrong> for Problem {
    fn from(wrong: Wrong) -> Self {
        let place = match (wrong.line, wrong.column) {
            (0, _) => String::new(),
            (line, column) => format!("line {line}, column {column}: "),
        };
        let hint = wrong
            .hint
            .map_or_else(String::new, |hint| format!("; {hint}"));
        Self::new(wrong.status, format!("{place}{}{hint}", wrong.message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::syntax::Prefixes;

    #[test]
    fn a_mistake_is_shown_in_its_line() {
        let text = "SELECT *\nWHERE { ?x ng:agent }";
        let diagnostic = query::parse(QUERY, text, &Prefixes::default()).unwrap_err();
        let wrong = Wrong::in_text(diagnostic, text);
        assert_eq!((wrong.line, wrong.column), (2, 21));
        assert_eq!(
            wrong.excerpt.as_deref(),
            Some("WHERE { ?x ng:agent }\n                    ^")
        );
    }
}
