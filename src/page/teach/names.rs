//! Names that a person has chosen, and those that a program has made up.

/// Names of styles, whole or up to their dash.
const STYLES: &str = "flex grid block inline hidden relative absolute sticky row col container clearfix d- p- \
     px- py- pt- pb- pl- pr- m- mx- my- mt- mb- ml- mr- w- h- min- max- text- bg- border \
     rounded font- gap- items- justify- space- overflow- leading- shadow float- pull- cursor- \
     z- opacity- align- self- truncate whitespace-";

/// The name of a style and not of a thing: `mt-2`, `flex`, `md:text-sm`.
pub(super) fn is_styling(class: &str) -> bool {
    STYLES.split(' ').any(|style| {
        class
            .strip_prefix(style)
            .is_some_and(|rest| style.ends_with('-') || rest.is_empty() || rest.starts_with('-'))
    }) || class.contains([':', '[', '/'])
}

/// A name that a program has made up and the next build makes up anew
/// (`css-1abc`, `x1y2z3`, `bdVaJa`), or that names one thing alone (`post-1234`).
pub(super) fn is_generated(name: &str) -> bool {
    name.starts_with("css-")
        || name.starts_with("sc-")
        || name.starts_with("jsx-")
        || name.starts_with('_')
        || name.split(|letter: char| !letter.is_alphanumeric()).any(is_noise)
}

fn is_noise(part: &str) -> bool {
    let letters = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = part.len() - letters.len();
    if digits > 2 || letters.bytes().any(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let humps = letters
        .as_bytes()
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()))
        .count();
    if humps > 0 && letters.len() * 2 < (humps + 1) * 5 {
        return true;
    }
    let is_vowel = |letter: char| "aeiouyåäæöø".contains(crate::text::lower(letter));
    let runs = letters.split(is_vowel).map(|run| run.chars().count());
    let longest = runs.max().unwrap_or(0);
    longest >= 6 || (longest >= 5 && !letters.contains(is_vowel))
}

/// What a person has chosen of a name that a program has finished:
/// `Post_author__` of `Post_author__3kT9d`.
pub(super) fn stem(class: &str) -> Option<&str> {
    let mut end = 0;
    for part in class.split_inclusive(['-', '_']) {
        if is_noise(part.trim_end_matches(['-', '_'])) {
            break;
        }
        end += part.len();
    }
    let stem = class.get(..end).filter(|_| end < class.len())?;
    let words = stem.split(['-', '_']).any(|word| word.len() > 3 && word != "emotion");
    words.then_some(stem)
}
