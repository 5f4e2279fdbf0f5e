// Markdown as HTML: headings and requirements with an id, links to where things stand on the site.
import { Marked, Renderer } from 'marked'

const withoutTags = (html) => html.replace(/<[^>]*>/g, '')

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** The id of a heading, as it is where Markdown is commonly shown. */
const slugOf = (text) =>
  text
    .toLowerCase()
    .replace(/&[a-z0-9#]+;/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

const newIds = () => {
  const used = new Set()
  return (wanted) => {
    let id = wanted
    for (let number = 1; used.has(id); number += 1) {
      id = `${wanted}-${number}`
    }
    used.add(id)
    return id
  }
}

/**
 * Renders a page.
 *
 * @param markdown its text
 * @param target where a link of this page leads on the site
 * @returns the HTML, the title, and the text under each heading for the search
 */
export const render = (markdown, target) => {
  const takeId = newIds()
  const sections = []
  const say = (text) => sections.at(-1)?.text.push(text)
  const marked = new Marked({
    gfm: true,
    walkTokens: (token) => {
      if (token.type === 'heading') {
        sections.push({ heading: token.text.replaceAll('`', ''), text: [] })
      } else if (token.type === 'code' || token.type === 'text' || token.type === 'codespan') {
        say(token.text)
      }
    },
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens)
        const id = takeId(slugOf(withoutTags(html)))
        return `<h${depth} id="${id}">${html}</h${depth}>\n`
      },
      link({ href, title, tokens }) {
        const words = title ? ` title="${escaped(title)}"` : ''
        return `<a href="${escaped(target(href))}"${words}>${this.parser.parseInline(tokens)}</a>`
      },
      image({ href, text }) {
        return `<img src="${escaped(target(href))}" alt="${escaped(text)}">`
      },
      code({ text, lang }) {
        const language = lang ? ` data-language="${escaped(lang)}"` : ''
        return `<pre tabindex="0"${language}><code>${escaped(text)}\n</code></pre>\n`
      },
      table(token) {
        return `<div class="table" role="region" aria-label="Table" tabindex="0">${Renderer.prototype.table.call(this, token)}</div>`
      },
      tablecell({ tokens, header, align }) {
        const html = this.parser.parseInline(tokens)
        const name = header ? 'th scope="col"' : 'td'
        const id = /^[A-Z]{2,4}-[0-9]{2}$/.test(html) ? ` id="${takeId(html.toLowerCase())}"` : ''
        return `<${name}${id}${align ? ` class="${align}"` : ''}>${html}</${header ? 'th' : 'td'}>\n`
      },
    },
  })
  const html = marked.parse(markdown)
  const ids = [...html.matchAll(/<h[1-6] id="([^"]*)"/g)].map(([, id]) => id)
  return {
    html,
    title: sections[0]?.heading ?? '',
    sections: sections.map(({ heading, text }, index) => ({ heading, id: ids[index] ?? '', text: text.join(' ') })),
  }
}
