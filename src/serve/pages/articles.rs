//! The list of articles.
//!
//! Reads: the catalogue; publisher, first and last day from the request. Writes: a page of rows, or
//! the same as data.
//! Never: guesses what a date means that is none.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::listing::{self, List, Listed, Listing, Wanted};
use super::look::Look;
use super::paging::{self, Paging};
use super::rows::{ArticleRow, Rows};
use crate::serve::app::App;
use crate::serve::catalogue::{Article, Catalogue};
use crate::serve::problem::Problem;

/// Articles on a page.
const SIZE: usize = 40;

/// What may be asked for.
#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    publisher: String,
    from: String,
    to: String,
    #[serde(skip_serializing)]
    page: Option<usize>,
    #[serde(skip_serializing)]
    format: String,
}

#[derive(Serialize)]
struct Page<'a> {
    asked: &'a Asked,
    articles: Vec<ArticleRow>,
    publishers: &'a [(String, u32)],
    paging: Paging,
    /// Where the page is as data, up to the name of the form.
    data: String,
}

impl Listed for Page<'_> {
    fn tell(&self, listing: &mut Listing) {
        listing.page(&self.paging.here(), "Articles");
        listing.next(self.paging.next());
        listing.add(List {
            name: "articles",
            title: "Articles, newest first",
            total: self.paging.total(),
            before: self.paging.before(SIZE),
            items: self.articles.iter().map(ArticleRow::item).collect(),
        });
    }
}

/// `/articles`.
pub(super) async fn articles(
    State(app): State<App>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let asked = paging::parameters(asked)?;
    for (name, day) in [("from", &asked.from), ("to", &asked.to)] {
        if !day.is_empty() && day.parse::<Date>().is_err() {
            let message = format!("\"{name}\" is a day like 2025-05-06");
            return Err(Problem::malformed(message));
        }
    }
    let wanted = Wanted::read(&asked.format, headers)?;
    let inside = app.clone();
    app.pages()
        .run(move |_| {
            let edition = inside.edition();
            let catalogue = edition.catalogue(&inside)?;
            let look = Look::new(&inside, &edition);
            let rows = Rows {
                look: &look,
                catalogue: &catalogue,
            };
            let page = page(&rows, &catalogue, &asked);
            wanted.respond(&inside, &edition, "articles.html", &page)
        })
        .await
}

fn page<'a>(rows: &Rows<'_>, catalogue: &'a Catalogue, asked: &'a Asked) -> Page<'a> {
    let all = catalogue.articles.iter();
    let chosen: Vec<&Article> = all.filter(|article| asked.holds(article)).collect();
    let parameters = [
        ("publisher", asked.publisher.as_str()),
        ("from", asked.from.as_str()),
        ("to", asked.to.as_str()),
    ];
    let url = paging::url("/articles", &parameters);
    let paging = Paging::new(asked.page, chosen.len(), SIZE, url);
    let shown = paging.of(&chosen, SIZE).iter();
    Page {
        asked,
        articles: shown.map(|article| rows.article(article)).collect(),
        publishers: &catalogue.publishers,
        data: listing::data(&paging.here()),
        paging,
    }
}

impl Asked {
    /// ISO dates compare as texts.
    fn holds(&self, article: &Article) -> bool {
        let date = article.date.as_deref().unwrap_or_default();
        let day = date.get(..10).unwrap_or(date);
        (self.publisher.is_empty() || article.publisher.as_deref() == Some(&self.publisher))
            && (self.from.is_empty() || day >= self.from.as_str())
            && (self.to.is_empty() || (!day.is_empty() && day <= self.to.as_str()))
    }
}
