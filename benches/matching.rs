//! How quickly the engine indexes, ranks and matches: on the collection `sbir` where it is
//! present (in `SUNMAO_SETS`, or in `../shared/sets`), otherwise on a generated one.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use sunmao::domain::{Description, Kind, Language, Posting, Title, Weights};
use sunmao::exchange::collection::{Collection, Entry};
use sunmao::matching::{Circumstances, Document, Item, Market, Silent, TextField, TextIndex};

#[allow(clippy::print_stdout, reason = "whoever reads the figures must know what they are of")]
fn collection() -> Collection {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sets");
    let sets = std::env::var_os("SUNMAO_SETS").map_or(beside, PathBuf::from);
    Collection::read(&sets.join("sbir")).unwrap_or_else(|error| {
        println!("a generated collection: {error}");
        generated()
    })
}

/// Texts of made-up words, common ones more often.
fn generated() -> Collection {
    let mut state = 1_u64;
    let mut word = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = (state >> 40) as f64 / (1_u64 << 24) as f64;
        format!("w{} ", (20_000.0_f64.powf(share)) as u64)
    };
    let mut entries = |count: usize, words: usize| -> Vec<Entry> {
        (0..count)
            .map(|id| Entry {
                id: id.to_string(),
                title: String::new(),
                text: (0..words).map(|_| word()).collect(),
            })
            .collect()
    };
    Collection { documents: entries(27_760, 200), queries: entries(179, 600), judgments: Default::default() }
}

fn document(entry: &Entry) -> Document<'_> {
    Document::default().with(TextField::Title, &entry.title).with(TextField::Description, &entry.text)
}

fn items(kind: Kind, entries: &[Entry]) -> Vec<Item> {
    let posting = |entry: &Entry| -> Option<Posting> {
        let title = Title::parse(&entry.title).or_else(|_| Title::from_beginning_of(&entry.text)).ok()?;
        let mut posting = Posting::bare(kind, title, Language::guess(&entry.text));
        posting.description = Description::parse(&entry.text).ok();
        Some(posting)
    };
    let item = |posting| Item { id: None, organization: None, place: None, posting: Arc::new(posting) };
    entries.iter().filter_map(posting).map(item).collect()
}

fn matching(criterion: &mut Criterion) {
    let collection = collection();
    let (documents, queries) = (&collection.documents, &collection.queries);
    let mut group = criterion.benchmark_group("matching");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(10));

    group.throughput(Throughput::Elements(documents.len() as u64));
    group.bench_function("index", |bencher| {
        bencher.iter(|| TextIndex::build(&[documents.iter().map(document).collect()], &Silent));
    });

    let index = TextIndex::build(&[documents.iter().map(document).collect()], &Silent);
    let prepared: Vec<_> = queries.iter().map(|query| index.query(&document(query))).collect();
    group.throughput(Throughput::Elements(queries.len() as u64));
    group.bench_function("look up", |bencher| {
        bencher.iter(|| {
            prepared.iter().map(|query| index.look_up(0, black_box(query), 20).len()).sum::<usize>()
        });
    });
    group.bench_function("rank", |bencher| {
        bencher
            .iter(|| prepared.iter().map(|query| index.rank(0, black_box(query), 20).len()).sum::<usize>());
    });

    let (needs, capabilities) = (items(Kind::Need, queries), items(Kind::Capability, documents));
    let mut market =
        Market::build(needs, capabilities, Weights::default(), Circumstances::default(), &Silent);
    group.bench_function("lists/best 20 of every need", |bencher| {
        bencher.iter(|| market.best_of_all(Kind::Need, 20, &Silent));
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("explanation", |bencher| bencher.iter(|| market.explain(0, black_box(0))));
    let newcomers = items(Kind::Capability, &documents[..documents.len().min(1_000)]);
    let mut newcomers = newcomers.into_iter().cycle();
    group.bench_function("one capability comes, is matched, and goes", |bencher| {
        bencher.iter(|| {
            let Some(item) = newcomers.next() else { return };
            let place = market.add(item);
            black_box(market.best(Kind::Capability, place, usize::MAX));
            market.remove(Kind::Capability, place);
        });
    });
    group.finish();
}

criterion_group!(benches, matching);
criterion_main!(benches);
