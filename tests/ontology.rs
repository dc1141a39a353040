//! The ontology is complete, and code and frames use only what it declares.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use newsgraph::discourse::{Certainty, EntityKind, Modality, Polarity};
use newsgraph::facts::frames::{Frame, Frames};
use newsgraph::graph::{Ontology, Settings, vocab};
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Quad, Term};

const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";

fn read(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn ontology() -> Ontology {
    Ontology::read(&read("ontology/newsgraph.ttl")).unwrap()
}

fn quads() -> Vec<Quad> {
    ontology().quads(&Settings::default().ontology_graph())
}

fn subject(quad: &Quad) -> String {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(_) => panic!("blank node in {quad}"),
    }
}

/// Terms that the ontology describes and that lack a property.
fn without(property: &str, of: impl Fn(&Ontology, &str) -> bool) -> Vec<String> {
    let (ontology, quads) = (ontology(), quads());
    let has: BTreeSet<String> = quads
        .iter()
        .filter(|quad| quad.predicate.as_str() == property)
        .map(subject)
        .collect();
    let terms: BTreeSet<String> = quads.iter().map(subject).collect();
    terms
        .into_iter()
        .filter(|term| term.starts_with(vocab::NG) && of(&ontology, term) && !has.contains(term))
        .collect()
}

fn is_property(term: &str) -> bool {
    term[vocab::NG.len()..].starts_with(char::is_lowercase)
}

#[test]
fn every_term_has_a_label_and_a_comment() {
    assert_eq!(without(&format!("{RDFS}label"), |_, _| true), [""; 0]);
    assert_eq!(without(&format!("{RDFS}comment"), |_, _| true), [""; 0]);
}

#[test]
fn every_property_has_a_domain_and_a_range() {
    assert_eq!(
        without(&format!("{RDFS}domain"), |_, term| is_property(term)),
        [""; 0]
    );
    assert_eq!(
        without(&format!("{RDFS}range"), |_, term| is_property(term)),
        [""; 0]
    );
}

#[test]
fn every_object_is_described_and_no_node_is_blank() {
    let ontology = ontology();
    for quad in quads() {
        match &quad.object {
            Term::NamedNode(node) if node.as_str().starts_with(vocab::NG) => {
                assert!(ontology.describes(node.as_ref()), "{quad}");
            }
            Term::BlankNode(_) => panic!("blank node in {quad}"),
            _ => {}
        }
    }
}

#[test]
fn comments_are_definitions_of_their_own() {
    let mut seen = BTreeSet::new();
    for quad in quads() {
        if quad.predicate.as_str() == format!("{RDFS}comment")
            && let Term::Literal(comment) = &quad.object
        {
            let text = comment.value();
            assert!(text.len() > 8 && text.ends_with('.'), "{quad}");
            let symmetric = text.ends_with("holds both ways.");
            assert!(seen.insert(text.to_owned()) || symmetric, "twice: {text}");
        }
    }
}

#[test]
fn there_are_103_event_classes_each_with_patterns_and_direct_property() {
    let ontology = ontology();
    let classes = ontology.event_classes();
    assert_eq!(classes.len(), 103);
    for name in classes {
        let class = ontology.event_class(name).unwrap();
        for phrase in [ontology.headline(name), ontology.noun_phrase(name)] {
            let phrase = phrase.unwrap_or_else(|| panic!("{name}: no headline or noun phrase"));
            for role in phrase.roles() {
                assert!(ontology.role(role).is_some(), "{name}: {role} is no role");
            }
        }
        let shortcut = ontology
            .shortcut(class.as_ref())
            .unwrap_or_else(|| panic!("{name}"));
        let roles = ontology.roles_of(name);
        for role in [shortcut.preferred, shortcut.subjects, shortcut.objects].concat() {
            assert!(roles.contains(&role), "{name} does not take {role}");
        }
        for role in roles {
            assert!(ontology.role(&role).is_some(), "{name}: {role} is no role");
        }
    }
}

#[test]
fn every_constant_of_the_vocabulary_is_declared() {
    let ontology = ontology();
    for term in vocab::NG_TERMS {
        assert!(ontology.describes(*term), "{term}");
    }
}

#[test]
fn every_kind_of_entity_is_a_class() {
    use EntityKind as K;
    let kinds = [
        K::Person,
        K::Group,
        K::Organization,
        K::Government,
        K::Company,
        K::Party,
        K::University,
        K::ArmedGroup,
        K::MediaOrganization,
        K::SportsTeam,
        K::Place,
        K::Country,
        K::Region,
        K::City,
        K::Facility,
        K::BorderCrossing,
        K::Post,
        K::Initiative,
        K::AgreementDocument,
        K::Relationship,
        K::Work,
        K::Platform,
        K::Law,
        K::Indicator,
        K::Happening,
        K::Thing,
    ];
    let ontology = ontology();
    let names = kinds.iter().map(|kind| format!("{kind:?}"));
    for name in names.chain(["IGO".to_owned()]) {
        let class = ontology.term(&name).unwrap_or_else(|| panic!("{name}"));
        assert!(ontology.is_a(class.as_ref(), vocab::ENTITY), "{name}");
    }
}

#[test]
fn every_modality_polarity_and_certainty_is_an_individual() {
    use Modality as M;
    let modalities = [
        M::Actual,
        M::Ongoing,
        M::Attempted,
        M::Planned,
        M::Promised,
        M::Intended,
        M::Proposed,
        M::Requested,
        M::Expected,
        M::Possible,
        M::Hypothetical,
    ];
    let polarities = [Polarity::Positive, Polarity::Negative];
    let certainties = [
        Certainty::Certain,
        Certainty::Probable,
        Certainty::Uncertain,
        Certainty::Underspecified,
    ];
    let names = (modalities
        .iter()
        .map(|value| ("Modality", format!("{value:?}"))))
    .chain(
        polarities
            .iter()
            .map(|value| ("Polarity", format!("{value:?}"))),
    )
    .chain(
        certainties
            .iter()
            .map(|value| ("Certainty", format!("{value:?}"))),
    );
    let quads = quads();
    for (class, name) in names {
        let (individual, class) = (
            format!("{}{name}", vocab::NG),
            format!("<{}{class}>", vocab::NG),
        );
        let declared = quads.iter().any(|quad| {
            subject(quad) == individual
                && quad.predicate.as_ref() == vocab::TYPE
                && quad.object.to_string() == class
        });
        assert!(declared, "{name}");
    }
}

#[test]
fn superclasses_are_closed() {
    let class = ontology().term("University").unwrap();
    let names: BTreeSet<String> = ontology()
        .superclasses(class.as_ref())
        .iter()
        .map(|class| class.as_str().to_owned())
        .collect();
    for parent in ["ng:Place", "ng:Organization", "ng:Agent", "ng:Entity"] {
        assert!(
            names.contains(&parent.replace("ng:", vocab::NG)),
            "{parent}"
        );
    }
    assert!(names.contains("https://schema.org/Organization"));
    let thing = NamedNodeRef::new("http://www.w3.org/2002/07/owl#Thing").unwrap();
    assert!(ontology().is_a(class.as_ref(), thing));
}

fn frames() -> Vec<Frame> {
    let folder = format!("{}/data/frames", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            format!(
                "data/frames/{}",
                entry.unwrap().file_name().to_string_lossy()
            )
        })
        .filter(|path| {
            Path::new(path)
                .extension()
                .is_some_and(|ending| ending == "toml")
        })
        .map(|path| (path.clone(), read(&path)))
        .collect();
    files.sort();
    Frames::read(&files).unwrap().frames
}

#[test]
fn every_frame_is_about_a_class_and_fills_roles_that_the_class_takes() {
    let ontology = ontology();
    let mut offences = BTreeSet::new();
    for frame in frames() {
        if ontology.event_class(&frame.class).is_none() {
            offences.insert(format!("{}: unknown class", frame.path));
            continue;
        }
        let takes = ontology.roles_of(&frame.class);
        for pattern in &frame.patterns {
            let roles = pattern.slots.values().flatten().chain(pattern.fixed.keys());
            for role in roles.filter(|role| !takes.contains(*role)) {
                let at = format!("{}:{}", frame.path, pattern.line);
                offences.insert(format!("{at}: {} does not take \"{role}\"", frame.class));
            }
        }
    }
    let lines: Vec<String> = offences.into_iter().collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn a_frame_says_the_family_that_the_ontology_says() {
    let ontology = ontology();
    for frame in frames() {
        let class = ontology.event_class(&frame.class).unwrap();
        let family = format!("{}{}", vocab::NG, frame.family);
        let above = ontology.superclasses(class.as_ref());
        assert!(
            above.iter().any(|class| class.as_str() == family),
            "{}",
            frame.path
        );
    }
}

#[test]
fn a_syntax_error_is_told_with_its_place() {
    let error =
        Ontology::read("@prefix ng: <https://w3id.org/newsgraph/ns#> .\nng:Visit a .").unwrap_err();
    assert!(
        error.to_string().starts_with("ontology/newsgraph.ttl:2:"),
        "{error}"
    );
    let error = Ontology::read("[] a <https://a.example/B> .").unwrap_err();
    assert!(error.to_string().contains("blank node"), "{error}");
}
