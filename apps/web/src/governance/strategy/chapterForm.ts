import type { Chapter, StrategyVersion } from '@ponte/schema'

/** A chapter as it is typed; a new one has no id yet. */
export type ChapterRow = Omit<Chapter, 'id'> & { id?: string }
export interface ChaptersForm {
  chapters: ChapterRow[]
}

export const typedChapters = ({ chapters }: StrategyVersion): ChaptersForm => ({
  chapters: chapters.map((chapter) => ({ ...chapter }))
})

const textOf = ({ titlePt, textPt, titleEn, textEn }: ChapterRow) =>
  [titlePt, textPt, titleEn, textEn].filter(Boolean).join(' · ')

/** The chapters of somebody else's draft that do not stand like this in mine, so that nobody writes over them unseen. */
export const chaptersOfOthers = (mine: readonly ChapterRow[], theirs: readonly ChapterRow[]) =>
  theirs
    .filter((chapter) => !mine.some((own) => own.id === chapter.id && textOf(own) === textOf(chapter)))
    .map((chapter) => ({ label: chapter.titlePt, theirs: textOf(chapter) }))
