import { computed, ref, type Ref } from 'vue'
import type { Column } from '../ui/table'
import { remembered } from './remembered'

/** The columns of one list: which are shown is each person's choice, remembered on this device. */
export function useColumns(list: string, columns: Readonly<Ref<readonly Column[]>>) {
  const choice = remembered<Record<string, boolean>>(`columns.${list}`, {})
  const shown = ref(choice.read())
  const isShown = (column: Column) => column.fixed || (shown.value[column.key] ?? !column.hidden)
  return {
    visible: computed(() => columns.value.filter(isShown)),
    isShown,
    toggle: (column: Column) => {
      shown.value = { ...shown.value, [column.key]: !isShown(column) }
      choice.write(shown.value)
    }
  }
}
