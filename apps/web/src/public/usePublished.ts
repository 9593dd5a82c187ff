import { onMounted, ref, shallowRef } from 'vue'

/** What is published, fetched by the browser: the page itself is rendered beforehand. */
export function usePublished<T>(read: () => Promise<T>) {
  const found = shallowRef<T>()
  const failure = ref<unknown>()
  async function load() {
    failure.value = undefined
    try {
      found.value = await read()
    } catch (error) {
      failure.value = error
    }
  }
  onMounted(load)
  return { found, failure, load }
}
