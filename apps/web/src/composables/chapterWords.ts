import type { Chapter } from '@ponte/schema'
import { tagOf, type Language } from '../i18n'

/** A chapter in a language. What is not translated stands in Portuguese, and `lang` says so to what reads it out. */
export function chapterWords({ titlePt, textPt, titleEn, textEn }: Omit<Chapter, 'id'>, language: Language) {
  if (language !== 'en') return { title: titlePt, text: textPt, lang: undefined }
  return titleEn && textEn
    ? { title: titleEn, text: textEn, lang: undefined }
    : { title: titlePt, text: textPt, lang: tagOf('pt') }
}
