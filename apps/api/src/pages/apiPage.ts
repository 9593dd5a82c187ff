import { documentOf, escapeHtml } from './document.ts'

interface Schema {
  type?: string | string[]
  $ref?: string
  properties?: Record<string, Schema>
  items?: Schema
  enum?: unknown[]
  anyOf?: Schema[]
  required?: string[]
  description?: string
  format?: string
  maxLength?: number
  minimum?: number
  maximum?: number
}
interface Operation {
  operationId: string
  summary: string
  description?: string
  tags?: string[]
  'x-permission': string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema; description?: string }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>
}
interface Document {
  info: { title: string; description?: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** A type in a few words: "text, at most 120", "one of a, b", a link to a named schema. */
function words(schema: Schema): string {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1)!
    return `<a href="#schema-${escapeHtml(name)}">${escapeHtml(name)}</a>`
  }
  if (schema.enum) return `one of ${schema.enum.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(', ')}`
  if (schema.anyOf) return schema.anyOf.map(words).join(' or ')
  if (schema.type === 'array') return `list of ${words(schema.items ?? {})}`
  const bounds = [
    schema.format,
    schema.maxLength === undefined ? undefined : `at most ${schema.maxLength}`,
    schema.minimum === undefined ? undefined : `from ${schema.minimum}`,
    schema.maximum === undefined ? undefined : `to ${schema.maximum}`
  ].filter(Boolean)
  return escapeHtml([String(schema.type ?? 'any'), ...bounds].join(', '))
}

function fields(schema: Schema): string {
  if (!schema.properties) return `<p>${words(schema)}</p>`
  const rows = Object.entries(schema.properties).map(([name, inner]) => {
    const needed = schema.required?.includes(name) ? 'needed' : 'optional'
    const said = inner.description ? `<br><span class="soft">${escapeHtml(inner.description)}</span>` : ''
    const type = inner.properties ? '' : `: ${words(inner)}`
    return `<li><code>${escapeHtml(name)}</code> <span class="soft">${needed}</span>${type}${said}${inner.properties ? fields(inner) : ''}</li>`
  })
  // A list, not a table: it is read on a phone with large letters too, and nothing has to be moved sideways.
  return `<ul class="fields">${rows.join('')}</ul>`
}

function operationHtml(method: string, url: string, operation: Operation): string {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const answers = Object.entries(operation.responses).map(([status, { description, content }]) => {
    const schema = Object.values(content ?? {})[0]?.schema
    return `<li><code>${status}</code> ${escapeHtml(description === 'Default Response' ? '' : description)} ${schema && status.startsWith('2') ? (schema.properties ? fields(schema) : words(schema)) : ''}</li>`
  })
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: where, required, schema }) =>
      `<li><code>${escapeHtml(name)}</code> in ${where}${required ? ', needed' : ''}: ${words(schema)}</li>`
  )
  return `<section id="${escapeHtml(operation.operationId)}">
<h3><code>${method.toUpperCase()} ${escapeHtml(url)}</code></h3>
<p>${escapeHtml(operation.summary)}. ${escapeHtml(operation.description ?? '')} <span class="soft">Permission: ${escapeHtml(operation['x-permission'])}.</span></p>
${parameters.length > 0 ? `<h4>Parameters</h4><ul>${parameters.join('')}</ul>` : ''}
${body ? `<h4>Body</h4>${fields(body)}` : ''}
<h4>Answers</h4><ul>${answers.join('')}</ul></section>`
}

/** The OpenAPI document as a page to read, under the same content security policy as every other page. */
export function apiPage({ info, paths, components }: Document, name: string): string {
  const byTag = new Map<string, string[]>()
  for (const [url, operations] of Object.entries(paths))
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? 'other'
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationHtml(method, url, operation)])
    }
  const idOf = (tag: string) => `tag-${tag.replace(/\W+/g, '-')}`
  const index = [...byTag.keys()].map((tag) => `<li><a href="#${idOf(tag)}">${escapeHtml(tag)}</a></li>`).join('')
  const groups = [...byTag]
    .map(([tag, items]) => `<h2 id="${idOf(tag)}">${escapeHtml(tag)}</h2>${items.join('')}`)
    .join('')
  const schemas = Object.entries(components.schemas).map(
    ([key, schema]) => `<section id="schema-${escapeHtml(key)}"><h3>${escapeHtml(key)}</h3>${fields(schema)}</section>`
  )
  return documentOf(
    `${name} API`,
    `<h1>${escapeHtml(info.title)}</h1><p>${escapeHtml(info.description ?? '')}</p>
<p>The same for machines: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a> (OpenAPI 3.1). How a
machine gets a token, reads figures and receives webhooks, with examples: <a href="/api/integration">Connecting another system</a>.</p>
<nav aria-label="Contents"><ul>${index}</ul></nav>${groups}<h2>Schemas</h2>${schemas.join('')}`
  )
}
