/** What a party says of an action, and after how many milliseconds. */
export interface Reply {
  readonly after: number
  readonly result: 'ActionSucceeded' | 'ActionFailed' | 'ActionUnknown'
  readonly status?: number
}

export const succeeds = (after: number, status = 200): Reply => ({ after, result: 'ActionSucceeded', status })
export const fails = (after: number, status: number): Reply => ({ after, result: 'ActionFailed', status })
/** Nobody can tell whether it had its effect: a time-out. */
export const isUnknown = (after: number): Reply => ({ after, result: 'ActionUnknown' })
