### Error pages: what happened, and what to do next.

errors-status = 错误{ $n }
errors-id = 错误编号：{ $value }。反馈问题时请一并告知。
errors-home = 回到首页
errors-browse = 浏览需求与能力
errors-not-found = 这个地址没有内容
    .advice = 可能是发布者已经撤回，也可能是地址有误。您可以搜索，或从首页重新开始。
errors-bad-request = 无法识别这个地址
    .advice = 地址不完整或有误。您可以重新搜索，或从首页开始。
errors-method = 这个页面只能阅读
    .advice = 不能向这个地址提交内容，请直接在浏览器中打开。
errors-too-large = 内容过长
    .advice = 地址或文字超出了本站所能接收的长度。请缩短搜索词，或减少筛选条件。
errors-busy = 本站现在很忙
    .advice = 您的请求没有处理，请过几秒再试。
errors-internal = 本站出了问题
    .advice = 问题已经记录，请稍后再试。
