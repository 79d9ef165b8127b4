//! What a store says of how its events were made.

use crate::export::Versions;

/// The versions that a store names: "frontline 0.1.0, gazetteer 1a, axes 2b, lexicon 3c"; empty where it names none.
pub(in crate::cli) fn versions(made_by: &str) -> Versions {
    let version = |of: &str| {
        let mut parts = made_by.split(", ").filter_map(|part| part.split_once(' '));
        parts.find(|(name, _)| *name == of).map_or_else(String::new, |(_, version)| version.to_owned())
    };
    Versions {
        program: version("frontline"),
        gazetteer: version("gazetteer"),
        axes: version("axes"),
        lexicon: version("lexicon"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_versions_of_an_event_are_those_that_made_it() {
        let found = versions("frontline 0.1.0, gazetteer 1a, axes 2b, lexicon 3c");
        let Versions { program, gazetteer, axes, lexicon } = found;
        assert_eq!([&*program, &gazetteer, &axes, &lexicon], ["0.1.0", "1a", "2b", "3c"]);
    }
}
