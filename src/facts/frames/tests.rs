use super::*;

const FAMILIES: &str = r#"
roles = ["agent", "place", "cause", "amount", "theme"]
prepositions = ["in", "for", "to", "of", "by"]
currencies = []
transparent = []
hollow = []
pale = []
wordless = []
owned = []
answerable = []
undoing = []
ruled = []
sized = []
quantities = []
numbers = []
sorts = []
storms = []
using = []
discussing = []
turning = []
[default.roles]
agent = ["Agent"]
place = ["Place"]
amount = ["Money"]
theme = ["Any"]
[default.slots]
in = "place"
[Trade]
classes = ["Acquisition"]
"#;

const FRAME: &str = r#"class = "Acquisition"
summary = "One party buys another."
[roles]
theme = ["Organization"]
[[pattern]]
verb = ["buy", "take over"]
noun = ["friendly takeover"]
subject = "agent"
object = "theme"
for = "amount"
require = ["object"]
[[example]]
text = "Acme bought Widget."
facts = ['Acquisition agent="Acme" theme="Widget"']
[[counter]]
text = "Acme bought time."
why = "time cannot be owned"
"#;

fn read(frame: &str) -> Result<Frames, Vec<String>> {
    read_with(FAMILIES, frame)
}

fn read_with(families: &str, frame: &str) -> Result<Frames, Vec<String>> {
    let files = [
        ("f/_families.toml".to_owned(), families.to_owned()),
        ("f/Acquisition.toml".to_owned(), frame.to_owned()),
    ];
    Frames::read(&files).map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

#[test]
fn a_noun_takes_over_the_slots_of_the_verb() {
    let frames = read(FRAME).expect("the frame is right");
    let id = frames.candidates(PredicateKind::Noun, "takeover")[0];
    let (frame, pattern) = frames.pattern(id);
    assert_eq!(frame.rule(pattern), "f/Acquisition.toml:5");
    assert_eq!(pattern.slots[&Slot::Possessor], ["agent"]);
    assert_eq!(pattern.slots[&Slot::Oblique("of".into())], ["theme"]);
    assert_eq!(pattern.slots[&Slot::Oblique("in".into())], ["place"]);
}

#[test]
fn a_particle_verb_is_found_whole() {
    let frames = read(FRAME).expect("the frame is right");
    assert_eq!(frames.candidates(PredicateKind::Verb, "take over").len(), 1);
    assert!(frames.candidates(PredicateKind::Verb, "over").is_empty());
}

#[test]
fn mistakes_are_told_with_their_place() {
    let told =
        |from: &str, to: &str| read(&FRAME.replace(from, to)).expect_err("a mistake")[0].clone();
    assert!(
        told("for = \"amount\"", "fro = \"amount\"")
            .starts_with("f/Acquisition.toml:10:1: unknown key \"fro\"; allowed: verb, noun")
    );
    assert!(
        told("\"amount\"", "\"price\"")
            .starts_with("f/Acquisition.toml:10:7: unknown role \"price\"; allowed: agent, amount")
    );
    assert!(
        told("[\"Organization\"]", "[\"Firm\"]")
            .starts_with("f/Acquisition.toml:4:10: unknown kind \"Firm\"; allowed: Any")
    );
    assert_eq!(
        told("class = \"Acquisition\"", "class = \"Purchase\""),
        "f/Acquisition.toml:1:9: class \"Purchase\" in a file named Acquisition.toml"
    );
}

#[test]
fn a_missing_or_misspelt_list_is_told() {
    let told = |from: &str, to: &str| {
        let families = FAMILIES.replace(from, to);
        read_with(&families, FRAME).expect_err("a mistake")
    };
    assert_eq!(
        told("hollow = []\n", ""),
        ["f/_families.toml:1:1: missing field `hollow`"]
    );
    assert_eq!(
        told("pale = []", "pale = []\npail = []"),
        ["f/_families.toml:8:8: expected a table, found array"]
    );
}

#[test]
fn a_frame_needs_both_kinds_of_examples() {
    let (without, _) = FRAME.split_once("[[counter]]").expect("has one");
    assert_eq!(
        read(without).expect_err("a mistake"),
        ["f/Acquisition.toml: the frame has no [[counter]]"]
    );
}
