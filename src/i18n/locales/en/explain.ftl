### `sunmao explain`.

cli-explain-about = Score a pair anew, say why, and compare it with the kept match
cli-explain-need = The need, such as N-7F3K9Q
cli-explain-capability = The capability, such as C-2B4D6F
cli-explain-json = Print a JSON object instead of text
cli-explain-examples =
    Examples:
      sunmao explain N-7F3K9Q C-2B4D6F
      sunmao explain N-7F3K9Q C-2B4D6F --data-dir /var/lib/sunmao --json

    Exit code 1: the kept match was made from the same and differs.

explain-unknown = { $need } and { $capability } aren’t a published need and a published capability of this database.
explain-total = { $value } in all
explain-for-need = { $value } for the need
explain-for-capability = { $value } for the capability
explain-contributions = What each dimension contributes (its value, of 100):
explain-concepts = What both speak of:
explain-requirements = How the need’s lines are answered:
explain-gaps = What is missing:
explain-conditions = Not matched, because:
explain-agrees = The kept match agrees to the last digit.
explain-not-kept = The pair isn’t among the kept matches.
explain-other-inputs = The kept match ({ $value }) was made before postings changed; the next matching will replace it.
explain-other-version = The kept match ({ $value }) was made by another version of the engine.
explain-differs = The kept match ({ $value }) was made from the same and differs.
