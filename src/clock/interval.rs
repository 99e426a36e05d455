//! A time that is known only to lie between two instants.

use serde::{Deserialize, Serialize};

/// From `earliest` to `latest`, both included, in epoch milliseconds (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// Not before this.
    pub earliest: i64,
    /// Not after this.
    pub latest: i64,
}
