### The front page.

home-title = 需求与能力，在此契合
home-heading = 企业有需求，高校有能力，榫卯看两者合不合。
home-lead = 榫卯把每项需求与每项能力逐一比对，中英文一视同仁，用平实的话说明哪里契合、哪里还差。
home-search-label = 搜索需求与能力
home-search-example = 焊缝检测、thermal barrier、TRL 6……
home-figure = 一项需求与一项能力的契合
home-best-pair = 契合得分{ $n }：看看这两项为何契合
home-today = 平台现况
home-needs = 待对接需求
home-capabilities = 可对接能力
home-organizations = 入驻单位
home-snug-pairs = 严丝合缝的匹配
home-latest-needs = 最新需求
home-latest-capabilities = 最新能力
home-all-needs = 全部{ $value }项需求
home-all-capabilities = 全部{ $value }项能力
home-no-needs = 还没有发布的需求。
home-no-capabilities = 还没有发布的能力。
home-how = 匹配怎样产生
home-how-post = 1. 发布
    .text = 企业写明需要什么，高校写明能做什么。两边说的是同样的事：领域、成熟度、合作形式，直到预算与权利归属。
home-how-compare = 2. 比对
    .text = 每项需求都与每项能力在六个维度上比对；某个维度只要有一方没有写明，就不计入得分。
home-how-read = 3. 看理由
    .text = 每个匹配都写明双方谈到的共同点和尚缺之处，第一次洽谈就可以从差距谈起。
