### Saved searches and feeds.

browse-feed = Atom feed
searches-title = Saved searches
searches-lead = What is published and answers one of these searches is told to you as soon as you wish.
searches-none = You haven’t saved a search yet.
    .text = Look for something, and save the search on its page
searches-save = Save this search
searches-sign-in = Sign in to save this search
searches-saved = The search is saved. You are told of what it finds from now on.
searches-all = All saved searches
searches-name = Name of the search
searches-pace = Tell me by e-mail
    .hint = Only of what is published from now on, and of each posting once.
searches-saved-on = Saved on { $value }
searches-remove = Delete
searches-rename = Rename
searches-rename-title = Rename a search
searches-renamed = The search has its new name.
searches-removed = The search is deleted.
searches-back = Back to the search
searches-too-long = This search is too long to be saved: remove some of its filters or words
searches-full = You have { $n } saved searches, as many as one may have. Delete one under Your account first
