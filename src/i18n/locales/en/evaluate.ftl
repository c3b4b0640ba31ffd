### Measuring the text ranking on a test collection.

evaluate-ndcg = nDCG@10
evaluate-recall-10 = recall@10
evaluate-recall = recall@100
evaluate-mrr = MRR@10
evaluate-queries = queries with a relevant document
evaluate-documents = documents
evaluate-seconds = seconds

evaluate-mean = mean
evaluate-compared = with { $value }
evaluate-validation = Chosen by the other sets: nDCG@10 of their choice on this set, that of the first configuration, the highest of all
evaluate-first = the first configuration
evaluate-without = without: { $value }
evaluate-legend = nDCG@10, its difference from the first configuration, the interval of 95 %, and how probable so large a difference would be by chance.
evaluate-calibration = { $value }: totals, pairs, judged to be right, share of right ones
evaluate-one-run = --run takes one set.

evaluate-cannot-read = { $file } can’t be read: { $cause }. A set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv.
evaluate-bad-line = { $file }, line { $line }: { $reason }
evaluate-not-an-entry = not an object with “id”, “title” and “text” ({ $value })
evaluate-repeated = the identifier “{ $value }” is given twice
evaluate-bad-id = the identifier “{ $value }” is empty or holds blanks
evaluate-not-a-judgment = not a query, a document and a grade with tabs between them
evaluate-unknown = “{ $value }” is neither a query nor a document of this set
evaluate-unreadable = too long, or not UTF-8

phase-indexing = Reading texts
phase-matching = Matching
