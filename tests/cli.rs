//! The command-line tool as its users see it: the built program, JSON in,
//! JSON lines, messages and exit codes out.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail; clippy.toml allows these in test functions only"
)]

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

const NOW: &str = "2012-08-03T09:00:00+02:00";
const NOW_MS: i64 = 1_343_977_200_000;
const HOUR_MS: i64 = 3_600_000;

/// What the program said.
struct Answer {
    code: i32,
    lines: Vec<Value>,
    errors: String,
}

impl Answer {
    fn line(&self, key: &str) -> &Value {
        let line = self.lines.iter().find(|line| line["key"] == key);
        line.unwrap_or_else(|| panic!("no line for {key}: {:?}", self.lines))
    }
}

fn run(command: &str, input: &[u8]) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_svarklar"))
        .arg(command)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    Answer {
        code: output.status.code().unwrap(),
        lines: text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

fn ask(command: &str, input: &Value) -> Answer {
    run(command, input.to_string().as_bytes())
}

/// A command's answer to good input.
fn good(command: &str, input: &Value) -> Answer {
    let answer = ask(command, input);
    assert_eq!((answer.code, answer.errors.as_str()), (0, ""));
    answer
}

fn triage(posts: &Value) -> Answer {
    ask("triage", &snapshot(posts))
}

fn snapshot(posts: &Value) -> Value {
    json!({
        "site": "facebook", "ui": "da", "zone": "Europe/Copenhagen", "now": NOW,
        "page": {"names": ["Telenor"], "agents": ["Erlend"]},
        "posts": posts,
    })
}

fn furious() -> Value {
    json!({
        "key": "p1", "parent": null, "author": "Anders B", "badge": null,
        "text": "Det er simpelthen til grin!!! Tredje måned i træk sender I mig en forkert regning, \
                 og nu truer I med inkasso. Jeg er RASENDE 😡 og opsiger mit abonnement i dag. \
                 I kan ringe på 22 33 44 55, hvis I tør.",
        "time": "16 t", "datetime": null, "reactions": 30000, "shares": null, "lang": null,
    })
}

fn question() -> Value {
    json!({"key": "p2", "author": "Bente Holm", "text": "Hvorfor er min regning dobbelt så høj?", "time": "2 t"})
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

const OF_A_POST: [&str; 9] = [
    "key",
    "lang",
    "lang_confidence",
    "mood",
    "personal_data",
    "posted",
    "reply_need",
    "topic",
    "topics",
];
const OF_A_THREAD: [&str; 6] = ["overdue", "reasons", "score", "state", "tier", "waiting_since"];

#[test]
fn triage_answers_a_furious_customer_who_leaves_with_every_field() {
    let answer = good("triage", &snapshot(&json!([furious()])));
    assert_eq!(answer.lines.len(), 1);
    let line = answer.line("p1");
    let mut fields = [OF_A_POST.as_slice(), OF_A_THREAD.as_slice()].concat();
    fields.sort_unstable();
    assert_eq!(keys(line), fields);

    assert_eq!(line["lang"], "da");
    assert!(line["lang_confidence"].as_f64().unwrap() > 0.9);
    assert_eq!(line["mood"], "furious");
    assert_eq!(line["topics"][0], line["topic"]);
    for topic in ["billing", "cancellation"] {
        assert!(line["topics"].as_array().unwrap().contains(&json!(topic)), "{topic}");
    }
    assert_eq!(line["reply_need"], "needs_reply");
    assert_eq!((&line["state"], &line["overdue"]), (&json!("waiting"), &json!(true)));
    assert_eq!(line["tier"], 3);

    // "16 t" is between 16 and 17 hours.
    let posted = &line["posted"];
    assert_eq!(keys(posted), ["earliest", "latest"]);
    assert_eq!(posted["latest"], NOW_MS - 16 * HOUR_MS);
    assert_eq!(posted["earliest"], NOW_MS - 17 * HOUR_MS + 1);
    let since = &line["waiting_since"];
    assert_eq!(keys(since), ["earliest", "key", "latest"]);
    assert_eq!((&since["key"], &since["latest"]), (&json!("p1"), &posted["latest"]));

    let reasons = line["reasons"].as_array().unwrap();
    let mut points = 0;
    for reason in reasons {
        assert_eq!(keys(reason), ["evidence", "points", "rule"]);
        points += reason["points"].as_u64().unwrap();
    }
    assert_eq!(line["score"].as_u64().unwrap(), points.min(100));
    let spread = reasons.iter().find(|reason| reason["rule"] == "spread").unwrap();
    let evidence = spread["evidence"].as_str().unwrap();
    assert!(evidence.starts_with("1000 reactions an hour at least"), "{evidence}");
}

#[test]
fn a_threads_fields_stand_on_its_first_post_only_and_lines_keep_the_order_given() {
    let answer = good(
        "triage",
        &snapshot(&json!([
            {"key": "c2", "parent": "c1", "author": "Anders B", "text": "Tak"},
            question(),
            furious(),
            {"key": "c1", "parent": "p1", "author": "Telenor", "text": "Hej Anders. Det ser jeg på nu. Mvh Erlend"},
        ])),
    );
    let order: Vec<&Value> = answer.lines.iter().map(|line| &line["key"]).collect();
    assert_eq!(order, ["c2", "p2", "p1", "c1"]);
    for key in ["c1", "c2"] {
        assert_eq!(keys(answer.line(key)), OF_A_POST);
    }
    for key in ["p1", "p2"] {
        assert!(keys(answer.line(key)).contains(&"state"));
    }
    assert_ne!(answer.line("p1")["state"], "waiting");
    assert_eq!(answer.line("c1")["posted"], Value::Null);
}

#[test]
fn what_cannot_be_known_is_null() {
    let answer = good(
        "triage",
        &json!({
            "site": null, "ui": null, "zone": null, "now": NOW, "page": {"names": ["Telenor"]},
            "posts": [{
                "key": "p1", "author": "Bente", "text": "Hvorfor er min regning dobbelt så høj?",
                "parent": null, "badge": null, "time": null, "datetime": null,
                "reactions": null, "shares": null, "lang": null,
            }],
        }),
    );
    let line = answer.line("p1");
    assert_eq!(line["posted"], Value::Null);
    assert_eq!(line["overdue"], Value::Null);
    assert_eq!(line["waiting_since"], json!({"key": "p1", "earliest": null, "latest": null}));
}

#[test]
fn no_posts_give_no_lines() {
    assert!(good("triage", &snapshot(&json!([]))).lines.is_empty());
}

#[test]
fn offsets_count_unicode_scalar_values() {
    // The family is 7 scalar values, 11 UTF-16 units and 25 bytes.
    let text = "👨‍👩‍👧‍👦 Åh nej: ring til 22 33 44 55";
    let answer = good("triage", &snapshot(&json!([{"key": "p1", "author": "Bo", "text": text}])));
    let span = &answer.line("p1")["personal_data"][0];
    let at = |field: &str| usize::try_from(span[field].as_u64().unwrap()).unwrap();
    let found: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert_eq!((span["kind"].as_str().unwrap(), found.as_str()), ("phone", "22 33 44 55"));
}

#[test]
fn bad_json_is_told_with_line_and_column() {
    for (input, line) in [
        ("", "line 1"),
        ("{\"now\":\n  nonsense}", "line 2 column 4"),
        ("[]", "line 1"),
        ("{\"now\": \"\u{0}\"}", "line 1"),
    ] {
        let answer = run("triage", input.as_bytes());
        assert_eq!(answer.code, 2, "{input}");
        assert!(
            answer.errors.contains(line) && answer.errors.contains("column"),
            "{}",
            answer.errors
        );
        assert!(answer.lines.is_empty());
    }
    let answer = run("triage", b"{\"now\": \"\xff\"}");
    assert_eq!(answer.code, 2);
    assert!(answer.errors.contains("line 1 column 1"), "{}", answer.errors);
}

#[test]
fn an_unknown_field_is_named_with_its_place() {
    let mut input = snapshot(&json!([question()]));
    input["colour"] = json!("red");
    let answer = ask("triage", &input);
    assert_eq!(answer.code, 2);
    assert!(
        answer.errors.contains("`colour`") && answer.errors.contains("line 1"),
        "{}",
        answer.errors
    );

    let mut post = question();
    post["colour"] = json!("red");
    let answer = triage(&json!([furious(), post]));
    assert_eq!(answer.code, 2);
    assert!(
        answer.errors.contains("posts[1]") && answer.errors.contains("`colour`"),
        "{}",
        answer.errors
    );
    assert_eq!(answer.lines.len(), 1);
}

#[test]
fn a_post_that_cannot_be_read_does_not_take_the_others_with_it() {
    for (bad, said) in [
        (json!({"author": "Bo", "text": "Hej"}), "`key`"),
        (json!({"key": "", "author": "Bo", "text": "Hej"}), "key"),
        (json!({"key": "p1", "author": "Bo", "text": "Hej"}), "\"p1\""),
        (json!({"key": 7, "author": "Bo", "text": "Hej"}), "integer"),
        (json!({"key": "x", "author": "Bo", "text": null}), "null"),
        (json!("Hej"), "string"),
        (json!(null), "null"),
    ] {
        let answer = triage(&json!([furious(), bad, question()]));
        assert_eq!(answer.code, 2, "{bad}");
        assert!(answer.errors.contains("posts[1]"), "{}", answer.errors);
        assert!(answer.errors.contains(said), "{said}: {}", answer.errors);
        assert_eq!(answer.errors.lines().count(), 1);
        let answered: Vec<&Value> = answer.lines.iter().map(|line| &line["key"]).collect();
        assert_eq!(answered, ["p1", "p2"]);
    }
}

#[test]
fn a_time_without_an_offset_is_told() {
    for now in ["2012-08-03T09:00:00", "tomorrow", ""] {
        let mut input = snapshot(&json!([question()]));
        input["now"] = json!(now);
        let answer = ask("triage", &input);
        assert_eq!(answer.code, 2);
        assert!(answer.errors.contains("now: "), "{}", answer.errors);
    }
}

/// JSON can escape half a character, as JavaScript's strings may hold one.
#[test]
fn a_time_to_come_counts_as_now_and_is_told() {
    let mut later = question();
    later["time"] = json!("i dag kl. 16.54");
    let answer = triage(&json!([furious(), later]));
    assert_eq!(answer.code, 0);
    assert_eq!(answer.line("p2")["posted"], json!({"earliest": NOW_MS, "latest": NOW_MS}));
    assert!(answer.errors.contains("posts[1]: its time is after"), "{}", answer.errors);
}

#[test]
fn what_a_letter_means_follows_the_pages_other_times() {
    let mut letter = question();
    letter["time"] = json!("5 m");
    let mut posts = snapshot(&json!([letter]));
    posts["ui"] = json!(null);
    let alone = ask("triage", &posts).line("p2")["posted"]["earliest"].as_i64().unwrap();
    assert!(alone < NOW_MS - 100 * 24 * HOUR_MS);
    let mut other = furious();
    other["time"] = json!("for 3 dagar sidan");
    posts["posts"] = json!([posts["posts"][0], other]);
    let minute = HOUR_MS / 60;
    let posted = json!({"earliest": NOW_MS - 6 * minute + 1, "latest": NOW_MS - 5 * minute});
    assert_eq!(ask("triage", &posts).line("p2")["posted"], posted);
}

#[test]
fn half_a_character_becomes_the_replacement_character() {
    let input = snapshot(&json!([question()]))
        .to_string()
        .replace("Bente Holm", r"Bente \ud83d Holm \udE00\ud83d\ude00")
        .replace("Hvorfor", r"\\ud83d \ud83d\ud83d Hvorfor");
    let answer = run("triage", input.as_bytes());
    assert_eq!((answer.code, answer.errors.as_str()), (0, ""));
    assert_eq!(answer.line("p2")["lang"], "da");
    // The place of what is wrong stays what it is in the input.
    let answer = run("triage", br#"{"now":"\ud83d", x}"#);
    assert!(answer.errors.contains("line 1 column 18"), "{}", answer.errors);
}

#[test]
fn deep_nesting_and_circles_of_parents_end() {
    let deep = "[".repeat(100_000);
    let answer = run("triage", deep.as_bytes());
    assert_eq!(answer.code, 2);
    let answer = run("triage", format!("{{\"posts\":{deep}").as_bytes());
    assert_eq!(answer.code, 2);
    assert!(answer.errors.contains("recursion limit"), "{}", answer.errors);

    let post = |key: String, parent: String| json!({"key": key, "parent": parent, "author": format!("Kunde {key}"), "text": "Hvornår virker det?"});
    let circle: Vec<Value> =
        (0..50).map(|at| post(at.to_string(), ((at + 1) % 50).to_string())).collect();
    let answer = good("triage", &snapshot(&json!(circle)));
    assert_eq!(answer.lines.len(), 50);
    let roots = answer.lines.iter().filter(|line| line.get("state").is_some()).count();
    assert_eq!(roots, 1, "a circle is one thread");
    let itself = good("triage", &snapshot(&json!([post("1".into(), "1".into())])));
    assert_eq!(itself.lines.len(), 1);

    let mut chain: Vec<Value> =
        (0..2_000).map(|at| post(at.to_string(), (at + 1).to_string())).collect();
    for _ in 0..2 {
        let answer = good("triage", &snapshot(&json!(chain)));
        assert_eq!(answer.lines.len(), 2_000);
        chain.reverse();
    }
}

fn request() -> Value {
    json!({
        "snapshot": snapshot(&json!([furious(), question()])),
        "reply_to": "p2",
        "agent": {"name": "Lise", "signature": "Mvh {name} fra kundeservice"},
    })
}

#[test]
fn draft_gives_signed_drafts_in_parts() {
    let mut whole = request();
    whole["earlier"] = json!(["Hej Bo. Det ser jeg på."]);
    whole["fault"] = json!("ours");
    whole["incident"] = Value::Null;
    for input in [request(), whole] {
        let answer = good("draft", &input);
        assert!(answer.lines.len() > 1);
        for line in &answer.lines {
            assert_eq!(keys(line), ["kind", "lang", "parts", "text"]);
            assert_eq!(line["lang"], "da");
            let text = line["text"].as_str().unwrap();
            assert!(
                text.contains("Bente") && text.ends_with("Mvh Lise fra kundeservice"),
                "{text}"
            );
            for part in line["parts"].as_array().unwrap() {
                assert_eq!(keys(part), ["move", "text"]);
                assert!(text.contains(part["text"].as_str().unwrap()));
            }
        }
        // More is said first to who is upset.
        assert_eq!(answer.lines[0]["kind"], "fuller");
        assert_eq!(answer.lines[0]["parts"][0]["move"], "greeting");
    }
}

#[test]
fn check_tells_what_to_mend_with_its_place_and_says_nothing_when_all_is_well() {
    let mut input = request();
    let draft = "😀 Hej Bente. Jeg har noteret 22 33 44 55 på dig.";
    input["draft"] = json!(draft);
    let answer = good("check", &input);
    for line in &answer.lines {
        assert_eq!(keys(line), ["end", "fix", "level", "message", "rule", "start"]);
    }
    let finding = |rule: &str| {
        answer.lines.iter().find(|line| line["rule"] == rule).unwrap_or_else(|| panic!("no {rule}"))
    };
    let phone = finding("personal_data_public");
    let at = |field: &str| usize::try_from(phone[field].as_u64().unwrap()).unwrap();
    let found: String = draft.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert_eq!(found, "22 33 44 55");
    assert_eq!(finding("unsigned")["fix"], "\nMvh Lise fra kundeservice");

    assert_eq!(finding("unsigned")["level"], "warn");
    input["snapshot"]["page"]["blocking"] = json!(["unsigned", "nameless"]);
    let blocked = ask("check", &input);
    assert_eq!(blocked.code, 2);
    assert!(blocked.errors.contains("page.blocking[1]"), "{}", blocked.errors);
    let unsigned = blocked.lines.iter().find(|line| line["rule"] == "unsigned").unwrap();
    assert_eq!(unsigned["level"], "block");
    input["snapshot"]["page"]["blocking"] = json!([]);

    input["draft"] = good("draft", &request()).lines[0]["text"].clone();
    assert!(good("check", &input).lines.is_empty());
}

#[test]
fn draft_and_check_tell_what_they_cannot_answer() {
    for (command, field) in [("draft", "fault"), ("check", "draft")] {
        let mut input = request();
        if field == "draft" {
            input["draft"] = json!("Hej");
        }
        let mut nobody = input.clone();
        nobody["reply_to"] = json!("p9");
        let answer = ask(command, &nobody);
        assert_eq!(answer.code, 2);
        assert!(
            answer.errors.contains("reply_to") && answer.errors.contains("p9"),
            "{}",
            answer.errors
        );

        let mut wrong = input.clone();
        wrong[field] = json!(7);
        let answer = ask(command, &wrong);
        assert_eq!(answer.code, 2);
        assert!(answer.errors.contains("line 1 column"), "{}", answer.errors);

        let mut unknown = input;
        unknown["agent"]["colour"] = json!("red");
        let answer = ask(command, &unknown);
        assert_eq!(answer.code, 2);
        assert!(answer.errors.contains("`colour`"), "{}", answer.errors);
        assert!(answer.lines.is_empty());
    }
}

#[test]
fn draft_and_check_answer_beside_posts_that_cannot_be_read() {
    for command in ["draft", "check"] {
        let mut input = request();
        if command == "check" {
            input["draft"] = json!("Hej");
        }
        let well = good(command, &input);
        assert!(!well.lines.is_empty());
        let bad = json!({"key": "p3", "author": "Bo"});
        input["snapshot"]["posts"].as_array_mut().unwrap().insert(1, bad);
        let answer = ask(command, &input);
        assert_eq!((answer.code, answer.lines), (2, well.lines));
        assert!(answer.errors.contains("posts[1]: missing field `text`"), "{}", answer.errors);

        // Who asks for the bad one hears of both.
        input["reply_to"] = json!("p3");
        let answer = ask(command, &input);
        assert_eq!((answer.code, answer.lines.len()), (2, 0));
        assert!(answer.errors.contains("posts[1]"), "{}", answer.errors);
        assert!(answer.errors.contains("reply_to"), "{}", answer.errors);
    }
}

#[test]
fn an_agent_needs_no_signature() {
    let mut absent = request();
    absent["agent"] = json!({"name": "Lise"});
    let mut empty = request();
    empty["agent"]["signature"] = json!("");
    let answer = good("draft", &absent);
    assert_eq!(answer.lines, good("draft", &empty).lines);
    let text = answer.lines[0]["text"].as_str().unwrap();
    assert!(text.contains("Lise"), "{text}");
}

#[test]
fn a_zone_that_nobody_knows_is_told_and_the_offset_stands_in() {
    let mut input = snapshot(&json!([question()]));
    let known = good("triage", &input);
    input["zone"] = json!("Mars/Olympus");
    let answer = ask("triage", &input);
    assert_eq!((answer.code, answer.lines), (0, known.lines));
    assert!(answer.errors.contains("zone: ") && answer.errors.contains("Mars/Olympus"));
    assert_eq!(answer.errors.lines().count(), 1);
}

#[test]
fn an_unknown_command_is_told() {
    let answer = run("dance", b"");
    assert_eq!(answer.code, 2);
    assert!(
        answer.errors.contains("dance") && answer.errors.contains("--help"),
        "{}",
        answer.errors
    );
}

#[test]
fn a_masked_snapshot_is_the_same_without_personal_data() {
    let mut given = snapshot(&json!([furious(), {
        "key": "p2", "parent": null, "author": "Bo", "text": "Ring på +45 22 33 44 55, åh ja, bo@firma.dk!",
    }]));
    let answer = good("mask", &given);
    let text = given["posts"][0]["text"].as_str().unwrap().replace("22 33 44 55", "•••••••••••");
    given["posts"][0]["text"] = text.into();
    given["posts"][1]["text"] = json!("Ring på •••••••••••••••, åh ja, •••••••••••!");
    assert_eq!(answer.lines, [given]);
    let refused = ask("mask", &json!({"now": NOW}));
    assert_eq!((refused.code, refused.errors.as_str()), (2, "svarklar: posts: there are none\n"));
}

#[test]
fn what_a_post_speaks_of_is_told_with_its_place_and_normal_form() {
    let post = json!({"key": "p1", "parent": null, "author": "Bo", "text": "Åh! Nede i Skagen i tre uger, 499 kr"});
    let answer = good("spoken", &snapshot(&json!([post])));
    let spans = json!([
        {"kind": "place", "start": 11, "end": 17, "normal": null},
        {"kind": "duration", "start": 20, "end": 28, "normal": "P3W"},
        {"kind": "amount", "start": 30, "end": 36, "normal": "499 kr"},
    ]);
    assert_eq!(answer.lines, [json!({"key": "p1", "spoken": spans})]);
}

#[test]
fn a_companys_trades_and_own_words_count_and_bad_ones_are_told() {
    let mut input = snapshot(&json!([question()]));
    input["page"]["trades"] = json!(["energy"]);
    input["page"]["own_words"] = json!(["regning = delivery", "Fri Tale = product"]);
    assert_eq!(good("triage", &input).line("p2")["topic"], "delivery");

    input["page"]["trades"] = json!(["energy", "mining"]);
    input["page"]["own_words"] = json!(["regning = dispatch", "regning = delivery"]);
    let answer = ask("triage", &input);
    assert_eq!(answer.code, 2);
    assert_eq!(answer.line("p2")["topic"], "delivery");
    let told: Vec<&str> = answer.errors.lines().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("page.trades[1]") && told[0].contains("mining"), "{told:?}");
    assert!(told[1].contains("page.own_words[0]") && told[1].contains("dispatch"), "{told:?}");

    let mut spoken =
        snapshot(&json!([{"key": "p1", "author": "Bo", "text": "min fri tale er dyr"}]));
    spoken["page"]["own_words"] = json!(["Fri Tale = product"]);
    let span = json!({"kind": "product", "start": 4, "end": 12, "normal": null});
    assert_eq!(good("spoken", &spoken).lines, [json!({"key": "p1", "spoken": [span]})]);
}

#[test]
fn a_draft_names_the_companys_product_as_the_company_does() {
    let text = "Hvorfor virker min FRI TALE ikke? Det er tredje dag.";
    let mut input = request();
    input["snapshot"]["posts"][1]["text"] = json!(text);
    let names = |input: &Value| {
        let lines = good("draft", input).lines;
        lines.iter().filter(|line| line["text"].as_str().unwrap().contains("Fri Tale")).count()
    };
    assert_eq!(names(&input), 0);
    input["snapshot"]["page"]["own_words"] = json!(["Fri Tale = product"]);
    assert!(names(&input) > 0);
}

#[test]
fn eval_measures_labelled_posts() {
    let posts = [
        json!({"text": "Hvad koster det at ringe til Sverige?", "lang": "da", "mood": "neutral",
               "topics": ["question"], "reply_need": "needs_reply"}),
        json!({"text": "Tusind tak for hjælpen i går!", "lang": "da", "mood": "furious",
               "topics": ["praise"], "reply_need": "thanks_welcome"}),
    ];
    let lines = posts.map(|post| post.to_string()).join("\n");
    let mut child = Command::new(env!("CARGO_BIN_EXE_svarklar"))
        .args(["eval", "--wrong"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let told = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(told, "furious read as positive | Tusind tak for hjælpen i går!\n");
}

#[test]
fn eval_is_told_the_trade_and_the_own_words() {
    let words = std::env::temp_dir().join(format!("svarklar-own-{}.txt", std::process::id()));
    let eval = |args: &[&str]| {
        let post = json!({"text": "Tusind tak for fiberboksen i går", "topics": ["praise"],
                          "trade": "energy"});
        let mut child = Command::new(env!("CARGO_BIN_EXE_svarklar"))
            .args(["eval", "--wrong"])
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Where it refuses an argument it reads nothing, and may be gone.
        let _ = child.stdin.take().unwrap().write_all(post.to_string().as_bytes());
        let out = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(out.stdout), text(out.stderr))
    };
    let path = words.to_str().unwrap();
    std::fs::write(&words, "fiberboks = safety").unwrap();
    for trade in ["each", "energy", "bank"] {
        let (told, _) = eval(&["--trade", trade, "--own-words", path]);
        assert!(told.starts_with("praise read as safety | "), "{trade}: {told}");
    }
    assert_eq!(eval(&["--trade", "each"]), (String::new(), String::new()));
    std::fs::write(&words, "fiberboks = safety\nfiberbox").unwrap();
    assert!(eval(&["--own-words", path]).1.contains("Line 2, “fiberbox”"));
    assert!(eval(&["--trade", "mining"]).1.contains("mining"));
    std::fs::remove_file(words).unwrap();
}

#[test]
fn overdue_is_reckoned_in_the_hours_of_the_page_and_all_hours_of_an_incident() {
    // Posted on Thursday at 17; it is Friday, 9 o'clock. Six hours are the target.
    let mut input = snapshot(&json!([
        {"key": "p", "author": "Bente Holm", "text": "Hvorfor er min regning dobbelt så høj?",
         "datetime": "2012-08-02T17:00:00+02:00"},
    ]));
    let overdue = |input: &Value| good("triage", input).line("p")["overdue"].clone();
    assert_eq!(overdue(&input), true);
    input["page"]["hours"] = json!({"week": "man-tor 8-16, 16:30-20\nfre 8-16"});
    assert_eq!(overdue(&input), false, "three hours on Thursday and one on Friday");
    input["page"]["hours"]["zone"] = json!("Europe/Helsinki");
    input["page"]["hours"]["week"] = json!("thu 12-21\nfri 8-16");
    assert_eq!(overdue(&input), false, "three hours on Thursday and two on Friday");
    input["incident"] = json!("2012-08-03T01:00:00+02:00");
    assert_eq!(overdue(&input), true, "and eight of the incident");
    let closed = json!({"week": "man-fre 0-24", "days": "2.8.2012-3.8.2012"});
    input["page"]["hours"] = closed;
    input["incident"] = Value::Null;
    assert_eq!(overdue(&input), false);
}

#[test]
fn the_zone_of_the_hours_moves_our_promises_and_not_the_times_of_the_page() {
    let mut input = snapshot(&json!([
        {"key": "p", "author": "Bente Holm", "text": "Hvorfor er min regning dobbelt så høj?",
         "time": "I går kl. 16.54"},
        {"key": "a", "parent": "p", "author": "Telenor", "time": "I går kl. 17.00",
         "text": "Hej Bente. Jeg vender tilbage i morgen kl. 12. Mvh Erlend"},
    ]));
    let line = good("triage", &input).line("p").clone();
    input["page"]["hours"] = json!({"zone": "Europe/Helsinki"});
    let moved = good("triage", &input).line("p").clone();
    assert_eq!(moved["posted"], line["posted"]);
    let due = |line: &Value| line["promise"]["due"].as_i64().unwrap();
    assert_eq!(due(&line) - due(&moved), 3_600_000, "noon comes earlier in Helsinki");
}

#[test]
fn hours_that_cannot_be_used_are_told_with_their_place() {
    let mut input = snapshot(&json!([question()]));
    input["page"]["hours"] = json!({"week": "man-fre 8-16\nlør", "holidays": "DE", "zone": "Mars"});
    let answer = ask("triage", &input);
    assert_eq!((answer.code, answer.lines.len()), (2, 1));
    for said in ["page.hours.week: Line 2", "page.hours.holidays: ", "page.hours.zone: "] {
        assert!(answer.errors.contains(said), "{}", answer.errors);
    }
    input["page"]["hours"] = json!({});
    input["incident"] = json!("yesterday");
    let answer = ask("triage", &input);
    assert!(answer.code == 2 && answer.errors.contains("incident: "), "{}", answer.errors);
}

#[test]
fn a_customers_words_are_not_told_where_json_is_bad() {
    let post = json!({"key": "a", "author": "B", "text": "Hej", "reactions": "Min mor er syg, expected 12345678"});
    let answer = ask(
        "triage",
        &json!({"now": "2026-03-02T09:00:00+01:00", "page": {"names": ["X"]}, "posts": [post]}),
    );
    assert!(
        answer.errors.contains("posts[0]: invalid type: string, expected u64"),
        "{}",
        answer.errors
    );
    assert!(!answer.errors.contains("Min mor"), "{}", answer.errors);
    let answer = run("triage", br#"{"page": "Min mor er syg", "posts": []}"#);
    assert!(answer.errors.contains("invalid type: string, expected"), "{}", answer.errors);
    assert!(!answer.errors.contains("Min mor"), "{}", answer.errors);
}

#[test]
fn who_may_take_their_life_outranks_an_outage() {
    for text in [
        "Jeg begår selvmord hvis det her fortsætter",
        "Jeg orker ikke leve lenger",
        "Eg vil ikkje leve meir",
        "Jag orkar inte leve längre",
        "I'm going to kill myself",
    ] {
        let post = |key, text| json!({"key": key, "author": key, "text": text, "time": "3 t"});
        let down = "HELE NETTET ER NEDE I HELE BYEN!!! SVAR NU";
        let answer = triage(&json!([post("a", text), post("b", down)]));
        let score = |at: usize| answer.lines[at]["score"].as_u64().unwrap();
        assert_eq!(answer.lines[0]["tier"], 3, "{text}");
        assert!(score(0) > score(1), "{text}: {} and {}", score(0), score(1));
    }
}

#[test]
fn tiers_of_plain_words_are_what_the_label_guide_says() {
    let cases = [
        (3, "Our care home has no phones"),
        (3, "Äldreboendet har ingen telefon"),
        (3, "Jeg skriver til Operation X på fredag"),
        (3, "I'm going to the BBC tomorrow"),
        (3, "Så må det blive TV2 i morgen"),
        (3, "Da blir det Dagbladet på mandag"),
        (3, "Jag tar det här till Råd & Rön imorgon"),
        (3, "Då ringer jag Uppdrag Granskning på måndag"),
        (3, "I har 24 timer til at svare, ellers går jeg til Ekstra Bladet"),
        (3, "Jeg sender saken til Finansklagenemnda i morgen"),
        (3, "Trading Standards will hear from me tomorrow"),
        (3, "Saka går til Forbrukarrådet på måndag"),
        (1, "Har I set Kontant i går?"),
        (1, "Pakken kom ikke i dag"),
        (1, "Pakka kom ikkje i dag"),
        (1, "The technician never came"),
        (1, "I går"),
        (1, "Klokka tolv"),
        (0, "Du er en stjerne!"),
        (0, "Hav en god dag"),
    ];
    let posts = cases.iter().enumerate();
    let posts = posts
        .map(|(at, (_, text))| json!({"key": at.to_string(), "author": "Bo Lund", "text": text}));
    let answer = triage(&posts.collect::<Vec<_>>().into());
    for (at, (tier, text)) in cases.iter().enumerate() {
        assert_eq!(answer.line(&at.to_string())["tier"], *tier, "{text}");
    }
}
