"""The site: MkDocs and Material around finished pages, and the same pages as a plain tree. The only room that imports mkdocs."""
