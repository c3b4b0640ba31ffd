### `sunmao serve`.

serve-ready = 网站地址：{ $value } 。按Ctrl+C停止。
serve-port-taken = { $value }已被其他程序占用。请停止该程序，或用--listen另选端口。
serve-cannot-listen = 无法监听{ $value }。请用--listen指定本机地址和可用的端口。
