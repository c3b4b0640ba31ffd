### 本站管理人员的页面。

staff-role-moderator = 审核员
staff-role-site-administrator = 本站管理员

staff-title = 管理
staff-sections = 您负责的内容
staff-queue = 单位认证
    .text = 申请认证的单位。
staff-people = 人员
    .text = 查找账号，查看管理人员。
staff-organizations = 单位
    .text = 查找单位，无论是否已认证。
staff-audit = 审计记录
    .text = 谁在何时何处作出了什么决定。
staff-waiting = { $n ->
    [0] 没有单位等待认证
   *[other] { $n }家单位等待认证
}
staff-waiting-first = 等待最久的在前。
staff-waiting-all = 查看全部
staff-queue-empty = 没有待决定的申请。单位一旦申请，即出现在此处。
staff-queue-table = 表格：等待认证的单位
staff-queue-decided = 已作出决定，单位管理员会收到邮件。
staff-column-organization = 单位
staff-column-kind = 类型
staff-column-region = 地区
staff-column-files = 文件
staff-column-waiting = 已等待
staff-age-days = { $n }天
staff-age-hours = { $n }小时
staff-age-minutes = { $n }分钟
staff-files = { $n ->
    [0] 无文件
   *[other] { $n }个文件
}

staff-case-statement = 单位的说明
staff-case-asked-by = 申请人
staff-case-asker-gone = 该账号已删除。
staff-case-in-named-domain = 邮箱属于单位填写的域名
staff-case-in-domain = 邮箱属于已确认的域名
staff-case-elsewhere = 邮箱不属于单位的任何域名
staff-case-files = 证明材料
staff-case-no-files = 没有提交文件。
staff-case-facts = 单位信息
staff-case-checks = 核对
staff-case-code-ok = 信用代码的校验码相符。
staff-case-code-odd = 信用代码的校验码不符。请与证照核对：个别已登记的代码也不符合校验规则。
staff-case-code-missing = 没有填写信用代码。
staff-case-duplicates = { $n ->
    [0] 没有其他单位使用相同的代码或名称。
   *[other] 另有{ $n }家单位使用相同的代码或名称：
}
staff-case-earlier = 以往的决定
staff-case-none-earlier = 该单位首次申请。
staff-case-late = 已有人先于您作出决定，以下为其决定。
staff-case-own = 您是该单位的成员，须由他人决定。
staff-case-decided = 此申请已有决定。
staff-decision = 决定
staff-decision-verify = 通过认证
    .hint = 单位情况属实，其邮箱域名随之确认。
staff-decision-send-back = 退回补充
    .hint = 材料有缺，单位可以重新申请。
staff-decision-refuse = 不予通过
    .hint = 单位情况与所述不符。
staff-decision-missing = 请选择一项决定
staff-decision-reason = 原因
    .hint = 退回或不予通过时必须填写。单位管理员会看到，请说明需要修改之处。最多{ $n }个字符。
staff-decision-reason-missing = 请说明原因，以及单位可以怎样做
staff-decision-reason-unread = 通过认证时请留空，否则无人能看到
staff-decision-button = 作出决定

staff-register = 查看登记信息
staff-find = 查找
staff-search-people = 姓名、邮箱或编号
staff-search-organizations = 名称或编号
staff-search-staff = 仅管理人员
staff-search-nobody = 没有找到。请尝试姓名或邮箱的一部分。
staff-search-nothing = 没有找到。请尝试名称的一部分。
staff-people-found = { $n }人
staff-organizations-found = { $n }家单位
staff-which = 显示
staff-which-all = 全部
staff-which-unverified = 未认证
staff-which-suspended = 已停用

staff-person = 账号
staff-person-staff = 管理角色
staff-person-not-staff = 无
staff-person-since = 注册时间
staff-person-second-factor = 两步验证
staff-person-no-second-factor = 未启用两步验证
staff-person-sessions = 登录设备
staff-person-devices = { $n ->
    [0] 无
   *[other] { $n }台
}
staff-person-organizations = 所代表的单位
staff-person-no-organization = 没有代表任何单位。
staff-person-own = 这是您本人。您的账号与角色由他人决定。
staff-identifier = 编号
staff-suspended = 已停用
staff-suspended-since = 自{ $value }起停用
staff-suspend-person = 停用
    .text = 该人员将在所有设备上退出登录，恢复之前不能登录，并会收到写明原因的邮件。
staff-suspend-person-button = 停用此人员
staff-restore-person = 恢复
    .text = 该人员可以重新登录，并会收到写明原因的邮件。
staff-restore-person-button = 恢复此人员
staff-suspend-organization = 停用
    .text = 该单位发布的内容立即从公开页面撤下，其成员不能代表该单位操作。单位管理员会收到写明原因的邮件。
staff-suspend-organization-button = 停用此单位
staff-restore-organization = 恢复
    .text = 该单位发布的内容重新公开，其成员可以再次代表该单位操作。单位管理员会收到写明原因的邮件。
staff-restore-organization-button = 恢复此单位
staff-reason = 原因
    .hint = 写入邮件和审计记录。最多{ $n }个字符。
staff-reason-missing = 请说明原因
staff-appoint = 更改角色
    .text = 权限自其打开下一页面起生效；被免去角色者将在所有设备上退出登录。
staff-appoint-role = 在本站的角色
staff-appoint-none = 非管理人员
staff-appoint-bad = 请选择角色
staff-appoint-reason = 原因
    .hint = 写入审计记录。最多{ $n }个字符。
staff-appoint-button = 设置角色
staff-own = 您不能对自己作出决定，请由其他管理员处理
staff-last-administrator = 本站没有其他管理员，请先任命一位
staff-done-suspended = 已停用，邮件即将发出。
staff-done-restored = 已恢复，邮件即将发出。
staff-done-role = 角色已设置。
staff-members = 成员
staff-no-members = 没有人代表该单位。
staff-history = 认证经过
staff-no-history = 该单位从未申请认证。
staff-public-page = 公开页面
staff-recent = 最近的审计记录
staff-recent-none = 还没有记录。
staff-recent-by = 其全部操作
staff-recent-about = 涉及其本人的全部操作
staff-recent-organization = 全部记录

staff-audit-filter = 筛选
staff-audit-actor = 操作人
    .hint = 人员编号，例如U-7F3K9Q
staff-audit-actor-bad = 请填写人员编号，例如U-7F3K9Q
staff-audit-deed = 操作
staff-audit-deed-any = 任何操作
staff-audit-deed-bad = 请从列表中选择
staff-audit-object = 对象
    .hint = 人员或单位的编号，例如O-7F3K9Q
staff-audit-object-bad = 请填写人员或单位的编号，例如U-7F3K9Q或O-7F3K9Q
staff-audit-from = 自
    .hint = 例如2027-01-31
staff-audit-until = 至
    .hint = 含当日
staff-audit-day-bad = 请填写日期，例如2027-01-31
staff-audit-order-bad = 结束日期不能早于开始日期
staff-audit-show = 显示
staff-audit-all = 显示全部
staff-audit-count = { $n ->
   *[other] { $number }条记录
}
staff-audit-none = 没有符合条件的记录，请减少筛选条件。
staff-audit-export = 导出
    .text = 导出所有符合条件的记录，其中只有编号，没有姓名。导出本身也会记入审计记录。
    .most = 一次最多导出最新的{ $value }条。如需更早的记录，请缩小筛选范围。
staff-audit-csv = 导出CSV
staff-audit-jsonl = 导出JSONL
staff-audit-program = 程序或其运行者
staff-audit-gone = 已删除的账号（{ $value }）
staff-audit-gone-organization = 已删除的单位（{ $value }）
staff-audit-before = 操作前
staff-audit-after = 操作后
staff-audit-reason = 原因
staff-audit-address = 来源地址

audit-account-made = 创建账号
audit-signed-in = 登录
audit-sessions-ended = 结束登录
audit-password-changed = 修改密码
audit-second-factor-set = 启用两步验证
audit-second-factor-removed = 关闭两步验证
audit-recovery-codes-made = 生成恢复码
audit-recovery-code-used = 使用恢复码
audit-data-exported = 导出本人数据
audit-account-deleted = 删除账号
audit-organization-founded = 添加单位
audit-organization-changed = 修改单位资料
audit-member-invited = 邀请成员
audit-invitation-withdrawn = 撤回邀请
audit-member-added = 加入成员
audit-join-refused = 拒绝加入申请
audit-role-changed = 更改成员角色
audit-member-removed = 终止成员身份
audit-verification-asked = 申请认证
audit-verification-decided = 决定认证
audit-verification-lapsed = 认证失效
audit-posting-submitted = 提交发布
audit-posting-taken-back = 撤回提交
audit-posting-reviewed = 审核发布
audit-posting-closed = 关闭发布
audit-posting-renewed = 续期发布
audit-organization-suspended = 停用单位
audit-organization-restored = 恢复单位
audit-person-suspended = 停用人员
audit-person-restored = 恢复人员
audit-staff-changed = 更改管理角色
audit-audit-exported = 导出审计记录
