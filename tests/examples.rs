//! The examples do what their pages say.

mod run;

use run::{Folder, frontline};

#[test]
fn another_theatre_is_a_matter_of_configuration() {
    let folder = Folder::new();
    let (places, layers) = (folder.path("sudan.tsv"), folder.path("layers"));
    let example =
        |name: &str| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/another_theatre").join(name);
    let text = |path: &std::path::Path| path.display().to_string();
    let (table, columns) = (text(&example("places.csv")), text(&example("columns.toml")));
    let out = text(&places);
    let imported = frontline(["gazetteer", "import", &table, "--columns", &columns, "--out", &out]);
    assert_eq!((imported.code, imported.told.as_str()), (0, ""), "{}", imported.printed);
    let checked = frontline(["gazetteer", "check", &out]);
    assert!(checked.code == 0 && checked.printed.ends_with("nothing wrong\n"), "{}", checked.printed);
    let found = frontline(["gazetteer", "find", "Malit", "--gazetteer", &out]);
    assert!(found.code == 0 && found.printed.contains("sudan-9"), "{}", found.printed);
    let (report, axes, dir) = (text(&example("report.txt")), text(&example("axes.toml")), text(&layers));
    let mapped = frontline(["map", &report, "--gazetteer", &out, "--axes", &axes, "--out", &dir]);
    assert_eq!(mapped.code, 0, "{}", mapped.told);
    for (day, axis, town) in [
        ("2024-05-10", "north_darfur", "El Fasher"),
        ("2024-05-12", "north_darfur", "Mellit"),
        ("2024-05-12", "tri_city", "Omdurman"),
    ] {
        let layer = std::fs::read_to_string(layers.join(day).join(format!("{axis}.geojson")));
        assert!(layer.is_ok_and(|layer| layer.contains(town)), "{day} {axis} {town}\n{}", mapped.printed);
    }
}
