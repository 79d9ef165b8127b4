//! Reading: files, folders and what is wrong with them.

mod bad_input;
mod bodies;
mod fields;
mod folder;
mod folders;
mod formats;
