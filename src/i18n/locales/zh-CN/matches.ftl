### The matches of a posting, and one pair compared.

matches-title = “{ $value }”的匹配结果
matches-here = 匹配结果
matches-for = 匹配结果：
matches-intro-need = { $n ->
    [0] 暂时还没有与此需求相近的能力。
   *[other] 与此需求最相近的{ $n }项能力。
}
matches-intro-capability = { $n ->
    [0] 暂时还没有与此能力相近的需求。
   *[other] 与此能力最相近的{ $n }项需求。
}
matches-intro = { $value }每项得分都附有理由与差距；任一方修改文字后即重新计算。

matches-this-need = 本项需求
matches-this-capability = 本项能力
matches-whole-posting = 查看全文
matches-facts = 查看要点

matches-narrow = 缩小范围
matches-leave-out = 不能接受的差距
matches-leave-far = 跨省且不接受异地合作
matches-leave-unripe = 成熟度低于要求
matches-leave-dear = 报价超出预算
matches-min = 最低得分
matches-weights = 得分如何加权
matches-sort = 排序
matches-sort-fit = 契合度优先
matches-sort-newest = 最新发布
matches-sort-stage = 成熟度最高

matches-heading-need = { $n }项能力
matches-heading-capability = { $n }项需求
matches-heading-need-part = { $total }项能力，显示其中{ $n }项
matches-heading-capability-part = { $total }项需求，显示其中{ $n }项
matches-none-need = 暂无匹配。请为需求补充可量化的指标、成熟度和所属行业，以便与更多能力比对。
matches-none-capability = 暂无匹配。请为能力补充实测数据、成熟度和所属行业，以便与更多需求比对。
matches-none-left = 共有{ $n }项匹配，均不符合所选条件。
matches-show-all = 显示全部匹配
matches-show-more = 再显示{ $n }项

matches-why = 为何契合
matches-gap = 差距
matches-more-gaps = 另有{ $n }处差距
matches-profile = 六维契合图
matches-pair = 并排对照
matches-show = 展开理由
matches-hide = 收起理由

matches-both-texts = 两份原文对照
matches-texts = 两份原文对照：相互呼应的语句
matches-concepts = 共同概念
matches-answers = 对应
matches-dimensions = 六个维度

matches-requirements = 需求的必备要求与期望
matches-for-need = 对需求方{ $need }，对能力方{ $capability }
matches-nearest = 最接近的信息及其差距
matches-score-of = 得分{ $value }

pair-title = “{ $need }”与“{ $capability }”
pair-heading = 两者如何契合
pair-parties = 需求与能力双方
pair-other-capabilities = 此需求的其他匹配
pair-other-needs = 此能力的其他匹配
pair-gaps = 还差什么
matches-told = 有新匹配时通知我
matches-told-usual = 按统一设置
