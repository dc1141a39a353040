//! Charts of a table: a bar per row, or a line through all rows.
//!
//! Reads: rows, and which column names them and which counts. Writes: what the templates draw.
//! Never: draws where a column has no number.

use jiff::civil::Date;
use oxigraph::model::Term;
use serde::Serialize;

use super::answer::{Table, number};
use crate::serve::pages::look::Shown;

/// Size of a line's drawing; the template's `viewBox` has margins around it.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 150.0;

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

/// A line through all rows.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub labels: String,
    pub numbers: String,
    /// `points` of the line.
    path: String,
    dots: Vec<Dot>,
    /// Texts at heights.
    up: Vec<Tick>,
    /// Texts along the line's foot.
    along: Vec<Tick>,
    width: f64,
    height: f64,
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

/// The columns of a chart: those asked for, else the first of words and the first of numbers.
pub(super) fn columns(
    rows: &Table,
    numeric: &[bool],
    labels: Option<&str>,
    numbers: Option<&str>,
) -> Option<(usize, usize)> {
    let named = |name: &str| rows.columns.iter().position(|column| column == name);
    let counting = numbers
        .and_then(named)
        .filter(|&column| numeric[column])
        .or_else(|| (0..numeric.len()).find(|&column| numeric[column]))?;
    let naming = labels
        .and_then(named)
        .or_else(|| (0..numeric.len()).find(|&column| !numeric[column]))
        .unwrap_or(counting);
    Some((naming, counting))
}

/// Bars of the rows that have a number; `shown` gives the words of a row.
pub(super) fn bars(rows: &Table, (naming, counting): (usize, usize), shown: &[Shown]) -> Bars {
    let values = values(rows, counting);
    let numbers = values.iter().map(|&(_, number)| number);
    let (low, high) = span(numbers, true);
    let percent = |number: f64| hundredths(100.0 * (number - low) / (high - low));
    let rows_with = values.iter().map(|&(row, number)| {
        let (start, end) = (percent(number.min(0.0)), percent(number.max(0.0)));
        Bar {
            label: shown[row].clone(),
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

/// A line through the rows that have a number, along days or numbers where the labels are such, else
/// from row to row.
pub(super) fn line(rows: &Table, (naming, counting): (usize, usize), shown: &[Shown]) -> Line {
    let values = values(rows, counting);
    let places: Option<Vec<f64>> = values
        .iter()
        .map(|&(row, _)| rows.rows[row][naming].as_ref().and_then(place))
        .collect();
    let places = places.unwrap_or_else(|| (0..values.len()).map(|row| row as f64).collect());
    let mut points: Vec<(f64, f64, &str)> = values
        .iter()
        .zip(&places)
        .map(|(&(row, number), &place)| (place, number, shown[row].text.as_str()))
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (west, east) = span(points.iter().map(|point| point.0), false);
    let (low, high) = span(points.iter().map(|point| point.1), true);
    let x = |place: f64| hundredths(WIDTH * (place - west) / (east - west));
    let y = |number: f64| hundredths(HEIGHT * (high - number) / (high - low));
    let dots: Vec<Dot> = points
        .iter()
        .map(|&(place, number, label)| Dot {
            x: x(place),
            y: y(number),
            label: label.to_owned(),
            value: written(number),
        })
        .collect();
    let path: Vec<String> = dots
        .iter()
        .map(|dot| format!("{},{}", dot.x, dot.y))
        .collect();
    Line {
        labels: rows.columns[naming].clone(),
        numbers: rows.columns[counting].clone(),
        path: path.join(" "),
        up: ticks(low, high, y),
        along: ends(&dots),
        dots,
        width: WIDTH,
        height: HEIGHT,
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
fn ends(dots: &[Dot]) -> Vec<Tick> {
    let tick = |dot: &Dot| Tick {
        at: dot.x,
        text: dot.label.clone(),
    };
    match dots {
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

    #[test]
    fn bars_stand_on_zero() {
        let (rows, shown) = table(&[("good", 3), ("bad", -1), ("none", 0)]);
        let numeric = numeric(&rows);
        assert_eq!(numeric, [false, true]);
        let columns = columns(&rows, &numeric, None, Some("a")).unwrap();
        let bars = bars(&rows, columns, &shown);
        let extents: Vec<_> = bars.rows.iter().map(|bar| (bar.start, bar.width)).collect();
        assert_eq!(extents, [(25.0, 75.0), (0.0, 25.0), (25.0, 0.0)]);
    }

    #[test]
    fn a_line_goes_along_the_days() {
        let (rows, shown) = table(&[("2025-01-11", 5), ("2025-01-01", 10), ("2025-01-02", 0)]);
        let line = line(&rows, (0, 1), &shown);
        assert_eq!(line.path, "0,0 36,150 360,75");
        assert_eq!(line.along[1].text, "2025-01-11");
        let up: Vec<&str> = line.up.iter().map(|tick| tick.text.as_str()).collect();
        assert_eq!(up, ["0", "5", "10"]);
    }

    #[test]
    fn a_table_without_numbers_has_no_chart() {
        let only = rows(&[&[Literal::from("x").into()]]);
        assert!(columns(&only, &numeric(&only), None, None).is_none());
        assert!(columns(&rows(&[]), &[], None, None).is_none());
    }
}
