export type * from './StorageServerAction.js'
export type * from './StorageServerEvent.js'
export * from './StorageServerState.js'
export * from './storageTransition.js'
