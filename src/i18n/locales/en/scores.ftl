### How scores are made.

scores-lead = Every need is compared with every capability by the same published rules. The score says how well two postings fit; six dimensions say where, and where not.

scores-dimensions = Six dimensions
scores-dimensions-lead = Each dimension is measured from 0 to 100 by itself, and the score is their weighted mean. One rule is added: a place, a price or a form of cooperation can suit any two postings, so the less the two have in common in topic or field, the less the other five dimensions count.
scores-dimension = Dimension
scores-weight = Weight
scores-compared = What is compared

scores-topic = What the two texts speak of. See below.
scores-chain = How near the industries (GB/T 4754) and the disciplines (GB/T 13745) of the two lie in the tree of their standard. The nearest pair counts; a common strategic emerging industry counts besides.
scores-stage = The technology readiness level (TRL 1–9) that the need asks and the capability offers. Being readier than asked costs next to nothing. Each level that is missing costs, and more so where it belongs to another step of the innovation chain.
scores-form = The forms of cooperation that the need seeks and the capability offers, teaching and talent included. One in common is a good beginning; all of them is best.
scores-region = The same city, the same province, a neighbouring province, or further away. Where both sides accept remote cooperation, distance counts for less.
scores-terms = Budget against price, the time wanted against the time usually taken, and the terms for IP rights; each only where both sides state it. Amounts in different currencies aren’t compared.

scores-unstated = What isn’t stated
scores-unstated-text = Where one side says nothing about a dimension, it isn’t counted as zero: its weight is spread over the other dimensions in proportion. Three things are read where they can be: the field and the readiness from the text, the place from the organization. Such a value is marked “≈” and has half the weight. Stating more can raise or lower a score; either way the score rests on more.

scores-bands = Three bands
scores-band = Band
scores-score = Score
scores-meaning = What it means
scores-band-snug = The two agree on most dimensions. Worth a conversation now; read the gaps first.
scores-band-close = A good part fits; the gaps say what to talk about first.
scores-band-loose = Little is shared, or something essential is missing.

scores-topic-how = How the topic is measured
scores-topic-how-1 = Both texts are cut into words: English words are reduced to their stems; Chinese is segmented with a dictionary and, besides, into pairs of characters; numbers stay with their units. Words found in many postings count little and rare ones much, and a word in the title or the keywords counts more than one in the description. This is BM25F, a long-proven measure of text search.
scores-topic-how-2 = The topic score is the share of each text’s weight that the other text also has, counted both ways. Texts on one subject never share all their words, so the scale is set to reward what is usual among texts that belong together.
scores-topic-how-3 = The passages marked in both texts are those where the shared words occur; equal numbers answer each other.

scores-limits = What a score can’t say
scores-limits-text = The engine compares what is written. It doesn’t know whether a figure is true, whether two teams would get along, or what was left unsaid.
scores-limits-language = Texts in two languages meet through a list of some 5,000 terms with their names in both, and on a scale of their own. What the list doesn’t know is missed, so such a score tends to be too low. Keywords in both languages help.
scores-limits-low = A low score isn’t a verdict on a posting, and a high one isn’t a promise. The gaps are where a conversation can begin.
scores-limits-fair = Nobody can pay for a better score. The size and fame of an organization don’t count, and neither does its verification. An organization isn’t matched with itself.
scores-limits-many = Where there are very many counterparts, only those whose words or codes come closest are compared in full.

scores-version = Version
scores-version-text = These are the rules of engine version { $value }. The version rises whenever the same two texts would be scored differently.

scores-levels = Readiness levels on the innovation chain
scores-level = Level
scores-chain-step = Step of the innovation chain
scores-forms = Forms of cooperation
