//! Runs the program in a folder of its own.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The program as it was built for these tests.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_frontline");

/// What a run came to.
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub printed: String,
    /// Standard error.
    pub told: String,
}

/// Runs the program with nothing on standard input.
pub fn frontline<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ran {
    frontline_reading(arguments, b"")
}

/// Runs the program with these bytes on standard input.
pub fn frontline_reading<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>, input: &[u8]) -> Ran {
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A run that ends before it reads is judged by its exit code.
    drop(stdin.write_all(input));
    drop(stdin);
    let ended = child.wait_with_output().expect("the program ends");
    Ran {
        code: ended.status.code().expect("no signal ended it"),
        printed: String::from_utf8(ended.stdout).expect("UTF-8"),
        told: String::from_utf8(ended.stderr).expect("UTF-8"),
    }
}

/// A folder that goes with the test.
pub struct Folder(PathBuf);

impl Folder {
    /// A new and empty one.
    pub fn new() -> Folder {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("frontline-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder can be made");
        Folder(path)
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A file in it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder can be made");
        fs::write(&path, content).expect("a file can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
