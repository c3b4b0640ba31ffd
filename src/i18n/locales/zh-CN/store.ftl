### `sunmao migrate`。

migrate-nothing = 数据库已是最新版本，无需变更。
migrate-done = 数据库已更新到最新版本，共应用{ $n }项变更。
