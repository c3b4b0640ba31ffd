### How dates, money, numbers and places are written.

format-date = { $year }年{ $month }月{ $day }日
format-moment = { $date } { $time }
format-months = { $n }个月
format-trl = TRL{"\u00A0"}{ $value }
format-percent = { $value }%

# $scale is the power of ten that $number was divided by.
format-money = { $number }{ $scale ->
    [8] 亿
    [4] 万
   *[0] {""}
}{ $code ->
    [USD] 美元
    [EUR] 欧元
    [GBP] 英镑
    [HKD] 港元
    [JPY] 日元
   *[CNY] 元
}
format-money-from = { $value }起
format-money-to = { $value }以内

format-city = { $province }{ $city }
# An entry of a code list.
format-coded = { $label }（{ $code }）
format-list = { $first }和{ $last }
format-list-comma = 、

# Points that a dimension contributes to a score.
format-points = +{ $value }
