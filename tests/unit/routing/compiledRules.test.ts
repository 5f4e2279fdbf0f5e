import { compile } from '../../../src/routing/compile.js'
import { route } from '../../../src/routing/route.js'
import { routeCompiled } from '../../../src/routing/routeCompiled.js'
import { preferences, request, rule } from '../../support/builders.js'

describe('compiled rules about nobody in particular', () => {
  it('are passed over one by one where a message is none of theirs', () => {
    const wanted = preferences({
      rules: [
        rule({ action: 'reject' }, { kinds: ['large'] }),
        rule({ action: 'interwork' }, { largerThan: 5000 }),
        rule({ action: 'store' }, { kinds: ['pager'] }),
      ],
    })
    const asked = request({ preferences: wanted })
    const { preferences: _, ...recipient } = asked.recipient
    const decision = routeCompiled(compile(wanted), { ...asked, recipient })
    expect(decision).toEqual(route(asked))
    expect(decision.determinedBy).toEqual({ requirement: 'TERM-06', rule: 'store' })
  })
})
