import { codeList } from '../codes.ts'

/** Own list; mapped to ISO/IEC 5218 on export. "other" is sealed and never shown to others. */
export const sexes = codeList([
  ['woman', 'Mulher', 'Woman'],
  ['man', 'Homem', 'Man'],
  ['other', 'Outro', 'Other'],
  ['not-said', 'Prefiro não dizer', 'I prefer not to say']
] as const)

/** ISO/IEC 5218, for exports. The two answers that are sealed are both "not known". */
export const isoSexOf = (sex: string | null): 0 | 1 | 2 => (sex === 'man' ? 1 : sex === 'woman' ? 2 : 0)

/** What ties a person to the country of origin. */
export const links = codeList([
  ['citizen', 'Sou nacional do país', 'I am a national of the country'],
  ['descendant', 'Sou filho/a ou neto/a', 'I am a child or grandchild of one'],
  ['spouse', 'Sou cônjuge', 'I am married to one'],
  ['former-citizen', 'Já fui', 'I used to be'],
  ['not-sure', 'Não tenho a certeza ou não tenho documentos', 'I am not sure or have no papers']
] as const)

export const yesNoNotSure = codeList([
  ['yes', 'Sim', 'Yes'],
  ['no', 'Não', 'No'],
  ['not-sure', 'Não sei', 'I do not know']
] as const)

export const contactKinds = codeList([
  ['phone', 'Telemóvel', 'Mobile phone'],
  ['email', 'E-mail', 'E-mail'],
  ['none', 'Não tenho nenhum', 'I have neither']
] as const)

export const contactOwnerships = codeList([
  ['mine', 'É só meu', 'It is only mine'],
  ['shared', 'É partilhado', 'It is shared'],
  ['other', 'É de outra pessoa', "It is somebody else's"]
] as const)

/** The relation of the adult who registers a child. "other-carer" waits for an officer. */
export const guardianRelations = codeList([
  ['mother', 'Mãe', 'Mother'],
  ['father', 'Pai', 'Father'],
  ['legal-guardian', 'Tutor ou tutora legal', 'Legal guardian'],
  ['other-carer', 'Outra pessoa que cuida da criança', 'Somebody else who cares for the child']
] as const)

export const origins = codeList([
  ['self', 'Pela própria pessoa', 'By the person'],
  ['assisted', 'Com ajuda', 'With help'],
  ['imported', 'Importado', 'Imported']
] as const)

/** Who asked for money, as somebody says who reports it. */
export const chargeAskers = codeList([
  ['post-staff', 'Alguém do consulado ou da embaixada', 'Somebody of the consulate or embassy'],
  ['helper', 'Alguém que ajuda a registar', 'Somebody who helps to register'],
  ['other', 'Outra pessoa', 'Somebody else'],
  ['not-said', 'Não sei, ou prefiro não dizer', 'I do not know, or prefer not to say']
] as const)

/** Is the registration confirmed? */
export const statuses = codeList([
  ['pending', 'Por confirmar', 'To be confirmed'],
  ['confirmed', 'Confirmado', 'Confirmed']
] as const)

/** Where the person's life stands; each change is dated. */
export const states = codeList([
  ['abroad', 'No estrangeiro', 'Abroad'],
  ['moved', 'Mudou de país', 'Moved'],
  ['returned', 'Regressou', 'Returned'],
  ['unreachable', 'Incontactável', 'Unreachable'],
  ['deceased', 'Falecimento', 'Deceased']
] as const)

export const needs = codeList([
  ['identity-card', 'Bilhete de identidade', 'Identity card'],
  ['passport', 'Passaporte', 'Passport'],
  ['birth-registration', 'Registo de nascimento', 'Birth registration'],
  ['labour', 'Trabalho', 'Labour'],
  ['school', 'Escola', 'School'],
  ['health', 'Saúde', 'Health'],
  ['other', 'Outra coisa', 'Something else']
] as const)

export const migrationReasons = codeList([
  ['work', 'Trabalho', 'Work'],
  ['study', 'Estudos', 'Study'],
  ['family', 'Família', 'Family'],
  ['business', 'Negócio', 'Business'],
  ['retirement', 'Reforma', 'Retirement'],
  ['other', 'Outra razão', 'Another reason'],
  ['not-said', 'Prefiro não dizer', 'I prefer not to say']
] as const)

/** ISCED 2011, levels joined as people name them; the level is the code's number. */
export const educationLevels = codeList([
  ['isced-0', 'Não fui à escola', 'I did not go to school'],
  ['isced-1', 'Ensino primário', 'Primary school'],
  ['isced-2', 'Secundário, 1.º ciclo', 'Lower secondary school'],
  ['isced-3', 'Secundário, 2.º ciclo ou técnico médio', 'Upper secondary school'],
  ['isced-4', 'Curso técnico depois do secundário', 'Technical course after secondary school'],
  ['isced-5', 'Curso superior curto', 'Short course of higher education'],
  ['isced-6', 'Licenciatura', 'Bachelor'],
  ['isced-7', 'Mestrado', 'Master'],
  ['isced-8', 'Doutoramento', 'Doctorate'],
  ['not-said', 'Prefiro não dizer', 'I prefer not to say']
] as const)

/** ISCED-F 2013, broad fields. */
export const educationFields = codeList([
  ['01', 'Educação', 'Education'],
  ['02', 'Artes e humanidades', 'Arts and humanities'],
  ['03', 'Ciências sociais e jornalismo', 'Social sciences and journalism'],
  ['04', 'Gestão e direito', 'Business and law'],
  ['05', 'Ciências naturais e matemática', 'Natural sciences and mathematics'],
  ['06', 'Informática', 'Computing'],
  ['07', 'Engenharia e construção', 'Engineering and construction'],
  ['08', 'Agricultura e pescas', 'Agriculture and fisheries'],
  ['09', 'Saúde e acção social', 'Health and welfare'],
  ['10', 'Serviços e turismo', 'Services and tourism']
] as const)

/** Status in employment, after the ILO's classification. */
export const workStatuses = codeList([
  ['employee', 'Trabalho por conta de outrem', 'I work for somebody'],
  ['employer', 'Tenho negócio com empregados', 'I have a business with employees'],
  ['own-account', 'Trabalho por conta própria', 'I work for myself'],
  ['family-worker', 'Ajudo no negócio da família', 'I help in the family business'],
  ['looking', 'Procuro trabalho', 'I am looking for work'],
  ['student', 'Estudo', 'I study'],
  ['home', 'Cuido da casa ou da família', 'I look after home or family'],
  ['retired', 'Reforma', 'Retired'],
  ['not-said', 'Prefiro não dizer', 'I prefer not to say']
] as const)

/** ISIC Rev. 4, sections; or no answer. */
export const sectors = codeList([
  ['A', 'Agricultura, florestas e pescas', 'Agriculture, forestry and fishing'],
  ['B', 'Minas', 'Mining'],
  ['C', 'Indústria', 'Manufacturing'],
  ['D', 'Electricidade e gás', 'Electricity and gas'],
  ['E', 'Água e resíduos', 'Water and waste'],
  ['F', 'Construção', 'Construction'],
  ['G', 'Comércio e oficinas', 'Trade and repair'],
  ['H', 'Transportes', 'Transport'],
  ['I', 'Hotéis e restaurantes', 'Hotels and restaurants'],
  ['J', 'Informática e comunicação', 'Information and communication'],
  ['K', 'Bancos e seguros', 'Finance and insurance'],
  ['L', 'Imobiliário', 'Real estate'],
  ['M', 'Serviços profissionais e ciência', 'Professional services and science'],
  ['N', 'Limpeza, segurança e outros serviços', 'Cleaning, security and other services'],
  ['O', 'Administração pública', 'Public administration'],
  ['P', 'Educação', 'Education'],
  ['Q', 'Saúde e acção social', 'Health and social work'],
  ['R', 'Artes e desporto', 'Arts and sport'],
  ['S', 'Outros serviços', 'Other services'],
  ['T', 'Trabalho doméstico', 'Domestic work'],
  ['U', 'Organizações internacionais', 'International organisations'],
  ['not-said', 'Prefiro não dizer', 'I prefer not to say']
] as const)

/** Common European Framework of Reference for Languages, with a level for mother tongues. */
export const languageLevels = codeList([
  ['a1', 'Algumas palavras', 'A few words'],
  ['a2', 'Frases simples', 'Simple sentences'],
  ['b1', 'Conversa do dia-a-dia', 'Everyday conversation'],
  ['b2', 'Falo bem', 'I speak it well'],
  ['c1', 'Falo muito bem', 'I speak it very well'],
  ['c2', 'Sem dificuldade nenhuma', 'Without any difficulty'],
  ['native', 'É a minha língua', 'It is my language']
] as const)

export const offers = codeList([
  ['short-mission', 'Missão curta no país de origem', 'A short mission in the country of origin'],
  ['remote-mentoring', 'Orientar à distância', 'Mentoring from afar'],
  ['return', 'Regressar para trabalhar', 'Returning to work'],
  ['teach', 'Ensinar', 'Teaching'],
  ['invest', 'Investir', 'Investing'],
  ['none-now', 'Nenhuma por agora', 'None for now']
] as const)

export const availabilities = codeList([
  ['weeks', 'Algumas semanas por ano', 'A few weeks a year'],
  ['months', 'Alguns meses', 'A few months'],
  ['hours', 'Algumas horas por mês, à distância', 'A few hours a month, from afar'],
  ['not-sure', 'Ainda não sei', 'I do not know yet']
] as const)

/** Bands, never amounts; in US dollars. */
export const investmentBands = codeList([
  ['under-5000', 'Menos de 5 mil dólares', 'Under 5 thousand dollars'],
  ['5000-25000', 'De 5 a 25 mil dólares', '5 to 25 thousand dollars'],
  ['25000-100000', 'De 25 a 100 mil dólares', '25 to 100 thousand dollars'],
  ['over-100000', 'Mais de 100 mil dólares', 'Over 100 thousand dollars'],
  ['not-said', 'Prefiro não dizer', 'I prefer not to say']
] as const)

export const topics = codeList([
  ['documents', 'Documentos e consulado', 'Documents and consulate'],
  ['events', 'Encontros e cultura', 'Events and culture'],
  ['work', 'Trabalho e formação', 'Work and training'],
  ['investment', 'Investimento', 'Investment'],
  ['return', 'Regresso', 'Return'],
  ['news', 'Notícias do país', 'News from home']
] as const)

export const channels = codeList([
  ['email', 'E-mail', 'E-mail'],
  ['sms', 'SMS', 'SMS'],
  ['whatsapp', 'WhatsApp', 'WhatsApp'],
  ['phone', 'Telefonema', 'Phone call']
] as const)

/** What data may be used for. "core" is part of registering; all others are optional and apart. */
export const purposes = codeList([
  ['core', 'Registo e protecção consular', 'Registry and consular protection'],
  ['news', 'Notícias e convites', 'News and invitations'],
  ['research', 'Inquéritos e estudos', 'Surveys and research'],
  ['matching', 'Oportunidades de trabalho e competências', 'Skills and job matching'],
  ['investment', 'Contacto sobre investimento', 'Investment contact'],
  ['directory', 'Lista de associações', 'Association directory'],
  ['partners', 'Partilha com parceiros nomeados', 'Sharing with named partners'],
  ['accessibility', 'Necessidades de acessibilidade', 'Accessibility needs']
] as const)
export type Purpose = (typeof purposes)[number]['code']

/** Children may only be in the registry for these. */
export const purposesForChildren: readonly Purpose[] = ['core', 'accessibility']
