import type { MessageKind } from '../../model/StandaloneMessage.js'
import { bareMediaType } from '../../routing/matchesMediaRange.js'
import type { Condition, Literal, Moment } from './Condition.js'
import { chooseInstant } from './chooseInstant.js'
import { originatorsFor } from './chooseOriginator.js'
import { chooseTexts, joinTexts } from './chooseTexts.js'
import { holds } from './holds.js'
import type { Situation, Space } from './Situation.js'

/** A situation in which all literals of one dimension hold; `'never'` if there is none, `'unknown'` if none was found. */
export type Choice = Situation | 'never' | 'unknown'

/** All literals are about the same dimension. */
type Choose = (literals: readonly Literal[], situation: Situation, space: Space) => Choice

const areTrue = (literals: readonly Literal[], situation: Situation, space: Space): boolean =>
  literals.every(({ condition, holds: wanted }) => holds(condition, situation, space.zones) === wanted)

const firstOf = (candidates: readonly Situation[], literals: readonly Literal[], space: Space): Choice =>
  candidates.find((candidate) => areTrue(literals, candidate, space)) ?? 'never'

/** The conditions of one form among literals. */
const ofForm = <T extends Condition['_tag']>(
  literals: readonly Literal[],
  tag: T,
): readonly Extract<Condition, { readonly _tag: T }>[] => {
  const isOfForm = (condition: Condition): condition is Extract<Condition, { readonly _tag: T }> =>
    condition._tag === tag
  return literals.map(({ condition }) => condition).filter(isOfForm)
}

/** Those literals whose condition has to hold, or those whose condition has to fail. */
const those = (literals: readonly Literal[], wanted: boolean): readonly Literal[] =>
  literals.filter((literal) => literal.holds === wanted)

const chooseOriginator: Choose = (literals, situation, space) =>
  originatorsFor(literals, space.unnamed).reduce<Choice>(
    (choice, originators) =>
      choice === 'never'
        ? firstOf(
            originators().map((originator) => ({ ...situation, originator })),
            literals,
            space,
          )
        : choice,
    'never',
  )

/** For the other kinds no preference is read (AMB-30). */
const kindsWithPreferences: readonly MessageKind[] = ['pager', 'large']

const chooseKind: Choose = (literals, situation, space) =>
  firstOf(
    kindsWithPreferences.map((kind) => ({ ...situation, kind })),
    literals,
    space,
  )

/** Each condition holds from one size on, or up to one size: of the sizes that fit, the least is the greatest of the lower bounds. */
const chooseSize: Choose = (literals, situation, space) => {
  const least = [
    ...ofForm(those(literals, true), 'Size').map((condition) => condition.least),
    ...ofForm(those(literals, false), 'Size').map(({ most }) => (most < Number.MAX_SAFE_INTEGER ? most + 1 : 0)),
  ].reduce((greatest, size) => Math.max(greatest, size), 0)
  return firstOf(
    [situation.size, least].map((size) => ({ ...situation, size })),
    literals,
    space,
  )
}

const mediaType = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/

const chooseContentType: Choose = (literals, situation, space) => {
  const ranges = ofForm(literals, 'ContentType')
    .flatMap((condition) => condition.ranges)
    .map((range) => bareMediaType(range).replaceAll('*', space.unnamed))
  const types = ['text/plain', ...ranges, `${space.unnamed}/${space.unnamed}`].filter((type) => mediaType.test(type))
  return firstOf(
    [...types, undefined].map((contentType) => ({ ...situation, contentType })),
    literals,
    space,
  )
}

const textsOf = (conditions: readonly { readonly texts: readonly string[] }[]): readonly (readonly string[])[] =>
  conditions.map(({ texts }) => texts)

const chooseSubject: Choose = (literals, situation, space) => {
  const unwanted = textsOf(ofForm(those(literals, false), 'Subject')).flat()
  const chosen = chooseTexts({ wanted: textsOf(ofForm(those(literals, true), 'Subject')), unwanted }, (text, part) =>
    text.includes(part),
  )
  if (chosen === undefined) {
    return 'never'
  }
  const found = { ...situation, subject: joinTexts(chosen, unwanted) }
  return areTrue(literals, found, space) ? found : 'unknown'
}

const chooseSpheres =
  (whose: string): Choose =>
  (literals, situation) => {
    const wanted = textsOf(ofForm(those(literals, true), 'Sphere'))
    const unwanted = textsOf(ofForm(those(literals, false), 'Sphere')).flat()
    const chosen = chooseTexts({ wanted, unwanted }, (text, part) => text === part)
    return chosen === undefined ? 'never' : { ...situation, spheres: { ...situation.spheres, [whose]: chosen } }
  }

const chooseRegistered =
  (whose: string): Choose =>
  (literals, situation, space) =>
    firstOf(
      [true, false].map((is) => ({ ...situation, registered: { ...situation.registered, [whose]: is } })),
      literals,
      space,
    )

const chooseTime =
  (moment: Moment): Choose =>
  (literals, situation, space) => {
    const instant = chooseInstant(
      { within: ofForm(those(literals, true), 'Time'), outside: ofForm(those(literals, false), 'Time') },
      space,
    )
    return typeof instant === 'number'
      ? { ...situation, instants: { ...situation.instants, [moment]: instant } }
      : instant
  }

/** Nothing to choose: it holds for nothing. */
const chooseNothing: Choose = (literals, situation, space) => firstOf([situation], literals, space)

const chooserFor = (condition: Condition): Choose => {
  switch (condition._tag) {
    case 'Originator':
    case 'Undisclosed':
      return chooseOriginator
    case 'Kind':
      return chooseKind
    case 'Size':
      return chooseSize
    case 'ContentType':
      return chooseContentType
    case 'Subject':
      return chooseSubject
    case 'Sphere':
      return chooseSpheres(condition.whose)
    case 'Registered':
      return chooseRegistered(condition.whose)
    case 'Time':
      return chooseTime(condition.moment)
    case 'Nothing':
      return chooseNothing
  }
}

/** The literals that are about the same as a condition. */
export const aboutTheSame = (literals: readonly Literal[], { dimension }: Condition): readonly Literal[] =>
  literals.filter(({ condition }) => condition.dimension === dimension)

/** A situation changed in what a condition looks at, so that all literals about that hold. */
export const choose = (
  condition: Condition,
  literals: readonly Literal[],
  situation: Situation,
  space: Space,
): Choice => chooserFor(condition)(aboutTheSame(literals, condition), situation, space)
