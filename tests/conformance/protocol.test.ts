import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeChild } from '../../src/cli/conformance/nodeChild.js'
import { defaultPatience, startTarget, type Target } from '../../src/cli/conformance/startTarget.js'
import type { JsonObject } from '../../src/conformance/index.js'

const introduction = JSON.stringify({
  seq: 0,
  protocol: 1,
  implementation: { name: 'shell', version: '1' },
  capabilities: ['decision'],
  unsupported: [],
})

/** A program that introduces itself and then, where it is asked something, does this. */
const thenDoes = (script: string): string => `read start; echo '${introduction}'; read request; ${script}`

/** A program that answers whatever it is asked, counting, and does something else where `boom` is in it. */
const answersUntil = (script: string): string =>
  `n=0; while read -r line; do case "$line" in *start*) echo '${introduction}';; *stop*) exit 0;; *boom*) ${script};; *) n=$((n+1)); echo "{\\"seq\\":$n,\\"decision\\":{\\"_tag\\":\\"Send\\"}}";; esac; done`

jest.setTimeout(60_000)

/** Longer than a machine at work takes; for what never comes there is no need to wait so long. */
const patience = { ...defaultPatience, perAnswer: 20_000 }
const impatience = { ...defaultPatience, perAnswer: 1_000 }
const decide = (given: JsonObject = {}) => ({ cmd: 'decide', given }) as const

/** Whether a process runs; one that has ended may be listed until its parent has heard of it. */
const isRunning = (id: number): boolean =>
  /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(id)], { encoding: 'utf8' }).stdout.trim())

const targets: Target[] = []
const start = async (command: string, borne = patience): Promise<Target> => {
  const started = await startTarget(command, nodeChild, borne)
  if (started._tag === 'Left') {
    throw new Error(started.left)
  }
  targets.push(started.right)
  return started.right
}

afterEach(async () => {
  await Promise.all(targets.splice(0).map(({ stop }) => stop()))
})

/** What comes of one request to a program. */
const answerOf = async (command: string, given?: JsonObject, borne = patience): Promise<unknown> => {
  const { ask } = await start(command, borne)
  const answer = await ask(decide(given))
  return answer._tag === 'Left' ? answer.left : answer.right
}

describe('a program that is asked a question', () => {
  it('is heard', async () => {
    expect(await answerOf(answersUntil('exit 1'))).toEqual({ seq: 1, decision: { _tag: 'Send' } })
  })

  it.each([
    [
      'answers twice',
      String.raw`printf '{"seq":1}\n{"seq":1}\n'; sleep 60`,
      'it says 2 lines where it was asked for one',
    ],
    ['answers something else', `echo '{"seq":7}'; sleep 60`, 'an answer has the seq 7, not 1'],
    ['answers without seq', `echo '[]'; sleep 60`, 'an answer has the seq none, not 1'],
    ['answers no object', `echo '5'; sleep 60`, 'an answer has the seq none, not 1'],
    ['prints noise', 'echo Loading; sleep 60', 'a line is not JSON: "Loading"'],
    ['ends early', 'echo broken >&2; exit 3', 'it ended with status 3: broken'],
    ['is killed', 'kill -9 $$', 'it ended by SIGKILL'],
    ['says 2 MiB', `head -c 2097152 /dev/zero | tr '\\0' x; echo; sleep 60`, 'a line is longer than 1048576 octets'],
    ['says what is not UTF-8', String.raw`printf '\377\n'; sleep 60`, 'a line is not UTF-8'],
    ['leaves its output to another', 'setsid sleep 3 & sleep 0.1; exit 5', 'it ended with status 5'],
  ])('and %s gives an error', async (_, script, why) => {
    expect(await answerOf(thenDoes(script))).toBe(why)
  })

  it.each([
    ['never answers', 'sleep 60', 'no answer within 1 s'],
    ['floods without an end', `yes | tr -d '\\n'`, 'no answer within 1 s'],
    ['closes its output', 'exec >&-; sleep 60', 'it closed its output'],
  ])('and %s is not waited for', async (_, script, why) => {
    expect(await answerOf(thenDoes(script), {}, impatience)).toBe(why)
  })

  it('and floods with lines gives an error, and is not read any further', async () => {
    expect(await answerOf(thenDoes('yes'))).toMatch(/^it says \d+ lines where it was asked for one$/)
  })

  it('and prints a long line that is no JSON is quoted in brief', async () => {
    expect(await answerOf(thenDoes(`head -c 5000 /dev/zero | tr '\\0' x; echo; sleep 60`))).toHaveLength(124)
  })

  it('and never reads gives an error, however much it is told', async () => {
    const text = 'x'.repeat(2_000_000)
    expect(await answerOf(`echo '${introduction}'; sleep 60`, { text }, impatience)).toBe('no answer within 1 s')
  })

  it('and has crashed is started again for the next question', async () => {
    const { ask } = await start(answersUntil('exit 9'))
    const said = [await ask(decide()), await ask(decide({ boom: true })), await ask(decide()), await ask(decide())]
    expect(said.map((answer) => (answer._tag === 'Left' ? answer.left : 'answered'))).toEqual([
      'answered',
      'it ended with status 9',
      'answered',
      'answered',
    ])
  })

  it('and crashes again and again is given up', async () => {
    const { ask } = await start(answersUntil('exit 9'), { ...patience, failuresInARow: 2 })
    const boom = decide({ boom: true })
    const said = [await ask(boom), await ask(boom), await ask(boom), await ask(decide())]
    expect(said.slice(2)).toEqual([3, 4].map(() => ({ _tag: 'Left', left: 'given up after 2 failures' })))
  })

  it('and cannot be started again says why', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kit-'))
    const once = `test -e ${folder}/was && { echo again >&2; exit 4; }; touch ${folder}/was; ${answersUntil('exit 9')}`
    const { ask } = await start(once)
    const said = [await ask(decide({ boom: true })), await ask(decide())]
    expect(said[1]).toEqual({ _tag: 'Left', left: 'it ended with status 4: again' })
    rmSync(folder, { recursive: true })
  })
})

describe('a program that is to be examined', () => {
  it.each([
    ['does not exist', 'no-such-program', /^it ended with status 127: .*not found/],
    ['speaks no protocol', 'cat', /^start is answered with implementation/],
    [
      'speaks another protocol',
      `read start; echo '{"seq":0,"protocol":2}'`,
      /^the answer to start is no introduction in protocol 1/,
    ],
  ])('and %s is not', async (_, command, why) => {
    const started = await startTarget(command, nodeChild, patience)
    expect(started._tag === 'Left' && started.left).toMatch(why)
  })

  it('leaves nothing behind that it has started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kit-'))
    const { stop } = await start(`sleep 60 & echo $! > ${folder}/id; trap '' TERM; ${answersUntil('exit 9')}; sleep 60`)
    const id = Number(readFileSync(`${folder}/id`, 'utf8'))
    expect(isRunning(id)).toBe(true)
    await stop()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(isRunning(id)).toBe(false)
    rmSync(folder, { recursive: true })
  })

  it('leaves no listener behind on the process', async () => {
    const count = () => ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => process.listenerCount(name))
    const before = count()
    const { stop } = await start(answersUntil('exit 9'))
    await stop()
    expect(count()).toEqual(before)
  })

  it('ends when this process is told to end', async () => {
    const { ask } = await start(answersUntil('exit 9'))
    const told: unknown[] = []
    const kill = process.kill.bind(process)
    const spy = jest.spyOn(process, 'kill').mockImplementation((id, signal) => {
      told.push([id === process.pid, signal])
      return id === process.pid ? true : kill(id, signal)
    })
    process.emit('SIGTERM', 'SIGTERM')
    spy.mockRestore()
    expect(told).toEqual([
      [false, 'SIGKILL'],
      [true, 'SIGTERM'],
    ])
    expect(await ask(decide())).toEqual({ _tag: 'Left', left: 'it ended by SIGKILL' })
  })
})
