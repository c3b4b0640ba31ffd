### How dates, money, numbers and places are written.

format-date = { $day }{"\u00A0"}{ $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }
format-moment = { $date }, { $time }
format-months = { $n }{"\u00A0"}{ $n ->
    [one] month
   *[other] months
}
format-trl = TRL{"\u00A0"}{ $value }
format-percent = { $value }%

# $scale is the power of ten that $number was divided by.
format-money = { $symbol }{ $number }{ $scale ->
    [6] {"\u00A0"}M
   *[0] {""}
}
format-money-from = from { $value }
format-money-to = up to { $value }

format-city = { $city }, { $province }
# An entry of a code list.
format-coded = { $label } ({ $code })
format-list = { $first } and { $last }
format-list-comma = ,{" "}

# Points that a dimension contributes to a score.
format-points = +{ $value }
