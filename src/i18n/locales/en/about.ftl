### What the site is.

about-title = About
about-heading = About Sunmao
about-lead = Sunmao brings the needs of enterprises and the capabilities of universities together, and says in plain words why two of them fit and what is missing.
about-name = The name
    .text = A mortise and tenon, sǔnmǎo 榫卯, joins two pieces of wood without a nail: one has the socket, the other the tenon, and they hold because they fit. The site looks for such pairs.
about-does = What it does
    .text = Every need is compared with every capability on six dimensions: topic, industrial chain, stage, talent and form, region, and terms. Each match shows its score with the reasons for it and the gaps that remain. A gap isn’t a refusal; it is where the first talk begins.
about-languages = Two languages
    .text = English and Chinese are equals here. Pages are complete in both, and a posting in one language is compared with postings in the other. The posting itself stays as its author wrote it.
about-shown = What is shown
    .text = Only postings that their organizations have made public are listed, found and matched on these pages. To post something, send it to whoever runs this site: postings are imported from files for now.
about-cookies = Cookies
    .text = Two cookies remember the language and the appearance that you choose. When you sign in, one more remembers that, for 30 days at most; forms before that use one that goes when you close the browser. There is no tracking, and nothing is loaded from other sites.
about-standards = Standards used
    .text = Industries follow GB/T 4754-2017, disciplines GB/T 13745-2009, regions GB/T 2260, and readiness levels GB/T 22900-2022 and the nine levels of Horizon 2020.
about-software = Software
    .text = This is Sunmao { $value }, free software under the Apache Licence 2.0. These pages use work of others, under these licences:
about-icons = Icons: Lucide (ISC)
about-normalize = Style base: modern-normalize (MIT)
