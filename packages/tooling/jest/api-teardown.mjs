/** Stops what api-setup.mjs started. */
export default async function tearDown() {
  await globalThis.tearDownApiTests?.()
}
