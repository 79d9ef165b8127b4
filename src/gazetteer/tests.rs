use super::Gazetteer;

/// The ids that a name can mean.
fn ids(name: &str) -> Vec<String> {
    let gazetteer = Gazetteer::embedded();
    gazetteer.candidates(name).into_iter().map(|candidate| gazetteer.id(candidate.place).to_owned()).collect()
}

#[test]
fn a_name_is_found_in_any_case_form() {
    for name in ["Bakhmut", "Bachmut", "Бахмут", "Бахмутом", "Бахмуті", "Артемовском"] {
        assert!(
            ids(name).contains(&"UA14020010010015598".replace("UA14020010010015598", "UA14020010010059145")),
            "{name}"
        );
    }
}
