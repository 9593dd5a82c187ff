import type { PostValues } from './posts.queries.ts'

const za = (...areas: string[]) => areas.map((area) => ({ country: 'ZA', area: `ZA-${area}` }))
const of = (...countries: string[]) => countries.map((country) => ({ country }))
const embassy = (name: string, country: string, city: string, ...more: string[]): PostValues => ({
  name,
  kind: 'embassy',
  country,
  city,
  jurisdictions: of(country, ...more)
})

/**
 * Posts of Mozambique to start with: not an authoritative list, staff edit it. The institute answers for every country
 * without a post.
 */
export const initialPosts: PostValues[] = [
  { name: 'INACE, Maputo', kind: 'institute', country: 'MZ', city: 'Maputo', jurisdictions: [], restOfWorld: true },
  {
    name: 'Alto Comissariado em Pretória',
    kind: 'high-commission',
    country: 'ZA',
    city: 'Pretória',
    jurisdictions: [...of('ZA'), ...za('LP')]
  },
  {
    name: 'Consulado-Geral em Joanesburgo',
    kind: 'consulate-general',
    country: 'ZA',
    city: 'Joanesburgo',
    jurisdictions: za('GP', 'NW', 'FS', 'NC')
  },
  { name: 'Consulado em Nelspruit', kind: 'consulate', country: 'ZA', city: 'Nelspruit', jurisdictions: za('MP') },
  { name: 'Consulado em Durban', kind: 'consulate', country: 'ZA', city: 'Durban', jurisdictions: za('KZN') },
  {
    name: 'Consulado na Cidade do Cabo',
    kind: 'consulate',
    country: 'ZA',
    city: 'Cidade do Cabo',
    jurisdictions: za('WC', 'EC')
  },
  {
    name: 'Alto Comissariado no Malawi',
    kind: 'high-commission',
    country: 'MW',
    city: 'Lilongwe',
    jurisdictions: of('MW')
  },
  embassy('Embaixada no Zimbabwe', 'ZW', 'Harare'),
  {
    name: 'Alto Comissariado na Zâmbia',
    kind: 'high-commission',
    country: 'ZM',
    city: 'Lusaca',
    jurisdictions: of('ZM')
  },
  {
    name: 'Alto Comissariado na Tanzânia',
    kind: 'high-commission',
    country: 'TZ',
    city: 'Dar es Salaam',
    jurisdictions: of('TZ')
  },
  {
    name: 'Alto Comissariado em Eswatini',
    kind: 'high-commission',
    country: 'SZ',
    city: 'Mbabane',
    jurisdictions: of('SZ')
  },
  {
    name: 'Alto Comissariado no Botswana',
    kind: 'high-commission',
    country: 'BW',
    city: 'Gaborone',
    jurisdictions: of('BW')
  },
  embassy('Embaixada em Angola', 'AO', 'Luanda'),
  {
    name: 'Alto Comissariado no Quénia',
    kind: 'high-commission',
    country: 'KE',
    city: 'Nairobi',
    jurisdictions: of('KE', 'UG')
  },
  embassy('Embaixada na Etiópia', 'ET', 'Adis Abeba'),
  embassy('Embaixada no Egipto', 'EG', 'Cairo'),
  embassy('Embaixada em Portugal', 'PT', 'Lisboa'),
  {
    name: 'Alto Comissariado no Reino Unido',
    kind: 'high-commission',
    country: 'GB',
    city: 'Londres',
    jurisdictions: of('GB')
  },
  embassy('Embaixada em França', 'FR', 'Paris'),
  embassy('Embaixada na Alemanha', 'DE', 'Berlim'),
  embassy('Embaixada na Suíça', 'CH', 'Berna'),
  embassy('Embaixada em Espanha', 'ES', 'Madrid'),
  embassy('Embaixada em Itália', 'IT', 'Roma'),
  embassy('Embaixada na Bélgica', 'BE', 'Bruxelas'),
  embassy('Embaixada na Suécia', 'SE', 'Estocolmo'),
  embassy('Embaixada nos Estados Unidos', 'US', 'Washington'),
  embassy('Embaixada no Brasil', 'BR', 'Brasília'),
  embassy('Embaixada em Cuba', 'CU', 'Havana'),
  embassy('Embaixada na China', 'CN', 'Pequim'),
  {
    name: 'Consulado-Geral em Macau',
    kind: 'consulate-general',
    country: 'MO',
    city: 'Macau',
    jurisdictions: of('MO')
  },
  {
    name: 'Alto Comissariado na Índia',
    kind: 'high-commission',
    country: 'IN',
    city: 'Nova Deli',
    jurisdictions: of('IN', 'LK')
  },
  embassy('Embaixada na Indonésia', 'ID', 'Jacarta', 'TL', 'TH', 'MY', 'SG'),
  embassy('Embaixada no Japão', 'JP', 'Tóquio', 'AU'),
  embassy('Embaixada na Türkiye', 'TR', 'Ancara'),
  embassy('Embaixada no Qatar', 'QA', 'Doha'),
  embassy('Embaixada na Rússia', 'RU', 'Moscovo')
]
