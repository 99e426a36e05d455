//! What a post is about.

use serde::{Deserialize, Serialize};

use super::{Lang, Verdict};

/// A topic of customer service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Service is down or failing for several or now.
    Outage,
    /// Weak signal here.
    Coverage,
    /// Wrong bill, fee, price rise, refund.
    Billing,
    /// Reminder, collection agency, credit record.
    DebtCollection,
    /// Leaves, or cannot manage to leave.
    Cancellation,
    /// Order, parcel, technician visit, installation.
    Delivery,
    /// Login, password, number transfer, SIM, app.
    Account,
    /// Waiting time, being bounced, unanswered mail, rudeness.
    SupportExperience,
    /// Fraud, phishing, SIM swap, data leak.
    Security,
    /// Someone's health or life depends on it.
    Safety,
    /// Product, price, opening hours, how-to.
    Question,
    /// Praise.
    Praise,
    /// Anything that has no ask.
    Chatter,
    /// None of these.
    Other,
}

/// Tells the topics of `text`, strongest first; never empty.
#[must_use]
pub fn detect(_text: &str, _lang: Lang) -> Vec<Verdict<Topic>> {
    vec![Verdict { value: Topic::Other, confidence: 0.0, evidence: Vec::new() }]
}
