### The frame of every page, and what several pages say.

layout-brand = 榫卯 Sunmao
# The name is written twice: first in the page's own script.
layout-brand-first = 榫卯
layout-brand-second = Sunmao
layout-description = 企业发布需求，高校发布能力。榫卯逐一比对，说明哪里契合、还差什么。
layout-skip = 跳到正文
layout-nav = 主导航
layout-crumbs = 路径
layout-browse = 浏览
layout-scores = 得分如何计算
layout-about = 关于
layout-switch = English
layout-search = 搜索
layout-foot = 榫卯是以Apache 2.0许可证发布的自由软件。
layout-appearance = 外观
layout-appearance-system = 跟随系统
layout-appearance-light = 浅色
layout-appearance-dark = 深色
layout-apply = 应用

layout-verified = 已认证
layout-asks = 要求{ $value }
layout-offers = 现有{ $value }
layout-closes = { $value }截止
layout-closed = 已于{ $value }截止
layout-posted = { $value }发布
layout-not-stated = 未说明

layout-score = 契合得分
layout-joint = 六维契合图
layout-joint-dimension = 维度
layout-joint-fit = 契合程度
layout-joint-points = 得分（满分100）

layout-pages = 分页
layout-page = 第{ $value }页
layout-page-previous = 上一页
layout-page-next = 下一页
layout-remove-filter = 去掉条件：
