### Accounts: signing up and in, and the own account.

layout-sign-in = Sign in
layout-sign-up = Sign up
layout-sign-out = Sign out
layout-account = Your account
layout-staff = Staff
layout-contact = Contact

form-error = Error:
form-optional = (optional)
form-about = {": "}
form-problems = { $n ->
    [one] There is a problem
   *[other] There are { $n } problems
}
form-empty = { $value }: fill this in
form-too-long = { $value }: use at most { $n } characters
form-invisible = Type this anew: it holds characters that can’t be seen, such as ones that turn the direction of the text

account-name = Your name
    .hint = As colleagues and partners know you.
account-name-empty = Enter your name
account-name-long = Use at most 80 characters for your name
account-name-characters = Use letters only for your name, with blanks, hyphens, dots and apostrophes
account-email = E-mail
account-email-bad = Enter an e-mail address such as zhou.min@example.org
account-password = Password
    .hint = 8 to 128 characters, any you like. Three or four words that don’t belong together are easy to keep in mind.
account-password-short = Use at least { $n } characters for the password
account-password-long = Use at most { $n } characters for the password
account-password-is-email = Choose a password that isn’t your e-mail address or its first part
account-password-is-name = Choose a password that isn’t a name of yours or of your organization
account-password-common = Choose another password: many people use this one, so it is tried first
account-language-bad = Choose one of the languages
account-new-password = New password
account-present-password = Your present password
account-wrong-password = That isn’t your present password

sign-up-title = Sign up
sign-up-lead = With an account you post needs and capabilities for your organization, and answer those of others.
sign-up-email-hint = Best the one of your organization: your colleagues see that you belong to it. We send a link there.
sign-up-button = Sign up
sign-up-have-account = I have an account
sign-up-privacy = We keep your name, your address and what you do on this site. You can read, export and delete it at any time.
sign-up-sent = Look into your mailbox
    .text = We sent a letter to this address. Follow the link in it within 24 hours; it works once.
    .spam = Nothing there after a few minutes? Look into the folder for spam, or sign up again with the right address.
confirm-title = Confirm your address
confirm-lead = Enter the password that you chose when you signed up with { $value }.
confirm-password-hint = It shows that it was you who signed up. If it wasn’t, close this page: nothing happens.
confirm-button = Confirm and sign in
confirm-wrong-password = That isn’t the password that was chosen. If you don’t remember it, sign up again.
confirm-bad-link = It was used already, or more than 24 hours have passed. If you signed up, try to sign in; otherwise sign up again.
bad-link-title = This link doesn’t work any more

sign-in-title = Sign in
sign-in-button = Sign in
sign-in-forgotten = I forgot my password
sign-in-no-account = No account yet?
sign-in-first = Sign in to see that page.
sign-in-refused = Address and password don’t belong together. Check both, or reset your password
sign-in-suspended = This account is suspended. The letter that we sent says why; write to us if you think it is a mistake
sign-in-after-reset = Your new password holds. Sign in with it.
sign-in-after-sign-out = You are signed out.
sign-in-after-everywhere = You are signed out on all devices.
sign-in-after-deletion = Your account is deleted. A last letter confirms it.
second-step-title = Enter your code
second-step-lead = Your account has a second factor. You have ten minutes.
second-step-code = Code
    .hint = The six digits that your authenticator app shows now, or one of your recovery codes.
second-step-refused = That code isn’t right, or was used before. Wait for the next one

reset-title = Reset your password
reset-lead = We send a link to your address with which you choose another one.
reset-button = Send the link
reset-sent = Look into your mailbox
    .text = If this address has an account, we sent a link to it. It works once, and for an hour.
    .none = No letter? Then the address has no account, or another one of yours has.
reset-again = Ask for another link
reset-bad-link = It was used already, or more than an hour has passed.
reset-choose-title = Choose a new password
reset-choose-lead = For the account of { $value }. You are signed out everywhere then.

setup-title = Make the first administrator
setup-lead = This site has nobody yet who looks after it. After this page you set up a second factor, which staff need.
setup-button = Make the account
setup-email-taken = This address has an account. Use another one
setup-bad-link = It was used already, or 24 hours have passed. The program prints another one when it starts, as long as the site has no administrator.

account-title = Your account
account-welcome = Welcome. Your address is confirmed. Now find your organization, or bring it onto the site.
account-saved = Saved.
account-password-saved = Your new password holds. You are signed out on all other devices.
account-left = You left the organization.
account-needs-second-factor = You are on the staff of this site. What staff may do is open to you once you have a second factor.
account-organizations = Organizations you act for
account-found = Add your organization
account-find-organization = Find it among those that are here
account-no-organization = You don’t act for an organization yet. Add yours, or open its page here and ask to join it.
account-acting = You act for it at present
account-act-for = Act for it
account-postings = Postings
account-members = Members
account-profile = Profile
account-verification = Verification
account-person = About you
account-language = Language
    .hint = Of your letters. Pages follow the address.
account-save = Save
account-security = Security
account-password-change = Change your password
account-password-lead = You stay signed in here, and are signed out everywhere else.
account-password-button = Set the password
account-second-factor = Second factor
account-second-factor-set-up = Set it up
account-on = On
account-off = Off
account-data = Your data
    .text = All that this site holds on you, as a JSON file.
account-export = Export
account-delete = Delete your account

email-title = Your e-mail address
email-change = Change it
email-notice = Letters to your e-mail address come back, so none are sent there any more.
    .way = See why, and correct it
email-refused = Letters don’t arrive
    .advice = Nothing is sent there any more. If the address is right and works again, say so; otherwise change it below.
email-refused-since = On { $value } the mail server of this address refused a letter for good. It said:
email-works = It works again
email-cleared = Letters are sent to this address again.
email-new = Another address
    .text = We send a link there. Until you follow it, nothing changes.
    .label = New address
    .button = Send the link
email-own = That is your address already
email-sent = Look into the new mailbox
    .text = We have written to this address. Follow the link in the letter within 24 hours; it works once.
    .none = Nothing there after a few minutes? Look into the folder for spam, or ask again with the right address.
email-confirm-title = Change your address
email-confirm-lead = From now on you sign in with { $value }, and letters go there. You are signed out on all other devices.
email-confirm-button = Change the address
email-changed = Your address is changed
    .sign-in = Sign in with it from now on. You are signed out everywhere.
email-taken = Meanwhile somebody has an account with this address. Yours keeps the one that it has.
email-bad-link = It was used already, or more than 24 hours have passed, or you asked again since.
email-again = Go to your address

second-factor-lead = Besides the password you then enter a code that an app on your phone shows. Whoever gets hold of your password alone can’t sign in.
second-factor-required = Staff need a second factor.
second-factor-scan = Show the secret to your app
second-factor-picture = QR code for your authenticator app; the text below says the same
second-factor-type = Scan the picture with an authenticator app, or type this into it:
second-factor-open = Open it in an app on this device
second-factor-confirm = Confirm with a code
second-factor-code = Code
    .hint = The six digits that the app shows now.
second-factor-button = Turn it on
second-factor-wrong-code = That code doesn’t belong to this secret. Check that the clock of your phone is right, and enter the present code
second-factor-on = Your account has a second factor: you enter a code of your app when you sign in.
second-factor-recovered = { $n ->
    [one] You signed in with a recovery code. One is left. If you lost your app, turn the second factor off and on again.
   *[other] You signed in with a recovery code. { $n } are left. If you lost your app, turn the second factor off and on again.
}
second-factor-remove = Turn it off
second-factor-remove-text = Your password alone is enough then.
second-factor-remove-staff = Your password alone is enough then, and what staff may do is closed to you.
recovery-title = Recovery codes
recovery-lead = When your app is lost, each of these signs you in once.
recovery-left = { $n ->
    [one] One recovery code is left.
   *[other] { $n } recovery codes are left.
}
recovery-renew = Make new codes
recovery-once = Print or write them down now: they are never shown again.
recovery-kept = I have kept them
sessions-title = Where you are signed in
sessions-lead = A device that you don’t know? End it, and change your password.
sessions-unknown = Unknown browser
sessions-own = This device
sessions-from = From { $value }
sessions-began = Since { $value }
sessions-seen = Last used { $value }
sessions-end = End
sessions-everywhere = Sign out everywhere
    .hint = On this device too.
deletion-goes = Your name, your address, your password, your memberships, your sessions and the letters to you are deleted at once. That can’t be undone.
deletion-stays = What your organizations posted stays with them. Entries of the audit trail stay; nothing in them tells who you were.
deletion-button = Delete for good
deletion-keep = Keep the account
deletion-last-administrator = Make somebody else an administrator first, of: { $value }
deletion-last-of-site = Nobody else administers this site. Appoint somebody first

contact-title = Contact
contact-lead = Your message goes to those who run this site.
contact-email = Your e-mail
    .hint = The answer goes there.
contact-message = Message
    .hint = At most { $n } characters.
contact-button = Send
contact-sent = Your message is on its way. We answer by e-mail.
