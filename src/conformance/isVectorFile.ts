import type { JsonObject } from './Json.js'
import { isJsonList, isJsonObject } from './Json.js'
import type { Vector, VectorFile } from './Vector.js'

const oneOf =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value)

const isText = (value: unknown): boolean => typeof value === 'string'
const isTexts = (value: unknown): boolean => isJsonList(value) && value.every(isText)

const isStep = (step: unknown): boolean =>
  isJsonObject(step) &&
  isJsonObject(step['event']) &&
  isJsonObject(step['expect']) &&
  (step['recipient'] === undefined || isJsonObject(step['recipient'])) &&
  (step['policy'] === undefined || isJsonObject(step['policy']))

const isDecision = (vector: JsonObject): boolean => vector['kind'] === 'decision'

const isScenario = ({ kind, steps, held }: JsonObject): boolean =>
  kind === 'scenario' && isJsonList(steps) && steps.every(isStep) && (held === undefined || isTexts(held))

const parts: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: isText,
  requirements: (value) => isTexts(value) && isJsonList(value) && value.length > 0,
  role: oneOf('PF', 'MSS', 'Client'),
  level: oneOf('shall', 'shall not', 'may', 'note', 'interpretation'),
  case: oneOf('positive', 'negative'),
  title: isText,
  because: isText,
  given: isJsonObject,
}

const isVector = (value: unknown): value is Vector =>
  isJsonObject(value) &&
  Object.entries(parts).every(([name, isPart]) => isPart(value[name])) &&
  ((isDecision(value) && isJsonObject(value['expect'])) || isScenario(value))

/** Whether what came out of a JSON text is a file of vectors, as far as the kit needs it to be; the schema says all of it. */
export const isVectorFile = (value: unknown): value is VectorFile =>
  isJsonObject(value) && isJsonList(value['vectors']) && value['vectors'].every(isVector)
