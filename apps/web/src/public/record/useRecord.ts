import { ref } from 'vue'
import { useRouter } from 'vue-router'
import {
  affirmMyRecord,
  changeMyState,
  claimMyRecord,
  confirmContactChange,
  getMyRecord,
  setMyConsent,
  signOut,
  updateMyRecord
} from '@ponte/schema'
import type { InterfaceLanguage, MyRecord, Purpose, RecordChanges } from '@ponte/schema'
import type { Input } from '@ponte/schema/endpoint'
import { call, callWithMeta, ProblemError } from '../../client'
import { usePublicLink } from '../usePublicLink'

/*
 * The person's own record, held while the pages about it are open. It is fetched anew with each of them: an officer may
 * have changed it meanwhile.
 */
const record = ref<MyRecord>()
let etag: string | undefined
/** What went well just now, as a key of the texts: said once, on the next page. */
const told = ref<string>()

function hold(next: MyRecord, tag = `"${next.version}"`) {
  record.value = next
  etag = tag
  return next
}

export function forgetRecord() {
  record.value = undefined
  etag = undefined
}

/** Is there nobody signed in whose record this could be? Staff have none. */
const isStranger = (error: unknown) => error instanceof ProblemError && [401, 403].includes(error.status)

export function useRecord() {
  const router = useRouter()
  const link = usePublicLink()
  const failure = ref<unknown>()

  async function load() {
    failure.value = undefined
    try {
      const { data, etag: tag } = await callWithMeta(getMyRecord)
      hold(data, tag)
    } catch (error) {
      if (isStranger(error)) {
        forgetRecord()
        await router.replace(link('signIn'))
      } else failure.value = error
    }
  }

  async function save(changes: RecordChanges) {
    const { data, etag: tag } = await callWithMeta(updateMyRecord, { body: changes }, { ifMatch: etag })
    hold(data, tag)
  }
  const affirm = async () => void hold(await call(affirmMyRecord))
  const claim = async () => void hold(await call(claimMyRecord, { body: { confirm: true } }))
  const move = async (body: Input<typeof changeMyState>['body']) => void hold(await call(changeMyState, { body }))
  async function consent(purpose: Purpose, given: boolean, noticeVersion: string, language: InterfaceLanguage) {
    // It changes no version: a form still saves against the one that it began with.
    hold(await call(setMyConsent, { params: { purpose }, body: { given, noticeVersion, language } }), etag)
  }
  const changeContact = async (body: Input<typeof confirmContactChange>['body']) =>
    void hold(await call(confirmContactChange, { body }))
  async function leave() {
    await call(signOut)
    forgetRecord()
    await router.push(link('home'))
  }

  return { record, failure, told, load, save, affirm, claim, move, consent, changeContact, leave }
}
