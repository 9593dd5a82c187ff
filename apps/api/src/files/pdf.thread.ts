import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/*
 * The thread that Typst works in: a compilation blocks its thread, so it is never the one that answers requests. What
 * comes in is a paper as JSON; what goes out is a PDF, or why there is none.
 */
export type Template = 'letter' | 'poster'

export interface PdfJob {
  id: number
  template: Template
  /** What the template shows, as JSON. */
  content: string
  madeAtSeconds: number
}
export type PdfAnswer = { id: number; pdf: Uint8Array } | { id: number; error: string }

const read = (name: Template) => fs.readFileSync(new URL(`${name}.typ`, import.meta.url), 'utf8')
const templates: Record<Template, string> = { letter: read('letter'), poster: read('poster') }
// Typst may read files of its workspace; this one is empty, and the same for every thread: one that is ended cleans up nothing.
const workspace = path.join(os.tmpdir(), 'ponte-pdf')
fs.mkdirSync(workspace, { recursive: true, mode: 0o700 })
const compiler = NodeCompiler.create({ workspace })

function compile({ template, content, madeAtSeconds }: PdfJob): Buffer {
  const made = compiler.compile({ mainFileContent: templates[template], inputs: { content } })
  if (made.hasError()) throw new Error(JSON.stringify(made.takeDiagnostics()?.shortDiagnostics).slice(0, 500))
  return compiler.pdf(made.result!, { pdfStandard: 'ua-1', creationTimestamp: madeAtSeconds })
}

parentPort?.on('message', (job: PdfJob) => {
  try {
    const pdf = compile(job)
    // What was compiled long ago is forgotten, or the memory would grow with every paper.
    compiler.evictCache(4)
    parentPort!.postMessage({ id: job.id, pdf } satisfies PdfAnswer)
  } catch (error) {
    parentPort!.postMessage({ id: job.id, error: (error as Error).message } satisfies PdfAnswer)
  }
})
