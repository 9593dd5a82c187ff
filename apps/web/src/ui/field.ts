import { inject, type ComputedRef, type InjectionKey } from 'vue'

/** What a field tells the control inside it. */
export interface FieldContext {
  id: string
  describedBy: string | undefined
  invalid: boolean
  required: boolean
}

export const fieldKey: InjectionKey<ComputedRef<FieldContext>> = Symbol('field')

/** `contact.value` becomes `contact-value`: the id of the control, and where the error summary leads. */
export const fieldId = (name: string) => name.replace(/\W+/g, '-')

/** The field around a control, or nothing when the control stands alone. */
export const useField = () => inject(fieldKey, undefined)
