use proptest::prelude::*;
use serde_json::{Value, json};

use super::key::key_pattern;
use super::names::{is_generated, stem};
use super::search::ANY_BOX;
use super::*;
use crate::page::profile::Profile;

/// The elements of a page written as HTML; `pick="0"` marks what is picked.
pub(crate) fn page(html: &str) -> Vec<Sketch> {
    let mut elements: Vec<Sketch> = Vec::new();
    let mut open: Vec<u32> = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        if tag.starts_with('/') {
            open.pop();
        } else {
            let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
            let mut sketch =
                Sketch { parent: open.last().copied(), tag: name.to_owned(), ..Sketch::default() };
            let mut parts = rest.split('"');
            while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
                match name.trim().trim_end_matches('=') {
                    "pick" => sketch.picked.push(value.parse().unwrap()),
                    name => sketch.attributes.extend([name.to_owned(), value.to_owned()]),
                }
            }
            open.push(u32::try_from(elements.len()).unwrap());
            elements.push(sketch);
            if matches!(name, "br" | "img" | "hr" | "input") {
                open.pop();
            }
        }
        if let Some(at) = open.last() {
            let letters = text.chars().filter(|letter| !letter.is_whitespace()).count();
            elements[*at as usize].letters += u32::try_from(letters).unwrap();
        }
    }
    elements
}

fn learned(html: &str, slots: &[u32]) -> Result<Value, Fault> {
    let json = learn(&page(html), slots, "Svar")?.unwrap().profile("forum.example", true);
    Profile::compile_taught(&json).unwrap();
    Ok(serde_json::from_str(&json).unwrap())
}

/// The profile that is learned has these parts, and besides them only its
/// name and what every profile has.
fn check(html: &str, slots: &[u32], expected: Value) {
    let mut found = learned(html, slots).unwrap();
    let found = found.as_object_mut().unwrap();
    for name in ["name", "title", "hosts", "thread", "examples"] {
        assert!(found.remove(name).is_some());
    }
    found.retain(|name, value| name != "reply_box" || value != ANY_BOX);
    let (found, expected) = (Value::Object(found.clone()), expected);
    assert_eq!(found, expected, "{}", serde_json::to_string_pretty(&found).unwrap());
}

/// A page with one text for every post.
fn posts(count: usize, post: impl Fn(usize) -> String) -> String {
    let posts: String = (0..count).map(post).collect();
    format!("<body><nav><a href=\"/\">Hjem</a></nav><main class=\"page\">{posts}</main></body>")
}

/// The slots of the post with this number; the others have none.
fn picks<const N: usize>(at: usize, shown: usize) -> [String; N] {
    std::array::from_fn(
        |slot| if at == shown { format!(" pick=\"{slot}\"") } else { String::new() },
    )
}

#[test]
fn articles_with_named_parts() {
    let html = posts(4, |at| {
        let [text, author, time, answer] = picks(at, 1);
        format!(
            "<article class=\"post post-{at}81\" data-post-id=\"{}\">
            <header><a class=\"author\" href=\"/u/{at}\"{author}>Bo Lund</a>
            <time class=\"when\" datetime=\"2026-03-0{at}T10:00\"{time}>3 t</time></header>
            <div class=\"body\"><p{text}>Hvorfor er</p><p>regningen <b>forkert</b>?</p></div>
            <form><textarea class=\"answer\"{answer}></textarea></form></article>",
            4711 + at * 7
        )
    });
    check(
        &html,
        &[TEXT, AUTHOR, TIME, BOX],
        json!({
            "item": "article",
            "evidence": "body:has(.body):has(.author)",
            "fields": {
                "key": [{ "attr": "data-post-id" }],
                "author": [{ "select": ".author" }],
                "text": [{ "select": ".body" }],
                "time": [{ "select": "time" }],
                "datetime": [{ "select": "time", "attr": "datetime" }],
            },
            "patterns": { "key": ["^{digits}$"] },
            "reply_box": "textarea",
        }),
    );
}

#[test]
fn comments_in_a_list_as_blogs_have_them() {
    let html = posts(5, |at| {
        let [text, author, time, answer] = picks(at, 0);
        let id = 97 + at * 11;
        format!(
            "<li class=\"comment depth-1\" id=\"comment-{id}\"><div id=\"div-comment-{id}\" class=\"comment-body\">
            <div class=\"comment-author vcard\"><cite class=\"fn\"{author}>Mona Vik</cite><span class=\"says\">skrev:</span></div>
            <div class=\"comment-meta\"><a href=\"/nyt/#comment-{id}\"><time datetime=\"2026-03-01T10:00\"{time}>1. marts</time></a></div>
            <p{text}>Hvornår</p><p>åbner I?</p><div class=\"reply\"><a class=\"comment-reply-link\" href=\"?replytocom={id}\"{answer}>Svar</a></div></div></li>"
        )
    });
    check(
        &html,
        &[TEXT, AUTHOR, TIME, BOX],
        json!({
            "item": ".comment",
            "evidence": "body:has(.comment-body > p):has(.fn)",
            "fields": {
                "key": [{ "select": ".comment-meta > a", "attr": "href" }],
                "author": [{ "select": ".fn" }],
                "text": [{ "select": "p" }],
                "time": [{ "select": "time" }],
                "datetime": [{ "select": "time", "attr": "datetime" }],
            },
            "patterns": { "key": ["#comment-{digits}"] },
            "opener": ".comment-reply-link",
            "opener_words": ["*Svar"],
        }),
    );
}

#[test]
fn rows_of_a_table_without_a_name() {
    let html = posts(3, |at| {
        let [text, author, time] = picks(at, 2);
        format!("<tr><td{author}>Ida Krog</td><td{time}>3 t</td><td{text}>Hvad sker der?</td></tr>")
    });
    let html = html.replace("<main", "<table class=\"board\"><tr><td>Om</td></tr></table><main");
    check(
        &html,
        &[TEXT, AUTHOR, TIME],
        json!({
            "item": ".page > tr",
            "fields": {
                "author": [{ "select": "td:nth-of-type(1)" }],
                "text": [{ "select": "td:nth-of-type(3)" }],
                "time": [{ "select": "td:nth-of-type(2)" }],
            },
        }),
    );
}

#[test]
fn boxes_in_boxes_with_names_that_a_build_has_made() {
    let html = posts(4, |at| {
        let [text, author, time, answer] = picks(at, 1);
        format!(
            "<div class=\"Post_root__1aZ9k css-{at}kx81\"><div class=\"x1n2onr6 bdVaJa\">
            <div class=\"Post_head__9Qz1x\"><span class=\"x193iq5w Post_author__x8Q2a\"><span{author}>Bo</span></span>
            <span class=\"x193iq5w\"><a href=\"/p/{}?ref=x\"{time}>3 t</a></span></div>
            <div class=\"x78zum5\"><div class=\"xdj266r\" dir=\"auto\"><span{text}>Hvorfor?</span></div></div>
            <div class=\"x78zum5\"><button class=\"x1i10hfl\"{answer}>Svar</button></div></div></div>",
            900 + at * 31
        )
    });
    check(
        &html,
        &[TEXT, AUTHOR, TIME, BOX],
        json!({
            "item": "[class*='Post_root__']",
            "fields": {
                "key": [{ "select": "a", "attr": "href" }],
                "author": [{ "select": "[class*='Post_author__']" }],
                "text": [{ "select": "div:nth-of-type(2)" }],
                "time": [{ "select": "a" }],
            },
            "patterns": { "key": ["/p/{digits}"] },
            "opener": "button",
            "opener_words": ["*Svar"],
        }),
    );
}

#[test]
fn answers_inside_the_posts_they_answer() {
    let comment = |id: usize, inside: &str, slots: [String; 4]| {
        let [text, author, time, answer] = slots;
        format!(
            "<div class=\"talk-comment\" id=\"talk-{id}\"><div class=\"talk-wrapper\">
            <div class=\"talk-header\"><span class=\"talk-author\"{author}>Hanne</span><a class=\"talk-link\" href=\"#talk-{id}\"><time{time}>2 t</time></a></div>
            <div class=\"talk-text\"><p{text}>Nettet er væk</p></div><div class=\"talk-footer\"><a class=\"talk-reply\"{answer}>Svar</a></div></div>
            <div class=\"talk-follow-up\">{inside}</div></div>"
        )
    };
    for shown in [14, 22, 31] {
        let slots = |id| picks(id, shown);
        let inner = comment(22, "", slots(22));
        let all = comment(14, &inner, slots(14)) + &comment(31, "", slots(31));
        check(
            &format!("<body><div id=\"thread\">{all}</div></body>"),
            &[TEXT, AUTHOR, TIME, BOX],
            json!({
                "item": ".talk-comment",
                "evidence": "body:has(.talk-text):has(.talk-author)",
                "fields": {
                    "key": [{ "select": ".talk-link", "attr": "href" }],
                    "author": [{ "select": ".talk-author" }],
                    "text": [{ "select": ".talk-text" }],
                    "time": [{ "select": "time" }],
                },
                "patterns": { "key": ["#talk-{digits}"] },
                "opener": ".talk-reply",
            "opener_words": ["*Svar"],
            }),
        );
    }
}

#[test]
fn boxes_without_names_in_a_post_that_has_a_role() {
    let html = posts(3, |at| {
        let [text, author, time] = picks(at, 0);
        format!(
            "<div role=\"article\" aria-label=\"Kommentar {at}\"><a role=\"link\"><img alt=\"\"></a><div><div>
            <span><a role=\"link\" href=\"/bo\"><span><span dir=\"auto\"{author}>Bo Lund</span></span></a></span>
            <div><span dir=\"auto\" lang=\"da\"><div><div dir=\"auto\"{text}>Hvorfor?</div></div></span></div></div></div>
            <ul><li><span><a role=\"link\" href=\"/c\"{time}>3 t</a></span></li><li>Svar</li></ul></div>"
        )
    });
    check(
        &html,
        &[TEXT, AUTHOR, TIME],
        json!({
            "item": "[role='article']",
            "fields": {
                "author": [{ "select": "[role='link'] > span" }],
                "text": [{ "select": "[role='article'] > div > div > div" }],
                "time": [{ "select": "li > span" }],
            },
        }),
    );
}

#[test]
fn nobodys_name_is_learned() {
    let html = posts(3, |at| {
        let [text, author] = picks(at, 1);
        let who = ["hanne-vig.example", "bo", "ida"][at];
        format!(
            "<div data-testid=\"post-by-{who}\"><a href=\"/@{who}\"{author}>{who}</a><p data-testid=\"words\"{text}>Hej</p>
            <a href=\"/@{who}/{}\">3 t</a></div>",
            4000 + at * 31
        )
    });
    let all = learned(&html, &[TEXT, AUTHOR]).unwrap();
    assert_eq!(all["item"], json!("[data-testid^='post-by']"));
    assert!(!all.to_string().contains("bo\""), "{all}");
}

#[test]
fn a_post_that_stands_alone_is_what_is_closest_around_its_parts() {
    let html = posts(1, |_| {
        "<section class=\"wall\"><div class=\"card\"><b class=\"name\" pick=\"1\">Bo</b><p class=\"words\" pick=\"0\">Hej</p></div></section>".to_owned()
    });
    assert_eq!(learned(&html, &[TEXT, AUTHOR]).unwrap()["item"], json!(".card"));
}

#[test]
fn what_is_no_post_is_told() {
    let post = |text: &str, author: &str| {
        format!(
            "<li class=\"post\"><b class=\"name\"{author}>Bo</b><p class=\"words\"{text}>Hej</p><i></i></li>"
        )
    };
    let fault = |html: &str, slots: &[u32]| learned(html, slots).unwrap_err();
    let two = format!("<body>{}{}</body>", post(" pick=\"0\"", ""), post("", " pick=\"1\""));
    assert_eq!(fault(&two, &[TEXT, AUTHOR]), Fault::NoPost);
    let same = format!("<body>{}{}</body>", post(" pick=\"0\" pick=\"1\"", ""), post("", ""));
    assert_eq!(fault(&same, &[TEXT, AUTHOR]), Fault::NoPost);
    assert_eq!(fault(&two, &[TEXT, AUTHOR, TIME]), Fault::Gone);
    let silent = two.replace("<i>", "<i pick=\"2\">");
    assert_eq!(fault(&silent, &[TEXT, AUTHOR, TIME]), Fault::NoWords);
    let one = format!(
        "<body>{}<button pick=\"3\">Søg</button></body>",
        post(" pick=\"0\"", " pick=\"1\"")
    );
    assert_eq!(fault(&one, &[TEXT, AUTHOR, BOX]), Fault::NoBox);
    assert_eq!(learn(&page(&one), &[TEXT], ""), Ok(None));
}

#[test]
fn names_that_a_program_made_up_are_known() {
    for made_up in [
        "css-1abc",
        "x1n2onr6",
        "xdj266r",
        "_aacl",
        "bdVaJa",
        "hKtRzP",
        "sc-fzoLsD",
        "post-1234",
        "jsx-77",
        "data-v-3f2a1b9c",
        "Post_post__3kT9d",
        "ember1289",
        "kXyZab",
    ] {
        assert!(is_generated(made_up), "{made_up}");
    }
    for chosen in [
        "comment-body",
        "depth-1",
        "isOwn",
        "postText",
        "vcard",
        "fn",
        "col-6",
        "h2",
        "btn",
        "kundeservice",
        "tekstfelt",
        "http://schema.org/Comment",
        "svarfelt__tekst",
        "isso-author",
    ] {
        assert!(!is_generated(chosen), "{chosen}");
    }
    assert_eq!(stem("Post_post__3kT9d"), Some("Post_post__"));
    assert_eq!(stem("_comment_1a2b3_12"), Some("_comment_"));
    assert_eq!(stem("css-1abc"), None);
    assert_eq!(stem("x1n2onr6"), None);
}

#[test]
fn a_key_tells_the_posts_apart_and_does_not_only_count_them() {
    let key = |values: [&'static str; 2]| key_pattern(&values.map(Some));
    for (values, expected) in [
        (["/t/77/p/402", "/t/77/p/411"], Some("/p/{digits}")),
        (["?comment_id=111", "?comment_id=222&x=1"], Some("?comment_id={digits}")),
        (["/2026/03/02/#c-902", "/2026/03/02/#c-33"], Some("#c-{digits}")),
        (["isso-412", "isso-77"], Some("^isso-{digits}$")),
        (
            ["urn:li:activity:7123456", "urn:li:activity:7123499"],
            Some("^urn:li:activity:{digits}$"),
        ),
        (["b1946ac9-2492", "591785b7-9412"], Some("")),
        (["/posts/hvorfor-er-min-regning", "/posts/aabningstider"], Some("")),
        (["/t/77/1", "/t/77/2"], Some("")),
        (["#p1", "#p2"], None),
        (["ember412", "ember431"], None),
        (["/bo-lund", "/bo-lund"], None),
        (["/x?token=abcdef", "/y?token=ghijkl"], None),
    ] {
        assert_eq!(key(values).as_deref(), expected, "{values:?}");
    }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("div".to_owned()),
        Just("p".to_owned()),
        Just("a".to_owned()),
        Just("time".to_owned()),
        Just("textarea".to_owned()),
        Just("class".to_owned()),
        Just("id".to_owned()),
        Just("href".to_owned()),
        Just("datetime".to_owned()),
        Just("data-id".to_owned()),
        "[a-z]{1,3}-?[0-9]{0,3}",
        any::<String>(),
    ]
}

fn element() -> impl Strategy<Value = Sketch> {
    (
        prop::option::of(0..40u32),
        name(),
        prop::collection::vec(name(), 0..7),
        prop_oneof![0..30u32, any::<u32>()],
        prop::collection::vec(0..5u32, 0..3),
    )
        .prop_map(|(parent, tag, attributes, letters, picked)| Sketch {
            parent,
            tag,
            attributes,
            letters,
            picked,
        })
}

proptest! {
    #[test]
    fn any_page_gives_a_profile_that_can_be_used_or_none(
        page in prop::collection::vec(element(), 0..40),
        slots in prop::collection::vec(0..5u32, 0..5),
        said: String,
    ) {
        if let Ok(Some(learned)) = learn(&page, &slots, &said) {
            let json = learned.clone().and(learned).profile("forum.example", true);
            prop_assert!(Profile::compile_taught(&json).is_ok(), "{json}");
        }
    }
}
