//! The wordings of each language, as data.
