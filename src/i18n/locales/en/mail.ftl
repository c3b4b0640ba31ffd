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
mail-new-matches-many = New matches for { $n } of your postings
mail-more-postings = { $n ->
    [one] One more of your postings has new matches.
   *[other] { $n } more of your postings have new matches.
}
mail-why = Why it fits:{" "}
mail-reasons-comma = {"; "}
mail-gap = Gap:{" "}
mail-more = { $n ->
    [one] One more fits.
   *[other] { $n } more fit.
}
mail-see-all = See all matches
mail-colon = :
mail-link-as-text = If the button doesn’t work, open this address:
mail-why-account = You get this because your address belongs to an account on this site, or was entered here.
mail-confirm-subject = Confirm your address
mail-confirm-text = Somebody signed up with your address. If it was you, follow the link within 24 hours and enter the password that you chose. The link works once. If it wasn’t you, you needn’t do anything.
mail-confirm-button = Confirm the address
mail-has-account-subject = You have an account already
mail-has-account-text = Somebody signed up with your address, which has an account. If it was you, sign in; if you forgot your password, reset it there. If it wasn’t you, you needn’t do anything.
mail-has-account-button = Sign in
mail-reset-subject = Reset your password
mail-reset-text = Somebody asked to reset the password of your account. If it was you, follow the link within an hour. It works once. If it wasn’t you, you needn’t do anything.
mail-reset-button = Choose a new password
mail-password-subject = Your password was changed
mail-password-text = All other devices were signed out. If it wasn’t you who changed it, reset your password at once.
mail-password-button = Reset the password
mail-second-factor-set-subject = Your account has a second factor now
mail-second-factor-set-text = From now on you need a code of your authenticator app to sign in. If it wasn’t you who set it up, write to us at once.
mail-second-factor-removed-subject = Your account has no second factor any more
mail-second-factor-removed-text = From now on your password alone is enough to sign in. If it wasn’t you who turned it off, change your password at once.
mail-second-factor-button = Look at your account
mail-deleted-subject = Your account is deleted
mail-deleted-text = As you asked. This is the last letter to this address; it is forgotten once it is sent.
mail-suspended-subject = Your account is suspended
mail-suspended-text = You can’t sign in until it is restored. The reason:
mail-restored-subject = Your account is restored
mail-restored-text = You can sign in again. The reason:
mail-organization-suspended-subject = { $value } is suspended
mail-organization-suspended-text = What the organization posted is hidden, and its members can’t act for it until it is restored. The reason:
mail-organization-restored-subject = { $value } is restored
mail-organization-restored-text = What the organization posted is public again. The reason:
mail-organization-button = Go to the organization
mail-invitation-subject = { $value } invites you
mail-invitation-text = You are invited to act for { $organization } on this site. Your role: { $role }. The link works once, for 14 days. If you don’t know the organization, you needn’t do anything.
mail-invitation-button = Look at the invitation
mail-join-asked-subject = Somebody asks to join { $value }
mail-join-asked-text = { $value } would like to join. Accept or turn down the request on the page of the members.
mail-join-asked-button = Go to the members
mail-join-accepted-subject = You belong to { $value } now
mail-join-accepted-text = An administrator of the organization accepted your request to join.
mail-join-refused-subject = { $value } turned down your request
mail-join-refused-text = An administrator of the organization turned down your request to join. If you think it is a mistake, speak with them.
mail-role-subject = Your role in { $value } was changed
mail-role-text = Your role is now: { $value }.
mail-removed-subject = You don’t belong to { $value } any more
mail-removed-text = An administrator of the organization ended your membership.
mail-verified-subject = { $value } is verified
mail-verified-text = A moderator checked what you sent. The mark stands beside the organization’s name from now on, and it can express interest in others’ posts.
mail-sent-back-subject = Something is missing to verify { $value }
mail-sent-back-text = A moderator looked at what you sent and asks for more. You can answer on the page of the verification. The reason:
mail-refused-subject = { $value } was not verified
mail-refused-text = A moderator decided that the organization can’t be verified. The reason:
mail-verification-button = Go to the verification
mail-post-published-subject = Published: { $value }
mail-post-published-text = A moderator published what you sent. The list of your postings says until when it is open; you can renew it at any time.
mail-post-changes-subject = Changes asked: { $value }
mail-post-changes-text = A moderator read what you sent and asks for changes before it is published. Change the post and submit it again. What the moderator says:
mail-post-refused-subject = Not published: { $value }
mail-post-refused-text = A moderator decided that this isn’t published. You can ask once for another moderator to look at it. The reason:
mail-post-button = Go to the post’s history
mail-contact-subject = A message from the contact form
mail-contact-text = Somebody wrote by the contact form. Reply to { $value }.
mail-staff-subject = Your role on this site was changed
mail-staff-text = Your role is now: { $value }. Staff need a second factor: set it up on the page of your account.
mail-staff-none-text = You don’t belong to the staff any more. You are signed out everywhere.

mail-post-off-subject = Taken off the site: { $value }
mail-post-off-text = A moderator looked at a report and took the posting off the site. Change what the reason says and submit it again; once a moderator has published it, everybody finds it again.
mail-report-subject = What came of your report { $value }
mail-report-upheld = A moderator looked at what you reported and found it right. Thank you.
mail-report-dismissed = A moderator looked at what you reported and found nothing wrong with it. Thank you for telling.
mail-join-asked-somebody = Accept or turn down the request on the page of the members.
mail-found-subject = { $n ->
    [one] A new posting for your search “{ $name }”
   *[other] { $n } new postings for your search “{ $name }”
}
mail-found-text = It was published since you saved the search, or since the last message about it.
mail-found-button = Look at the search
mail-queue-subject = { $n ->
    [one] One case waits for moderators
   *[other] { $n } cases wait for moderators
}
mail-queue-text = { $n ->
    [one] The oldest has waited for a day.
   *[other] The oldest has waited for { $n } days.
}
mail-queue-text-today = The oldest came within the last 24 hours.
mail-queue-button = Go to the queue
mail-failed-subject = Mail could not be sent
mail-failed-given-up = { $n ->
    [one] One letter was given up since the last message.
   *[other] { $n } letters were given up since the last message.
}
mail-failed-waiting = { $n ->
    [one] The oldest letter has waited for an hour: is the mail server reachable?
   *[other] The oldest letter has waited for { $n } hours: is the mail server reachable?
}
mail-failed-button = Look at outgoing mail
mail-digest-subject = { $n } notifications: { $topic }
mail-digest-more = { $n ->
    [one] One more notification is on the site.
   *[other] { $n } more notifications are on the site.
}
mail-digest-all = All notifications
mail-topic-account = Your account
mail-topic-account-hint = Confirming an address, resets, invitations, changes to the account. Always at once.
mail-topic-matches = New matches
mail-topic-matches-hint = When something fits what your organization posted. Each posting can have a pace of its own, on the page of its matches.
mail-topic-searches = Saved searches
mail-topic-searches-hint = When something new answers a search that you saved. Each search has its own pace.
mail-topic-moderation = Decisions of moderators
mail-topic-moderation-hint = On what your organization posts, on its verification, and on what you reported.
mail-topic-expiry = What runs out soon
mail-topic-expiry-hint = Postings that will close by themselves unless you renew them.
mail-topic-membership = Members and organizations
mail-topic-membership-hint = Requests to join, roles, and what becomes of your organization.
mail-topic-queue = The moderators’ queue
mail-topic-queue-hint = How much waits, once a day, if anything does.
mail-topic-failures = Failures
mail-topic-failures-hint = When mail can’t be sent.
mail-unsubscribe = No more of these
mail-settings = All mail settings
mail-why-matches = You get this because you belong to the organization that posted this. Members of the other organization may get the same news, which names your organization but not you.
mail-why-searches = You get this because you saved a search.
mail-why-moderation = You get this because you write for an organization on this site, or reported something.
mail-why-expiry = You get this because you write for the organization that posted this.
mail-why-membership = You get this because you belong to an organization on this site, or manage one.
mail-why-queue = You get this because you are a moderator of this site.
mail-why-failures = You get this because you are an administrator of this site.
mail-new-address-subject = Confirm your new address
mail-new-address-text = Somebody with an account on this site wants to change its address to this one. If it was you, follow the link within 24 hours on a device where you are signed in to that account, or sign in when the page asks you to. It works once. If it wasn’t you, do nothing: without that account the link changes nothing.
mail-new-address-button = Change the address
mail-address-taken-text = Somebody with another account on this site wanted to change its address to yours. Yours is used by your account, so nothing changed. If it was you, sign in with it. If it wasn’t you, you needn’t do anything.
mail-address-changed-subject = Your account has another address
mail-address-changed-text = As asked with the password of your account, it has another e-mail address from now on, and all other devices were signed out. This is the last letter to this one. If it wasn’t you who changed it, write to us at once.
mail-address-changed-button = Write to us
