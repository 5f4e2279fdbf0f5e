import type { RequirementId } from '../../../src/requirements.js'
import type { ClientForm, DeviceForm, PolicyForm, RequestForm } from '../routingForms.js'
import { misdeciding, misreading, withClients, withPolicy, withPreferences } from '../routingForms.js'
import type { Canary } from './Canary.js'

const seeing = (
  name: string,
  change: (client: ClientForm, request: RequestForm) => ClientForm,
  breaks: readonly RequirementId[] = ['TERM-14'],
): Canary => misreading(name, breaks, withClients(change))

const unreachable = (client: ClientForm): ClientForm => ({ ...client, connectivity: 'unreachable' })

const onConnectivity: readonly Canary[] = [
  seeing('takes unknown connectivity for none', (client) =>
    client.connectivity === undefined ? unreachable(client) : client,
  ),
  seeing(
    'takes no notice of connectivity',
    (client) => (client.connectivity === 'unreachable' ? { ...client, connectivity: 'reachable' } : client),
    ['TERM-14', 'TERM-16'],
  ),
  seeing('takes limited for unreachable', (client, { policy }) =>
    client.connectivity === 'limited' && policy.limitedPreventsDelivery !== true ? unreachable(client) : client,
  ),
  seeing(
    'takes limited for reachable whatever policy says',
    (client) => (client.connectivity === 'limited' ? { ...client, connectivity: 'reachable' } : client),
    ['TERM-14', 'TERM-16'],
  ),
]

const onCapabilities: readonly Canary[] = [
  seeing('does not know ranges among capabilities', (client) => ({
    ...client,
    capabilities: {
      ...client.capabilities,
      contentTypes: client.capabilities?.contentTypes?.filter((range) => range === '*/*' || !range.endsWith('/*')),
    },
  })),
  seeing('ignores what content a device can take', (client) => ({
    ...client,
    capabilities: { ...client.capabilities, contentTypes: undefined },
  })),
  seeing('takes content of no type for content that a device can take', (client, { message }) =>
    message.contentType === undefined
      ? { ...client, capabilities: { ...client.capabilities, contentTypes: undefined } }
      : client,
  ),
  seeing('excludes the largest size of a device', (client, { message }) =>
    client.capabilities?.maxSize === message.size ? unreachable(client) : client,
  ),
  seeing(
    'ignores the largest size of a device',
    (client) => ({ ...client, capabilities: { ...client.capabilities, maxSize: undefined } }),
    ['TERM-14', 'TERM-16'],
  ),
]

const onServices: readonly Canary[] = [
  seeing(
    'sends large messages by the service for pager mode',
    (client, { message }) =>
      message.kind === 'large' && client.services?.includes('msg') === true
        ? { ...client, services: ['largemsg'] }
        : message.kind === 'large' && client.services?.length === 1
          ? { ...client, services: ['msg'] }
          : client,
    ['TERM-14', 'AMB-10'],
  ),
  seeing('asks that the service is named first', (client) => ({ ...client, services: client.services?.slice(0, 1) }), [
    'AMB-10',
  ]),
  seeing(
    'takes any CPM service for the one that is needed',
    (client, { message }) =>
      message.kind === 'pager' && (client.services?.length ?? 0) > 0
        ? { ...client, services: ['msg', ...(client.services ?? [])] }
        : client,
    ['AMB-10', 'TERM-16'],
  ),
  seeing(
    'takes a client without services for one that has all',
    (client) => (client.services?.length === 0 ? { ...client, services: ['msg'] } : client),
    ['AMB-10'],
  ),
  misreading(
    'takes unknown services for all of them',
    ['AMB-10'],
    withPolicy((policy) => ({ ...policy, servicesWhenUnknown: policy.servicesWhenUnknown ?? 'all' })),
  ),
  misreading(
    'takes unknown services for none whatever policy says',
    ['AMB-10'],
    withPolicy((policy) => ({ ...policy, servicesWhenUnknown: undefined })),
  ),
  misreading(
    'takes unknown services for all if policy names one',
    ['AMB-10'],
    withPolicy((policy) => ({
      ...policy,
      servicesWhenUnknown: policy.servicesWhenUnknown === undefined ? undefined : 'all',
    })),
  ),
  seeing(
    'lets policy override what a client says',
    (client, { policy }) => (policy.servicesWhenUnknown === undefined ? client : { ...client, services: undefined }),
    ['AMB-10'],
  ),
  misreading(
    'asks for the service of the message in a rule about registration',
    ['AMB-10'],
    withClients((client) =>
      client.services?.includes('filetransfer') === true && client.services.length === 1
        ? { ...client, registered: false }
        : client,
    ),
  ),
]

const onDevice = (
  name: string,
  change: (device: DeviceForm, request: RequestForm) => DeviceForm,
  breaks: readonly RequirementId[] = ['TERM-14'],
): Canary =>
  misreading(
    name,
    breaks,
    withPreferences((preferences, request) => ({
      ...preferences,
      devices:
        preferences.devices === undefined
          ? undefined
          : Object.fromEntries(
              Object.entries(preferences.devices).map(([deviceId, device]) => [deviceId, change(device, request)]),
            ),
    })),
  )

const onDevices: readonly Canary[] = [
  onDevice(
    'sends to a device that the user has switched off',
    (device) => (device.deliver === false ? { ...device, deliver: true } : device),
    ['TERM-13', 'TERM-16', 'TERM-17', 'AMB-04'],
  ),
  onDevice('ignores for which kinds a device is', (device, { message }) =>
    message.kind === 'pager' ? { ...device, kinds: undefined } : device,
  ),
  onDevice('ignores for which content a device is', (device) => ({ ...device, contentTypes: undefined })),
  onDevice('counts the bound of a device as smaller', (device) => ({
    ...device,
    smallerThan: device.smallerThan === undefined ? undefined : device.smallerThan + 1,
  })),
  onDevice('counts the bound of a device as larger', (device) => ({
    ...device,
    largerThan: device.largerThan === undefined ? undefined : device.largerThan - 1,
  })),
  onDevice('ignores the hours of a device', (device) => ({ ...device, during: undefined })),
  onDevice('sends nothing to a device that has conditions', (device) =>
    device.deliver === undefined ? { ...device, deliver: false } : device,
  ),
  onDevice('looks at the first condition of a device alone', (device) =>
    Object.keys(device).length > 1 ? { kinds: device.kinds } : device,
  ),
  misreading(
    'takes the conditions of one device for those of all',
    ['TERM-14', 'TERM-16', 'TERM-17'],
    withPreferences((preferences, { recipient }) => {
      const [conditions] = Object.values(preferences.devices ?? {})
      return conditions === undefined
        ? preferences
        : {
            ...preferences,
            devices: Object.fromEntries(recipient.clients.map(({ deviceId }) => [deviceId, conditions])),
          }
    }),
  ),
]

/** The conditions that these forms do not have. */
const unknown = (conditions: DeviceForm): DeviceForm =>
  Object.fromEntries(Object.entries(conditions).filter(([name]) => name === 'roaming'))

const onPolicy = (
  name: string,
  change: (clients: DeviceForm) => DeviceForm,
  breaks: readonly RequirementId[],
): Canary =>
  misreading(
    name,
    breaks,
    withPolicy((policy: PolicyForm) =>
      policy.clients === undefined ? policy : { ...policy, clients: change(policy.clients) },
    ),
  )

const onPolicies: readonly Canary[] = [
  onPolicy('takes no notice of what the provider says of clients', unknown, ['TERM-14', 'AMB-30']),
  misdeciding('takes limited connectivity to be good enough for another device', ['TERM-16'], (decision, request) =>
    decision._tag === 'Send' && request.policy.limitedPreventsDelivery === true
      ? { ...decision, to: request.recipient.clients.map(({ deviceId }) => deviceId) }
      : decision,
  ),
]

/** Broken where clients are asked whether they are applicable. */
export const canaries: readonly Canary[] = [
  ...onConnectivity,
  ...onCapabilities,
  ...onServices,
  ...onDevices,
  ...onPolicies,
]
