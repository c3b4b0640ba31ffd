### Browsing and searching.

browse-heading = Browse needs and capabilities
browse-heading-needs = Browse needs
browse-heading-capabilities = Browse capabilities
browse-title-text = “{ $value }”: search results
browse-description = What enterprises need and what universities can do: search by text, industry, region, form of cooperation and step of the innovation chain.
browse-filters = { $n ->
    [0] Filters
   *[other] Filters ({ $n })
}
browse-filters-label = Filters
browse-kind = Kind
browse-both-kinds = Both
browse-industry = Industry
browse-province = Region
browse-form = Cooperation form
browse-chain = Step of the innovation chain
browse-organization = Kind of organization
browse-language = Language of the text
browse-only = Only
browse-remote = Remote cooperation accepted
browse-verified = Verified organizations
browse-more = { $n } more
browse-apply = Apply filters
browse-clear = Clear all filters
browse-active = Active filters
browse-sort = Sort by
browse-sort-button = Sort
browse-sort-relevance = Relevance
browse-sort-newest = Newest
browse-sort-deadline = Closing soonest
browse-sort-stage = Highest TRL
browse-total = { $n ->
    [one] 1 posting
   *[other] { $n } postings
}
browse-capabilities-fit = { $n ->
    [one] 1 capability fits
   *[other] { $n } capabilities fit
}
browse-needs-fit = { $n ->
    [one] 1 need fits
   *[other] { $n } needs fit
}
browse-nearest = Nearest matches
browse-suggestion = Did you mean:
browse-cut = Only the best 5,000 of either kind are listed and counted; more words narrow the search.
browse-nothing = Nothing found.
browse-nothing-filters = Remove a filter above, or all of them.
browse-nothing-text = Use fewer or other words. Texts in both languages are searched.
browse-everything = See everything
browse-nothing-yet = Nothing is posted yet. Whoever runs the site can bring postings in with sunmao import.
