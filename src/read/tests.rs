//! What the reader does inside: standard input, and a system that gives no more.
