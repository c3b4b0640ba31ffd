//! Which field each column of a table is.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use super::error::{Reason, RowProblem};
use super::table::Cell;
use super::vocabulary::{alias, normal};
use crate::domain::text::clean;

/// A field of a record that a column can hold.
pub trait Field: Copy + Eq + Hash + Debug + 'static {
    /// Every field, in the order in which they are written.
    const ALL: &'static [Self];
    /// The list of the fields' names in `aliases.csv`.
    const LIST: &'static str;

    /// The canonical name.
    fn code(self) -> &'static str;

    /// Whether several columns may feed the field, one after the other.
    fn is_repeatable(self) -> bool;

    /// The field that goes by this name.
    fn named(name: &str) -> Option<Self> {
        let wanted = normal(name);
        let code = Self::ALL.iter().map(|field| field.code()).find(|code| normal(code) == wanted);
        let code = code.or_else(|| alias(Self::LIST, name))?;
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }
}

/// What a person says of columns whose names aren't known: `column=field`, or `column=ignore`.
#[derive(Debug, Clone, Default)]
pub struct ColumnMap(Vec<Mapping>);

/// One entry of a [`ColumnMap`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    column: String,
    field: String,
}

/// Not `column=field`, or no field of that name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not column=field")]
pub struct BadMapping;

/// What stands for "don't use this column".
const IGNORE: &str = "ignore";

impl FromStr for Mapping {
    type Err = BadMapping;

    fn from_str(text: &str) -> Result<Self, BadMapping> {
        let (column, field) = text.rsplit_once('=').ok_or(BadMapping)?;
        let (column, field) = (column.trim(), field.trim());
        let known = field == IGNORE
            || super::PostingField::named(field).is_some()
            || super::OrganizationField::named(field).is_some();
        match !column.is_empty() && known {
            true => Ok(Self { column: column.to_owned(), field: field.to_owned() }),
            false => Err(BadMapping),
        }
    }
}

impl FromIterator<Mapping> for ColumnMap {
    fn from_iter<I: IntoIterator<Item = Mapping>>(mappings: I) -> Self {
        Self(mappings.into_iter().collect())
    }
}

impl ColumnMap {
    fn field_of(&self, column: &str) -> Option<&str> {
        let wanted = normal(column);
        self.0.iter().find(|mapping| normal(&mapping.column) == wanted).map(|mapping| mapping.field.as_str())
    }

    /// Whether a column of this name is known for what it holds.
    pub(super) fn knows<F: Field>(&self, column: &str) -> bool {
        find::<F>(self, column).is_some()
    }

    /// The mapped columns that none of the tables has: most likely a slip.
    pub fn missing_from<'a>(&'a self, tables: &[&[String]]) -> Vec<&'a str> {
        let present: Vec<String> = tables.iter().copied().flatten().map(|name| normal(name)).collect();
        let columns = self.0.iter().map(|mapping| mapping.column.as_str());
        columns.filter(|column| !present.contains(&normal(column))).collect()
    }
}

/// What a column is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Use<F> {
    field: F,
    /// The unit that the header states for bare numbers, such as `万元`.
    unit: Option<String>,
    /// Whether the name is the canonical one, or given by the map.
    exact: bool,
}

/// The columns of one table; those of JSON objects come up one after the other.
#[derive(Debug)]
pub(super) struct Columns<'m, F> {
    map: &'m ColumnMap,
    names: Vec<String>,
    uses: Vec<Option<Use<F>>>,
    places: HashMap<String, usize>,
}

impl<'m, F: Field> Columns<'m, F> {
    pub(super) fn new(map: &'m ColumnMap) -> Self {
        Self { map, names: Vec::new(), uses: Vec::new(), places: HashMap::new() }
    }

    /// Adds a column and decides what it is for.
    ///
    /// Where two name the same field and only one can, the exact name wins, then the first.
    pub(super) fn add(&mut self, name: &str) -> usize {
        let place = self.names.len();
        let mut purpose: Option<Use<F>> = find(self.map, name);
        if let Some(new) = purpose.as_ref().filter(|new| !new.field.is_repeatable()) {
            let (field, exact) = (new.field, new.exact);
            let rival = self.uses.iter_mut().find(|old| old.as_ref().is_some_and(|old| old.field == field));
            match rival {
                Some(Some(old)) if old.exact || !exact => purpose = None,
                Some(old) => *old = None,
                None => {}
            }
        }
        self.names.push(shown(name));
        self.uses.push(purpose);
        self.places.entry(name.to_owned()).or_insert(place);
        place
    }

    /// The place of a column by its name, which is added when it's new.
    pub(super) fn place(&mut self, name: &str) -> usize {
        self.places.get(name).copied().unwrap_or_else(|| self.add(name))
    }

    /// Whether any column is used.
    pub(super) fn is_useful(&self) -> bool {
        self.uses.iter().any(Option::is_some)
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// All names, and those of columns that aren't used.
    pub(super) fn into_names(self) -> (Vec<String>, Vec<String>) {
        let unused = self.names.iter().zip(&self.uses).filter(|(name, purpose)| {
            purpose.is_none() && !name.trim().is_empty() && self.map.field_of(name) != Some(IGNORE)
        });
        let unused = unused.map(|(name, _)| name.clone()).collect();
        (self.names, unused)
    }
}

/// The name as people are told of it: any text may stand where names should.
pub(super) fn shown(name: &str) -> String {
    const MOST: usize = 200;
    let name = clean(name, false);
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name,
    }
}

/// What a column of this name is for: by the map, by its name, or by its name without the unit
/// in brackets or behind a slash.
fn find<F: Field>(map: &ColumnMap, name: &str) -> Option<Use<F>> {
    if let Some(field) = map.field_of(name) {
        return F::named(field).map(|field| Use { field, unit: unit(name), exact: true });
    }
    if let Some(field) = F::named(name) {
        return Some(Use { field, unit: None, exact: normal(field.code()) == normal(name) });
    }
    let name: String = name.nfkc().collect();
    let bare = name.split(['(', '[', '【', '/']).next()?;
    F::named(bare).map(|field| Use { field, unit: unit(&name), exact: false })
}

/// The unit in a column's name: `预算（万元）`, `预算/万元`.
fn unit(name: &str) -> Option<String> {
    let name: String = name.nfkc().collect();
    let (_, rest) = name.split_once(['(', '[', '【', '/'])?;
    let unit = rest.trim_start_matches("单位").trim_start_matches([':', ' ']);
    let unit = unit.split([')', ']', '】', ',', ';']).next()?.trim();
    (!unit.is_empty()).then(|| unit.to_owned())
}

/// One row, with what its cells are for.
#[derive(Debug)]
pub(super) struct Row<'a, F> {
    pub(super) line: u64,
    pub(super) columns: &'a Columns<'a, F>,
    /// Cells with the places of their columns.
    pub(super) cells: Vec<(usize, Cell)>,
}

/// A cell that isn't blank, with the unit of its column.
pub(super) struct Filled<'a> {
    place: usize,
    pub(super) cell: &'a Cell,
    pub(super) unit: Option<&'a str>,
}

#[cfg(test)]
impl<'a> Filled<'a> {
    pub(super) fn of(cell: &'a Cell) -> Self {
        Self { place: 0, cell, unit: None }
    }
}

impl<F: Field> Row<'_, F> {
    /// A problem of the row as a whole.
    pub(super) fn problem(&self, reason: Reason) -> RowProblem {
        RowProblem { line: self.line, column: None, reason }
    }

    /// A problem of one cell.
    fn cell_problem(&self, cell: &Filled<'_>, reason: Reason) -> RowProblem {
        RowProblem { line: self.line, column: self.columns.names.get(cell.place).cloned(), reason }
    }

    fn filled(&self, field: F) -> impl Iterator<Item = Filled<'_>> {
        self.cells.iter().filter_map(move |(place, cell)| {
            let purpose = self.columns.uses.get(*place)?.as_ref().filter(|purpose| purpose.field == field)?;
            (!cell.is_blank()).then_some(Filled { place: *place, cell, unit: purpose.unit.as_deref() })
        })
    }

    /// Reads the cell of a field, if there is one that isn't blank.
    pub(super) fn one<T>(
        &self,
        field: F,
        read: impl FnOnce(&Filled<'_>) -> Result<Option<T>, Reason>,
    ) -> Result<Option<T>, RowProblem> {
        match self.filled(field).next() {
            Some(cell) => read(&cell).map_err(|reason| self.cell_problem(&cell, reason)),
            None => Ok(None),
        }
    }

    /// Reads the cells of a repeatable field, one after the other, without repeats.
    pub(super) fn list<T: PartialEq>(
        &self,
        field: F,
        max: usize,
        read: impl Fn(&Filled<'_>) -> Result<Vec<T>, Reason>,
    ) -> Result<Vec<T>, RowProblem> {
        let mut items = Vec::new();
        for cell in self.filled(field) {
            // Beyond the limit, items are only counted: comparing takes the square of their number.
            let mut beyond = 0;
            for item in read(&cell).map_err(|reason| self.cell_problem(&cell, reason))? {
                if items.len() > max {
                    beyond += 1;
                } else if !items.contains(&item) {
                    items.push(item);
                }
            }
            if items.len() > max {
                let count = items.len() + beyond;
                return Err(self.cell_problem(&cell, Reason::TooMany { max, count }));
            }
        }
        Ok(items)
    }

    /// Refuses the row when the field is filled.
    pub(super) fn refuse(&self, field: F, reason: Reason) -> Result<(), RowProblem> {
        match self.filled(field).next() {
            Some(cell) => Err(self.cell_problem(&cell, reason)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::PostingField;

    fn uses(names: &[&str], map: &[&str]) -> Vec<Option<(PostingField, Option<String>)>> {
        let map = map.iter().map(|text| text.parse::<Mapping>().unwrap()).collect();
        let mut columns: Columns<'_, PostingField> = Columns::new(&map);
        names.iter().for_each(|name| {
            columns.add(name);
        });
        columns.uses.into_iter().map(|purpose| purpose.map(|purpose| (purpose.field, purpose.unit))).collect()
    }

    #[test]
    fn knows_names_of_real_spreadsheets() {
        use PostingField::*;
        let found =
            uses(&["*需求名称", "预算（万元）", "周期(单位：月)", "Ｋeywords", "经费/万元", "颜色"], &[]);
        assert_eq!(
            found,
            [
                Some((Title, None)),
                Some((Budget, Some("万元".into()))),
                Some((PeriodMonths, Some("月".into()))),
                Some((Keywords, None)),
                None,
                None
            ]
        );
    }

    #[test]
    fn the_exact_name_wins_then_the_first() {
        use PostingField::*;
        let fields = |names: &[&str]| {
            uses(names, &[]).into_iter().map(|purpose| purpose.map(|(field, _)| field)).collect::<Vec<_>>()
        };
        assert_eq!(fields(&["name", "title", "标题"]), [None, Some(Title), None]);
        assert_eq!(fields(&["标题", "名称"]), [Some(Title), None]);
        assert_eq!(fields(&["技术优势", "应用前景"]), [Some(Description), Some(Description)]);
    }

    #[test]
    fn items_beyond_the_limit_are_counted_but_not_compared() {
        use std::cell::Cell as Counter;

        struct Item<'a>(usize, &'a Counter<usize>);
        impl PartialEq for Item<'_> {
            fn eq(&self, other: &Self) -> bool {
                self.1.set(self.1.get() + 1);
                self.0 == other.0
            }
        }

        let map = ColumnMap::default();
        let mut columns: Columns<'_, PostingField> = Columns::new(&map);
        let place = columns.add("keywords");
        let cells = vec![(place, Cell::Text("all".into()))];
        let row = Row { line: 1, columns: &columns, cells };
        let compared = Counter::new(0);
        let read = |_: &Filled<'_>| Ok((0..10_000).map(|n| Item(n / 2, &compared)).collect());
        let Err(problem) = row.list(PostingField::Keywords, 30, read) else { panic!() };
        assert_eq!(problem.reason, Reason::TooMany { max: 30, count: 31 + 10_000 - 61 });
        assert!(compared.get() < 31 * 62, "{}", compared.get());
    }

    #[test]
    fn the_map_comes_first() {
        use PostingField::*;
        assert_eq!(uses(&["甲", "标题"], &["甲=title"]), [Some((Title, None)), None]);
        assert_eq!(uses(&["行业"], &["行业=ignore"]), [None]);
        assert_eq!(uses(&["钱（万元）"], &["钱（万元）=budget"]), [Some((Budget, Some("万元".into())))]);
        for bad in ["", "a", "=title", "a=colour"] {
            assert_eq!(bad.parse::<Mapping>(), Err(BadMapping), "{bad}");
        }
    }
}
