import type { FastifyError } from 'fastify'
import { DatabaseLostError, sqlState } from './db/transaction.ts'

export interface FieldError {
  pointer: string
  in: string
  code: string
  detail: string
}

/** An error that a caller may see: RFC 9457. Its `type` is the address of a page from `docs/problems`. */
export class Problem extends Error {
  readonly kind: string
  readonly status: number
  readonly title: string
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    name: string,
    status: number,
    title: string,
    detail?: string,
    extra: { errors?: FieldError[]; retryAfterSeconds?: number } = {}
  ) {
    super(detail ?? title)
    this.kind = name
    this.status = status
    this.title = title
    this.errors = extra.errors
    this.retryAfterSeconds = extra.retryAfterSeconds
  }

  toJSON(instance: string) {
    return {
      type: `/problems/${this.kind}`,
      title: this.title,
      status: this.status,
      detail: this.message,
      instance,
      ...(this.errors ? { errors: this.errors } : {})
    }
  }
}

/** Every problem of the product, in one place. */
export const problems = {
  invalid: (errors: FieldError[]) =>
    new Problem('invalid-request', 400, 'Invalid request', 'One or more fields are not valid.', { errors }),
  malformed: (detail: string) => new Problem('malformed-request', 400, 'Malformed request', detail),
  unauthenticated: () => new Problem('not-signed-in', 401, 'Not signed in', 'Sign in, or send a valid token.'),
  wrongCredentials: () =>
    new Problem('wrong-credentials', 401, 'Wrong credentials', 'E-mail or password is not right.'),
  wrongCode: () =>
    new Problem(
      'wrong-code',
      422,
      'Wrong code',
      'The code, or what you gave with it, is not right, or the code is too old.'
    ),
  codeSpent: () => new Problem('code-spent', 422, 'Code spent', 'There were too many tries. Ask for another code.'),
  referenceNeeded: () =>
    new Problem(
      'reference-needed',
      409,
      'Reference number needed',
      'This contact serves several people. Give the reference number.'
    ),
  linkSpent: () =>
    new Problem(
      'link-spent',
      410,
      'Link no longer valid',
      'This link was used already, was replaced by a newer one, or is too old. Ask for a new one.'
    ),
  forbidden: () => new Problem('not-permitted', 403, 'Not permitted', 'Your role does not allow this.'),
  crossSite: () =>
    new Problem(
      'cross-site',
      403,
      'Request from another site',
      'The request did not come from a page of this product.'
    ),
  notFound: () => new Problem('not-found', 404, 'Not found', 'There is nothing here, or you may not see it.'),
  methodNotAllowed: () => new Problem('not-found', 404, 'Not found', 'There is nothing here, or you may not see it.'),
  conflict: (detail: string) => new Problem('conflict', 409, 'Conflict', detail),
  versionMissing: () =>
    new Problem('version-missing', 428, 'If-Match missing', 'Send the ETag of the version you changed in If-Match.'),
  versionChanged: () =>
    new Problem(
      'version-changed',
      412,
      'Changed meanwhile',
      'Somebody changed this since you opened it. Load it again; what you typed is not lost.'
    ),
  keyReused: () =>
    new Problem(
      'idempotency-key-reused',
      422,
      'Idempotency-Key reused',
      'This Idempotency-Key was used with another request.'
    ),
  proofNeeded: () =>
    new Problem(
      'proof-needed',
      422,
      'Proof of work needed',
      'Ask for a challenge (GET /api/v1/registrations/challenge) and send its solution.'
    ),
  helperCode: () =>
    new Problem('helper-code', 422, 'Code not usable', 'The helper’s code is wrong, used up, or over.', {
      errors: [
        { pointer: '#/helperCode', in: 'body', code: 'helperCode', detail: 'The code is wrong, used up, or over.' }
      ]
    }),
  tooLarge: (detail = 'The request is larger than this address takes.') =>
    new Problem('too-large', 413, 'Too large', detail),
  unsupportedType: () => new Problem('unsupported-type', 415, 'Unsupported type', 'Send application/json.'),
  tooMany: (retryAfterSeconds: number) =>
    new Problem('too-many', 429, 'Too many requests', 'Wait a little, then try again.', { retryAfterSeconds }),
  tooManyCodes: () =>
    new Problem(
      'too-many-codes',
      429,
      'No more codes today',
      'No more codes can be sent to this contact today. Use e-mail, or ask the consulate to call you.',
      {
        retryAfterSeconds: 3600
      }
    ),
  unavailable: () =>
    new Problem('unavailable', 503, 'Not available right now', 'Nothing was lost. Try again in a moment.', {
      retryAfterSeconds: 3
    }),
  internal: () =>
    new Problem('internal-error', 500, 'Something went wrong', 'It was noted. Try again, or tell us the request id.')
}

/** One field error from a rule, in the shape of those from validation. */
export const fieldError = (pointer: string, code: string, detail: string): FieldError => ({
  pointer: `#${pointer}`,
  in: 'body',
  code,
  detail
})

/** The constraint that refused a row → what a caller sees. */
const byConstraint: Record<string, () => Problem> = {
  staff_email_key: () => problems.conflict('There is already a member of staff with this e-mail.'),
  posts_name_key: () => problems.conflict('There is already a post with this name.'),
  post_jurisdictions_place_key: () => problems.conflict('Another post answers for one of these places already.'),
  seats_institution_key: () => problems.conflict('This institution has a seat already.'),
  decisions_item_id_meeting_items_id_fk: () =>
    problems.conflict('An item of the agenda with a decision cannot be taken out.'),
  minutes_one_draft: () => problems.conflict('There is a draft of these minutes already.'),
  strategy_versions_one_open: () => problems.conflict('There is a draft of the strategy already.'),
  strategy_versions_number_key: () => problems.conflict('There is a draft of the strategy already.'),
  minutes_edition_key: () => problems.conflict('There is a draft of these minutes already.'),
  evidence_figure_key: () => problems.conflict('This figure is cited already.'),
  mailings_campaign_id_campaigns_id_fk: () =>
    problems.invalid([fieldError('/campaignId', 'unknown', 'There is no such campaign.')]),
  staff_officer_has_post: () => problems.invalid([fieldError('/postId', 'required', 'An officer needs a post.')]),
  staff_post_id_posts_id_fk: () => problems.invalid([fieldError('/postId', 'unknown', 'There is no such post.')])
}

const UNAVAILABLE = new Set([
  '57P01',
  '57P02',
  '57P03',
  '57014',
  '53300',
  '53100',
  '53200',
  '55P03',
  '25006',
  '25P03',
  '40001',
  '40P01'
])
const BAD_TEXT = new Set(['22021', '22P05', '22P02', '22001', '22003', '22007', '22008'])

interface Cause {
  constraint?: string
  message?: string
  code?: string
  cause?: Cause
}

const chain = (error: Cause | undefined): Cause[] => (error ? [error, ...chain(error.cause)] : [])

/** Turns what the database refused into a problem, by SQLSTATE and constraint name, never by message text. */
function fromDatabase(error: Cause): Problem | null {
  const causes = chain(error)
  const constraint = causes.find((cause) => cause.constraint)?.constraint
  if (constraint && byConstraint[constraint]) return byConstraint[constraint]()
  const state = sqlState(error)
  if (state && BAD_TEXT.has(state))
    return problems.malformed('A value holds characters or numbers that cannot be stored.')
  if (state && (UNAVAILABLE.has(state) || state.startsWith('08'))) return problems.unavailable()
  return causes.some((cause) => cause instanceof DatabaseLostError) ? problems.unavailable() : null
}

/** What is wrong with one field, from Ajv's report. */
function fromValidation({ validation = [], validationContext = 'body' }: FastifyError): Problem {
  const errors = validation.slice(0, 100).map(({ instancePath, keyword, params, message }) => {
    const { missingProperty, additionalProperty } = params as { missingProperty?: string; additionalProperty?: string }
    const last = missingProperty ?? additionalProperty
    return {
      pointer:
        `#${instancePath}${last === undefined ? '' : `/${last.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`}`.slice(
          0,
          300
        ),
      in: validationContext,
      code: keyword,
      detail: keyword === 'additionalProperties' ? 'This field is not known.' : (message ?? 'is not valid')
    }
  })
  return problems.invalid(errors)
}

const byFrameworkCode: Record<string, () => Problem> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problems.unsupportedType,
  FST_ERR_CTP_BODY_TOO_LARGE: () => problems.tooLarge(),
  FST_ERR_BAD_URL: () => problems.malformed('The address is not well-formed.'),
  FST_ERR_MAX_PARAM_LENGTH: problems.notFound,
  FST_ERR_ASYNC_CONSTRAINT: problems.notFound
}

/** Any error as a problem. What nobody foresaw becomes a 500 that says nothing of the inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const known = (error ?? {}) as FastifyError & Cause
  if (known.validation) return fromValidation(known)
  if (typeof known.code === 'string') {
    if (/^(FAST_JWT|FST_JWT)_/.test(known.code)) return problems.unauthenticated()
    const framework = byFrameworkCode[known.code]
    if (framework) return framework()
  }
  const database = fromDatabase(known)
  if (database) return database
  if (known.statusCode === 429) return problems.tooMany(60)
  if (known.statusCode === 503) return problems.unavailable()
  if (known.statusCode && known.statusCode >= 400 && known.statusCode < 500)
    return problems.malformed('The request could not be read.')
  return problems.internal()
}
