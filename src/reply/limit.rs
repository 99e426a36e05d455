//! How long an answer may be, as the site counts.

/// The limit of a site, as its form refuses or cuts what is longer (read in
/// the sites' help pages, 2026).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// So many characters.
    pub most: usize,
    count: Count,
}

/// How a site counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    /// Every character one.
    Characters,
    /// A link 23, an emoji two.
    Weighted,
    /// A link 23.
    ShortLinks,
}

/// What a link counts where links are shortened.
const LINK: usize = 23;

impl Limit {
    /// Of the site of this name (a profile's). None where no answer is too long.
    #[must_use]
    pub fn of(site: &str) -> Option<Self> {
        let (most, count) = match site {
            "x" => (280, Count::Weighted),
            "mastodon" => (500, Count::ShortLinks),
            "bluesky" => (300, Count::Characters),
            "threads" => (500, Count::Characters),
            "tiktok" => (150, Count::Characters),
            "instagram" => (2_200, Count::Characters),
            "linkedin" => (1_250, Count::Characters),
            "google" => (4_096, Count::Characters),
            "facebook" => (8_000, Count::Characters),
            "youtube" | "reddit" => (10_000, Count::Characters),
            _ => return None,
        };
        Some(Self { most, count })
    }

    /// How long a text is by the site's count.
    #[must_use]
    pub fn length(self, text: &str) -> usize {
        let mut length = 0;
        let mut after = ' ';
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            if self.count != Count::Characters && is_link(word) {
                length += LINK + piece.chars().count() - word.chars().count();
                continue;
            }
            for letter in piece.chars() {
                // What is joined to an emoji counts with it.
                let joins = matches!(letter, '\u{200d}' | '\u{fe0f}' | '🏻'..='🏿');
                let is_part = joins || after == '\u{200d}';
                after = letter;
                length += match self.count {
                    Count::Weighted if is_emoji(letter) && is_part => 0,
                    Count::Weighted if joins => 0,
                    Count::Weighted if is_emoji(letter) => 2,
                    _ => 1,
                };
            }
        }
        length
    }

    /// The byte from which a text is too long.
    #[must_use]
    pub fn cuts(self, text: &str) -> Option<usize> {
        if self.length(text) <= self.most {
            return None;
        }
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        places.push(text.len());
        // Length grows with the text but where a word turns out to be a link.
        let fits = |at: &usize| text.get(..*at).is_some_and(|text| self.length(text) <= self.most);
        places.get(places.partition_point(fits).max(1) - 1).copied()
    }
}

/// Whether a word is an address on the web.
#[must_use]
pub(super) fn is_link(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '"', '«']);
    ["http://", "https://", "www."]
        .iter()
        .any(|begin| word.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin)))
}

/// Whether a letter is an emoji.
#[must_use]
pub(super) fn is_emoji(letter: char) -> bool {
    matches!(letter, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}'..='\u{2b55}' | '\u{231a}'..='\u{23ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(site: &str, text: &str, length: usize) {
        assert_eq!(Limit::of(site).unwrap().length(text), length, "{site}: {text}");
    }

    #[test]
    fn each_site_counts_in_its_own_way() {
        check("x", "Hej Anders", 10);
        check("x", "Hej 👋🏽", 6);
        check("x", "👩‍💻", 2);
        check("x", "❤️", 2);
        check("x", "Se https://www.example.com/en/meget/lang/adresse nu", 3 + 23 + 3);
        check("mastodon", "Se https://example.com 👋", 3 + 23 + 2);
        check("facebook", "Se https://example.com 👋", 24);
        assert_eq!(Limit::of("wordpress"), None);
    }

    #[test]
    fn what_is_too_long_begins_where_the_limit_ends() {
        let limit = Limit::of("tiktok").unwrap();
        assert_eq!(limit.cuts(&"æ".repeat(150)), None);
        assert_eq!(limit.cuts(&"æ".repeat(151)), Some(300));
    }
}
