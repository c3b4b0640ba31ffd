### Moderation of posts, and appeals against it.

review-queue = Posts
    .text = Needs and capabilities that wait to be published, and changes of them.
review-waiting = { $n ->
    [0] No post waits for a decision
    [one] 1 post waits for a decision
   *[other] { $n } posts wait for a decision
}
review-waiting-all = See all posts
review-queue-empty = Nothing waits for a decision. A post shows up here as soon as it is submitted.
review-queue-table = Table: posts that wait for a decision
review-done = Decided. The author and the organization’s administrators get a letter.
review-column-post = Post
review-column-author = Author
review-column-claim = Looked at by
review-author-gone = deleted account
review-new = New
review-change = Change
review-appeal = Appeal
review-claim-you = You
review-claim-nobody = Nobody

review-version = Version { $n }
review-submitted = Submitted { $value }
review-go = Go to the decision
review-decided-at = Decided { $value }
review-message = What the author says to you
review-content = What is to be published
review-no-text = There is no description.
review-title = Title
review-summary = Summary
review-disclosure = Disclosure
review-difference-public = What changes for the public
review-difference-earlier = What changed since the last submission
review-difference-none = Nothing differs.
review-earlier = What was submitted before
review-none-earlier = This is the first submission.
review-state-waiting = Waiting
review-state-published = Published
review-state-changes-asked = Changes asked
review-state-refused = Refused
review-state-withdrawn = Taken back

review-alike = { $n ->
    [0] No other post says nearly the same.
    [one] Another post says nearly the same:
   *[other] { $n } other posts say nearly the same:
}
review-alike-percent = { $value }% alike
review-alike-own = Same organization
review-alike-read = Read the text
review-alike-refused = { $n ->
    [0] Nothing like this was refused before.
    [one] Something that says nearly the same was refused:
   *[other] { $n } submissions that say nearly the same were refused:
}
review-alike-same = This posting, earlier
review-leaks = { $n ->
    [0] Nothing in what strangers read looks like contact data.
    [one] 1 passage that strangers read looks like contact data:
   *[other] { $n } passages that strangers read look like contact data:
}
review-leak-email = e-mail address
review-leak-link = link
review-leak-credit-code = credit code
review-leak-patent-number = patent number
review-leak-messenger = messenger name
review-leak-phone = phone number
review-leak-address = street address
review-leak-person-name = person’s name
review-quality = Quality: { $n } of 100
review-thin-title = The title says little
review-thin-summary = No summary
review-thin-summary-repeats = The summary repeats the title
review-thin-description = No description
review-thin-description-short = The description is short
review-thin-figure = No figure with a unit
review-thin-claim = “{ $value }” without a figure
review-thin-trl = No readiness level
review-thin-forms = No form of cooperation
review-thin-industry = No industry
review-thin-discipline = No discipline
review-thin-keywords = No keywords
review-thin-keywords-few = Few keywords
review-thin-must-haves = No must-haves
review-thin-evidence = No evidence
review-thin-evidence-figure = Evidence without a figure
review-thin-evidence-year = Evidence without a year
review-thin-budget = No budget or price
review-thin-period = No period
review-thin-ip = No word on IP rights
review-thin-deadline = No deadline
review-thin-place = No region, and no word on remote work

review-claim = Claim
    .hint = For a while nobody else decides on it.
review-claim-own = You look at this until { $value }.
review-claim-longer = Claim for longer
review-claim-other = { $name } looks at this until { $until }. After that you can decide.
review-release = Give up the claim
review-claimed = Claimed: nobody else decides on it for 15 minutes.
review-released = The claim is given up.
review-taken = Somebody else looks at this. Nothing was decided.
review-late = This was decided, taken back or submitted anew before you decided. What you see is how it stands now.
review-decided = Nothing waits here any more.
review-own-refusal = You refused this. Somebody else decides on the appeal.

review-correction = Correction
    .text = A small correction that everybody reads already. What stood before comes back unless you leave it.
review-correction-publish = Leave it
    .hint = It stays as everybody reads it.
review-correction-ask-changes = Ask for changes
    .hint = What stood before comes back; the author changes it and submits it again.
review-correction-refuse = Refuse
    .hint = What stood before comes back. The author can appeal once.
review-decision-publish = Publish
    .hint = Everybody can read it, and it is matched.
review-decision-ask-changes = Ask for changes
    .hint = The author changes it and submits it again. A published version stays.
review-decision-refuse = Refuse
    .hint = It doesn’t belong here. The author can appeal once.
review-decision-missing = Choose a decision
review-reason = Reason
    .hint = To ask for changes or to refuse, choose one, use own words, or both. The author reads it in their language.
review-reason-none = In my own words
review-reason-bad = Choose a reason from the list
review-reason-missing = Choose a reason or say in your own words what to change
review-reason-unread = Leave the reasons empty to publish: nobody would read them
review-own-words = Own words
    .hint = Stand after the chosen reason. Say what to change. At most { $n } characters in all.
review-reason-figures = Say in figures with units what is to be reached, so that others can judge whether they can do it.
review-reason-unclear = It isn’t clear what is looked for or offered. Describe the task, the present state and the result wanted.
review-reason-evidence = Show what the statements rest on: measurements, references or trials, each with its year.
review-reason-contact = Take names, addresses, phone numbers and links out of the text. Contact is made through this site.
review-reason-confidential = The text seems to hold what shouldn’t be public. Take it out and submit the post again.
review-reason-duplicate = Another post says the same already. Change that one instead.
review-reason-advertising = This advertises a product or a service. Posts here are about cooperation in research and development.
review-reason-elsewhere = This isn’t a matter of technology or research, so it doesn’t belong on this site.

appeal-title = Ask for a second look
appeal-lead = Another moderator reads the same version again. You can ask for that once; to say something else, change the post and submit it anew.
appeal-reason = Why it was refused
appeal-message = Why it should be published
    .hint = The moderator reads this beside your post. At most { $n } characters.
appeal-message-missing = Say why it should be published
appeal-button = Ask for a second look
appeal-not-refused = This post isn’t refused, so there is nothing to appeal against.
appeal-again = Two moderators refused this version. Change the post and submit it anew.
appeal-history = Go to the post’s history
review-files = Files

queue-title = Everything that waits
    .text = Posts, changes, appeals, organizations and reports in one queue, the longest waiting first.
queue-waiting = { $n ->
    [0] Nothing waits for a decision.
    [one] One thing waits for a decision.
   *[other] { $n } things wait for a decision.
}
queue-filter = Show
queue-all = All
queue-free = Only what nobody looks at
queue-sort-new = New posts
queue-sort-change = Changes
queue-sort-correction = Corrections
queue-sort-appeal = Appeals
queue-sort-verification = Organizations
queue-sort-report = Reports
queue-one-new = New
queue-one-change = Change
queue-one-appeal = Appeal
queue-one-verification = Organization
queue-one-report = Report
queue-next = Take the next one
queue-decide-next = Decide and take the next one
queue-empty = Nothing of this waits.
queue-none = Nothing waits that you may decide and nobody else looks at.
queue-table = What waits
queue-what = What
queue-own = Your organization
queue-keys = Keys
    .hint = They work while the list has the focus; Tab leaves it.
queue-key-down = down the list
queue-key-up = up the list
queue-key-open = open
queue-key-next = take the next one

report-posting = Report this posting
report-organization = Report this organization
report-lead = A moderator looks at what you report, and you get a letter with what came of it. Neither the organization nor anybody else is told who reported it.
report-ground = What is wrong
report-ground-misleading = It is false or misleading
report-ground-spam = It is advertising, or the same again and again
report-ground-rights = It uses what belongs to somebody else
report-ground-personal-data = It tells of a person what isn’t for everybody
report-ground-illegal = It offends or breaks the law
report-ground-outdated = It isn’t true any more
report-ground-other = Something else
report-ground-missing = Choose what is wrong
report-words = In your own words
    .hint = What a moderator should look at. At most { $n } characters.
report-words-missing = Say in your own words what is wrong
report-button = Send the report
report-done = Thank you. A moderator will look at it, and you get a letter with what came of it.
report-already = You reported this before, and a moderator is still to look at it.
report-too-many = You have sent { $n } reports today, which is as many as anybody may. Try again tomorrow.
report-own = This is of your own organization: change or close it instead.
report-back = Back to the page
report-reported = Reported { $value }
report-what = What is reported
report-open = Open its page
report-others = Other reports of the same
report-others-none = None.
report-state-waiting = Waits for a decision
report-state-upheld = Upheld
report-state-dismissed = Dismissed
report-verdict-uphold = Uphold
report-uphold-posting = Takes the posting off the site until its organization has changed it and a moderator has published it again. The organization reads your reason.
report-uphold-organization = Says that the report is right. Suspending an organization is for the site’s administrators; tell them what you saw.
report-verdict-dismiss = Dismiss
report-dismiss-hint = Nothing is wrong. All that wait about the same are decided with it.
report-reason = Reason
    .hint = Needed to uphold. At most { $n } characters.
