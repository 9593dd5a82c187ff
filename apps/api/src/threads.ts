import { committeeThreads } from './governance/committee/committee.thread.ts'
import { frameworkThreads } from './governance/framework/framework.thread.ts'
import { tourThreads } from './governance/tours/tours.thread.ts'
import { campaignThread } from './outreach/campaigns/campaigns.thread.ts'
import type { ThreadSource } from './platform/threads/threadSources.ts'
import { opportunityThread } from './programmes/opportunities/opportunities.thread.ts'

/** All that stands on the threads, from what was seen to what came of it. */
export const threadSources: readonly ThreadSource[] = [
  ...tourThreads,
  ...committeeThreads,
  ...frameworkThreads,
  campaignThread,
  opportunityThread
]
