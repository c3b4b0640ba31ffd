### Letters.

mail-greeting = Hello { $value },
mail-new-matches-need = { $n ->
    [one] A new capability fits your need “{ $title }”
   *[other] { $n } new capabilities fit your need “{ $title }”
}
mail-new-matches-capability = { $n ->
    [one] A new need fits your capability “{ $title }”
   *[other] { $n } new needs fit your capability “{ $title }”
}
mail-new-matches-several = { $n } new matches for { $postings } of your postings
mail-why = Why it fits:
mail-reasons-comma = {"; "}
mail-gap = Gap:
mail-more = { $n ->
    [one] One more fits.
   *[other] { $n } more fit.
}
mail-see-all = See all matches
mail-why-you = You get this because you are a member of the organization that posted it. Nobody has been told about you.

cli-serve-smtp-url = The mail server that letters leave by: smtp://host:25, smtp://user:password@host:587?tls=required or smtps://user:password@host. Without it letters are written to the folder “mail” in the data folder.
cli-serve-mail-from = Where letters come from, such as Sunmao <sunmao@example.org>
serve-mail-smtp = Letters leave by the mail server.
serve-mail-folder = No mail server is set: letters are written to { $value } .
serve-mail-from-bad = The sender of letters is not a mailbox such as Sunmao <sunmao@example.org>. Correct it with --mail-from.
serve-smtp-url-bad = The address of the mail server can’t be read. Correct it with --smtp-url, such as smtps://user:password@mail.example.org.
