/** Text that stands in XML as it is meant; what XML cannot say at all is replaced. */
export const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** The width that a text of the drawing takes at most, in pixels. */
const widthOf = (text: string): number => 7 * Array.from(text).length + 8

/** The first of some texts for which there is room; none if there is room for none. */
export const fitting = (texts: readonly string[], room: number): string =>
  texts.find((text) => widthOf(text) <= room) ?? ''

/** A line of text. */
export const textPart = (text: string, x: number, y: number, attributes: string): string =>
  `<text x="${x}" y="${y}" ${attributes}>${escaped(text)}</text>`

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day by its number: `Tue 3 Feb`. */
export const dayLabel = (number: number): string => {
  const date = new Date(number * 86_400_000)
  return [days[date.getUTCDay()], date.getUTCDate(), months[date.getUTCMonth()]].join(' ')
}

/** A year by the number of a day in it. */
export const yearLabel = (number: number): string => `${new Date(number * 86_400_000).getUTCFullYear()}`

/** A reading of the clock: `07:00`, with seconds where there are some. */
export const clockLabel = (reading: number): string => {
  const seconds = Math.floor(reading / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return (seconds % 60 === 0 ? parts.slice(0, 2) : parts).map((part) => `${part}`.padStart(2, '0')).join(':')
}

/**
 * The style follows the reader: light or dark. The colours are told apart with any colour vision (Okabe and Ito), waiting is hatched, and
 * the number in each bar says the same without any colour.
 */
export const timelineStyle = `<style>
svg { color: #1b1f24; background: #ffffff }
@media (prefers-color-scheme: dark) { svg { color: #e6e8eb; background: #14171a } }
text { fill: currentColor; font: 13px system-ui, sans-serif }
.title { font-size: 17px; font-weight: 600 }
.small { font-size: 11px; opacity: .8 }
.bar { font-size: 12px; fill: #111 }
.light { fill: #fff }
.low { font-size: 10px }
.row { fill: currentColor; opacity: .07 }
.hour { stroke: currentColor; opacity: .25 }
.gap { fill: none; stroke: currentColor; stroke-dasharray: 3 3; opacity: .6 }
.send { fill: #009e73 } .defer-DoNotDisturb { fill: #0072b2 } .defer-NoApplicableClient { fill: #a6a6a6 }
.defer-Preference { fill: #56b4e9 } .defer-AllClientsFailed { fill: #a6a6a6 } .store { fill: #cc79a7 }
.forward { fill: #e69f00 } .interwork { fill: #f0e442 } .reject { fill: #d55e00 }
.waits { fill: url(#waits) }
</style>
<defs><pattern id="waits" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="8" fill="#fff" fill-opacity=".2"/></pattern></defs>`
