/** The inter-ministerial group under the foreign ministry, of 2013: seats to begin with, which staff then edit. */
export const exampleInstitutions = [
  'Ministério dos Negócios Estrangeiros e Cooperação (presidência)',
  'Educação',
  'Mulher e Acção Social',
  'Trabalho',
  'Juventude e Desportos',
  'Cultura',
  'Obras Públicas e Habitação',
  'Migração',
  'Alfândegas'
]
