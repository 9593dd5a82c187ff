// What may import what, as docs/architecture.md has it. Each rule says in its comment what to do instead.
//
// Files are named by patterns: $1 in a `to` is what the first brackets of its `from` have matched.
const wings = ['platform', 'registry', 'statistics', 'governance', 'programmes', 'outreach']
const anyWing = `(?:${wings.join('|')})`

// In the web app a wing may stand under the face that it belongs to.
const webFace = '(?:(?:public|staff)/)?'
const houses = `(?:apps/api/src|packages/schema/src|apps/web/src(?:/public|/staff)?)`
const tests = '\\.test\\.ts$'

const apiFeature = `^apps/api/src/(${anyWing}/[^/]+)/`
const webFeature = `^apps/web/src/(${webFace}${anyWing}/[^/]+|(?:public|staff)/[^/]+)/`

/** A wing sees only the wings to its left. */
const wingRules = wings.slice(0, -1).map((wing, index) => ({
  name: `${wing}-knows-no-later-wing`,
  comment: `What ${wing} causes in a later wing goes by a domain event that the other's job reads.`,
  severity: 'error',
  from: { path: `^${houses}/${wing}/`, pathNot: tests },
  to: { path: `^${houses}/(?:${wings.slice(index + 1).join('|')})/` }
}))

/** Inside the API: which kinds of files a kind of file does not import, in any feature. */
const layers = {
  table: ['rules', 'queries', 'commands', 'jobs', 'routes'],
  rules: ['queries', 'commands', 'jobs', 'routes'],
  queries: ['commands', 'jobs', 'routes'],
  commands: ['jobs', 'routes'],
  jobs: ['routes']
}
const layerRules = Object.entries(layers).map(([layer, above]) => ({
  name: `${layer}-imports-nothing-above-it`,
  comment: 'The order is routes -> commands -> rules | queries -> table.',
  severity: 'error',
  from: { path: `^apps/api/src/.*\\.${layer}\\.ts$` },
  to: { path: `^apps/api/src/.*\\.(?:${above.join('|')})\\.ts$` }
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'One of the files holds two things: move what both need below them.',
      severity: 'error',
      from: {},
      to: { circular: true }
    },
    {
      name: 'no-unknown-modules',
      comment: 'The import leads nowhere: a wrong path, or a package that is missing in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true }
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'What the product needs does not stand in a test.',
      severity: 'error',
      from: { pathNot: `${tests}|^apps/api/test/` },
      to: { path: `${tests}|^apps/api/test/` }
    },
    {
      name: 'no-development-packages-in-the-product',
      comment: 'A deployment installs no devDependencies: move the package to dependencies.',
      severity: 'error',
      from: { pathNot: `${tests}|^apps/web/src/(?:dev/|env\\.d\\.ts$)` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'schema-is-only-a-contract',
      comment: 'packages/schema runs in browsers and servers: nothing but TypeBox, phone and date rules.',
      severity: 'error',
      from: { path: '^packages/schema/src/', pathNot: tests },
      to: { pathNot: '^packages/schema/src/|node_modules/(?:typebox|libphonenumber-js)/' }
    },
    {
      name: 'web-knows-only-the-contract',
      comment: 'What both sides need stands in packages/schema.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/api/' }
    },
    {
      name: 'api-knows-no-components',
      comment: 'The API takes the built web app from its directory and imports none of its sources.',
      severity: 'error',
      from: { path: '^apps/api/' },
      to: { path: '^apps/web/src/' }
    },
    ...wingRules,
    ...layerRules,
    {
      name: 'rules-are-pure',
      comment: 'A rule decides on what it is given; what it must know, its caller fetches.',
      severity: 'error',
      from: { path: '^apps/api/src/.*\\.rules\\.ts$' },
      to: {
        path: '^(?:fs|net|http|https|child_process|dgram|tls)(?:/|$)|node_modules/(?:pg|drizzle-orm|fastify|nodemailer)/'
      }
    },
    {
      name: 'routes-are-only-for-the-app',
      comment: 'Another feature uses the queries, the commands or the table.',
      severity: 'error',
      from: { path: apiFeature },
      to: { path: '\\.routes\\.ts$', pathNot: '^apps/api/src/$1/' }
    },
    {
      name: 'nothing-imports-what-starts-it',
      comment: 'server, worker and cli -> app -> features. What a feature needs is handed to it.',
      severity: 'error',
      from: { path: `^apps/api/src/(?:${anyWing}|db|plugins)/`, pathNot: tests },
      to: { path: '^apps/api/src/(?:(?:app|server|worker)\\.ts$|cli/)' }
    },
    {
      name: 'db-knows-no-feature',
      comment: 'The database layer is below all features.',
      severity: 'error',
      from: { path: '^apps/api/src/db/', pathNot: tests },
      to: { path: `^apps/api/src/${anyWing}/` }
    },
    {
      name: 'components-stay-in-their-feature',
      comment: 'A feature leads to another by a page link. What several need goes to ui/.',
      severity: 'error',
      from: { path: webFeature, pathNot: tests },
      to: { path: `${webFeature}.*\\.vue$`, pathNot: '^apps/web/src/$1/' }
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'The order is pages -> components -> ui. What a component of ui/ must know, it is handed.',
      severity: 'error',
      from: { path: '^apps/web/src/(?:ui|composables)/', pathNot: tests },
      to: { path: `${webFeature}|^apps/web/src/layouts/` }
    },
    {
      name: 'public-face-without-staff',
      comment: 'What only staff need is not sent to the phone of a registrant.',
      severity: 'error',
      from: { path: '^apps/web/src/public/' },
      to: { path: '^apps/web/src/staff/' }
    }
  ],
  options: {
    // An import of a type is an import: the arrows are about what a reader must know.
    tsPreCompilationDeps: true,
    parser: 'tsc',
    doNotFollow: { path: 'node_modules' },
    extraExtensionsToScan: ['.css', '.json'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.vue', '.css', '.d.ts']
    },
    reporterOptions: { text: { highlightFocused: true } }
  }
}
