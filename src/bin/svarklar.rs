//! `svarklar triage|draft|check|plan|records|teach|spoken|mask`: the core from a terminal. JSON in on
//! standard input, JSON lines out. `svarklar eval` measures the reading.

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

    use lexopt::ValueExt;
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use svarklar::eval::{self, Company, Format};
    use svarklar::own_words;
    use svarklar::reading::{Lang, Trade};
    use svarklar::snapshot::{
        self, Answers, BadRequest, CheckRequest, DraftRequest, ProfileFile, RecordsRequest,
        Snapshot, TeachRequest,
    };
    use svarklar::words::Words;

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
  spoken   a snapshot of a page: places, products, dates, sums, durations and
           counts in its posts
  mask     a snapshot of a page: the same with personal data in its posts as
           dots, so that it can be handed on; offsets in characters stay true
  eval     labelled posts: how often the reading is right, in Markdown tables

A snapshot's page may have hours, and then overdue and age are reckoned in working time:
  {\"week\": \"mon-thu 8-16, 16:30-20\\nfri 9-17\", \"holidays\": \"DK\" (NO, SE, FI),
   \"half_holidays\": true, \"days\": \"24.12. 9-12\\n6.7.2026-31.7.2026\",
   \"shifts\": \"Evening mon-fri 16-22, Bo\", \"zone\": \"Europe/Copenhagen\"}
Any of these may be absent; several lines stand in one string. \"incident\", beside \"now\" and
written as it is, says since when an incident is open: from then on all hours count, and
reports of an outage are less urgent.

Of eval (a post a line, as in train/corpus; files may be named instead of standard input):
  --split NAME    posts of that split only
  --format NAME   jsonl; or text with a mood in three classes: json (a list of objects with
                  text and label), tsv or csv (the last two fields: label, text)
  --least NUMBER  a label that is a number tells a mood where it is further from 0 (0)
  --trade NAME    written to companies in that trade (several may be named; none: any of
                  them; each: each post to one in its own): telecom, energy, bank, parcel,
                  transport, retail, municipality
  --own-words F   a file of the company's own words, 'word or phrase = topic' or
                  'name = product' a line; a triage's stand in its snapshot's page
  --second        of each two posts the second: the half that the model was not trained on
  --wrong         the posts that were read otherwise than labelled, and no tables

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
                lexopt::Arg::Value(value) if value == "eval" && command.is_none() => {
                    return eval(args);
                }
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
            Some("spoken") => answer(|snapshot: &Snapshot| snapshot::spoken(snapshot)),
            Some("mask") => answer(|snapshot: &ProfileFile| Ok(snapshot::mask(snapshot))),
            Some("teach") => answer(|request: &TeachRequest| snapshot::teach(request)),
            Some(other) => Err(Failure(format!("no command {other:?}; see svarklar --help"))),
            None => Err(Failure("which command? See svarklar --help".to_owned())),
        }
    }

    /// Measures the reading on labelled posts.
    fn eval(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
        let failed = |error: lexopt::Error| Failure(error.to_string());
        let (mut split, mut format, mut least) = (None, Format::Jsonl, 0.0);
        let (mut second, mut wrong, mut files) = (false, false, Vec::new());
        let mut company = Company { trades: Some(Vec::new()), ..Company::default() };
        while let Some(arg) = args.next().map_err(failed)? {
            match arg {
                lexopt::Arg::Long("split") => {
                    split = Some(args.value().and_then(|value| value.string()).map_err(failed)?);
                }
                lexopt::Arg::Long("least") => {
                    least = args.value().and_then(|value| value.parse()).map_err(failed)?;
                }
                lexopt::Arg::Long("format") => {
                    let name = args.value().and_then(|value| value.string()).map_err(failed)?;
                    format = match name.as_str() {
                        "jsonl" => Format::Jsonl,
                        "json" => Format::Json,
                        "tsv" => Format::Tsv,
                        "csv" => Format::Csv,
                        _ => return Err(Failure(format!("no format {name:?}"))),
                    };
                }
                lexopt::Arg::Long("trade") => {
                    let name = args.value().and_then(|value| value.string()).map_err(failed)?;
                    match (name.as_str(), Trade::named(&name), &mut company.trades) {
                        ("each", _, trades) => *trades = None,
                        (_, Some(trade), Some(trades)) => trades.push(trade),
                        _ => return Err(Failure(format!("no trade {name:?}"))),
                    }
                }
                lexopt::Arg::Long("own-words") => {
                    let file = args.value().map_err(failed)?;
                    let name = file.to_string_lossy();
                    let lines = std::fs::read_to_string(&file)
                        .map_err(|error| Failure(format!("{name}: {error}")))?;
                    company.words = own_words::read(&lines).map_err(|refused| {
                        let told = refused.iter().map(|one| one.told(Words::of(Lang::En)));
                        Failure(format!("{name}: {}", told.collect::<Vec<_>>().join("\n")))
                    })?;
                }
                lexopt::Arg::Long("second") => second = true,
                lexopt::Arg::Long("wrong") => wrong = true,
                lexopt::Arg::Value(file) => files.push(file),
                other => return Err(failed(other.unexpected())),
            }
        }
        let mut posts = Vec::new();
        let mut add = |name: &str, file: &[u8]| {
            let told = |error: String| Failure(format!("{name}: {error}"));
            let found = eval::posts(&String::from_utf8_lossy(file), format, least).map_err(told)?;
            posts.extend(
                found.into_iter().skip(usize::from(second)).step_by(1 + usize::from(second)),
            );
            Ok(())
        };
        for file in &files {
            let name = file.to_string_lossy();
            let told = |error: io::Error| Failure(format!("{name}: {error}"));
            add(&name, &std::fs::read(file).map_err(told)?)?;
        }
        if files.is_empty() {
            let mut file = Vec::new();
            io::stdin().read_to_end(&mut file).map_err(|error| Failure(error.to_string()))?;
            add("standard input", &file)?;
        }
        posts.retain(|post| split.as_ref().is_none_or(|split| post.split == *split));
        let told = if wrong { eval::wrong } else { eval::tables };
        print(&told(&posts, &company))
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
        serde_json::from_slice(&json).map_err(|error| {
            let told = snapshot::without_values(&error.to_string());
            Failure(format!("standard input: {told}"))
        })
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
