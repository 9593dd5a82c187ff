import { expect, test } from '@jest/globals'
import { computed, createApp } from 'vue'
import { createTexts, loadTexts, speak, useTexts } from './i18n'

function textsWith() {
  const texts = createTexts('pt')
  texts.add('pt', 'home', {
    hello: 'Bem-vindo, {name}',
    only: 'Só em português',
    people: 'ninguém | {n} pessoa | {n} pessoas',
    land: "Gente de @:{'country.name'}",
    steps: ['um {what}', 'dois {what}']
  })
  texts.add('en', 'home', { hello: 'Welcome, {name}', people: 'nobody | {n} person | {n} people' })
  return texts
}

test('texts take values, and a number chooses among the forms', () => {
  const { t } = textsWith()
  expect(t('home.hello', { name: 'Ana' })).toBe('Bem-vindo, Ana')
  expect([0, 1, 5].map((n) => t('home.people', n))).toEqual(['ninguém', '1 pessoa', '5 pessoas'])
  expect(t('home.people', { n: 'cinco' }, 5)).toBe('cinco pessoas')
})

test('what a country is called comes from the deployment', () => {
  const { t } = textsWith()
  expect(t('home.land')).toBe('Gente de Moçambique')
})

test('a text that a language lacks is said in Portuguese, and what no language has is its key', () => {
  const texts = textsWith()
  speak(texts, 'en')
  expect(texts.t('home.hello', { name: 'Ana' })).toBe('Welcome, Ana')
  expect(texts.t('home.only')).toBe('Só em português')
  expect([texts.te('home.only'), texts.te('home.none'), texts.te('home')]).toEqual([true, false, false])
  expect(texts.t('home.none')).toBe('home.none')
})

test('the texts of a list can be said together', () => {
  const { all } = textsWith()
  expect(all('home.steps', { what: 'passo' })).toEqual(['um passo', 'dois passo'])
  expect(all('home.none')).toEqual([])
})

test('dates and numbers are written as the language does', () => {
  const texts = textsWith()
  const moment = new Date(2026, 10, 28, 9, 5)
  expect([texts.d(moment, 'day'), texts.n(1234567)]).toEqual(['28 de novembro de 2026', '1\u00a0234\u00a0567'])
  speak(texts, 'en')
  expect([texts.d(moment, 'day'), texts.d(moment.toISOString(), 'time')]).toEqual(['28 November 2026', '09:05'])
  expect(texts.n(0.25, { style: 'percent' })).toBe('25%')
})

test('what was said is said anew when the language changes or its texts come', async () => {
  const texts = textsWith()
  const said = computed(() => texts.t('later.title'))
  expect(said.value).toBe('later.title')
  const files = { '/locales/pt/later.json': async () => ({ default: { title: 'Mais tarde' } }) }
  await loadTexts(texts, 'pt', files)
  expect(said.value).toBe('Mais tarde')
  await loadTexts(texts, 'en', { '/locales/en/later.json': async () => ({ default: { title: 'Later' } }) })
  speak(texts, 'en')
  expect(said.value).toBe('Later')
})

test('a component without texts is told what is missing', () => {
  const app = createApp({ render: () => null })
  expect(() => app.runWithContext(useTexts)).toThrow('This app has no texts')
  const texts = createTexts('pt')
  expect(app.use(texts).runWithContext(useTexts)).toBe(texts)
})
