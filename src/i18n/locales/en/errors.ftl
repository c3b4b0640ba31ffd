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
errors-busy = The site is very busy right now
    .advice = Your request was not processed. Try again in a few seconds.
errors-internal = Something went wrong on our side
    .advice = The problem has been recorded. Try again in a moment.
