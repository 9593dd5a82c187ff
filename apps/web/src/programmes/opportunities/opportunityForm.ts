import type { Opportunity, OpportunityBody, OpportunityKind } from '@ponte/schema'

/** What stands in the boxes; an empty text where nothing was said. */
export const valuesOf = (one?: Opportunity) => ({
  kind: one?.kind ?? ('skills' as OpportunityKind),
  titlePt: one?.pt.title ?? '',
  textPt: one?.pt.text ?? '',
  titleEn: one?.en?.title ?? '',
  textEn: one?.en?.text ?? '',
  host: one?.host ?? '',
  skills: [...(one?.skills ?? [])],
  language: one?.languages[0]?.code ?? '',
  level: one?.languages[0]?.level ?? 'b1',
  educationField: one?.educationField ?? '',
  availability: one?.availability ?? '',
  remote: one?.remote ?? false,
  province: one?.province ?? '',
  startsOn: one?.startsOn ?? '',
  endsOn: one?.endsOn ?? '',
  sector: one?.sector ?? '',
  band: one?.band ?? '',
  places: String(one?.places ?? 1),
  closesOn: one?.closesOn ?? ''
})
export type OpportunityValues = ReturnType<typeof valuesOf>

const orNull = (text: string) => (text || null) as never

/** The same as the server takes it. What another kind asks about is left out. */
export function bodyOf(values: OpportunityValues): OpportunityBody {
  const isSkills = values.kind === 'skills'
  return {
    kind: values.kind,
    pt: { title: values.titlePt.trim(), text: values.textPt.trim() },
    en: values.titleEn.trim() ? { title: values.titleEn.trim(), text: values.textEn.trim() } : null,
    host: values.host.trim(),
    skills: isSkills ? values.skills : [],
    languages: values.language ? [{ code: values.language, level: values.level }] : [],
    educationField: isSkills ? orNull(values.educationField) : null,
    offer: null,
    availability: isSkills ? orNull(values.availability) : null,
    remote: isSkills && values.remote,
    province: orNull(values.province),
    district: null,
    startsOn: orNull(values.startsOn),
    endsOn: orNull(values.endsOn),
    sector: isSkills ? null : orNull(values.sector),
    band: isSkills ? null : orNull(values.band),
    places: Number(values.places),
    closesOn: values.closesOn
  }
}
