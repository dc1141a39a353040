//! Charts of a table: a bar per row, or lines through the rows.
//!
//! Reads: rows, and which column names them and which counts. Writes: what the templates draw.
//! Never: draws where a column has no number.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use oxigraph::model::Term;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::answer::{Table, number};
use super::asked::Asked;
use crate::serve::pages::look::Shown;

/// Size of a line's drawing; the template's `viewBox` has margins around it.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 150.0;

/// Lines that can be told apart.
const LINES: usize = 6;

/// Columns of a chart, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    /// Names what is shown.
    pub naming: usize,
    /// Counts it.
    pub counting: usize,
    /// Tells the lines apart.
    pub parting: Option<usize>,
}

/// A bar per row, in percent of the whole width.
#[derive(Debug, Serialize)]
pub(super) struct Bars {
    pub labels: String,
    pub numbers: String,
    pub rows: Vec<Bar>,
}

#[derive(Debug, Serialize)]
pub(super) struct Bar {
    label: Shown,
    value: String,
    start: f64,
    width: f64,
    negative: bool,
}

/// A line through all rows, or one for each value of a column.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    pub labels: String,
    pub numbers: String,
    pub series: Option<String>,
    lines: Vec<Line>,
    /// Lines that are not drawn: those of the fewest rows.
    more: usize,
    /// Texts at heights.
    up: Vec<Tick>,
    /// Texts along the line's foot.
    along: Vec<Tick>,
    width: f64,
    height: f64,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    /// `points` of the line.
    path: String,
    dots: Vec<Dot>,
}

#[derive(Debug, Serialize)]
struct Dot {
    x: f64,
    y: f64,
    label: String,
    value: String,
}

#[derive(Debug, Serialize)]
struct Tick {
    at: f64,
    text: String,
}

/// Columns where each value that is there is a number.
pub(super) fn numeric(rows: &Table) -> Vec<bool> {
    let column = |column: usize| {
        let mut cells = rows.rows.iter().filter_map(|row| row[column].as_ref());
        cells.clone().next().is_some() && cells.all(|term| number(term).is_some())
    };
    (0..rows.columns.len()).map(column).collect()
}

/// Columns that say where words stand: numbers that count nothing, drawn only for who asks.
const OFFSETS: [&str; 2] = ["begin", "end"];

/// The columns of a chart: those asked for, else the first of words and the first of numbers; lines
/// are parted where otherwise one would go up and down at the same place.
pub(super) fn columns(rows: &Table, numeric: &[bool], asked: &Asked) -> Option<Columns> {
    let counts = |&column: &usize| {
        let name = rows.columns[column].as_str();
        numeric[column] && !OFFSETS.contains(&name)
    };
    let named = |name: &String| rows.columns.iter().position(|column| column == name);
    let counting = asked
        .numbers
        .as_ref()
        .and_then(named)
        .filter(|&column| numeric[column])
        .or_else(|| (0..numeric.len()).find(counts))?;
    let naming = asked
        .labels
        .as_ref()
        .and_then(named)
        .or_else(|| (0..numeric.len()).find(|&column| !numeric[column]))
        .unwrap_or(counting);
    let parts = |&column: &usize| !numeric[column] && column != naming;
    let parting = match &asked.series {
        Some(series) => named(series),
        None if repeats(rows, naming) => (0..numeric.len()).find(parts),
        None => None,
    };
    Some(Columns {
        naming,
        counting,
        parting,
    })
}

/// True where two rows have the same value in a column.
fn repeats(rows: &Table, column: usize) -> bool {
    let mut seen = FxHashSet::default();
    let mut values = rows.rows.iter().map(|row| &row[column]);
    !values.all(|value| seen.insert(value))
}

/// Bars of the rows that have a number; `shown` gives the words of a row.
pub(super) fn bars(rows: &Table, columns: Columns, shown: &[Shown]) -> Bars {
    let Columns {
        naming, counting, ..
    } = columns;
    let values = values(rows, counting);
    let numbers = values.iter().map(|&(_, number)| number);
    let mut names: FxHashMap<&Option<Term>, usize> = FxHashMap::default();
    for row in &rows.rows {
        *names.entry(&row[naming]).or_default() += 1;
    }
    let (low, high) = span(numbers, true);
    let percent = |number: f64| hundredths(100.0 * (number - low) / (high - low));
    let rows_with = values.iter().map(|&(row, number)| {
        let (start, end) = (percent(number.min(0.0)), percent(number.max(0.0)));
        Bar {
            label: match names[&rows.rows[row][naming]] {
                1 => shown[row].clone(),
                _ => label(rows, columns, row, &shown[row]),
            },
            value: written(number),
            start,
            width: hundredths(end - start),
            negative: number < 0.0,
        }
    });
    Bars {
        labels: rows.columns[naming].clone(),
        numbers: rows.columns[counting].clone(),
        rows: rows_with.collect(),
    }
}

/// The words of a row; where several have the same, with what tells them apart.
fn label(rows: &Table, columns: Columns, row: usize, shown: &Shown) -> Shown {
    let parting = columns
        .parting
        .and_then(|column| rows.rows[row][column].as_ref());
    let text = match parting {
        Some(parting) => format!("{}, {}", shown.text, words(parting)),
        None => shown.text.clone(),
    };
    Shown {
        text,
        ..shown.clone()
    }
}

/// Lines through the rows that have a number, along days or numbers where the labels are such, else
/// from row to row.
pub(super) fn lines(rows: &Table, columns: Columns, shown: &[Shown]) -> Chart {
    let points = points(rows, columns, shown);
    let (west, east) = span(points.iter().map(|point| point.place), false);
    let (low, high) = span(points.iter().map(|point| point.number), true);
    let x = |place: f64| hundredths(WIDTH * (place - west) / (east - west));
    let y = |number: f64| hundredths(HEIGHT * (high - number) / (high - low));
    let mut lines: BTreeMap<String, Vec<Dot>> = BTreeMap::new();
    for point in &points {
        let name = columns
            .parting
            .and_then(|column| rows.rows[point.row][column].as_ref());
        lines
            .entry(name.map_or_else(String::new, words))
            .or_default()
            .push(Dot {
                x: x(point.place),
                y: y(point.number),
                label: point.label.to_owned(),
                value: written(point.number),
            });
    }
    let mut lines: Vec<Line> = lines.into_iter().map(Line::new).collect();
    lines.sort_by_key(|line| Reverse(line.dots.len()));
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    Chart {
        labels: rows.columns[columns.naming].clone(),
        numbers: rows.columns[columns.counting].clone(),
        series: columns.parting.map(|column| rows.columns[column].clone()),
        lines,
        more,
        up: ticks(low, high, y),
        along: ends(&points, x),
        width: WIDTH,
        height: HEIGHT,
    }
}

impl Line {
    fn new((name, dots): (String, Vec<Dot>)) -> Self {
        let path: Vec<String> = dots
            .iter()
            .map(|dot| format!("{},{}", dot.x, dot.y))
            .collect();
        Self {
            name,
            path: path.join(" "),
            dots,
        }
    }
}

/// A row on its way into a chart.
struct Point<'a> {
    row: usize,
    place: f64,
    number: f64,
    label: &'a str,
}

/// The rows that have a number, in the order of their places.
fn points<'a>(rows: &Table, columns: Columns, shown: &'a [Shown]) -> Vec<Point<'a>> {
    let values = values(rows, columns.counting);
    let places: Option<Vec<f64>> = values
        .iter()
        .map(|&(row, _)| rows.rows[row][columns.naming].as_ref().and_then(place))
        .collect();
    let places = places.unwrap_or_else(|| in_order(rows, columns.naming, &values));
    let mut points: Vec<Point<'a>> = values
        .iter()
        .zip(&places)
        .map(|(&(row, number), &place)| Point {
            row,
            place,
            number,
            label: &shown[row].text,
        })
        .collect();
    points.sort_by(|one, other| one.place.total_cmp(&other.place));
    points
}

/// A place for each value, in the order in which they come.
fn in_order(rows: &Table, naming: usize, values: &[(usize, f64)]) -> Vec<f64> {
    let mut seen: FxHashMap<Option<&Term>, usize> = FxHashMap::default();
    values
        .iter()
        .map(|&(row, _)| {
            let next = seen.len();
            *seen.entry(rows.rows[row][naming].as_ref()).or_insert(next) as f64
        })
        .collect()
}

/// A term in a word or two, for a legend.
fn words(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => {
            let iri = node.as_str();
            iri.rsplit(['/', '#']).next().unwrap_or(iri).to_owned()
        }
        Term::BlankNode(node) => node.to_string(),
    }
}

/// Row and number of the rows that have one.
fn values(rows: &Table, counting: usize) -> Vec<(usize, f64)> {
    let rows = rows.rows.iter().enumerate();
    rows.filter_map(|(row, cells)| Some((row, number(cells[counting].as_ref()?)?)))
        .collect()
}

/// Lowest and highest, never the same; with 0 where bars stand on it.
fn span(numbers: impl Iterator<Item = f64>, with_zero: bool) -> (f64, f64) {
    let start = if with_zero {
        (0.0, 0.0)
    } else {
        (f64::INFINITY, f64::NEG_INFINITY)
    };
    let (low, high) = numbers.fold(start, |(low, high), number| {
        (low.min(number), high.max(number))
    });
    if low < high {
        (low, high)
    } else if with_zero || low.is_infinite() {
        (0.0, 1.0)
    } else {
        (low - 1.0, high + 1.0)
    }
}

/// Where a day, a month or a number lies on its axis.
fn place(term: &Term) -> Option<f64> {
    let Term::Literal(literal) = term else {
        return None;
    };
    let text = literal.value();
    let day = |text: &str| text.parse::<Date>().ok();
    let day = match text.len() {
        7 => day(&format!("{text}-01")),
        10.. => day(text.get(..10)?),
        _ => None,
    };
    match day {
        Some(day) => Some(f64::from(day.since(Date::ZERO).ok()?.get_days())),
        None => number(term).or_else(|| text.parse().ok()),
    }
}

/// Three or four round numbers from low to high.
fn ticks(low: f64, high: f64, y: impl Fn(f64) -> f64) -> Vec<Tick> {
    let rough = (high - low) / 3.0;
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0];
    let step = steps
        .iter()
        .map(|step| step * power)
        .find(|&step| step >= rough);
    let step = step.unwrap_or(rough);
    let first = (low / step).ceil();
    (0..8)
        .map(|count| (first + f64::from(count)) * step)
        .take_while(|&number| number <= high)
        .map(|number| Tick {
            at: y(number),
            text: written(number),
        })
        .collect()
}

/// The labels of the first and the last point.
fn ends(points: &[Point<'_>], x: impl Fn(f64) -> f64) -> Vec<Tick> {
    let tick = |point: &Point<'_>| Tick {
        at: x(point.place),
        text: point.label.to_owned(),
    };
    match points {
        [] => Vec::new(),
        [only] => vec![tick(only)],
        [first, .., last] => vec![tick(first), tick(last)],
    }
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// A number with at most three decimals.
fn written(number: f64) -> String {
    format!("{}", (number * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Literal;

    use super::super::answer::tests::rows;
    use super::*;

    fn table(cells: &[(&str, i64)]) -> (Table, Vec<Shown>) {
        let terms: Vec<[Term; 2]> = cells
            .iter()
            .map(|&(label, number)| [Literal::from(label).into(), Literal::from(number).into()])
            .collect();
        let terms: Vec<&[Term]> = terms.iter().map(<[Term; 2]>::as_slice).collect();
        let shown = cells.iter().map(|&(label, _)| Shown {
            text: label.to_owned(),
            ..Shown::default()
        });
        (rows(&terms), shown.collect())
    }

    fn asked(numbers: Option<&str>) -> Asked {
        Asked {
            numbers: numbers.map(str::to_owned),
            ..Asked::default()
        }
    }

    #[test]
    fn bars_stand_on_zero() {
        let (rows, shown) = table(&[("good", 3), ("bad", -1), ("none", 0)]);
        let numeric = numeric(&rows);
        assert_eq!(numeric, [false, true]);
        // A column without numbers cannot be counted.
        let columns = columns(&rows, &numeric, &asked(Some("a"))).unwrap();
        let bars = bars(&rows, columns, &shown);
        let extents: Vec<_> = bars.rows.iter().map(|bar| (bar.start, bar.width)).collect();
        assert_eq!(extents, [(25.0, 75.0), (0.0, 25.0), (25.0, 0.0)]);
    }

    #[test]
    fn a_line_goes_along_the_days() {
        let (rows, shown) = table(&[("2025-01-11", 5), ("2025-01-01", 10), ("2025-01-02", 0)]);
        let columns = columns(&rows, &[false, true], &asked(None)).unwrap();
        let chart = lines(&rows, columns, &shown);
        assert_eq!(chart.lines[0].path, "0,0 36,150 360,75");
        assert_eq!(chart.along[1].text, "2025-01-11");
        let up: Vec<&str> = chart.up.iter().map(|tick| tick.text.as_str()).collect();
        assert_eq!(up, ["0", "5", "10"]);
    }

    #[test]
    fn rows_of_the_same_place_are_parted_into_lines() {
        let row = |month: &str, kind: &str, number: i64| -> [Term; 3] {
            [
                Literal::from(month).into(),
                Literal::from(kind).into(),
                Literal::from(number).into(),
            ]
        };
        let cells = [
            row("May", "war", 1),
            row("May", "peace", 2),
            row("June", "peace", 0),
        ];
        let rows = rows(&cells.each_ref().map(<[Term; 3]>::as_slice));
        let columns = columns(&rows, &numeric(&rows), &asked(None)).unwrap();
        assert_eq!(columns.parting, Some(1));
        let shown = ["May", "May", "June"].map(|month| Shown {
            text: month.to_owned(),
            ..Shown::default()
        });
        let chart = lines(&rows, columns, &shown);
        let drawn: Vec<_> = chart
            .lines
            .iter()
            .map(|line| (&*line.name, &*line.path))
            .collect();
        assert_eq!(drawn, [("peace", "0,0 360,150"), ("war", "0,75")]);
    }

    #[test]
    fn a_table_without_numbers_has_no_chart() {
        let only = rows(&[&[Literal::from("x").into()]]);
        assert!(columns(&only, &numeric(&only), &asked(None)).is_none());
        assert!(columns(&rows(&[]), &[], &asked(None)).is_none());
    }
}
