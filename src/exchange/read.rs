//! Files of organizations and postings into records.

use std::path::Path;

use crate::domain::Kind;

use super::columns::{ColumnMap, Columns, Field, Row, shown};
use super::error::{FileError, Reason, RowProblem};
use super::format::Format;
use super::record::{OrganizationRecord, PostingRecord};
use super::table::{self, Cell, Content};
use super::{Limits, MAX_COLUMNS, organization, posting};

/// Rows at a file's beginning among which its header is sought: spreadsheets often have a title above it.
const HEADER_WITHIN: usize = 10;

/// A file to read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// The sheet of a workbook; without it, the first visible one.
    pub sheet: Option<&'a str>,
    /// What the person says of its columns.
    pub map: &'a ColumnMap,
    /// How much it may hold.
    pub limits: Limits,
}

/// What a file held.
#[derive(Debug)]
pub struct Contents<T> {
    /// The rows that could be read, with their lines.
    pub rows: Vec<(u64, T)>,
    /// The rows that were left out.
    pub problems: Vec<RowProblem>,
    /// The names of all columns.
    pub columns: Vec<String>,
    /// The names of columns that weren't used.
    pub ignored: Vec<String>,
}

/// Reads needs and capabilities; `kind` is what the file holds where its rows don't say it.
///
/// # Errors
/// [`FileError`] when the file can't be read as a table at all. Rows that can't be read are no
/// error but among [`Contents::problems`].
pub fn read_postings(input: Input<'_>, kind: Option<Kind>) -> Result<Contents<PostingRecord>, FileError> {
    read(input, |row| posting::read(row, kind))
}

/// Reads organizations.
///
/// # Errors
/// As [`read_postings`].
pub fn read_organizations(input: Input<'_>) -> Result<Contents<OrganizationRecord>, FileError> {
    read(input, organization::read)
}

/// Reads a file; `record` makes a record of a row.
fn read<F: Field, T>(
    input: Input<'_>,
    record: impl Fn(&Row<'_, F>) -> Result<T, RowProblem>,
) -> Result<Contents<T>, FileError> {
    let mut reader = Reader {
        map: input.map,
        columns: None,
        before_header: Vec::new(),
        record,
        rows: Vec::new(),
        problems: Vec::new(),
    };
    let is_known = |name: &str| input.map.knows::<F>(name);
    let format = table::read(input.path, input.sheet, input.limits, &is_known, &mut |line, content| {
        reader.take(line, content)
    })?;
    reader.finish(format)
}

/// Takes lines one after the other: first looks for the header, then makes records.
struct Reader<'m, F, T, R> {
    map: &'m ColumnMap,
    columns: Option<Columns<'m, F>>,
    /// The rows above the header, for the message in case that none comes.
    before_header: Vec<Vec<String>>,
    record: R,
    rows: Vec<(u64, T)>,
    problems: Vec<RowProblem>,
}

impl<F: Field, T, R: Fn(&Row<'_, F>) -> Result<T, RowProblem>> Reader<'_, F, T, R> {
    fn take(&mut self, line: u64, content: Content) -> Result<(), FileError> {
        match content {
            Content::Broken(reason) => self.problems.push(RowProblem { line, column: None, reason }),
            Content::Named(named) => {
                let columns = self.columns.get_or_insert_with(|| Columns::new(self.map));
                let cells = named.into_iter().map(|(name, cell)| (columns.place(&name), cell)).collect();
                if columns.len() > MAX_COLUMNS {
                    return Err(FileError::TooManyColumns { max: MAX_COLUMNS });
                }
                self.row(line, cells);
            }
            Content::Cells(cells) if self.columns.is_none() => self.header(cells)?,
            Content::Cells(cells) => self.row(line, cells.into_iter().enumerate().collect()),
        }
        Ok(())
    }

    /// Takes the row as the header if it names a known column.
    fn header(&mut self, cells: Vec<Cell>) -> Result<(), FileError> {
        let name = |cell| if let Cell::Text(text) = cell { text.trim().to_owned() } else { String::new() };
        let names: Vec<String> = cells.into_iter().map(name).collect();
        let mut columns = Columns::new(self.map);
        for name in &names {
            columns.add(name);
        }
        if columns.is_useful() {
            self.columns = Some(columns);
            return Ok(());
        }
        self.before_header.push(names);
        if self.before_header.len() < HEADER_WITHIN { Ok(()) } else { Err(self.no_header()) }
    }

    /// The widest row is most likely the header that nobody knew.
    fn no_header(&mut self) -> FileError {
        let filled = |names: &Vec<String>| names.iter().filter(|name| !name.is_empty()).count();
        let rows = std::mem::take(&mut self.before_header);
        let found = rows.into_iter().rev().max_by_key(filled).unwrap_or_default();
        FileError::NoKnownColumn {
            found: found.iter().filter(|name| !name.is_empty()).map(|name| shown(name)).collect(),
        }
    }

    fn row(&mut self, line: u64, cells: Vec<(usize, Cell)>) {
        let Some(columns) = &self.columns else { return };
        let width = cells.iter().rev().find(|(_, cell)| !cell.is_blank()).map_or(0, |(place, _)| place + 1);
        let row = Row { line, columns, cells };
        let read = match width > columns.len() {
            true => Err(row.problem(Reason::MoreCells { columns: columns.len(), cells: width })),
            false => (self.record)(&row),
        };
        match read {
            Ok(record) => self.rows.push((line, record)),
            Err(problem) => self.problems.push(problem),
        }
    }

    fn finish(mut self, format: Format) -> Result<Contents<T>, FileError> {
        let (columns, ignored) = match self.columns.take() {
            Some(columns) => columns.into_names(),
            // JSON has no header, so that a file without a row is one of no rows.
            None if format == Format::Jsonl => Default::default(),
            None => return Err(self.no_header()),
        };
        Ok(Contents { rows: self.rows, problems: self.problems, columns, ignored })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domain::{Detail, Disclosure, Form, Language};

    fn postings(name: &str, text: &str, kind: Option<Kind>) -> Result<Contents<PostingRecord>, FileError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        read_postings(
            Input { path: &path, sheet: None, map: &ColumnMap::default(), limits: Limits::FILES },
            kind,
        )
    }

    #[test]
    fn reads_a_spreadsheet_of_a_science_office() {
        let text = "附件1：2027年企业技术需求汇总表,,,,,,,,,\n\
            序号,企业名称,需求名称,需求描述,技术指标,预算（万元）,合作方式,所属行业,所在地,截止时间\n\
            1,恒远透平,涡轮叶片热障涂层,寻求1250 ℃下抗CMAS腐蚀的陶瓷面层。,\"寿命≥1000次循环\n面层≤300 µm\",300-450,联合研发、委托开发,C34,江苏省无锡市,2027年3月31日\n";
        let contents = postings("需求.csv", text, Some(Kind::Need)).unwrap();
        assert_eq!(contents.problems, []);
        assert_eq!(contents.ignored, ["序号"]);
        let (line, record) = &contents.rows[0];
        let posting = &record.posting;
        assert_eq!((*line, record.organization.as_deref()), (3, Some("恒远透平")));
        assert_eq!((posting.title.as_str(), posting.language), ("涡轮叶片热障涂层", Language::Zh));
        assert!(posting.forms.contains(Form::JointResearch) && posting.forms.contains(Form::Commissioned));
        assert_eq!(
            posting.budget.and_then(|b| b.max()).map(|max| max.to_string()).as_deref(),
            Some("4500000")
        );
        assert_eq!(posting.region.map(|r| r.code()), Some("320200"));
        assert_eq!(posting.deadline.map(|d| d.to_string()).as_deref(), Some("2027-03-31"));
        let Detail::Need { must_haves, .. } = &posting.detail else { panic!() };
        assert_eq!(must_haves.len(), 2);
    }

    #[test]
    fn a_blank_disclosure_is_not_a_public_one() {
        let text = "title,disclosure\na,teaser\nb,公开\nc,\nd,不限\n";
        let contents = postings("needs.csv", text, Some(Kind::Need)).unwrap();
        let stated = contents
            .rows
            .iter()
            .map(|(_, record)| record.states_disclosure.then_some(record.posting.disclosure));
        let expected = [Some(Disclosure::Teaser), Some(Disclosure::Public), None, None];
        assert_eq!(stated.collect::<Vec<_>>(), expected);
        let contents = postings("needs.csv", "title\na\n", Some(Kind::Need)).unwrap();
        assert!(!contents.rows[0].1.states_disclosure);
    }

    #[test]
    fn takes_collections_whose_titles_are_empty() {
        let text = "{\"id\": \"a0\", \"title\": \"\", \"text\": \"Adaptive optics for lasers\", \"year\": \"2017\"}\n";
        let contents = postings("corpus.jsonl", text, Some(Kind::Capability)).unwrap();
        let (_, record) = &contents.rows[0];
        assert_eq!(record.reference.as_deref(), Some("a0"));
        assert_eq!(record.posting.title.as_str(), "Adaptive optics for lasers");
        assert_eq!(contents.ignored, ["year"]);
    }

    #[test]
    fn bad_rows_say_why_and_the_rest_goes_on() {
        let text = format!(
            "title,description,trl,budget_min,budget_max,deadline,kind,evidence,keywords\n\
             good,,7,,,,,,\n\
             ,,7,,,,,,\n\
             a,,eleven,,,,,,\n\
             a,,,5,4,,,,\n\
             a,,,,,soon,,,\n\
             a,,,,,,capability,,\n\
             a,,,,,,,proof,\n\
             a,,,,,,,,{}\n\
             a,{},,,,,,,\n\
             a,,,,,,,,,too,many\n\
             {},,,,,,,,\n\
             last,,,,,,,,\n",
            (0..31).map(|n| format!("k{n};")).collect::<String>(),
            "很".repeat(20_001),
            "t".repeat(201),
        );
        let contents = postings("needs.csv", &text, Some(Kind::Need)).unwrap();
        assert_eq!(contents.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 13]);
        let reasons: Vec<_> =
            contents.problems.iter().map(|p| (p.line, p.column.as_deref(), p.reason.clone())).collect();
        let unreadable = |expected, value: &str| Reason::Unreadable { expected, value: value.into() };
        use crate::exchange::Expected;
        assert_eq!(
            reasons,
            [
                (3, None, Reason::NoText),
                (4, Some("trl"), unreadable(Expected::Trl, "eleven")),
                (5, None, Reason::Reversed),
                (6, Some("deadline"), unreadable(Expected::Date, "soon")),
                (7, Some("kind"), Reason::OtherKind),
                (8, Some("evidence"), Reason::NotForKind),
                (9, Some("keywords"), Reason::TooMany { max: 30, count: 31 }),
                (10, Some("description"), Reason::TooLong { max: 20_000, length: 20_001 }),
                (11, None, Reason::MoreCells { columns: 9, cells: 11 }),
                (12, Some("title"), Reason::TooLong { max: 200, length: 201 }),
            ]
        );
    }

    #[test]
    fn prose_does_not_decide_what_separates() {
        let prose = "Blades, vanes, seals, liners, and all that is hot; dense, too";
        for (name, text) in [
            ("a.tsv", format!("title\tcolour\n{prose}\tred\n")),
            ("a.TSV", format!("title, in full\tdescription\nBlades\t{prose}\n")),
            ("a.csv", format!("标题\t描述\nBlades\t{prose}\n")),
            ("a.txt", format!("需求,汇总\n需求名称\t预算（万元）\n{prose}\t5\n")),
        ] {
            let contents = postings(name, &text, Some(Kind::Need)).unwrap();
            assert_eq!((contents.rows.len(), contents.problems.len()), (1, 0), "{name}");
            assert_eq!(contents.columns.len(), 2, "{name}");
        }
    }

    #[test]
    fn a_description_has_only_so_many_columns() {
        let columns = |count: usize| ["text"].repeat(count).join(",");
        let paragraphs = |count: usize| (0..count).map(|n| format!("p{n}")).collect::<Vec<_>>().join(",");
        for (count, rows) in [(30, 1), (31, 0)] {
            let text = format!("{}\n{}\n", columns(count), paragraphs(count));
            let contents = postings("needs.csv", &text, Some(Kind::Need)).unwrap();
            assert_eq!((contents.rows.len(), contents.problems.len()), (rows, 1 - rows), "{count}");
        }
    }

    #[test]
    fn a_file_without_known_columns_is_no_table() {
        for text in ["", "\n\n", "farbe,größe\nrot,3\n"] {
            assert!(
                matches!(postings("x.csv", text, Some(Kind::Need)), Err(FileError::NoKnownColumn { .. })),
                "{text}"
            );
        }
    }

    #[test]
    fn rows_must_say_their_kind_where_the_file_does_not() {
        let text = "kind,title\n需求,a\n成果,b\n,c\n";
        let contents = postings("both.csv", text, None).unwrap();
        let kinds: Vec<Kind> = contents.rows.iter().map(|(_, record)| record.posting.kind()).collect();
        assert_eq!(kinds, Kind::ALL);
        assert_eq!(contents.problems[0].reason, Reason::Missing { field: "kind" });
    }
}
