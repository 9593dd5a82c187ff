import { migrationReasons, yesNoNotSure } from '@ponte/schema'
import ArrivalFields from '../fields/ArrivalFields.vue'
import CitizenshipsFields from '../fields/CitizenshipsFields.vue'
import ConsularFields from '../fields/ConsularFields.vue'
import OriginFields from '../fields/OriginFields.vue'
import { codeOrNull, isYear, numberOrNull, orNull, section, text } from '../section'

const given = (words: (string | null | undefined | false)[]) => words.filter((word): word is string => !!word)

export const arrival = section({
  key: 'arrival',
  fields: ArrivalFields,
  read: ({ details }) => ({
    abroadSince: text(details.abroadSince),
    migrationReason: details.migrationReason ?? ('' as const)
  }),
  write: ({ abroadSince, migrationReason }) => ({
    details: { abroadSince: numberOrNull(abroadSince), migrationReason: codeOrNull(migrationReason) }
  }),
  check: ({ abroadSince }) => ({
    abroadSince: !isYear(abroadSince)
      ? 'year'
      : Number(abroadSince) > new Date().getUTCFullYear()
        ? 'inFuture'
        : undefined
  }),
  summary: ({ details }, { t, label }) =>
    given([
      !!details.abroadSince && t('record.arrival.since', { year: details.abroadSince }),
      label(migrationReasons, details.migrationReason)
    ])
})

export const origin = section({
  key: 'origin',
  fields: OriginFields,
  read: ({ details }) => ({ province: details.province ?? '', district: details.district ?? '' }),
  write: ({ province, district }) => ({ details: { province: codeOrNull(province), district: orNull(district) } }),
  summary: ({ details: { province, district } }, { nameOf }) =>
    given([district, province && nameOf('provinces', province)])
})

export const citizenships = section({
  key: 'citizenships',
  fields: CitizenshipsFields,
  read: ({ details }) => ({ citizenships: [...(details.citizenships ?? [])] }),
  write: (values) => ({ details: values }),
  summary: ({ details }, { nameOf }) => (details.citizenships ?? []).map((code) => nameOf('countries', code))
})

/** Not the legal inscription at the consulate: only whether there is one. */
export const consular = section({
  key: 'consular',
  fields: ConsularFields,
  read: ({ details }) => ({
    consularRegistration: details.consularRegistration ?? ('' as const),
    consularNumber: details.consularNumber ?? ''
  }),
  write: ({ consularRegistration, consularNumber }) => ({
    details: {
      consularRegistration: codeOrNull(consularRegistration),
      consularNumber: consularRegistration === 'yes' ? orNull(consularNumber) : null
    }
  }),
  summary: ({ details }, { label }) =>
    given([label(yesNoNotSure, details.consularRegistration), details.consularNumber])
})
