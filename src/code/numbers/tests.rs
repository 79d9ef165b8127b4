//! Numbers in sentences of our own, language by language.
