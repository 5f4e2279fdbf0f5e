import { settingsOf } from './Settings.js'
import { startServer } from './startServer.js'

const server = await startServer(settingsOf(process.env))

const stop = async (): Promise<void> => {
  await server.stop()
  process.exit(0)
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
