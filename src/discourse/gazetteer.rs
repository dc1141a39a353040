//! The gazetteer: countries, regions, cities and organisations with their names.
//!
//! Reads: `data/gazetteer/*.tsv`. Writes: [`Entry`] values and [`Link`]s.
//! Never: decides between two places of one name without a reason.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::names::fold;
use super::tables::{Files, text_file};
use super::{EntityKind, Link, Position};
use crate::error::{Diagnostic, Place};

const COUNTRIES: &str = "data/gazetteer/countries.tsv";
const REGIONS: &str = "data/gazetteer/regions.tsv";
const CITIES: &str = "data/gazetteer/cities.tsv";
const BODIES: &str = "data/gazetteer/bodies.tsv";
const COORDINATES: &str = "data/gazetteer/coordinates.tsv";

/// From this many inhabitants on, a city comes before a region of its name ("New York").
const LARGE_CITY: u32 = 600_000;

/// One thing of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Preferred name.
    pub name: SmolStr,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-2 of the country that it is or lies in.
    pub iso: Option<SmolStr>,
    /// `GeoNames` number.
    geonames: Option<SmolStr>,
    /// Inhabitants of a city, else 0.
    population: u32,
    file: &'static str,
    line: u32,
}

/// Adds the fields of one line, given its file and number; `None` where a field is missing.
type AddLine = fn(&mut Gazetteer, &[&str], (&'static str, u32)) -> Option<()>;

/// Number of an [`Entry`].
pub type EntryId = u32;

/// All entries by name.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// Folded names and alternatives, best-known entry first.
    names: FxHashMap<String, Vec<EntryId>>,
    demonyms: FxHashMap<String, EntryId>,
    countries: FxHashMap<SmolStr, EntryId>,
    /// By `GeoNames` number.
    positions: FxHashMap<SmolStr, Position>,
}

impl Gazetteer {
    /// Reads the five files.
    ///
    /// # Errors
    /// Names file and line of an entry that lacks a field, names an unknown kind or lies off the map.
    pub fn read(files: Files<'_>) -> Result<Self, Diagnostic> {
        let mut gazetteer = Self::default();
        gazetteer.each_line(files, COUNTRIES, Self::country_line)?;
        gazetteer.each_line(files, REGIONS, Self::region)?;
        gazetteer.each_line(files, CITIES, Self::city)?;
        gazetteer.each_line(files, BODIES, Self::body)?;
        gazetteer.each_line(files, COORDINATES, Self::coordinates)?;
        gazetteer.rank_names();
        Ok(gazetteer)
    }

    /// The entry of this number.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id as usize]
    }

    /// The country with this ISO 3166-1 alpha-2 code.
    pub fn country(&self, iso: &str) -> Option<EntryId> {
        self.countries.get(iso).copied()
    }

    /// The country of a demonym or adjective ("Iranian", "Iranians").
    pub fn demonym(&self, word: &str) -> Option<EntryId> {
        let folded = fold(word);
        let singular = folded.strip_suffix('s').unwrap_or(&folded);
        self.demonyms
            .get(folded.as_str())
            .or_else(|| self.demonyms.get(singular))
            .copied()
    }

    /// The entry that a name most probably means, `near` being the countries that the article
    /// names. `None` for unknown names.
    pub fn find(&self, name: &str, near: &BTreeSet<SmolStr>) -> Option<EntryId> {
        let all = self.names.get(&fold(name))?;
        let best = all.first().copied()?;
        if self.entry(best).kind != EntityKind::City || all.len() == 1 {
            return Some(best);
        }
        let lies_near = |&&id: &&EntryId| {
            let iso = self.entry(id).iso.as_ref();
            iso.is_some_and(|iso| near.contains(iso))
        };
        all.iter().find(lies_near).copied().or(Some(best))
    }

    /// True where a name is one of an entry's own.
    pub fn names_entry(&self, name: &str, entry: Option<EntryId>) -> bool {
        let ids = self.names.get(&fold(name));
        entry.is_some_and(|entry| ids.is_some_and(|ids| ids.contains(&entry)))
    }

    /// True where no other place of the same name is anything like as well known.
    pub fn is_certain(&self, id: EntryId, name: &str, near: &BTreeSet<SmolStr>) -> bool {
        let entry = self.entry(id);
        let rivals = self.names.get(&fold(name)).into_iter().flatten();
        let mut rivals = rivals.filter(|&&rival| rival != id).map(|&r| self.entry(r));
        let supported = entry.iso.as_ref().is_some_and(|iso| near.contains(iso));
        entry.kind == EntityKind::Country
            || supported
            || rivals.all(|rival| {
                entry.kind != EntityKind::City || rival.population * 4 < entry.population
            })
    }

    /// What a graph needs to know of an entry.
    pub fn link(&self, id: EntryId) -> Link {
        let entry = self.entry(id);
        let same_as = entry
            .geonames
            .iter()
            .map(|number| format!("https://sws.geonames.org/{number}/"));
        Link {
            slug: self.slug(id),
            label: entry.name.to_string(),
            same_as: same_as.collect(),
            iso: entry
                .iso
                .clone()
                .filter(|_| entry.kind == EntityKind::Country),
            position: entry
                .geonames
                .as_ref()
                .and_then(|number| self.positions.get(number))
                .cloned(),
            source: format!("{}:{}", entry.file, entry.line),
        }
    }

    /// The name in lower case with hyphens; a lesser namesake gets country and number.
    fn slug(&self, id: EntryId) -> String {
        let entry = self.entry(id);
        let mut slug = slug_of(&entry.name);
        let first = self.names.get(&fold(&entry.name)).and_then(|all| {
            let mut same = all
                .iter()
                .filter(|&&other| slug_of(&self.entry(other).name) == slug);
            same.next().copied()
        });
        if first != Some(id) {
            for part in entry.iso.iter().chain(&entry.geonames) {
                slug = format!("{slug}-{}", part.to_lowercase());
            }
        }
        slug
    }

    fn each_line(
        &mut self,
        files: Files<'_>,
        path: &'static str,
        add: AddLine,
    ) -> Result<(), Diagnostic> {
        let text: Cow<'static, str> = text_file(files, path)?;
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.starts_with('#'))
        {
            let fields: Vec<&str> = line.split('\t').collect();
            add(self, &fields, (path, number as u32 + 1)).ok_or_else(|| {
                Diagnostic::new(
                    Place::line(path, number + 1),
                    "entry lacks a field, its kind is unknown or it lies off the map",
                )
                .hint("the first line of the file names the fields")
            })?;
        }
        Ok(())
    }

    /// iso, name, geonames, capital, alternatives, demonyms
    fn country_line(&mut self, fields: &[&str], place: (&'static str, u32)) -> Option<()> {
        let [iso, name, geonames, _capital, alternatives, demonyms] = fields else {
            return None;
        };
        let entry = Entry {
            name: (*name).into(),
            kind: EntityKind::Country,
            iso: some(iso),
            geonames: some(geonames),
            population: 0,
            file: place.0,
            line: place.1,
        };
        let id = self.add(entry, alternatives);
        self.countries.insert((*iso).into(), id);
        for demonym in demonyms.split('|').filter(|d| !d.is_empty()) {
            self.demonyms.insert(fold(demonym), id);
        }
        Some(())
    }

    /// name, iso, kind, geonames, alternatives
    fn region(&mut self, fields: &[&str], place: (&'static str, u32)) -> Option<()> {
        let [name, iso, kind, geonames, alternatives] = fields else {
            return None;
        };
        let entry = Entry {
            name: (*name).into(),
            kind: super::knowledge::kind_named(kind)?,
            iso: some(iso),
            geonames: some(geonames),
            population: 0,
            file: place.0,
            line: place.1,
        };
        self.add(entry, alternatives);
        Some(())
    }

    /// geonames, name, iso, admin1, population, alternatives
    fn city(&mut self, fields: &[&str], place: (&'static str, u32)) -> Option<()> {
        let [geonames, name, iso, _admin1, population, alternatives] = fields else {
            return None;
        };
        let entry = Entry {
            name: (*name).into(),
            kind: EntityKind::City,
            iso: some(iso),
            geonames: some(geonames),
            population: population.parse().ok()?,
            file: place.0,
            line: place.1,
        };
        self.add(entry, alternatives);
        Some(())
    }

    /// name, kind, iso, alternatives
    fn body(&mut self, fields: &[&str], place: (&'static str, u32)) -> Option<()> {
        let [name, kind, iso, alternatives] = fields else {
            return None;
        };
        let entry = Entry {
            name: (*name).into(),
            kind: super::knowledge::kind_named(kind)?,
            iso: some(iso),
            geonames: None,
            population: 0,
            file: place.0,
            line: place.1,
        };
        self.add(entry, alternatives);
        Some(())
    }

    /// geonames, latitude, longitude
    fn coordinates(&mut self, fields: &[&str], _place: (&'static str, u32)) -> Option<()> {
        let [geonames, latitude, longitude] = fields else {
            return None;
        };
        let within = |degrees: &str, limit: f64| {
            let degrees = degrees.parse::<f64>().ok();
            degrees.is_some_and(|degrees| degrees.abs() <= limit)
        };
        if !within(latitude, 90.0) || !within(longitude, 180.0) {
            return None;
        }
        let position = Position {
            latitude: (*latitude).into(),
            longitude: (*longitude).into(),
        };
        self.positions.insert((*geonames).into(), position);
        Some(())
    }

    fn add(&mut self, entry: Entry, alternatives: &str) -> EntryId {
        let id = self.entries.len() as EntryId;
        let name = entry.name.clone();
        self.entries.push(entry);
        for name in std::iter::once(name.as_str()).chain(alternatives.split('|')) {
            let known = self.names.entry(fold(name)).or_default();
            if !name.is_empty() && !known.contains(&id) {
                known.push(id);
            }
        }
        id
    }

    fn rank_names(&mut self) {
        let rank = |id: &EntryId| {
            let entry = &self.entries[*id as usize];
            let class = match entry.kind {
                EntityKind::Country => 0,
                EntityKind::City if entry.population >= LARGE_CITY => 1,
                EntityKind::City => 3,
                _ => 2,
            };
            (class, std::cmp::Reverse(entry.population), *id)
        };
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for ids in self.names.values_mut() {
            if ids.len() > 1 {
                ids.sort_by_key(rank);
            }
        }
    }
}

fn some(field: &str) -> Option<SmolStr> {
    (!field.is_empty()).then(|| field.into())
}

fn slug_of(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
