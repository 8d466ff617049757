/*
 * What the theme's script makes while a page is read, mended for those who do not see it or use no mouse: a button to
 * copy is no landmark of the page, and a table that is wider than its frame can be moved by keys.
 */
(() => {
  "use strict"
  const mend = () => {
    for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "presentation")
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0
    }
  }
  const article = document.querySelector("article")
  if (!article) return
  new MutationObserver(mend).observe(article, { childList: true, subtree: true })
  new ResizeObserver(mend).observe(article)
  mend()
})()
