//! Reads a table of places: tab-separated, a header row that names the columns, `#` comments, `|` between alternatives.

/// The kinds a row can have, in the order of their numbers in the index.
pub const KINDS: [&str; 9] = ["settlement", "hromada", "raion", "oblast", "country", "river", "sea", "poi", "region"];
/// The ways a position can be known, in the order of their numbers in the index.
pub const BASES: [&str; 4] = ["own", "guess", "centre", "area"];
/// Every column a table may have; all but the first two may be left out.
pub const COLUMNS: [&str; 20] = [
    "id",
    "name",
    "name_uk",
    "name_ru",
    "other_names",
    "old_names",
    "kind",
    "class",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "latitude",
    "longitude",
    "population",
    "position",
    "source",
    "geonameid",
    "note",
    "confidence",
];

/// One place as a table tells it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Lasting id.
    pub id: String,
    /// English name.
    pub name: String,
    /// Ukrainian name or nothing.
    pub name_uk: String,
    /// Russian name or nothing.
    pub name_ru: String,
    /// Other spellings, any script.
    pub other_names: Vec<String>,
    /// Former names, any script.
    pub old_names: Vec<String>,
    /// Index in the kinds a row can have.
    pub kind: u8,
    /// City, village, abbreviation…
    pub class: String,
    /// Two-letter country.
    pub country: String,
    /// Ids of the areas it lies in, widest first; nothing where there is none.
    pub admin: [String; 3],
    /// Degrees north and east, in ten-millionths.
    pub position: Option<(i32, i32)>,
    /// Index in the ways a position can be known.
    pub basis: u8,
    /// Inhabitants.
    pub population: Option<u32>,
}

/// What is wrong with a table, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Counted from 1, comments included.
    pub line: usize,
    /// The column's name, nothing when the whole line is meant.
    pub column: String,
    /// What was found and what was wanted.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.column.as_str() {
            "" => write!(formatter, "{}", self.what),
            column => write!(formatter, "{column}: {}", self.what),
        }
    }
}

/// The rows of a table in its order.
///
/// # Errors
/// At the first line that is no place.
pub fn rows(text: &str) -> Result<Vec<Row>, Fault> {
    numbered(text).into_iter().map(|line| line.map(|(_, row)| row)).collect()
}

/// Every line that is meant as a place, with its number counted from 1: its row, or what is wrong with it. One fault and
/// nothing else when the header cannot be used.
pub fn numbered(text: &str) -> Vec<Result<(usize, Row), Fault>> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let mut lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let Some((at, header)) = lines.next() else { return Vec::new() };
    let columns = match columns(cells(header), at + 1) {
        Ok(columns) => columns,
        Err(fault) => return vec![Err(fault)],
    };
    let row = |(at, line)| Cells { columns: &columns, cells: cells(line), line: at + 1 }.row().map(|row| (at + 1, row));
    lines.map(row).collect()
}

fn cells(line: &str) -> Vec<&str> {
    line.split('\t').map(str::trim).collect()
}

fn columns(cells: Vec<&str>, line: usize) -> Result<Vec<&str>, Fault> {
    for needed in ["id", "name"] {
        if !cells.contains(&needed) {
            let what = format!("the header row has no column \"{needed}\" (are the columns separated by tabs?)");
            return Err(Fault { line, column: needed.to_owned(), what });
        }
    }
    match cells.iter().find(|cell| !COLUMNS.contains(cell)) {
        Some(unknown) => {
            let what = format!("unknown column; known are {}", COLUMNS.join(", "));
            Err(Fault { line, column: (*unknown).to_owned(), what })
        }
        None => Ok(cells),
    }
}

/// One line of a table.
struct Cells<'t> {
    columns: &'t [&'t str],
    cells: Vec<&'t str>,
    line: usize,
}

impl Cells<'_> {
    fn get(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or("")
    }

    fn text(&self, column: &str) -> String {
        self.get(column).to_owned()
    }

    fn list(&self, column: &str) -> Vec<String> {
        self.get(column).split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    fn fault(&self, column: &str, what: &str) -> Fault {
        Fault { line: self.line, column: column.to_owned(), what: what.to_owned() }
    }

    fn row(&self) -> Result<Row, Fault> {
        if self.cells.len() > self.columns.len() {
            let what = format!("{} cells under {} columns", self.cells.len(), self.columns.len());
            return Err(self.fault("", &what));
        }
        for column in ["id", "name"] {
            if self.get(column).is_empty() {
                return Err(self.fault(column, "must not be empty"));
            }
        }
        Ok(Row {
            id: self.text("id"),
            name: self.text("name"),
            name_uk: self.text("name_uk"),
            name_ru: self.text("name_ru"),
            other_names: self.list("other_names"),
            old_names: self.list("old_names"),
            kind: self.choice("kind", &KINDS)?,
            class: self.text("class"),
            country: self.text("country"),
            admin: [self.text("admin1"), self.text("admin2"), self.text("admin3")],
            position: self.position()?,
            basis: self.choice("position", &BASES)?,
            population: self.population()?,
        })
    }

    fn choice(&self, column: &str, choices: &[&str]) -> Result<u8, Fault> {
        let cell = self.get(column);
        let found = choices.iter().position(|choice| *choice == cell);
        match found.and_then(|at| u8::try_from(at).ok()) {
            Some(number) => Ok(number),
            None if cell.is_empty() => Ok(0),
            None => Err(self.fault(column, &format!("\"{cell}\" is none of {}", choices.join(", ")))),
        }
    }

    fn position(&self) -> Result<Option<(i32, i32)>, Fault> {
        match (self.degrees("latitude", 90.0)?, self.degrees("longitude", 180.0)?) {
            (Some(lat), Some(lon)) => Ok(Some((lat, lon))),
            (None, None) => Ok(None),
            (None, Some(_)) => Err(self.fault("latitude", "missing beside a longitude")),
            (Some(_), None) => Err(self.fault("longitude", "missing beside a latitude")),
        }
    }

    fn degrees(&self, column: &str, most: f64) -> Result<Option<i32>, Fault> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Ok(None);
        }
        match cell.parse::<f64>() {
            Ok(degrees) if degrees.abs() <= most => Ok(Some((degrees * 1e7).round() as i32)),
            _ => Err(self.fault(column, &format!("\"{cell}\" is no number of degrees from -{most} to {most}"))),
        }
    }

    fn population(&self) -> Result<Option<u32>, Fault> {
        let cell = self.get("population");
        if cell.is_empty() {
            return Ok(None);
        }
        let count = cell.parse().ok().filter(|count| *count < u32::MAX);
        count.map(Some).ok_or_else(|| self.fault("population", &format!("\"{cell}\" is no count of inhabitants")))
    }
}
