### Writing postings: the list, the form, the history.

writing-post = Post
writing-title = Your postings
writing-needed = { $n ->
    [0] Nothing needs you now.
    [one] One posting needs you.
   *[other] { $n } postings need you.
}
writing-waiting-count = { $n ->
    [0] Nothing waits for a moderator.
    [one] One waits for a moderator.
   *[other] { $n } wait for a moderator.
}
writing-none = Nothing yet. Post a need or a capability; a draft can be kept for as long as you like.
writing-drafts = Drafts
writing-untitled = Without a title
writing-is-change = Change
writing-change-waits = A change waits for a moderator
writing-needs-you = Needs you
writing-matches = { $n ->
    [one] { $n } close match
   *[other] { $n } close matches
}
writing-history = History
writing-expires = Open until { $value }
writing-changed = Changed { $value }
writing-closed-filled = Filled
writing-closed-withdrawn = Withdrawn
writing-closed-expired = Ran out
writing-attention-changes = A moderator asks for changes
writing-attention-refused = A moderator refused it
writing-attention-expiring = Runs out soon
writing-edit = Edit
writing-take-back = Take back to edit
writing-renew = Renew
writing-close = Close
    .hint = Nobody but your organization sees it any more. You can open it again.
writing-close-filled = It’s filled
writing-close-withdrawn = Withdraw it

writing-done-saved = Draft saved.
writing-done-submitted = Submitted. You get a letter when a moderator has decided.
writing-done-discarded = The draft is gone.
writing-done-taken-back = Taken back. Change what you like, and submit it again.
writing-done-without-draft = Taken back. Your organization has as many drafts as it may; discard one, then choose “Edit” below.
writing-done-not-waiting = There is nothing to take back: a moderator has decided, or somebody took it back already.
writing-done-waiting = A moderator is to look at the last version first. Take it back to change it.
writing-done-too-many = Your organization has as many drafts as it may. Submit or discard one first.
writing-done-closed = Closed. Only your organization sees it now.
writing-done-already = It was closed already.
writing-done-renewed = Renewed. The list says until when it is open.
writing-done-needs-review = It can’t open again as it is. Choose “Edit” and submit it, so that a moderator can look at it.
writing-done-not-open = It isn’t published yet, so there is nothing to renew.

writing-new-need = Post a need
writing-new-capability = Post a capability
writing-change-need = Change a need
writing-change-capability = Change a capability
writing-lead = Write for an expert in the field who doesn’t know your organization. Chinese or English; matching works across both.
writing-saved-by = Saved { $when } by { $name }
writing-saved-at = Saved { $value }
writing-not-stated = Not stated

writing-what-need = What you need
writing-what-capability = What you can do
writing-where = Where it sits
writing-how = How you want to cooperate
writing-terms = Terms
writing-send = Send
    .text = A moderator reads every posting before the public does. Once it is published, everybody can read as much of it as you chose; you can change or close it at any time.
writing-submit = Submit for review
writing-save = Save draft

writing-field-title = Title
writing-title-hint-need = What is to be made or solved, and for what. At most 80 characters.
writing-title-hint-capability = What you can do, and for what. At most 80 characters.
writing-title-missing = Give it a title
writing-field-summary = Summary
writing-summary-hint = One sentence that stands in lists and letters.
writing-field-language = Language of the text
writing-language-hint = The one in which most of it is written.
writing-language-bad = Choose the language of the text
writing-description-need = The problem
writing-description-capability = Description
writing-description-hint-need = What happens today, under which conditions, and what you have tried. Leave an empty line between paragraphs; Markdown lists and tables work.
writing-description-hint-capability = How it works, for whom, and under which conditions. Leave an empty line between paragraphs; Markdown lists and tables work.
writing-field-must-haves = Must-haves
writing-must-haves-hint = One on each line, with figures and units: “1,000 thermal cycles at 1,250 °C”.
writing-field-nice-to-haves = Nice-to-haves
writing-nice-to-haves-hint = One on each line: what would be welcome besides.
writing-field-evidence = Evidence
writing-evidence-hint = One on each line: what was measured, how, and in which year.
writing-field-keywords = Keywords
writing-keywords-hint = One on each line. Three to six words that an expert would search for.
writing-field-industries = Industries
writing-industries-hint = Of GB/T 4754. Open a section and choose what is about it.
writing-field-disciplines = Disciplines
writing-disciplines-hint = Of GB/T 13745. Open a group and choose what it takes.
writing-field-strategic = Strategic emerging industries
writing-field-trl = Innovation stage
writing-stage = { $level }: { $name }
writing-stage-hint-need = The readiness level that you need at least, from 1 (principle) to 9 (in use).
writing-stage-hint-capability = The readiness level that it has reached, from 1 (principle) to 9 (in use).
writing-field-forms = Forms of cooperation
writing-forms-hint = Choose all that you would accept.
writing-field-region = Region
writing-region-hint = Where the work is to be done, or can be.
writing-field-remote = Working at a distance
writing-budget-need = Budget
writing-budget-capability = Price
writing-budget-min-need = Lowest budget
writing-budget-min-capability = Lowest price
writing-budget-max-need = Highest budget
writing-budget-max-capability = Highest price
writing-unit = In yuan (RMB). 3,000,000 and 300万 are the same.
writing-unit-other = In { $value }. 3,000,000 and 3M are the same.
writing-amount-bad = Enter an amount of money in figures, such as 3,000,000
writing-budget-reversed = The highest amount must be as much as the lowest or more
writing-field-currency = Currency
writing-period-need = Results wanted within, in months
writing-period-capability = Usual duration, in months
writing-period-hint = For example 18.
writing-period-bad = Enter a number of months from 1 to { $n }
writing-field-ip = Intellectual property
writing-ip-hint = Who is to own the results.
writing-field-deadline = Closing date
writing-deadline-hint = For example 2027-01-31. The last day on which an answer helps.
writing-date-bad = Enter the closing date as year, month and day, such as 2027-01-31
writing-date-past = Closing date must be in the future
writing-field-message = Note to the moderator
writing-message-hint = Only moderators and your organization read it: what changed, or what to look at.
writing-line-long = Shorten line { $line } to at most { $n } characters
writing-lines-many = Keep at most { $n } lines
writing-too-large = This is more than a draft can hold. Shorten the description.
writing-waiting = The last version still waits for a moderator. Save this as a draft, and take the other back on the page of your postings.

writing-help = What makes a good posting
writing-help-title = A title of at most { $n } characters that no other posting could have.
writing-help-figures = Figures with units. “High temperature” fits everything; “1,250 °C” finds who can do it.
writing-help-conditions = The conditions: what attacks it, how long it must last, what it must fit.
writing-help-secrets = No secrets, names or phone numbers: those can wait until a partner is found.
writing-discard = Discard the draft
    .text = What it was to change stays as it is. A draft that is gone can’t be brought back.
writing-discard-button = Discard it for good

quality-title = Posting quality
quality-score = { $n } of 100
quality-points = +{ $n }
quality-improve = To improve
quality-complete = Nothing is missing.
quality-more = { $n ->
    [one] One more hint comes when these are answered.
   *[other] { $n } more hints come when these are answered.
}
quality-when = Counted anew as you write, or each time that you save. Moderators see the same score.
quality-none = Give it a title to see how good it is.
quality-title-short = Make the title longer: at least { $n } characters
quality-title-generic = Name the thing itself in the title; these words fit any posting
quality-summary = Sum it up in one sentence
quality-summary-repeats = Say more in the summary than in the title
quality-description = Describe it in at least { $n } characters
quality-description-more = Describe it in at least { $n } more characters
quality-thin-need = Say what happens today, under which conditions, and what you have tried
quality-thin-capability = Say how it works, where it was used, and where its limits are
quality-figure = Give at least one figure with its unit
quality-claim = “{ $word }”: { $what }
quality-about-temperature = which temperature?
quality-about-pressure = which pressure?
quality-about-lifetime = how long, or how many cycles?
quality-about-wear = how much wear, after what?
quality-about-corrosion = which medium, for how long?
quality-about-strength = which strength?
quality-about-hardness = how hard?
quality-about-accuracy = how exact?
quality-about-efficiency = which share, or how much is used?
quality-about-speed = how fast, or how much in which time?
quality-about-purity = how pure, or which share is good?
quality-about-size = which size or thickness?
quality-about-weight = how heavy?
quality-about-noise = how loud?
quality-about-energy-density = how much energy in which mass?
quality-trl-need = Say which readiness level you need
quality-trl-capability = Say which readiness level it has reached
quality-forms = Choose the forms of cooperation that you would accept
quality-industry-need = Choose the industry that it is for
quality-industry-capability = Choose the industries that can use it
quality-discipline = Choose the discipline that it comes from
quality-keywords = Add keywords that an expert would search for
quality-keywords-few = Add more keywords, up to three
quality-must-haves = List what a solution must meet, one on each line
quality-evidence = List what was measured, one on each line
quality-evidence-figure = Give the figures that were measured
quality-evidence-year = Say in which year it was measured
quality-money-need = State a budget, if only a range
quality-money-capability = State a price, if only a range
quality-period-need = Say within how many months you need it
quality-period-capability = Say how many months it usually takes
quality-ip = Say who is to own the results
quality-deadline = Set a closing date
quality-place = Choose a region, or say whether remote work is fine

writing-conflict = This draft was saved meanwhile
writing-conflict-by = { $name } saved it { $when }, while you were writing here. Nothing is lost: what you typed holds, unless you choose otherwise below.
writing-conflict-at = It was saved { $value }, while you were writing here. Nothing is lost: what you typed holds, unless you choose otherwise below.
writing-conflict-mine = What you typed
writing-conflict-theirs = What was saved
writing-conflict-take = Take what was saved: { $value }
writing-conflict-button = Save this choice
writing-conflict-leave = Leave all as it was saved
writing-empty = Empty

writing-signed-out = You are signed out, but your text is here
    .text = Nothing is lost as long as this page stays open.
writing-signed-out-sign-in = Sign in on another tab
writing-signed-out-back = Come back to this tab and save your text.
writing-signed-out-button = Save my text

writing-appeal = Appeal against the refusal
writing-no-version = Nothing was submitted here: it came from a file.
writing-version = Version { $n }
writing-version-waiting = Waits for a moderator
writing-version-published = Published
writing-version-changes-asked = Changes asked
writing-version-refused = Refused
writing-version-withdrawn = Taken back
writing-submitted-by = Submitted { $when } by { $name }
writing-submitted-at = Submitted { $value }
writing-decided-at = Decided { $value }
writing-withdrawn-at = Taken back { $value }
writing-reason = What the moderator says

mail-expiring-subject = { $n ->
    [one] A posting of yours closes in a few days
   *[other] { $n } postings of yours close in a few days
}
mail-expiring-text = { $n ->
    [one] It closes by itself unless you renew it. One click on the page of your postings keeps it open for longer:
   *[other] They close by themselves unless you renew them. One click each on the page of your postings keeps them open for longer:
}
mail-expiring-button = Go to your postings

writing-field-disclosure = Who may read it
writing-disclosure-hint = Title, summary and everything chosen from lists are always public; matches are found by what is public.
writing-done-changed = Somebody saved the draft meanwhile. This is how it stands now.
writing-done-still-waits = The last version still waits for a moderator. Take it back on the page of your postings to submit this one.

writing-check = Check what everybody will read
writing-check-teaser = You hide a part of this posting: only people of verified organizations read the rest. Look at the public part once more before it goes to a moderator.
writing-check-confidential = You hide a part of this posting: nobody outside your organization reads the rest until you accept their interest. Look at the public part once more before it goes to a moderator.
writing-check-found = What may give you away
writing-check-nothing = No names, addresses, phone numbers, patent numbers or links were found in the public part.
writing-check-remove = Go back and take out what strangers shouldn’t read. Leave it if it is meant to be there.
writing-check-limits = This check knows patterns, not meanings. Read the public part as a competitor would: could one guess who you are?
writing-check-open = What everybody reads
writing-check-rest-teaser = What only verified organizations read
writing-check-rest-confidential = What is hidden until you accept an interest
writing-check-rest-none = Nothing: all that you wrote stands in the public part.
writing-check-matching = Matches are found, scored and explained by the public part alone, so a summary that says more finds better ones.
writing-check-back = Back to the form

writing-panel = Would match today
    .hint = Found by what stands here now. Only you see this.
writing-panel-none = Nothing yet. The more exactly title and description say what it is, the more is found.
writing-panel-tab = (opens in another tab)
writing-panel-conflict = Somebody else saved this draft meanwhile. Choose “Save draft” to see what differs.
writing-panel-signed-out = This can’t be saved any more: you may have been signed out. Choose “Save draft”; your text comes along.
writing-panel-offline = The server can’t be reached. Your text stays here and is saved when it can.

writing-files = Files
    .hint = PDF, PNG, JPEG, WebP, or documents of Word, Excel, PowerPoint and LibreOffice without macros; at most five, 10 MB each. Readers save them; the site never opens them.
writing-files-here = Files that go with it
writing-files-new = Add files
writing-file-remove = Remove when saving
writing-field-attachments = Files
writing-files-count = { $n ->
    [0] None
    [one] One file
   *[other] { $n } files
}
writing-files-many = At most { $n } files go with a posting. Remove one first
writing-file-large = { $value } is larger than 10 MB. Choose a smaller file
writing-file-macros = { $value } holds macros. Save it as a document without them and choose that
writing-file-kind = { $value } isn’t a kind of file that is taken. Choose a PDF, a picture or an office document

writing-done-upload-discarded = The table is gone. Nothing was submitted of it.
upload-title = Upload a table
upload-lead = Post many needs or capabilities at once. First you see what each row would do; nothing happens before you say so, and moderators read each posting as ever.
upload-template = A table to fill in
    .text = Any table with a title column is read, in Chinese or English; this one has all columns. Give each row a reference of your own: when the table comes again, it changes what it brought before. A row says all that its posting says: what it leaves out is taken away.
upload-xlsx = Workbook (XLSX)
upload-csv = CSV
upload-kind = What the rows are
    .hint = For rows that don’t say it in a column of their own.
upload-kind-need = Needs
upload-kind-capability = Capabilities
upload-file = Table
    .hint = CSV or XLSX, at most { $size } MB and { $rows } rows. Formulas are read as the text or figure that they show.
upload-values = Industries, forms of cooperation and the like are given by their codes or names. All that may stand there, which is also on the second sheet of the workbooks above:
upload-no-rows = { $value }: no row below the header. Fill in at least one and upload it again.
upload-no-known-column = { $file }: none of its columns is known. It has { $found }. Name one of them title or description, or copy its rows into the table to fill in.
upload-missing = Choose a table
upload-button = Show what it would do
upload-plan = What the table would do
    .text = Nothing is submitted yet.
upload-result = What the table did
    .text = The table is taken over. Its new postings and changes wait for a moderator.
upload-another = Upload another table
upload-count-new = { $n ->
    [one] One new posting
   *[other] { $n } new postings
}
upload-count-change = { $n ->
    [one] One change of a posting
   *[other] { $n } changes of postings
}
upload-count-unchanged = { $n ->
    [one] One row changes nothing
   *[other] { $n } rows change nothing
}
upload-count-wrong = { $n ->
    [one] One row is left out
   *[other] { $n } rows are left out
}
upload-accept = { $n ->
    [one] Submit one posting for review
   *[other] Submit { $n } postings for review
}
upload-discard = Discard the table
upload-errors = The rows that are left out, each with what is wrong, to be corrected and uploaded again:
upload-wrong-column = What is wrong
upload-cut = (What is longer than a workbook can hold is cut here.)
upload-ignored = Columns that aren’t used: { $value }
upload-table = Rows of the table
upload-line = Line
upload-posting = Posting
upload-fate = What happens
    .done = What happened
upload-new = New; a moderator reads it
upload-change = Changes { $value } once a moderator has read it
upload-unchanged = Says what { $value } says
upload-waits = A change of { $value } waits for a moderator; take it back first
upload-repeats = Repeats line { $value }
upload-same-reference = Has the reference of line { $value } but says something else
upload-copy = Says what { $value } says, which has another reference
upload-other-organization = Names another organization
upload-unknown-id = Your organization has no posting of this number
upload-two-postings = The number and the reference mean two postings
upload-other-kind = The posting of this number or reference is of the other kind
upload-long-title = Shorten the title to at most { $n } characters
upload-like = Nearly the same:
upload-changed = Your postings changed since you looked. This is what the table would do now.
upload-nothing = No row of it would do anything.
upload-example-title-need = Example: thermal barrier coating for turbine blades
upload-example-title-capability = Example: plasma spraying of ceramic coatings
upload-example-description-need = What happens today, under which conditions, and what you have tried.
upload-example-description-capability = How it works, where it was used, and where its limits are.
upload-example-must-haves = 1,000 thermal cycles at 1,250 °C
upload-example-evidence = 1,180 cycles at 1,200 °C in a furnace, 2025
upload-example-keywords = thermal barrier coating; turbine blade
writing-views = { $n ->
    [one] { $n } view in 30 days
   *[other] { $n } views in 30 days
}
writing-compare = What changed
writing-compare-last = What changed since the version before
writing-compare-from = From
writing-compare-to = to
writing-compare-button = Compare
