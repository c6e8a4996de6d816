"""The manual: pages in Markdown, read and rendered by us, searched, and pointed to by each page."""
