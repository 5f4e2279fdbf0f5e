/**
 * What the page about results does: a cell opens its vectors, the arrows go from cell to cell, and rows can be left out.
 *
 * Whatever an implementation has said is put in as text, never as markup.
 */
export const reportScript: string = `
'use strict'
const data = JSON.parse(document.getElementById('data').textContent)
const dialog = document.querySelector('dialog')
const make = (name, props = {}, ...children) => {
  const element = Object.assign(document.createElement(name), props)
  element.append(...children)
  return element
}
const json = (value) => make('pre', { tabIndex: 0, textContent: value === undefined ? 'nothing' : JSON.stringify(value, null, 2) })
const labelled = (label, ...content) => make('div', {}, make('h3', { textContent: label }), ...content)
const pair = (expected, came) => make('div', { className: 'pair' }, labelled('Expected', json(expected)), labelled('Came', json(came)))
const folded = (label, value) => make('details', {}, make('summary', { textContent: label }), json(value))
const stepOf = (vector, record) => (step, at) =>
  make('div', {}, folded('Step ' + (at + 1) + ': ' + step.event._tag + ' at ' + step.event.at, step), pair(step.expect, record.came[at]))
const bodyOf = (vector, record) => [
  make('p', { className: 'dim', textContent: [vector.requirements.join(', '), vector.level, vector.case, vector.because].join(' · ') }),
  ...(record.reason === undefined ? [] : [make('p', { textContent: record.reason })]),
  ...(record.ways === undefined ? [] : [make('p', { textContent: 'Of the allowed ways: ' + record.ways.join(', ') })]),
  ...(record.mismatches ?? []).map((found) => labelled('At ' + found.path, pair(found.expected, found.came))),
  folded('Given', vector.given),
  ...(vector.kind === 'decision' ? [pair(vector.expect, record.came[0])] : vector.steps.map(stepOf(vector, record))),
  ...(vector.held === undefined ? [] : [labelled('Held at the end', pair(vector.held, record.came[vector.steps.length]?.held))]),
]
const itemOf = (record) => {
  const vector = data.vectors[record.vector]
  const item = make('details', {}, make('summary', {},
    make('span', { className: 'verdict ' + record.verdict, textContent: record.verdict }),
    make('code', { textContent: record.vector }), ' ' + record.title))
  item.addEventListener('toggle', () => {
    if (item.open && item.childElementCount === 1) {
      item.append(...(vector === undefined ? [json(record)] : bodyOf(vector, record)))
    }
  })
  return item
}
const open = (button) => {
  const { requirement, target } = button.dataset
  const { implementation, records } = data.targets[Number(target)]
  const own = records.filter((record) => record.requirements[0] === requirement)
  const rank = ({ verdict, mismatches }) => (verdict === 'Fail' || verdict === 'Errored' ? 0 : mismatches ? 1 : 2)
  const items = [...own].sort((one, other) => rank(one) - rank(other)).map(itemOf)
  dialog.querySelector('h2').textContent = requirement + ' · ' + implementation.name + ' ' + implementation.version
  dialog.querySelector('header p').textContent = data.gists[requirement] ?? ''
  dialog.querySelector('.vectors').replaceChildren(...items)
  dialog.showModal()
  dialog.scrollTop = 0
  if (items[0] !== undefined) {
    items[0].open = true
  }
}
const buttons = () => [...document.querySelectorAll('tbody tr:not([hidden]) td.cell button')]
document.querySelector('tbody').addEventListener('click', ({ target }) => {
  const button = target.closest('button')
  if (button !== null) {
    open(button)
  }
})
document.querySelector('tbody').addEventListener('keydown', (event) => {
  const columns = data.targets.length
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key]
  const all = buttons()
  const next = by === undefined ? undefined : all[all.indexOf(document.activeElement) + by]
  if (next !== undefined) {
    next.focus()
    event.preventDefault()
  }
})
dialog.querySelector('button').addEventListener('click', () => dialog.close())
const search = document.getElementById('search')
const others = document.getElementById('others')
const filter = () => {
  for (const row of document.querySelectorAll('tbody tr[data-requirement]')) {
    const isNamed = row.textContent.toLowerCase().includes(search.value.trim().toLowerCase())
    row.hidden = !isNamed || (others.checked && row.querySelector('td:not(.met)') === null)
  }
}
search.addEventListener('input', filter)
others.addEventListener('change', filter)
`
