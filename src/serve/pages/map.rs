//! Points on an outline of the world, drawn here.
//!
//! Reads: places with their degrees. Writes: what the template of a map draws, in the units of
//! `assets/vendor/world.svg`: tenths of a degree, eastward and southward.
//! Never: draws a country in; the outline is a file that browsers keep.

use std::collections::BTreeMap;

use serde::Serialize;

/// Units of a degree.
const UNITS: f64 = 10.0;
/// Parts of the world without Antarctica: west, north, east, south.
const WORLD: [f64; 4] = [-1800.0, -840.0, 1800.0, 580.0];
/// Narrowest map: with less, the outline is too coarse to tell where one is.
const NARROWEST: f64 = 400.0;
/// Width by height of a map.
const ASPECT: f64 = 2.0;
/// Empty room around the points, by the extent of the points.
const ROOM: f64 = 0.25;
/// Points that are drawn.
const DRAWN: usize = 500;
/// How many times as wide as its letters a map is, in the width of a page and beside a text.
pub(in crate::serve) const WIDE: f64 = 52.0;
pub(in crate::serve) const NARROW: f64 = 30.0;
/// Points that get their name beside them where it has room.
const NAMED: usize = 10;
/// Width of a letter, by its size.
const LETTER: f64 = 0.58;
/// How far from its point a name begins, by the size of its letters.
const APART: f64 = 0.8;

/// Something at a place.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::serve) struct Point {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// What is there.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
    /// How much is there, in whatever is counted.
    pub weight: usize,
}

/// A map, ready for its template.
#[derive(Debug, Serialize)]
pub(in crate::serve) struct Map {
    /// `viewBox` of the drawing.
    view: String,
    /// Size of letters in the units of the drawing.
    letters: f64,
    marks: Vec<Mark>,
    /// Points that are not drawn.
    more: usize,
}

/// A point of a map.
#[derive(Debug, Serialize)]
struct Mark {
    x: f64,
    y: f64,
    label: String,
    href: Option<String>,
    weight: usize,
    /// 1 to 4, by weight.
    size: usize,
    /// Where its name stands: nowhere, or to the left or right.
    name: Option<Side>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    Left,
    Right,
}

impl Map {
    /// A map of points, the weightiest first; `None` where there is none on earth. `letters` is
    /// [`WIDE`] or [`NARROW`].
    pub(in crate::serve) fn of(points: Vec<Point>, letters: f64) -> Option<Self> {
        let mut points = together(points);
        points.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.label.cmp(&b.label)));
        let more = points.len().saturating_sub(DRAWN);
        points.truncate(DRAWN);
        let view = view(&points)?;
        let most = points.first().map_or(1, |point| point.weight);
        let marks = points.into_iter().map(|point| Mark::new(point, most));
        let mut marks: Vec<Mark> = marks.collect();
        let letters = view[2] / letters;
        name(&mut marks, letters, view);
        Some(Self {
            marks,
            view: view.map(|edge| edge.to_string()).join(" "),
            letters,
            more,
        })
    }
}

impl Mark {
    fn new(point: Point, most: usize) -> Self {
        let (x, y) = at(&point);
        Self {
            x,
            y,
            size: 1 + (3 * point.weight) / most.max(1),
            label: point.label,
            href: point.href,
            weight: point.weight,
            name: None,
        }
    }

    /// West, north, east and south of its name on a side.
    fn name_at(&self, side: Side, letters: f64) -> [f64; 4] {
        let width = self.label.chars().count() as f64 * LETTER * letters;
        let west = match side {
            Side::Right => self.x + APART * letters,
            Side::Left => self.x - APART * letters - width,
        };
        let half = 0.7 * letters;
        [west, self.y - half, west + width, self.y + half]
    }

    /// The same of its point.
    fn point_at(&self, letters: f64) -> [f64; 4] {
        let half = 0.5 * letters;
        [self.x - half, self.y - half, self.x + half, self.y + half]
    }
}

/// Names the weightiest points where the name lies over no other name and no other such point.
fn name(marks: &mut [Mark], letters: f64, [left, _, width, _]: [f64; 4]) {
    let first = marks.len().min(NAMED);
    let points: Vec<[f64; 4]> = marks[..first]
        .iter()
        .map(|mark| mark.point_at(letters))
        .collect();
    let mut names: Vec<[f64; 4]> = Vec::new();
    for (number, mark) in marks[..first].iter_mut().enumerate() {
        let others = points.iter().enumerate();
        // A neighbour that lies under the point itself keeps it from no name.
        let others = others
            .filter(|&(other, point)| other != number && !meet(*point, mark.point_at(letters)));
        let taken: Vec<[f64; 4]> = others.map(|(_, point)| *point).collect();
        let free = |side: &Side| {
            let place = mark.name_at(*side, letters);
            let mut over = names.iter().chain(&taken);
            place[0] >= left && place[2] <= left + width && !over.any(|other| meet(place, *other))
        };
        mark.name = [Side::Right, Side::Left].into_iter().find(free);
        if let Some(side) = mark.name {
            names.push(mark.name_at(side, letters));
        }
    }
}

fn meet(one: [f64; 4], other: [f64; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// One point for each thing at a place.
fn together(points: Vec<Point>) -> Vec<Point> {
    let mut places: BTreeMap<(i64, i64, String), Point> = BTreeMap::new();
    let earthly = |point: &Point| point.latitude.abs() <= 90.0 && point.longitude.abs() <= 180.0;
    for point in points.into_iter().filter(earthly) {
        let (x, y) = at(&point);
        let key = (x as i64, y as i64, point.label.clone());
        match places.get_mut(&key) {
            Some(known) => known.weight += point.weight,
            None => {
                places.insert(key, point);
            }
        }
    }
    places.into_values().collect()
}

/// Left, top, width and height of a window that holds all points.
fn view(points: &[Point]) -> Option<[f64; 4]> {
    let (first, others) = points.split_first()?;
    let (x, y) = at(first);
    let mut edges = [x, y, x, y];
    for (x, y) in others.iter().map(at) {
        edges = [
            edges[0].min(x),
            edges[1].min(y),
            edges[2].max(x),
            edges[3].max(y),
        ];
    }
    let [west, north, east, south] = edges;
    let width = (east - west).max((south - north) * ASPECT) * (1.0 + 2.0 * ROOM);
    let width = width.clamp(NARROWEST, WORLD[2] - WORLD[0]);
    let height = (width / ASPECT).min(WORLD[3] - WORLD[1]);
    let left = f64::midpoint(west, east) - width / 2.0;
    let top = f64::midpoint(north, south) - height / 2.0;
    Some([
        left.clamp(WORLD[0], WORLD[2] - width).round(),
        // Points in Antarctica pull the window past the map's usual lower edge.
        top.clamp(WORLD[1], (WORLD[3] - height).max(south - height))
            .round(),
        width.round(),
        height.round(),
    ])
}

fn at(point: &Point) -> (f64, f64) {
    (
        (point.longitude * UNITS).round(),
        (-point.latitude * UNITS).round(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(latitude: f64, longitude: f64, label: &str) -> Point {
        Point {
            latitude,
            longitude,
            label: label.to_owned(),
            href: None,
            weight: 1,
        }
    }

    #[test]
    fn the_window_holds_all_points_and_stays_on_the_map() {
        for points in [
            vec![point(43.8, 87.6, "Ürümqi")],
            vec![
                point(64.1, -21.9, "Reykjavík"),
                point(-36.8, 174.7, "Auckland"),
            ],
            vec![point(-89.0, 10.0, "South Pole")],
            vec![point(71.0, 179.0, "Wrangel")],
        ] {
            let [left, top, width, height] = view(&points).unwrap();
            for (x, y) in points.iter().map(at) {
                assert!(left <= x && x <= left + width, "{points:?}");
                assert!(top <= y && y <= top + height, "{points:?} {top} {height}");
            }
            assert!(left >= -1800.0 && left + width <= 1800.0);
            assert!(width >= NARROWEST);
        }
    }

    #[test]
    fn names_lie_over_nothing() {
        let points = vec![
            point(35.7, 51.4, "Tehran"),
            point(35.8, 51.0, "Karaj"),
            point(34.5, 69.2, "Kabul"),
            point(33.6, 68.4, "Ghazni"),
            point(40.7, -74.0, "New York"),
        ];
        let map = Map::of(points, WIDE).unwrap();
        let names = map.marks.iter().filter_map(|mark| {
            let side = mark.name?;
            Some(mark.name_at(side, map.letters))
        });
        let names: Vec<[f64; 4]> = names.collect();
        assert!(names.len() >= 3, "{names:?}");
        for (number, name) in names.iter().enumerate() {
            assert!(!names[..number].iter().any(|other| meet(*name, *other)));
        }
    }

    #[test]
    fn what_is_at_one_place_is_one_point() {
        let points = vec![
            point(1.0, 1.0, "here"),
            point(1.0, 1.0, "here"),
            point(1.0, 1.0, "a bank here"),
            point(100.0, 1.0, "nowhere"),
        ];
        let map = Map::of(points, WIDE).unwrap();
        assert_eq!(map.marks.len(), 2);
        assert_eq!((map.marks[0].weight, map.marks[0].size), (2, 4));
        assert!(Map::of(vec![point(0.0, 181.0, "nowhere")], WIDE).is_none());
    }
}
