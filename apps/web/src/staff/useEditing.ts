import { shallowRef } from 'vue'
import { ProblemError, type FieldProblem } from '../client'
import type { Messages } from '../composables/useForm'
import { changesBetween, merge } from './merge'
import { useStaffForm } from './useStaffForm'

export interface Revision<V> {
  values: V
  etag: string
}

interface EditingOptions<V> {
  check?: (values: V) => Messages
  rename?: Record<string, string>
  message?: (problem: FieldProblem) => string | undefined
  general?: (error: ProblemError) => string | undefined
  save: (changes: Partial<V>, etag: string) => Promise<unknown>
  /** The record as it is now, when somebody else has saved it meanwhile. */
  reload: () => Promise<Revision<V>>
}

export interface Clash<V> {
  name: keyof V & string
  theirs: unknown
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Changing something that others may change as well: nothing typed is lost, and nothing of theirs is overwritten unseen. */
export function useEditing<V extends object>(start: Revision<V>, options: EditingOptions<V>) {
  const form = useStaffForm<V>(start.values, options)
  /** Reactive, and of the same shape: Vue's own type for that says nothing of a type parameter. */
  const values = form.values as V
  let base = copy(start)
  const clashes = shallowRef<Clash<V>[]>([])
  const adopted = shallowRef<(keyof V & string)[]>([])

  async function catchUp() {
    const theirs = await options.reload()
    const result = merge(base.values, values, theirs.values)
    Object.assign(values, result.merged)
    clashes.value = result.clashes.map((name) => ({ name, theirs: theirs.values[name] }))
    adopted.value = result.adopted
    base = copy(theirs)
  }

  /** True when it is saved; with nothing to save nothing is sent. */
  async function save() {
    const changes = changesBetween(base.values, values)
    if (!Object.keys(changes).length && !clashes.value.length) return form.validate()
    return form.submit(async () => {
      try {
        await options.save(changes, base.etag)
        clashes.value = []
      } catch (error) {
        if (error instanceof ProblemError && error.status === 412) await catchUp()
        throw error
      }
    })
  }
  const isChanged = () => Object.keys(changesBetween(base.values, values)).length > 0

  return { form, values, clashes, adopted, save, isChanged }
}
