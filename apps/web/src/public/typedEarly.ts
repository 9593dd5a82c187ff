/*
 * On a slow line people type and tick before the page comes alive, and Vue would begin with empty fields. What was
 * entered is read just before, and entered again just after, as if it were typed now.
 */
export function holdTyped(root: ParentNode) {
  const inputs = Array.from(root.querySelectorAll<HTMLInputElement>('input, textarea, select'))
  const ticked = inputs.filter((input) => input.checked)
  const typed = inputs
    .filter((input) => input.type !== 'radio' && input.type !== 'checkbox' && input.value)
    .map((input) => ({ input, value: input.value }))

  return () => {
    for (const input of ticked) input.dispatchEvent(new Event('change', { bubbles: true }))
    for (const { input, value } of typed) {
      input.value = value
      input.dispatchEvent(new Event(input.matches('select') ? 'change' : 'input', { bubbles: true }))
    }
  }
}
