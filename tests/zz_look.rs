//! Scratch.
use newsgraph::ingest::{Format, Lexicon, Options, read};
use newsgraph::resources::Resources;
#[test]
fn look() {
    let resources = Resources::embedded();
    let options = Options {
        format: Format::Auto,
        lexicon: Lexicon::load(&|path| resources.read(path)).unwrap(),
    };
    let paths: Vec<String> = std::env::var("LOOK")
        .unwrap_or_default()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let full = std::env::var("FULL").is_ok();
    for article in read(&paths, &options) {
        match article {
            Err(e) => println!("!! {e}"),
            Ok(a) => {
                println!(
                    "== {} {} | title {:?} | pub {:?} | by {:?} | publisher {:?} | {:?} | lang {} | url {:?}",
                    a.place,
                    a.id,
                    a.title,
                    a.published,
                    a.authors,
                    a.publisher,
                    a.dateline.as_ref().map(|d| (
                        d.range.of(&a.text),
                        d.place.map(|p| p.of(&a.text)),
                        &d.date,
                        &d.agency
                    )),
                    a.language,
                    a.url
                );
                for p in &a.posts {
                    println!(
                        "   POST {:?} lang {} author {:?} @{} {:?} link {:?}",
                        p.text.of(&a.text),
                        p.language,
                        p.author.of(&a.text),
                        p.handle,
                        p.date,
                        p.link.map(|l| l.of(&a.text))
                    );
                }
                for p in &a.paragraphs {
                    let w = p.range.of(&a.text);
                    if full
                        || p.language != "en"
                        || p.kind != newsgraph::document::ParagraphKind::Body
                    {
                        println!(
                            "   {:?} {} {:?}",
                            p.kind,
                            p.language,
                            if full || w.chars().count() < 160 {
                                w.to_owned()
                            } else {
                                w.chars().take(160).collect()
                            }
                        );
                    }
                }
            }
        }
    }
}
