//! `cargo run --release -p vordruck-fuzz -- TARGET [ROUNDS] [NUMBER]`: a long run. In: a target, how many rounds, a number to begin with.
//! Out: a file with the bytes of a finding, to be put beside the seeds once it is understood.

use std::io::Write;
use std::process::ExitCode;
use vordruck_fuzz::targets::{TARGETS, target};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut screen = std::io::stderr();
    let Some(target) = arguments.first().and_then(|name| target(name)) else {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        // Standard error may be closed; there is nobody left to tell then.
        let _ = writeln!(screen, "vordruck-fuzz TARGET [ROUNDS] [NUMBER]; targets: {}", names.join(", "));
        return ExitCode::FAILURE;
    };
    let number = |at: usize, otherwise: u64| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    match vordruck_fuzz::run(target, number(1, 1_000_000), number(2, 1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(finding) => {
            let file = format!("finding-{}", target.name);
            let written = std::fs::write(&file, &finding.bytes);
            let _ = writeln!(screen, "{}\n{file}: {written:?}", finding.message);
            ExitCode::FAILURE
        }
    }
}
