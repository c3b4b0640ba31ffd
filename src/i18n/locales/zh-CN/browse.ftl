### Browsing and searching.

browse-heading = 浏览需求与能力
browse-heading-needs = 浏览需求
browse-heading-capabilities = 浏览能力
browse-title-text = “{ $value }”的搜索结果
browse-description = 企业需要什么，高校能做什么：可按文字、行业、地域、合作形式和创新链环节查找。
browse-filters = { $n ->
    [0] 筛选
   *[other] 筛选（{ $n }）
}
browse-filters-label = 筛选
browse-kind = 类别
browse-both-kinds = 全部
browse-industry = 行业
browse-province = 地域
browse-form = 合作形式
browse-chain = 创新链环节
browse-organization = 单位类型
browse-language = 文本语言
browse-only = 只看
browse-remote = 接受异地合作
browse-verified = 已认证单位
browse-more = 其余{ $n }项
browse-apply = 应用筛选
browse-clear = 清除全部筛选
browse-active = 已选条件
browse-sort = 排序
browse-sort-button = 排序
browse-sort-relevance = 相关度
browse-sort-newest = 最新发布
browse-sort-deadline = 最早截止
browse-sort-stage = 成熟度最高
browse-total = 共{ $n }项
browse-capabilities-fit = 有{ $n }项能力契合
browse-needs-fit = 有{ $n }项需求契合
browse-nearest = 最接近的匹配
browse-suggestion = 您要找的是否是：
browse-cut = 仅列出并统计需求和能力各自最相关的5,000项；增加搜索词可缩小范围。
browse-nothing = 没有找到。
browse-nothing-filters = 请去掉上面的一个或全部条件。
browse-nothing-text = 请减少或更换搜索词；中英文内容都会搜索。
browse-everything = 查看全部
browse-nothing-yet = 还没有发布的内容。运营者可用sunmao import导入。
