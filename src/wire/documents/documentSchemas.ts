import { CpmClientCodec } from './CpmClientCodec.js'
import type { JsonSchema } from './Json.js'
import { LineErrorCodec } from './LineErrorCodec.js'
import { RoutingDecisionCodec } from './RoutingDecisionCodec.js'
import { RoutingRequestCodec } from './RoutingRequestCodec.js'
import { ScheduleCodec } from './ScheduleCodec.js'
import { ServiceProviderPolicyCodec } from './ServiceProviderPolicyCodec.js'
import { StandaloneMessageCodec } from './StandaloneMessageCodec.js'
import { schemaDocument } from './schemaDocument.js'
import { UserPreferencesCodec } from './UserPreferencesCodec.js'

/**
 * The JSON Schema of every document form, by the name of the form.
 *
 * @example
 * ```ts
 * import { documentSchemas } from 'cpm-routing/wire'
 *
 * console.log(documentSchemas()['CpmClient']?.['title'])
 * // => CpmClient
 * ```
 */
export const documentSchemas = (): Readonly<Record<string, JsonSchema>> => ({
  CpmClient: schemaDocument(CpmClientCodec),
  LineError: schemaDocument(LineErrorCodec),
  RoutingDecision: schemaDocument(RoutingDecisionCodec),
  RoutingRequest: schemaDocument(RoutingRequestCodec),
  Schedule: schemaDocument(ScheduleCodec),
  ServiceProviderPolicy: schemaDocument(ServiceProviderPolicyCodec),
  StandaloneMessage: schemaDocument(StandaloneMessageCodec),
  UserPreferences: schemaDocument(UserPreferencesCodec),
})
