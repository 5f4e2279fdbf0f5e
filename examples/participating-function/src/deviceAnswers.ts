import { type DeviceAnswer, isPortError, type PortAnswer, type PortError } from 'cpm-routing/effects'

/** A device, and what has become of a notification to it. */
export interface Told {
  readonly deviceId: string
  readonly answer: PortAnswer | PortError
}

const deviceAnswer = ({ deviceId, answer }: Told): DeviceAnswer => ({
  deviceId,
  result: !isPortError(answer) ? 'done' : answer._tag === 'Refused' ? 'refused' : 'unknown',
  ...(answer.status === undefined ? {} : { status: answer.status }),
})

/** What has become of a notification to several devices: one answer where it is the same for all of them. */
export const deviceAnswers = (told: readonly Told[]): PortAnswer | PortError => {
  const [first] = told
  const isSame = ({ answer }: Told): boolean =>
    first !== undefined &&
    isPortError(first.answer) &&
    isPortError(answer) &&
    answer._tag === first.answer._tag &&
    answer.status === first.answer.status
  return first !== undefined && told.every(isSame) ? first.answer : { devices: told.map(deviceAnswer) }
}
