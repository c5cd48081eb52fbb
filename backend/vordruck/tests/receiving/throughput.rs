//! How many applications a second one private side delivers, what each costs in processor time, and that its memory stays flat. In: a town whose public side
//! holds thousands of applications, each of a process that ships, with files, 200 KB. Out: the figures, and a failure where they are not enough.

use std::sync::Arc;
use std::time::{Duration, Instant};

use vordruck_envelope::{BlobHash, FormHash};
use vordruck_form::answers::{AnswerPath, FileAnswer, RawAnswer};
use vordruck_form::compile::{TenantSettings, compile};
use vordruck_form::compiled::CompiledForm;
use vordruck_form::journey::{FormState, Moment};
use vordruck_form::scenarios;
use vordruck_form::validate::ReceivedAnswers;

use crate::applicant::{Application, base64url};
use crate::town::{TENANT, Town};

const PROCESS: &str = include_str!("../../../../shared-model/processes/bewohnerparken/process.xml");
const SCENARIOS: &str = include_str!("../../../../shared-model/processes/bewohnerparken/tests/neu.toml");
/// Bytes of the applicant's copy and of each of the two files.
const FILE: usize = 62_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes and 6 GB of disk: cargo test --release -p vordruck --test receiving throughput -- --ignored --nocapture; \
            VORDRUCK_APPLICATIONS=<number>, VORDRUCK_COLLECTORS=<processes>, VORDRUCK_PARALLEL=<at once in each> measure something else"]
#[allow(clippy::print_stdout, reason = "the figures are what this test reports")]
async fn ten_thousand_applications_are_delivered_at_fifty_a_second_and_memory_stays_flat() {
    let count = usize::try_from(number("VORDRUCK_APPLICATIONS").unwrap_or(10_000)).unwrap();
    let town = town().await;
    let bytes = fill(&town, count).await;
    println!("{count} applications of {} bytes wait", bytes / count as u64);

    let before = Spent::of("self");
    let began = Instant::now();
    let mut collectors: Vec<_> = (0..number("VORDRUCK_COLLECTORS").unwrap_or(1)).map(|_| town.collector(None)).collect();
    let mut memory = Vec::new();
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let delivered = town.delivered().await;
        memory.push((delivered, collectors.iter().map(|collector| resident(collector.0.id())).sum::<u64>()));
        for collector in &mut collectors {
            assert!(collector.0.try_wait().unwrap().is_none(), "a collector ended");
        }
        if delivered == count && town.waiting_count().await == 0 {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(3_600), "only {delivered} of {count} were delivered");
    }
    let wall = began.elapsed();
    let private: Spent = collectors.iter().map(|collector| Spent::of(&collector.0.id().to_string())).sum();
    let public = Spent::of("self") - before;
    assert_eq!(town.unreadable().await, 0);

    #[allow(clippy::cast_precision_loss, reason = "for people")]
    let each = |seconds: f64| seconds * 1_000.0 / count as f64;
    #[allow(clippy::cast_precision_loss, reason = "for people")]
    let rate = count as f64 / wall.as_secs_f64();
    println!("{rate:.1} a second ({:.1} s)", wall.as_secs_f64());
    println!("processor time for each: private side {:.1} ms, its readers {:.1} ms", each(private.own), each(private.readers));
    println!("                         public side and this test {:.1} ms", each(public.own));
    let flat = |from: usize, to: usize| {
        memory.iter().filter(|(delivered, _)| (from..to).contains(delivered)).map(|(_, bytes)| *bytes).max().unwrap_or_default()
    };
    let (first, last) = (flat(count / 10, count / 4), flat(count * 3 / 4, count));
    println!("memory of the private side: {} MB at most in the first quarter, {} MB in the last", first >> 20, last >> 20);
    assert!(last <= first + first / 5 + (8 << 20), "memory grows");
    assert!(rate >= 50.0, "fewer than fifty a second");
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap())
}

/// A town whose service is a process that ships, under the name its other tests use.
async fn town() -> Town {
    let mut town = Town::new().await;
    let tenant = TenantSettings {
        id: TENANT.to_owned(),
        name: "Stadt Musterstadt".to_owned(),
        root_fingerprint: town.keys.root_fingerprint.clone(),
        ..TenantSettings::default()
    };
    let source = PROCESS.replacen("id=\"bewohnerparken\"", "id=\"hund\"", 1);
    let compiled = compile("process.xml", &source, &[], Some(&tenant));
    town.form = compiled.form.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics)).to_bytes();
    town.publish().await;
    if let Some(parallel) = number("VORDRUCK_PARALLEL") {
        let settings = std::fs::read_to_string(town.at("vordruck.toml")).unwrap();
        std::fs::write(
            town.at("vordruck.toml"),
            settings.replacen("wait_seconds = 1\n", &format!("wait_seconds = 1\nparallel = {parallel}\n"), 1),
        )
        .unwrap();
    }
    town
}

/// Submits as many, several at once; the sum of what each says and carries.
async fn fill(town: &Town, count: usize) -> u64 {
    let form = Arc::new(CompiledForm::from_bytes(&town.form).unwrap());
    let (mut bytes, mut left) = (0, 0..count);
    loop {
        let some: Vec<Application> = left.by_ref().take(16).map(|n| application(town, &form, n)).collect();
        if some.is_empty() {
            return bytes;
        }
        bytes += some.iter().map(size).sum::<u64>();
        futures_util::future::join_all(some.into_iter().map(|application| town.submit(application))).await;
    }
}

fn size(application: &Application) -> u64 {
    let files: usize = application.files.iter().map(|(_, bytes)| bytes.len()).sum();
    (files + application.copy.len() + application.raw_answers.as_ref().map_or(0, Vec::len)) as u64
}

/// A new permit, as the first scenario of the process has it, with files of a size.
fn application(town: &Town, form: &Arc<CompiledForm>, n: usize) -> Application {
    let files = [
        ("nachweis_zulassung", "schein.jpg", "image/jpeg", b"\xff\xd8\xff\xe0".as_slice()),
        ("nachweis_ausweis", "ausweis.pdf", "application/pdf", b"%PDF-1.7\n"),
    ];
    let scenario = scenarios::resolve(scenarios::read("neu.toml", SCENARIOS).unwrap()).unwrap().swap_remove(0);
    let mut answers = scenarios::run(&scenario, form).unwrap().state.answers().clone();
    answers.set(AnswerPath::of("vornamen"), RawAnswer::Text(format!("Erika {}", words_of(n))));
    let day = town.today().saturating_add(jiff::Span::new().days(7));
    let text = |number: i8| number.to_string();
    answers.set(AnswerPath::of("beginn"), RawAnswer::Date { day: text(day.day()), month: text(day.month()), year: day.year().to_string() });
    let mut attached = Vec::new();
    for (number, (path, name, media_type, magic)) in files.into_iter().enumerate() {
        let bytes = [magic, &noise(n * 2 + number, FILE)].concat();
        let file = FileAnswer {
            id: base64url(&[u8::try_from(number).unwrap(); 16]),
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            size_bytes: bytes.len() as u64,
            sha512: BlobHash::of(&bytes).to_string(),
        };
        answers.set(AnswerPath::of(path), RawAnswer::Files(vec![file]));
        attached.push((name.to_owned(), bytes));
    }
    let moment = Moment { local: day.at(0, 0, 0, 0) };
    let state = FormState::new(Arc::clone(form), answers, moment);
    let received = ReceivedAnswers::from_state(&state, &FormHash::of(&town.form).to_string(), "de");
    received.clone().validate(form, moment).unwrap();
    Application {
        raw_answers: Some(serde_json::to_vec(&received).unwrap()),
        files: attached,
        copy: [b"%PDF-1.7\n".as_slice(), &noise(n, FILE)].concat(),
        ..Application::default()
    }
}

/// Letters for a number: every applicant is somebody else.
fn words_of(n: usize) -> String {
    n.to_string().chars().filter_map(|digit| char::from_digit(digit.to_digit(10)? + 10, 36)).collect()
}

/// Bytes that do not repeat (SplitMix64).
fn noise(seed: usize, length: usize) -> Vec<u8> {
    let mut state = seed as u64;
    let next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).to_le_bytes()
    };
    std::iter::repeat_with(next).take(length.div_ceil(8)).flatten().take(length).collect()
}

/// Processor seconds, of a process itself and of the processes it has started and seen end.
#[derive(Clone, Copy, Default)]
struct Spent {
    own: f64,
    readers: f64,
}

impl Spent {
    /// From `/proc/<process>/stat` (proc_pid_stat(5)): fields 14 to 17, in hundredths of a second.
    fn of(process: &str) -> Self {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let seconds = |at: usize| fields[at].parse::<f64>().unwrap() / 100.0;
        Self { own: seconds(11) + seconds(12), readers: seconds(13) + seconds(14) }
    }
}

impl std::ops::Sub for Spent {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { own: self.own - other.own, readers: self.readers - other.readers }
    }
}

impl std::iter::Sum for Spent {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self { own: sum.own + one.own, readers: sum.readers + one.readers })
    }
}

/// Resident bytes of a process.
pub(crate) fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) << 10
}
