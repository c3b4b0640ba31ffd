### What a comparison found, in words. Sentences begin in lower case where they may stand after others.

finding-not-stated = Not stated on one side or both, so it doesn’t count
finding-semicolon = ;{" "}
finding-and-comment = { $finding }: { $comment }

finding-topic = { $n ->
    [0] no shared concept
    [one] 1 shared concept
   *[other] { $n } shared concepts
}

finding-chain = both in { $value }
finding-chain-apart = no industry or discipline in common

finding-stage = asks { $asked }, offers { $offered }
finding-stage-enough = as ready as asked
# The step on the innovation chain that leads to this readiness level.
finding-step-2 = no technology concept yet
finding-step-3 = no proof of concept yet
finding-step-4 = no laboratory validation yet
finding-step-5 = no test in a relevant environment yet
finding-step-6 = no pilot-scale test yet
finding-step-7 = no trial in real operation yet
finding-step-8 = no qualification of the full system yet
finding-step-9 = no record in regular operation yet

finding-form-shared = { $value } on both sides
finding-form-partly = { $shared } on both sides; { $missing } sought but not offered
finding-form-apart = { $value } sought but not offered

finding-region-same = both in { $value }
finding-region-neighbours = { $need } and { $capability } are neighbours
finding-region-far-remote = { $need } and { $capability }; both accept remote cooperation
finding-region-far = { $need } and { $capability } lie far apart
finding-region-remote = both accept remote cooperation

finding-money-covered = the budget covers the price
finding-money-over = the budget ends at { $budget }, the price begins at { $price }
finding-money-other-currency = budget and price are in different currencies
finding-period-within = usually takes { $usual }, wanted within { $wanted }
finding-period-longer = usually takes { $usual }, but wanted within { $wanted }
finding-ip-same = the same terms for IP rights: { $value }
finding-ip-negotiable = IP rights are open to negotiation
finding-ip-differ = on IP rights, “{ $wanted }” is asked and “{ $offered }” offered

gap-stage = Asks { $asked }, offers { $offered }:
gap-must-have = Not mentioned:
gap-form = Seeks { $value }:
    .rest = not among the forms offered
gap-budget = Budget up to { $budget }, price from { $price }:
    .rest = scope or funding would have to be discussed
gap-period = Wants results within { $wanted }, usually takes { $usual }:
    .rest = { $n ->
        [one] 1 month longer
       *[other] { $n } months longer
    }
gap-ip = Different terms for IP rights:
    .rest = “{ $wanted }” asked, “{ $offered }” offered
gap-region = { $need } and { $capability }:
    .rest = far apart, and remote cooperation isn’t accepted on both sides
gap-topic = Little common ground:
    .rest = the two texts share few words that matter
gap-chain = Different fields:
    .rest = no industry or discipline in common

reason-topic = Both speak of { $value }
concept-pair = { $need } = { $capability }

# How a need's lines are answered.
requirement-met = met
requirement-partly = partly
requirement-not = not met
requirement-not-stated = not stated
inferred = inferred
lift-to = Would lift it to { $total } ({ $band }): { $change }
lift-stage = the capability reaches { $value }
lift-form = { $value } is offered as well
lift-price = the price begins at { $value }
lift-period = results within { $value }
lift-ip = “{ $value }” is agreed on for IP rights
lift-remote = both accept remote cooperation
lift-state = both say what they want: { $value }
condition-own-organization = both belong to one organization
condition-expired = the deadline was { $value }
condition-refused = one side refused the other before
condition-contradicted = a must-have is contradicted: { $value }
