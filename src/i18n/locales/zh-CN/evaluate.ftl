### 在测试集上评测文本排序。

evaluate-ndcg = nDCG@10
evaluate-recall-10 = 召回率@10
evaluate-recall = 召回率@100
evaluate-mrr = MRR@10
evaluate-queries = 有相关文档的查询数
evaluate-documents = 文档数
evaluate-seconds = 用时（秒）

evaluate-mean = 平均
evaluate-compared = 采用{ $value }
evaluate-validation = 由其余测试集选定：所选配置在本集上的nDCG@10、第一种配置的值、各配置中的最高值
evaluate-first = 第一种配置
evaluate-without = 去掉：{ $value }
evaluate-legend = 依次为nDCG@10、与第一种配置之差、95%置信区间，以及偶然出现如此差异的概率。
evaluate-calibration = { $value }：总分、对数、判为正确的对数、正确比例
evaluate-one-run = --run只能用于一个测试集。

evaluate-cannot-read = 无法读取{ $file }：{ $cause }。测试集应是一个文件夹，内含corpus.jsonl、queries.jsonl和qrels.tsv。
evaluate-bad-line = { $file }第{ $line }行：{ $reason }
evaluate-not-an-entry = 不是含“id”“title”“text”的JSON对象（{ $value }）
evaluate-repeated = 编号“{ $value }”重复
evaluate-bad-id = 编号“{ $value }”为空或含有空白
evaluate-not-a-judgment = 应为以制表符分隔的查询、文档和等级
evaluate-unknown = 此测试集中没有查询或文档“{ $value }”
evaluate-unreadable = 行过长，或不是UTF-8文本

phase-indexing = 正在读取文本
phase-matching = 正在匹配
