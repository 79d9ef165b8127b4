//! The heart of clustering: cells of one place and one day, whose events all have the same neighbours.
//!
//! A million events at some thousand places share their places and days, so neighbours of places are found once and
//! days are a window that slides along each pair of places. Events of one cell are core, border or noise together, and
//! a cluster is a set of cells.

use crate::cluster::{Settings, Stand};

/// Cells in order of place and day.
pub(super) struct Cells {
    /// For each place the index of its first cell; one more at the end.
    starts: Vec<usize>,
    stands: Vec<Stand>,
    /// The days of the stands again, to be searched.
    days: Vec<i32>,
    /// Events in all cells before this one; one more at the end.
    before: Vec<usize>,
}

impl Cells {
    /// Counts the events of each place and day.
    pub(super) fn new(places: usize, mut counted: Vec<(Stand, usize)>) -> Cells {
        counted.sort_unstable_by_key(|(stand, _)| (stand.place, stand.day));
        let mut cells = Cells { starts: vec![0], stands: Vec::new(), days: Vec::new(), before: vec![0] };
        let mut seen = 0;
        for cell in counted.chunk_by(|(a, _), (b, _)| a == b) {
            let stand = cell[0].0;
            cells.open(stand.place as usize);
            seen += cell.iter().map(|(_, events)| events).sum::<usize>();
            cells.stands.push(stand);
            cells.days.push(stand.day);
            cells.before.push(seen);
        }
        cells.open(places);
        cells
    }

    /// A cell and its number of events.
    pub(super) fn at(&self, cell: usize) -> (Stand, usize) {
        (self.stands[cell], self.before[cell + 1] - self.before[cell])
    }

    /// The first day of all.
    pub(super) fn first_day(&self) -> Option<i32> {
        self.days.iter().min().copied()
    }

    /// Events at a place from one day to another, both included.
    pub(super) fn events(&self, place: u32, from: i32, to: i32) -> usize {
        let (start, days) = (self.starts[place as usize], self.of(place));
        let [low, high] = [days.partition_point(|&day| day < from), days.partition_point(|&day| day <= to)];
        self.before[start + high] - self.before[start + low]
    }

    /// The index of the cell a stand belongs to.
    pub(super) fn find(&self, stand: Stand) -> usize {
        let start = self.starts[stand.place as usize];
        start + self.of(stand.place).binary_search(&stand.day).expect("every stand was counted into its cell")
    }

    /// The cluster of each cell, none for noise.
    pub(super) fn clusters(&self, neighbours: &[Vec<u32>], settings: &Settings) -> Vec<Option<usize>> {
        let window = i32::try_from(settings.window_days).unwrap_or(i32::MAX);
        let is_core = self.cores(neighbours, window, settings.minimum_events);
        let cores = Cores::new(self, &is_core);
        let mut sets = Sets::new(self.days.len());
        for (place, around) in (0_u32..).zip(neighbours) {
            cores.join_along(place, window, &mut sets);
            for &other in around.iter().filter(|&&other| other > place) {
                cores.join_across((place, other), window, &mut sets);
            }
        }
        let mut clusters = self.numbered(&is_core, &mut sets);
        for (place, around) in (0_u32..).zip(neighbours) {
            cores.adopt_border((place, around), window, &mut clusters);
        }
        clusters
    }

    /// Whether each cell has enough events around it.
    fn cores(&self, neighbours: &[Vec<u32>], window: i32, minimum: usize) -> Vec<bool> {
        let mut counts = vec![0_usize; self.days.len()];
        for (place, around) in (0_u32..).zip(neighbours) {
            let (start, days) = (self.starts[place as usize], self.of(place));
            for &other in around {
                let (other_start, other_days) = (self.starts[other as usize], self.of(other));
                let (mut low, mut high) = (0, 0);
                for (count, &day) in counts[start..].iter_mut().zip(days) {
                    low += other_days[low..].iter().take_while(|&&other| other < day.saturating_sub(window)).count();
                    high += other_days[high..].iter().take_while(|&&other| other <= day.saturating_add(window)).count();
                    *count += self.before[other_start + high] - self.before[other_start + low];
                }
            }
        }
        counts.iter().map(|&count| count >= minimum).collect()
    }

    /// The cluster of each core cell, numbered by the earliest core cell of each cluster, then its place.
    fn numbered(&self, is_core: &[bool], sets: &mut Sets) -> Vec<Option<usize>> {
        let mut order: Vec<usize> = (0..self.days.len()).filter(|&cell| is_core[cell]).collect();
        // A stable sort: cells are in order of place already.
        order.sort_by_key(|&cell| self.days[cell]);
        let mut numbers: Vec<Option<usize>> = vec![None; self.days.len()];
        let mut clusters = vec![None; self.days.len()];
        let mut next = 0;
        for cell in order {
            let number = numbers[sets.find(cell)].get_or_insert_with(|| {
                next += 1;
                next - 1
            });
            clusters[cell] = Some(*number);
        }
        clusters
    }

    /// Notes that the cells to come belong to `place` or a later one.
    fn open(&mut self, place: usize) {
        self.starts.resize(place + 1, self.days.len());
    }

    /// The days of a place's cells.
    fn of(&self, place: u32) -> &[i32] {
        &self.days[self.starts[place as usize]..self.starts[place as usize + 1]]
    }
}

/// The core cells alone, in order of place and day.
struct Cores<'a> {
    cells: &'a Cells,
    starts: Vec<usize>,
    days: Vec<i32>,
    /// Where each stands among all cells.
    indices: Vec<usize>,
}

impl<'a> Cores<'a> {
    fn new(cells: &'a Cells, is_core: &[bool]) -> Cores<'a> {
        let indices: Vec<usize> = (0..is_core.len()).filter(|&cell| is_core[cell]).collect();
        let days = indices.iter().map(|&cell| cells.days[cell]).collect();
        let starts = cells.starts.iter().map(|&start| indices.partition_point(|&cell| cell < start)).collect();
        Cores { cells, starts, days, indices }
    }

    fn of(&self, place: u32) -> std::ops::Range<usize> {
        self.starts[place as usize]..self.starts[place as usize + 1]
    }

    /// Joins the core cells of one place that follow one another within the window.
    fn join_along(&self, place: u32, window: i32, sets: &mut Sets) {
        let range = self.of(place);
        for pair in range.clone().zip(range.skip(1)) {
            if self.days[pair.1].abs_diff(self.days[pair.0]) <= window.unsigned_abs() {
                sets.join(self.indices[pair.0], self.indices[pair.1]);
            }
        }
    }

    /// Joins the core cells of two neighbouring places.
    fn join_across(&self, (place, other): (u32, u32), window: i32, sets: &mut Sets) {
        let mut walk = Walk::new(self, other);
        for core in self.of(place) {
            for near in walk.beside(self.days[core], window).into_iter().flatten() {
                sets.join(self.indices[core], self.indices[near]);
            }
        }
    }

    /// Gives the cells of a place that have no cluster the first of those that have a core cell in reach.
    fn adopt_border(&self, (place, around): (u32, &[u32]), window: i32, clusters: &mut [Option<usize>]) {
        let start = self.cells.starts[place as usize];
        let days = self.cells.of(place);
        let open: Vec<usize> = (0..days.len()).filter(|&cell| clusters[start + cell].is_none()).collect();
        let mut first: Vec<Option<usize>> = vec![None; open.len()];
        for &other in around {
            let mut walk = Walk::new(self, other);
            for (first, &cell) in first.iter_mut().zip(&open) {
                for near in walk.beside(days[cell], window).into_iter().flatten() {
                    let cluster = clusters[self.indices[near]];
                    *first = if first.is_none() { cluster } else { cluster.min(*first) };
                }
            }
        }
        for (first, cell) in first.into_iter().zip(open) {
            clusters[start + cell] = first;
        }
    }
}

/// Walks the core cells of a place along ascending days.
struct Walk<'a> {
    days: &'a [i32],
    start: usize,
    /// The first core cell later than the day asked for last.
    next: usize,
}

impl<'a> Walk<'a> {
    fn new(cores: &'a Cores, place: u32) -> Walk<'a> {
        let range = cores.of(place);
        Walk { days: &cores.days[range.clone()], start: range.start, next: 0 }
    }

    /// The last core cell up to that day and the first after it, where they lie within the window. These two stand for
    /// all in reach: core cells of one place on one side of the day are within a window of one another, so they share
    /// a cluster already.
    fn beside(&mut self, day: i32, window: i32) -> [Option<usize>; 2] {
        self.next += self.days[self.next..].iter().take_while(|&&other| other <= day).count();
        let reach = |at: &usize| self.days.get(*at).is_some_and(|other| other.abs_diff(day) <= window.unsigned_abs());
        [self.next.checked_sub(1).filter(reach), Some(self.next).filter(reach)].map(|at| at.map(|at| self.start + at))
    }
}

/// Disjoint sets of cells; the lowest cell stands for its set.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    fn find(&mut self, mut cell: usize) -> usize {
        while self.0[cell] != cell {
            self.0[cell] = self.0[self.0[cell]];
            cell = self.0[cell];
        }
        cell
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}
