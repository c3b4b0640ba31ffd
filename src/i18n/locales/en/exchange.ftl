### Files in and out: what is wrong with a file or a row.

file-not-found = { $file }: no such file or folder. Check the path.
file-no-permission = { $file }: no permission. Check who may read or write there.
file-disk-full = { $file }: the disk is full.
file-io = { $file }: can’t be read or written ({ $cause }).
file-not-a-file = { $file }: not a file. Name a CSV, XLSX or JSONL file.
file-too-large = { $file }: { $size } MB, but files may have at most { $max } MB. Divide it into several.
file-too-many-rows = { $file }: more than { $max } rows. Divide it into several files.
file-too-many-columns = { $file }: a row of more than { $max } cells. Take out columns that aren’t needed.
file-not-text = { $file }: neither UTF-8 nor GB18030 text. Save it as “CSV UTF-8” or as XLSX.
file-old-workbook = { $file }: an old or a protected workbook. Save it as .xlsx without a password.
file-bad-workbook = { $file }: not a readable workbook. Open it in a spreadsheet program and save it as .xlsx again.
file-unpacks-too-far = { $file }: refused, because it unpacks to far more data than a workbook of its size holds.
file-no-sheet = { $file }: no sheet “{ $wanted }”. It has: { $present }.
file-empty = { $file }: nothing in it. The first row must name the columns.
file-no-known-column = { $file }: no known column in the first rows. Found: { $found }. Say what they are, for example --map "{ $first }=description".
file-cell-too-long = { $file }: the column “{ $column }” of { $entry } holds more than a cell of a workbook can. Name a .csv or a .jsonl file instead.
file-unknown-ending = { $file }: the name must end in .csv, .xlsx or .jsonl.
file-list-separator = {", "}

row-in-column = column “{ $column }”: { $reason }
row-no-text = neither a title nor a description
row-missing = “{ $value }” is missing
row-too-long = { $given } characters, at most { $max }
row-too-many = { $given } entries, at most { $max }
row-unreadable = “{ $value }” is not { $expected }
row-reversed = the lowest amount is above the highest
row-other-kind = a need among capabilities, or a capability among needs
row-not-for-kind = must-haves and nice-to-haves belong to needs, evidence to capabilities
row-more-cells = { $given } cells, but only { $max } columns have a name
row-not-an-object = not a JSON object
row-line-too-long = the line is too long

expected-text = text
expected-id = a public identifier such as N-7F3K9Q
expected-kind = “need” or “capability”
expected-language = “en” or “zh”
expected-trl = a level from 1 to 9
expected-form = a form of cooperation such as joint-research or 技术开发
expected-industry = an industry of GB/T 4754-2017, by code or name
expected-discipline = a discipline of GB/T 13745-2009, by code or name
expected-strategic-industry = a strategic emerging industry, 1 to 9 or by name
expected-region = a province or a city of China, by code or name
expected-yes-no = “yes” or “no”
expected-money = an amount such as 3000000, 300万 or 300-450万
expected-currency = a currency such as CNY, USD or EUR
expected-months = a duration from 1 to 120 months, such as 18 or 2年
expected-ip = an arrangement for intellectual property such as joint-ownership or 双方共有
expected-date = a date such as 2027-01-31
expected-timestamp = a time such as 2027-01-31T08:00:00Z
expected-disclosure = “public”, “teaser” or “confidential”
expected-state = a state such as draft or published
expected-organization-kind = a kind of organization such as university or enterprise

permitted-title = Permitted values
permitted-column = Column
permitted-code = Code
permitted-en = In English
permitted-zh = In Chinese
