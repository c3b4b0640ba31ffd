### The frame of every page, and what several pages say.

layout-brand = Sunmao 榫卯
# The name is written twice: first in the page's own script.
layout-brand-first = Sunmao
layout-brand-second = 榫卯
layout-description = Enterprises post needs, universities post capabilities. Sunmao compares every pair and says why two pieces fit and what is missing.
layout-skip = Skip to main content
layout-nav = Main
layout-crumbs = Breadcrumb
layout-browse = Browse
layout-scores = How scores are made
layout-about = About
layout-switch = 中文
layout-search = Search
layout-foot = Sunmao 榫卯, free software under the Apache Licence 2.0.
layout-appearance = Appearance
layout-appearance-system = System
layout-appearance-light = Light
layout-appearance-dark = Dark
layout-apply = Apply

layout-verified = Verified
layout-asks = Asks { $value }
layout-offers = Offers { $value }
layout-closes = Closes { $value }
layout-closed = Closed { $value }
layout-posted = Posted { $value }
layout-not-stated = Not stated

layout-score = Fit score
layout-joint = Fit profile
layout-joint-dimension = Dimension
layout-joint-fit = Fit
layout-joint-points = Score out of 100

layout-pages = Pages
layout-page = Page { $value }
layout-page-previous = Previous page
layout-page-next = Next page
layout-remove-filter = Remove filter:
