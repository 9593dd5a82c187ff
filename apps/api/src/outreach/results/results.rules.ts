import { codesOf, funnelSteps, type LinkResult, type TrackedLink } from '@ponte/schema'

type Steps = LinkResult['steps']

/** What one confirmed registration cost; null before the first. In the deployment's currency, to two decimals. */
export const costPerConfirmed = (spent: number, confirmed: number): number | null =>
  confirmed > 0 ? Math.round((spent / confirmed) * 100) / 100 : null

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
      costPerConfirmed: costPerConfirmed(link.cost, steps.confirmed)
    }
  })
}

/** How far a campaign has come: what all its links brought, and what all of it cost. */
export function progressOf(otherCosts: number, results: readonly Pick<LinkResult, 'link' | 'steps'>[]) {
  const confirmed = results.reduce((sum, { steps }) => sum + steps.confirmed, 0)
  const spent = results.reduce((sum, { link }) => sum + link.cost, otherCosts)
  return { confirmed, spent, costPerConfirmed: costPerConfirmed(spent, confirmed) }
}
