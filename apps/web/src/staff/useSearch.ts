import { computed, ref, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useTexts } from '../i18n'
import { fold } from '../ui/fold'
import { useAccountActs } from './accountActs'
import { actsFor, menuFor } from './pages'
import { findEverywhere, type Found } from './search'
import { useSession } from './session'

const TYPING_PAUSE_MS = 150

/** The search on top: pages and acts by their names at once, people and the like as the server answers. */
export function useSearch() {
  const { t } = useTexts()
  const router = useRouter()
  const session = useSession()
  const { acts: accountActs } = useAccountActs()
  const query = ref('')
  const active = ref(0)
  const isAsking = ref(false)
  const remote = shallowRef<{ title: string; found: readonly Found[] }[]>([])

  const fits = ({ label, hint = '' }: Found) => fold(`${label} ${hint}`).includes(fold(query.value))
  const pages = computed(() =>
    menuFor(session.may).flatMap(({ wing, pages }) =>
      pages.map(({ name }): Found => ({
        key: name,
        label: t(`frame.pages.${name}`),
        hint: t(`frame.wings.${wing}`),
        to: { name }
      }))
    )
  )
  const start = computed((): Found => ({ key: 'start', label: t('frame.pages.start'), to: { name: 'start' } }))
  const acts = computed(() =>
    actsFor(session.may).map(({ name }): Found => ({ key: name, label: t(`frame.acts.${name}`), to: { name } }))
  )
  const groups = computed((): { title: string; found: readonly Found[] }[] =>
    [
      ...remote.value.map(({ title, found }) => ({ title: t(title), found })),
      { title: t('frame.search.acts'), found: acts.value.filter(fits) },
      { title: t('frame.search.pages'), found: [start.value, ...pages.value].filter(fits) },
      // What changes the whole face stands last, and only when it is asked for.
      { title: t('frame.account'), found: query.value ? accountActs.value.filter(fits) : [] }
    ].filter(({ found }) => found.length)
  )
  const flat = computed(() => groups.value.flatMap(({ found }) => found))

  let running: AbortController | undefined
  watch(query, (typed) => {
    const text = typed.trim()
    active.value = 0
    running?.abort()
    const mine = (running = new AbortController())
    isAsking.value = text.length >= 2
    if (text.length < 2) return (remote.value = [])
    setTimeout(async () => {
      if (mine.signal.aborted) return
      const answers = await findEverywhere(text, session.may, mine.signal)
      if (mine.signal.aborted) return
      remote.value = answers
      isAsking.value = false
    }, TYPING_PAUSE_MS)
  })

  function move(step: number) {
    const count = Math.max(flat.value.length, 1)
    active.value = (active.value + step + count) % count
  }

  function choose(found: Found | undefined) {
    if (found?.run) void found.run()
    else if (found?.to) void router.push(found.to)
  }

  return { query, active, isAsking, groups, flat, move, choose }
}
