import * as contract from '@ponte/schema'
import type { Plugin } from 'vite'

const id = '@ponte/schema'
const resolved = '\0ponte-contract'

const isEndpoint = (value: object): value is { method: string; url: string } =>
  'method' in value && 'url' in value && 'config' in value
/** Shapes for validation stay on the server; TypeBox marks them so. */
const isShape = (value: object) =>
  '~kind' in value || '~unsafe' in value || '$id' in value || ('type' in value && typeof value.type === 'string')

const light = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value
  if (isEndpoint(value)) return { method: value.method, url: value.url }
  return isShape(value) ? undefined : value
}

/**
 * Gives browsers the contract without its schemas: endpoints as method and address, code lists as data. Importing the
 * TypeBox schemas would cost the public face 15 KB. Each is a module of its own, so that it comes with the page that needs
 * it. Types still come from the real package.
 */
export const lightContract = (): Plugin => {
  const values = new Map(
    Object.entries(contract)
      .map(([name, value]) => [name, light(value)] as const)
      .filter(([, value]) => value !== undefined)
  )
  return {
    name: 'ponte-light-contract',
    enforce: 'pre',
    resolveId: (source) => (source === id ? resolved : source.startsWith(`${resolved}/`) ? source : null),
    load(source) {
      if (source === resolved)
        return {
          code: [...values.keys()].map((name) => `export { ${name} } from '${resolved}/${name}'`).join('\n'),
          moduleSideEffects: false
        }
      if (!source.startsWith(`${resolved}/`)) return null
      const name = source.slice(resolved.length + 1)
      const text = JSON.stringify(JSON.stringify(values.get(name)))
      return { code: `export const ${name} = /* @__PURE__ */ JSON.parse(${text})`, moduleSideEffects: false }
    }
  }
}
