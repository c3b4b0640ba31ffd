### `sunmao serve`.

cli-serve-about = 运行网站
cli-serve-listen = 监听的地址和端口；端口0表示任选一个空闲端口
cli-serve-public-url = 浏览器所见的网站地址，用于链接、邮件和站点地图，例如https://sunmao.example；经TLS访问时以https开头。不填则用监听地址
cli-serve-weights = 本站各维度的权重，只看比例；管理员在网页上设定的优先
cli-serve-smtp-url = 发送邮件的服务器：smtp://host:25、smtp://user:password@host:587?tls=required或smtps://user:password@host。单用smtp://时全程不加密，密码也以明文发送；加上参数tls=opportunistic时，服务器支持才加密，不支持则不发送密码。不填则把邮件写入数据文件夹中的“mail”文件夹
cli-serve-smtp-timeout = 邮件服务器同意接收一封邮件正文之前的时限，1至600秒；逾时未发出的邮件稍后重试
cli-serve-smtp-answer-timeout = 邮件服务器接收一封邮件正文并作出答复的时限，1至3600秒；过短会使邮件重复送达
cli-serve-smtp-connections = 同时发送的邮件数，每封各用一个连接，1至32
cli-serve-mail-from = 邮件的发件人，例如Sunmao <sunmao@example.org>
cli-serve-examples =
    示例：
      sunmao serve
      sunmao serve --listen 127.0.0.1:8080 --public-url https://sunmao.example

serve-ready = 网站已启动（按Ctrl+C停止）：{ $value }
serve-port-taken = { $value }已被其他程序占用。请停止该程序，或用--listen另选端口。
serve-cannot-listen = 无法监听{ $value }。请用--listen指定本机地址和可用的端口。
serve-mail-smtp = 邮件经邮件服务器发出。
serve-mail-folder = 未设置邮件服务器，邮件写入{ $value }
serve-mail-from-bad = 发件人不是有效的邮箱，例如Sunmao <sunmao@example.org>。请用--mail-from更正。
serve-smtp-url-bad = 无法识别邮件服务器的地址。请用--smtp-url更正，例如smtps://user:password@mail.example.org。
cli-serve-trusted-proxies = 站点前方代理所在的网络，例如10.0.0.0/8；只采信这些代理给出的来源地址
cli-serve-attempts = 一个地址10分钟内可以尝试登录、注册等操作的次数；单个账号为其三分之一
serve-setup = 本站尚无管理员。请在24小时内打开以下网址创建首位管理员：{ $value }

cli-admin-about = 创建本站的管理员
cli-admin-action = create：创建账号；密码会另行询问，或读取标准输入的第一行
cli-admin-email = 管理员用于登录的电子邮箱
cli-admin-name = 管理员的姓名
cli-admin-examples =
    示例：
      sunmao admin create ma.lan@example.org --name 马岚

admin-password = 密码：
admin-no-password = 无法读取密码。
admin-created = 账号{ $value }已成为本站管理员。首次登录时请设置两步验证。
