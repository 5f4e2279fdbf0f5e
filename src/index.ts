export * from './model/index.js'
export * from './requirements.js'
export * from './routing/index.js'
export * from './schedule/index.js'
