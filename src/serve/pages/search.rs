//! The search over names, events and the words of the texts.
//!
//! Reads: the catalogue; of the passages that are shown, the texts. Writes: three groups of results
//! with the matching words marked, or the same as data. Never: shows a text where texts may not be shown.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::aliases;
use super::listing::{self, Item, List, Listed, Listing, Wanted};
use super::look::{Look, Shown};
use super::paging::{self, Paging};
use super::rows::{ArticleRow, EntityRow, EventRow, Rows};
use crate::serve::app::App;
use crate::serve::catalogue::{Catalogue, Entity, Passage, Question};
use crate::serve::problem::Problem;

/// Results of a group beside the others.
const FEW: usize = 6;
/// Results of a group on a page of its own.
const MANY: usize = 30;
/// Names beside the label that a row has room for.
const ALIASES: usize = 4;
/// Characters of a passage before the first match, and all in all.
const BEFORE: usize = 90;
const LONGEST: usize = 320;

/// What may be asked for.
#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    /// One group: `entities`, `events` or `passages`; else all.
    #[serde(rename(deserialize = "in"))]
    group: String,
    #[serde(skip_serializing)]
    page: Option<usize>,
    #[serde(skip_serializing)]
    format: String,
}

/// The page of results.
#[derive(Serialize)]
struct Page<'a> {
    asked: &'a Asked,
    entities: Group<EntityHit>,
    events: Group<EventHit>,
    passages: Group<PassageHit>,
    /// Words of texts are searched too.
    texts: bool,
    nothing: bool,
    /// Where the page is as data, up to the name of the form.
    data: String,
    #[serde(skip)]
    here: String,
    #[serde(skip)]
    next: Option<String>,
}

impl Listed for Page<'_> {
    fn tell(&self, listing: &mut Listing) {
        listing.page(&self.here, &format!("Search: {}", self.asked.q));
        listing.next(self.next.clone());
        let title = "People, bodies, places, things";
        self.entities
            .tell(listing, "entities", title, |hit| hit.row.item());
        self.events
            .tell(listing, "events", "Events", |hit| hit.row.item());
        let title = "In the words of articles";
        self.passages
            .tell(listing, "passages", title, PassageHit::item);
    }
}

/// Results of one kind.
#[derive(Serialize)]
struct Group<T> {
    hits: Vec<T>,
    /// Where there is a page of this group alone, its place in it; else the way to it.
    paging: Paging,
    /// Results on the pages before this one.
    #[serde(skip)]
    before: usize,
}

impl<T> Group<T> {
    fn tell(
        &self,
        listing: &mut Listing,
        name: &'static str,
        title: &'static str,
        item: impl Fn(&T) -> Item,
    ) {
        if !self.hits.is_empty() {
            listing.add(List {
                name,
                title,
                total: self.paging.total(),
                before: self.before,
                items: self.hits.iter().map(item).collect(),
            });
        }
    }
}

#[derive(Serialize)]
struct EntityHit {
    row: EntityRow,
    name: Vec<Piece>,
    /// Other names, those that match first.
    also: Vec<Vec<Piece>>,
}

#[derive(Serialize)]
struct EventHit {
    row: EventRow,
    name: Vec<Piece>,
}

#[derive(Serialize)]
struct PassageHit {
    row: ArticleRow,
    link: Shown,
    words: Vec<Piece>,
}

impl PassageHit {
    /// The article, with the words in which it was found.
    fn item(&self) -> Item {
        let words = self.words.iter().map(|piece| piece.text.as_str());
        Item {
            words: Some(words.collect()),
            ..self.row.item()
        }
    }
}

/// Words that match, or words between them.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Piece {
    text: String,
    hit: bool,
}

/// `/search?q=`.
pub(super) async fn search(
    State(app): State<App>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let asked = paging::parameters(asked)?;
    let wanted = Wanted::read(&asked.format, headers)?;
    let inside = app.clone();
    app.pages()
        .run(move |_| {
            let edition = inside.edition();
            let catalogue = edition.catalogue(&inside)?;
            let look = Look::new(&inside, &edition);
            let searched = Searched {
                app: &inside,
                catalogue: &catalogue,
                rows: Rows {
                    look: &look,
                    catalogue: &catalogue,
                },
                question: Question::new(&asked.q),
                asked: &asked,
            };
            wanted.respond(&inside, &edition, "search.html", &searched.page())
        })
        .await
}

/// A search under way.
struct Searched<'a> {
    app: &'a App,
    catalogue: &'a Catalogue,
    rows: Rows<'a>,
    question: Question,
    asked: &'a Asked,
}

impl<'a> Searched<'a> {
    fn page(&self) -> Page<'a> {
        let entities = self.catalogue.entities_named(&self.question);
        let entities = self.group("entities", &entities, |entity| EntityHit {
            row: self.rows.entity(entity),
            name: self.marked(&entity.label),
            also: self.also(entity),
        });
        let events = self.catalogue.events_named(&self.question);
        let events = self.group("events", &events, |event| EventHit {
            row: self.rows.event(event),
            name: self.marked(&event.label),
        });
        let passages = self.catalogue.passages(&self.question);
        let passages = self.group("passages", &passages, |passage| self.passage(*passage));
        let groups = [
            ("entities", &entities.paging),
            ("events", &events.paging),
            ("passages", &passages.paging),
        ];
        let found: usize = groups.iter().map(|(_, paging)| paging.total()).sum();
        let own = groups.iter().find(|(name, _)| *name == self.asked.group);
        let all = Paging::new(None, 1, 1, paging::url("/search", &[("q", &self.asked.q)]));
        let here = own.map_or(&all, |(_, paging)| paging).here();
        Page {
            data: listing::data(&here),
            here,
            next: own.and_then(|(_, paging)| paging.next()),
            asked: self.asked,
            nothing: found == 0 && !self.question.is_empty(),
            texts: self.app.shows_texts(),
            entities,
            events,
            passages,
        }
    }

    /// A few of the results, or a page of them where this group alone was asked for.
    fn group<T, H>(&self, name: &str, found: &[T], show: impl Fn(&T) -> H) -> Group<H> {
        let own = self.asked.group == name;
        let size = if own { MANY } else { FEW };
        let others = !self.asked.group.is_empty() && !own;
        let url = paging::url("/search", &[("q", &self.asked.q), ("in", name)]);
        let paging = Paging::new(self.asked.page.filter(|_| own), found.len(), size, url);
        let shown = if others { &[] } else { paging.of(found, size) };
        Group {
            hits: shown.iter().map(show).collect(),
            before: paging.before(size),
            paging,
        }
    }

    fn also(&self, entity: &Entity) -> Vec<Vec<Piece>> {
        let names = aliases::telling(&entity.label, &entity.aliases).into_iter();
        let mut names: Vec<Vec<Piece>> = names.map(|name| self.marked(name)).collect();
        names.sort_by_key(|pieces| !pieces.iter().any(|piece| piece.hit));
        names.truncate(ALIASES);
        names
    }

    fn passage(&self, passage: Passage) -> PassageHit {
        let article = &self.catalogue.articles[passage.article as usize];
        let text = self.app.texts().read(article.segment()).ok().flatten();
        // The text may have changed since it was indexed.
        let words = text
            .as_deref()
            .and_then(|text| text.get(passage.range.start..passage.range.end));
        let row = self.rows.article(article);
        let (href, outside) = self.rows.look.href(&article.iri);
        PassageHit {
            link: Shown {
                text: article.title.clone(),
                href: href.map(|href| format!("{href}#p{}", passage.paragraph)),
                outside,
                ..Shown::default()
            },
            words: self.marked(&self.cut(words.unwrap_or_default())),
            row,
        }
    }

    /// The part of a passage around its first match.
    fn cut(&self, text: &str) -> String {
        let matches = self.question.matches(text);
        let first = matches.first().map_or(0, |&(start, _)| start);
        let before = text[..first].char_indices().rev().nth(BEFORE);
        let start = before.map_or(0, |(at, _)| {
            at + text[at..first].find(' ').map_or(0, |gap| gap + 1)
        });
        let rest = &text[start..];
        let end = rest.char_indices().nth(LONGEST).map(|(at, _)| at);
        let end = end.map(|end| rest[..end].rfind(' ').unwrap_or(end));
        let lead = if start > 0 { "… " } else { "" };
        let tail = if end.is_some() { " …" } else { "" };
        format!("{lead}{}{tail}", &rest[..end.unwrap_or(rest.len())])
    }

    fn marked(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut done = 0;
        let mut push = |text: &str, hit| {
            if !text.is_empty() {
                let text = text.to_owned();
                pieces.push(Piece { text, hit });
            }
        };
        for (start, end) in self.question.matches(text) {
            push(&text[done..start], false);
            push(&text[start..end], true);
            done = end;
        }
        push(&text[done..], false);
        pieces
    }
}
