### 邮件。

mail-greeting = { $value }，您好：
mail-new-matches-need = 有{ $n }项新能力契合贵单位的需求“{ $title }”
mail-new-matches-capability = 有{ $n }项新需求契合贵单位的能力“{ $title }”
mail-new-matches-several = 贵单位发布的{ $postings }项内容有{ $n }项新匹配
mail-why = 契合之处：
mail-reasons-comma = ；
mail-gap = 差距：
mail-more = 另有{ $n }项契合。
mail-see-all = 查看全部匹配
mail-why-you = 您是发布单位的成员，因此收到此邮件。对方单位的成员也可能收到同样的通知，其中有贵单位的名称，没有您的姓名。
