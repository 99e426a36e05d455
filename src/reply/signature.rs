//! The name under an answer.
