import { Worker } from 'node:worker_threads'
import { printable, type Letter } from './letter.ts'
import type { PdfAnswer, PdfJob, Template } from './pdf.thread.ts'
import type { Poster } from './poster.ts'

/** The media type of a PDF. */
export const PDF_TYPE = 'application/pdf'

const TIMEOUT_MS = 15_000
/** The compiler holds about 120 MB; a small server gets them back. */
const IDLE_MS = 60_000

const bridge = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 5 24 15"><path fill="${colour}" d="M0 19C1.8 10.8 6.2 6.5 12 6.5S22.2 10.8 24 19h-5.6c-.9-4.7-3.1-7.8-6.4-7.8S6.5 14.3 5.6 19z"/></svg>`
const BRIDGE = bridge('#0b4f57')
const BRIDGE_LIGHT = bridge('#e0a33a')

interface Waiting {
  resolve: (pdf: Buffer) => void
  reject: (error: Error) => void
  timer: NodeJS.Timeout
}

interface Thread {
  worker: Worker
  waiting: Map<number, Waiting>
}

let thread: Thread | undefined
let idle: NodeJS.Timeout | undefined
let lastId = 0

/** Ends a thread and tells everybody who still waits for it. */
function end(ended: Thread, error: Error) {
  if (thread === ended) thread = undefined
  void ended.worker.terminate()
  for (const { reject, timer } of ended.waiting.values()) {
    clearTimeout(timer)
    reject(error)
  }
  ended.waiting.clear()
}

function settle(from: Thread, answer: PdfAnswer) {
  const waiting = from.waiting.get(answer.id)
  if (!waiting) return
  from.waiting.delete(answer.id)
  clearTimeout(waiting.timer)
  if ('pdf' in answer) waiting.resolve(Buffer.from(answer.pdf))
  else waiting.reject(new Error(`The PDF was not made: ${answer.error}`))
  if (from.waiting.size > 0) return
  // Nothing to wait for: neither keeps the process alive.
  from.worker.unref()
  idle = setTimeout(() => end(from, new Error('idle')), IDLE_MS)
  idle.unref()
}

function start(): Thread {
  const started: Thread = { worker: new Worker(new URL('pdf.thread.ts', import.meta.url)), waiting: new Map() }
  started.worker.on('message', (answer: PdfAnswer) => settle(started, answer))
  started.worker.on('error', (error: Error) => end(started, error))
  started.worker.on('exit', () => end(started, new Error('The thread that makes PDFs ended.')))
  return started
}

const mapTexts = (value: unknown): unknown =>
  typeof value === 'string'
    ? printable(value)
    : Array.isArray(value)
      ? value.map(mapTexts)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner)]))
        : value

/**
 * A paper as tagged PDF (PDF/UA-1) with letterhead, title and language, in a thread of its own. `region` is the country
 * of the deployment: Portuguese hyphenates and quotes by it.
 */
export const renderPdf = ({ madeAt, ...letter }: Letter, region = 'MZ', timeoutMs = TIMEOUT_MS): Promise<Buffer> =>
  render('letter', { ...(mapTexts(letter) as object), region, bridge: BRIDGE }, madeAt, timeoutMs)

/** A poster of one page (A4) as tagged PDF. */
export const renderPoster = ({ madeAt, qr, ...poster }: Poster, region = 'MZ'): Promise<Buffer> =>
  render('poster', { ...(mapTexts(poster) as object), qr, region, bridge: BRIDGE_LIGHT }, madeAt, TIMEOUT_MS)

function render(template: Template, content: object, madeAt: Date, timeoutMs: number): Promise<Buffer> {
  clearTimeout(idle)
  const used = (thread ??= start())
  used.worker.ref()
  const id = ++lastId
  const job: PdfJob = {
    id,
    template,
    content: JSON.stringify(content),
    madeAtSeconds: Math.floor(madeAt.getTime() / 1000)
  }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(used, new Error('The PDF took too long.')), timeoutMs)
    used.waiting.set(id, { resolve, reject, timer })
    used.worker.postMessage(job)
  })
}
