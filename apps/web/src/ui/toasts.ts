import { readonly, ref } from 'vue'

/** A short word about what has just happened, with a way to take it back. */
export interface Toast {
  id: number
  text: string
  kind: 'success' | 'error' | 'info'
  undo?: () => unknown
}

const list = ref<Toast[]>([])
let lastId = 0

/** The toasts on screen, oldest first. */
export const toasts = readonly(list)

export function dismissToast(id: number) {
  list.value = list.value.filter((toast) => toast.id !== id)
}

/** Shows a toast for 8 seconds; one that can be undone, or that tells of a failure, for 15. */
export function showToast(text: string, options: { kind?: Toast['kind']; undo?: () => unknown } = {}) {
  const toast: Toast = { id: ++lastId, text, kind: options.kind ?? 'success', undo: options.undo }
  list.value = [...list.value.slice(-2), toast]
  setTimeout(() => dismissToast(toast.id), toast.undo || toast.kind === 'error' ? 15_000 : 8_000)
  return toast.id
}
