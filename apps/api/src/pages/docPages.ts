import fs from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import markdown from 'markdown-it'
import { problems } from '../problems.ts'
import { apiPage } from './apiPage.ts'
import { documentOf, styles } from './document.ts'

const docsDir = path.resolve(import.meta.dirname, '../../../../docs')
const problemsDir = path.join(docsDir, 'problems')
const open = { config: { permission: 'public' as const } }
const html = 'text/html; charset=utf-8'

/** Pages that need no script: what each problem means, the API for people, and how one connects to it. */
export async function docPages(app: FastifyInstance) {
  const reader = markdown({ html: false })
  const texts = new Map(
    fs
      .readdirSync(problemsDir)
      .filter((file) => file.endsWith('.md'))
      .map((file) => [file.slice(0, -3), fs.readFileSync(path.join(problemsDir, file), 'utf8')])
  )

  app.get('/pages.css', open, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(styles)
  )

  app.get<{ Params: { name: string } }>('/problems/:name', open, (request, reply) => {
    const text = texts.get(request.params.name)
    if (text === undefined) throw problems.notFound()
    return reply.type(html).send(documentOf(/^# (.*)$/m.exec(text)?.[1] ?? request.params.name, reader.render(text)))
  })

  const integration = fs.readFileSync(path.join(docsDir, 'integration.md'), 'utf8')
  app.get('/api/integration', open, (_request, reply) =>
    reply.type(html).send(documentOf('Connecting another system', reader.render(integration)))
  )

  let page: string | undefined
  app.get('/api/docs', open, (_request, reply) => {
    page ??= apiPage(app.swagger() as never, app.services.config.name)
    return reply.type(html).send(page)
  })
}
