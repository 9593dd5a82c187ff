import { availabilities, channels, investmentBands, offers as offerList, sectors, topics } from '@ponte/schema'
import AccessibilityFields from '../fields/AccessibilityFields.vue'
import NewsFields from '../fields/NewsFields.vue'
import OffersFields from '../fields/OffersFields.vue'
import { codeOrNull, orNull, section } from '../section'

const given = (words: (string | null | undefined | false)[]) => words.filter((word): word is string => !!word)

export const offers = section({
  key: 'offers',
  purposes: ['matching', 'investment'],
  fields: OffersFields,
  read: ({ details }) => ({
    offers: [...(details.offers ?? [])],
    availability: details.availability ?? ('' as const),
    investmentSector: details.investmentSector ?? ('' as const),
    investmentProvince: details.investmentProvince ?? '',
    investmentBand: details.investmentBand ?? ('' as const)
  }),
  write: ({ offers, availability, investmentSector, investmentProvince, investmentBand }) => {
    const invests = offers.includes('invest')
    return {
      details: {
        offers,
        availability: offers.length && !offers.includes('none-now') ? codeOrNull(availability) : null,
        investmentSector: invests ? codeOrNull(investmentSector) : null,
        investmentProvince: invests ? codeOrNull(investmentProvince) : null,
        investmentBand: invests ? codeOrNull(investmentBand) : null
      }
    }
  },
  summary: ({ details }, { label, nameOf }) =>
    given([
      ...(details.offers ?? []).map((code) => label(offerList, code)),
      label(availabilities, details.availability),
      label(sectors, details.investmentSector),
      details.investmentProvince && nameOf('provinces', details.investmentProvince),
      label(investmentBands, details.investmentBand)
    ])
})

export const news = section({
  key: 'news',
  purposes: ['news'],
  fields: NewsFields,
  read: ({ details }) => ({ topics: [...(details.topics ?? [])], channels: [...(details.channels ?? [])] }),
  write: (values) => ({ details: values }),
  summary: ({ details }, { label }) => [
    ...(details.topics ?? []).map((code) => label(topics, code)),
    ...(details.channels ?? []).map((code) => label(channels, code))
  ]
})

export const accessibility = section({
  key: 'accessibility',
  isForChildren: true,
  purposes: ['accessibility'],
  fields: AccessibilityFields,
  read: ({ details }) => ({ accessibilityNeeds: details.accessibilityNeeds ?? '' }),
  write: ({ accessibilityNeeds }) => ({ details: { accessibilityNeeds: orNull(accessibilityNeeds) } }),
  check: ({ accessibilityNeeds }, agrees) => ({
    accessibilityNeeds: accessibilityNeeds.trim() && !agrees('accessibility') ? 'consentNeeded' : undefined
  }),
  summary: ({ details }) => given([details.accessibilityNeeds])
})
