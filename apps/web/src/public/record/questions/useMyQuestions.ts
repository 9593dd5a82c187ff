import {
  askQuestion,
  getMyQuestion,
  listMyQuestions,
  replyToMyQuestion,
  withdrawMyQuestion,
  type MyQuestion,
  type MyQuestionRow
} from '@ponte/schema'
import type { Input } from '@ponte/schema/endpoint'
import { ref } from 'vue'
import { call, newKey } from '../../../client'

/** What goes out without an answer is sent again under its key, so that it is not there twice. */
function useKey() {
  let sent = { body: '', key: '' }
  return (body: object) => {
    const json = JSON.stringify(body)
    if (sent.body !== json) sent = { body: json, key: newKey() }
    return sent.key
  }
}

/** The person's own questions, newest first. */
export function useMyQuestions() {
  const items = ref<readonly MyQuestionRow[]>()
  const failure = ref<unknown>()
  const keyFor = useKey()

  async function load() {
    failure.value = undefined
    try {
      items.value = (await call(listMyQuestions)).items
    } catch (error) {
      failure.value = error
    }
  }
  async function ask(body: Input<typeof askQuestion>['body']) {
    await call(askQuestion, { body }, { idempotencyKey: keyFor(body) })
    await load()
  }
  return { items, failure, load, ask }
}

/** One of them with its thread, read when it is opened. */
export function useMyQuestion(id: string) {
  const question = ref<MyQuestion>()
  const failure = ref<unknown>()
  const keyFor = useKey()
  const params = { id }

  async function load() {
    failure.value = undefined
    try {
      question.value = await call(getMyQuestion, { params })
    } catch (error) {
      failure.value = error
    }
  }
  async function add(text: string) {
    const count = question.value?.messages.length
    await call(replyToMyQuestion, { params, body: { text } }, { idempotencyKey: keyFor({ text, count }) })
    await load()
  }
  async function withdraw() {
    failure.value = undefined
    try {
      question.value = await call(withdrawMyQuestion, { params })
    } catch (error) {
      failure.value = error
    }
  }
  return { question, failure, load, add, withdraw }
}
