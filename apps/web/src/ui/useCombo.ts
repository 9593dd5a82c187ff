import { nextTick, ref, watch, type Ref } from 'vue'
import { fold } from './fold'
import type { Option } from './options'

interface ComboProps {
  options?: readonly Option[]
  suggest?: (query: string) => Promise<readonly Option[]>
  free?: boolean
  words?: string
  limit: number
}
interface ComboEvents {
  chosen: (option: Option) => void
  moved: (place: number) => void
}

/** What begins with the typed letters comes first, as one expects of a list of names. */
export function matching(options: readonly Option[], query: string) {
  const wanted = fold(query)
  const hits = options.filter(({ label }) => fold(label).includes(wanted))
  const begins = ({ label }: Option) => fold(label).startsWith(wanted)
  return [...hits.filter(begins), ...hits.filter((option) => !begins(option))]
}

/** How a text field with suggestions behaves, after the ARIA combobox pattern. */
export function useCombo(props: ComboProps, model: Ref<string>, events: ComboEvents) {
  const text = ref('')
  const open = ref(false)
  const active = ref(-1)
  const found = ref<readonly Option[]>([])
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const wordsOf = (value: string) => {
    if (props.free || !value) return value
    return props.options?.find((option) => option.value === value)?.label ?? (text.value || props.words || '')
  }
  watch(model, () => (text.value = wordsOf(model.value)), { immediate: true })
  // A list that arrives, or changes, while somebody types takes nothing of what was typed.
  watch([() => props.options, () => props.words], () => {
    if (open.value) void search(text.value.trim())
    else text.value = wordsOf(model.value)
  })

  async function search(query: string) {
    const mine = ++asked
    const hits = props.suggest ? await props.suggest(query).catch(() => []) : matching(props.options ?? [], query)
    // An earlier answer that arrives late is thrown away.
    if (mine !== asked) return
    found.value = hits.slice(0, props.limit)
    active.value = !props.free && query && found.value.length ? 0 : -1
    open.value = true
  }

  function type(event: Event) {
    text.value = (event.target as HTMLInputElement).value
    if (props.free) model.value = text.value
    clearTimeout(timer)
    timer = setTimeout(() => void search(text.value.trim()), props.suggest ? 200 : 0)
  }

  function choose(option: Option) {
    text.value = option.label
    model.value = props.free ? option.label : option.value
    close()
    events.chosen(option)
  }

  function close() {
    asked++
    clearTimeout(timer)
    open.value = false
    active.value = -1
  }

  /** On leaving, a text that names an option is that option; any other falls back, unless the text is free. */
  function leave() {
    if (!props.free) {
      const exact = (props.options ?? found.value).find(({ label }) => fold(label) === fold(text.value))
      if (exact && exact.value !== model.value) choose(exact)
      else if (!exact && !text.value.trim()) model.value = ''
      else if (!exact) {
        text.value = ''
        text.value = wordsOf(model.value)
      }
    }
    close()
  }

  async function move(step: number) {
    if (!open.value) await search(text.value === wordsOf(model.value) ? '' : text.value.trim())
    const count = found.value.length
    if (count) active.value = (active.value + step + count + (active.value < 0 && step < 0 ? 1 : 0)) % count
    await nextTick()
    events.moved(active.value)
  }

  function key(event: KeyboardEvent) {
    const option = found.value[active.value]
    if (event.key === 'ArrowDown') void move(1)
    else if (event.key === 'ArrowUp') void move(-1)
    else if (event.key === 'Enter' && open.value && option) choose(option)
    else if (event.key === 'Escape' && open.value) close()
    else return
    event.preventDefault()
  }

  return { text, open, active, found, type, choose, leave, key }
}
