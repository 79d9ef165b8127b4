//! Rows in columns that stand below one another, and lines that end before the edge.

use std::fmt::Write;

/// Columns of a terminal that nobody has widened.
pub(super) const WIDTH: usize = 80;

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// The rows, each as a line, with two spaces between columns and no space at the end.
pub(super) fn lines<const N: usize>(align: [Align; N], rows: &[[String; N]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    rows.iter().map(|row| row_line(align, widths, row)).collect()
}

fn row_line<const N: usize>(align: [Align; N], widths: [usize; N], row: &[String; N]) -> String {
    let mut line = String::new();
    for ((cell, width), align) in row.iter().zip(widths).zip(align) {
        let separator = if line.is_empty() { "" } else { "  " };
        let written = match align {
            Align::Left => write!(line, "{separator}{cell:<width$}"),
            Align::Right => write!(line, "{separator}{cell:>width$}"),
        };
        written.expect("a string takes everything");
    }
    line.truncate(line.trim_end().len());
    line
}

/// The words on lines of at most `width` characters; a longer word has a line of its own.
pub(super) fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for word in words.split(' ') {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if used + 1 + length <= width => {
                line.push(' ');
                line.push_str(word);
                used += 1 + length;
            }
            Some(_) | None => {
                lines.push(word.to_owned());
                used = length;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_and_words_begin_below_one_another() {
        let rows = [["Бахмут", "7"], ["no_axis", "120"]].map(|row| row.map(str::to_owned));
        assert_eq!(lines([Align::Left, Align::Right], &rows), ["Бахмут     7", "no_axis  120"]);
    }

    #[test]
    fn a_line_ends_before_the_edge() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("one enormously two", 5), ["one", "enormously", "two"]);
    }
}
