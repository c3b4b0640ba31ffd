### `sunmao serve`.

cli-serve-about = Run the site
cli-serve-listen = The address and port to listen on; port 0 takes any free one
cli-serve-public-url = The site’s address as browsers see it, for links, e-mail and sitemaps, such as https://sunmao.example. Behind TLS it begins with https. Without it: the address listened on
cli-serve-weights = How much each dimension counts on this site until administrators set something else; only the proportions matter
cli-serve-smtp-url = The mail server that sends e-mail: smtp://host:25, smtp://user:password@host:587?tls=required or smtps://user:password@host. With smtp:// alone nothing is encrypted, the password neither; with ?tls=opportunistic only if the server offers it, and a password is not sent otherwise. Without a server e-mail is written to the folder “mail” in the data folder
cli-serve-smtp-timeout = How long the mail server may take over one letter until it accepts its content, in seconds from 1 to 600. What isn’t sent by then is tried again later
cli-serve-smtp-answer-timeout = How long the mail server may take over the content of one letter and its answer to that, in seconds from 1 to 3600. Too short, and letters arrive twice
cli-serve-smtp-connections = How many letters are sent at once, each over its own connection, from 1 to 32
cli-serve-mail-from = The sender of e-mail, such as Sunmao <sunmao@example.org>
cli-serve-examples =
    Examples:
      sunmao serve
      sunmao serve --listen 127.0.0.1:8080 --public-url https://sunmao.example

serve-ready = The site is running (stop it with Ctrl+C): { $value }
serve-port-taken = Something else already listens on { $value }. Stop it, or choose another port with --listen.
serve-cannot-listen = Can’t listen on { $value }. Choose an address of this machine and a port that you may use, with --listen.
serve-mail-smtp = E-mail is sent by the mail server.
serve-mail-folder = No mail server is set; e-mail is written to { $value }
serve-mail-from-bad = The sender of e-mail isn’t a mailbox such as Sunmao <sunmao@example.org>. Correct it with --mail-from.
serve-smtp-url-bad = The address of the mail server can’t be read. Correct it with --smtp-url, such as smtps://user:password@mail.example.org.
cli-serve-trusted-proxies = Networks of the proxies in front of the site, such as 10.0.0.0/8, whose word on where a request comes from is believed
cli-serve-attempts = How often one address may try to sign in, sign up and the like within ten minutes; a third of it for one account
serve-setup = The site has no administrator yet. Make the first one within 24 hours at { $value }

cli-admin-about = Make an administrator of the site
cli-admin-action = create: makes an account with a password that is asked for, or read from the first line of standard input
cli-admin-email = The address that the administrator signs in with
cli-admin-name = The administrator’s name
cli-admin-examples =
    Examples:
      sunmao admin create ma.lan@example.org --name 'Ma Lan'

admin-password = Password:{" "}
admin-no-password = No password could be read.
admin-created = The account { $value } administers the site. A second factor is set up at the first sign-in.
