import type { InterfaceLanguage } from '@ponte/schema'

interface Words {
  sources: Record<string, string>
  /** By definition; where a source counts a little otherwise, by source and definition. */
  definitions: Record<string, string>
}

/** The words for whose figures these are, and whom they count. */
export const words: Record<InterfaceLanguage, Words> = {
  pt: {
    sources: {
      'un-desa': 'Nações Unidas (UN DESA), International Migrant Stock',
      'census-portugal': 'Censos de Portugal, conforme noticiado',
      'electoral-administration': 'Administração eleitoral, conforme noticiado',
      'economic-plan': 'Plano económico do Governo, conforme noticiado'
    },
    definitions: {
      'un-desa/born-in':
        'Pessoas nascidas em Moçambique que vivem noutro país; em poucos destinos, cidadãos moçambicanos',
      'born-in': 'Pessoas nascidas em Moçambique que vivem no destino',
      voters: 'Eleitores recenseados no estrangeiro',
      'to-mobilise': 'Pessoas na diáspora a mobilizar para o investimento'
    }
  },
  en: {
    sources: {
      'un-desa': 'United Nations (UN DESA), International Migrant Stock',
      'census-portugal': 'Census of Portugal, as reported',
      'electoral-administration': 'Electoral administration, as reported',
      'economic-plan': 'Government economic plan, as reported'
    },
    definitions: {
      'un-desa/born-in':
        'People born in Mozambique who live in another country; in a few destinations, Mozambican citizens',
      'born-in': 'People born in Mozambique who live in the destination',
      voters: 'Voters registered abroad',
      'to-mobilise': 'People in the diaspora to mobilise for investment'
    }
  }
}
