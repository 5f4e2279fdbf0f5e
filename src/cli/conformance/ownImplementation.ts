import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { Either } from 'fp-ts/lib/Either.js'
import { getApplicativeValidation, map, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { getSemigroup } from 'fp-ts/lib/ReadonlyArray.js'
import type {
  Implementation,
  ImplementationAnswer,
  JsonObject,
  ScenarioUnderWay,
  StepRequest,
  VectorRole,
} from '../../conformance/index.js'
import { capabilities } from '../../conformance/index.js'
import type { CpmClientState } from '../../cpmClient/index.js'
import { clientTransition, newCpmClient } from '../../cpmClient/index.js'
import type { DeferredMessageQueue } from '../../deferral/index.js'
import { emptyQueue, plan, transition } from '../../deferral/index.js'
import type { StorageServerState } from '../../messageStorageServer/index.js'
import { emptyStorageServer, storageTransition } from '../../messageStorageServer/index.js'
import { route } from '../../routing/index.js'
import type { Codec } from '../../wire/documents/index.js'
import {
  decode,
  encode,
  RoutingDecisionCodec,
  RoutingRequestCodec,
  ServiceProviderPolicyCodec,
} from '../../wire/documents/index.js'
import type { InputError } from '../../wire/InputError.js'
import { actionDocument } from './actionDocument.js'
import { CpmClientEventCodec } from './CpmClientEventCodec.js'
import { QueueEventCodec } from './QueueEventCodec.js'
import { RecipientCodec } from './RecipientCodec.js'
import { StorageServerEventCodec } from './StorageServerEventCodec.js'

type Read<A> = Either<readonly InputError[], A>

const allErrors = getApplicativeValidation(getSemigroup<InputError>())

/** Reads a member of a request; the paths of errors begin with its name. */
const read = <A>(codec: Codec<A>, name: string, input: unknown): Read<A> =>
  pipe(
    decode(codec)(input),
    mapLeft((errors) => errors.map((error) => ({ ...error, path: `/${name}${error.path}` }))),
    map(({ value }) => value),
  )

const errored = (errors: readonly InputError[]): ImplementationAnswer => ({
  errored: errors.map(({ path, expected, actual }) => `${path}: expected ${expected}, found ${actual}`).join('; '),
})

/** One of the machines of the library. */
interface Machine<S> {
  readonly first: S
  readonly step: (state: S, request: StepRequest) => Read<readonly [S, readonly object[]]>
  readonly held: (state: S) => readonly string[]
}

const participatingFunction: Machine<DeferredMessageQueue> = {
  first: emptyQueue,
  step: (queue, { event, recipient, policy }) =>
    pipe(
      sequenceS(allErrors)({
        event: read(QueueEventCodec, 'event', event),
        recipient: read(RecipientCodec, 'recipient', recipient),
        policy: read(ServiceProviderPolicyCodec, 'policy', policy),
      }),
      map((heard) => {
        const [next, actions] = transition(queue, heard.event, heard.recipient, heard.policy)
        return [next, actions.map(actionDocument)]
      }),
    ),
  held: (queue) => plan(queue, {}, {}, 0).messages.map(({ entryId }) => entryId),
}

const messageStorageServer: Machine<StorageServerState> = {
  first: emptyStorageServer,
  step: (state, { event, policy }) =>
    pipe(
      sequenceS(allErrors)({
        event: read(StorageServerEventCodec, 'event', event),
        policy: read(ServiceProviderPolicyCodec, 'policy', policy),
      }),
      map((heard) => {
        const [next, actions] = storageTransition(state, heard.event, heard.policy)
        return [next, actions.map(actionDocument)]
      }),
    ),
  held: ({ temporary }) => temporary.map(({ message }) => message.entryId),
}

const cpmClient: Machine<CpmClientState> = {
  first: newCpmClient,
  step: (state, { event }) =>
    pipe(
      read(CpmClientEventCodec, 'event', event),
      map((heard) => {
        const [next, actions] = clientTransition(state, heard)
        return [next, actions.map(actionDocument)]
      }),
    ),
  held: () => [],
}

const underWay = <S>(machine: Machine<S>, state: S): ScenarioUnderWay => ({
  step: (request) => {
    const stepped = machine.step(state, request)
    return stepped._tag === 'Left'
      ? [underWay(machine, state), errored(stepped.left)]
      : [underWay(machine, stepped.right[0]), { actions: stepped.right[1] }]
  },
  end: () => ({ held: machine.held(state) }),
})

const begun: Readonly<Record<VectorRole, ScenarioUnderWay>> = {
  PF: underWay(participatingFunction, participatingFunction.first),
  MSS: underWay(messageStorageServer, messageStorageServer.first),
  Client: underWay(cpmClient, cpmClient.first),
}

const decide = (given: JsonObject): ImplementationAnswer => {
  const request = read(RoutingRequestCodec, 'given', given)
  return request._tag === 'Left'
    ? errored(request.left)
    : { decision: encode(RoutingDecisionCodec)(route(request.right)) }
}

/** This library as an implementation that the kit can examine, through what it publishes. */
export const ownImplementation = (version: string): Implementation => ({
  introduction: {
    implementation: { name: 'cpm-routing', version, language: 'TypeScript' },
    capabilities,
    unsupported: [],
  },
  decide,
  begin: (role) => begun[role],
})
