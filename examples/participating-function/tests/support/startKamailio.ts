import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './freePort.js'
import { eventually, openAgent } from './openAgent.js'
import { endProgram, isInstalled, newFolder, type Peer, startProgram } from './Peer.js'

const modules = '/usr/lib/x86_64-linux-gnu/kamailio/modules'
const schemas = '/usr/share/kamailio/db_sqlite'
const needed = ['presence_reginfo.so', 'pua_reginfo.so', 'db_sqlite.so', 'uac.so']

/** Why there is no Kamailio; undefined where there is. */
export const noKamailio = (): string | undefined =>
  !isInstalled('kamailio') || !isInstalled('sqlite3') || !needed.every((name) => existsSync(join(modules, name)))
    ? 'kamailio, kamailio-presence-modules, kamailio-sqlite-modules and sqlite3 are not installed'
    : undefined

/**
 * A SIP/IP core in one process: registrar, `reg` events, third-party REGISTER, and the way between the domain and everybody else.
 *
 * ```
 * REGISTER       kept; a third-party REGISTER with the client's own inside goes to the Participating Function
 * SUBSCRIBE      of the reg event package: from the registrar
 * MESSAGE, INVITE for the domain ─► Participating Function; for a contact ─► there
 * ```
 */
const configuration = (folder: string, port: number, functionPort: number): string => `#!KAMAILIO
debug=1
log_stderror=yes
children=2
tcp_children=2
auto_aliases=no
alias="home2.example"
listen=udp:127.0.0.1:${port}
listen=tcp:127.0.0.1:${port}
mpath="${modules}/"
${[
  'kex',
  'tm',
  'tmx',
  'sl',
  'rr',
  'pv',
  'maxfwd',
  'textops',
  'siputils',
  'db_sqlite',
  'usrloc',
  'registrar',
  'presence',
  'presence_reginfo',
  'pua',
  'pua_reginfo',
  'uac',
]
  .map((name) => `loadmodule "${name}.so"`)
  .join('\n')}
modparam("presence|pua", "db_url", "sqlite:///${folder}/core.db")
modparam("presence", "server_address", "sip:127.0.0.1:${port}")
modparam("presence", "send_fast_notify", 1)
modparam("presence", "subs_db_mode", 0)
modparam("usrloc", "db_mode", 0)
modparam("registrar", "default_expires", 600)
modparam("pua_reginfo", "default_domain", "home2.example")
modparam("pua_reginfo", "server_address", "sip:core@home2.example")
modparam("pua_reginfo", "publish_reginfo", 1)
modparam("pua", "outbound_proxy", "sip:127.0.0.1:${port}")
modparam("tm", "fr_timer", 4000)
modparam("tm", "failure_reply_mode", 3)

request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (is_method("REGISTER")) {
    if (!save("location")) { sl_reply_error(); exit; }
    $uac_req(method) = "REGISTER";
    $uac_req(ruri) = "sip:127.0.0.1:${functionPort}";
    $uac_req(furi) = "sip:core@home2.example";
    $uac_req(turi) = $tu;
    $uac_req(hdrs) = "Expires: 600\\r\\nContent-Type: message/sip\\r\\n";
    $uac_req(body) = $mb;
    uac_req_send();
    exit;
  }
  if (is_method("SUBSCRIBE") && $hdr(Event) == "reg") { if (t_newtran()) { handle_subscribe(); t_release(); } exit; }
  if (is_method("PUBLISH")) { if (t_newtran()) { handle_publish(); t_release(); } exit; }
  if (has_totag() && loose_route()) { t_relay(); exit; }
  if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
  if (is_method("NOTIFY")) { $du = "sip:127.0.0.1:${functionPort}"; t_relay(); exit; }
  if (is_method("INVITE")) record_route();
  if (uri == myself) $du = "sip:127.0.0.1:${functionPort}";
  t_relay();
}
`

/** Starts a Kamailio of a test's own, in front of a Participating Function. */
export const startKamailio = async (functionPort: number): Promise<Peer> => {
  const folder = newFolder('kamailio')
  const port = await freePort()
  const tables = ['standard', 'presence'].map((name) => readFileSync(join(schemas, `${name}-create.sql`), 'utf8'))
  execFileSync('sqlite3', [join(folder, 'core.db')], { input: tables.join('\n') })
  const file = join(folder, 'kamailio.cfg')
  writeFileSync(file, configuration(folder, port, functionPort))
  const words = [
    '-f',
    file,
    '-DD',
    '-E',
    '-m',
    '64',
    '-M',
    '8',
    '-P',
    join(folder, 'core.pid'),
    '-w',
    folder,
    '-Y',
    folder,
  ]
  const child = startProgram('kamailio', words)
  const errors: string[] = []
  child.stderr?.on('data', (text: Buffer) => errors.push(text.toString()))
  const probe = await openAgent()
  await eventually(
    async () => {
      if (child.exitCode !== null) {
        throw new Error(`kamailio ended: ${errors.join('').slice(-2000)}`)
      }
      const answer = probe.request(port, 'PUBLISH', 'sip:probe@home2.example', [
        { name: 'From', value: '<sip:probe@home2.example>;tag=1' },
        { name: 'To', value: '<sip:probe@home2.example>' },
      ])
      const pause = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 300))
      return Promise.race([answer.catch(() => undefined), pause])
    },
    'Kamailio',
    10_000,
  )
  await probe.close()
  return { port, stop: () => endProgram(child) }
}
