//! The second view: likeness by words that occur together, learned from the index's own texts.
//!
//! Latent semantic analysis: Deerwester, Dumais, Furnas, Landauer and Harshman, *Indexing by latent
//! semantic analysis*, JASIS 41(6), 1990. The truncated singular value decomposition is that of
//! Halko, Martinsson and Tropp, *Finding structure with randomness*, SIAM Review 53(2), 2011,
//! algorithm 4.4 (subspace iteration), with starting vectors that depend on nothing but the places
//! of the texts, so that the same texts give the same model on any number of threads.

use nalgebra::{DMatrix, SymmetricEigen};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::vocabulary::TermId;

/// The most texts that a model is learned from.
const SAMPLE: usize = 16_384;
/// Rounds of subspace iteration.
const ROUNDS: usize = 3;
/// Vectors beside those that are kept.
const SPARE: usize = 10;
/// Fewer texts than this for each dimension only repeat the words themselves.
const TEXTS_A_DIMENSION: usize = 8;
/// How many rows are summed up before the sums of rows are.
const CHUNK: usize = 512;

/// Terms with weights, ascending by their numbers.
pub(super) type Row = Vec<(TermId, f32)>;

/// A direction for each term of the texts that were learned from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Model {
    dimensions: usize,
    /// Each term's row in `directions`, or [`Model::UNKNOWN`].
    places: Vec<u32>,
    /// A row of `dimensions` bytes for each known term, in units of its scale.
    directions: Vec<i8>,
    scales: Vec<f32>,
}

/// Where a text lies: a unit vector in bytes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Direction {
    bytes: Box<[i8]>,
    scale: f32,
}

/// A [`Direction`] that is quick to compare.
#[derive(Debug, Clone)]
pub(super) struct Wide {
    numbers: Box<[i16]>,
    scale: f32,
}

/// The cosine of two directions whose numbers multiply to `dot`, −1 to 1.
#[inline]
fn cosine(dot: i32, a: f32, b: f32) -> f32 {
    (dot as f32 * a * b).clamp(-1.0, 1.0)
}

impl Wide {
    /// As [`Direction::cosine`], to the last bit.
    #[inline]
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        // As in `Direction::cosine`, but with nothing to widen first.
        let products = self.numbers.iter().zip(&other.numbers).map(|(a, b)| a.wrapping_mul(*b));
        let dot: i32 = products.map(i32::from).sum();
        cosine(dot, self.scale, other.scale)
    }
}

impl Direction {
    /// The direction of a vector of any length; none of the zero vector.
    fn of(vector: &[f32]) -> Self {
        let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt();
        let highest = vector.iter().fold(0.0_f32, |most, v| most.max(v.abs()));
        if !(length > 0.0 && highest.is_finite()) {
            return Self::default();
        }
        let bytes = vector.iter().map(|v| (v / highest * 127.0).round() as i8).collect();
        Self { bytes, scale: highest / 127.0 / length }
    }

    /// The bytes that it takes.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The cosine between two directions, −1 to 1; 0 where one is none.
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        // Products of 127 at most fit into 16 bits, of which every processor multiplies eight at a time.
        let products = self.bytes.iter().zip(&other.bytes).map(|(a, b)| i16::from(*a) * i16::from(*b));
        let dot: i32 = products.map(i32::from).sum();
        cosine(dot, self.scale, other.scale)
    }

    /// The same with two bytes a number, for one that is compared with many.
    pub(super) fn widened(&self) -> Wide {
        Wide { numbers: self.bytes.iter().map(|byte| i16::from(*byte)).collect(), scale: self.scale }
    }

    /// The direction of a weighted sum of directions.
    pub(super) fn mean<'a>(parts: impl Iterator<Item = (&'a Self, f32)>) -> Self {
        let mut sum: Vec<f32> = Vec::new();
        for (part, weight) in parts {
            sum.resize(sum.len().max(part.bytes.len()), 0.0);
            for (sum, byte) in sum.iter_mut().zip(&part.bytes) {
                *sum += weight * part.scale * f32::from(*byte);
            }
        }
        Self::of(&sum)
    }
}

impl Model {
    const UNKNOWN: u32 = u32::MAX;

    /// Learns from the rows of texts: `count` of them, of which `row(at)` gives one; `terms` is
    /// beyond the highest number of a term. Reads at most [`SAMPLE`], evenly spread. Empty where the
    /// texts are too few for a single dimension.
    pub(super) fn learn(
        count: usize,
        row: &(dyn Fn(usize) -> Row + Sync),
        terms: usize,
        dimensions: usize,
    ) -> Self {
        let sampled = count.min(SAMPLE);
        let dimensions = dimensions.min(sampled / TEXTS_A_DIMENSION);
        if dimensions == 0 {
            return Self::default();
        }
        let rows: Vec<Row> = (0..sampled).into_par_iter().map(|at| unit(row(at * count / sampled))).collect();
        let places = places(&rows, terms);
        let known = places.iter().filter(|place| **place != Self::UNKNOWN).count();
        let texts = Matrix::of(&rows, &places);
        let transposed = texts.transposed(known);
        let width = (dimensions + SPARE).min(known).min(sampled);
        if width == 0 {
            return Self::default();
        }
        let mut across = transposed.times(&start(sampled, width), width);
        whiten(&mut across, width, width);
        for _ in 1..ROUNDS {
            let down = texts.times(&across, width);
            across = transposed.times(&down, width);
            whiten(&mut across, width, width);
        }
        // The singular vectors within the subspace: those of its image.
        let image = texts.times(&across, width);
        let kept = dimensions.min(width);
        let (turn, _) = eigen(&gram(&image, width));
        let turned = multiply(&across, width, &turn, kept);
        Self::quantized(kept, places, &turned)
    }

    fn quantized(dimensions: usize, places: Vec<u32>, vectors: &[f32]) -> Self {
        let mut directions = Vec::with_capacity(vectors.len());
        let mut scales = Vec::with_capacity(vectors.len() / dimensions);
        for vector in vectors.chunks_exact(dimensions) {
            let highest = vector.iter().fold(0.0_f32, |most, v| most.max(v.abs()));
            let scale = if highest > 0.0 { highest / 127.0 } else { 1.0 };
            directions.extend(vector.iter().map(|v| (v / scale).round() as i8));
            scales.push(scale);
        }
        Self { dimensions, places, directions, scales }
    }

    /// Where a text lies by the weights of its terms; none if it has no known term.
    pub(super) fn direction(&self, row: &[(TermId, f32)]) -> Direction {
        let mut sum = vec![0.0_f32; self.dimensions];
        for (term, weight) in row {
            let place = match self.places.get(*term as usize) {
                Some(place) if *place != Self::UNKNOWN => *place as usize,
                _ => continue,
            };
            let weight = weight * self.scales[place];
            let direction = &self.directions[place * self.dimensions..][..self.dimensions];
            for (sum, byte) in sum.iter_mut().zip(direction) {
                *sum += weight * f32::from(*byte);
            }
        }
        Direction::of(&sum)
    }

    /// The bytes that it takes.
    pub(super) fn size(&self) -> usize {
        self.places.len() * 4 + self.directions.len() + self.scales.len() * 4
    }
}

fn unit(mut row: Row) -> Row {
    let length = row.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    row
}

/// A place for each term of two texts or more, in the order of their numbers.
fn places(rows: &[Row], terms: usize) -> Vec<u32> {
    let mut having = vec![0_u32; terms];
    for (term, _) in rows.iter().flatten() {
        having[*term as usize] += 1;
    }
    let mut next = 0;
    having
        .into_iter()
        .map(|n| {
            let place = if n >= 2 { next } else { Model::UNKNOWN };
            next += u32::from(n >= 2);
            place
        })
        .collect()
}

/// Rows of `(column, value)`, one after another.
struct Matrix {
    starts: Vec<usize>,
    cells: Vec<(u32, f32)>,
}

impl Matrix {
    fn of(rows: &[Row], places: &[u32]) -> Self {
        let mut matrix = Self { starts: vec![0], cells: Vec::new() };
        for row in rows {
            let cells = row.iter().map(|(term, weight)| (places[*term as usize], *weight));
            matrix.cells.extend(cells.filter(|(place, _)| *place != Model::UNKNOWN));
            matrix.starts.push(matrix.cells.len());
        }
        matrix
    }

    fn transposed(&self, columns: usize) -> Self {
        let mut starts = vec![0_usize; columns + 1];
        for (column, _) in &self.cells {
            starts[*column as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let (mut next, mut cells) = (starts.clone(), vec![(0, 0.0); self.cells.len()]);
        for (row, range) in self.starts.windows(2).enumerate() {
            for (column, value) in &self.cells[range[0]..range[1]] {
                let at = &mut next[*column as usize];
                cells[*at] = (row as u32, *value);
                *at += 1;
            }
        }
        Self { starts, cells }
    }

    /// The product with a dense matrix of rows of `width`.
    fn times(&self, dense: &[f32], width: usize) -> Vec<f32> {
        let mut product = vec![0.0_f32; (self.starts.len() - 1) * width];
        product.par_chunks_exact_mut(width).zip(self.starts.par_windows(2)).for_each(|(sum, range)| {
            for (column, value) in &self.cells[range[0]..range[1]] {
                let row = &dense[*column as usize * width..][..width];
                for (sum, cell) in sum.iter_mut().zip(row) {
                    *sum += value * cell;
                }
            }
        });
        product
    }
}

/// Rows of `width` numbers between −1 and 1 that depend on their places alone (SplitMix64).
fn start(rows: usize, width: usize) -> Vec<f32> {
    (0..rows * width)
        .map(|at| {
            let mut x = (at as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((x ^ (x >> 31)) >> 40) as f32 / (1 << 23) as f32 - 1.0
        })
        .collect()
}

/// The products of all pairs of columns.
fn gram(dense: &[f32], width: usize) -> DMatrix<f64> {
    let parts: Vec<Vec<f64>> = dense
        .par_chunks(CHUNK * width)
        .map(|rows| {
            let mut sums = vec![0.0_f32; width * width];
            for row in rows.chunks_exact(width) {
                for (a, sums) in row.iter().zip(sums.chunks_exact_mut(width)) {
                    for (sum, b) in sums.iter_mut().zip(row) {
                        *sum += a * b;
                    }
                }
            }
            sums.into_iter().map(f64::from).collect()
        })
        .collect();
    let mut whole = DMatrix::zeros(width, width);
    for part in parts {
        whole += DMatrix::from_vec(width, width, part);
    }
    whole
}

/// The eigenvectors of a symmetric matrix as columns, the highest eigenvalue first.
fn eigen(matrix: &DMatrix<f64>) -> (DMatrix<f64>, Vec<f64>) {
    let found = SymmetricEigen::new(matrix.clone());
    let mut order: Vec<usize> = (0..matrix.ncols()).collect();
    order.sort_by(|a, b| found.eigenvalues[*b].total_cmp(&found.eigenvalues[*a]).then(a.cmp(b)));
    let columns: Vec<_> = order.iter().map(|at| found.eigenvectors.column(*at).into_owned()).collect();
    (DMatrix::from_columns(&columns), order.iter().map(|at| found.eigenvalues[*at]).collect())
}

/// Makes the columns orthonormal; directions that are hardly there become zero.
fn whiten(dense: &mut Vec<f32>, width: usize, kept: usize) {
    let (mut turn, values) = eigen(&gram(dense, width));
    let least = values.first().copied().unwrap_or(0.0) * 1e-7;
    for (mut column, value) in turn.column_iter_mut().zip(&values) {
        column *= if *value > least { 1.0 / value.sqrt() } else { 0.0 };
    }
    *dense = multiply(dense, width, &turn, kept);
}

/// The product of dense rows of `width` with the first `kept` columns of a matrix.
fn multiply(dense: &[f32], width: usize, turn: &DMatrix<f64>, kept: usize) -> Vec<f32> {
    let turn: Vec<f32> = (0..width)
        .flat_map(|row| (0..kept).map(move |column| (row, column)))
        .map(|at| turn[at] as f32)
        .collect();
    let mut product = vec![0.0_f32; dense.len() / width * kept];
    product.par_chunks_exact_mut(kept).zip(dense.par_chunks_exact(width)).for_each(|(sums, row)| {
        for (value, turn) in row.iter().zip(turn.chunks_exact(kept)) {
            for (sum, cell) in sums.iter_mut().zip(turn) {
                *sum += value * cell;
            }
        }
    });
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts on two subjects, told in words of which no two texts share all.
    fn rows() -> Vec<Row> {
        (0..64_u32)
            .map(|text| {
                let subject = text % 2 * 10;
                let mut row: Row = (0..4).map(|n| (subject + (text / 2 * 3 + n * 5) % 10, 1.0)).collect();
                row.sort_by_key(|(term, _)| *term);
                row.dedup_by_key(|(term, _)| *term);
                row
            })
            .collect()
    }

    fn model(rows: &[Row]) -> Model {
        Model::learn(rows.len(), &|at| rows[at].clone(), 20, 2)
    }

    #[test]
    fn words_that_occur_together_are_alike() {
        let model = model(&rows());
        let at = |term| model.direction(&[(term, 1.0)]);
        assert!(at(0).cosine(&at(7)) > 0.8, "{}", at(0).cosine(&at(7)));
        assert!(at(0).cosine(&at(13)).abs() < 0.3, "{}", at(0).cosine(&at(13)));
    }

    #[test]
    fn the_same_texts_give_the_same_model_on_any_number_of_threads() {
        let rows = rows();
        let with = |threads| {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| model(&rows))
        };
        assert_eq!(with(1), with(3));
    }

    #[test]
    fn nothing_known_lies_nowhere() {
        let model = model(&rows());
        assert_eq!(model.direction(&[]).cosine(&model.direction(&[(0, 1.0)])), 0.0);
        assert_eq!(Model::learn(3, &|_| vec![(0, 1.0)], 1, 100), Model::default());
        assert_eq!(Model::default().direction(&[(5, 1.0)]), Direction::default());
    }
}
