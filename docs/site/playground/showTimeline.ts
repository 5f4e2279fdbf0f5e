import type { RoutingRequest } from 'cpm-routing'
import { timeline, timelineDiagram } from 'cpm-routing/analysis'
import { encode, InstantCodec } from 'cpm-routing/wire'
import { table } from './element.js'
import { showPicture } from './picture.js'
import { requirementLink } from './requirementLink.js'
import { headlineOf } from './showDecision.js'

const days = 7

/** Shows what happens to the message over the week, whenever it arrives: as a drawing, and as a table of the same. */
export const showTimeline = (image: HTMLImageElement, place: HTMLElement, request: RoutingRequest): void => {
  const { recipient, policy = {}, now, message } = request
  const week = timeline(recipient, policy, now, days, message)
  showPicture(
    image,
    timelineDiagram(week),
    'What happens to the message on each of seven days; the table below says it',
  )
  const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: week.zone })
  const localText = (at: number): Node => {
    const time = document.createElement('time')
    time.dateTime = String(encode(InstantCodec)(at))
    time.append(local.format(at))
    return time
  }
  place.replaceChildren(
    table(
      `The next ${days} days by the clock of ${week.zone}`,
      ['from', 'until', 'decision', 'because of'],
      week.stretches.map(({ from, until, decision }) => [
        localText(from),
        localText(until),
        headlineOf(decision),
        requirementLink(decision.determinedBy.requirement),
      ]),
    ),
  )
}
