//! What a run that is killed leaves behind.
