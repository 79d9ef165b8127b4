//! A folder for a test, and what is read from it.

use std::fs;
use std::path::{Path, PathBuf};

use frontline::model::Document;
use frontline::read::{Error, Settings, documents};

/// A folder of its own for each test, gone when the test ends.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("frontline-read-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn with(name: &str, file: &str, content: impl AsRef<[u8]>) -> (Folder, PathBuf) {
        let folder = Folder::new(name);
        let path = folder.put(file, content);
        (folder, path)
    }

    pub fn put(&self, file: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn read(path: &Path) -> (Vec<Document>, Vec<Error>) {
    read_with(path, &Settings::default())
}

pub fn read_with(path: &Path, settings: &Settings) -> (Vec<Document>, Vec<Error>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for item in documents(&[path.to_path_buf()], settings) {
        match item {
            Ok(document) => found.push(document),
            Err(error) => errors.push(error),
        }
    }
    (found, errors)
}

/// The only document of a file about which nothing is wrong.
pub fn only(path: &Path) -> Document {
    let (mut found, errors) = read(path);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(found.len(), 1);
    found.remove(0)
}

pub fn ids(found: &[Document]) -> Vec<&str> {
    found.iter().map(|document| document.id.as_str()).collect()
}

pub fn day(document: &Document) -> String {
    document.published.map(|published| published.date.to_string()).unwrap_or_default()
}
