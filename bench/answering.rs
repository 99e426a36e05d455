//! Posts to answer, for the benchmarks of drafts and checks: each on the board of its own
//! page, beside the answers to the others.

use svarklar::board::{Board, Context};
use svarklar::clock::Zone;
use svarklar::page::{Record, time};
use svarklar::reading::{Lang, Own};
use svarklar::reply::{self, Draft, Situation, Wish};
use svarklar::situation::{self, Answering};
use svarklar::snapshot::DraftRequest;
use svarklar::thread::company::Company;
use svarklar::urgency::Terms;

/// The posts, and what stands on their pages.
pub struct Posts {
    posts: Vec<Post>,
    /// The latest answers in view.
    earlier: Vec<String>,
}

struct Post {
    request: DraftRequest,
    board: Board,
    now: i64,
    ui: Option<Lang>,
    /// The first draft of an answer.
    answer: String,
}

impl Posts {
    /// Those of a file in the format of `svarklar draft`. None where it has a flaw.
    pub fn read(lines: &str) -> Option<Self> {
        let posts = lines.lines().map(Post::read).collect::<Option<Vec<_>>>()?;
        Some(Self { posts, earlier: Vec::new() })
    }

    pub fn len(&self) -> usize {
        self.posts.len()
    }

    /// Makes the drafts of one post, and counts them.
    pub fn draft(&self, at: usize) -> usize {
        let seed = at as u64;
        self.with(at, |situation| reply::draft(situation, &Wish::default(), seed))
            .map_or(0, |drafts| drafts.len())
    }

    /// Checks the first of them, and counts what is found.
    pub fn check(&self, at: usize) -> usize {
        let answer = self.posts.get(at).map_or("", |post| &post.answer);
        self.with(at, |situation| reply::check(answer, situation)).map_or(0, |found| found.len())
    }

    /// Lets the first draft of each stand on the pages of all.
    pub fn answer_all(&mut self) {
        for at in 0..self.len() {
            let drafts = self.with(at, |situation| reply::draft(situation, &Wish::default(), 0));
            let texts = || drafts.iter().flatten().map(|draft: &Draft| draft.text.clone());
            self.earlier.extend(texts().take(2));
            if let Some(post) = self.posts.get_mut(at) {
                post.answer = texts().next().unwrap_or_default();
            }
        }
    }

    fn with<T>(&self, at: usize, then: impl FnOnce(Situation<'_>) -> T) -> Option<T> {
        let Post { request, board, now, ui, .. } = self.posts.get(at)?;
        let answering = Answering {
            site: request.snapshot.site.as_deref().unwrap_or_default(),
            place: "",
            page_names: &request.snapshot.page.names,
            domains: &request.snapshot.page.domains,
            agent: &request.agent,
            fault: request.fault,
            wordings: &[],
            earlier: &self.earlier,
        };
        situation::with_situation(board, &request.reply_to, *ui, answering, *now, then)
    }
}

impl Post {
    fn read(line: &str) -> Option<Self> {
        let request: DraftRequest = serde_json::from_str(line).ok()?;
        let snapshot = &request.snapshot;
        let stated = time::stated(&snapshot.now).ok()?;
        let zone = Zone::named(snapshot.zone.as_deref(), stated.offset_minutes);
        let (now, ui) = (stated.at, snapshot.ui.as_deref().and_then(Lang::from_tag));
        let mut board = Board::new(Context {
            company: Company::new(&snapshot.page.names, &snapshot.page.agents, &[]),
            page_zone: zone.clone(),
            zone,
            ui,
            terms: Terms::default(),
            own: Own::default(),
        });
        for post in &snapshot.posts {
            let record: Record = serde_json::from_value(post.clone()).ok()?;
            board.put(record, now);
        }
        board.settle(now);
        Some(Self { request, board, now, ui, answer: String::new() })
    }
}
