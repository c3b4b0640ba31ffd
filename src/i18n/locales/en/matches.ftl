### The matches of a posting, and one pair compared.

matches-title = Matches for “{ $value }”
matches-here = Matches
matches-for = Matches for:{" "}
matches-intro-need = { $n ->
    [0] No capability comes near this need yet.
    [one] One capability comes near this need.
   *[other] The { $n } capabilities that come nearest to this need.
}
matches-intro-capability = { $n ->
    [0] No need comes near this capability yet.
    [one] One need comes near this capability.
   *[other] The { $n } needs that come nearest to this capability.
}
matches-intro = { $value } Each score comes with its reasons and its gaps, and is worked out again whenever either text changes.

matches-this-need = The need
matches-this-capability = The capability
matches-whole-posting = Whole posting
matches-facts = What it states

matches-narrow = Narrow the list
matches-leave-out = Gaps I can’t accept
matches-leave-far = Another province, remote cooperation not accepted
matches-leave-unripe = Less ready than asked
matches-leave-dear = A price above the budget
matches-min = Minimum score
matches-weights = How the score is weighed
matches-sort = Sort
matches-sort-fit = Best fit
matches-sort-newest = Newest
matches-sort-stage = Highest TRL

matches-heading-need = { $n ->
    [one] 1 capability
   *[other] { $n } capabilities
}
matches-heading-capability = { $n ->
    [one] 1 need
   *[other] { $n } needs
}
matches-heading-need-part = { $n } of { $total } capabilities
matches-heading-capability-part = { $n } of { $total } needs
matches-none-need = No match yet. Add a measurable target, a readiness level and an industry to the need, and it will be compared with more.
matches-none-capability = No match yet. Add measured figures, a readiness level and an industry to the capability, and it will be compared with more.
matches-none-left = { $n ->
    [one] The one match doesn’t meet this choice.
   *[other] None of the { $n } matches meets this choice.
}
matches-show-all = Show all matches
matches-show-more = Show { $n } more

matches-why = Why it fits
matches-gap = Gap
matches-more-gaps = { $n ->
    [one] and 1 more gap
   *[other] and { $n } more gaps
}
matches-profile = Fit profile
matches-pair = Compare on one page
matches-show = Show reasons
matches-hide = Hide reasons

matches-both-texts = Both texts, with marks
matches-texts = Both texts, with the passages that answer each other
matches-concepts = Shared concepts
matches-answers = {" "}answered by{" "}
matches-dimensions = Six dimensions

matches-requirements = The need’s must-haves and wishes
matches-for-need = For the need { $need }, for the capability { $capability }
matches-nearest = The nearest, and what stands in the way
matches-score-of = score { $value }

pair-title = “{ $need }” and “{ $capability }”
pair-heading = How the two fit
pair-parties = The two sides
pair-other-capabilities = Other capabilities for this need
pair-other-needs = Other needs for this capability
pair-gaps = What is missing
matches-told = Tell me of new matches
matches-told-usual = As set for all
