### The page of one posting.

posting-needs = Needs
posting-capabilities = Capabilities
posting-text = In their own words
posting-must-haves = Must-haves
posting-nice-to-haves = Nice-to-haves
posting-evidence = Evidence
posting-keywords = Keywords
posting-facts = At a glance
posting-best-capabilities = Nearest capabilities
posting-best-needs = Nearest needs
posting-no-match = No match yet. A measurable figure, a readiness level and an industry in the posting help to find one.
posting-gap = Gap
posting-all-matches = { $n ->
    [one] See the match
   *[other] See all { $n } matches
}

posting-industry = Industry
posting-discipline = Discipline
posting-strategic = Strategic industry
posting-stage = Stage
posting-stage-step = { $stage } ({ $step })
posting-forms = Forms
posting-place = Region
posting-remote = Remote cooperation
posting-remote-yes = Accepted
posting-remote-no = Not accepted
posting-budget = Budget
posting-price = Price
posting-wanted-within = Wanted within
posting-usual-duration = Usual duration
posting-ip = IP rights
posting-deadline = Closes
posting-published = Posted
posting-language = Language
