import { system } from '../../db/actor.ts'
import { transaction, untilDone, type Services } from '../../services.ts'
import { allOf, together } from '../../together.ts'
import type { Gateway } from './gateway.ts'
import type { MailFailure } from './mailLines.ts'
import { claimMessages, openContent, recordFailure, recordSent } from './messages.queries.ts'

/** So many messages are on their way at once: codes, invitations, alerts. */
export const SENDERS = 4

/**
 * Sends what is queued, one message a sender, at least once: of each sender that is killed one may come twice. Senders that are
 * free at the same time claim and record together. Returns how many left.
 */
export async function sendQueuedMessages(
  services: Services,
  gateway: Gateway,
  isStopping: () => boolean = () => false
): Promise<number> {
  const claim = together(async (senders: null[]) => {
    const rows = await transaction(services, system('messages'), (db) => claimMessages(db, senders.length))
    return senders.map((_, n) => rows[n])
  })
  // What the other side took is never queued again.
  const record = together(async (ids: string[]) => {
    await untilDone(() => transaction(services, system('messages'), (db) => recordSent(db, ids)))
    return ids
  })
  async function sender(): Promise<number> {
    for (let sent = 0; ;) {
      const row = isStopping() ? undefined : await claim(null)
      if (!row) return sent
      try {
        await gateway[row.channel]({ id: row.id, ...openContent(services.keys, row.id, row.content_sealed) })
      } catch (error) {
        services.log.warn(
          { messageId: row.id, reason: (error as Error).message.replace(/\S+@\S+|\+\d+/g, '…') },
          'message not sent'
        )
        const { name, responseCode = 0 } = error as MailFailure
        await transaction(services, system('messages'), (db) =>
          recordFailure(db, row, { error: name, isForGood: responseCode >= 500 })
        )
        continue
      }
      await record(row.id)
      sent++
    }
  }
  return allOf(SENDERS, sender)
}
