import type { TestProduct } from '../harness.ts'

/** What the sample requests are about. */
export interface Subjects {
  registrantId: string
  registrationId: string
  registrationToken: string
  staffId: string
  staffVersion: number
  postId: string
  postVersion: number
  helperId: string
  chargeReportId: string
  /** The version of the record that the request changes. */
  version: number
}

export interface Sample {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}

/** A valid request for each of some endpoints. A sample may make its own subject. */
export type Samples = Record<string, (subjects: Subjects, product: TestProduct) => Sample | Promise<Sample>>
