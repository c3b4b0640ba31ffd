### The page of one organization.

organization-page-industries = 行业
organization-page-disciplines = 学科
organization-page-needs = { $n }项需求
organization-page-capabilities = { $n }项能力
organization-page-nothing = 该单位目前没有公开发布的内容。
