import { openStorageClient } from './startDovecot.js'

/** A stored object as the client of its user sees it. */
export interface Stored {
  readonly text: string
  readonly flags: readonly string[]
}

/** The objects in the storage of a user. */
export const storedFor = async (port: number, user: string): Promise<readonly Stored[]> => {
  const client = await openStorageClient(port, user)
  try {
    const folders = await client.list()
    if (!folders.some(({ path }) => path === 'RCSMessageStore')) {
      return []
    }
    const { exists } = await client.mailboxOpen('RCSMessageStore')
    const objects = exists === 0 ? [] : await client.fetchAll('1:*', { source: true, flags: true, uid: true })
    return objects.map(({ source, flags }) => ({ text: source?.toString() ?? '', flags: [...(flags ?? [])] }))
  } finally {
    await client.logout()
  }
}
