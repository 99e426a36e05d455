//! `svarklar triage|draft|check|plan|records|teach|mask`: the core from a terminal. JSON in on
//! standard input, JSON lines out.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    tool::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod tool {
    use std::io::{self, Read, Write};
    use std::process::ExitCode;

    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use svarklar::snapshot::{
        self, Answers, BadRequest, CheckRequest, DraftRequest, ProfileFile, RecordsRequest,
        Snapshot, TeachRequest,
    };

    const HELP: &str = "\
Usage: svarklar COMMAND < input.json

Reads one JSON value from standard input, writes JSON lines to standard output.

Commands:
  triage   a snapshot of a page: who waits, since when, how urgent and why
  draft    a snapshot and a post to answer: drafts, best first
  check    the same and an answer: what to mend before it is posted
  plan     a site profile: what the content script carries out for it
  records  what a site profile makes of what the content script read
  teach    a page on which a post was picked: the site profile learned of it
  mask     a snapshot of a page: the same with personal data in its posts as
           dots, so that it can be handed on; offsets in characters stay true

Options:
  -h, --help     this text
  -V, --version  the version

Exit: 0 all answered, 2 bad input (said on standard error with its place).
";

    /// What went wrong; its words go to standard error.
    struct Failure(String);

    pub fn main() -> ExitCode {
        match run() {
            Ok(code) => code,
            Err(Failure(message)) => {
                eprintln!("svarklar: {message}");
                ExitCode::from(2)
            }
        }
    }

    fn run() -> Result<ExitCode, Failure> {
        let mut args = lexopt::Parser::from_env();
        let mut command = None;
        while let Some(arg) = args.next().map_err(|error| Failure(error.to_string()))? {
            match arg {
                lexopt::Arg::Short('h') | lexopt::Arg::Long("help") => return print(HELP),
                lexopt::Arg::Short('V') | lexopt::Arg::Long("version") => {
                    return print(concat!("svarklar ", env!("CARGO_PKG_VERSION"), "\n"));
                }
                lexopt::Arg::Value(value) if command.is_none() => {
                    command = Some(value.to_string_lossy().into_owned());
                }
                other => return Err(Failure(other.unexpected().to_string())),
            }
        }
        match command.as_deref() {
            Some("triage") => answer(|snapshot: &Snapshot| snapshot::triage(snapshot)),
            Some("draft") => answer(|request: &DraftRequest| snapshot::draft(request)),
            Some("check") => answer(|request: &CheckRequest| snapshot::check(request)),
            Some("plan") => answer(|profile: &ProfileFile| snapshot::plan(profile)),
            Some("records") => answer(|request: &RecordsRequest| snapshot::records(request)),
            Some("mask") => answer(|snapshot: &ProfileFile| Ok(snapshot::mask(snapshot))),
            Some("teach") => answer(|request: &TeachRequest| snapshot::teach(request)),
            Some(other) => Err(Failure(format!("no command {other:?}; see svarklar --help"))),
            None => Err(Failure("which command? See svarklar --help".to_owned())),
        }
    }

    /// Answers what can be answered, then tells of the rest.
    fn answer<Q: DeserializeOwned, A: Serialize>(
        answer: impl Fn(&Q) -> Result<Answers<A>, BadRequest>,
    ) -> Result<ExitCode, Failure> {
        let Answers { lines, passed_over, notes } = answer(&read()?).map_err(told)?;
        write(&lines)?;
        for told in notes.iter().chain(&passed_over) {
            eprintln!("svarklar: {told}");
        }
        Ok(if passed_over.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
    }

    fn told(bad: BadRequest) -> Failure {
        Failure(bad.to_string())
    }

    fn read<T: DeserializeOwned>() -> Result<T, Failure> {
        let mut json = Vec::new();
        io::stdin().read_to_end(&mut json).map_err(|error| Failure(error.to_string()))?;
        snapshot::mend_half_characters(&mut json);
        serde_json::from_slice(&json).map_err(|error| Failure(format!("standard input: {error}")))
    }

    fn write<T: Serialize>(lines: &[T]) -> Result<(), Failure> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        for line in lines {
            serde_json::to_writer(&mut out, line).map_err(|error| Failure(error.to_string()))?;
            out.write_all(b"\n").map_err(|error| Failure(error.to_string()))?;
        }
        out.flush().map_err(|error| Failure(error.to_string()))
    }

    fn print(text: &str) -> Result<ExitCode, Failure> {
        io::stdout().write_all(text.as_bytes()).map_err(|error| Failure(error.to_string()))?;
        Ok(ExitCode::SUCCESS)
    }
}
