import type { InterfaceLanguage, StrategyVersion } from '@ponte/schema'
import type { Letter, LetterBlock, LetterHead } from '../../files/letter.ts'
import { blocksOf } from '../minutes/minutes.letter.ts'

const texts = {
  pt: {
    title: 'Estratégia nacional da diáspora',
    version: (number: number) => `Versão ${number}`,
    draft: 'Projecto',
    approvedOn: 'Aprovada em',
    adopted: 'Adoptada por',
    decision: (number: number, year: number) => `Comité, decisão ${number}/${year}`,
    locale: 'pt-PT'
  },
  en: {
    title: 'National diaspora strategy',
    version: (number: number) => `Version ${number}`,
    draft: 'Draft',
    approvedOn: 'Approved on',
    adopted: 'Adopted by',
    decision: (number: number, year: number) => `Committee, decision ${number}/${year}`,
    locale: 'en-GB'
  }
} as const

/** A version of the strategy as a paper. What is not translated stands in Portuguese. Until it is approved it says that it is a draft. */
export function strategyLetter(
  { number, state, chapters, approvedAt, decision }: StrategyVersion,
  { head, language, madeAt, zone }: { head: LetterHead; language: InterfaceLanguage; madeAt: Date; zone: string }
): Letter {
  const text = texts[language]
  const day = (moment: string) =>
    new Intl.DateTimeFormat(text.locale, { dateStyle: 'long', timeZone: zone }).format(new Date(moment))
  const facts: [string, string][] = [
    ...(approvedAt ? [[text.approvedOn, day(approvedAt)] as [string, string]] : []),
    ...(decision ? [[text.adopted, text.decision(decision.number, decision.year)] as [string, string]] : [])
  ]
  return {
    language,
    head,
    madeAt,
    mark: state === 'approved' ? null : text.draft,
    title: text.title,
    subtitle: text.version(number),
    blocks: [
      ...(facts.length > 0 ? [{ kind: 'facts', rows: facts } satisfies LetterBlock] : []),
      ...chapters.flatMap(({ titlePt, textPt, titleEn, textEn }): LetterBlock[] => {
        const [title, said] = language === 'en' && titleEn && textEn ? [titleEn, textEn] : [titlePt, textPt]
        return [{ kind: 'heading', level: 1, text: title }, ...blocksOf(said)]
      })
    ]
  }
}
