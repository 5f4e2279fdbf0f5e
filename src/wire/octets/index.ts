export * from './utf8.js'
