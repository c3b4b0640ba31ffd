### How scores are made.

scores-lead = Every need is compared with every capability by the same published rules. The score says how well two postings fit; six dimensions say where, and where not.

scores-dimensions = Six dimensions
scores-dimensions-lead = Each dimension is measured from 0 to 100 by itself. The score is their weighted mean.
scores-dimension = Dimension
scores-weight = Weight
scores-compared = What is compared

scores-topic = What the two texts speak of. See below.
scores-chain = How near the industries (GB/T 4754) and disciplines (GB/T 13745) of the two lie in the tree of the standard: the same class is nearest, another section has nothing in common.
scores-stage = The technology readiness level (TRL 1–9) that the need asks and the capability offers. Riper than asked costs nothing; each level that is missing costs more than the one before.
scores-form = The forms of cooperation that the need seeks, and how many of them the capability offers, teaching and talent included.
scores-region = The same city, the same province, a neighbouring province, or further away. Where both sides accept remote work, distance counts for little.
scores-terms = Budget against price, the time wanted against the time usually taken, and the two stances on intellectual property; each only where both sides state it.

scores-unstated = What isn’t stated doesn’t count
scores-unstated-text = If one side says nothing about a dimension, the dimension is shown as “not stated”. It isn’t counted as zero, and it isn’t guessed: its weight is spread over the other dimensions in proportion. A posting that states more is therefore not punished, but its score rests on more.

scores-bands = Three bands
scores-band = Band
scores-score = Score
scores-meaning = What it means
scores-band-snug = Most of what is asked is offered. Worth a conversation now.
scores-band-close = A good part fits; the gaps say what to talk about first.
scores-band-loose = The two share a topic or a place, but something essential is missing.

scores-topic-how = How the topic is measured
scores-topic-how-1 = Both texts are cut into words: English words are reduced to their stems, Chinese text is segmented with a dictionary and into pairs of characters besides. Words that stand in many postings count little, rare ones count much; the title, the keywords and the requirements count more than the description. The method is BM25, the long-proven standard of text search.
scores-topic-how-2 = The passages marked in both texts are those that this calculation found. Equal numbers answer each other. Nothing is marked that didn’t count.

scores-limits = What a score can’t say
scores-limits-text = The engine compares what is written. It doesn’t know whether a figure is true, whether two teams would get along, or what was left unsaid.
scores-limits-language = Texts in two different languages share fewer words than texts in one. Keywords in both languages help.
scores-limits-low = A low score isn’t a verdict on a posting, and a high one isn’t a promise. The gaps are where a conversation can begin.
scores-limits-fair = Nobody can pay for a better score. Size and fame of an organization don’t count, and neither does its verification.

scores-version = Version
scores-version-text = These are the rules of engine version { $value }. The version rises whenever the same two texts would be scored otherwise.
