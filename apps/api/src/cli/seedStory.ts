import {
  IndicatorValues,
  type Action,
  type Campaign,
  type Dashboard,
  type Decision,
  type FrameworkPart,
  type Indicator,
  type Lesson,
  type Meeting,
  type Opportunity,
  type Recommendation,
  type Seat,
  type StrategyVersion,
  type Tour
} from '@ponte/schema'
import { addDays } from '../days.ts'
import { measureLiveIndicators } from '../governance/indicators/indicators.jobs.ts'
import { registryFigures } from '../governance/indicators/liveFigures.ts'
import type { Services } from '../services.ts'
import { approveMinutes, talk } from './seedTalk.ts'
import { createTeller, ifMatch, type Teller } from './seedVoice.ts'

/*
 * One story through the whole product, told by the made-up accounts over the API, each with its own role and nothing more:
 * a study tour, its lesson, the decision, the activity, the campaign, the indicator, and the opportunity that was filled.
 */

/* The days lie before the campaign on the radio, by which the made-up people came: see registry/demo/timeline.ts. */

/** Made-up people in the seats of the example; one seat is vacant still. */
const members: Record<string, { name: string; function: string; alternate?: string }> = {
  'Ministério dos Negócios Estrangeiros e Cooperação (presidência)': {
    name: 'Amélia Nhantumbo',
    function: 'Secretária Permanente',
    alternate: 'Dinis Macuácua'
  },
  Educação: { name: 'Felizarda Nhaca', function: 'Directora Nacional' },
  'Mulher e Acção Social': { name: 'Rosária Chaúque', function: 'Directora Nacional' },
  Trabalho: { name: 'Armindo Chissano', function: 'Director Nacional', alternate: 'Lina Matusse' },
  'Juventude e Desportos': { name: 'Celeste Mahumane', function: 'Directora Nacional' },
  Cultura: { name: 'Ernesto Nhabinde', function: 'Director Nacional Adjunto' },
  Migração: { name: 'Jorge Sitoe', function: 'Chefe de Departamento' },
  Alfândegas: { name: 'Isaura Come', function: 'Directora Regional' }
}

/** The committee of 2013 as the example has it, with members in its seats. */
async function seatCommittee({ ask, day, goTo }: Teller): Promise<Seat[]> {
  goTo(day(-700))
  await ask('secretary', 'POST', '/seats/example', {})
  const { items } = await ask<{ items: Seat[] }>('secretary', 'GET', '/seats')
  for (const seat of items) {
    const member = members[seat.institution]
    if (!member) continue
    const mandate = { function: member.function, email: null, startsOn: day(-700), endsOn: null }
    await ask('secretary', 'POST', `/seats/${seat.id}/mandates`, { ...mandate, kind: 'titular', name: member.name })
    if (member.alternate)
      await ask('secretary', 'POST', `/seats/${seat.id}/mandates`, {
        ...mandate,
        kind: 'alternate',
        function: 'Técnica Superior',
        name: member.alternate
      })
  }
  return (await ask<{ items: Seat[] }>('secretary', 'GET', '/seats')).items
}

/** The tour to Portugal, with what was seen at the municipal office for emigrants. */
async function travel({ ask, day, monday, goTo }: Teller, seats: Seat[]): Promise<Recommendation> {
  const firstOn = monday(-560)
  const visitOn = addDays(firstOn, 1)
  goTo(day(-600))
  const { id } = await ask<Tour>('secretary', 'POST', '/tours', {
    title: 'Visita de estudo a Portugal',
    objective: 'Ver como Portugal serve e mobiliza quem vive fora, e o que disso serve a Moçambique.',
    country: 'PT',
    zone: 'Europe/Lisbon',
    firstOn,
    lastOn: addDays(firstOn, 3)
  })
  const { hosts } = await ask<Tour>('secretary', 'POST', `/tours/${id}/hosts/portugal`, {})
  await ask('secretary', 'POST', `/tours/${id}/delegates`, {
    name: 'Felizarda Nhaca',
    function: 'Directora Nacional',
    email: null,
    seatId: seats.find(({ institution }) => institution === 'Educação')?.id ?? null
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
  await session('Como se servem as comunidades', 'DGACCP', `${firstOn}T10:00`, 'Quantos postos? Quanto tempo leva?')
  const tour = await session('Um dia no gabinete do emigrante', 'GAE', `${visitOn}T09:30`, 'Quem lá vai, e porquê?')
  const { version } = await ask<Tour>('secretary', 'GET', `/tours/${id}`)
  goTo(visitOn)
  const running = await ask<Tour>('secretary', 'PATCH', `/tours/${id}`, { state: 'running' }, ifMatch(version))
  const visit = tour.sessions.find(({ title }) => title.startsWith('Um dia'))!
  await ask('secretary', 'POST', `/tour-sessions/${visit.id}/notes`, {
    text: 'Atendem na câmara, perto de casa. Quem volta sabe a quem perguntar; quem está fora telefona à família, e a família vai lá.'
  })
  goTo(day(-550))
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

/** The figure that the committee had before it: how many people in South Africa are registered, if that may be shown. */
async function cite({ ask }: Pick<Teller, 'ask'>, { id }: Decision) {
  const { tables } = await ask<Dashboard>('secretary', 'GET', '/statistics/dashboard')
  const cells = tables.find(({ name }) => name === 'country')?.cells ?? []
  const shown = cells.find(({ code, count }) => code === 'ZA' && count !== null)
  if (shown)
    await ask('secretary', 'POST', `/decisions/${id}/evidence`, { table: 'country', code: 'ZA', language: 'pt' })
}

/** The meeting that decided on it, and who does what because of it. */
async function decide({ ask, day, goTo }: Teller, { id }: Recommendation, seats: Seat[]): Promise<Decision> {
  goTo(day(-545))
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
  goTo(day(-530))
  // Customs sent nobody.
  for (const { seatId, titular, institution } of meeting.seats)
    if (titular && institution !== 'Alfândegas')
      meeting = await ask<Meeting>('secretary', 'PUT', `/meetings/${meetingId}/attendance/${seatId}`, {
        titularPresent: true,
        alternatePresent: false
      })
  const decision = await ask<Decision>('secretary', 'POST', `/meetings/${meetingId}/decisions`, {
    title: 'Campanha de registo com rádios comunitárias no Gauteng',
    text: 'O Comité aprova a campanha de registo com rádios comunitárias e associações, e que as competências registadas sejam oferecidas aos hospitais.',
    itemId: meeting.items.at(-1)!.id
  })
  await cite({ ask }, decision)
  await ask('secretary', 'POST', `/meetings/${meetingId}/hold`, {})
  const action = await ask<Action>('secretary', 'POST', '/actions', {
    title: 'Acordar com as rádios comunitárias de Soweto',
    seatId: seats.find(({ institution }) => institution === 'Trabalho')?.id ?? seats[0]!.id,
    person: 'Armindo Chissano',
    dueOn: day(-460),
    note: null,
    decisionId: decision.id
  })
  goTo(day(-465))
  await ask('secretary', 'PATCH', `/actions/${action.id}`, { status: 'done' }, ifMatch(action.version))
  return decision
}

/** The strategy that adopts it: the framework of the example, one activity for the decision, and a first approved text. */
async function plan({ ask, day, goTo }: Teller, decision: Decision): Promise<string> {
  goTo(day(-500))
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
async function act({ ask, day, goTo }: Teller, activityId: string) {
  goTo(day(-21))
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

/** What the institute counted by hand, so that the progress board has something to show. Made up like all of it. */
const counted: Record<string, { baseline: number; target: number; values: [daysAgo: number, value: number][] }> = {
  'Postos com registo aberto': {
    baseline: 4,
    target: 20,
    values: [
      [440, 6],
      [230, 11],
      [40, 14]
    ]
  },
  'Decisões do comité cumpridas': {
    baseline: 40,
    target: 80,
    values: [
      [300, 55],
      [120, 63]
    ]
  },
  'Oportunidades divulgadas': {
    baseline: 0,
    target: 12,
    values: [
      [210, 2],
      [110, 3],
      [20, 2]
    ]
  }
}

/** What may be written of an indicator, of all that is read of it. */
const valuesOf = (indicator: Indicator): Partial<Indicator> =>
  Object.fromEntries(
    Object.keys(IndicatorValues.properties).map((name) => [name, indicator[name as keyof IndicatorValues]])
  )

async function measure({ ask, day, goTo }: Teller) {
  goTo(day(-480))
  const { items } = await ask<{ items: Indicator[] }>('secretary', 'GET', '/indicators')
  const known = items.flatMap((one) => (counted[one.namePt] ? [{ ...one, ...counted[one.namePt]! }] : []))
  const targetOn = `${Number(day(0).slice(0, 4)) + 3}-12-31`
  for (const one of known)
    await ask(
      'secretary',
      'PATCH',
      `/indicators/${one.id}`,
      valuesOf({ ...one, baselineOn: day(-480), targetOn }),
      ifMatch(one.version)
    )
  for (const { id, values } of known)
    for (const [daysAgo, value] of values) {
      goTo(day(-daysAgo))
      await ask('secretary', 'POST', `/indicators/${id}/measurements`, { day: day(-daysAgo), value, note: null })
    }
}

/** Tells the story once; where a tour stands already it is left alone. Never in production. */
export async function seedStory(services: Services): Promise<void> {
  if (services.config.production) throw new Error('A made-up story is refused in production.')
  const teller = await createTeller(services)
  try {
    if ((await teller.ask<{ items: Tour[] }>('secretary', 'GET', '/tours')).items.length > 0) return
    const seats = await seatCommittee(teller)
    const decision = await decide(teller, await travel(teller, seats), seats)
    await approveMinutes(teller, decision)
    const activityId = await plan(teller, decision)
    await measure(teller)
    await act(teller, activityId)
    await talk(teller, decision)
    teller.comeBack()
    await measureLiveIndicators(services, registryFigures)
  } finally {
    await teller.close()
  }
}
