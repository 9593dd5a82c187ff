import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import plugin from 'fastify-plugin'
import { mozambique, sheetOf } from '../countries.ts'
import { problems } from '../problems.ts'
import { sendProblem } from './errors.ts'

const web = path.resolve(import.meta.dirname, '../../../web')
const open = { config: { permission: 'public' as const } }

interface Page {
  status: number
  html: Buffer
  br: () => Buffer
  gzip: () => Buffer
}

interface Renderer {
  publicUrls: string[]
  render: (url: string, deployment: object) => Promise<{ status: number }>
  renderDocument: (template: string, page: object, manifest: object, origin: string) => string
}

/** Squeezed when it is first asked for, and kept: all pages at once would keep a start waiting. */
function toPage(html: string, status = 200): Page {
  let br: Buffer | undefined
  let gzip: Buffer | undefined
  return {
    status,
    html: Buffer.from(html),
    br: () => (br ??= brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })),
    gzip: () => (gzip ??= gzipSync(html))
  }
}

const send = (request: FastifyRequest, reply: FastifyReply, { status, html, br, gzip }: Page, cache = 'no-cache') => {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const [encoding, body] = /\bbr\b/.test(accepted)
    ? ['br', br()]
    : /\bgzip\b/.test(accepted)
      ? ['gzip', gzip()]
      : [undefined, html]
  if (encoding) reply.header('content-encoding', encoding)
  return reply
    .code(status)
    .header('cache-control', cache)
    .header('vary', 'accept-encoding')
    .type('text/html; charset=utf-8')
    .send(body)
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What the deployment sets, for the staff face; the public one has it from its renderer. */
const metaOf = (deployment: object) =>
  `<meta name="ponte-deployment" content="${JSON.stringify(deployment).replace(/[&<>"]/g, (sign) => signs[sign]!)}">`

/**
 * The public pages as HTML, so that they can be read before any script and when the database is down. Each is rendered when it is
 * first asked for, and kept: all hundred of them at once would take half a second of every start, and a fifth of its memory.
 */
async function readPublicPages(deployment: object, site: string, sheet: string) {
  const read = (file: string) => fs.readFileSync(path.join(web, 'dist', file), 'utf8')
  const { publicUrls, render, renderDocument } = (await import(
    pathToFileURL(path.join(web, 'dist-ssr/render.js')).href
  )) as Renderer
  const template = read('index.html').replace('<!--head-->', () => `<!--head-->${sheet}`)
  const manifest = JSON.parse(read('manifest.public.json')) as object
  const pages = new Map<string, Promise<Page>>()
  const renderPage = async (url: string) => {
    const page = await render(url, deployment)
    return toPage(renderDocument(template, page, manifest, site), page.status)
  }
  const pageOf = (url: string): Promise<Page> => {
    const known = pages.get(url)
    if (known) return known
    const rendered = renderPage(url)
    pages.set(url, rendered)
    // What failed is tried again by whoever asks next.
    rendered.catch(() => pages.delete(url))
    return rendered
  }
  return { publicUrls, pageOf }
}

/** The two faces of the web app. */
export const webPages = plugin(async (app: FastifyInstance) => {
  const { config } = app.services
  if (!fs.existsSync(path.join(web, 'dist/index.html'))) {
    app.log.warn('The web app is not built; only the API answers.')
    return
  }
  const { name, owner, demo, country, origin } = config
  // The words of the default stand in the texts already.
  const words = origin === mozambique ? undefined : origin.words
  const deployment = { name, owner, demo, country, words }
  const { colours } = origin
  const sheet = colours ? '<link rel="stylesheet" href="/country.css">' : ''
  const { publicUrls, pageOf } = await readPublicPages(deployment, new URL(config.publicUrl).origin, sheet)
  const staffHtml = toPage(
    fs.readFileSync(path.join(web, 'dist/staff.html'), 'utf8').replace('<!--head-->', () => metaOf(deployment) + sheet)
  )

  await app.register(fastifyStatic, {
    root: path.join(web, 'dist'),
    serve: false,
    cacheControl: false,
    preCompressed: true
  })
  app.get('/assets/*', open, (request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .sendFile(`assets/${(request.params as { '*': string })['*']}`)
  )
  for (const file of fs
    .readdirSync(path.join(web, 'dist'))
    .filter((name) => /\.(svg|ico|png|txt|webmanifest|js)$/.test(name)))
    app.get(`/${file}`, open, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile(file))

  if (colours)
    app.get('/country.css', open, (_request, reply) =>
      reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(sheetOf(colours))
    )

  for (const url of publicUrls) app.get(url, open, async (request, reply) => send(request, reply, await pageOf(url)))
  const staffPage = (request: FastifyRequest, reply: FastifyReply) => send(request, reply, staffHtml)
  app.get('/equipa', open, staffPage)
  app.get('/equipa/*', open, staffPage)

  // What is left leads nowhere: a page for people, a problem for machines.
  app.get('/*', open, async (request, reply) => {
    const isPage = !request.url.startsWith('/api/') && String(request.headers.accept ?? '').includes('text/html')
    if (!isPage) return sendProblem(problems.notFound(), request, reply)
    return send(request, reply, await pageOf(/^\/en(\/|$)/.test(request.url) ? '/en/404' : '/404'))
  })
})
