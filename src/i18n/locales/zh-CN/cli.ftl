### The command line: help, progress, errors.

cli-heading-usage = 用法：
cli-heading-commands = 命令
cli-heading-arguments = 参数
cli-heading-options = 选项
cli-value-command = 命令
cli-default = （默认：{ $value }）
cli-env = （也可用环境变量{ $value }设置）

cli-program-about = 对接企业需求与高校能力，并说明契合的理由与存在的差距。
cli-any-version = 显示版本
cli-program-examples =
    示例：
      sunmao demo
      sunmao match --needs 需求.xlsx --capabilities 成果.csv --out 匹配.html
      sunmao match --help

    退出码：0 完成；1 失败，不留下写了一半的文件；2 用法错误；3 完成，但略去了部分行。

cli-any-help = 显示帮助
cli-any-lang = 程序所用的语言，en或zh；未指定时依次取LC_ALL、LC_MESSAGES、LANG
cli-any-database-url = 以postgres://开头的PostgreSQL地址；未指定时使用数据文件夹中的SQLite文件sunmao.db
cli-any-data-dir = 数据文件夹，存放SQLite数据库（如使用）和其他文件
cli-any-map = 说明未能识别的列，例如：成果概况=description；写成“列名=ignore”则忽略该列。可多次使用
cli-any-errors = 将未能读取的行全部列入该文件（.csv、.xlsx或.jsonl）

cli-match-about = 将一个文件中的需求与另一个文件中的能力进行匹配
cli-match-needs = 需求文件：CSV（UTF-8或GB18030）、XLSX或JSONL
cli-match-capabilities = 能力文件：CSV（UTF-8或GB18030）、XLSX或JSONL
cli-match-out = 匹配结果的文件，格式由扩展名决定：.csv、.xlsx、.jsonl，或供阅读的.html报告；未指定时以CSV写到标准输出
cli-match-top = 每项需求最多给出多少项能力，1至1000
cli-match-min-score = 最低得分，0至100
cli-match-weights = 各维度的权重，只看比例；未列出的维度不计分，topic必须列出
cli-match-needs-sheet = 需求工作簿中的工作表；未指定时取第一张可见的工作表
cli-match-capabilities-sheet = 能力工作簿中的工作表；未指定时取第一张可见的工作表
cli-match-examples =
    列按中英文列名识别：标题title、描述description、关键词keywords、成熟度trl、合作形式forms、行业industries、学科disciplines、地区region、预算budget、周期period_months、知识产权ip、截止日期deadline、单位organization等。只要有标题或描述即可匹配。

    示例：
      sunmao match --needs 需求.xlsx --capabilities 成果.csv --out 匹配.html
      sunmao match --needs 需求.csv --capabilities 成果.xlsx \
        --top 5 --min-score 65 --out 匹配.xlsx
      sunmao match --needs a.csv --capabilities b.csv \
        --map 成果概况=description --weights topic=50,stage=50
      sunmao match --needs queries.jsonl --capabilities corpus.jsonl \
        --errors 未读取.csv > 匹配.csv
cli-match-unknown-ending = { $value }：文件名应以.csv、.xlsx、.jsonl或.html结尾。
cli-match-out-is-input = { $value }：该文件正是要读取的文件，请用--out指定另一个文件。

cli-evaluate-about = 在测试集上评测文本排序
cli-evaluate-sets = 含corpus.jsonl、queries.jsonl和qrels.tsv的文件夹
cli-evaluate-set = 更改排序参数（名称见docs/MATCHING.md）
cli-evaluate-compare = 另以这些参数评测，并逐条查询比较；可多次给出
cli-evaluate-validate = 另列出每个测试集由其余测试集选出的配置，及其在该集上的结果
cli-evaluate-ablate = 依次去掉排序的各个部分并比较
cli-evaluate-calibrate = 另列出各分数段中正确配对的比例
cli-evaluate-json = 输出JSON对象，而不是表格
cli-evaluate-run = 以TREC run格式将排序写入该文件，每个查询100篇文档
cli-evaluate-queries = 将每条查询的各项指标以CSV写入该文件
cli-evaluate-examples =
    示例：
      sunmao evaluate sets/sbir --json
      sunmao evaluate sets/* --compare k1=2,b=0.75
      sunmao evaluate sets/* --ablate
      sunmao evaluate sets/* --compare k1=0.8 --compare k1=1.2 --validate

cli-import-about = 将文件中的单位、需求和能力导入数据库
cli-import-files = 需求和能力文件：CSV（UTF-8或GB18030）、XLSX或JSONL
cli-import-organizations = 单位文件，先于其他文件导入；需求和能力用id、ref或名称指明所属单位
cli-import-kind = 行内未注明类型时按此处理：need（需求）或capability（能力）
cli-import-sheet = 需求和能力工作簿中的工作表；未指定时取第一张可见的工作表
cli-import-organizations-sheet = 单位工作簿中的工作表；未指定时取第一张可见的工作表
cli-import-dry-run = 只说明每一行将如何处理，不写入数据库
cli-import-examples =
    已有相同id或ref的条目在原处更新，新条目获得新的编号。除被略去并列出的行以外，导入要么全部完成，要么全部不做。

    示例：
      sunmao import 需求.xlsx --kind need --organizations 单位.xlsx
      sunmao import needs.jsonl capabilities.jsonl --dry-run
cli-import-row = { $file }第{ $line }行：{ $outcome }
cli-import-added = 新增
cli-import-changed = 更新
cli-import-unchanged = 无变化
cli-import-no-organization = 已略去：未注明所属单位
cli-import-unknown-organization = 已略去：文件和数据库中都没有其所属单位
cli-import-ambiguous-organization = 已略去：有多家单位同名，请用id或ref指明
cli-import-kind-of-id = 已略去：编号与类型不符，一为需求，一为能力
cli-import-two-entries = 已略去：id与ref指向不同的条目
cli-import-organizations-done = 单位：新增{ $added }家，更新{ $changed }家，无变化{ $unchanged }家
cli-import-postings-done = 需求和能力：新增{ $added }项，更新{ $changed }项，无变化{ $unchanged }项
cli-import-dry-run-done = 以上为试运行，未作任何更改。

cli-export-about = 将数据库中的单位、需求和能力写入文件
cli-export-organizations = 单位的目标文件：.csv、.xlsx或.jsonl
cli-export-needs = 需求的目标文件：.csv、.xlsx或.jsonl
cli-export-capabilities = 能力的目标文件：.csv、.xlsx或.jsonl
cli-export-examples =
    导出的文件可以原样导入，不丢失任何内容。

    示例：
      sunmao export --organizations 单位.xlsx \
        --needs 需求.xlsx --capabilities 能力.xlsx
cli-export-written = { $file }：已写入{ $n }行

cli-demo-about = 建立含中英文样例的数据库，完成匹配，并在本机运行网站
cli-demo-examples =
    示例：
      sunmao demo

cli-migrate-about = 将数据库更新到本版程序所需的结构

cli-read = { $file }：读取{ $n }行{ $left ->
    [0] {""}
   *[other] ，另有{ $left }行未能读取
}
cli-ignored = { $file }：以下列未使用：{ $names }{ $more ->
    [0] {""}
   *[other] ，另有{ $more }列
}
cli-left-out = { $file }第{ $line }行未能读取：{ $reason }
cli-left-out-more = ……另有{ $n }行；可用--errors指定文件，列出全部
cli-no-rows = { $value }：没有一行能够读取。
cli-map-without-column = --map：所有文件中都没有“{ $value }”列。
cli-errors-is-input = { $value }：该文件正是要读取的文件，请用--errors指定另一个文件。
cli-errors-is-out = { $value }：匹配结果将写入该文件，请用--errors指定另一个文件。

cli-store-address = 数据库地址应以postgres://或postgresql://开头；不填则使用数据文件夹。
cli-store-folder = { $value }：数据文件夹无法创建或使用，请检查路径和写入权限。
cli-store-open = 无法连接数据库，请检查地址以及数据库是否正在运行。
cli-store-newer = 数据库曾由更新版本的程序使用，请改用该版本。
cli-store-failed = 数据库操作失败。设置SUNMAO_LOG=debug后重试，可查看原因。

usage-unknown-argument = 未知的参数：{ $argument }
usage-unknown-command = 未知的命令：{ $value }
usage-missing-argument = 缺少：{ $argument }
usage-missing-value = 缺少取值：{ $argument }
usage-bad-value = “{ $value }”不能作为{ $argument }的取值
usage-conflict = 不能与其他参数同用，或不能重复：{ $argument }
usage-other = 无法理解这些参数。
usage-help = 详情请用--help查看。

phase-writing = 正在写入匹配结果
