// `npm run faults -- <name>`, or all of them in turn: what the product does when something around it fails. Says what was
// counted, as JSON; ends with 1 where a promise was broken, and with 2 where this machine does not allow to try.
import { takeOverLifecycle } from '../lifecycle.mjs'
import { ImpossibleError } from './trial.mjs'

const names = ['disk-full', 'slow-database', 'mail', 'slow-clients', 'clock', 'migrations']
const given = process.argv.slice(2)
const unknown = given.find((name) => !names.includes(name))
if (unknown !== undefined) {
  console.error(`There is no fault "${unknown}". There are: ${names.join(', ')}.`)
  process.exit(1)
}

async function tryOne(name) {
  const { run } = await import(`./${name}.mjs`)
  const broken = []
  const promise = (holds, sentence) => void (holds || broken.push(sentence))
  const from = performance.now()
  try {
    const counts = await run({ promise, say: (line) => console.error(`${name}: ${line}`) })
    return { fault: name, seconds: Math.round((performance.now() - from) / 1000), counts, broken }
  } catch (error) {
    if (error instanceof ImpossibleError) return { fault: name, impossible: error.message }
    return { fault: name, broken: [error.stack] }
  }
}

function printTable(results) {
  const width = Math.max(...names.map((name) => name.length))
  for (const { fault, impossible, broken } of results)
    console.log(`${fault.padEnd(width)}  ${impossible ?? (broken.length === 0 ? 'holds' : broken.join(' '))}`)
}

const codeOf = (results) => {
  if (results.some(({ broken }) => broken?.length > 0)) return 1
  return results.some(({ impossible }) => impossible !== undefined) ? 2 : 0
}

const lifecycle = takeOverLifecycle({ exitCodeOnSignal: 130 })
const results = []
for (const name of given.length > 0 ? given : names) {
  const result = await tryOne(name)
  console.log(JSON.stringify(result, null, 2))
  results.push(result)
}
if (results.length > 1) printTable(results)
await lifecycle.stop(codeOf(results))
