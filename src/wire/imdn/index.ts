export * from './ImdnBody.js'
export * from './readImdn.js'
export * from './writeImdn.js'
