### 已保存的搜索与订阅源。

browse-feed = Atom订阅源
searches-title = 已保存的搜索
searches-lead = 新发布的内容符合以下某项搜索时，会按您选择的频率通知您。
searches-none = 您还没有保存任何搜索。
    .text = 搜索您关心的内容，并在结果页保存该搜索
searches-save = 保存此搜索
searches-sign-in = 登录后可保存此搜索
searches-saved = 搜索已保存。今后如有符合条件的新内容，会通知您。
searches-all = 全部已保存的搜索
searches-name = 搜索名称
searches-pace = 邮件通知
    .hint = 仅通知今后发布的内容，每项只通知一次。
searches-saved-on = 保存于{ $value }
searches-remove = 删除
searches-rename = 重命名
searches-rename-title = 重命名搜索
searches-renamed = 搜索已重命名。
searches-removed = 搜索已删除。
searches-back = 返回搜索
searches-too-long = 此搜索过长，无法保存：请减少筛选条件或搜索词
searches-full = 您已保存{ $n }项搜索，达到上限。请先在“我的账号”中删除一项
