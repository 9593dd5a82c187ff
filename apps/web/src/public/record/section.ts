import type { Component } from 'vue'
import type { MyRecord, Purpose, RecordChanges } from '@ponte/schema'
import type { Words } from './useWords'

/** A part of the record that is shown on the overview and edited on a page of its own. */
export interface Section<V extends object = Record<string, never>> {
  key: string
  /** The needed part is always filled in; all the rest may wait. */
  isNeeded?: boolean
  /** Also of a child's record, which is for its protection only. */
  isForChildren?: boolean
  /** What must be agreed to for these answers to be used; asked on the same page. */
  purposes?: readonly Purpose[]
  fields: Component
  read(record: MyRecord): V
  write(values: V): RecordChanges
  /** What is wrong, as codes by the name of the field. */
  check?(values: V, agrees: (purpose: Purpose) => boolean): Record<string, string | undefined>
  /** The answers in words; empty when there are none. */
  summary(record: MyRecord, words: Words): string[]
}

/** Keeps the types of one section while it is written, and lets all of them stand in one list. */
export const section = <V extends object>(one: Section<V>) => one as unknown as Section<Values>
export type Values = Record<string, never>

/** Texts and numbers on their way from the record to the form and back. */
export const text = (value: string | number | null | undefined) => String(value ?? '')
export const orNull = (value: string) => value.trim() || null
export const numberOrNull = (value: string) => (value.trim() ? Number(value) : null)
/** A code from a list, or nothing chosen. */
export const codeOrNull = <C extends string>(value: C | ''): C | null => value || null
export const isYear = (value: string) => !value || /^(19|20)\d\d$/.test(value)
export const isCount = (value: string, max: number) => !value || (/^\d+$/.test(value) && Number(value) <= max)
