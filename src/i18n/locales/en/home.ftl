### The front page.

home-title = Where needs and capabilities fit
home-heading = Enterprises bring needs. Universities bring capabilities. See where they fit.
home-lead = Sunmao compares every need with every capability, in English and Chinese alike, and says in plain words why two pieces fit and where they don’t.
home-search-label = Search needs and capabilities
home-search-example = weld inspection, 热障涂层, TRL 6…
home-figure = How a need and a capability fit
home-best-pair = Fit score { $n }: see why these two fit
home-today = The platform today
home-needs = open needs
home-capabilities = capabilities on offer
home-organizations = organizations
home-snug-pairs = pairs that fit snugly
home-latest-needs = Latest needs
home-latest-capabilities = Latest capabilities
home-all-needs = All { $value } needs
home-all-capabilities = All { $value } capabilities
home-no-needs = No need is posted yet.
home-no-capabilities = No capability is posted yet.
home-how = How a match is made
home-how-post = 1. Post
    .text = An enterprise writes what it needs, a university what it can do. Both state the same things, from field and readiness to budget and rights.
home-how-compare = 2. Compare
    .text = Every need is compared with every capability on six dimensions. What only one side states, or neither, isn’t counted.
home-how-read = 3. Read the reasons
    .text = Each match names what both texts speak of and what is still missing, so that the first talk can begin with the gaps.
