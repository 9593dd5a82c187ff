import { getRegistrant, updateRegistrant, type Registrant } from '@ponte/schema'
import { computed, shallowRef } from 'vue'
import { useTexts } from '../../i18n'
import { call, callWithMeta } from '../../client'
import { useEditing } from '../../staff/useEditing'
import { editFrom, toChanges, type EditValues, type EmergencyValues } from './editing'
import { detailSections, type DetailField } from './recordFields'
import { personNames, usePersonRules } from './personRules'
import { useRegistrantChanges } from './useRegistrants'

const numbers = detailSections.flatMap(({ fields }) =>
  fields.filter(({ kind }) => kind === 'year' || kind === 'number')
)
const detailNames = detailSections.flatMap(({ fields }) =>
  fields.map(({ name }: DetailField) => [`details.${name}`, name])
)

/** Changing a record for its person. */
export function useRegistrantForm(record: Registrant, etag: string) {
  const { t } = useTexts()
  const personErrors = usePersonRules()
  const changed = useRegistrantChanges()
  /** What the server answered last: the record may have gone to another post with its country. */
  const saved = shallowRef<Registrant>()

  /** Half a contact is nobody to call. */
  const emergencyErrors = ({ name, phone, relation }: EmergencyValues) =>
    (name + phone + relation).trim()
      ? {
          'emergency.name': name.trim() ? undefined : t('edit.emergency.nameMissing'),
          'emergency.phone': phone.trim() ? undefined : t('edit.emergency.phoneMissing')
        }
      : {}

  const editing = useEditing<EditValues>(
    { values: editFrom(record), etag },
    {
      rename: { ...personNames, ...Object.fromEntries(detailNames) },
      check: (values) => ({
        ...personErrors(values, { isSexSealed: record.sex === null }),
        ...emergencyErrors(values.emergency),
        ...Object.fromEntries(
          numbers.map(({ name }) => [
            name,
            /^\d*$/.test(String(values[name] as string).trim()) ? undefined : t('edit.digits')
          ])
        )
      }),
      save: async (changes, version) => {
        saved.value = await call(
          updateRegistrant,
          { params: { id: record.id }, body: toChanges(changes) },
          { ifMatch: version }
        )
        await changed(record.id)
      },
      reload: async () => {
        const { data, etag: version = '' } = await callWithMeta(getRegistrant, { params: { id: record.id } })
        return { values: editFrom(data), etag: version }
      }
    }
  )
  const labelOf = (name: string) => t(`registrantFields.fields.${name}`)
  const words = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(words).join(', ')
    return typeof value === 'object' && value
      ? Object.values(value).filter(Boolean).join('/')
      : String((value ?? '') as string)
  }
  const clashWords = computed(() =>
    editing.clashes.value.map(({ name, theirs }) => ({ label: labelOf(name), theirs: words(theirs) }))
  )
  const adoptedWords = computed(() => editing.adopted.value.map(labelOf))

  return { ...editing, saved, clashWords, adoptedWords }
}
