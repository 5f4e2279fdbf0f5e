// The deferral as a machine of xstate, by its pure `transition`: do-not-disturb is a state, what waits is the context, and what is to be done
// are its actions. What it does with an event is the tuned machine's, on a copy, since a context must not be changed in place.
import { told, tunedText } from '../queue/story.js'
import { copyOfTuned, newTunedMachine, tunedStep } from '../queue/tunedMachine.js'

const tags = ['Respond', 'Deliver', 'Remove', 'Discard', 'WakeAt', 'Ignored']
const events = ['MessageRouted', 'ActionSucceeded', 'ClientRegistered', 'TimeReached']

export const contestant = async () => {
  const { enqueueActions, initialTransition, setup, transition } = await import(['xstate'].join(''))
  const react = enqueueActions(({ context, event, enqueue }) => {
    const machine = copyOfTuned(context.machine)
    const said = tunedStep(machine, event.event, event.recipient)
    enqueue.assign({ machine, said })
    for (const action of said[0]) {
      enqueue({ type: action._tag, params: action })
    }
  })
  const always = Object.fromEntries(events.map((type) => [type, { actions: react }]))
  const isQuiet = ({ event }) => event.recipient.preferences.doNotDisturb.on
  const machine = setup({ actions: Object.fromEntries(tags.map((tag) => [tag, () => undefined])) }).createMachine({
    context: { machine: newTunedMachine(), said: undefined },
    initial: 'open',
    states: {
      open: {
        on: {
          ...always,
          PreferencesChanged: [{ guard: isQuiet, target: 'quiet', actions: react }, { actions: react }],
        },
      },
      quiet: {
        on: {
          ...always,
          PreferencesChanged: [
            { guard: isQuiet, actions: react },
            { target: 'open', actions: react },
          ],
        },
      },
    },
  })
  const [initial] = initialTransition(machine)
  return told(
    () => ({ snapshot: initial, actions: [] }),
    ({ snapshot }, event, recipient) => {
      const [next, actions] = transition(machine, snapshot, { type: event._tag, event, recipient })
      return { snapshot: next, actions }
    },
    ({ snapshot, actions }) => tunedText([actions.map(({ params }) => params), snapshot.context.said[1]]),
  )
}
