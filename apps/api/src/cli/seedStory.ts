import type {
  Action,
  Campaign,
  Decision,
  FrameworkPart,
  Indicator,
  Lesson,
  Meeting,
  Opportunity,
  Recommendation,
  Seat,
  StrategyVersion,
  Tour
} from '@ponte/schema'
import { buildApp } from '../app.ts'
import { measureLiveIndicators } from '../governance/indicators/indicators.jobs.ts'
import { registryFigures } from '../governance/indicators/liveFigures.ts'
import type { Services } from '../services.ts'
import { talk } from './seedTalk.ts'
import { ifMatch, voiceOf, type Day, type Voice } from './seedVoice.ts'

/*
 * One story through the whole product, told by the made-up accounts over the API, each with its own role and nothing more:
 * a study tour, its lesson, the decision, the activity, the campaign, the indicator, and the opportunity that was filled.
 */

const DAY_MS = 86_400_000
/* The days lie before the campaign on the radio, by which the made-up people came: see registry/demo/timeline.ts. */

const members: Record<string, string> = {
  Educação: 'Felizarda Nhaca',
  Trabalho: 'Armindo Chissano',
  'Juventude e Desportos': 'Celeste Mahumane'
}

/** The committee of 2013 as the example has it, with members in some seats. */
async function seatCommittee(ask: Voice, day: Day): Promise<Seat[]> {
  await ask('secretary', 'POST', '/seats/example', {})
  const { items } = await ask<{ items: Seat[] }>('secretary', 'GET', '/seats')
  for (const seat of items) {
    const name = members[seat.institution]
    const mandate = { kind: 'titular', name, function: 'Director Nacional', email: null, endsOn: null }
    if (name) await ask('secretary', 'POST', `/seats/${seat.id}/mandates`, { ...mandate, startsOn: day(-700) })
  }
  return (await ask<{ items: Seat[] }>('secretary', 'GET', '/seats')).items
}

/** The tour to Portugal, with what was seen at the municipal office for emigrants. */
async function travel(ask: Voice, day: Day): Promise<Recommendation> {
  const { id } = await ask<Tour>('secretary', 'POST', '/tours', {
    title: 'Visita de estudo a Portugal',
    objective: 'Ver como Portugal serve e mobiliza quem vive fora, e o que disso serve a Moçambique.',
    country: 'PT',
    zone: 'Europe/Lisbon',
    firstOn: day(-560),
    lastOn: day(-557)
  })
  const { hosts } = await ask<Tour>('secretary', 'POST', `/tours/${id}/hosts/portugal`, {})
  await ask('secretary', 'POST', `/tours/${id}/delegates`, {
    name: 'Felizarda Nhaca',
    function: 'Directora Nacional',
    email: null,
    seatId: null
  })
  const hostOf = (word: string) => (hosts.find(({ institution }) => institution.includes(word)) ?? hosts[0]!).id
  const session = (title: string, host: string, at: string, questions: string) =>
    ask<Tour>('secretary', 'POST', `/tours/${id}/sessions`, {
      title,
      hostId: hostOf(host),
      localStart: at,
      minutes: 90,
      place: 'Lisboa',
      questions
    })
  await session('Como se servem as comunidades', 'DGACCP', `${day(-560)}T10:00`, 'Quantos postos? Quanto tempo leva?')
  const tour = await session('Um dia no gabinete do emigrante', 'GAE', `${day(-559)}T09:30`, 'Quem lá vai, e porquê?')
  const { version } = await ask<Tour>('secretary', 'GET', `/tours/${id}`)
  const running = await ask<Tour>('secretary', 'PATCH', `/tours/${id}`, { state: 'running' }, ifMatch(version))
  const visit = tour.sessions.find(({ title }) => title.startsWith('Um dia'))!
  await ask('secretary', 'POST', `/tour-sessions/${visit.id}/notes`, {
    text: 'Atendem na câmara, perto de casa. Quem volta sabe a quem perguntar; quem está fora telefona à família, e a família vai lá.'
  })
  await ask('secretary', 'PATCH', `/tours/${id}`, { state: 'done' }, ifMatch(running.version))
  const lesson = await ask<Lesson>('secretary', 'POST', `/tours/${id}/lessons`, {
    title: 'As pessoas registam-se onde alguém que conhecem as ajuda',
    seen: 'O gabinete do emigrante trabalha com a câmara e as associações. O anúncio nacional trouxe poucos; a pessoa conhecida trouxe muitos.',
    relevance: 'No Gauteng as associações e as rádios comunitárias chegam aonde o consulado não chega.',
    sessionIds: [visit.id]
  })
  return ask<Recommendation>('secretary', 'POST', `/lessons/${lesson.id}/recommendations`, {
    title: 'Registar com as rádios comunitárias e as associações',
    text: 'Que o Comité aprove uma campanha de registo no Gauteng com rádios comunitárias, e ligue a ela as ofertas de competências.',
    seatId: null
  })
}

/** The meeting that decided on it, and who does what because of it. */
async function decide(ask: Voice, day: Day, { id }: Recommendation, seats: Seat[]): Promise<Decision> {
  const { id: meetingId } = await ask<Meeting>('secretary', 'POST', '/meetings', {
    title: 'Reunião ordinária',
    localStart: `${day(-530)}T09:00`,
    minutes: 120,
    zone: 'Africa/Maputo',
    place: 'Sala 2, MINEC',
    link: null,
    items: [{ title: 'Acta da reunião anterior' }]
  })
  await ask('secretary', 'POST', `/recommendations/${id}/agenda`, { meetingId })
  await ask('secretary', 'POST', `/meetings/${meetingId}/call`, {})
  let meeting = await ask<Meeting>('secretary', 'GET', `/meetings/${meetingId}`)
  for (const { seatId, titular } of meeting.seats)
    if (titular)
      meeting = await ask<Meeting>('secretary', 'PUT', `/meetings/${meetingId}/attendance/${seatId}`, {
        titularPresent: true,
        alternatePresent: false
      })
  const decision = await ask<Decision>('secretary', 'POST', `/meetings/${meetingId}/decisions`, {
    title: 'Campanha de registo com rádios comunitárias no Gauteng',
    text: 'O Comité aprova a campanha de registo com rádios comunitárias e associações, e que as competências registadas sejam oferecidas aos hospitais.',
    itemId: meeting.items.at(-1)!.id
  })
  await ask('secretary', 'POST', `/meetings/${meetingId}/hold`, {})
  const action = await ask<Action>('secretary', 'POST', '/actions', {
    title: 'Acordar com as rádios comunitárias de Soweto',
    seatId: seats.find(({ institution }) => institution === 'Trabalho')?.id ?? seats[0]!.id,
    person: null,
    dueOn: day(-460),
    note: null,
    decisionId: decision.id
  })
  await ask('secretary', 'PATCH', `/actions/${action.id}`, { status: 'done' }, ifMatch(action.version))
  return decision
}

/** The strategy that adopts it: the framework of the example, one activity for the decision, and a first approved text. */
async function plan(ask: Voice, day: Day, decision: Decision): Promise<string> {
  await ask('secretary', 'POST', '/framework/example', {})
  const { parts } = await ask<{ parts: FrameworkPart[] }>('secretary', 'GET', '/framework')
  const { items: indicators } = await ask<{ items: Indicator[] }>('secretary', 'GET', '/indicators')
  const registered = indicators.find(({ live }) => live === 'confirmed-12-months')
  const measured = parts.find(({ id }) => id === registered?.partId)
  const output =
    parts.find(({ level, parentId, id }) => level === 'output' && (id === measured?.id || parentId === measured?.id)) ??
    parts.find(({ level }) => level === 'output')!
  const { id: activityId } = await ask<{ id: string }>(
    'secretary',
    'POST',
    `/framework/parts/${output.id}/activities`,
    {
      namePt: 'Registar no Gauteng com rádios comunitárias',
      nameEn: 'Register people in Gauteng with community radios',
      seatId: null,
      startsOn: day(-440),
      endsOn: day(-350),
      state: 'done',
      budgetMzn: 250_000,
      note: null,
      decisionId: decision.id
    }
  )
  const draft = await ask<StrategyVersion>('secretary', 'POST', '/strategy/versions')
  const written = await ask<StrategyVersion>(
    'secretary',
    'PATCH',
    `/strategy/versions/${draft.id}`,
    {
      chapters: [
        {
          titlePt: 'Conhecer quem vive fora',
          textPt:
            'O Estado quer saber quem vive fora, onde está e o que oferece, com o consentimento de cada pessoa.\n\nO registo faz-se perto das pessoas, com quem elas conhecem.',
          titleEn: 'To know who lives abroad',
          textEn:
            'The state wants to know who lives abroad, where they are and what they offer, with the consent of each person.\n\nRegistration happens close to people, with somebody they know.'
        },
        {
          titlePt: 'Trabalhar em conjunto',
          textPt: 'As competências e o investimento de quem vive fora encontram quem deles precisa no país.',
          titleEn: 'To work together',
          textEn: 'The skills and the investment of those abroad meet who needs them in the country.'
        }
      ]
    },
    ifMatch(draft.version)
  )
  const handedIn = await ask<StrategyVersion>(
    'secretary',
    'POST',
    `/strategy/versions/${draft.id}/submit`,
    undefined,
    ifMatch(written.version)
  )
  await ask(
    'programmes',
    'POST',
    `/strategy/versions/${draft.id}/approve`,
    // No decision of the story adopts the strategy: the one that there is approves a campaign.
    { decisionId: null },
    ifMatch(handedIn.version)
  )
  return activityId
}

/** The campaign comes from the activity; the opportunity from the campaign, and somebody who was registered fills it. */
async function act(ask: Voice, day: Day, activityId: string) {
  const { items } = await ask<{ items: { campaign: Campaign }[] }>('communications', 'GET', '/campaigns')
  const { campaign } = items.find((one) => one.campaign.name === 'Rádio no Gauteng')!
  await ask('communications', 'POST', `/threads/campaign/${campaign.id}/origins`, { kind: 'activity', id: activityId })
  const { id } = await ask<Opportunity>('programmes', 'POST', '/opportunities', {
    kind: 'skills',
    pt: {
      title: 'Formar enfermeiras no Hospital Central de Maputo',
      text: 'Duas semanas de formação no bloco operatório. O hospital paga a viagem e o alojamento.'
    },
    en: {
      title: 'Train nurses at the Maputo Central Hospital',
      text: 'Two weeks of training in the operating theatre. The hospital pays for travel and lodging.'
    },
    host: 'Hospital Central de Maputo',
    skills: ['nursing'],
    languages: [{ code: 'por', level: 'b2' }],
    educationField: null,
    offer: null,
    availability: 'weeks',
    remote: false,
    province: 'MZ-MPM',
    district: null,
    startsOn: day(60),
    endsOn: day(74),
    sector: null,
    band: null,
    places: 1,
    closesOn: day(30)
  })
  await ask('programmes', 'POST', `/threads/opportunity/${id}/origins`, { kind: 'campaign', id: campaign.id })
  await ask('programmes', 'POST', `/opportunities/${id}/state`, { state: 'open' })
  const { items: notices } = await ask<{ items: { version: string }[] }>('registrant-gauteng', 'GET', '/notices')
  const consent = { given: true, noticeVersion: notices[0]!.version, language: 'pt' }
  await ask('registrant-gauteng', 'PUT', '/me/consents/matching', consent)
  const application = await ask<{ id: string }>('registrant-gauteng', 'POST', `/me/opportunities/${id}/interest`, {
    message: 'Trabalho há oito anos num bloco operatório em Joanesburgo e gostava de ajudar.'
  })
  const answer = (body: object) => ask('programmes', 'POST', `/applications/${application.id}/answer`, body)
  await answer({ state: 'shortlisted', reason: 'Oito anos de bloco operatório.' })
  await answer({ state: 'placed', startsOn: day(60), endsOn: day(74) })
  await ask('programmes', 'POST', `/opportunities/${id}/state`, { state: 'closed' })
  await ask('programmes', 'POST', `/opportunities/${id}/state`, { state: 'filled' })
}

/** Tells the story once; where a tour stands already it is left alone. Never in production. */
export async function seedStory(services: Services): Promise<void> {
  if (services.config.production) throw new Error('A made-up story is refused in production.')
  const app = await buildApp(services, { web: false, backpressure: false })
  try {
    const ask = voiceOf(app, services)
    if ((await ask<{ items: Tour[] }>('secretary', 'GET', '/tours')).items.length > 0) return
    const day: Day = (fromToday) => new Date(services.now().getTime() + fromToday * DAY_MS).toISOString().slice(0, 10)
    const seats = await seatCommittee(ask, day)
    const decision = await decide(ask, day, await travel(ask, day), seats)
    await act(ask, day, await plan(ask, day, decision))
    await talk(ask, day, decision)
    await measureLiveIndicators(services, registryFigures)
  } finally {
    await app.close()
  }
}
