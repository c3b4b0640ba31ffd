### Error pages: what happened, and what to do next.

errors-status = Error { $n }
errors-id = Error number { $value }. Quote it when you report the problem.
errors-home = Go to the front page
errors-browse = Browse needs and capabilities
errors-not-found = There is nothing at this address
    .advice = The posting may have been withdrawn, or the address was mistyped. Search for it, or start from the front page.
errors-bad-request = The address couldn’t be understood
    .advice = Part of it is missing or misspelt. Search again, or start from the front page.
errors-method = This page can only be read
    .advice = Nothing can be sent to this address. Open it in the browser instead.
errors-too-large = That was too long
    .advice = The address or the text exceeds what the site takes. Shorten the search or choose fewer filters.
errors-sign-in = You are not signed in
    .advice = Nothing was changed. Sign in, go back to the page before, and send it again.
errors-second-factor = This takes a second factor
    .advice = Set up a second factor on the page of your account. Nothing was changed.
errors-suspended = This organization is suspended
    .advice = Its members can’t act for it until it is restored. The letter to its administrators says why.
errors-unverified = This organization isn’t verified
    .advice = An administrator of the organization can ask for verification on its page.
errors-forbidden = You may not do this
    .advice = It takes another role. An administrator of your organization, or of the site, can give it to you.
errors-forged = This request may not come from you
    .advice = Nothing was changed. Open the page anew, and send the form from there.
errors-bad-form = The form couldn’t be read
    .advice = Nothing was changed. Go back, load the page anew, and fill the form in again.
errors-too-many = That was tried too often
    .advice = { $n ->
        [one] Nothing was changed. Try again in a minute.
       *[other] Nothing was changed. Try again in { $n } minutes.
    }
errors-busy = The site is very busy right now
    .advice = Your request was not processed. Try again in a few seconds.
errors-internal = Something went wrong on our side
    .advice = The problem has been recorded. Try again in a moment.
