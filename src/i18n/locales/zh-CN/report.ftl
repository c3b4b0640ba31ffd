### The report that `sunmao match` writes.

report-title = 匹配结果
report-intro = 已将{ $needs }项需求与{ $capabilities }项能力逐一比对。每项得分都附有理由和差距。
report-contents = 需求一览
report-best = 最高得分
report-none = 无
report-line = 第{ $value }行
report-no-match = 没有匹配。请为需求补充可量化的指标、成熟度和所属行业。
report-left-out = 另有{ $n }项需求未列入本报告；如需全部结果，请输出为.xlsx或.csv。
