### Pages of those who look after the site.

staff-role-moderator = Moderator
staff-role-site-administrator = Site administrator

staff-title = Staff
staff-sections = What you look after
staff-queue = Verifications
    .text = Organizations that ask to be verified.
staff-people = People
    .text = Find an account, and see who is on the staff.
staff-organizations = Organizations
    .text = Find an organization, verified or not.
staff-audit = Audit trail
    .text = Who decided what, when, and from where.
staff-waiting = { $n ->
    [0] No organization waits to be verified
    [one] 1 organization waits to be verified
   *[other] { $n } organizations wait to be verified
}
staff-waiting-first = Longest waiting first.
staff-waiting-all = See all
staff-queue-empty = Nothing waits for a decision. A new wish shows up here as soon as an organization asks.
staff-queue-table = Table: organizations that wait to be verified
staff-queue-decided = Decided. The organization’s administrators get a letter.
staff-column-organization = Organization
staff-column-kind = Kind
staff-column-region = Region
staff-column-files = Files
staff-column-waiting = Waiting
staff-age-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
staff-age-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
staff-age-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
staff-files = { $n ->
    [0] No file
    [one] 1 file
   *[other] { $n } files
}

staff-case-statement = What the organization says
staff-case-asked-by = Asked by
staff-case-asker-gone = The account is deleted.
staff-case-in-named-domain = Address in a domain that the organization names
staff-case-in-domain = Address in a confirmed domain
staff-case-elsewhere = Address in no domain of the organization
staff-case-files = Evidence
staff-case-no-files = No file was sent.
staff-case-facts = The organization
staff-case-checks = Checks
staff-case-code-ok = The check character of the credit code fits.
staff-case-code-odd = The check character of the credit code doesn’t fit. Compare it with the licence: some registered codes fail the check too.
staff-case-code-missing = No credit code is stated.
staff-case-duplicates = { $n ->
    [0] No other organization has the same code or name.
    [one] Another organization has the same code or name:
   *[other] { $n } other organizations have the same code or name:
}
staff-case-earlier = What was decided before
staff-case-none-earlier = It asks for the first time.
staff-case-late = Somebody decided before you. What you see is their decision.
staff-case-own = You belong to this organization. Somebody else decides.
staff-case-decided = This is decided.
staff-decision = Decision
staff-decision-verify = Verify
    .hint = The organization is what it says. Its e-mail domains are confirmed with it.
staff-decision-send-back = Send back
    .hint = Something is missing. It can ask again.
staff-decision-refuse = Refuse
    .hint = It isn’t what it says.
staff-decision-missing = Choose a decision
staff-decision-reason = Reason
    .hint = Needed to send back or refuse. The organization’s administrators read it; say what to change. At most { $n } characters.
staff-decision-reason-missing = Say why, and what the organization can do
staff-decision-reason-unread = Leave this empty to verify: nobody would read it
staff-decision-button = Decide

staff-register = In the register
staff-find = Find
staff-search-people = Name, e-mail address or identifier
staff-search-organizations = Name or identifier
staff-search-staff = Only staff
staff-search-nobody = Nobody is found. Try a part of the name or the address.
staff-search-nothing = Nothing is found. Try a part of the name.
staff-people-found = { $n ->
    [one] 1 person
   *[other] { $n } people
}
staff-organizations-found = { $n ->
    [one] 1 organization
   *[other] { $n } organizations
}
staff-which = Show
staff-which-all = All
staff-which-unverified = Not verified
staff-which-suspended = Suspended

staff-person = Account
staff-person-staff = On the staff
staff-person-not-staff = No
staff-person-since = Account since
staff-person-second-factor = Second factor
staff-person-no-second-factor = No second factor
staff-person-sessions = Signed in on
staff-person-devices = { $n ->
    [0] no device
    [one] 1 device
   *[other] { $n } devices
}
staff-person-organizations = Organizations
staff-person-no-organization = They act for no organization.
staff-person-own = This is you. Somebody else decides on your account and your role.
staff-identifier = Identifier
staff-suspended = Suspended
staff-suspended-since = Suspended since { $value }
staff-suspend-person = Suspend
    .text = They are signed out everywhere, and can’t sign in until they are restored. They get a letter with your reason.
staff-suspend-person-button = Suspend this person
staff-restore-person = Restore
    .text = They can sign in again. They get a letter with your reason.
staff-restore-person-button = Restore this person
staff-suspend-organization = Suspend
    .text = What it posted leaves the public pages at once, and its members can’t act for it. Its administrators get a letter with your reason.
staff-suspend-organization-button = Suspend this organization
staff-restore-organization = Restore
    .text = What it posted comes back, and its members can act for it again. Its administrators get a letter with your reason.
staff-restore-organization-button = Restore this organization
staff-reason = Reason
    .hint = Goes into the letter and the audit trail. At most { $n } characters.
staff-reason-missing = Say why
staff-appoint = Change the role
    .text = What they may do changes with their next page. Who is dismissed is signed out everywhere.
staff-appoint-role = Role on the site
staff-appoint-none = Not on the staff
staff-appoint-bad = Choose a role
staff-appoint-reason = Reason
    .hint = Goes into the audit trail. At most { $n } characters.
staff-appoint-button = Set the role
staff-own = You can’t decide on yourself. Ask another administrator
staff-last-administrator = Nobody else administers the site. Appoint somebody first
staff-done-suspended = Suspended. The letter is on its way.
staff-done-restored = Restored. The letter is on its way.
staff-done-role = The role is set.
staff-members = Members
staff-no-members = Nobody acts for it.
staff-history = Verification
staff-no-history = It has never asked to be verified.
staff-public-page = Public page
staff-recent = Latest entries of the audit trail
staff-recent-none = There is no entry yet.
staff-recent-by = All that they did
staff-recent-about = All that was done to them
staff-recent-organization = All entries

staff-audit-filter = Filter
staff-audit-actor = Who
    .hint = Identifier of a person, such as U-7F3K9Q
staff-audit-actor-bad = Enter the identifier of a person, such as U-7F3K9Q
staff-audit-deed = What
staff-audit-deed-any = Anything
staff-audit-deed-bad = Choose from the list
staff-audit-object = To whom
    .hint = Identifier of a person or an organization, such as O-7F3K9Q
staff-audit-object-bad = Enter the identifier of a person or an organization, such as U-7F3K9Q or O-7F3K9Q
staff-audit-from = From
    .hint = For example 2027-01-31
staff-audit-until = Until
    .hint = This day included
staff-audit-day-bad = Enter a day such as 2027-01-31
staff-audit-order-bad = Enter a day that isn’t before the first one
staff-audit-show = Show
staff-audit-all = Show all
staff-audit-count = { $n ->
    [one] 1 entry
   *[other] { $number } entries
}
staff-audit-none = No entry passes the filter. Take a part of it away.
staff-audit-export = Export
    .text = All entries that pass the filter, with identifiers instead of names. The export becomes an entry itself.
    .most = An export holds the newest { $value } entries. Narrow the filter to get older ones.
staff-audit-csv = As CSV
staff-audit-jsonl = As JSONL
staff-audit-program = The program, or who runs it
staff-audit-gone = deleted account ({ $value })
staff-audit-gone-organization = deleted organization ({ $value })
staff-audit-before = Before
staff-audit-after = After
staff-audit-reason = Reason
staff-audit-address = From where

audit-account-made = Account made
audit-signed-in = Signed in
audit-sessions-ended = Sessions ended
audit-password-changed = Password changed
audit-address-changed = Address changed
audit-address-cleared = Refused address taken for good again
audit-letter-retried = Letter tried anew
audit-second-factor-set = Second factor set up
audit-second-factor-removed = Second factor removed
audit-recovery-codes-made = Recovery codes made
audit-recovery-code-used = Recovery code used
audit-mail-ended = Letters of a topic ended
audit-data-exported = Own data exported
audit-account-deleted = Account deleted
audit-organization-founded = Organization added
audit-organization-changed = Organization changed
audit-member-invited = Member invited
audit-invitation-withdrawn = Invitation withdrawn
audit-member-added = Member added
audit-join-refused = Wish to join turned down
audit-role-changed = Member’s role changed
audit-member-removed = Membership ended
audit-verification-asked = Verification asked for
audit-verification-decided = Verification decided
audit-verification-lapsed = Verification lapsed
audit-posting-submitted = Posting submitted
audit-posting-taken-back = Posting taken back
audit-posting-reviewed = Posting reviewed
audit-posting-closed = Posting closed
audit-posting-renewed = Posting renewed
audit-organization-suspended = Organization suspended
audit-organization-restored = Organization restored
audit-person-suspended = Person suspended
audit-person-restored = Person restored
audit-staff-changed = Role on the staff changed
audit-audit-exported = Audit trail exported
audit-reported = Reported
audit-report-decided = Report decided
audit-posting-taken-off = Posting taken off the site
audit-table-taken-over = Table of postings submitted

site-title = Texts and limits
    .text = The site’s own texts, how long postings are open, and other numbers that hold for all.
site-texts = Texts
site-text-welcome = Welcome on the front page
site-text-terms = Terms of use
site-text-privacy = Privacy
site-text-in-zh = In Chinese
site-text-in-en = In English
site-text-hint = Markdown. Readers of a language in which there is no text see the other one.
site-text-none = Whoever runs this site hasn’t written this yet. Ask them:
site-text-changed = Changed { $value }
site-text-conflict = Somebody else changed this text meanwhile; this is what it says now. Save again to put yours in its place.
site-numbers = Limits
    .text = What is open already keeps its time until it is renewed.
site-range = From { $least } to { $most }; usually { $usual }.
site-out-of-range = Enter a whole number from { $least } to { $most }
site-setting-life-days = Days that a posting is open once it is published or renewed
site-setting-reminder-days = Days before it runs out when its organization is reminded
site-setting-drafts = Most drafts of one organization
site-setting-claim-minutes = Minutes for which a moderator’s claim holds
site-setting-correction = Characters of a text that a verified organization may correct at once, with a look by a moderator afterwards (0: none)
site-setting-match-threshold = Score from which on people are told of new matches
site-setting-match-rise = Points by which a match that was told of must rise to be told of again
site-setting-match-cap = Most letters at once about new matches, and about what saved searches find, that somebody gets on a day; the rest goes into the next digest
site-save = Save
site-saved = Saved.
audit-settings-changed = Limits changed
audit-codes-changed = Additions to code lists changed
audit-weights-changed = Weights of matching changed
audit-site-text-changed = Text of the site changed
codes-title = Additions to code lists
    .text = Industries and disciplines of your own below official ones.
codes-lead = Where the official lists aren’t fine enough for your region, add entries below theirs. Everybody can choose them, and matching knows how near they lie to others. What holds a retired entry keeps it.
codes-industries = Industries (GB/T 4754)
codes-disciplines = Disciplines (GB/T 13745)
codes-none = Nothing added yet.
codes-below = Below { $value }
codes-add = Add an entry
codes-list = List
codes-parent = Official entry above it
    .hint = Its code or its name, such as 3825
codes-parent-unknown = Enter the code or the name of an official entry of this list
codes-missing = Give the entry a name
codes-known = The list has this already: { $value }
codes-many = { $n ->
        [one] One entry is as many as a list can take
       *[other] { $n } entries are as many as a list can take
    }
weights-title = Weights of matching
    .text = How much each dimension counts in a score, with a look at what a change would move.
weights-lead = The score is a weighted mean of six dimensions. Set here how much each of them counts on this site; everybody can read it on the page about scores.
weights-present = In force now
weights-set = Try other weights
    .text = Numbers from 0 to 100. Only their proportions matter: 2 and 1 are the same as 50 and 25.
weights-usual = Usually { $value }
weights-bad = Enter a number from 0 to 100
weights-no-topic = Let the topic count for something: a fit without a common topic is none
weights-preview = Show what it would move
weights-outlook = What these weights would move
weights-examined = { $n ->
        [one] Looked at the list of one posting
       *[other] Looked at the lists of { $n } postings
    } of { $all }, spread evenly over needs and capabilities.
weights-lists = { $n ->
        [one] one list
       *[other] { $n } lists
    } of { $all }
weights-other-first = Another counterpart comes first:{" "}
weights-other-list = Counterparts come or go:{" "}
weights-bands = Pairs in these lists, by band
weights-before = Now
weights-after = Then
weights-movers = Pairs whose score changes most
weights-pair = Need and capability
weights-no-movers = No score would change.
weights-apply = Put these weights in force
    .text = All lists are made again by them, which takes a while on a large site. Nobody is written to because of that.
weights-saved = The weights are in force. The lists are being made again.
weights-conflict = Somebody else changed the weights meanwhile. What you see below is against theirs; put yours in force again if you still want to.
reasons-title = Reasons of moderators
    .text = What moderators choose from when they ask for changes or refuse. What was said to an author stays as it was said.
reasons-own = Your own
reasons-retired = Can’t be chosen
reasons-retire = Retire
reasons-restore = Restore
reasons-add = Add a reason
reasons-missing = Write the reason in both languages: authors read it in theirs
reasons-many = There are { $n } reasons of your own, which is as many as there may be
audit-reasons-changed = Reasons of moderators changed

outgoing-title = Outgoing mail
    .text = What waits, which letters were given up, and which addresses were refused.
outgoing-way = How letters leave
outgoing-server = A mail server takes them.
outgoing-folder = No mail server is set: letters go into the folder { $value }.
outgoing-folder-look = Look at them
outgoing-waiting = Waiting
outgoing-oldest = the oldest since { $value }
outgoing-sent = Left in the last 24 hours
outgoing-refused = Refused addresses
    .text = A mail server refused them for good, so nothing is sent there. Their owners are told when they sign in.
    .none = No address is refused.
outgoing-clear = Take it for good again
outgoing-given-up = Letters given up
    .none = No letter was given up.
outgoing-retry = Try again
outgoing-retry-refused = Take the address for good and try again
    .text = The address is refused: nothing is sent there. Trying again ends that, for this letter and all that follow; should the server refuse it once more, the address is refused again.
outgoing-retried = The letter is tried again at once.
outgoing-files = Letters in the folder
    .text = The newest hundred.
    .none = There is no letter yet.
outgoing-headers = Headers
outgoing-html = As HTML
outgoing-text = As text
