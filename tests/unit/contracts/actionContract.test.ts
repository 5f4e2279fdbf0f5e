import { left, right } from 'fp-ts/lib/Either.js'
import type { PortSubject, PortUnderTest } from '../../../src/contracts/index.js'
import { alarmClockContract, interworkingContract, pushEnablerContract } from '../../../src/contracts/index.js'
import type { PortAction, PortFunction, PushEnabler, TaskAnswer } from '../../../src/effects/index.js'
import { outcomeUnknown, portsThrough, refused, unavailable } from '../../../src/effects/index.js'

type Ask = PortFunction<PortAction, TaskAnswer>

/** A port that notes each effect; `keyOf` says which actions it takes for one. */
const noting = (keyOf: (id: string, recipient: string) => string, answer: TaskAnswer = async () => right({})) => {
  const effects: string[] = []
  const known = new Set<string>()
  const ask: Ask =
    ({ actionId }, { canonical }) =>
    async () => {
      const key = keyOf(actionId, canonical)
      if (!known.has(key)) {
        known.add(key)
        effects.push(actionId)
      }
      return answer()
    }
  return { ask, effects }
}

const underTest = ({ ask, effects }: ReturnType<typeof noting>): PortUnderTest<PushEnabler> => ({
  port: portsThrough(ask, () => 0).pushEnabler,
  effects: async () => effects,
})

const byBoth = (id: string, recipient: string) => `${id} ${recipient}`
let calls = 0
const byCall = () => `${(calls += 1)}`

const subjects: Readonly<Record<string, PortSubject<PushEnabler>>> = {
  'has an effect each time': { open: async () => underTest(noting(byCall)) },
  'has an effect once for all ids': { open: async () => underTest(noting((_, recipient) => recipient)) },
  'takes recipients for one': { open: async () => underTest(noting((id) => id)) },
  'does nothing': { open: async () => ({ ...underTest(noting(byBoth)), effects: async () => [] }) },
  'answers otherwise the second time': {
    open: async () => {
      let status = 200
      return underTest(noting(byBoth, async () => right({ status: status++ })))
    },
  },
  'says it failed': { open: async () => underTest(noting(byBoth, async () => left(refused()))) },
  'does what it refuses': {
    open: async () => underTest(noting(byBoth)),
    openRefusing: async (status) => underTest(noting(byBoth, async () => left(refused({ status })))),
  },
  'says of what one device refuses that all were told': {
    open: async () => underTest(noting(byBoth)),
    openRefusingOn: async () => underTest(noting(byBoth)),
  },
  'says of what one device refuses that nobody was told': {
    open: async () => underTest(noting(byBoth)),
    openRefusingOn: async (_, status) => underTest(noting(byBoth, async () => left(refused({ status })))),
  },
  'says of what one device refuses nothing of the others': {
    open: async () => underTest(noting(byBoth)),
    openRefusingOn: async (deviceId) =>
      underTest(
        noting(byBoth, async () =>
          right({
            devices: [
              { deviceId, result: 'refused' },
              { deviceId: 'tablet', result: 'unknown' },
            ],
          }),
        ),
      ),
  },
  'says of a lost answer that it failed': {
    open: async () => underTest(noting(byBoth)),
    openLosingFirstAnswer: async () => underTest(noting(byBoth, async () => left(refused()))),
  },
  'says that it was there while away': {
    open: async () => underTest(noting(byBoth)),
    openAway: async () => underTest(noting(byBoth)),
  },
  'says unknown while away': {
    open: async () => underTest(noting(byBoth)),
    openAway: async () => underTest(noting(byBoth, async () => left(outcomeUnknown()))),
  },
}

const failuresOf = async (subject: PortSubject<PushEnabler>): Promise<readonly string[]> => {
  const results = await Promise.allSettled(pushEnablerContract(subject).map(({ run }) => run()))
  return pushEnablerContract(subject).flatMap(({ name }, place) =>
    results[place]?.status === 'rejected' ? [name] : [],
  )
}

describe('the contract of a port that does actions', () => {
  it.each(Object.entries(subjects))('is broken by a port that %s', async (_, subject) => {
    expect(await failuresOf(subject)).not.toEqual([])
  })

  it('is kept by a port that breaks no promise', async () => {
    const open = async () => underTest(noting(byBoth))
    const openAway = async () => ({
      ...underTest(noting(byBoth, async () => left(unavailable()))),
      effects: async () => [],
    })
    const openRefusingOn = async (deviceId: string, status: number) =>
      underTest(noting(byBoth, async () => right({ devices: [{ deviceId, result: 'refused', status }] })))
    expect(await failuresOf({ open, openAway, openRefusingOn })).toEqual([])
  })

  it('has no case that every broken port keeps', async () => {
    const failed = new Set((await Promise.all(Object.values(subjects).map(failuresOf))).flat())
    const names = new Set(
      Object.values(subjects).flatMap((subject) => pushEnablerContract(subject).map(({ name }) => name)),
    )
    expect([...names].filter((name) => !failed.has(name))).toEqual([])
    expect(names.size).toBe(9)
  })

  it('leaves out what cannot be brought about', () => {
    const open = async () => ({
      port: portsThrough(noting(byBoth).ask, () => 0).interworkingSelectionFunction,
      effects: async () => [],
    })
    expect(interworkingContract({ open })).toHaveLength(5)
  })
})

describe('the contract of the alarm clock', () => {
  it('is broken by a clock that counts parts of milliseconds and sets no alarm', async () => {
    const ports = portsThrough(noting(byBoth).ask, () => 0.5)
    const cases = alarmClockContract(async () => ({ alarmClock: ports.alarmClock, wakesAt: async () => undefined }))
    const results = await Promise.allSettled(cases.map(({ run }) => run()))
    expect(results.map(({ status }) => status)).toEqual(cases.map(() => 'rejected'))
  })
})
