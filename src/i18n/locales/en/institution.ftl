### Organizations: founding them, their profile, their members and their verification.

layout-unverified = Not verified

size-micro = Fewer than 20 people
size-small = 20 to 299 people
size-medium = 300 to 999 people
size-large = 1,000 people and more

organization-suspended = Suspended
    .text = Your organization is suspended: what it posted is hidden, and nobody can act for it. The letter to its administrators says why.
organization-asked = You asked to join
organization-ask-no-more = Don’t ask any more
organization-asked-too-many = You ask too many organizations at a time. Wait until one of them has answered, or take a wish back.
organization-sign-in-to-join = Sign in to ask to join

institution-pages = Pages of the organization
institution-members = Members
institution-profile = Profile
institution-verification = Verification
institution-cancel = Cancel
institution-save = Save
institution-saved = Saved.
institution-not-stated = Not stated
institution-choose = Choose one
institution-choice-bad = Choose from the list
institution-join = Ask to join
institution-unverified = What your organization posts waits for a moderator until it is verified, and it can’t express interest in others’ posts.

institution-new = Add your organization
institution-new-lead = You become its administrator: you invite colleagues and decide who joins. After that you ask to be verified.
institution-new-button = Add the organization
institution-exists = It is here already
    .text = An organization has this name or this credit code. Ask to join it instead; its administrators get a letter. If it isn’t yours, check the name and the code.
institution-too-many = You have added as many organizations as one person may. Write to us if you need more
institution-founded = Your organization is here, and you are its administrator. Now ask to be verified.

institution-who = Who it is
institution-what = What it does
institution-name-zh = Name in Chinese
    .hint = The full name, as on the licence. One of the two names is enough.
institution-name-en = Name in English
    .hint = As your organization writes it itself.
institution-name-missing = Enter a name in Chinese or in English
institution-name-characters = Use letters, digits and usual punctuation only for the name
institution-names = Names
institution-kind = Kind of organization
institution-kind-bad = Choose the kind of organization
institution-credit-code = Unified social credit code
    .hint = 18 digits and capital letters, from the licence. It helps moderators to verify you.
institution-credit-code-bad = Enter the 18 digits and capital letters of the credit code; I, O, S, V and Z don’t occur
institution-credit-code-odd = The last character of the credit code doesn’t fit the others. Compare it with the licence; if it is right, leave it.
institution-credit-code-check = Check it
institution-mail-domains = E-mail domains
    .hint = One on each line, such as tsinghua.edu.cn. Once confirmed, colleagues with such an address are shown as yours.
institution-domain-bad = { $value } isn’t a domain. Enter what stands after the @, such as tsinghua.edu.cn
institution-domain-public = Anybody can have an address at { $value }. Enter domains of your organization only
institution-domain-confirmed = Confirmed
institution-domain-unconfirmed = Not confirmed
institution-domains-many = Enter at most { $n } domains
institution-region = Region
institution-size = Size
institution-website = Web site
    .hint = For example www.tsinghua.edu.cn
institution-website-bad = Enter a web address such as https://www.tsinghua.edu.cn
institution-industries = Industries
    .hint = By GB/T 4754. Unfold a section and choose what fits.
institution-disciplines = Disciplines
    .hint = By GB/T 13745. Unfold a group and choose what fits.
institution-codes-many = Choose at most { $n }
institution-description-zh = Description in Chinese
institution-description-en = Description in English
institution-description-hint = What you work on and what you are known for. At most { $n } characters.

institution-lapsed = Saved. As names, kind or credit code changed, your organization isn’t verified any more. Ask again.
institution-under-review = Names, kind, credit code and e-mail domains stay as they are until a moderator has decided
institution-under-review-notice = Your organization waits for verification. Until a moderator has decided, names, kind, credit code and e-mail domains can’t be changed.
institution-verified-notice = When you change names, kind or credit code, your organization isn’t verified any more until a moderator has looked at it.
institution-profile-change = Change the profile
institution-logo = Logo
institution-logo-present = The present logo
institution-logo-file = Picture
    .hint = PNG, JPEG or WebP, at most 2 MB, 16 to 4096 pixels on a side.
institution-logo-button = Upload
institution-logo-remove = Remove the logo
institution-logo-missing = Choose a picture
institution-logo-large = The picture is larger than 2 MB. Choose a smaller one
institution-logo-kind = This file isn’t a whole picture in PNG, JPEG or WebP. Choose another one
institution-logo-dimensions = Choose a picture with 16 to 4096 pixels on each side

institution-members-count = { $n ->
    [one] 1 member
   *[other] { $n } members
}
institution-you = You
institution-in-domain = Address of the organization
institution-role = Role
institution-role-reader = Reads all that the organization has posted, and sees who its members are.
institution-role-editor = Besides, writes postings and expresses interest.
institution-role-administrator = Besides, manages members and the profile, and asks for verification.
institution-role-bad = Choose a role
institution-role-set = Set
institution-role-changed = The role is changed. The member gets a letter.
institution-remove = Remove
institution-removed = They are no longer a member, and get a letter.
institution-last-administrator = An organization needs an administrator. Make somebody else an administrator first.
institution-leave = Leave the organization
    .text = You can’t act for it any more. To come back, you ask again or are invited.
institution-leave-button = Leave now
institution-joins = { $n ->
    [one] 1 person asks to join
   *[other] { $n } people ask to join
}
institution-asked = Asked { $value }
institution-accept = Accept
institution-accepted = They are a member now, and get a letter.
institution-refuse = Turn down
institution-refused = They are turned down, and get a letter.
institution-joined = Welcome. You are a member now.
institution-invite = Invite a colleague
institution-invite-hint = They get a link that is good for 14 days.
institution-invite-button = Send the invitation
institution-invited = The invitation is on its way.
institution-already-member = Who has this address is a member already
institution-too-many-invitations = Too many invitations are open or were sent today. Withdraw some, or try again tomorrow
institution-invitations = Invitations
institution-open-invitations = { $n ->
    [one] 1 open invitation
   *[other] { $n } open invitations
}
institution-good-until = Good until { $value }
institution-withdraw = Withdraw
institution-withdrawn = The invitation is withdrawn. Its link opens nothing any more.

institution-invitation-title = Join { $value }
institution-invitation-lead = { $email } is invited. Role: { $role }.
institution-invitation-accept = Join now
institution-invitation-other = You are signed in as { $value }. Sign out, and follow the link again with the invited address.
institution-invitation-sign-in = Who is invited has an account. Sign in to it to join.
institution-invitation-new = Choose a name and a password. Your address is confirmed already, as you followed the link.
institution-invitation-join = Sign up and join
institution-invitation-bad = It was used or withdrawn, or more than 14 days have passed. Ask who invited you for another one.

institution-verification-domains = Some e-mail domains were added later and aren’t confirmed. Ask once more, and a moderator looks at them.
institution-verification-verified = Your organization is verified. What it posts appears without waiting.
institution-verification-waiting = It waits for a moderator. You get a letter once it is decided.
institution-verification-asked = Sent. You get a letter once it is decided.
institution-verification-button = Ask to be verified
institution-verification-state-waiting = Waiting
institution-verification-state-sent-back = Sent back
institution-verification-state-verified = Verified
institution-verification-state-refused = Refused
institution-statement = What shows who you are
    .hint = Who you are in the organization, and what the files show. At most { $n } characters. Only moderators and your administrators read it.
institution-files = Evidence
    .hint = For example the licence or a letter of authority. At most three files in PDF, PNG, JPEG or WebP, 5 MB each. After an error, choose them again.
institution-files-many = Choose at most { $n } files
institution-file-large = { $value } is larger than 5 MB. Choose a smaller file
institution-file-kind = { $value } isn’t a PDF, PNG, JPEG or WebP. Choose another file
institution-file-size = { $n } KB
institution-history = What was asked so far
institution-decided = Decided { $value }
institution-reason = The moderator’s reason
institution-judged = What is verified
    .text = Moderators compare this with the evidence. When it changes later, verification begins anew.
