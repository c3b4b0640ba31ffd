### `sunmao serve`.

serve-ready = The site is at { $value } . Stop it with Ctrl+C.
serve-port-taken = Something else already listens at { $value }. Stop it, or choose another port with --listen.
serve-cannot-listen = Can’t listen at { $value }. Choose an address of this machine and a port that you may use, with --listen.
