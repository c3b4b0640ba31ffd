### What the site is.

about-title = 关于
about-heading = 关于榫卯
about-lead = 榫卯让企业的需求与高校的能力相遇，用平实的话说明两者为何契合、还差什么。
about-name = 名称
    .text = 榫卯不用一钉，就能把两块木料接牢：一边是卯眼，一边是榫头，合得上，便立得住。本站要找的，就是这样合得上的两方。
about-does = 做什么
    .text = 每项需求都与每项能力在六个维度上比对：主题、产业链、成熟度、人才与形式、地域、合作条件。每个匹配都给出得分、理由和尚存的差距。差距不是拒绝，而是洽谈的起点。
about-languages = 两种语言
    .text = 中文与英文在这里地位相同：页面两种语言都完整，一种语言的发布内容也会与另一种语言的相比对。发布内容本身保持作者的原文。
about-shown = 显示哪些内容
    .text = 页面上列出、搜索和匹配的，只有发布单位已经公开的内容。如需发布，请将材料交给本站的运营单位，目前由其从文件导入。
about-cookies = Cookie
    .text = 两个Cookie记住您选择的语言和外观。登录后另有一个Cookie记住登录状态，最长30天；登录前的表单使用一个关闭浏览器即失效的Cookie。本站不跟踪访客，也不加载其他网站的内容。
about-standards = 所用标准
    .text = 行业依GB/T 4754-2017，学科依GB/T 13745-2009，地域依GB/T 2260，成熟度依GB/T 22900-2022及“地平线2020”的九个等级。
about-software = 软件
    .text = 本站运行的是榫卯{ $value }，它是以Apache 2.0许可证发布的自由软件。页面使用了他人的作品，许可证如下：
about-icons = 图标：Lucide（ISC）
about-normalize = 样式基础：modern-normalize（MIT）
