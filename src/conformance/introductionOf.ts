import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Answer } from './Examination.js'
import type { Json, JsonObject } from './Json.js'
import { isJsonList, isJsonObject, memberOf } from './Json.js'
import type { Introduction } from './Protocol.js'
import { capabilities } from './Protocol.js'

const isNamed = (value: Json | undefined): value is JsonObject & { readonly name: string; readonly version: string } =>
  isJsonObject(value) && typeof value['name'] === 'string' && typeof value['version'] === 'string'

const isUnsupported = (value: Json): value is { readonly requirement: string; readonly reason: string } =>
  isJsonObject(value) && typeof value['requirement'] === 'string' && typeof value['reason'] === 'string'

const listIn = (answer: JsonObject, name: string): readonly Json[] | undefined => {
  const list = memberOf(answer, name)
  return list === undefined ? [] : isJsonList(list) ? list : undefined
}

/** What an implementation says of itself, or what is wrong with its words; capabilities that nobody knows mean nothing. */
export const introductionOf = (answer: Answer): Either<string, Introduction> => {
  if (answer._tag === 'Left') {
    return answer
  }
  if (!isJsonObject(answer.right)) {
    return left('the answer to start is not an object')
  }
  const said = answer.right
  const implementation = memberOf(said, 'implementation')
  const claimed = listIn(said, 'capabilities')
  const unsupported = listIn(said, 'unsupported')
  if (said['errored'] !== undefined || said['protocol'] !== 1) {
    return left(`the answer to start is no introduction in protocol 1: ${JSON.stringify(said).slice(0, 200)}`)
  }
  if (!isNamed(implementation) || claimed === undefined || !unsupported?.every(isUnsupported)) {
    return left(
      'start is answered with implementation (name, version), capabilities and unsupported (requirement, reason)',
    )
  }
  const { name, version, language } = implementation
  return right({
    implementation: { name, version, ...(typeof language === 'string' ? { language } : {}) },
    capabilities: capabilities.filter((capability) => claimed.includes(capability)),
    unsupported: unsupported.map(({ requirement, reason }) => ({ requirement, reason })),
  })
}
