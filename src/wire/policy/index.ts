export * from './readPolicy.js'
export * from './writePolicy.js'
