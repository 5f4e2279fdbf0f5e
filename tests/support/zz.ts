import { keyOf } from './exploration.js'
import { settings } from './settings.js'
import { begin, happen, movesOf } from './world.js'
for (const s of settings) {
  const worlds=[begin(s)]; const seen=new Set([keyOf(worlds[0])]); let steps=0; const t=Date.now()
  let i=0
  for (i=0;i<worlds.length && steps<40000;i++) for (const m of movesOf(s, worlds[i])) { steps++; const e=happen(worlds[i],m); const k=keyOf(e.after); if(!seen.has(k)){seen.add(k); worlds.push(e.after)} }
  console.log(s.name, i==worlds.length?'':'TOO MANY', worlds.length, steps, Date.now()-t)
}
