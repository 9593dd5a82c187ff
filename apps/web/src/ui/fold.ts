/** For searching: small letters without accents, so that "mocambique" finds "Moçambique". */
export const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim()
