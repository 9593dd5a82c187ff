import type { MyRecord } from '@ponte/schema'
import { emergency, household, needs } from './sections/home'
import { arrival, citizenships, consular, origin } from './sections/origin'
import { person } from './sections/person'
import { place } from './sections/place'
import { accessibility, news, offers } from './sections/wishes'
import { education, languages, skills, work } from './sections/work'

/** All parts of the record, in the order in which they are asked for. */
export const sections = [
  person,
  place,
  emergency,
  household,
  needs,
  arrival,
  origin,
  citizenships,
  consular,
  education,
  work,
  skills,
  languages,
  offers,
  news,
  accessibility
]

/** Those that this record may have: a child is in the registry for its protection only. */
export const sectionsOf = ({ child }: Pick<MyRecord, 'child'>) =>
  sections.filter(({ isForChildren }) => !child || isForChildren)
