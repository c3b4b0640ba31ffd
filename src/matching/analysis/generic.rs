//! Words of every research text. They count when texts are compared, but name no subject.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::word::is_unit;
use super::{Term, tokens};

/// English words in any form (they are stemmed), and Chinese ones.
const GENERIC: &str = "
able above accept access accordance according account achieve across actual add additional address advance
after agree all allow along already although always among amount analysis annual another answer appear
application apply approach appropriate approximate area around ask assess available average away back base
based basic basis because become before begin behaviour below benefit best better beyond bring build case
cause certain change chinese choose clear close come common company compare compared comparison complete
concern condition consider consist contain continue contract cost country course cover create current
customer daily data date day deal decide decrease deliver delivery demand demonstrate depend describe design
detail detect determine develop development difference different difficult direct discuss document does done
down due during early easy effect effective efficient either employ enable end engineering enough ensure
enterprise equipment especially establish estimate evaluate even every evidence examine example except exist
expect experience experiment experimental explain extend factory fail failure far fast feature few field
figure fill final find fine first fit five follow form found four full fully function further future general
get give given go goal good great group grow half hand handle help here high higher hold hour however ideal
identify impact implement important improve include increase independent indicate individual industrial
industry information inside instead instrument intend introduce investigate involve issue item job joint
keep key kind know known laboratory lab large last late later lead least leave less let level like limit line list
little local long look loss lot low lower main maintain major make manage management manner manufacture many
mark market material maximum mean measure measured measurement meet member method minimum model month most
move much must name near necessary need never new next none normal note now number object objective observe
obtain occur offer office often old once one only open operate operation option order organization original
out outside overall own page paper parallel parameter part partner past pass pay people per percent perform
performance period person phase pilot place plan plant point position possible practical practice predict
prepare present prevent price principle prior problem procedure process produce product production program
project proper propose proposed protect prove provide public publish purpose put quality quantity range rate
rather ratio reach read ready real reason receive recent record reduce reference regard relate relation
relative release relevant reliable remain remove repeat replace report represent require required
requirement research resource respect response rest result return review right run safe same sample save
scale school science second section see seek select send separate series serve service set several share
short show side significant similar simple since single site situation six size small so solution solve some
source special specific specification spend staff stage standard start state step still stop strong structure
student study subject success suitable supply support sure system take target task teach team technical
technique technology ten term test tested testing text then theory thing third thousand three through
throughout thus time today together too tool top total toward train training try turn two type typical under
understand unit university until up upon us use used useful user using usual valid value various verify very
via view want way week well whether while whole why wide within without word work worker workshop world write
year yet zero acid batch class cycle expert gb iso iec astm dl en jb qb nb hg yy yb ministry ahead apart aside
bench bring carry check code copy decade dozen draw drop easily edge entire faster feel finish gain half heavy
hear hold hundred inch joined kept lack language learn lesson life lift light list load locally lost machine
maker meant mind minute mix morning move night norm null ours pair pilot pool press pure quarter quick rare
reject rise round run season shift ship shop slow slower soft sold sort spring stand stay stock stop summer
taught teacher tenth term thin thick thirty trade trial twenty upper visit wait wear winter woman younger
january february march april may june july august september october november december
技术 系统 研究 开发 方法 应用 产品 企业 公司 项目 生产 工艺 设备 材料 性能 问题 方案 数据 分析 设计 测试 实验 试验
实验室 检测 测量 结果 过程 条件 要求 需求 能力 成果 提高 降低 改善 优化 实现 提供 建立 建设 形成 完成 使用 利用 基于
解决 支持 服务 合作 联合 学校 大学 学院 高校 学生 教师 团队 人员 工程 工程师 行业 产业 市场 客户 用户 国家 国内 国际 中国
地区 标准 指标 参数 数量 质量 成本 价格 效率 时间 周期 年度 每年 每月 每天 小时 分钟 以上 以下 目标 任务 内容 范围 水平
情况 影响 因素 作用 功能 特点 优势 关键 核心 主要 重要 基本 基础 一般 特殊 全部 部分 整个 单个 多个 一次 两次 三个 两个 第一
第二 同类 相同 类似 相应 现场 实际 工作 运行 操作 管理 控制 处理 制造 加工 制备 验证 评价 评估 报告 文件 资料 记录 样品
样本 样机 样件 批次 批量 规模 中试 量产 小试 阶段 环节 步骤 流程 模型 模式 结构 形式 类型 种类 规格 型号 达到 超过 低于
高于 小于 大于 约为 平均 最大 最小 最高 最低 稳定 可靠 有效 明显 显著 快速 自动 人工 智能 先进 新型 传统 现有 自主 独立
单位 机构 部门 负责 参与 配合 交付 提出 给出 说明 介绍 包括 包含 涉及 围绕 针对 希望 愿意 接受 双方 对方 我方 本项目 本校
本公司 课题组 课程 培训 教学 编写 实习 招聘 预算 经费 费用 合同 验收 专利 论文 知识产权 万元 个月 三年 两年 一年
";

static STEMS: LazyLock<HashSet<Term>> =
    LazyLock::new(|| tokens(GENERIC).into_iter().map(|token| token.term).filter(Term::is_word).collect());

/// Whether a term names no subject by itself: a word of every research text, a number, a single letter.
pub(in crate::matching) fn is_generic(term: &Term) -> bool {
    match term {
        Term::Word(word) => {
            word.starts_with(|c: char| c.is_ascii_digit())
                || word.chars().nth(1).is_none()
                || is_unit(word)
                || STEMS.contains(term)
        }
        Term::HanWord(word) => word.chars().nth(1).is_none() || STEMS.contains(term),
        Term::HanPair(_) => true,
    }
}
