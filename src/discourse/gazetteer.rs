//! The gazetteer: countries, regions, cities and organisations with their names.
//!
//! Reads: `data/gazetteer/*.tsv`; of them `own.tsv`, a user's, is asked first.
//! Writes: [`Entry`] values and [`Link`]s.
//! Never: decides between two places of one name without a reason.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};
use smol_str::{SmolStr, format_smolstr};

use super::knowledge::kind_named;
use super::names::fold;
use super::tables::{Files, text_file};
use super::{EntityKind, KindFamily, Link, Point, Whole};
use crate::error::{Diagnostic, Place};

mod rows;
#[cfg(test)]
mod tests;

use rows::{Field, Row, Source};

/// A user's own names, missing in the program itself.
const OWN: &str = "data/gazetteer/own.tsv";
/// The files in the order of their rank, with the kind of what they hold where no field tells it.
const FILES: [(&str, Option<EntityKind>); 5] = [
    (OWN, None),
    ("data/gazetteer/countries.tsv", Some(EntityKind::Country)),
    ("data/gazetteer/regions.tsv", None),
    ("data/gazetteer/cities.tsv", Some(EntityKind::City)),
    ("data/gazetteer/bodies.tsv", None),
];

/// From this many inhabitants on, a city comes before a region of its name ("New York").
const LARGE_CITY: u32 = 600_000;
/// From this many on, it comes before a region of its name in its country ("Kunduz").
const TOWN: u32 = 100_000;
/// From this many on, a city is known well enough where the gazetteer has no other of its name.
const SOLE_TOWN: u32 = 30_000;
/// How many times the inhabitants of its namesakes a city has that is meant without a word more.
const OUTGROWS: u32 = 4;
/// The same of regions: Punjab is one of two, Florida is not one of three.
const DWARFS: u32 = 40;

/// One thing of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Preferred name.
    pub name: SmolStr,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-2 of the country that it is or lies in.
    pub iso: Option<SmolStr>,
    /// The first-level region that it is or lies in: ISO code, full stop, `GeoNames` code.
    pub region: Option<SmolStr>,
    /// Inhabitants of a city or of a region's towns, else 0.
    population: u32,
    /// Number of the file in [`FILES`], line and first byte of the line.
    place: (usize, u32, u32),
}

/// Number of an [`Entry`].
pub type EntryId = u32;

/// Codes of the countries and first-level regions that an article names.
pub type Near = BTreeSet<SmolStr>;

/// All entries by name.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    sources: Vec<Option<Source>>,
    entries: Vec<Entry>,
    /// Sums of the folded names and alternatives, sorted; of one sum the best-known entry first.
    names: Vec<(u64, EntryId)>,
    demonyms: FxHashMap<String, Vec<EntryId>>,
    countries: FxHashMap<SmolStr, EntryId>,
    regions: FxHashMap<SmolStr, EntryId>,
}

impl Gazetteer {
    /// Reads the files.
    ///
    /// # Errors
    /// Names file and line of an entry that lacks its name or names an unknown kind.
    pub fn read(files: Files<'_>) -> Result<Self, Diagnostic> {
        let mut gazetteer = Self::default();
        let mut names = Vec::new();
        for (number, (path, kind)) in FILES.into_iter().enumerate() {
            let source = if path == OWN && files(path).is_none() {
                None
            } else {
                Some(Source::new(path, text_file(files, path)?)?)
            };
            if let Some(source) = &source {
                for (line, start, row) in source.rows() {
                    let place = (number, line, start);
                    (gazetteer.add(&row, kind, place, &mut names)).map_err(|wrong| {
                        Diagnostic::new(Place::line(path, line as usize), wrong)
                    })?;
                }
            }
            gazetteer.sources.push(source);
        }
        names.sort_unstable();
        names.dedup_by_key(|name| (name.sum, name.id));
        gazetteer.names = names.into_iter().map(|name| (name.sum, name.id)).collect();
        gazetteer.names.dedup();
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
        self.peoples(word).first().copied()
    }

    /// The same, of several ("Congolese") the one that the article names.
    pub fn demonym_near(&self, word: &str, near: &Near) -> Option<EntryId> {
        let all = self.peoples(word);
        let named = all.iter().find(|&&id| self.support(id, near) > 0);
        named.or(all.first()).copied()
    }

    fn peoples(&self, word: &str) -> &[EntryId] {
        let folded = fold(word);
        let singular = folded.strip_suffix('s').unwrap_or(&folded);
        let all = (self.demonyms.get(folded.as_str())).or_else(|| self.demonyms.get(singular));
        all.map_or(&[], Vec::as_slice)
    }

    /// All entries of a name, the best known first.
    pub fn all(&self, name: &str) -> impl Iterator<Item = EntryId> + use<'_> {
        let sum = sum(&fold(name));
        let start = self.names.partition_point(|&(other, _)| other < sum);
        let same = self.names[start..]
            .iter()
            .take_while(move |(other, _)| *other == sum);
        same.map(|&(_, id)| id)
    }

    /// The entry that a name most probably means, `near` being what the article names.
    /// `None` for unknown names.
    pub fn find(&self, name: &str, near: &Near) -> Option<EntryId> {
        let best = self.all(name).next()?;
        let entry = self.entry(best);
        if self.is_own(best) || entry.kind == EntityKind::Country {
            return Some(best);
        }
        let all = || self.all(name).filter(|&id| self.entry(id).is_place());
        let nearest = all().map(|id| self.support(id, near)).max().unwrap_or(0);
        if nearest == 0 && !entry.is_place() {
            return Some(best);
        }
        let best = all().find(|&id| self.support(id, near) == nearest)?;
        // "Oregon" where Ohio has been named, too, and a village of that name lies there.
        let best = all()
            .find(|&id| self.outranks(id, best, near))
            .unwrap_or(best);
        Some(self.town_of(best, all()).unwrap_or(best))
    }

    /// True for a region of a country that the article names beside a place of its name that is no town.
    fn outranks(&self, region: EntryId, place: EntryId, near: &Near) -> bool {
        let (outer, inner) = (self.entry(region), self.entry(place));
        outer.kind == EntityKind::Region
            && inner.kind == EntityKind::City
            && inner.population < TOWN
            && outer.iso == inner.iso
            && self.support(region, near) > 0
    }

    /// The best-known entry of a name that lies in another.
    pub fn find_in(&self, name: &str, whole: EntryId) -> Option<EntryId> {
        let inner = || self.all(name).filter(|&id| self.lies_in(id, whole));
        let best = inner().next()?;
        Some(self.town_of(best, inner()).unwrap_or(best))
    }

    /// The first-level region of a name ("Kunduz" of "Kunduz Province").
    pub fn find_region(&self, name: &str, near: &Near) -> Option<EntryId> {
        let regions = || {
            let all = self.all(name);
            all.filter(|&id| self.entry(id).kind == EntityKind::Region)
        };
        regions().max_by_key(|&id| (self.support(id, near), Reverse(id)))
    }

    /// True where one entry lies in another, a region or country.
    pub fn lies_in(&self, part: EntryId, whole: EntryId) -> bool {
        let (inner, outer) = (self.entry(part), self.entry(whole));
        part != whole
            && inner.is_place()
            && inner.kind != EntityKind::Country
            && match outer.kind {
                EntityKind::Country => inner.iso == outer.iso,
                // Puntland has no code: that a place lies in its country is all that is known.
                EntityKind::Region if outer.region.is_none() => inner.iso == outer.iso,
                EntityKind::Region => inner.region == outer.region,
                _ => false,
            }
    }

    /// True where a name is one of an entry's own.
    pub fn names_entry(&self, name: &str, entry: Option<EntryId>) -> bool {
        entry.is_some_and(|entry| self.all(name).any(|id| id == entry))
    }

    /// True for what lies in a country or region that the article names.
    pub fn is_near(&self, id: EntryId, near: &Near) -> bool {
        self.support(id, near) > 0
    }

    /// True where no other place of the same name is anything like as well known or as near.
    pub fn is_certain(&self, id: EntryId, name: &str, near: &Near) -> bool {
        let entry = self.entry(id);
        let divided = matches!(entry.kind, EntityKind::City | EntityKind::Region);
        if self.is_own(id) || !divided {
            return true;
        }
        let support = self.support(id, near);
        let mut rivals = self.all(name).filter(|&rival| rival != id).peekable();
        let floor = if rivals.peek().is_none() {
            SOLE_TOWN
        } else {
            TOWN
        };
        let beaten = rivals.all(|rival| {
            let other = self.entry(rival);
            let areas = [entry, other].iter().all(|one| one.population > 0);
            let provinces = [entry, other]
                .iter()
                .all(|one| one.kind == EntityKind::Region);
            let outgrows = if provinces { DWARFS } else { OUTGROWS };
            self.support(rival, near) < support
                || self.is_town_of(id, rival)
                || self.outranks(id, rival, near)
                || areas && other.population.saturating_mul(outgrows) < entry.population
                || !other.is_place()
        });
        beaten && (support > 0 || entry.kind != EntityKind::City || entry.population >= floor)
    }

    /// What a graph needs to know of an entry.
    pub fn link(&self, id: EntryId) -> Link {
        let entry = self.entry(id);
        let row = self.row(entry);
        let point = |row: &Row<'_>| {
            let (latitude, longitude) = (row.get(Field::Latitude), row.get(Field::Longitude));
            let known = !latitude.is_empty() && !longitude.is_empty();
            known.then(|| Point {
                latitude: latitude.into(),
                longitude: longitude.into(),
            })
        };
        Link {
            slug: self.slug(id),
            label: entry.name.to_string(),
            same_as: same_as(&row),
            iso: entry
                .iso
                .clone()
                .filter(|_| entry.kind == EntityKind::Country),
            point: point(&row),
            within: self.wholes(id),
            source: format!("{}:{}", FILES[entry.place.0].0, entry.place.1),
        }
    }

    /// The region and the country that a place lies in, the smaller first.
    fn wholes(&self, id: EntryId) -> Vec<Whole> {
        let entry = self.entry(id);
        let region = entry
            .region
            .as_ref()
            .and_then(|code| self.regions.get(code));
        let country = entry.iso.as_ref().and_then(|iso| self.countries.get(iso));
        let outer = region.into_iter().chain(country).copied();
        let outer = outer.filter(|&whole| self.lies_in(id, whole));
        let whole = |id| Whole {
            slug: self.slug(id),
            label: self.entry(id).name.to_string(),
            kind: self.entry(id).kind,
        };
        outer.map(whole).collect()
    }

    /// How much an article speaks for a place: 2 where it names its region, 1 its country.
    fn support(&self, id: EntryId, near: &Near) -> u8 {
        let entry = self.entry(id);
        let named = |code: &Option<SmolStr>| code.as_ref().is_some_and(|code| near.contains(code));
        match (named(&entry.region), named(&entry.iso)) {
            (true, _) if entry.kind != EntityKind::Region => 2,
            (_, true) => 1,
            _ => 0,
        }
    }

    /// The town of the same name in a region's country, which is meant where no word for the region follows.
    fn town_of(&self, region: EntryId, mut all: impl Iterator<Item = EntryId>) -> Option<EntryId> {
        all.find(|&city| self.is_town_of(city, region))
    }

    /// True where the best-known thing of a name is a city of some size that is called so itself, not
    /// elsewhere ("Lion" for Lyon).
    pub fn is_town(&self, name: &str) -> bool {
        let best = self.all(name).next().map(|id| self.entry(id));
        best.is_some_and(|it| {
            let own = fold(&it.name).starts_with(&fold(name));
            own && it.kind == EntityKind::City && it.population >= TOWN
        })
    }

    /// True for a large city under its own name ("Calgary", not "Lion" for Lyon).
    pub fn is_large_city(&self, id: EntryId, name: &str) -> bool {
        let entry = self.entry(id);
        let own = fold(&entry.name).starts_with(&fold(name));
        own && entry.kind == EntityKind::City && entry.population >= LARGE_CITY
    }

    fn is_town_of(&self, city: EntryId, region: EntryId) -> bool {
        let entry = self.entry(city);
        self.entry(region).kind == EntityKind::Region
            && entry.kind == EntityKind::City
            && entry.population >= TOWN
            && entry.iso == self.entry(region).iso
    }

    fn is_own(&self, id: EntryId) -> bool {
        FILES[self.entry(id).place.0].0 == OWN
    }

    fn row(&self, entry: &Entry) -> Row<'_> {
        let (file, _, start) = entry.place;
        let source = self.sources[file].as_ref();
        source.map_or_else(Row::default, |source| source.row(start))
    }

    /// The name in lower case with hyphens; a lesser namesake gets country and number.
    fn slug(&self, id: EntryId) -> String {
        let entry = self.entry(id);
        let mut slug = slug_of(&entry.name);
        let mut same = self
            .all(&entry.name)
            .filter(|&other| slug_of(&self.entry(other).name) == slug);
        let first = same.next();
        let town = first.and_then(|region| self.town_of(region, same));
        if town.or(first) != Some(id) {
            let number = self.row(entry).get(Field::Geonames);
            let parts = entry.iso.as_deref().into_iter().chain([number]);
            for part in parts.filter(|part| !part.is_empty()) {
                slug = format!("{slug}-{}", part.to_lowercase());
            }
        }
        slug
    }

    fn add(
        &mut self,
        row: &Row<'_>,
        kind: Option<EntityKind>,
        place: (usize, u32, u32),
        names: &mut Vec<Name>,
    ) -> Result<(), String> {
        let id = self.entries.len() as EntryId;
        let name = row.get(Field::Name);
        if name.is_empty() {
            return Err("the entry has no name".to_owned());
        }
        let written = row.get(Field::Kind);
        let stated = || kind_named(written).ok_or_else(|| format!("unknown kind \"{written}\""));
        let kind = kind.map_or_else(stated, Ok)?;
        let iso = some(row.get(Field::Iso));
        let region = some(row.get(Field::Admin1))
            .and_then(|admin| Some(format_smolstr!("{}.{admin}", iso.as_ref()?)));
        let entry = Entry {
            name: name.into(),
            kind,
            region: region.filter(|_| kind.family() == KindFamily::Place),
            iso,
            population: row.get(Field::Population).parse().unwrap_or(0),
            place,
        };
        self.index(&entry, id, row);
        let (class, inhabitants) = entry.rank();
        let alternatives = row.list(Field::Alternatives).map(|name| (name, true));
        for (name, alternative) in [(name, false)].into_iter().chain(alternatives) {
            names.push(Name {
                sum: sum(&fold(name)),
                rank: (class, Reverse(inhabitants >> u8::from(alternative))),
                id,
            });
        }
        self.entries.push(entry);
        Ok(())
    }

    fn index(&mut self, entry: &Entry, id: EntryId, row: &Row<'_>) {
        let code = match entry.kind {
            EntityKind::Country => &entry.iso,
            EntityKind::Region => &entry.region,
            _ => &None,
        };
        let index = match entry.kind {
            EntityKind::Country => &mut self.countries,
            _ => &mut self.regions,
        };
        if let Some(code) = code {
            index.entry(code.clone()).or_insert(id);
        }
        for demonym in row.list(Field::Demonyms) {
            self.demonyms.entry(fold(demonym)).or_default().push(id);
        }
    }
}

/// A name while the files are read, in the order of the index.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    sum: u64,
    /// Class of the entry, then inhabitants, of which an alternative name counts half.
    rank: (u8, Reverse<u32>),
    id: EntryId,
}

impl Entry {
    /// True for countries, regions, cities and other places.
    pub fn is_place(&self) -> bool {
        self.kind.family() == KindFamily::Place
    }

    fn rank(&self) -> (u8, u32) {
        let class = match self.kind {
            _ if FILES[self.place.0].0 == OWN => 0,
            EntityKind::Country => 1,
            EntityKind::City if self.population >= LARGE_CITY => 2,
            EntityKind::City => 4,
            // Seas, continents and bodies come before the regions named for them.
            EntityKind::Region => 3,
            _ => 2,
        };
        (class, self.population)
    }
}

/// 64 bits tell a hundred thousand names apart but for one chance in a thousand million.
fn sum(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    folded.hash(&mut hasher);
    hasher.finish()
}

/// The IRIs of the authorities that a row gives numbers of, and those that it gives in full.
fn same_as(row: &Row<'_>) -> Vec<String> {
    let numbers = [
        (Field::Wikidata, "http://www.wikidata.org/entity/", ""),
        (Field::Geonames, "https://sws.geonames.org/", "/"),
    ];
    let known = numbers.map(|(field, before, after)| {
        let number = row.get(field);
        (!number.is_empty()).then(|| format!("{before}{number}{after}"))
    });
    let own = row.list(Field::SameAs).map(str::to_owned);
    known.into_iter().flatten().chain(own).collect()
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
