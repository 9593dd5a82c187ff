import { useTexts } from '../../i18n'
import { useSession } from '../../staff/session'

/** Amounts in the deployment's currency; a dash where there is none. */
export function useMoney() {
  const { locale } = useTexts()
  const session = useSession()
  return {
    money: (amount: number | null) =>
      amount === null
        ? '–'
        : new Intl.NumberFormat(locale.value, {
            style: 'currency',
            currency: session.settings?.currency ?? 'MZN',
            currencyDisplay: 'code',
            maximumFractionDigits: Number.isInteger(amount) ? 0 : 2
          }).format(amount)
  }
}
