import { computed, ref, type Ref } from 'vue'

interface RowProps<Row> {
  rows: readonly Row[]
  rowKey: (row: Row) => string
  selectable?: boolean
}

/** The rows of a table under mouse and keyboard: up and down, Enter opens, the space bar chooses. */
export function useRows<Row>(
  props: RowProps<Row>,
  selected: Ref<string[]>,
  body: Ref<HTMLElement | undefined>,
  opened: (row: Row) => void
) {
  /** One row is a stop for the Tab key; the arrows move it. */
  const focused = ref(0)
  const keys = computed(() => props.rows.map(props.rowKey))
  const allSelected = computed(() => keys.value.length > 0 && keys.value.every((key) => selected.value.includes(key)))
  const lineOf = (place: number) => body.value?.querySelectorAll<HTMLElement>('tr')[place]

  /** Chooses this page or lets it go; what was chosen on other pages stays. */
  function toggleAll() {
    const others = selected.value.filter((key) => !keys.value.includes(key))
    selected.value = allSelected.value ? others : [...others, ...keys.value]
  }

  function toggle(key: string) {
    const isOn = selected.value.includes(key)
    selected.value = isOn ? selected.value.filter((other) => other !== key) : [...selected.value, key]
  }

  function open(row: Row) {
    lineOf(props.rows.indexOf(row))?.querySelector<HTMLElement>('a')?.click()
    opened(row)
  }

  function press(event: MouseEvent, row: Row) {
    // A link, a button or a box in the row does its own work; text being selected is not a press.
    const isInside = (event.target as HTMLElement).closest('a, button, input, label, [role="menu"]')
    if (!isInside && !window.getSelection()?.toString()) open(row)
  }

  function key(event: KeyboardEvent) {
    if ((event.target as HTMLElement).tagName !== 'TR') return
    const last = props.rows.length - 1
    const row = props.rows[focused.value]
    const places: Record<string, number> = {
      ArrowDown: focused.value + 1,
      ArrowUp: focused.value - 1,
      Home: 0,
      End: last
    }
    const place = places[event.key]
    if (place !== undefined) {
      focused.value = Math.min(Math.max(place, 0), last)
      lineOf(focused.value)?.focus()
    } else if (event.key === 'Enter' && row) open(row)
    else if (event.key === ' ' && row && props.selectable) toggle(props.rowKey(row))
    else return
    event.preventDefault()
  }

  return { focused, allSelected, toggleAll, toggle, press, key }
}
