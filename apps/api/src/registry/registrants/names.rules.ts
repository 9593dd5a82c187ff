/** Rules on names: what is kept, and how a person is named to others. */

/** Spaces made single; Unicode composed; nothing else touched: diacritics and apostrophes are the person's. */
export const tidyName = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim()

/** "Given Surname", with whichever there is. */
export const fullName = ({ givenNames, surnames }: { givenNames: string; surnames: string }): string =>
  [givenNames, surnames].filter(Boolean).join(' ')
