/** The hosts of a tour to Portugal to begin with, which staff then edit: each with what one goes there to see. */
export const portugalHosts = [
  {
    institution: 'Direcção-Geral dos Assuntos Consulares e das Comunidades Portuguesas (DGACCP)',
    purpose: 'Como se organizam a rede consular e o apoio às comunidades'
  },
  {
    institution: 'Agência para a Modernização Administrativa (AMA): consulado virtual',
    purpose: 'Serviços consulares pela internet: o que pedem as pessoas e como se identificam'
  },
  {
    institution: 'Gabinete de Apoio ao Investidor da Diáspora (GAID): programa PNAID',
    purpose: 'Como se acompanha quem quer investir na terra de origem'
  },
  {
    institution: 'Gabinete de Apoio ao Emigrante (GAE) de um município',
    purpose: 'O que um município faz por quem partiu e por quem regressa'
  },
  {
    institution: 'Observatório da Emigração',
    purpose: 'Como se conta quem está fora, com que fontes e com que limites'
  },
  {
    institution: 'Agência para a Integração, Migrações e Asilo (AIMA)',
    purpose: 'Dados sobre quem reside no país e integração'
  },
  {
    institution: 'Embaixada de Moçambique e associações de moçambicanos em Portugal',
    purpose: 'O que espera a comunidade, e como se chega a ela'
  }
]
