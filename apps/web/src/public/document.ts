import type { Deployment } from '../deployment'

/** A public page, ready to be put into its document. */
export interface Rendered {
  html: string
  title: string
  description: string
  lang: string
  /** 404 for an address that leads nowhere. */
  status: 200 | 404
  /** The same page in each language. */
  alternates: { lang: string; path: string }[]
  /** Source files of the page, to tell the browser early which scripts and styles it will need. */
  modules: string[]
  deployment: Deployment
}

/** Vite's `dist/.vite/manifest.json`. */
export type Manifest = Record<string, { file: string; css?: string[]; imports?: string[] }>

const escape = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/**
 * The whole document of a rendered page, from `dist/index.html`, for a deployment at `origin`. It holds no inline script and
 * no inline style.
 */
export function renderDocument(template: string, page: Rendered, manifest: Manifest, origin: string) {
  const head = [
    page.description && `<meta name="description" content="${escape(page.description)}">`,
    `<meta name="ponte-deployment" content="${escape(JSON.stringify(page.deployment))}">`,
    ...page.alternates.map(
      ({ lang, path }) => `<link rel="alternate" hreflang="${lang}" href="${escape(origin + path)}">`
    ),
    ...links(page.modules, manifest, template)
  ]
  return template
    .replace('<html lang="pt">', () => `<html lang="${escape(page.lang)}">`)
    .replace(/<title>.*?<\/title>/, () => `<title>${escape(page.title)}</title>`)
    .replace('<!--head-->', () => head.filter(Boolean).join('\n    '))
    .replace('<!--app-->', () => page.html)
}

/** Styles of the page, so that it never appears bare, and early word of its scripts: on a slow line each round trip counts. */
function links(modules: string[], manifest: Manifest, template: string) {
  const files = new Set<string>()
  const visit = (name: string) => {
    const chunk = manifest[name]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.css?.forEach((file) => files.add(file))
    chunk.imports?.forEach(visit)
  }
  modules.forEach(visit)
  return [...files]
    .filter((file) => !template.includes(`/${file}`))
    .map((file) =>
      file.endsWith('.css')
        ? `<link rel="stylesheet" href="/${file}">`
        : `<link rel="modulepreload" crossorigin href="/${file}">`
    )
}
