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
posting-part-teaser = This is the public part. People who act for a verified organization read the rest once they are signed in.
posting-part-confidential = This is the public part. The organization shows the rest to a counterpart whose interest it accepts.
posting-whole-teaser = Only verified organizations read all of this. Everybody else reads title, summary and what is chosen from lists; matches are found by that.
posting-whole-confidential = Only your organization reads all of this. Everybody else reads title, summary and what is chosen from lists; matches are found by that.
posting-files = Files
