import type { Activity, Indicator, InterfaceLanguage } from '@ponte/schema'
import type { Letter, LetterBlock, LetterHead } from '../../files/letter.ts'
import { pillarsOf, type ProgressFacts } from './progress.rules.ts'
import { words } from './progress.texts.ts'

interface Options {
  head: LetterHead
  language: InterfaceLanguage
  madeAt: Date
}

/** How far the strategy is, as a paper: for each pillar its indicators with what they mean, and its activities. */
export function progressLetter(
  { today, parts, activities }: ProgressFacts,
  indicators: readonly Indicator[],
  { head, language, madeAt }: Options
): Letter {
  const text = words[language]
  const nameOf = ({ namePt, nameEn }: { namePt: string; nameEn: string }) =>
    language === 'en' && nameEn ? nameEn : namePt
  // A calendar day is the same day everywhere.
  const dayAs = (iso: string, form: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(text.locale, { ...form, timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`))
  const day = (iso: string) => dayAs(iso, { day: '2-digit', month: '2-digit', year: 'numeric' })
  const number = new Intl.NumberFormat(text.locale, { maximumFractionDigits: 1 })
  const amount = (value: number, unit: Indicator['unit']) => `${number.format(value)} ${text.units[unit]}`.trim()
  const dated = (value: number | null, on: string | null, unit: Indicator['unit']) =>
    value === null || on === null ? null : text.on(amount(value, unit), day(on))

  const indicatorRow = (indicator: Indicator) => {
    const { unit, baseline, baselineOn, target, targetOn, isProposal, state } = indicator
    const last = indicator.measurements.at(-1)
    const aim = dated(target, targetOn, unit)
    const actual = last && (last.value === null ? text.few(day(last.day)) : dated(last.value, last.day, unit))
    return [
      nameOf(indicator),
      dated(baseline, baselineOn, unit) ?? text.unmeasured,
      actual ?? text.unmeasured,
      aim === null ? text.noTarget : isProposal ? text.proposal(aim) : aim,
      text.states[state]
    ]
  }
  const meaning = (indicator: Indicator) => {
    const { reference } = indicator
    const definition = (language === 'en' && indicator.definitionEn) || indicator.definition
    const source = (language === 'en' && indicator.sourceEn) || indicator.source
    const said = text.definition(nameOf(indicator), definition, source.replace(/\.$/, ''))
    return reference
      ? `${said} ${text.reference(amount(reference.value, 'percent'), reference.year, reference.revision)}`
      : said
  }
  const activityRow = (activity: Activity) => [
    nameOf(activity),
    activity.seat?.institution ?? '—',
    activity.endsOn ? day(activity.endsOn) : '—',
    activity.isOverdue ? text.overdue : text.activityStates[activity.state]
  ]

  const pillarOf = pillarsOf(parts)
  const pillarBlocks = (id: string): LetterBlock[] => {
    const own = indicators.filter(({ partId }) => pillarOf.get(partId) === id)
    const acts = activities.filter(({ outputId }) => pillarOf.get(outputId) === id)
    if (own.length + acts.length === 0) return [{ kind: 'paragraph', text: text.none }]
    const indicatorHead = [text.indicator, text.baseline, text.actual, text.target, text.state]
    const activityHead = [text.activity, text.institution, text.endsOn, text.state]
    return [
      ...(own.length > 0
        ? ([
            {
              kind: 'table',
              caption: text.indicators,
              header: indicatorHead,
              rows: own.map(indicatorRow),
              widths: [4, 3, 3, 3, 2]
            },
            { kind: 'list', ordered: false, items: own.map(meaning) }
          ] satisfies LetterBlock[])
        : []),
      ...(acts.length > 0
        ? ([
            {
              kind: 'table',
              caption: text.activities,
              header: activityHead,
              rows: acts.map(activityRow),
              widths: [5, 3, 2, 2]
            }
          ] satisfies LetterBlock[])
        : [])
    ]
  }
  const pillars = parts.filter(({ level }) => level === 'pillar')
  return {
    language,
    head,
    madeAt,
    mark: null,
    title: text.title,
    subtitle: text.asOf(dayAs(today, { dateStyle: 'long' })),
    blocks: [
      { kind: 'paragraph', text: pillars.length > 0 ? text.lead : text.nothing },
      ...pillars.flatMap((pillar): LetterBlock[] => [
        { kind: 'heading', level: 1, text: nameOf(pillar) },
        ...pillarBlocks(pillar.id)
      ])
    ]
  }
}
