//! Reading: files, folders and what is wrong with them.

mod bad_input;
mod fields;
mod folder;
mod folders;
mod formats;
