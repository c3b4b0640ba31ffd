//! The site: server, security, pages by area, forms, view models.
