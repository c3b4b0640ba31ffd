### The command line: help, progress, errors.

cli-heading-usage = Usage:{" "}
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-value-command = COMMAND
cli-default = {" "}(default: { $value })
cli-env = {" "}(or the variable { $value })

cli-program-about = Matches the needs of enterprises with the capabilities of universities, and says why they fit and what is missing.
cli-any-version = Print the version
cli-program-examples =
    Examples:
      sunmao demo
      sunmao match --needs needs.xlsx --capabilities capabilities.csv \
        --out matches.html
      sunmao match --help

    Exit codes: 0 done; 1 failed, nothing half-written; 2 wrong usage; 3 done, but some rows were left out.

cli-any-help = Print help
cli-any-lang = The language of what the program says, en or zh; otherwise that of LC_ALL, LC_MESSAGES or LANG
cli-any-database-url = A PostgreSQL address that begins with postgres://; without it, the SQLite file sunmao.db in the data folder
cli-any-data-dir = The data folder: the SQLite database, if one is used, and whatever else is kept in files
cli-any-map = What a column holds when its name isn’t known: for example 成果概况=description; COLUMN=ignore leaves it out. May be repeated
cli-any-errors = Write every row that couldn’t be read to this file (.csv, .xlsx or .jsonl)

cli-match-about = Match the needs of one file with the capabilities of another
cli-match-needs = The needs: CSV (UTF-8 or GB18030), XLSX or JSONL
cli-match-capabilities = The capabilities: CSV (UTF-8 or GB18030), XLSX or JSONL
cli-match-out = Where the matches go, by its ending: .csv, .xlsx, .jsonl, or .html for a report to read; otherwise to standard output as CSV
cli-match-top = How many capabilities for each need, 1 to 1000
cli-match-min-score = The lowest score, 0 to 100
cli-match-weights = How much each dimension counts; only the proportions matter. A dimension that isn’t named doesn’t count; topic must be named
cli-match-needs-sheet = The sheet of the needs’ workbook; otherwise the first visible one
cli-match-capabilities-sheet = The sheet of the capabilities’ workbook; otherwise the first visible one
cli-match-examples =
    Columns are known by their names in English and Chinese: title 标题, description 描述, keywords 关键词, trl 成熟度, forms 合作形式, industries 行业, disciplines 学科, region 地区, budget 预算, period_months 周期, ip 知识产权, deadline 截止日期, organization 单位 and many more. A title or a description is enough.

    Examples:
      sunmao match --needs needs.xlsx --capabilities capabilities.csv \
        --out matches.html
      sunmao match --needs 需求.csv --capabilities 成果.xlsx \
        --top 5 --min-score 65 --out 匹配.xlsx
      sunmao match --needs a.csv --capabilities b.csv \
        --map 成果概况=description --weights topic=50,stage=50
      sunmao match --needs queries.jsonl --capabilities corpus.jsonl \
        --errors left-out.csv > matches.csv
cli-match-unknown-ending = { $value }: the name must end in .csv, .xlsx, .jsonl or .html.
cli-match-out-is-input = { $value }: is one of the files that are read. Name another file for --out.

cli-evaluate-about = Measure the text ranking on test collections
cli-evaluate-sets = Folders with corpus.jsonl, queries.jsonl and qrels.tsv
cli-evaluate-set = Change parameters of the ranking (docs/MATCHING.md names them)
cli-evaluate-compare = Measure these parameters, too, and compare the two query by query; may be given several times
cli-evaluate-validate = Also tell for each set which of the configurations the other sets choose, and what it reaches there
cli-evaluate-ablate = Leave out each part of the ranking in turn, and compare
cli-evaluate-calibrate = Also tell how often pairs of each band of totals are right
cli-evaluate-json = Print a JSON object instead of a table
cli-evaluate-run = Write the ranking to this file in TREC run format, 100 documents a query
cli-evaluate-queries = Write the figures of every query to this file as CSV
cli-evaluate-examples =
    Example:
      sunmao evaluate sets/sbir --json
      sunmao evaluate sets/* --compare k1=2,b=0.75
      sunmao evaluate sets/* --ablate
      sunmao evaluate sets/* --compare k1=0.8 --compare k1=1.2 --validate

cli-import-about = Bring organizations, needs and capabilities from files into the database
cli-import-files = Needs and capabilities: CSV (UTF-8 or GB18030), XLSX or JSONL
cli-import-organizations = Organizations, which are imported first; postings name them by id, ref or name
cli-import-kind = What the files hold where their rows don’t say it: need or capability
cli-import-sheet = The sheet of the postings’ workbooks; otherwise the first visible one
cli-import-organizations-sheet = The sheet of the organizations’ workbook; otherwise the first visible one
cli-import-dry-run = Only say what would become of each row
cli-import-examples =
    What is known by its id or ref is changed in its place; what is new gets an id. All or nothing is imported, apart from rows that are left out and listed.

    Examples:
      sunmao import needs.xlsx --kind need --organizations organizations.xlsx
      sunmao import needs.jsonl capabilities.jsonl --dry-run
cli-import-row = { $file }, line { $line }: { $outcome }
cli-import-added = new
cli-import-changed = changed
cli-import-unchanged = as it was
cli-import-no-organization = left out: no organization is named
cli-import-unknown-organization = left out: its organization is neither in the file nor in the database
cli-import-ambiguous-organization = left out: several organizations have this name; name it by id or ref
cli-import-kind-of-id = left out: the id is a need’s and the row a capability, or the other way round
cli-import-two-entries = left out: the id names one entry and the ref another
cli-import-organizations-done = Organizations: { $added } new, { $changed } changed, { $unchanged } as they were
cli-import-postings-done = Needs and capabilities: { $added } new, { $changed } changed, { $unchanged } as they were
cli-import-dry-run-done = This was a dry run: nothing was changed.

cli-export-about = Write organizations, needs and capabilities from the database into files
cli-export-organizations = Where organizations go: .csv, .xlsx or .jsonl
cli-export-needs = Where needs go: .csv, .xlsx or .jsonl
cli-export-capabilities = Where capabilities go: .csv, .xlsx or .jsonl
cli-export-examples =
    What is exported can be imported again and loses nothing.

    Example:
      sunmao export --organizations organizations.xlsx \
        --needs needs.xlsx --capabilities capabilities.xlsx
cli-export-written = { $file }: { $n ->
    [one] 1 row
   *[other] { $n } rows
} written

cli-demo-about = Make a database with a bilingual sample, match it, and serve it on this machine
cli-demo-examples =
    Example:
      sunmao demo

cli-migrate-about = Bring the database up to date with this version of the program

cli-read = { $file }: { $n ->
    [one] 1 row
   *[other] { $n } rows
} read{ $left ->
    [0] {""}
   *[other] , { $left } left out
}
cli-ignored = { $file }: columns that aren’t used: { $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
cli-left-out = { $file }, line { $line }, left out: { $reason }
cli-left-out-more = … and { $n } more; name a file with --errors to list them all
cli-no-rows = { $value }: not one row could be read.
cli-map-without-column = --map: no file has a column “{ $value }”.
cli-errors-is-input = { $value }: is one of the files that are read. Name another file for --errors.
cli-errors-is-out = { $value }: is where the matches go. Name another file for --errors.

cli-store-address = The database address must begin with postgres:// or postgresql://. Leave it out to use the data folder.
cli-store-folder = { $value }: the data folder can’t be made or used. Check its path and who may write there.
cli-store-open = The database can’t be reached. Check its address, and that it is running.
cli-store-newer = The database was last used by a newer version of this program. Use that version.
cli-store-failed = The database failed. Run again with SUNMAO_LOG=debug to see the cause.

usage-unknown-argument = Unknown argument: { $argument }
usage-unknown-command = Unknown command: { $value }
usage-missing-argument = Missing: { $argument }
usage-missing-value = A value is missing: { $argument }
usage-bad-value = “{ $value }” is no value for { $argument }
usage-conflict = Can’t be used together with others, or twice: { $argument }
usage-other = These arguments can’t be understood.
usage-help = More with --help.

phase-writing = Writing matches
