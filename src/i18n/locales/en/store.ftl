### `sunmao migrate`.

migrate-nothing = The database is up to date; there was nothing to do.
migrate-done = The database is up to date now: { $n ->
    [one] 1 change was
   *[other] { $n } changes were
} applied.
