import type { ErasureReceipt } from '@ponte/schema'
import { shallowRef } from 'vue'

/** What remains after erasing, for its page: shown once, and nowhere kept. */
export const receipt = shallowRef<ErasureReceipt & { postName: string }>()
