### `sunmao demo` 运行时的文字。

cli-demo-port = 在本机监听的端口；0表示任取一个空闲端口
cli-demo-keep-in = 把演示数据库保存在此文件夹；不指定则结束时删除
cli-demo-fresh = 重新建库；须与--data-dir同用

demo-holds = 示例数据已完成匹配：{ $organizations }家单位、{ $needs }项需求、{ $capabilities }项能力。请用浏览器打开
demo-accounts = 每类单位各有一个演示账号，本次运行的统一密码为{ $value }
demo-account = { $role }，{ $organization }
demo-staff = 最后两个账号用于管理本站；设置两步验证后即可使用管理功能。
demo-stop = 按Ctrl+C停止，示例数据库随即删除。
demo-stop-kept = 按Ctrl+C停止。数据库保留在：{ $value }
demo-port-taken = 端口{ $port }已被其他程序占用。请停止该程序，或改用其他端口：sunmao demo --port { $other }
demo-cannot-listen = 无法监听端口{ $value }。请用--port改用其他端口。
demo-other-database = { $value }中已有一个非演示用的数据库。请用--data-dir指定其他文件夹。

role-reader = 查看者
role-editor = 编辑者
role-administrator = 管理员
