import type { Endpoint } from '@ponte/schema'
import * as contract from '@ponte/schema'
import { createSecret } from '../src/db/sealing.ts'
import { noticeVersion } from '../src/registry/consents/notices.rules.ts'
import { registrationOf } from './people.ts'
import { campaignSamples } from './samples/campaigns.ts'
import { clientSamples } from './samples/clients.ts'
import { committeeSamples } from './samples/committee.ts'
import { threadSamples } from './samples/threads.ts'
import { alertSamples } from './samples/alerts.ts'
import { mailingSamples } from './samples/mailings.ts'
import { programmeSamples } from './samples/programmes.ts'
import { announcementSamples } from './samples/announcements.ts'
import { commitmentSamples } from './samples/commitments.ts'
import { questionSamples } from './samples/questions.ts'
import type { Sample, Samples } from './samples/samples.ts'
import { tourSamples } from './samples/tours.ts'
import { strategySamples } from './samples/strategy.ts'
import { webhookSamples } from './samples/webhooks.ts'

export type { Sample, Subjects } from './samples/samples.ts'

/** All endpoints of the contract by name. */
export const endpoints = Object.fromEntries(
  Object.entries(contract).filter(
    ([, value]) => typeof value === 'object' && value !== null && 'config' in value && 'url' in value
  )
) as unknown as Record<string, Endpoint>

const password = 'correct horse battery lamp'
const uniqueEmail = () => `s${Math.random().toString(36).slice(2)}@example.org`
const reason = 'Veio ao balcão'

/** One valid request for each endpoint. A new endpoint needs one here, or the tests that walk over all of them fail. */
export const samples: Samples = {
  ...campaignSamples,
  ...clientSamples,
  ...mailingSamples,
  ...programmeSamples,
  ...announcementSamples,
  ...commitmentSamples,
  ...questionSamples,
  ...alertSamples,
  ...threadSamples,
  ...webhookSamples,
  ...committeeSamples,
  ...tourSamples,
  ...strategySamples,
  getHealth: () => ({}),
  getReadiness: () => ({}),
  getMetrics: () => ({}),
  getOpenApi: () => ({}),
  getSettings: () => ({}),
  getCodeList: () => ({ params: { list: 'countries' }, query: { language: 'pt' } }),
  listOutbox: () => ({}),
  getSession: () => ({}),
  signInStaff: () => ({ body: { email: 'nobody@example.org', password } }),
  requestSignInCode: () => ({ body: { contact: { kind: 'email', value: uniqueEmail() } } }),
  signInRegistrant: ({ registrationId }) => ({ body: { id: registrationId, code: '123456', birthYear: 1988 } }),
  refreshSession: () => ({}),
  signOut: () => ({}),
  createFirstAdministrator: () => ({ body: { token: createSecret(), name: 'Marta', email: uniqueEmail(), password } }),
  acceptInvitation: () => ({ body: { token: createSecret(), password } }),
  changeMyPassword: () => ({ body: { current: 'not my password', password } }),
  listStaff: () => ({}),
  createStaff: ({ postId }) => ({ body: { name: 'Nova Pessoa', email: uniqueEmail(), role: 'officer', postId } }),
  updateStaff: ({ staffId, staffVersion }) => ({
    params: { id: staffId },
    body: { name: 'Outro Nome' },
    headers: { 'if-match': `"${staffVersion}"` }
  }),
  inviteStaff: ({ staffId }) => ({ params: { id: staffId } }),
  listPosts: () => ({}),
  listPublicPosts: () => ({}),
  getPost: ({ postId }) => ({ params: { id: postId } }),
  createPost: () => ({
    body: { name: `Consulado ${uniqueEmail()}`, kind: 'consulate', country: 'NL', city: 'Haia', jurisdictions: [] }
  }),
  updatePost: ({ postId, postVersion }) => ({
    params: { id: postId },
    body: { city: 'Joanesburgo' },
    headers: { 'if-match': `"${postVersion}"` }
  }),
  listNotices: () => ({ query: { language: 'en' } }),
  getRegistrationChallenge: () => ({}),
  createRegistration: (_subjects, product) => ({
    body: registrationOf(product, { contact: { value: uniqueEmail() } })
  }),
  confirmRegistration: ({ registrationId, registrationToken }) => ({
    params: { id: registrationId },
    body: { token: registrationToken, code: '000000' }
  }),
  resendRegistrationCode: ({ registrationId, registrationToken }) => ({
    params: { id: registrationId },
    body: { token: registrationToken }
  }),
  mendRegistrationContact: ({ registrationId, registrationToken }) => ({
    params: { id: registrationId },
    body: { token: registrationToken, contact: { kind: 'email', value: uniqueEmail() } }
  }),
  checkHelperCode: () => ({ body: { code: 'ABCD-2345' } }),
  getMyRecord: () => ({}),
  updateMyRecord: ({ version }) => ({
    body: { city: 'Soweto', details: { needs: ['passport'] } },
    headers: { 'if-match': `"${version}"` }
  }),
  requestContactChange: () => ({ body: { contact: { kind: 'email', value: uniqueEmail() } } }),
  confirmContactChange: () => ({
    body: { contact: { kind: 'email', value: uniqueEmail() }, code: '000000', ownership: 'mine' }
  }),
  affirmMyRecord: () => ({ body: {} }),
  setMyConsent: (_subjects, { config }) => ({
    params: { purpose: 'news' },
    body: { given: true, noticeVersion: noticeVersion(config), language: 'pt' }
  }),
  changeMyState: () => ({ body: { state: 'returned' } }),
  claimMyRecord: () => ({ body: { confirm: true } }),
  listMyHistory: () => ({}),
  downloadMyRecord: () => ({}),
  eraseMyRecord: () => ({ body: { confirm: true } }),
  listRegistrants: () => ({ query: { country: 'ZA', limit: '10' } }),
  countRegistrants: () => ({ query: { status: 'confirmed' } }),
  searchRegistrants: () => ({ body: { text: 'Graca Nhantumbo' } }),
  getRegistrant: ({ registrantId }) => ({ params: { id: registrantId } }),
  revealRegistrantContact: ({ registrantId }) => ({ params: { id: registrantId }, body: { reason } }),
  createRegistrant: (_subjects, product) => {
    const { proof: _proof, ...body } = registrationOf(product, { contact: { value: uniqueEmail() } })
    return { body }
  },
  updateRegistrant: ({ registrantId, version }) => ({
    params: { id: registrantId },
    body: { city: 'Tembisa' },
    headers: { 'if-match': `"${version}"` }
  }),
  vouchRegistrant: ({ registrationId }) => ({ params: { id: registrationId }, body: { reason } }),
  setRegistrantContact: ({ registrantId }) => ({
    params: { id: registrantId },
    body: { contact: { kind: 'email', value: uniqueEmail() }, ownership: 'mine', reason }
  }),
  setRegistrantConsent: ({ registrantId }, { config }) => ({
    params: { id: registrantId, purpose: 'news' },
    body: { given: true, noticeVersion: noticeVersion(config), language: 'pt', reason }
  }),
  changeRegistrantState: ({ registrantId }) => ({
    params: { id: registrantId },
    body: { state: 'unreachable', reason }
  }),
  claimRegistrant: ({ registrantId }) => ({ params: { id: registrantId }, body: { contact: null, reason } }),
  eraseRegistrant: ({ registrantId }) => ({ params: { id: registrantId }, body: { confirm: true, reason } }),
  listRegistrantHistory: ({ registrantId }) => ({ params: { id: registrantId } }),
  exportRegistrants: () => ({ body: { format: 'csv', reason, filters: { country: 'ZA' } } }),
  listHelpers: () => ({}),
  createHelper: () => ({ body: { name: 'Líder Comunitário', quota: 5, days: 30 } }),
  revokeHelper: ({ helperId }) => ({ params: { id: helperId } }),
  getDashboard: () => ({}),
  downloadTable: () => ({ params: { table: 'sex', format: 'csv' } }),
  createChargeReport: () => ({
    body: {
      text: 'Pediram-me 500 randes para me registar.',
      country: 'ZA',
      city: 'Nelspruit',
      asker: 'helper',
      amount: '500 randes',
      contact: '+27 82 555 0100'
    }
  }),
  listChargeReports: () => ({ query: { limit: '10' } }),
  getChargeReport: ({ chargeReportId }) => ({ params: { id: chargeReportId } }),
  handleChargeReport: ({ chargeReportId }) => ({
    params: { id: chargeReportId },
    body: { note: 'Falámos com o posto.' }
  }),
  listReferences: () => ({ query: { language: 'en' } }),
  ...committeeSamples
}

/** The address of an endpoint with its parameters. */
export const addressOf = ({ url, config }: Endpoint, { params = {}, query }: Sample): string => {
  const path = url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return `${config.atRoot ? '' : '/api/v1'}${path}${query ? `?${new URLSearchParams(query).toString()}` : ''}`
}

/** The media type of an endpoint's errors: problems everywhere, but where OAuth has a shape of its own. */
export const errorTypeOf = (name: string): RegExp =>
  name === 'createToken' ? /^application\/json/ : /^application\/problem\+json/
