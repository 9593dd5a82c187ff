import type { InterfaceLanguage, listReferences, Output } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { writeAudit } from '../../db/records.ts'
import { listPosts } from '../../platform/posts/posts.queries.ts'
import { listCountries } from '../../platform/system/codeLists.queries.ts'
import { problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { editionOf, readFigures } from './references.data.ts'
import { findEdition, listPopulations, replaceFigures } from './references.queries.ts'
import { buildReferences, scopeOf } from './references.rules.ts'

/** Brings the outside figures to what this version of the product holds. True where that changed anything. */
export async function seedReferences(services: Services): Promise<boolean> {
  // What others published about one country says nothing of another.
  const figures = services.config.origin.outsideFigures ? readFigures() : []
  const edition = editionOf(figures)
  const actor = system('seed')
  return transaction(services, actor, async (db) => {
    if ((await findEdition(db)) === edition) return false
    await replaceFigures(db, figures, edition)
    await writeAudit(db, actor, { action: 'references.seeded', count: figures.length })
    return true
  })
}

/** The reference populations: of everywhere, and for an officer of the countries of the post. */
export function readReferences(
  services: Services,
  actor: Actor,
  language: InterfaceLanguage
): Promise<Output<typeof listReferences>> {
  if (actor.kind !== 'staff' && actor.kind !== 'client') throw problems.forbidden()
  const naming = { language, countryNames: new Map(listCountries(language).map(({ code, name }) => [code, name])) }
  return transaction(services, actor, async (db) => {
    const rows = await listPopulations(db)
    if (actor.kind === 'client' || actor.role !== 'officer') return buildReferences(rows, null, null, naming)
    const posts = await listPosts(db)
    const post = posts.find(({ id }) => id === actor.postId)
    if (!post) throw problems.forbidden()
    const scope = scopeOf(post, posts, [
      ...new Set(rows.map(({ destination }) => destination).filter((destination) => destination !== 'all'))
    ])
    return buildReferences(rows, scope, post.name, naming)
  })
}
