//! What a thread needs of one post's words: taken once, when the post is put
//! on the board.

use super::company::{Company, Voice};
use super::phrases::{self, Kind};
use super::promise;
use crate::page::Record;
use crate::reading::{Mood, Reading, ReplyNeed, Topic};
use crate::reply::name::is_nobodys;
use crate::text::{folded, lower};

/// A post's words, as far as a thread needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cues {
    /// The author's name, folded.
    pub author: String,
    /// The name is nobody's own: see [`is_nobodys`].
    pub is_nobody: bool,
    /// Who speaks.
    pub voice: Voice,
    /// A customer joins another's complaint.
    pub joins: bool,
    /// Thanks and nothing else.
    pub is_thanks: bool,
    /// The words of a threat with the press, an authority or a lawyer.
    pub threat: Option<String>,
    /// No person wrote it.
    pub automatic: bool,
    /// The name that a person has signed with, or an agent's own.
    pub signed: Option<String>,
    /// There is no word and no sign to read.
    pub(super) is_empty: bool,
    /// Glad, and asking nothing; where it speaks of waiting only if we promised something.
    pub(super) is_content: bool,
    /// It speaks of waiting.
    pub(super) speaks_of_waiting: bool,
    /// A friend is tagged, and told or asked something of no concern to us.
    pub(super) tags_friend: bool,
    /// Nothing but marks and smiles, and none of them angry.
    pub(super) is_wordless: bool,
    /// Talk of no concern to us, where we have asked for talk.
    pub(super) is_entry: bool,
    /// We ask for talk: a game, a guess.
    pub(super) invites: bool,
    /// A word or three that neither ask, complain nor join anything.
    pub(super) is_aside: bool,
    /// A few words of thanks, which can be no answer to a question of ours.
    pub(super) is_bare_thanks: bool,
    /// Words of thanks and no other word.
    pub(super) is_only_thanks: bool,
    /// "Yes please", which is thanks where nothing was asked or offered.
    pub(super) takes: bool,
    /// The trouble above goes on.
    pub(super) is_still: bool,
    /// It asks for something.
    pub(super) asks: bool,
    /// It does, or what it says is not sure.
    pub(super) may_ask: bool,
    /// Something in it is hardly meant as thanks; or its thanks and smiles may be meant otherwise.
    pub(super) is_sour: bool,
    pub(super) may_be_sour: bool,
    /// An answer asks the customer something.
    pub(super) asks_back: bool,
    /// An answer may offer something.
    pub(super) offers: bool,
    /// To how many an answer speaks that it does not name.
    pub(super) to_all: usize,
    /// Folded names that it may call somebody by.
    pub(super) called: Vec<Called>,
    /// The folded sentence that promises to come back.
    pub(super) promise: Option<String>,
}

/// A post that is read as one that asks nothing may ask all the same where the
/// reading is less sure than this.
const SURE: f32 = 0.6;
/// And less than this, where it speaks of some trouble.
const SURER: f32 = 0.75;
/// Praise in every respect, surer than this, is thanks in other words.
const PRAISE: f32 = 0.8;
/// A topic less likely than this hints at nothing.
const HINT: f32 = 0.05;
/// A topic less likely than this is a guess.
const GUESS: f32 = 0.4;

/// A run of words that may hold a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Called {
    pub words: Vec<String>,
    /// In the greeting, where a first name is enough.
    pub in_greeting: bool,
}

impl Cues {
    /// Takes the cues of a post.
    #[must_use]
    pub fn of(record: &Record, reading: &Reading, company: &Company) -> Self {
        let author = folded(&record.author);
        let text = folded(&record.text);
        let voice = company.voice(record, &author, &text);
        let is_ours = voice != Voice::Customer;
        let mut said = [false; phrases::KINDS.len()];
        let (mut threat, mut promise) = (None, None);
        // Whether there is a sentence that is not only about when we answer.
        let (mut count, mut thanked, mut is_case) = (0, 0, false);
        // Words of thanks or of what is taken; of thanks or regret.
        let (mut taken, mut settled, mut named) = (0, 0, 0);
        // Whether one person promises for herself, as no office does.
        let mut is_mine = false;
        // Thanks, and then what is now.
        let mut goes_on = false;
        // "Signed Judith (on mum's tablet)", where a customer says so.
        let text_of_customer = record.text.trim_end().strip_suffix(')').filter(|_| !is_ours);
        let before_bracket = text_of_customer.and_then(|text| text.rsplit_once('('));
        let signed = signature(before_bracket.map_or(&record.text, |it| it.0), company);
        // The same words as the customer wrote them.
        let shown = self::words(&record.text);
        for sentence in sentences(&text) {
            let words = words(sentence);
            let hits = phrases::find(&words);
            // "Fortsat god dag" says of nothing that it goes on, "tak for hjælp" asks for none.
            let is_said = |hit: &phrases::Hit| {
                let (start, end) = (hit.words.start, hit.words.end);
                hits.iter().any(|other| match hit.kind {
                    Kind::But | Kind::Still => {
                        other.kind == Kind::Fine && other.words.start == start
                    }
                    Kind::Cry => {
                        other.kind == Kind::Thanks
                            && other.words.start < start
                            && other.words.end >= end
                    }
                    _ => false,
                }) || hit.kind == Kind::Automatic && signed.is_some() && tells_of_automatic(&words)
            };
            for hit in hits.iter().filter(|hit| !is_said(hit)) {
                if let Some(said) = said.get_mut(hit.kind as usize) {
                    *said = true;
                }
                if hit.kind == Kind::Threat && threat.is_none() {
                    let place = count + hit.words.start..count + hit.words.end;
                    threat = shown.get(place).map(|words| words.join(" "));
                }
            }
            is_case |= words.len() > SHORTEST && !hits.iter().any(phrases::Hit::is_of_office);
            // Of several promises the first that says when.
            let is_fine = |hit: &phrases::Hit| matches!(hit.kind, Kind::Thanks | Kind::Fine);
            let thanks = |at: &usize| hits.iter().any(|hit| is_fine(hit) && hit.words.contains(at));
            let is_in = |kind, at: &usize| {
                hits.iter().any(|hit| hit.kind == kind && hit.words.contains(at))
            };
            let settles = |at: &usize| {
                let is_joint = || words.get(*at).is_some_and(|word| BUT.contains(word));
                is_in(Kind::Regret, at)
                    || is_joint() && thanks(&(at + 1))
                    || thanks(at) && !is_in(Kind::But, at)
            };
            let is_now = words.first().is_some_and(|first| NOW.contains(first));
            let is_more = count > 0 && words.first().is_some_and(|first| MORE.contains(first));
            // "Thanks, and when?"
            goes_on |= words.windows(2).any(|pair| match pair {
                [before, word] => {
                    (MORE.contains(before) || BUT.contains(before)) && ASKING.contains(word)
                }
                _ => false,
            });
            goes_on |= (is_now && thanked > 0 && words.len() > SHORTEST
                || is_more && words.len() > 1)
                && !hits.iter().any(is_fine);
            // Whom it thanks: "Takk Kaja".
            let is_thanked = |at: &usize| {
                let is_name = |word: &&str| is_capital(word) && word.contains(char::is_lowercase);
                let before = at.checked_sub(1);
                !thanks(at)
                    && before.is_some_and(|before| thanks(&before))
                    && shown.get(count + at).is_some_and(is_name)
            };
            let is_vague = || promise.as_deref().is_none_or(promise::says_no_time);
            if is_ours && is_vague() && promise::is_in(sentence, &words, &hits, signed.is_some()) {
                let says_more = promise.is_none() || !promise::says_no_time(sentence);
                promise = Some(sentence.to_owned()).filter(|_| says_more).or(promise);
                is_mine |= hits.iter().any(|hit| hit.kind == Kind::Me);
            }
            let all = 0..words.len();
            thanked += all.clone().filter(thanks).count();
            named += all.clone().filter(is_thanked).count();
            taken += all.clone().filter(|at| thanks(at) || is_in(Kind::Taken, at)).count();
            settled += all.filter(settles).count();
            count += words.len();
        }
        let says = |kind: Kind| said.get(kind as usize).is_some_and(|said| *said);
        let is_asked = text.contains('?');
        let need = reading.need.value;
        let main = reading.topics.first();
        let topic = main.map_or(Topic::Other, |main| main.value);
        let is_trouble = is_trouble_topic(topic);
        let is_upset = reading.mood.value.is_upset();
        // Praise without thanks may be sarcasm, which only people hear.
        let is_glad = is_glad(&text);
        // Applause with words is mostly meant otherwise.
        let is_fine = says(Kind::Fine) && !text.contains('👏');
        let is_thankful = says(Kind::Thanks) || is_fine && count <= FEW || is_glad;
        let is_sweet = !text.contains(SOUR) && !is_asked && !goes_on;
        let is_settled = settled == count && (1..=SHORT).contains(&thanked);
        let is_plain = (!says(Kind::But) || is_settled) && !says(Kind::Taken) && is_sweet;
        let takes = is_sweet && says(Kind::Taken) && taken == count;
        let is_idle = matches!(topic, Topic::Chatter | Topic::Praise);
        let is_positive = reading.mood.value == Mood::Positive;
        let speaks_of_waiting = ["vent", "vaent", "wait"].iter().any(|stem| text.contains(stem));
        let tells_of_trouble =
            reading.topics.iter().filter(|topic| topic.confidence >= HINT).any(|topic| {
                is_trouble_topic(topic.value) && topic.value != Topic::SupportExperience
            });
        let is_welcome = topic == Topic::Praise && need == ReplyNeed::ThanksWelcome;
        let is_ironic =
            words(&text).iter().any(|word| promise::is_unit(word) || IRONIC.contains(word));
        let is_joy = is_welcome
            && is_positive
            && reading.mood.confidence >= PRAISE
            && reading.need.confidence >= PRAISE
            && main.is_some_and(|main| main.confidence >= PRAISE)
            && !reading.topics.iter().any(|topic| is_trouble_topic(topic.value))
            && !text.contains('👏')
            && !is_ironic;
        let is_short_praise =
            is_positive && count <= SHORT || topic == Topic::Praise && count <= FEW;
        let is_thanks = is_plain
            && (is_thankful || is_joy)
            && (thanked == count
                || is_settled
                || thanked + named == count && !is_upset
                || !tells_of_trouble
                    // Joy may shout.
                    && (!is_upset || is_welcome && says(Kind::Thanks))
                    && (need != ReplyNeed::NeedsReply || is_idle && is_short_praise));
        let is_content = is_plain
            && is_idle
            && is_positive
            && !tells_of_trouble
            && need != ReplyNeed::NeedsReply
            && count <= SHORT
            && (is_fine || says(Kind::Thanks) || text.contains(GLAD))
            && !is_ironic
            && !text.contains('👏');
        let tells = || text.contains(|mark: char| mark.is_ascii_digit()) || says(Kind::Done);
        let is_bare_thanks =
            is_thanks && count <= FEW && (says(Kind::Thanks) && !tells() || is_glad);
        let is_short = count <= SHORT && !is_thanks;
        let joins = says(Kind::Agreement)
            || is_short && says(Kind::Still)
            || is_short && !is_asked && (says(Kind::Also) || is_plus(&text))
            || count == 1 && !is_asked && says(Kind::Also);
        let is_cheer = is_plain && count <= FEW && is_positive && is_idle;
        let is_furious = reading.mood.value == Mood::Furious;
        let asks = is_asked
            || need == ReplyNeed::NeedsReply && (is_trouble || is_furious || is_upset && !is_idle);
        let sure = if is_trouble { SURER } else { SURE };
        // However many marks stand behind it.
        let is_cry = says(Kind::Cry) && count <= FEW;
        let may_ask = is_asked
            || is_cry
            || need == ReplyNeed::NeedsReply && !is_cheer && !is_thanks
            || !is_thanks && (is_upset || !is_idle && reading.need.confidence < sure);
        let is_sour =
            !is_thanks && (!is_sweet || speaks_of_waiting || text.contains(MOCKING) || is_ironic);
        let may_be_sour = !is_thanks
            && (says(Kind::Thanks) || says(Kind::Fine) || text.contains(['👍', '😊', '😍', '🎉']));
        let own_name = || Some(record.author.clone()).filter(|_| company.is_agent(&author));
        let is_wordless = count == 0 && !is_asked && !text.contains(ANGRY);
        let is_banter = topic == Topic::Chatter && !is_furious && count <= SHORTEST + 1;
        let is_asking = words(&text).first().is_some_and(|first| ASKING.contains(first));
        // Of a word or three that tell of nothing known, some topic is the likeliest.
        let is_guess = count <= SHORTEST && main.is_none_or(|main| main.confidence < GUESS);
        let is_aside = (count <= SHORTEST && !is_upset || is_banter)
            && !is_asked
            && !is_cry
            && !joins
            && !says(Kind::Still)
            && (!is_trouble || is_guess)
            && !is_asking;
        let is_entry = !is_asked
            && !is_upset
            && !is_cry
            && !joins
            && (is_idle && !tells_of_trouble
                || (topic == Topic::Other || is_guess)
                    && count <= SHORTEST + 1
                    && !is_asking
                    && !says(Kind::But)
                    && !says(Kind::Still));
        let tagged = record.text.trim_start().strip_prefix('@');
        let tagged =
            tagged.and_then(|rest| rest.split_whitespace().next()).map(|it| folded(bare(it)));
        let tags_friend = topic == Topic::Chatter
            && !is_upset
            && tagged.is_some_and(|name| !company.begins_with(&name) && !company.has_agent(&name));
        let signed = signed.or_else(own_name);
        let (mut automatic, mut asks_back, mut to_all) = (false, false, 0);
        let called = if is_ours {
            let is_office = || {
                says(Kind::Soon) && says(Kind::Received)
                    || says(Kind::Closed) && (says(Kind::Soon) || says(Kind::Received))
                    || says(Kind::Hours) && !is_case && (says(Kind::Closed) || says(Kind::Received))
                    || says(Kind::Queued) && !is_case
                    || says(Kind::Soon) && !is_case && promise.is_none()
            };
            let is_person = signed.is_some()
                || is_mine
                || words(&text).iter().any(|word| company.has_agent(word));
            automatic = says(Kind::Automatic) || !is_person && is_office();
            asks_back = says(Kind::Asks) || text.split_whitespace().any(|word| word.ends_with('?'));
            to_all = speaks_to_all(&text);
            names_called(&record.text)
        } else {
            names_called(opening(&record.text))
        };
        Self {
            author,
            is_nobody: is_nobodys(&record.author),
            voice,
            joins,
            is_thanks,
            threat,
            automatic,
            signed,
            is_empty: text.trim().is_empty(),
            is_content,
            speaks_of_waiting: speaks_of_waiting && thanked < count,
            tags_friend,
            is_wordless,
            is_entry,
            invites: is_ours && INVITES.iter().any(|word| text.contains(word)),
            is_aside,
            is_bare_thanks,
            is_only_thanks: is_thanks && thanked == count && count > 0,
            takes,
            is_still: says(Kind::Still),
            asks,
            may_ask,
            is_sour,
            may_be_sour,
            asks_back,
            offers: is_ours && words(&text).iter().any(|word| OFFERING.contains(word)),
            to_all,
            called,
            promise,
        }
    }
}

/// Before what follows thanks and is none.
const NOW: &[&str] = &["now", "nu", "naa", "no"];
/// With one of these alone somebody is angry.
const ANGRY: [char; 9] = ['😡', '🤬', '😠', '👎', '💩', '🖕', '🤡', '😤', '🙄'];
/// With one of these praise is mostly meant otherwise.
const IRONIC: &[&str] =
    &["wow", "what", "sikke", "sikken", "hvilken", "hvilket", "vilken", "vilket", "another"];
/// What stands in a post of ours that asks for talk.
const INVITES: &[&str] = &[
    "konkurr",
    "taevl",
    "giveaway",
    "give away",
    "lodtraekning",
    "trekning",
    "utlottning",
    "vinder",
    "vinnar",
    "vinner",
    "winner",
    "tag a",
    "tag who",
    "tag din",
    "tag en",
    "tagg",
    "gaet",
    "gjett",
    "gissa",
    "guess",
    "skriv forslag",
    "comment below",
    "kommentarfelt",
    "i komment",
    "in the comments",
    "og vinn",
    "och vinn",
    "and win",
    "to win",
    "og vind ",
    "favoritt",
    "yndlings",
    "favorit",
    "favourite",
    "favorite",
];
/// Before a question without its mark.
const ASKING: &[&str] = &[
    "hvad", "hva", "kva", "vad", "what", "hvor", "kor", "kvar", "where", "how", "hur", "hvornaar",
    "naar", "when", "hvorfor", "kvifor", "varfoer", "why", "hvem", "kven", "vem", "who", "kan",
    "can", "er", "aer", "is", "har", "have",
];
/// And before more of it.
const MORE: &[&str] = &["og", "och", "and"];
/// Before thanks, they may follow regret.
const BUT: &[&str] = &["men", "but", "og", "och", "and"];
/// With one of these an answer may offer something.
const OFFERING: &[&str] = &[
    "kan", "can", "could", "vil", "vill", "would", "skal", "ska", "shall", "should", "hvis", "om",
    "dersom", "if", "gerne", "gjerne", "gaerna", "eller", "or", "oensker", "oenskar", "tilbyder",
    "tilbyr", "erbjuder", "offer",
];
/// A sentence of so few words says nothing of a case ("Hej Bo.").
const SHORTEST: usize = 3;
/// Thumbs, hearts and smiles.
const GLAD: &[char] = &[
    '👍', '👌', '👏', '🙏', '💪', '🙌', '❤', '♥', '🧡', '💛', '💚', '💙', '💜', '🤍', '💕', '💖',
    '💗', '💞', '🫶', '🥰', '😍', '😊', '🙂', '😀', '😃', '😄', '😁', '☺', '🤗', '😘', '🤩', '😎',
    '🥳', '🎉', '😇', '🌟', '⭐', '✨', '💯', '🌹', '🌷', '🌸', '🌻', '🌺', '💐', '😻', '😽', '🍀',
    '🎊', '💝', '💓', '💘', '🩷', '🩵', '😋',
];
/// With one of these, thanks are none.
const SOUR: [char; 12] = ['🙄', '😒', '🤦', '🙃', '😤', '😡', '🤬', '😠', '👎', '💩', '🤡', '🖕'];
/// Applause with words, and our words given back.
const MOCKING: [char; 5] = ['👏', '"', '“', '”', '«'];
/// So many words of thanks at most say nothing else.
const FEW: usize = 5;
/// A message of so many words at most can be about what stands above it alone.
const SHORT: usize = 8;

/// A person is sorry for the automatic reply that came before hers: "sorry that you only got
/// an automatic reply". A machine says what "this" is.
fn tells_of_automatic(words: &[&str]) -> bool {
    const SORRY: &[&str] =
        &["sorry", "beklager", "beklagar", "undskyld", "leit", "foerlaat", "orsak", "ked", "lei"];
    const ONLY: &[&str] = &["only", "kun", "bare", "berre", "bara", "blot", "endast", "more"];
    const GOT: &[&str] =
        &["had", "got", "received", "fik", "faaet", "fikk", "faatt", "fekk", "fick"];
    const THIS: &[&str] = &["this", "dette", "denne", "detta"];
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    has(SORRY) && has(ONLY) && has(GOT) && !has(THIS)
}

fn is_trouble_topic(topic: Topic) -> bool {
    !matches!(topic, Topic::Other | Topic::Chatter | Topic::Praise | Topic::Question)
}

/// "+1", "+ 1".
fn is_plus(text: &str) -> bool {
    let number = text.trim().strip_prefix('+').map(str::trim_start);
    number.is_some_and(|number| number.len() == 1 && number.starts_with(|c: char| c.is_numeric()))
}

/// Where a customer's words may name whom they are to.
fn opening(text: &str) -> &str {
    const LONGEST: usize = 60;
    let line = text.trim_start().lines().next().unwrap_or_default();
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(end, _)| end);
    line.get(..end).unwrap_or_default()
}

/// Nothing but marks, of which one at least is a thumb, a heart or a smile and none is sour.
fn is_glad(text: &str) -> bool {
    if matches!(text.trim(), ":)" | ":-)" | ":d" | ";)" | ";-)" | "=)" | "<3") {
        return true;
    }
    const SAD: [char; 12] = ['😭', '😢', '😞', '😔', '😩', '😫', '☹', '🙁', '😕', '💔', '😟', '🤷'];
    text.contains(GLAD)
        && !text.contains(|mark: char| mark.is_alphanumeric() || mark == '?')
        && !text.contains(SOUR)
        && !text.contains(SAD)
}

/// To how many the folded text speaks: in its first clause, behind one word at most.
pub(super) fn speaks_to_all(text: &str) -> usize {
    const MOST: usize = 4;
    let clauses = text.split(['\n', '.', '!', '?', ',', ':', ';']).map(words);
    let clauses = clauses.filter(|words| !words.is_empty()).take(MOST);
    let (mut opens, mut to) = (true, 0);
    for words in clauses {
        let hits = phrases::find(&words);
        let greets = |hit: &phrases::Hit| hit.kind == Kind::Greeting && hit.words.start == 0;
        let after_greeting = usize::from(hits.iter().any(greets));
        let is_to_all = |hit: &&phrases::Hit| {
            let (start, end) = (hit.words.start, hit.words.end);
            let before = start.checked_sub(1).and_then(|at| words.get(at));
            // "Bo, Ida and everyone else", "Bo and the others on the quay".
            let place = words.get(end..).unwrap_or_default();
            let is_place = |first: &&str| place.len() <= SHORTEST && WHERE.contains(first);
            let ends = place.first().is_none_or(is_place) && start <= SHORTEST;
            opens && start <= after_greeting
                || ends && before.is_some_and(|before| JOINERS.contains(before))
        };
        let all = hits.iter().filter(is_to_all).map(|hit| match hit.kind {
            Kind::ToAll => usize::MAX,
            Kind::ToBoth => 2,
            _ => 0,
        });
        to = to.max(all.max().unwrap_or(0));
        opens &= words.len() == after_greeting;
    }
    to
}

/// Runs of words with a capital that may be names of those who are spoken to: in the
/// greeting, behind "@" or "you and", or before what is said to them ("Ida Holm: ...").
fn names_called(text: &str) -> Vec<Called> {
    let mut names = Names::default();
    let (mut in_first, mut is_greeting_so_far, mut after_greeting) = (true, true, false);
    for line in text.lines() {
        let (mut is_first, mut before) = (true, [String::new(), String::new()]);
        for raw in line.split_whitespace() {
            let bare = bare(raw);
            let word = folded(bare);
            let is_at = raw.starts_with('@');
            let is_greeting = is(&word, Kind::Greeting);
            let is_joiner = bare.is_empty() && raw == "&" || JOINERS.contains(&word.as_str());
            let is_name =
                !is_greeting && !bare.is_empty() && (is_capital(bare) || after_greeting || is_at);
            let mark = raw.chars().last().filter(|mark| !mark.is_alphanumeric());
            if is_name {
                let [second, first] = &before;
                let beside_you =
                    JOINERS.contains(&first.as_str()) && YOU.contains(&second.as_str());
                let place = if is_at || is_greeting_so_far || beside_you {
                    Place::Called
                } else if in_first && !CITES.contains(&first.as_str()) {
                    Place::Clause
                } else if is_first {
                    Place::Opening
                } else {
                    Place::Other
                };
                if is_at {
                    names.close(None, false);
                }
                names.push(word.clone(), place, is_first && !is_at);
            }
            if !is_name || mark.is_some_and(|mark| ENDS.contains(&mark)) {
                names.close(if is_name { mark } else { None }, is_joiner);
            }
            // A smile behind a sentence's end begins none.
            is_first = mark.is_some_and(|mark| SENTENCE_ENDS.contains(&mark))
                || is_first && bare.is_empty();
            in_first &= !is_first || is_greeting;
            is_greeting_so_far &= in_first
                && (is_greeting || mark != Some(','))
                && (is_name || is_greeting || is_joiner || is_at);
            after_greeting = is_greeting;
            before = [std::mem::take(&mut before[1]), word];
        }
        names.close(Some('\n'), false);
        in_first &= line.trim().is_empty();
        is_greeting_so_far &= in_first;
    }
    names.called
}

/// Ends a run of names.
const ENDS: [char; 8] = [',', '.', '!', '?', ':', ';', ')', '–'];
const SENTENCE_ENDS: [char; 3] = ['.', '!', '?'];
/// Between two names.
const JOINERS: [&str; 4] = ["og", "och", "and", "samt"];
/// Behind those who are spoken to, before where they are.
const WHERE: [&str; 11] =
    ["paa", "ved", "vid", "fra", "fraa", "fraan", "i", "from", "at", "in", "on"];
/// Before "and" and a name.
const YOU: [&str; 10] =
    ["dig", "deg", "jer", "dere", "dykk", "er", "you", "baade", "both", "begge"];
/// Before a name of one who is spoken of.
const CITES: [&str; 9] =
    ["som", "as", "like", "ifoelge", "enligt", "efter", "according", "sidan", "siden"];

/// Where a run of names begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    /// Where they are spoken to.
    Called,
    /// In the first sentence: so if a mark ends it.
    Clause,
    /// At a later sentence's beginning: so if a comma or colon ends it.
    Opening,
    #[default]
    Other,
}

#[derive(Default)]
struct Names {
    called: Vec<Called>,
    run: Vec<String>,
    place: Place,
    /// The run's first word has its capital from the sentence that it begins.
    begins: bool,
    /// Those before an "and", who are called if the one behind it is.
    joined: Vec<Called>,
}

impl Names {
    fn push(&mut self, word: String, place: Place, is_first: bool) {
        if self.run.is_empty() {
            (self.place, self.begins) = (place, is_first);
        }
        self.run.push(word);
    }

    /// The run ends at a mark, a line's end or another word.
    fn close(&mut self, mark: Option<char>, joins: bool) {
        let words = std::mem::take(&mut self.run);
        let Some(first) = words.first() else { return };
        let is_one_word = words.len() == 1;
        // A sentence's first word has a capital anyway.
        let is_no_name = self.begins
            && (CITES.contains(&first.as_str()) || is_one_word && mark.is_none() && !joins);
        let in_greeting = self.place != Place::Opening || mark == Some(':');
        let is_called = match self.place {
            Place::Called => true,
            Place::Clause => mark.is_some(),
            Place::Opening => {
                matches!(mark, Some(',' | ':' | '–')) && (in_greeting || !is_one_word)
            }
            Place::Other => false,
        };
        let called = Called { words, in_greeting };
        if is_called && !is_no_name {
            self.called.append(&mut self.joined);
            self.called.push(called);
        } else if joins && self.place == Place::Clause && !is_no_name {
            self.joined.push(called);
        } else {
            self.joined.clear();
        }
    }
}

/// The person's name at a text's end: behind a closing word or a dash, or
/// alone behind all sentences.
fn signature(text: &str, company: &Company) -> Option<String> {
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty())?;
    let mut name: Vec<&str> = Vec::new();
    // Whether a name may begin here, whether it is one that begins.
    let (mut after_closing, mut after_sentence) = (false, line.len() < text.trim().len());
    let (mut in_name, mut is_alone) = (false, false);
    for raw in line.split_whitespace() {
        let is_dash = raw.starts_with(['/', '^', '-', '–', '~']);
        let bare = bare(raw);
        if bare.is_empty() {
            after_closing |= is_dash;
            after_sentence = true;
            continue;
        }
        let word = folded(bare);
        let kinds = phrases::find(&[word.as_str()]);
        let is_closing = kinds.iter().any(|hit| hit.kind == Kind::Closing);
        let is_nobody = kinds.iter().any(|hit| hit.kind == Kind::Nobody);
        let has_figure = bare.contains(|letter: char| letter.is_ascii_digit());
        let is_person =
            is_capital(bare) && !has_figure && !is_nobody && !company.begins_with(&word);
        let begins = !is_closing && is_person && (after_closing || is_dash);
        if begins || !is_closing && is_person && after_sentence && kinds.is_empty() {
            name = vec![bare];
            (in_name, is_alone) = (true, !begins);
        } else if in_name && is_person && !is_closing {
            name.push(bare);
        } else {
            in_name = false;
            if is_alone || after_sentence {
                name.clear();
            }
        }
        after_closing = is_closing;
        after_sentence = raw.ends_with(['.', '!', '?', '…', ')', ':']);
        in_name &= !after_sentence && !raw.ends_with(',');
    }
    let most = if is_alone { 2 } else { 3 };
    (1..=most).contains(&name.len()).then(|| name.join(" "))
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|letter| lower(letter) != letter)
}

/// Sentences end at a line break or at a mark before white space, so that
/// "kl. 12" stays whole by its digit, "12. maj" by its month and "d. 20.5. kl. ti"
/// by what is shortened.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .char_indices()
                .find(|&(at, mark)| {
                    let after = rest.get(at + mark.len_utf8()..).unwrap_or_default();
                    let next = || after.split_whitespace().next().unwrap_or_default();
                    let before = rest.get(..at).unwrap_or_default();
                    let last = || before.rsplit(|mark: char| !mark.is_alphabetic()).next();
                    let is_short = || matches!(last(), Some("kl" | "ca" | "d" | "evt" | "ev"));
                    let goes_on = || {
                        is_short()
                            || before.ends_with(|last: char| last.is_ascii_digit())
                                && matches!(bare(next()), "kl" | "klokken" | "klokka" | "klockan")
                    };
                    matches!(mark, '.' | '!' | '?')
                        && after.starts_with(' ')
                        && !next().starts_with(|next: char| next.is_ascii_digit())
                        && !promise::is_month(bare(next()))
                        && (mark != '.' || !goes_on())
                })
                .map_or(rest.len(), |(at, mark)| at + mark.len_utf8());
            let (sentence, after) = rest.split_at_checked(end)?;
            rest = after;
            Some(sentence)
        })
    })
}

/// The words of a text; an apostrophe inside belongs to its word.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let is_mark = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '\u{2019}');
    text.split(is_mark).map(bare).filter(|word| !word.is_empty()).collect()
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn is(word: &str, kind: Kind) -> bool {
    phrases::find(&[word]).iter().any(|hit| hit.kind == kind)
}
