import { writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { freePort } from './freePort.js'
import { eventually } from './openAgent.js'
import { endProgram, isInstalled, newFolder, type Peer, startProgram } from './Peer.js'

/** Why there is no Dovecot; undefined where there is. */
export const noDovecot = (): string | undefined =>
  isInstalled('dovecot') && isInstalled('doveconf') ? undefined : 'dovecot-core and dovecot-imapd are not installed'

/** Root starts it with the users of its package, anybody else as what they are. */
const users = (): { readonly internal: string; readonly login: string; readonly mail: string } => {
  const { username, uid } = userInfo()
  return uid === 0
    ? { internal: 'dovecot', login: 'dovenull', mail: 'nobody' }
    : { internal: username, login: username, mail: username }
}

const configuration = (folder: string, port: number): string => {
  const { internal, login, mail } = users()
  const isRoot = internal !== login
  return `protocols = imap
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
default_internal_user = ${internal}
${isRoot ? '' : `default_internal_group = ${internal}`}
default_login_user = ${login}
ssl = no
disable_plaintext_auth = no
listen = 127.0.0.1
mail_location = mdbox:${folder}/mail/%u
mail_uid = ${mail}
mail_gid = ${isRoot ? 'nogroup' : mail}
first_valid_uid = 1
first_valid_gid = 1
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`
}

/** A connection of the Message Storage Client of a user. */
export const openStorageClient = async (port: number, user: string): Promise<ImapFlow> => {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass: 'secret' }, logger: false })
  await client.connect()
  return client
}

/** Starts a Dovecot of a test's own, in which every user has the password `secret`. */
export const startDovecot = async (): Promise<Peer> => {
  const folder = newFolder('dovecot')
  const port = await freePort()
  const file = join(folder, 'dovecot.conf')
  writeFileSync(file, configuration(folder, port))
  const child = startProgram('dovecot', ['-F', '-c', file])
  await eventually(
    async () => {
      if (child.exitCode !== null) {
        throw new Error(`dovecot ended with ${child.exitCode}`)
      }
      return openStorageClient(port, 'probe').then(
        (client) => client.logout().then(() => true),
        () => undefined,
      )
    },
    'Dovecot',
    10_000,
  )
  return { port, stop: () => endProgram(child) }
}
