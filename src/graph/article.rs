//! The article itself: metadata, text, provenance of its graph, embedded posts.
//!
//! Reads: [`Article`](crate::document::Article). Writes: its quads. Never: looks at a clock.

use oxigraph::model::{Literal, NamedNode};

use super::names::Names;
use super::writer::{SpanKind, Writer, integer, tagged};
use super::{iri, times, vocab};
use crate::discourse::EntityKind;
use crate::document::Post;
use crate::facts::Facts;
use crate::text::sha256;

impl Writer<'_> {
    /// The article, its text and where its graph comes from.
    pub(super) fn add_article(&mut self, names: &mut Names) {
        let node = self.article_node();
        let article = self.article;
        self.add_type(&node, vocab::ARTICLE_CLASS);
        self.add_string(&node, vocab::DCT_IDENTIFIER, &article.id);
        self.add_string(&node, vocab::IN_LANGUAGE, &article.language);
        if let Some(title) = &article.title {
            self.add_text(&node, vocab::HEADLINE, title);
        }
        if let Some(date) = article.published.as_deref().and_then(times::literal) {
            self.add(&node, vocab::DATE_PUBLISHED, date);
        }
        if let Some(url) = &article.url {
            match NamedNode::new(url) {
                Ok(url) => self.add(&node, vocab::URL, url),
                Err(_) => self.add_string(&node, vocab::URL, url),
            }
        }
        if let Some(dateline) = &article.dateline {
            let place = dateline.place.unwrap_or(dateline.range);
            self.add_string(&node, vocab::DATELINE, place.of(&article.text));
        }
        self.add_people(&node, names);
        self.add_source_text(&node);
        self.add_provenance(&node);
    }

    fn add_people(&mut self, node: &NamedNode, names: &mut Names) {
        let article = self.article;
        if let Some(publisher) = &article.publisher {
            let org = names.by_name(self, EntityKind::MediaOrganization, publisher);
            self.add_type(&org, vocab::MEDIA_ORGANIZATION);
            self.add_text(&org, vocab::LABEL, publisher);
            self.add(node, vocab::PUBLISHER, org);
        }
        for author in &article.authors {
            // One word is an agency, a desk or half a name: no person's node.
            if !author.trim().contains(' ') {
                self.add_string(node, vocab::CREDIT_TEXT, author);
                continue;
            }
            let person = names.by_name(self, EntityKind::Person, author);
            self.add_type(&person, vocab::PERSON);
            self.add_text(&person, vocab::LABEL, author);
            self.add(node, vocab::AUTHOR, person);
        }
    }

    fn add_source_text(&mut self, node: &NamedNode) {
        let (text, context) = (self.text_node(), self.context_node());
        let length = self.article.text.chars().count();
        self.add(node, vocab::TEXT, text.clone());
        self.add_type(&text, vocab::ARTICLE_TEXT);
        self.add_string(&text, vocab::FORMAT, "text/plain;charset=utf-8");
        self.add_string(&text, vocab::SHA256, &sha256(self.article.text.as_bytes()));
        self.add(&context, vocab::TYPE, vocab::NIF_CONTEXT.into_owned());
        self.add(&context, vocab::TYPE, vocab::RFC_5147_STRING.into_owned());
        self.add(&context, vocab::BEGIN_INDEX, integer(0));
        self.add(&context, vocab::END_INDEX, integer(length));
        self.add(&context, vocab::SOURCE_URL, text);
    }

    fn add_provenance(&mut self, node: &NamedNode) {
        let version = env!("CARGO_PKG_VERSION");
        let graph = self.settings.article_graph(&self.article.id);
        let run = NamedNode::new_unchecked(format!("{}#run", graph.as_str()));
        let agent = self
            .settings
            .base
            .node(&format!("id/agent/newsgraph-{version}"));
        self.add_type(&graph, vocab::ARTICLE_GRAPH);
        self.add(&graph, vocab::WAS_DERIVED_FROM, node.clone());
        self.add(&graph, vocab::WAS_GENERATED_BY, run.clone());
        if let Some(time) = &self.settings.generated {
            let time = Literal::new_typed_literal(time.as_str(), vocab::XSD_DATE_TIME);
            self.add(&graph, vocab::GENERATED_AT_TIME, time);
        }
        self.add(&run, vocab::TYPE, vocab::ACTIVITY.into_owned());
        self.add(&run, vocab::USED, node.clone());
        self.add(&run, vocab::WAS_ASSOCIATED_WITH, agent.clone());
        self.add(&agent, vocab::TYPE, vocab::SOFTWARE_AGENT.into_owned());
        self.add(&agent, vocab::LABEL, tagged("newsgraph", "en"));
        self.add_string(&agent, vocab::SOFTWARE_VERSION, version);
    }

    /// The social media posts that the article quotes as blocks.
    pub(super) fn add_posts(&mut self, facts: &Facts, names: &Names) {
        for post in &self.article.posts {
            self.add_post(post, facts, names);
        }
    }

    fn add_post(&mut self, post: &Post, facts: &Facts, names: &Names) {
        let text = &self.article.text;
        let words = post.text.of(text).trim();
        let author = post.author.of(text).trim();
        let node = if let Some(entity) = post_entity(post, facts) {
            names.node(entity).clone()
        } else {
            let node = self.post_node(post);
            let dated = post.date.as_deref().map(|date| format!(" of {date}"));
            let label = format!("post by {author}{}", dated.unwrap_or_default());
            self.add(&node, vocab::LABEL, tagged(&label, "en"));
            node
        };
        self.add_type(&node, vocab::WORK);
        self.add(&node, vocab::TYPE, vocab::SOCIAL_MEDIA_POSTING.into_owned());
        self.add(&node, vocab::SCHEMA_TEXT, tagged(words, &post.language));
        self.add_string(&node, vocab::IN_LANGUAGE, &post.language);
        let credit = format!("{author} (@{})", post.handle);
        self.add_string(&node, vocab::CREDIT_TEXT, &credit);
        if let Some(date) = post.date.as_deref().and_then(times::literal) {
            self.add(&node, vocab::DATE_PUBLISHED, date);
        }
        if let Some(link) = post.link {
            self.add_string(&node, vocab::URL, link.of(text));
        }
        if let Some(author) = post_author(post, text, facts) {
            self.add(&node, vocab::AUTHOR, names.node(author).clone());
            let account = format!("@{}", post.handle);
            self.add_string(names.node(author), vocab::IDENTIFIER, &account);
        }
        let span = self.span(post.text, SpanKind::Phrase);
        self.add(&node, vocab::DENOTED_BY, span);
    }

    fn post_node(&self, post: &Post) -> NamedNode {
        let date = post.date.as_deref().unwrap_or("undated");
        let name = format!("post {} {date}", post.handle);
        let hash = iri::hash(post.text.of(&self.article.text), 8);
        let path = format!("id/thing/{}-{hash}", iri::slug(&name));
        self.settings.base.node(&path)
    }
}

/// The entity that the facts already have for a post.
fn post_entity(post: &Post, facts: &Facts) -> Option<usize> {
    facts.entities.iter().position(|other| {
        other.entity.kind == EntityKind::Work
            && other.mentions.iter().any(|range| range.contains(post.text))
    })
}

/// The entity that wrote a post: mentioned in the credit line or known by that name.
fn post_author(post: &Post, text: &str, facts: &Facts) -> Option<usize> {
    let name = post.author.of(text).trim();
    facts.entities.iter().position(|other| {
        let entity = &other.entity;
        other
            .mentions
            .iter()
            .any(|range| post.author.overlaps(*range))
            || entity.name == name
            || entity.aliases.iter().any(|alias| alias == name)
    })
}
