// What every browser test does with its hands: find a heading, press a button, know a phone and a day.
import { expect } from '@playwright/test'

export const phone = { width: 360, height: 740 }

export const heading = (place, name, level = 1) => place.getByRole('heading', { level, name })

/** Presses a button, once what it did before is done: while something is under way a second press does nothing. */
export async function press(place, name) {
  const button = place.getByRole('button', { name, exact: true })
  await expect(button).not.toHaveAttribute('aria-busy', 'true')
  await button.click()
}

/** Presses a button of the dialog that asks. */
export const confirm = (page, name) => press(page.getByRole('dialog'), name)

/** The calendar day so many days from now. */
export const dayIn = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
