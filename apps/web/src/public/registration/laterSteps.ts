import type { Component } from 'vue'
import BirthStep from './steps/BirthStep.vue'
import CheckStep from './steps/CheckStep.vue'
import CodeStep from './steps/CodeStep.vue'
import ContactStep from './steps/ContactStep.vue'
import DoneStep from './steps/DoneStep.vue'
import LanguageStep from './steps/LanguageStep.vue'
import LinkStep from './steps/LinkStep.vue'
import NameStep from './steps/NameStep.vue'
import NoticeStep from './steps/NoticeStep.vue'
import PlaceStep from './steps/PlaceStep.vue'
import SexStep from './steps/SexStep.vue'
import type { Step } from './steps'

export { default as ReturnGate } from './ReturnGate.vue'

/** All steps but the first, in one piece. */
export const byStep: Record<Exclude<Step, 'whom'>, Component> = {
  notice: NoticeStep,
  name: NameStep,
  birth: BirthStep,
  sex: SexStep,
  link: LinkStep,
  place: PlaceStep,
  contact: ContactStep,
  language: LanguageStep,
  check: CheckStep,
  code: CodeStep,
  done: DoneStep
}
