import { codeList } from '../codes.ts'

/** What a campaign counts towards its goal. */
export const campaignAims = codeList([
  ['registrations', 'Registos confirmados', 'Confirmed registrations'],
  ['interest', 'Interessados num programa', 'People interested in a programme']
])

/** Ways by which a tracked link reaches people. */
export const linkChannels = codeList([
  ['poster', 'Cartaz', 'Poster'],
  ['radio', 'Rádio', 'Radio'],
  ['whatsapp', 'WhatsApp', 'WhatsApp'],
  ['facebook', 'Facebook', 'Facebook'],
  ['sms', 'SMS', 'SMS'],
  ['email', 'E-mail', 'E-mail'],
  ['event', 'Encontro', 'Event'],
  ['leader', 'Líder da comunidade', 'Community leader'],
  ['post', 'Posto consular', 'Consular post'],
  ['press', 'Imprensa', 'Press'],
  ['other', 'Outro', 'Other']
])

/** What a visitor who came by a link reached, in this order; the last three the product knows by itself. */
export const funnelSteps = codeList([
  ['viewed', 'Abriram a página', 'Opened the page'],
  ['started', 'Começaram', 'Began'],
  ['name', 'Nome', 'Name'],
  ['birth', 'Nascimento', 'Birth'],
  ['sex', 'Sexo', 'Sex'],
  ['link', 'Ligação ao país', 'Link to the country'],
  ['place', 'Onde vivem', 'Where they live'],
  ['contact', 'Contacto', 'Contact'],
  ['language', 'Língua', 'Language'],
  ['check', 'Verificar respostas', 'Check the answers'],
  ['sent', 'Enviaram', 'Sent'],
  ['confirmed', 'Confirmaram', 'Confirmed'],
  ['interested', 'Interessaram-se por um programa', 'Interested in a programme']
])

/** The steps that the public pages report; what was sent and confirmed the product knows by itself. */
export const reportedSteps = [
  'viewed',
  'started',
  'name',
  'birth',
  'sex',
  'link',
  'place',
  'contact',
  'language',
  'check'
] as const
export type ReportedStep = (typeof reportedSteps)[number]

/** The purposes by which a mailing may be sent: those that people can say no to. */
export const mailingPurposes = codeList([
  ['news', 'Notícias e convites', 'News and invitations'],
  ['research', 'Inquéritos e estudos', 'Surveys and research'],
  ['matching', 'Oportunidades de trabalho e competências', 'Skills and job matching'],
  ['investment', 'Contacto sobre investimento', 'Investment contact']
])
export type MailingPurpose = (typeof mailingPurposes)[number]['code']

export const mailingStates = codeList([
  ['draft', 'Rascunho', 'Draft'],
  ['proposed', 'À espera de aprovação', 'Waiting for approval'],
  ['sending', 'A enviar', 'Sending'],
  ['finished', 'Enviada', 'Sent'],
  ['stopped', 'Parada', 'Stopped']
])
export type MailingState = (typeof mailingStates)[number]['code']

/** What became of the message to one person. `unknown`: the line broke when it may have left already. */
export const recipientStates = codeList([
  ['queued', 'Por enviar', 'To be sent'],
  ['sending', 'A sair', 'Leaving'],
  ['sent', 'Entregue ao correio', 'Handed to the mail'],
  ['failed', 'Recusada pelo correio', 'Refused by the mail'],
  ['unknown', 'Não se sabe', 'Not known'],
  ['withdrawn', 'Retirou o sim antes de sair', 'Withdrew before it left'],
  ['unreachable', 'Já sem e-mail', 'No e-mail any more'],
  ['stopped', 'Parada antes de sair', 'Stopped before it left']
])
export type RecipientState = (typeof recipientStates)[number]['code']

/** What a question is about. */
export const questionTopics = codeList([
  ['documents', 'Documentos', 'Documents'],
  ['work', 'Trabalho', 'Work'],
  ['study', 'Estudos', 'Study'],
  ['health', 'Saúde', 'Health'],
  ['money', 'Dinheiro enviado para casa', 'Money sent home'],
  ['return', 'Regresso', 'Return'],
  ['other', 'Outro assunto', 'Something else']
])
export type QuestionTopic = (typeof questionTopics)[number]['code']

/** Whom a question is addressed to: the post that serves the person, or the institute. */
export const questionAddressees = codeList([
  ['post', 'O posto consular que me serve', 'The post that serves me'],
  ['institute', 'O instituto', 'The institute']
])
export type QuestionAddressee = (typeof questionAddressees)[number]['code']

export const questionStates = codeList([
  ['open', 'Aberta', 'Open'],
  ['closed', 'Fechada', 'Closed'],
  ['withdrawn', 'Retirada', 'Withdrawn']
])
export type QuestionState = (typeof questionStates)[number]['code']

/** How a question ended. */
export const questionOutcomes = codeList([
  ['answered', 'Respondida', 'Answered'],
  ['referred', 'Encaminhada a outro serviço', 'Referred to another service'],
  ['not-ours', 'Não é connosco', 'Not ours to answer']
])
export type QuestionOutcome = (typeof questionOutcomes)[number]['code']

/** How far what was promised has come. */
export const commitmentStates = codeList([
  ['planned', 'Vamos fazer', 'We will do it'],
  ['under-way', 'Estamos a fazer', 'We are doing it'],
  ['done', 'Fizemos', 'We did it']
])
export type CommitmentState = (typeof commitmentStates)[number]['code']

/** An alert is proposed by one person, and declared by another. */
export const alertStates = codeList([
  ['proposed', 'À espera da segunda pessoa', 'Waiting for the second person'],
  ['declared', 'Declarado', 'Declared'],
  ['ended', 'Terminado', 'Ended'],
  ['dropped', 'Posto de lado', 'Put aside']
])
export type AlertState = (typeof alertStates)[number]['code']

/** What a person answers to an alert, by one tap. */
export const alertAnswers = codeList([
  ['safe', 'Estou bem', 'I am well'],
  ['help', 'Preciso de ajuda', 'I need help']
])
export type AlertAnswer = (typeof alertAnswers)[number]['code']

/** The lists of people of an alert: who asks for help, who has not answered, whom no message reaches, who is well. */
export const alertLists = ['help', 'silent', 'unreachable', 'safe'] as const
export type AlertList = (typeof alertLists)[number]
