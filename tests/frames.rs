//! The frames of `data/frames`: their examples give the facts that they promise, their
//! counter-examples give no event of the class. Everything runs through the whole analysis.

use newsgraph::facts::frames::Frame;
use newsgraph::pipeline::{self, Pipeline};
use newsgraph::resources::Resources;

use expected::{Expected, article};

mod expected;

#[test]
fn examples_and_counter_examples_hold() {
    let pipeline = expected::pipeline();
    let frames = pipeline::frames(&Resources::embedded()).expect("the frames are right");
    let mut failures = Vec::new();
    for frame in &frames.frames {
        examples(&pipeline, frame, &mut failures);
        counter_examples(&pipeline, frame, &mut failures);
    }
    assert!(failures.is_empty(), "{}\n", failures.join("\n"));
}

fn examples(pipeline: &Pipeline, frame: &Frame, failures: &mut Vec<String>) {
    for example in &frame.examples {
        let article = article(&example.text);
        let facts = pipeline.read(&article).facts;
        for expected in &example.facts {
            let wanted = Expected::parse(expected);
            let found = facts
                .events
                .iter()
                .any(|event| wanted.holds(event, &facts, true));
            if !found {
                let place = format!("{}:{}", frame.path, example.line);
                let lines = facts.lines(&example.text).join("\n    ");
                failures.push(format!(
                    "{place}: {}\n  wants {expected}\n  gives\n    {lines}",
                    example.text
                ));
            }
        }
    }
}

fn counter_examples(pipeline: &Pipeline, frame: &Frame, failures: &mut Vec<String>) {
    for counter in &frame.counters {
        let article = article(&counter.text);
        let facts = pipeline.read(&article).facts;
        for event in facts
            .events
            .iter()
            .filter(|event| event.class == frame.class)
        {
            failures.push(format!(
                "{}:{}: {}\n  must not give {} ({})",
                frame.path,
                counter.line,
                counter.text,
                facts.event_line(event, &counter.text),
                counter.why
            ));
        }
    }
}
