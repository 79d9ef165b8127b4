//! How values of the model are called on the terminal.

use crate::model::{Form, Language, Precision, Role, Side};

/// How a spelling stands to the name.
pub(super) fn form(form: Form) -> &'static str {
    match form {
        Form::Name => "name",
        Form::Other => "other spelling",
        Form::Old => "former name",
        Form::Derived => "spelled by rule",
        Form::Slip => "one slip",
    }
}

/// The part a place plays.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::At => "at",
        Role::Near => "near",
        Role::Toward => "toward",
        Role::From => "from",
        Role::Context => "context",
        Role::Metonym => "metonym",
    }
}

/// How exactly a place is known.
pub(super) fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Settlement => "settlement",
        Precision::NearSettlement => "near settlement",
        Precision::District => "district",
        Precision::Region => "region",
        Precision::Country => "country",
    }
}

/// A language in English.
pub(super) fn language(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Ukrainian => "Ukrainian",
        Language::Russian => "Russian",
    }
}

/// A side and the words that name it.
pub(super) fn actor(side: Side, words: &str) -> String {
    if words.is_empty() { side.code().to_owned() } else { format!("{} \"{words}\"", side.code()) }
}
