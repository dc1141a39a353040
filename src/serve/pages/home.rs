//! The first page: what is in the graph, what is new, who is busy, what happened when.
//!
//! Reads: the catalogue. Writes: the page, or its lists as data. Never: counts what is planned or denied as happened.

use std::collections::BTreeMap;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::listing::{self, Item, List, Listed, Listing, Wanted};
use super::look::Look;
use super::paging;
use super::rows::{ArticleRow, EntityRow, EventRow, Rows};
use crate::serve::app::App;
use crate::serve::catalogue::Catalogue;
use crate::serve::problem::Problem;

/// Rows of each list.
const ROWS: usize = 8;
/// Bars of the chart.
const BARS: i32 = 24;

const TITLE: &str = "What the news reports, and who says so";

/// What may be asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    format: String,
}

#[derive(Serialize)]
struct Page {
    title: &'static str,
    /// Where the page is as data, up to the name of the form.
    data: String,
    articles: usize,
    entities: usize,
    events: usize,
    reports: usize,
    newest: Vec<ArticleRow>,
    busiest: Vec<EntityRow>,
    latest: Vec<EventRow>,
    bars: Vec<Bar>,
}

impl Listed for Page {
    fn tell(&self, listing: &mut Listing) {
        listing.page("/", self.title);
        let mut add = |name, title, total, items: Vec<Item>| {
            listing.add(List {
                name,
                title,
                total,
                before: 0,
                items,
            });
        };
        let newest = self.newest.iter().map(ArticleRow::item);
        add("newest", "Newest articles", self.articles, newest.collect());
        let busiest = self.busiest.iter().map(EntityRow::item);
        add(
            "busiest",
            "Busiest actors",
            self.entities,
            busiest.collect(),
        );
        let latest = self.latest.iter().map(EventRow::item);
        add(
            "latest",
            "What happened last",
            self.events,
            latest.collect(),
        );
    }
}

/// A month or a year in the chart.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Bar {
    /// "May 2025".
    name: String,
    /// What stands below the bar; most have nothing.
    label: String,
    count: u32,
    /// Percent of the highest bar.
    height: u32,
}

/// `/`.
pub(super) async fn home(
    State(app): State<App>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let wanted = Wanted::read(&paging::parameters(asked)?.format, headers)?;
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
            let page = page(&rows, &catalogue);
            wanted.respond(&inside, &edition, "home.html", &page)
        })
        .await
}

fn page(rows: &Rows<'_>, catalogue: &Catalogue) -> Page {
    let newest = catalogue.articles.iter().take(ROWS);
    let busiest = catalogue
        .busiest
        .iter()
        .map(|&at| &catalogue.entities[at as usize]);
    let dated = catalogue.events.iter().filter(|event| event.date.is_some());
    let latest = dated.filter(|event| event.happened()).take(ROWS);
    Page {
        title: TITLE,
        data: listing::data("/"),
        articles: catalogue.articles.len(),
        entities: catalogue.entities.len(),
        events: catalogue.events.len(),
        reports: catalogue.reports,
        newest: newest.map(|article| rows.article(article)).collect(),
        busiest: busiest
            .filter(|entity| entity.events > 0)
            .map(|entity| rows.entity(entity))
            .collect(),
        latest: latest.map(|event| rows.event(event)).collect(),
        bars: bars(&catalogue.months),
    }
}

/// The last months, or, where most events lie before them, the last years.
fn bars(months: &BTreeMap<String, u32>) -> Vec<Bar> {
    let Some(last) = months.keys().next_back().and_then(|month| first_day(month)) else {
        return Vec::new();
    };
    let all: u32 = months.values().sum();
    let by_month = stretch(months, last, 1, "%Y-%m");
    if 2 * by_month.iter().map(|(_, count)| count).sum::<u32>() >= all {
        return scale(
            &by_month,
            |date| (date.month() == 1).then(|| date.year().to_string()),
            "%B %Y",
        );
    }
    let mut years = BTreeMap::new();
    for (month, count) in months {
        *years.entry(month[..4].to_owned()).or_default() += count;
    }
    let by_year = stretch(&years, last, 12, "%Y");
    scale(
        &by_year,
        |date| (date.year() % 5 == 0).then(|| date.year().to_string()),
        "%Y",
    )
}

fn first_day(month: &str) -> Option<Date> {
    format!("{month}-01").parse().ok()
}

/// Counts from the last date back, a number of months apart; empty ones at the head left out.
fn stretch(counts: &BTreeMap<String, u32>, last: Date, apart: i32, key: &str) -> Vec<(Date, u32)> {
    let back = (0..BARS).rev();
    let dates = back.filter_map(|step| last.checked_sub((step * apart).months()).ok());
    dates
        .map(|date| {
            let count = counts.get(&date.strftime(key).to_string());
            (date, count.copied().unwrap_or_default())
        })
        .skip_while(|&(_, count)| count == 0)
        .collect()
}

fn scale(counts: &[(Date, u32)], label: impl Fn(Date) -> Option<String>, name: &str) -> Vec<Bar> {
    let highest = counts
        .iter()
        .map(|&(_, count)| count)
        .max()
        .unwrap_or(1)
        .max(1);
    let ends = [counts.first(), counts.last()].map(|end| end.map(|&(date, _)| date));
    counts
        .iter()
        .map(|&(date, count)| Bar {
            name: date.strftime(name).to_string(),
            label: label(date)
                .or_else(|| {
                    ends.contains(&Some(date))
                        .then(|| date.strftime(name).to_string())
                })
                .unwrap_or_default(),
            count,
            height: count * 100 / highest,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(counts: &[(&str, u32)]) -> BTreeMap<String, u32> {
        counts
            .iter()
            .map(|&(month, count)| (month.to_owned(), count))
            .collect()
    }

    #[test]
    fn months_without_events_have_their_place() {
        let bars = bars(&months(&[("2024-11", 2), ("2025-01", 8)]));
        let told: Vec<(&str, u32, u32)> = bars
            .iter()
            .map(|bar| (bar.name.as_str(), bar.count, bar.height))
            .collect();
        let expected = [
            ("November 2024", 2, 25),
            ("December 2024", 0, 0),
            ("January 2025", 8, 100),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_lies_far_apart_is_told_by_year() {
        let bars = bars(&months(&[("2009-01", 5), ("2012-07", 5), ("2017-02", 1)]));
        assert_eq!(bars.len(), 9);
        assert_eq!(bars[0].name, "2009");
        assert!(super::bars(&months(&[])).is_empty());
    }
}
