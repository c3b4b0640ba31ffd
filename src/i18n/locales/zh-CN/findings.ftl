### What a comparison found, in words.

finding-not-stated = 至少一方未说明，不计入得分
finding-semicolon = ；
finding-and-comment = { $finding }：{ $comment }

finding-topic = { $n ->
    [0] 没有共同概念
   *[other] { $n }个共同概念
}

finding-chain = 同属{ $value }
finding-chain-apart = 没有共同的行业或学科

finding-stage = 要求{ $asked }，现有{ $offered }
finding-stage-enough = 达到所要求的成熟度
# The step on the innovation chain that leads to this readiness level.
finding-step-2 = 尚未形成技术概念
finding-step-3 = 尚缺概念验证
finding-step-4 = 尚缺实验室验证
finding-step-5 = 尚缺相关环境验证
finding-step-6 = 尚缺中试验证
finding-step-7 = 尚缺实际环境试运行
finding-step-8 = 尚缺完整系统的鉴定
finding-step-9 = 尚缺长期实际应用

finding-form-shared = 双方都愿采用{ $value }
finding-form-partly = 双方都愿采用{ $shared }；需求方还希望{ $missing }，能力方未提供
finding-form-apart = 需求方希望{ $value }，能力方未提供

finding-region-same = 同在{ $value }
finding-region-neighbours = { $need }与{ $capability }相邻
finding-region-far-remote = { $need }与{ $capability }；双方均接受异地合作
finding-region-far = { $need }与{ $capability }相距较远
finding-region-remote = 双方均接受异地合作

finding-money-covered = 预算可以覆盖报价
finding-money-over = 预算最高{ $budget }，报价最低{ $price }
finding-money-other-currency = 预算与报价的币种不同
finding-period-within = 通常需要{ $usual }，希望{ $wanted }内完成
finding-period-longer = 通常需要{ $usual }，而希望{ $wanted }内完成
finding-ip-same = 知识产权安排一致：{ $value }
finding-ip-negotiable = 知识产权可以面议
finding-ip-differ = 知识产权上要求“{ $wanted }”，提供“{ $offered }”

gap-stage = 要求{ $asked }，现有{ $offered }：
gap-must-have = 未提及：
gap-form = 希望{ $value }：
    .rest = 能力方未提供这种形式
gap-budget = 预算最高{ $budget }，报价最低{ $price }：
    .rest = 需要商谈内容范围或经费来源
gap-period = 希望{ $wanted }内完成，通常需要{ $usual }：
    .rest = 超出{ $n }个月
gap-ip = 知识产权安排不同：
    .rest = 要求“{ $wanted }”，提供“{ $offered }”
gap-region = { $need }与{ $capability }：
    .rest = 相距较远，且并非双方都接受异地合作
gap-topic = 主题相通之处很少：
    .rest = 两份文字共有的关键用词不多
gap-chain = 领域不同：
    .rest = 没有共同的行业或学科

reason-topic = 双方都谈到{ $value }
concept-pair = { $need } = { $capability }

# 需求逐条的应答。
requirement-met = 满足
requirement-partly = 部分满足
requirement-not = 不满足
requirement-not-stated = 未说明
inferred = 推断
lift-to = 如下改变可升至{ $total }分（{ $band }）：{ $change }
lift-stage = 能力方达到{ $value }
lift-form = 另提供{ $value }
lift-price = 价格从{ $value }起
lift-period = { $value }内出成果
lift-ip = 知识产权按“{ $value }”约定
lift-remote = 双方都接受远程合作
lift-state = 双方都说明：{ $value }
condition-own-organization = 双方属于同一机构
condition-expired = 截止日期为{ $value }
condition-refused = 一方曾拒绝另一方
condition-contradicted = 与一项必备要求不符：{ $value }
