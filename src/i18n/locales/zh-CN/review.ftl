### 发布内容的审核与复核申请。

review-queue = 发布
    .text = 等待发布的需求与能力，以及对其的修改。
review-waiting = { $n ->
    [0] 没有待审核的发布
   *[other] { $n }项发布等待审核
}
review-waiting-all = 查看全部发布
review-queue-empty = 没有待审核的内容。一旦有人提交，即出现在此处。
review-queue-table = 表格：等待审核的发布
review-done = 已作出决定，作者和单位管理员会收到邮件。
review-column-post = 发布
review-column-author = 作者
review-column-claim = 处理人
review-author-gone = 账号已删除
review-new = 新发布
review-change = 修改
review-appeal = 复核
review-claim-you = 您
review-claim-nobody = 无

review-version = 第{ $n }版
review-submitted = 提交于{ $value }
review-go = 前往决定
review-decided-at = 决定于{ $value }
review-message = 作者致审核员
review-content = 待发布的内容
review-no-text = 没有正文。
review-title = 标题
review-summary = 摘要
review-disclosure = 公开程度
review-difference-public = 公众将看到的变化
review-difference-earlier = 与上次提交相比的变化
review-difference-none = 没有差别。
review-earlier = 以往的提交
review-none-earlier = 首次提交。
review-state-waiting = 待审核
review-state-published = 已发布
review-state-changes-asked = 需要修改
review-state-refused = 未予发布
review-state-withdrawn = 已撤回

review-alike = { $n ->
    [0] 没有内容相近的其他发布。
   *[other] 另有{ $n }项发布内容相近：
}
review-alike-percent = 相似度{ $value }%
review-alike-own = 同一单位
review-alike-read = 阅读正文
review-alike-refused = { $n ->
    [0] 以前没有拒绝过相近的内容。
   *[other] 曾拒绝过{ $n }份内容相近的提交：
}
review-alike-same = 本条发布的早前版本
review-leaks = { $n ->
    [0] 公开部分未见联系信息。
   *[other] 公开部分有{ $n }处疑似联系信息：
}
review-leak-email = 邮箱地址
review-leak-link = 链接
review-leak-credit-code = 信用代码
review-leak-patent-number = 专利号
review-leak-messenger = 即时通讯账号
review-leak-phone = 电话号码
review-leak-address = 详细地址
review-leak-person-name = 人名
review-quality = 质量：{ $n }分（满分100）
review-thin-title = 标题信息不足
review-thin-summary = 没有摘要
review-thin-summary-repeats = 摘要与标题重复
review-thin-description = 没有正文
review-thin-description-short = 正文较短
review-thin-figure = 没有带单位的数值
review-thin-claim = “{ $value }”没有数值
review-thin-trl = 没有成熟度
review-thin-forms = 没有合作形式
review-thin-industry = 没有行业
review-thin-discipline = 没有学科
review-thin-keywords = 没有关键词
review-thin-keywords-few = 关键词较少
review-thin-must-haves = 没有必备条件
review-thin-evidence = 没有验证情况
review-thin-evidence-figure = 验证情况没有数值
review-thin-evidence-year = 验证情况没有年份
review-thin-budget = 没有预算或报价
review-thin-period = 没有期限
review-thin-ip = 没有说明知识产权
review-thin-deadline = 没有截止日期
review-thin-place = 没有地域，也未说明可否异地合作

review-claim = 由我处理
    .hint = 一段时间内其他审核员不会处理。
review-claim-own = 由您处理至{ $value }。
review-claim-longer = 延长处理时间
review-claim-other = { $name }正在处理，至{ $until }为止。此后您可以作出决定。
review-release = 不再处理
review-claimed = 已由您处理：15分钟内他人不能决定。
review-released = 您已不再处理此项。
review-taken = 他人正在处理，未作出决定。
review-late = 在您决定之前，此项已有决定、已撤回或已重新提交。以下为目前的情况。
review-decided = 此处没有待决定的内容。
review-own-refusal = 此项曾由您决定不予发布，须由他人复核。

review-correction = 更正
    .text = 这是一处小更正，公众已经看到。除非保留，否则将恢复原先的内容。
review-correction-publish = 保留
    .hint = 保持公众现在看到的内容。
review-correction-ask-changes = 要求修改
    .hint = 恢复原先的内容，由作者修改后重新提交。
review-correction-refuse = 拒绝
    .hint = 恢复原先的内容，作者可申诉一次。
review-decision-publish = 发布
    .hint = 所有人均可阅读，并参与匹配。
review-decision-ask-changes = 要求修改
    .hint = 作者修改后重新提交；已发布的版本保持不变。
review-decision-refuse = 不予发布
    .hint = 内容不适合本站。作者可以申请一次复核。
review-decision-missing = 请选择一项决定
review-reason = 原因
    .hint = 要求修改或不予发布时，请选择原因或自行说明，也可两者并用。所选原因以作者的语言发送。
review-reason-none = 自行说明
review-reason-bad = 请从列表中选择原因
review-reason-missing = 请选择原因，或自行说明需要修改之处
review-reason-unread = 发布时请将原因留空，否则无人能看到
review-own-words = 补充说明
    .hint = 附在所选原因之后，请说明需要修改之处。合计最多{ $n }个字符。
review-reason-figures = 请用带单位的数值写明要达到的指标，以便他人判断能否做到。
review-reason-unclear = 需求或能力的内容不够明确。请写明任务、现状和期望的结果。
review-reason-evidence = 请写明所述内容的依据：测试、案例或试验，并注明年份。
review-reason-contact = 请从正文中删去姓名、地址、电话和链接。各方通过本站取得联系。
review-reason-confidential = 正文似含不宜公开的内容，请删去后重新提交。
review-reason-duplicate = 已有内容相同的发布，请改为修改该项发布。
review-reason-advertising = 内容属于产品或服务推广。本站发布的是研究开发方面的合作。
review-reason-elsewhere = 内容不涉及技术或科研，不适合在本站发布。

appeal-title = 申请复核
appeal-lead = 由另一位审核员重新审阅同一版本。每个版本只能申请一次；如需改动内容，请修改后重新提交。
appeal-reason = 未予发布的原因
appeal-message = 应予发布的理由
    .hint = 审核员会与您的发布一并阅读。最多{ $n }个字符。
appeal-message-missing = 请说明应予发布的理由
appeal-button = 申请复核
appeal-not-refused = 此项发布并未被拒，无需申请复核。
appeal-again = 两位审核员均决定不予发布此版本。请修改后重新提交。
appeal-history = 查看发布记录
review-files = 附件

queue-title = 全部待办
    .text = 发布、修改、申诉、单位认证和举报在同一队列，等待最久的在最前。
queue-waiting = { $n ->
    [0] 没有待处理的事项。
   *[other] 有{ $n }项待处理。
}
queue-filter = 显示
queue-all = 全部
queue-free = 只看无人处理的
queue-sort-new = 新发布
queue-sort-change = 修改
queue-sort-correction = 更正
queue-sort-appeal = 申诉
queue-sort-verification = 单位认证
queue-sort-report = 举报
queue-one-new = 新发布
queue-one-change = 修改
queue-one-appeal = 申诉
queue-one-verification = 单位认证
queue-one-report = 举报
queue-next = 领取下一项
queue-decide-next = 决定并领取下一项
queue-empty = 没有此类事项。
queue-none = 目前没有您可以处理且无人处理的事项。
queue-table = 待办事项
queue-what = 事项
queue-own = 本人所在单位
queue-keys = 快捷键
    .hint = 焦点在列表时有效，按Tab键离开。
queue-key-down = 下移
queue-key-up = 上移
queue-key-open = 打开
queue-key-next = 领取下一项

report-posting = 举报此发布
report-organization = 举报此单位
report-lead = 审核员会查看您举报的内容，处理结果会发信告知。被举报的单位和其他人都不会知道举报人是谁。
report-ground = 问题
report-ground-misleading = 虚假或误导
report-ground-spam = 广告或重复发布
report-ground-rights = 侵犯他人权利
report-ground-personal-data = 泄露个人信息
report-ground-illegal = 违法或不当内容
report-ground-outdated = 已经失效
report-ground-other = 其他
report-ground-missing = 请选择问题
report-words = 说明
    .hint = 请写明审核员应注意什么，最多{ $n }个字。
report-words-missing = 请说明问题所在
report-button = 提交举报
report-done = 谢谢。审核员会查看，处理结果会发信告知您。
report-already = 您已举报过，审核员尚未处理。
report-too-many = 您今天已提交{ $n }次举报，达到上限，请明天再试。
report-own = 这是您所在单位的内容，请直接修改或关闭。
report-back = 返回原页面
report-reported = 举报于{ $value }
report-what = 被举报的内容
report-open = 打开页面
report-others = 同一对象的其他举报
report-others-none = 没有。
report-state-waiting = 等待处理
report-state-upheld = 成立
report-state-dismissed = 不成立
report-verdict-uphold = 成立
report-uphold-posting = 该发布将撤下，直到其单位修改并再次通过审核。对方会看到您的理由。
report-uphold-organization = 确认举报属实。暂停单位须由站点管理员决定，请告知他们您的发现。
report-verdict-dismiss = 不成立
report-dismiss-hint = 没有问题。关于同一对象的待处理举报一并处理。
report-reason = 理由
    .hint = 判定成立时必填，最多{ $n }个字。
