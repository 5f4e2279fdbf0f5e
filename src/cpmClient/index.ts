export * from './clientTransition.js'
export type * from './CpmClientAction.js'
export * from './CpmClientEvent.js'
export * from './CpmClientState.js'
