### The report that `sunmao match` writes.

report-title = Matches
report-intro = { $needs } needs compared with { $capabilities } capabilities. Each score comes with its reasons and its gaps.
report-contents = Needs
report-best = Best score
report-none = none
report-line = line { $value }
report-no-match = No match. Add a measurable target, a readiness level and an industry to the need.
report-left-out = { $n ->
    [one] 1 more need is left out here; write .xlsx or .csv to get it too.
   *[other] { $n } more needs are left out here; write .xlsx or .csv to get them too.
}
