### `sunmao explain`。

cli-explain-about = 重新计算一对供需的得分，说明理由，并与已存结果核对
cli-explain-need = 需求编号，例如N-7F3K9Q
cli-explain-capability = 能力编号，例如C-2B4D6F
cli-explain-json = 输出JSON对象，而不是文本
cli-explain-examples =
    示例：
      sunmao explain N-7F3K9Q C-2B4D6F
      sunmao explain N-7F3K9Q C-2B4D6F --data-dir /var/lib/sunmao --json

    退出码1：输入相同而已存结果不同。

explain-unknown = 此数据库中{ $need }和{ $capability }不是已发布的一项需求和一项能力。
explain-total = 总分{ $value }
explain-for-need = 对需求方{ $value }
explain-for-capability = 对能力方{ $value }
explain-contributions = 各维度贡献（括号内为百分制取值）：
explain-concepts = 双方都谈到：
explain-requirements = 对需求逐条的应答：
explain-gaps = 还缺什么：
explain-conditions = 不参与匹配，因为：
explain-agrees = 与已存结果完全一致。
explain-not-kept = 这一对不在已存的匹配之中。
explain-other-inputs = 已存结果（{ $value }）产生于信息变更之前，下次匹配时更新。
explain-other-version = 已存结果（{ $value }）由另一版本的引擎产生。
explain-differs = 已存结果（{ $value }）输入相同而得分不同。
