//! Folders are walked in order, and what cannot be read is named.

use std::fs;

use frontline::read::{Error, Settings, documents};

use crate::folder::{Folder, ids, read};
use crate::formats::RSS;

#[test]
fn a_folder_is_walked_in_the_order_of_paths_and_what_is_passed_by_is_counted() {
    let folder = Folder::new("walk");
    for name in ["b.txt", "a/z.txt", "a/b/c.txt", "a.txt", ".hidden.txt", ".git/x.txt", "map.png", "Makefile"] {
        folder.put(name, format!("Text of {name}"));
    }
    let (found, errors) = read(&folder.0);
    assert_eq!(ids(&found), ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]);
    assert!(matches!(errors[..], [Error::PassedBy { hidden: 2, unknown: 2, .. }]), "{errors:?}");
}

#[test]
fn a_named_file_of_unknown_extension_is_read_by_its_content() {
    for (content, id) in [("Shelling of Lyman", "x.dat"), ("{\"id\": \"j\", \"text\": \"Lyman\"}", "j"), (RSS, "g-1")] {
        let (_folder, path) = Folder::with("sniff", "x.dat", content);
        assert_eq!(read(&path).0[0].id, id);
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_not_followed() {
    let folder = Folder::new("loop");
    folder.put("a/one.txt", "Lyman");
    let outside = Folder::new("loop-outside");
    outside.put("two.txt", "Torske");
    std::os::unix::fs::symlink(&folder.0, folder.0.join("a/back")).unwrap();
    std::os::unix::fs::symlink(&outside.0, folder.0.join("b")).unwrap();
    std::os::unix::fs::symlink(&folder.0, outside.0.join("again")).unwrap();
    let (found, errors) = read(&folder.0);
    assert_eq!(ids(&found), ["a/one.txt", "b/two.txt"]);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors.iter().all(|error| matches!(error, Error::Loop { .. })));
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_named_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("permission");
    folder.put("closed/one.txt", "Lyman");
    folder.put("open.txt", "Torske");
    let closed = folder.0.join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator may read everything; the unit tests hand in a refusal of the system instead.
    let is_refused = fs::read_dir(&closed).is_err();
    let (found, errors) = read(&folder.0);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    if is_refused {
        assert_eq!(ids(&found), ["open.txt"]);
        assert!(matches!(&errors[..], [Error::Unreadable { at, .. }] if at.path == closed), "{errors:?}");
    } else {
        assert_eq!(ids(&found), ["closed/one.txt", "open.txt"]);
    }
}

#[test]
fn a_missing_folder_is_named_and_the_other_inputs_are_read() {
    let folder = Folder::new("missing");
    let inputs = [folder.0.join("nowhere"), folder.put("a.txt", "Lyman")];
    let found: Vec<_> = documents(&inputs, &Settings::default()).collect();
    assert!(matches!(&found[0], Err(Error::Unreadable { at, source })
        if at.path == inputs[0] && source.kind() == std::io::ErrorKind::NotFound));
    assert_eq!(found[1].as_ref().unwrap().id, "a.txt");
    assert_eq!(found.len(), 2);
}
