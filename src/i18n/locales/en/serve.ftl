### `sunmao serve`.

cli-serve-about = Serve the site
cli-serve-listen = The address and port to listen at; port 0 takes any free one
cli-serve-public-url = The site’s address as browsers see it, for links, letters and sitemaps, such as https://sunmao.example. Behind TLS it begins with https. Without it: the address listened at
cli-serve-smtp-url = The mail server that letters leave by: smtp://host:25, smtp://user:password@host:587?tls=required or smtps://user:password@host. Without it letters are written to the folder “mail” in the data folder.
cli-serve-mail-from = Where letters come from, such as Sunmao <sunmao@example.org>
cli-serve-examples =
    Examples:
      sunmao serve
      sunmao serve --listen 127.0.0.1:8080 --public-url https://sunmao.example

serve-ready = The site is at { $value } . Stop it with Ctrl+C.
serve-port-taken = Something else already listens at { $value }. Stop it, or choose another port with --listen.
serve-cannot-listen = Can’t listen at { $value }. Choose an address of this machine and a port that you may use, with --listen.
serve-mail-smtp = Letters leave by the mail server.
serve-mail-folder = No mail server is set: letters are written to { $value } .
serve-mail-from-bad = The sender of letters is not a mailbox such as Sunmao <sunmao@example.org>. Correct it with --mail-from.
serve-smtp-url-bad = The address of the mail server can’t be read. Correct it with --smtp-url, such as smtps://user:password@mail.example.org.
