//! Where: the places of an entity's events on the map.
//!
//! Reads: places of events, coordinates, what a place lies in. Writes: a map.
//! Never: puts a place somewhere that the graph does not name: without coordinates of its own it is
//! shown where the place it lies in is, and else not at all.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::parts::Part;
use crate::graph::vocab;
use crate::serve::pages::look::Look;
use crate::serve::pages::map::{Map, NARROW, Point};
use crate::serve::problem::Problem;

/// Events that are looked at for places, the latest.
const LOOKED_AT: usize = 5_000;
/// Steps from a place to those that hold it.
const OUTWARD: usize = 4;

/// A map of an entity's places, and of itself where it is one.
pub(super) fn map(
    look: &Look<'_>,
    entity: NamedNodeRef<'_>,
    parts: &[Part],
) -> Result<Option<Map>, Problem> {
    let mut events: BTreeMap<NamedNode, usize> = BTreeMap::new();
    for part in parts.iter().take(LOOKED_AT) {
        for place in look.nodes(part.event.as_ref(), vocab::HAS_PLACE)? {
            *events.entry(place).or_default() += 1;
        }
    }
    events.entry(entity.into_owned()).or_default();
    let mut points = Vec::new();
    for (place, weight) in events {
        if let Some((latitude, longitude)) = whereabouts(look, &place)? {
            points.push(Point {
                latitude,
                longitude,
                label: look.label(place.as_ref())?,
                href: look.href(place.as_str()).0,
                weight,
            });
        }
    }
    Ok(Map::of(points, NARROW))
}

/// Coordinates of a place, or of the nearest that holds it.
fn whereabouts(look: &Look<'_>, place: &NamedNode) -> Result<Option<(f64, f64)>, Problem> {
    let mut around = vec![place.clone()];
    for _ in 0..OUTWARD {
        for place in &around {
            let latitude = degrees(look, place, vocab::LATITUDE)?;
            let longitude = degrees(look, place, vocab::LONGITUDE)?;
            if let (Some(latitude), Some(longitude)) = (latitude, longitude) {
                return Ok(Some((latitude, longitude)));
            }
        }
        let mut wider = Vec::new();
        for place in &around {
            wider.extend(look.nodes(place.as_ref(), vocab::LOCATED_IN)?);
        }
        around = wider;
    }
    Ok(None)
}

fn degrees(
    look: &Look<'_>,
    place: &NamedNode,
    property: NamedNodeRef<'_>,
) -> Result<Option<f64>, Problem> {
    let values = look.values(place.as_ref(), property)?;
    Ok(values.into_iter().find_map(|value| match value {
        Term::Literal(degrees) => degrees.value().parse().ok(),
        _ => None,
    }))
}
