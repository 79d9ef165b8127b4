//! The palette: complete, the same in every style, and told apart by colour-blind readers.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use frontline::model::EventType;
use frontline::palette::Palette;

/// How far apart two classes must look: distance in Oklab, in which 0.02 is about what an eye can just tell.
const APART: f64 = 0.14;

/// How the colour blind see, severity 1: Machado, Oliveira and Fernandes 2009, table 1, on linear RGB.
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

#[test]
fn every_type_of_event_stands_in_one_class() {
    let palette = Palette::embedded();
    for event_type in EventType::ALL {
        let classes = palette.class.iter().filter(|class| class.types.iter().any(|code| code == event_type.code()));
        assert_eq!(classes.count(), 1, "{}", event_type.code());
    }
    let codes = palette.class.iter().flat_map(|class| &class.types);
    let unknown: Vec<&String> = codes.filter(|code| EventType::from_code(code).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let shapes: BTreeSet<String> = palette.class.iter().map(|class| format!("{:?}", class.shape)).collect();
    assert_eq!(shapes.len(), palette.class.len(), "two classes have one shape");
}

#[test]
fn the_colour_blind_tell_the_classes_apart() {
    let classes = Palette::embedded().class;
    for (sight, matrix) in SIGHTS {
        for (index, one) in classes.iter().enumerate() {
            for other in &classes[index + 1..] {
                let apart = distance(seen(&one.colour, matrix), seen(&other.colour, matrix));
                assert!(apart >= APART, "{sight}: {} and {} are {apart:.3} apart", one.id, other.id);
            }
        }
    }
}

#[test]
fn the_styles_of_qgis_have_the_colours_of_the_palette() {
    let read = |name: &str| fs::read_to_string(Path::new("data/styles").join(name)).unwrap();
    let palette = Palette::embedded();
    let events = read("events.qml");
    for class in &palette.class {
        assert!(events.contains(&class.colour), "{} {}: run data/styles/build.py", class.id, class.colour);
        assert!(events.contains(&format!("label=\"{}\"", class.label)), "{}", class.label);
        for code in &class.types {
            assert!(events.contains(&format!("'{code}'")), "{code}: run data/styles/build.py");
        }
    }
    let decimal = |colour: &str| rgb(colour).map(|part| ((part * 255.0).round() as u8).to_string()).join(",");
    assert!(read("clusters.qml").contains(&decimal(&palette.marks.cluster)));
    assert!(read("axes.qml").contains(&decimal(&palette.marks.axis)));
    assert!(read("countries.qml").contains(&decimal(&palette.ground.ukraine)));
    assert!(read("oblasts.qml").contains(&decimal(&palette.ground.oblast_line)));
    assert!(read("rivers.qml").contains(&decimal(&palette.ground.river)));
}

fn rgb(colour: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0)
}

/// A colour as that sight sees it, in Oklab.
fn seen(colour: &str, matrix: [[f64; 3]; 3]) -> [f64; 3] {
    let linear =
        rgb(colour).map(|part| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    let times = |rows: [[f64; 3]; 3], by: [f64; 3]| rows.map(|row| row.iter().zip(by).map(|(a, b)| a * b).sum::<f64>());
    let shown = times(matrix, linear).map(|part| part.clamp(0.0, 1.0));
    let cones = times(
        [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ],
        shown,
    );
    times(
        [
            [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
        ],
        cones.map(f64::cbrt),
    )
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}
