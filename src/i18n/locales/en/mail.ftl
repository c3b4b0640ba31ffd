### Letters.

mail-greeting = Hello { $value },
mail-new-matches-need = { $n ->
    [one] A new capability fits your need “{ $title }”
   *[other] { $n } new capabilities fit your need “{ $title }”
}
mail-new-matches-capability = { $n ->
    [one] A new need fits your capability “{ $title }”
   *[other] { $n } new needs fit your capability “{ $title }”
}
mail-new-matches-several = { $n } new matches for { $postings } of your postings
mail-why = Why it fits:{" "}
mail-reasons-comma = {"; "}
mail-gap = Gap:{" "}
mail-more = { $n ->
    [one] One more fits.
   *[other] { $n } more fit.
}
mail-see-all = See all matches
mail-why-you = You get this because you belong to the organization that posted this. Members of the other organization may get the same news, which names your organization but not you.
