import { codesOf, funnelSteps, type LinkResult, type TrackedLink } from '@ponte/schema'

type Steps = LinkResult['steps']

/**
 * What one of them cost, a confirmed registration or a person interested; null before the first. In the deployment's
 * currency, to two decimals.
 */
export const costPerOne = (spent: number, count: number): number | null =>
  count > 0 ? Math.round((spent / count) * 100) / 100 : null

/** One count of one link: a step of the funnel, or `hits` and `bots`. */
export interface LinkCount {
  linkId: string
  step: string
  count: number
}

/** Puts the counts of each link together; what was never counted is 0. */
export function linkResults(links: readonly TrackedLink[], counts: readonly LinkCount[]): LinkResult[] {
  const known = new Map(counts.map(({ linkId, step, count }) => [`${linkId} ${step}`, count]))
  return links.map((link) => {
    const of = (step: string) => known.get(`${link.id} ${step}`) ?? 0
    const steps = Object.fromEntries(codesOf(funnelSteps).map((step) => [step, of(step)])) as Steps
    return {
      link,
      hits: of('hits'),
      bots: of('bots'),
      steps,
      costPerConfirmed: costPerOne(link.cost, steps.confirmed),
      costPerInterested: costPerOne(link.cost, steps.interested)
    }
  })
}

/** How far a campaign has come: what all its links brought, and what all of it cost. */
export function progressOf(otherCosts: number, results: readonly Pick<LinkResult, 'link' | 'steps'>[]) {
  const sumOf = (step: 'confirmed' | 'interested') => results.reduce((sum, { steps }) => sum + steps[step], 0)
  const [confirmed, interested] = [sumOf('confirmed'), sumOf('interested')]
  const spent = results.reduce((sum, { link }) => sum + link.cost, otherCosts)
  return {
    confirmed,
    interested,
    spent,
    costPerConfirmed: costPerOne(spent, confirmed),
    costPerInterested: costPerOne(spent, interested)
  }
}
