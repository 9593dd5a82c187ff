import { ref } from 'vue'
import type { eraseMyRecord } from '@ponte/schema'
import type { Output } from '@ponte/schema/endpoint'

/** What remains after erasing: shown once, and nowhere kept. */
export const receipt = ref<Output<typeof eraseMyRecord>>()
