### `sunmao serve`.

cli-serve-about = 运行网站
cli-serve-listen = 监听的地址和端口；端口0表示任选一个空闲端口。
cli-serve-public-url = 浏览器所见的网站地址，用于链接和站点地图，例如https://sunmao.example；经TLS访问时以https开头。不填则用监听地址。
cli-serve-examples = 示例：
      sunmao serve
      sunmao serve --listen 0.0.0.0:80 --public-url https://sunmao.example
serve-ready = 网站地址：{ $value } 。按Ctrl+C停止。
serve-port-taken = { $value }已被其他程序占用。请停止该程序，或用--listen另选端口。
serve-cannot-listen = 无法监听{ $value }。请用--listen指定本机地址和可用的端口。
