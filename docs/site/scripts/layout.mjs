// What every page of the site has around it.

/**
 * Nothing but what lies beside the page is loaded, nothing runs that stands in a page, and no text becomes markup. Drawings are data of
 * image elements, so their styles are no styles of the page.
 */
const policy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const navigationOf = (groups, current, root) =>
  groups
    .map(({ name, links }) => {
      const items = links.map(({ place, title }) => {
        const here = place === current ? ' aria-current="page"' : ''
        return `<li><a href="${root}${place}"${here}>${escaped(title)}</a></li>`
      })
      return `<h2>${name}</h2>\n<ul>\n${items.join('\n')}\n</ul>`
    })
    .join('\n')

/** A whole page. */
export const layout = ({ title, body, place, groups }) => {
  const root = '../'.repeat(place.split('/').length - 1)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)} · cpm-routing</title>
<link rel="icon" href="${root}icon.svg">
<link rel="stylesheet" href="${root}site.css">
</head>
<body>
<a class="skip" href="#main">To the text</a>
<header>
<a class="name" href="${root}index.html">cpm-routing</a>
<nav aria-label="Site">
<a href="${root}documentation.html">Documentation</a>
<a href="${root}playground.html">Playground</a>
<a href="${root}api/index.html">API</a>
<a href="${root}search.html">Search</a>
</nav>
</header>
<div class="page">
<nav class="pages" aria-label="Pages">
<details open>
<summary>Pages</summary>
${navigationOf(groups, place, root)}
</details>
</nav>
<main id="main">
${body}
</main>
</div>
<script src="${root}site.js"></script>
</body>
</html>
`
}
