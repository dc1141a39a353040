//! What a name means among its namesakes, and how a user's names come first.

use super::*;
use crate::resources::Resources;

/// The program's tables and one of a user's.
fn gazetteer(own: &'static str) -> Result<Gazetteer, Diagnostic> {
    let resources = Resources::embedded();
    Gazetteer::read(&|path| match path {
        OWN if own.is_empty() => None,
        OWN => Some(own.as_bytes().into()),
        _ => resources.read(path),
    })
}

fn near(codes: &[&str]) -> Near {
    codes.iter().map(|&code| code.into()).collect()
}

#[test]
fn the_words_of_an_article_settle_which_place_is_meant() {
    let gazetteer = gazetteer("").unwrap();
    let meant = |name: &str, codes: &[&str]| {
        let near = near(codes);
        let id = gazetteer.find(name, &near).unwrap();
        let link = gazetteer.link(id);
        (link.slug, gazetteer.is_certain(id, name, &near))
    };
    assert_eq!(meant("Hyderabad", &["IN"]), ("hyderabad".into(), true));
    assert_eq!(meant("Hyderabad", &["PK"]).0, "hyderabad-pk-1176734");
    assert!(!meant("San José", &[]).1 || meant("San José", &["CR"]).1);
    assert!(!meant("Punjab", &[]).1);
    assert!(meant("Punjab", &["PK"]).1);
    assert_eq!(meant("Tripoli", &["LB"]).0, "tripoli-lb-266826");
    assert_eq!(meant("Gaza", &[]).0, "gaza-strip");
}

#[test]
fn places_lie_in_regions_and_countries() {
    let gazetteer = gazetteer("").unwrap();
    let id = gazetteer.find("Hyderabad", &near(&["PK"])).unwrap();
    let within: Vec<_> = gazetteer.link(id).within;
    let labels: Vec<&str> = within.iter().map(|whole| whole.label.as_str()).collect();
    assert_eq!(labels, ["Sindh", "Pakistan"]);
    assert!(gazetteer.link(id).point.is_some());
}

#[test]
fn a_users_names_come_first() {
    let own = "name\tkind\talternatives\tsame_as\tiso\n\
               Paris Works\tCompany\tParis|Parwo\thttps://firm.example/parwo\tFR\n";
    let gazetteer = gazetteer(own).unwrap();
    let id = gazetteer.find("Paris", &Near::new()).unwrap();
    let link = gazetteer.link(id);
    assert_eq!(link.label, "Paris Works");
    assert_eq!(link.same_as, ["https://firm.example/parwo"]);
    assert_eq!(link.source, "data/gazetteer/own.tsv:2");
    assert!(gazetteer.is_certain(id, "Paris", &Near::new()));
}

#[test]
fn a_wrong_line_of_a_user_is_named() {
    let wrong = |own| gazetteer(own).unwrap_err().to_string();
    assert!(wrong("name\tkind\nAcme\tFirm\n").contains("own.tsv:2"));
    assert!(wrong("name\tkind\nAcme\tFirm\n").contains("\"Firm\""));
}
