import { expect, test } from '@jest/globals'
import { createApp, h } from 'vue'
import { createTexts } from '../i18n'
import { OfflineError, ProblemError } from '../client'
import { nameOf, useForm } from './useForm'

/** Runs a composable inside an app, as a component would. */
function inApp<T>(run: () => T): T {
  let result: T | undefined
  const app = createApp({
    setup() {
      result = run()
      return () => h('div')
    }
  })
  const texts = createTexts('pt')
  texts.add('pt', 'ui', { offlineError: 'Sem ligação', failed: 'Falhou' })
  app.use(texts).mount(document.createElement('div'))
  return result!
}
const form = () =>
  inApp(() =>
    useForm(
      { name: '', contact: { value: '' } },
      { check: ({ name }) => ({ name: name ? undefined : 'Escreva o nome' }) }
    )
  )
const refusal = (errors: ProblemError['errors']) =>
  new ProblemError(422, { title: 'Dados inválidos', errors: [...errors] })

test('a pointer of the server names a field of the form', () => {
  expect(nameOf('#/contact/value')).toBe('contact.value')
  expect(nameOf('/a~1b/0')).toBe('a/b.0')
})

test('what is missing is said before the server is asked', async () => {
  const { submit, ...rest } = form()
  let sent = false
  expect(await submit(async () => (sent = true))).toBe(false)
  expect(sent).toBe(false)
  expect(rest.summary).toBeDefined()
})

test('a refusal of the server stands at its field and in the summary, and what was typed stays', async () => {
  const it = form()
  it.values.name = 'Anchia'
  it.values.contact.value = '12'
  await it.submit(() =>
    Promise.reject(refusal([{ pointer: '#/contact/value', in: 'body', detail: 'Faltam algarismos' }]))
  )
  expect(it.errors['contact.value']).toBe('Faltam algarismos')
  expect(it.summary).toEqual([{ name: 'contact.value', message: 'Faltam algarismos' }])
  expect(it.values).toEqual({ name: 'Anchia', contact: { value: '12' } })
  expect(it.busy).toBe(false)
})

test('correcting a field takes its error away and leaves the others', async () => {
  const it = form()
  it.values.name = 'Anchia'
  await it.submit(() => Promise.reject(refusal([{ pointer: '#/contact/value', in: 'body', detail: 'x' }])))
  it.values.name = ''
  it.touch('name')
  expect(it.errors).toMatchObject({ name: 'Escreva o nome', 'contact.value': 'x' })
  it.touch('contact.value')
  expect(it.errors['contact.value']).toBeUndefined()
})

test('without a connection the form says so and keeps everything', async () => {
  const it = form()
  it.values.name = 'Anchia'
  await it.submit(() => Promise.reject(new OfflineError()))
  expect(it.summary).toEqual([{ message: 'Sem ligação' }])
  expect(it.values.name).toBe('Anchia')
})

test('what is sent is a copy: typing on changes nothing that is under way', async () => {
  const it = form()
  it.values.name = 'Anchia'
  let sent: unknown
  await it.submit(async (values) => {
    it.values.name = 'outra'
    sent = values
  })
  expect(sent).toMatchObject({ name: 'Anchia' })
})
