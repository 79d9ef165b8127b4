//! Date phrases in sentences of our own, language by language.
