### 邮件。

mail-greeting = { $value }，您好：
mail-new-matches-need = 有{ $n }项新能力契合贵单位的需求“{ $title }”
mail-new-matches-capability = 有{ $n }项新需求契合贵单位的能力“{ $title }”
mail-new-matches-several = 贵单位的{ $postings }项发布有{ $n }个新的匹配
mail-why = 契合之处：
mail-reasons-comma = ；
mail-gap = 差距：
mail-more = 另有{ $n }项契合。
mail-see-all = 查看全部匹配
mail-why-you = 您是发布单位的成员，因此收到此邮件。对方尚未得知贵单位。

cli-serve-smtp-url = 发送邮件的服务器：smtp://host:25、smtp://user:password@host:587?tls=required或smtps://user:password@host。不填则把邮件写入数据文件夹中的“mail”文件夹。
cli-serve-mail-from = 邮件的发件人，例如Sunmao <sunmao@example.org>
serve-mail-smtp = 邮件经邮件服务器发出。
serve-mail-folder = 未设置邮件服务器：邮件写入{ $value } 。
serve-mail-from-bad = 发件人不是有效的邮箱，例如Sunmao <sunmao@example.org>。请用--mail-from更正。
serve-smtp-url-bad = 无法识别邮件服务器的地址。请用--smtp-url更正，例如smtps://user:password@mail.example.org。
