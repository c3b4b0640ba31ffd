### Terms of the domain: forms of cooperation, the innovation chain, readiness levels.

form-joint-research = 联合研发
    .hint = 两方共同立项，共同投入人员、经费和设备，成果按约定共享。
form-licensing = 成果转让与许可
    .hint = 把专利、软件或技术秘密等已有成果转让或许可给企业使用。
form-commissioned = 委托开发
    .hint = 企业提出要求并出资，委托学校完成开发并按期交付。
form-testing = 检测与设备共享
    .hint = 学校为企业做检测、分析或试验，或者开放仪器设备供其使用。
form-platform = 共建平台
    .hint = 共同建设研发平台、实验室或中试基地，并长期运行。
form-curriculum = 共建专业与课程
    .hint = 按照岗位需要，共同建设专业、修订培养方案或开发课程。
form-textbook = 合编教材
    .hint = 教师与企业专家一起编写教材、案例或实训手册。
form-co-teaching = 师资互聘
    .hint = 企业专家到学校授课，教师到企业任职或实践。
form-internship = 实习与招聘
    .hint = 企业接收学生见习、实习，并录用合适的毕业生。
form-consulting = 咨询服务
    .hint = 专家就技术、管理或决策问题提供诊断和建议。
form-open-challenge = 揭榜挂帅
    .hint = 把难题和奖励公开发布，不限资历，能解决者揭榜。

chain-basic-research = 基础研究
chain-application-development = 应用开发
chain-achievement-transfer = 成果转化
chain-industrialization = 产业化

trl-1 = 发现基本原理
    .hint = 已观察到该技术所依据的基本原理，并形成报告或论文。
trl-2 = 形成技术概念
    .hint = 已提出技术概念或技术方案及其可能的用途，尚无实验证明。
trl-3 = 完成概念验证
    .hint = 已通过分析和实验证明关键功能可行，概念成立。
trl-4 = 实验室环境验证
    .hint = 主要部件已集成，并在实验室环境中通过功能验证。
trl-5 = 相关环境验证
    .hint = 部件已在接近实际使用的相关环境中通过验证；关键使能技术须在与工业相关的环境中验证。
trl-6 = 相关环境演示
    .hint = 系统模型或样机已在接近实际使用的相关环境（如中试线）中完成演示。
trl-7 = 实际环境样机演示
    .hint = 完整系统的样机已在实际使用环境中完成演示。
trl-8 = 系统完成并通过鉴定
    .hint = 实际系统已经完成，并通过使用所要求的试验和鉴定。
trl-9 = 实际系统成功应用
    .hint = 实际系统已在真实运行中得到成功检验，产品可以批量生产并参与市场竞争。

kind-need = 需求
kind-capability = 能力

state-draft = 草稿
state-in-review = 审核中
state-changes-asked = 待修改
state-refused = 未通过
state-published = 已发布
state-closed = 已关闭

disclosure-public = 公开
    .hint = 所有人都能看到全部内容。
disclosure-teaser = 摘要公开
    .hint = 已认证单位可以看到全部内容，其他人只能看到标题、简介和从列表中选择的内容。
disclosure-confidential = 保密
    .hint = 本单位以及您接受了合作意向的对方可以看到全部内容，其他人只能看到标题、简介和从列表中选择的内容。

ip-assignment = 权利归企业
ip-exclusive-licence = 独占许可
ip-non-exclusive-licence = 普通许可
ip-joint-ownership = 共同所有
ip-open = 公开共享
ip-negotiable = 面议

organization-university = 高等院校
organization-research-institute = 科研院所
organization-vocational-college = 职业院校
organization-enterprise = 企业
organization-association = 行业协会
organization-park = 科技园区或中试基地
organization-government = 政府部门

dimension-topic = 主题
dimension-chain = 产业链
dimension-stage = 成熟度（TRL）
dimension-form = 人才与形式
dimension-region = 地域
dimension-terms = 合作条件

band-snug = 严丝合缝
band-close = 基本契合
band-loose = 尚需打磨

language-en = 英文
language-zh = 中文
