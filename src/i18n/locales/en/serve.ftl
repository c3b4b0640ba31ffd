### `sunmao serve`.

cli-serve-about = Serve the site
cli-serve-listen = The address and port to listen at; port 0 takes any free one.
cli-serve-public-url = The site’s address as browsers see it, for links and sitemaps, such as https://sunmao.example. Behind TLS it begins with https. Without it: the address listened at.
cli-serve-examples = Examples:
      sunmao serve
      sunmao serve --listen 0.0.0.0:80 --public-url https://sunmao.example
serve-ready = The site is at { $value } . Stop it with Ctrl+C.
serve-port-taken = Something else already listens at { $value }. Stop it, or choose another port with --listen.
serve-cannot-listen = Can’t listen at { $value }. Choose an address of this machine and a port that you may use, with --listen.
