//! The shape of the source: who may use whom, what a stage must not touch, and how long a file may grow.
//!
//! The floors are those of `ARCHITECTURE.md`. A new module is given its floor here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the crate, `lib.rs`, as if it were a module.
const ROOT: &str = "lib";

/// The floors, lowest first. A module uses modules of lower floors and none of its own.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["text", "json", "geopackage", "ground", "palette", "sheet"],
    NAMES,
    VERBS_AND_EDGES,
    &[ROOT],
    &["cli"],
    &["main"],
];
const NAMES: &[&str] = &["gazetteer", "lexicon", "axes"];
const VERBS_AND_EDGES: &[&str] = &[
    "recognise",
    "resolve",
    "code",
    "dedup",
    "cluster",
    "layer",
    "near",
    "evaluate",
    "fetch",
    "read",
    "store",
    "export",
    "qgis",
    "picture",
];
/// Edges turn files into nouns and nouns into files: of what lies below they need no names.
const EDGES: &[&str] = &["fetch", "read", "store", "export", "qgis", "picture"];
const DOORS: &[&str] = &["cli", "main"];

/// What has no place in a stage: the same input must give the same output on every machine and day.
const IMPURE: &[&str] = &["std::fs", "std::env", "std::net", "std::process", "std::io::std", "SystemTime", "Instant"];
/// The clock by another name.
const CLOCKS: &[&str] = &["Zoned::now", "Timestamp::now"];
/// Ways to print. Only the doors speak.
const PRINTS: &[&str] = &["print!", "println!", "eprint!", "eprintln!", "dbg!"];

/// The most lines of a file.
const MOST_LINES: usize = 450;

/// A source file without its comments, the contents of its literals and its tests.
struct Source {
    path: PathBuf,
    module: String,
    code: String,
}

#[test]
fn every_module_has_a_floor() {
    let homeless: BTreeSet<String> =
        sources().into_iter().map(|source| source.module).filter(|module| floor(module).is_none()).collect();
    assert!(homeless.is_empty(), "no floor in tests/architecture.rs for {homeless:?}");
}

#[test]
fn a_module_uses_only_the_floors_below_it() {
    let found: Vec<String> = sources().iter().flat_map(misuses).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_stage_touches_no_clock_no_disk_and_no_terminal() {
    let is_pure = |module: &str| {
        ["model", "text", ROOT].contains(&module) || VERBS_AND_EDGES.contains(&module) && !EDGES.contains(&module)
    };
    let stages = sources().into_iter().filter(|source| is_pure(&source.module));
    let found: Vec<String> = stages.flat_map(|stage| holds(&stage, &[IMPURE, CLOCKS].concat())).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn only_the_doors_print() {
    let library = sources().into_iter().filter(|source| !DOORS.contains(&source.module.as_str()));
    let found: Vec<String> = library.flat_map(|source| holds(&source, PRINTS)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    let found: Vec<String> = sources().iter().flat_map(|source| holds(source, &[".unwrap()"])).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_file_says_what_it_is_for_and_stays_short() {
    let mut found = Vec::new();
    for path in ["src", "tests", "benches"].iter().flat_map(|folder| rust_files(&root().join(folder))) {
        let text = read(&path);
        let lines = text.lines().count();
        if lines > MOST_LINES {
            found.push(format!("{}: {lines} lines", shown(&path)));
        }
        if !text.starts_with("//! ") {
            found.push(format!("{}: does not begin with what it is for", shown(&path)));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_breach_is_seen_and_what_only_looks_like_one_is_not() {
    let used = |module: &str, text: &str| {
        let source = Source { path: "made_up.rs".into(), module: module.into(), code: bare(text) };
        misuses(&source).len()
    };
    assert_eq!(used("dedup", "use crate::model::{Event, Report};"), 0);
    assert_eq!(used("dedup", "use crate::cluster::Settings;"), 1, "a neighbour");
    assert_eq!(used("dedup", "fn f() { crate::read::documents() }"), 1, "an edge");
    assert_eq!(used("dedup", "use crate::{model::Event, export::Versions};"), 1, "an edge among others");
    assert_eq!(used("model", "use crate::text::fold;"), 1, "a floor above");
    assert_eq!(used("read", "use crate::gazetteer::Gazetteer;"), 1, "an edge that knows names");
    assert_eq!(used("code", "use crate::Reference;"), 1, "the root");
    assert_eq!(used("cli", "use crate::Reference;"), 0);
    assert_eq!(used(ROOT, "pub mod cli; use read::Error; use cli::run;"), 1, "a door");
    assert_eq!(used("code", "use super::super::export::write;"), 1, "a way round");
    assert_eq!(used("dedup", "//! See [`crate::cluster`].\nconst A: &str = \"crate::cluster\"; // crate::cluster"), 0);
    assert_eq!(bare("let a = 'x'; fn f<'a>(b: &'a str) {}"), "let a = ''; fn f<'a>(b: &'a str) {}");
    assert_eq!(bare("f(r#\"a \" .unwrap()\"#, '\"', b'\\'', /* /* */ */ 1)"), "f(r##, '', b'',  1)");
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\nx\n}\n"), "a\n");
    assert_eq!(without_tests("#[cfg(test)]\nmod tests;\nb\n"), "#[cfg(test)]\nmod tests;\nb\n");
}

/// What a source uses and may not.
fn misuses(source: &Source) -> Vec<String> {
    let says = |used: &str| format!("{}: {} must not use {used}", shown(&source.path), source.module);
    let mut found: Vec<String> =
        used(&source.code).iter().filter(|used| !may(&source.module, used)).map(|used| says(used)).collect();
    if source.code.contains("super::super") {
        found.push(says("super::super, say crate::"));
    }
    if source.module == ROOT && source.code.contains("cli::") {
        found.push(says("cli"));
    }
    found
}

/// Whether a module may use another. Itself, always.
fn may(module: &str, used: &str) -> bool {
    let is_below = match (floor(module), floor(used)) {
        (Some(own), Some(other)) => other < own,
        (None, _) | (_, None) => false,
    };
    module == used || is_below && !(EDGES.contains(&module) && NAMES.contains(&used))
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The modules that stand after `crate::` or `frontline::`, alone or in braces; anything else there is the root's.
fn used(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in ["crate::", "frontline::"].iter().flat_map(|prefix| code.split(prefix).skip(1)) {
        let names = if let Some(group) = path.strip_prefix('{') { heads(group) } else { vec![path] };
        for name in names {
            let name: String = name.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let is_module = FLOORS.concat().contains(&name.as_str()) && name != ROOT;
            found.insert(if is_module { name } else { ROOT.to_owned() });
        }
    }
    found
}

/// The members of a group in braces, each to its end; groups inside it are not taken apart.
fn heads(group: &str) -> Vec<&str> {
    let mut heads = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                heads.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    heads.retain(|head| !head.trim().is_empty());
    heads
}

fn holds(source: &Source, words: &[&str]) -> Vec<String> {
    let found = words.iter().filter(|word| source.code.contains(**word));
    found.map(|word| format!("{}: {word}", shown(&source.path))).collect()
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let is_test = |path: &PathBuf| path.file_name().is_some_and(|name| name == "tests.rs");
    let files = rust_files(&folder).into_iter().filter(|path| !is_test(path));
    files
        .map(|path| {
            let inside = path.strip_prefix(&folder).expect("it lies in the folder");
            let first = inside.components().next().expect("a file has a name").as_os_str().to_string_lossy();
            let module = first.trim_end_matches(".rs").to_owned();
            let code = without_tests(&bare(&read(&path))).to_owned();
            Source { path, module, code }
        })
        .collect()
}

/// The text up to its tests, which stand at the end of a file.
fn without_tests(code: &str) -> &str {
    let tests = code.find("#[cfg(test)]\nmod tests {");
    &code[..tests.unwrap_or(code.len())]
}

/// The text without comments and without what its literals hold.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (skipped, kept) = match c {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), ""),
            '/' if rest.starts_with("/*") => (block_comment(rest), ""),
            'r' if raw_string(rest).is_some() => (raw_string(rest).expect("it was just seen"), "r##"),
            '"' => (quoted(rest, '"'), "\"\""),
            '\'' if is_character(rest) => (quoted(rest, '\''), "''"),
            _ => (c.len_utf8(), &rest[..c.len_utf8()]),
        };
        bare.push_str(kept);
        rest = &rest[skipped..];
    }
    bare
}

/// Whether a quotation mark opens a character, not a lifetime.
fn is_character(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    chars.next() == Some('\\') || chars.next() == Some('\'')
}

/// Bytes of a literal with its marks.
fn quoted(rest: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == mark && !is_escaped {
            return at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    rest.len()
}

/// Bytes of a raw string; none when it is only a word that begins with r.
fn raw_string(rest: &str) -> Option<usize> {
    let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
    let inside = rest[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    inside.find(&end).map(|at| 2 + hashes + at + end.len())
}

/// Bytes of a comment in stars, which may hold others.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    for at in 0..rest.len() {
        if rest.as_bytes()[at..].starts_with(b"/*") {
            depth += 1;
        } else if rest.as_bytes()[at..].starts_with(b"*/") {
            depth -= 1;
            if depth == 0 {
                return at + 2;
            }
        }
    }
    rest.len()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust file below a folder, sorted.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
