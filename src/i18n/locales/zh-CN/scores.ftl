### How scores are made.

scores-lead = 每项需求都按同一套公开规则与每项能力比对。得分说明两者契合到什么程度，六个维度说明哪里契合、哪里还差。

scores-dimensions = 六个维度
scores-dimensions-lead = 每个维度各按0到100计量，总分是六者的加权平均。
scores-dimension = 维度
scores-weight = 权重
scores-compared = 比较什么

scores-topic = 两份文字谈的是什么，方法见下文。
scores-chain = 双方的行业（GB/T 4754）与学科（GB/T 13745）在国家标准的分类树上相距多远：同一小类最近，不同门类则无共同之处。
scores-stage = 需求所要求的与能力现有的技术成熟度（TRL 1–9）。高于要求不扣分；每少一级，扣得比前一级更多。
scores-form = 需求所希望的合作形式中，有多少是能力方提供的，包括人才培养与教学合作。
scores-region = 同城、同省、邻省，还是更远。若双方都接受异地合作，距离影响很小。
scores-terms = 预算与报价、希望的期限与通常的周期、双方的知识产权主张；每一项只在双方都说明时才比较。

scores-unstated = 未说明的，不计分
scores-unstated-text = 只要有一方对某个维度未作说明，该维度就显示为“未说明”：既不当作零分，也不作推测，其权重按比例分给其他维度。写得多不会因此吃亏，得分的依据也更充分。

scores-bands = 三个等级
scores-band = 等级
scores-score = 得分
scores-meaning = 含义
scores-band-snug = 所要求的大多具备，现在就值得一谈。
scores-band-close = 相当一部分契合；差距说明应当先谈什么。
scores-band-loose = 主题或地域有相通之处，但还缺少关键的部分。

scores-topic-how = 主题如何计量
scores-topic-how-1 = 先把两份文字切分成词：英文还原为词干，中文既按词典分词，也按相邻两字切分。许多发布中都有的词分量轻，少见的词分量重；标题、关键词和具体要求的分量重于正文。方法是BM25，即文本检索中久经检验的标准算法。
scores-topic-how-2 = 两份原文中标出的语句，就是这次计算实际用到的语句；编号相同者相互呼应。没有计分的，不会标出。

scores-limits = 得分不能说明什么
scores-limits-text = 引擎只比较写下来的文字。数据是否属实、两个团队能否合得来、还有什么没有写出来，它都不知道。
scores-limits-language = 两份文字若语言不同，相同的词就比较少。用两种语言填写关键词会有帮助。
scores-limits-low = 得分低，不是对一项发布的评判；得分高，也不是承诺。差距正是可以开始商谈的地方。
scores-limits-fair = 得分不能用钱购买。单位的规模和名气不计分，是否认证也不计分。

scores-version = 版本
scores-version-text = 以上是引擎第{ $value }版的规则。同样两份文字若会得到不同的得分，版本号就会增加。
