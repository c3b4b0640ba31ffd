### Files in and out: what is wrong with a file or a row.

file-not-found = { $file }：找不到该文件或文件夹，请检查路径。
file-no-permission = { $file }：没有读写权限，请检查权限设置。
file-disk-full = { $file }：磁盘已满。
file-io = { $file }：无法读写（{ $cause }）。
file-not-a-file = { $file }：不是文件，请指定CSV、XLSX或JSONL文件。
file-too-large = { $file }：大小为{ $size } MB，超过{ $max } MB的上限，请拆分后再试。
file-too-many-rows = { $file }：超过{ $max }行，请拆分后再试。
file-too-many-columns = { $file }：有的行超过{ $max }个单元格，请删除不需要的列。
file-not-text = { $file }：既不是UTF-8也不是GB18030编码的文本，请另存为“CSV UTF-8”或XLSX。
file-old-workbook = { $file }：是旧版或加密的工作簿，请另存为不带密码的.xlsx文件。
file-bad-workbook = { $file }：工作簿无法读取，请用表格软件打开后重新另存为.xlsx文件。
file-unpacks-too-far = { $file }：解压后的数据量远超正常工作簿，已拒绝读取。
file-no-sheet = { $file }：没有名为“{ $wanted }”的工作表。现有：{ $present }。
file-empty = { $file }：没有内容。首行应为列名。
file-no-known-column = { $file }：开头几行中没有可识别的列名。现有：{ $found }。请用--map说明各列含义，例如--map "{ $first }=description"。
file-cell-too-long = { $file }：{ $entry }的“{ $column }”列内容过长，超出工作簿单元格的容量，请改用.csv或.jsonl文件。
file-unknown-ending = { $file }：文件名应以.csv、.xlsx或.jsonl结尾。
file-list-separator = 、

row-in-column = “{ $column }”列：{ $reason }
row-no-text = 标题和描述均为空
row-missing = 缺少“{ $value }”
row-too-long = 共{ $given }个字符，最多{ $max }个
row-too-many = 共{ $given }项，最多{ $max }项
row-unreadable = “{ $value }”不是{ $expected }
row-reversed = 金额下限高于上限
row-other-kind = 能力中混有需求，或需求中混有能力
row-not-for-kind = 必备条件和加分项只用于需求，验证情况只用于能力
row-more-cells = 共{ $given }个单元格，但只有{ $max }列有列名
row-not-an-object = 不是JSON对象
row-line-too-long = 该行过长

expected-text = 文本
expected-id = 公开编号（如N-7F3K9Q）
expected-kind = “需求”或“能力”
expected-language = “中文”或“英文”
expected-trl = 1至9的成熟度等级
expected-form = 合作形式（如联合研发、joint-research）
expected-industry = GB/T 4754-2017的行业代码或名称
expected-discipline = GB/T 13745-2009的学科代码或名称
expected-strategic-industry = 战略性新兴产业的序号（1至9）或名称
expected-region = 我国省级或地级行政区的代码或名称
expected-yes-no = “是”或“否”
expected-money = 金额（如3000000、300万、300-450万）
expected-currency = 币种（如CNY、USD、EUR）
expected-months = 1至120个月的期限（如18、2年）
expected-ip = 知识产权安排（如共同所有、joint-ownership）
expected-date = 日期（如2027-01-31）
expected-timestamp = 时间（如2027-01-31T08:00:00Z）
expected-disclosure = “公开”“摘要公开”或“保密”
expected-state = 状态（如草稿、已发布）
expected-organization-kind = 单位类型（如高等院校、企业）

permitted-title = 可选值
permitted-column = 列
permitted-code = 代码
permitted-en = 英文名称
permitted-zh = 中文名称
