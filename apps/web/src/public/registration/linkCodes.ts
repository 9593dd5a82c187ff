/*
 * Codes that come with a link: of a campaign (`?c=`), so that it is known which way people came, and of a helper
 * (`?ajuda=`). They live until the tab closes and name nobody.
 */
const NAMES = { campaign: 'ponte.campaign', helper: 'ponte.helper' } as const

function keep(name: string, value: string) {
  try {
    sessionStorage.setItem(name, value)
  } catch {
    // Without storage the code is typed by hand.
  }
}

/** Takes the codes from the address, whichever public page it leads to. A helper's code does not stay visible in it. */
export function keepLinkCodes() {
  const query = new URLSearchParams(location.search)
  const campaign = query.get('c') ?? ''
  const helper = query.get('ajuda') ?? ''
  if (/^[A-Za-z0-9-]{2,24}$/.test(campaign)) keep(NAMES.campaign, campaign)
  if (!/^[A-Za-z0-9]{4}[- ]?[A-Za-z0-9]{4}$/.test(helper)) return
  keep(NAMES.helper, helper)
  query.delete('ajuda')
  const rest = query.toString()
  history.replaceState(history.state, '', location.pathname + (rest && `?${rest}`) + location.hash)
}

/** The code that came with the link, or an empty text. */
export function linkCode(name: keyof typeof NAMES) {
  try {
    return sessionStorage.getItem(NAMES[name]) ?? ''
  } catch {
    return ''
  }
}
