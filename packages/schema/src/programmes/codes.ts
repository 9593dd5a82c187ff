import { codeList } from '../codes.ts'

/** What an opportunity asks for: somebody's skills, or somebody's investment. */
export const opportunityKinds = codeList([
  ['skills', 'Competências', 'Skills'],
  ['investment', 'Investimento', 'Investment']
])
export type OpportunityKind = (typeof opportunityKinds)[number]['code']

export const opportunityStates = codeList([
  ['draft', 'Rascunho', 'Draft'],
  ['open', 'Aberta', 'Open'],
  ['closed', 'Fechada a novos interessados', 'Closed to new interest'],
  ['filled', 'Preenchida', 'Filled'],
  ['withdrawn', 'Retirada', 'Withdrawn']
])
export type OpportunityState = (typeof opportunityStates)[number]['code']

/** Where a person stands with an opportunity. */
export const applicationStates = codeList([
  ['invited', 'À espera do sim da pessoa', 'Waiting for the person’s yes'],
  ['refused', 'Disse que não', 'Said no'],
  ['interested', 'Com interesse', 'Interested'],
  ['shortlisted', 'Em selecção', 'Shortlisted'],
  ['placed', 'Com lugar', 'Placed'],
  ['waiting', 'Em lista de espera', 'On the waiting list'],
  ['declined', 'Sem lugar desta vez', 'No place this time'],
  ['returned', 'Devolveu o lugar', 'Gave the place back'],
  ['withdrawn', 'Desistiu', 'Withdrew']
])
export type ApplicationState = (typeof applicationStates)[number]['code']

/** The parts of an explained match. */
export const matchParts = codeList([
  ['skills', 'Competências', 'Skills'],
  ['languages', 'Línguas', 'Languages'],
  ['place', 'Lugar', 'Place'],
  ['availability', 'Disponibilidade', 'Availability'],
  ['field', 'Área de estudo', 'Field of study'],
  ['sector', 'Sector', 'Sector'],
  ['band', 'Montante', 'Amount']
])
export type MatchPartCode = (typeof matchParts)[number]['code']

/** How a placement went, half a year and a year after it began. */
export const placementOutcomes = codeList([
  ['still-there', 'Continua', 'Still there'],
  ['ended-well', 'Terminou bem', 'Ended well'],
  ['ended-early', 'Terminou antes do tempo', 'Ended early'],
  ['moved-back', 'Regressou ao país onde vivia', 'Moved back to the country of residence'],
  ['other', 'Outra coisa', 'Something else']
])
export type PlacementOutcome = (typeof placementOutcomes)[number]['code']

/** The consent that lets a person be a candidate. */
export const purposeOfKind = { skills: 'matching', investment: 'investment' } as const
