### The page of one organization.

organization-page-industries = Industries
organization-page-disciplines = Disciplines
organization-page-needs = { $n ->
    [one] 1 need
   *[other] { $n } needs
}
organization-page-capabilities = { $n ->
    [one] 1 capability
   *[other] { $n } capabilities
}
organization-page-nothing = This organization has nothing public at the moment.
