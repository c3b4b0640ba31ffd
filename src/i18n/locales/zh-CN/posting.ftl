### The page of one posting.

posting-needs = 需求
posting-capabilities = 能力
posting-text = 原文
posting-must-haves = 必备条件
posting-nice-to-haves = 加分项
posting-evidence = 验证情况
posting-keywords = 关键词
posting-facts = 要点
posting-best-capabilities = 最接近的能力
posting-best-needs = 最接近的需求
posting-no-match = 暂无匹配。补充可量化的指标、成熟度和所属行业，有助于找到匹配。
posting-gap = 差距
posting-all-matches = 查看全部{ $n }项匹配

posting-industry = 行业
posting-discipline = 学科
posting-strategic = 战略性新兴产业
posting-stage = 成熟度
posting-stage-step = { $stage }（{ $step }）
posting-forms = 合作形式
posting-place = 地域
posting-remote = 异地合作
posting-remote-yes = 接受
posting-remote-no = 不接受
posting-budget = 预算
posting-price = 报价
posting-wanted-within = 完成期限
posting-usual-duration = 通常周期
posting-ip = 知识产权
posting-deadline = 截止
posting-published = 发布
posting-language = 文本语言
posting-part-teaser = 以上是公开部分。已认证单位的人员登录后可查看其余内容。
posting-part-confidential = 以上是公开部分。发布单位接受合作意向后，对方可查看其余内容。
posting-whole-teaser = 完整内容仅已认证单位可见。其他人只能看到标题、简介和从列表中选择的内容，匹配也只依据这些内容。
posting-whole-confidential = 完整内容仅本单位可见。其他人只能看到标题、简介和从列表中选择的内容，匹配也只依据这些内容。
