/** "Given names Surnames", with whichever there is. */
export const fullName = ({ givenNames, surnames }: { givenNames: string; surnames: string }) =>
  [givenNames, surnames].filter(Boolean).join(' ')
