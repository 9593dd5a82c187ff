import type { Announcement, Answer, Commitment, Decision, Minutes, Opportunity } from '@ponte/schema'
import { ifMatch, type Teller } from './seedVoice.ts'

/*
 * What people and ministry say to each other in the made-up story: minutes that were approved, a question and its answer, an
 * announcement, and what was done about what people said. Whoever writes is never whoever publishes.
 */

/** The minutes, written the week after and approved in the meeting itself. */
export async function approveMinutes({ ask, day, goTo }: Teller, { meeting }: Decision) {
  goTo(day(-523))
  const draft = await ask<Minutes>('secretary', 'POST', `/meetings/${meeting.id}/minutes`, {})
  const said = ['Lida e aprovada.', 'A delegação apresentou a lição da viagem a Portugal. O Comité debateu e decidiu.']
  const written = await ask<Minutes>(
    'secretary',
    'PATCH',
    `/minutes/${draft.id}`,
    {
      opening: 'A reunião começou às 9 horas, com quórum.',
      parts: draft.parts.map(({ itemId }, place) => ({ itemId, text: said[place] ?? '' })),
      closing: 'A reunião terminou às 11 horas.'
    },
    ifMatch(draft.version)
  )
  await ask(
    'secretary',
    'POST',
    `/minutes/${draft.id}/approve`,
    { approvedIn: 'na própria reunião' },
    ifMatch(written.version)
  )
}

async function answerQuestions({ ask, day, goTo }: Teller) {
  goTo(day(-16))
  const question = (topic: string, subject: string, text: string) =>
    ask<{ id: string }>('registrant-gauteng', 'POST', '/me/questions', { topic, addressee: 'post', subject, text })
  const { id } = await question('documents', 'Passaporte da minha filha', 'Onde o trato sem ir a Pretória?')
  goTo(day(-12))
  await ask('officer-joanesburgo', 'POST', `/questions/${id}/assign`)
  await ask('officer-joanesburgo', 'POST', `/questions/${id}/replies`, {
    text: 'No Consulado-Geral em Joanesburgo, às quartas-feiras de manhã. Traga o cartão de nascimento dela.'
  })
  await ask('officer-joanesburgo', 'POST', `/questions/${id}/close`, { outcome: 'answered' })
  goTo(day(-4))
  await question('money', 'Enviar dinheiro para casa', 'Há uma maneira mais barata do que no balcão da mina?')
  const { id: answerId, version } = await ask<Answer>('communications', 'POST', '/answers', {
    topic: 'documents',
    pt: {
      question: 'Onde trato do passaporte de um filho que nasceu na África do Sul?',
      answer: 'No posto consular que serve a sua província. Leve o registo de nascimento da criança e o seu documento.'
    },
    en: {
      question: 'Where do I get a passport for a child who was born in South Africa?',
      answer: 'At the post that serves your province. Take the child’s birth certificate and your own document.'
    }
  })
  await ask('officer-joanesburgo', 'POST', `/answers/${answerId}/publish`, undefined, ifMatch(version))
}

async function announce({ ask, day, goTo }: Teller) {
  goTo(day(-9))
  const { id, version } = await ask<Announcement>('communications', 'POST', '/announcements', {
    countries: ['ZA'],
    pt: {
      title: 'Consulado itinerante em Rustenburg',
      text: 'No sábado, das 9 às 15 horas, na igreja de São José. Registo, inscrição consular e pedidos de documentos. É gratuito.'
    },
    en: {
      title: 'Mobile consulate in Rustenburg',
      text: 'On Saturday, from 9 to 15 h, at Saint Joseph’s church. Registration, consular enrolment and documents. It is free.'
    },
    showUntil: day(21)
  })
  await ask('administrator', 'POST', `/announcements/${id}/publish`, undefined, ifMatch(version))
}

async function tellWhatWasDone({ ask, day, goTo }: Teller, decision: Decision) {
  goTo(day(-7))
  const { id, version } = await ask<Commitment>('communications', 'POST', '/commitments', {
    state: 'done',
    topic: null,
    decisionId: decision.id,
    pt: {
      said: 'O registo é longe de casa, e no balcão espera-se um dia inteiro.',
      done: 'As rádios comunitárias e as associações do Gauteng ajudam a registar, perto de casa e no telemóvel.'
    },
    en: {
      said: 'Registration is far from home, and one waits at the counter for a whole day.',
      done: 'Community radios and associations in Gauteng help people to register, close to home and on the phone.'
    }
  })
  await ask('secretary', 'POST', `/commitments/${id}/publish`, undefined, ifMatch(version))
}

/** Something that is open today, so that whoever looks can see what people are offered. */
async function openOpportunity({ ask, day, goTo }: Teller) {
  goTo(day(-5))
  const { id } = await ask<Opportunity>('programmes', 'POST', '/opportunities', {
    kind: 'skills',
    pt: {
      title: 'Orientar jovens programadores de Nampula, à distância',
      text: 'Uma hora por semana, por vídeo, durante três meses. O instituto junta-o a dois estudantes.'
    },
    en: {
      title: 'Mentor young programmers in Nampula, from afar',
      text: 'One hour a week, by video, for three months. The institute puts you together with two students.'
    },
    host: 'Universidade Lúrio',
    skills: ['software'],
    languages: [{ code: 'por', level: 'b2' }],
    educationField: null,
    offer: null,
    availability: 'hours',
    remote: true,
    province: 'MZ-N',
    district: null,
    startsOn: day(45),
    endsOn: day(135),
    sector: null,
    band: null,
    places: 10,
    closesOn: day(30)
  })
  await ask('programmes', 'POST', `/opportunities/${id}/state`, { state: 'open' })
}

/** Tells this part of the story. */
export async function talk(teller: Teller, decision: Decision): Promise<void> {
  await answerQuestions(teller)
  await announce(teller)
  await tellWhatWasDone(teller, decision)
  await openOpportunity(teller)
}
