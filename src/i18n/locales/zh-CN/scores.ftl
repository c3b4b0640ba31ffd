### How scores are made.

scores-lead = 每项需求都按同一套公开规则与每项能力比对。得分说明两者契合到什么程度，六个维度说明哪里契合、哪里还差。

scores-dimensions = 六个维度
scores-dimensions-lead = 每个维度各按0到100计量，总分是六者的加权平均。另有一条规则：地域、价格、合作形式合适，并不说明两者相关；主题或领域相通越少，其余五个维度计入的比例就越低。
scores-dimension = 维度
scores-weight = 权重
scores-compared = 比较什么

scores-topic = 两份文字谈的是什么，方法见下文。
scores-chain = 双方的行业（GB/T 4754）与学科（GB/T 13745）在国家标准的分类树上相距多远，取最近的一对；同属一个战略性新兴产业的，另有加分。
scores-stage = 需求所要求的与能力现有的技术成熟度（TRL 1–9）。高于要求几乎不扣分；每少一级都扣分，若因此差了创新链上的一环，扣得更多。
scores-form = 需求所希望的与能力方提供的合作形式，包括人才培养与教学合作。有一种相同，就是好的开始；全部具备，得分最高。
scores-region = 同城、同省、邻省，还是更远。若双方都接受异地合作，距离的影响较小。
scores-terms = 预算与报价、希望的期限与通常的周期、双方的知识产权安排；每一项只在双方都说明时才比较，币种不同的金额不作比较。

scores-unstated = 未说明的内容
scores-unstated-text = 一方未说明的维度不按零分计，其权重按比例分给其他维度。有三项可代为推断：学科领域和成熟度取自文本，所在地取自机构；推断值以“≈”标出，权重减半。说明得更多，得分可能升也可能降，但依据更充分。

scores-bands = 三个契合档次
scores-band = 档次
scores-score = 得分
scores-meaning = 含义
scores-band-snug = 多数维度契合，现在就值得一谈；请先看差距。
scores-band-close = 相当一部分契合；差距说明应当先谈什么。
scores-band-loose = 相通之处不多，或缺少关键的部分。

scores-topic-how = 主题如何计量
scores-topic-how-1 = 先把两份文字切分成词：英文还原为词干；中文既按词典分词，也按相邻两字切分；数字与单位不拆开。许多发布中都有的词分量轻，少见的词分量重；标题和关键词中的词，分量重于正文。所用的是BM25F，文本检索中久经检验的度量。
scores-topic-how-2 = 主题得分看一份文字的用词（按分量计）有多少也出现在另一份中，双向计算。谈同一件事的两份文字，用词也不会完全相同，因此刻度是按“确属相关的文字通常能达到的程度”来定的。
scores-topic-how-3 = 两份原文中标出的，就是这些共有的词所在的语句；编号相同者相互呼应。

scores-limits = 得分不能说明什么
scores-limits-text = 引擎只比较写下来的文字。数据是否属实、两个团队能否合得来、还有什么没有写出来，它都不知道。
scores-limits-language = 两份文字若语言不同，就通过一份约五千条的中英术语表相互对应，主题的刻度也另行设定。术语表未收的词无从对应，所以这样的得分往往偏低。用两种语言填写关键词会有帮助。
scores-limits-low = 得分低，不是对一项发布的评判；得分高，也不是承诺。差距正是可以开始商谈的地方。
scores-limits-fair = 得分不能花钱买。单位的规模和名气不计分，是否通过认证也不影响得分。同一单位的需求与能力不相互匹配。
scores-limits-many = 若可比对的发布非常多，只对用词或分类代码最接近的作完整比较。

scores-version = 版本
scores-version-text = 以上是引擎第{ $value }版的规则。同样两份文字若会得到不同的得分，版本号就会增加。

scores-levels = 创新链上的技术成熟度
scores-level = 等级
scores-chain-step = 创新链环节
scores-forms = 合作形式
