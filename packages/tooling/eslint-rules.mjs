// Rules of this house that no plugin has.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

const sessionSetting = /^\s*(?:set\s+(?!local\b|transaction\b|constraints\b)|reset\s+|set\s+session\s+authorization)/i

/**
 * `SET ROLE`, `SET search_path` and their like hold for the connection, and a pooled connection goes on to serve somebody
 * else. `set_config(…, true)` and `SET LOCAL` end with the transaction.
 */
const noSessionSettings = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      session: 'This setting outlives the transaction on a pooled connection: use set_config(…, true) or SET LOCAL.'
    }
  },
  create(context) {
    function check(node, text) {
      if (sessionSetting.test(text)) context.report({ node, messageId: 'session' })
    }
    return {
      // What is handed to `query(…)` and `execute(…)`, and what stands in a sql`…` template.
      'CallExpression[callee.property.name=/^(query|execute)$/] > Literal.arguments:first-child'(node) {
        check(node, String(node.value))
      },
      'CallExpression[callee.property.name=/^(query|execute)$/] > TemplateLiteral'(node) {
        check(node, node.quasis[0].value.raw)
      },
      'TaggedTemplateExpression[tag.name="sql"]'(node) {
        check(node, node.quasi.quasis[0].value.raw)
      }
    }
  }
}

/**
 * A text that is named in the code stands in every language. `home.title` is the key `title` of `<language>/home.json`.
 * Keys that are put together at run time cannot be checked here.
 */
const noMissingTexts = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { locales: { type: 'string' } }, additionalProperties: false }],
    messages: { missing: 'There is no text "{{key}}" in: {{languages}}.' }
  },
  create(context) {
    const languages = loadTexts(context.options[0].locales)

    function check(node, key) {
      const missing = Object.keys(languages).filter((language) => textAt(languages[language], key) === undefined)
      if (missing.length > 0) {
        context.report({ loc: node.loc, messageId: 'missing', data: { key, languages: missing.join(', ') } })
      }
    }
    const visitor = {
      'CallExpression:matches([callee.name=/^\\$?(t|te|all)$/], [callee.property.name=/^\\$?(t|te|all)$/])'(node) {
        const [key] = node.arguments
        if (key?.type === 'Literal' && typeof key.value === 'string') check(node, key.value)
      },
      // <i18n-t keypath="home.title">
      'VAttribute[directive=false][key.name="keypath"]'(node) {
        if (node.value) check(node, node.value.value)
      }
    }
    const template = context.sourceCode.parserServices?.defineTemplateBodyVisitor
    return template ? template(visitor, visitor) : visitor
  }
}

const loadedTexts = new Map()

/** All texts by language and feature; read once for each run. */
function loadTexts(locales) {
  if (!loadedTexts.has(locales)) {
    const languages = readdirSync(locales, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    loadedTexts.set(
      locales,
      Object.fromEntries(languages.map(({ name }) => [name, loadLanguage(path.join(locales, name))]))
    )
  }
  return loadedTexts.get(locales)
}

function loadLanguage(directory) {
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    files.map((name) => [path.basename(name, '.json'), JSON.parse(readFileSync(path.join(directory, name), 'utf8'))])
  )
}

function textAt(texts, key) {
  return key.split('.').reduce((value, part) => value?.[part], texts)
}

export const house = { rules: { 'no-session-settings': noSessionSettings, 'no-missing-texts': noMissingTexts } }
