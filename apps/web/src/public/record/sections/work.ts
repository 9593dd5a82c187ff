import { educationFields, educationLevels, languageLevels, sectors, workStatuses } from '@ponte/schema'
import EducationFields from '../fields/EducationFields.vue'
import LanguagesFields from '../fields/LanguagesFields.vue'
import SkillsFields from '../fields/SkillsFields.vue'
import WorkFields from '../fields/WorkFields.vue'
import { codeOrNull, isCount, numberOrNull, orNull, section, text } from '../section'

const given = (words: (string | null | undefined | false)[]) => words.filter((word): word is string => !!word)

export const education = section({
  key: 'education',
  fields: EducationFields,
  read: ({ details }) => ({
    education: details.education ?? ('' as const),
    educationField: details.educationField ?? ('' as const),
    educationCountry: details.educationCountry ?? ''
  }),
  write: ({ education, educationField, educationCountry }) => ({
    details: {
      education: codeOrNull(education),
      educationField: codeOrNull(educationField),
      educationCountry: codeOrNull(educationCountry)
    }
  }),
  summary: ({ details }, { label, nameOf }) =>
    given([
      label(educationLevels, details.education),
      label(educationFields, details.educationField),
      details.educationCountry && nameOf('countries', details.educationCountry)
    ])
})

export const work = section({
  key: 'work',
  fields: WorkFields,
  read: ({ details }) => ({
    workStatus: details.workStatus ?? ('' as const),
    occupation: details.occupation ?? '',
    occupationCode: details.occupationCode ?? '',
    sector: details.sector ?? ('' as const),
    experienceYears: text(details.experienceYears)
  }),
  write: ({ workStatus, occupation, occupationCode, sector, experienceYears }) => ({
    details: {
      workStatus: codeOrNull(workStatus),
      occupation: orNull(occupation),
      occupationCode: occupation.trim() ? codeOrNull(occupationCode) : null,
      sector: codeOrNull(sector),
      experienceYears: numberOrNull(experienceYears)
    }
  }),
  check: ({ experienceYears }) => ({ experienceYears: isCount(experienceYears, 80) ? undefined : 'count' }),
  summary: ({ details }, { t, label }) =>
    given([
      label(workStatuses, details.workStatus),
      details.occupation,
      label(sectors, details.sector),
      (details.experienceYears ?? undefined) !== undefined && t('record.work.years', details.experienceYears!)
    ])
})

export const skills = section({
  key: 'skills',
  fields: SkillsFields,
  read: ({ details }) => ({ skills: [...(details.skills ?? [])], skillsText: details.skillsText ?? '' }),
  write: ({ skills, skillsText }) => ({ details: { skills, skillsText: orNull(skillsText) } }),
  summary: ({ details }, { nameOf }) =>
    given([...(details.skills ?? []).map((code) => nameOf('skills', code)), details.skillsText])
})

export const languages = section({
  key: 'languages',
  fields: LanguagesFields,
  read: ({ details }) => ({ languages: (details.languages ?? []).map((one) => ({ ...one })) }),
  write: (values) => ({ details: values }),
  summary: ({ details }, { label, nameOf }) =>
    (details.languages ?? []).map(({ code, level }) => `${nameOf('languages', code)}: ${label(languageLevels, level)}`)
})
