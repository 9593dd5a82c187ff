// One story through the whole product, by hand, from an empty system: each person in their own browser, with their own role.
import { rmSync } from 'node:fs'
import { expect, newestMessage, test } from './harness.mjs'
import { startOwnProduct } from './product.mjs'
import { confirm, dayIn, heading, phone, press } from './hands.mjs'
import { fillDay, newEmail, registerPerson } from './publicFace.mjs'
import { personAt } from './registrationWalk.mjs'
import {
  comeBack,
  comeFirst,
  findsNothing,
  invite,
  keepFile,
  pageFor,
  picture,
  staff,
  storyFolder
} from './storyPeople.mjs'

const part = (page, name) => page.getByRole('tab', { name }).click()

test.describe.configure({ mode: 'serial', timeout: 300_000 })

// Days from today: people come, a tour and its lesson, a meeting on the day after; today, what it decided is done.
const firstDay = -3
let product
let campaign
let meeting
const nurseEmail = newEmail()
const people = {}

/** The product at a later day, on the same data: figures for everybody move once a day. Whoever works there signs in anew. */
async function dawn(browser, days) {
  await product?.pause()
  product = await startOwnProduct('story-server', {
    dataDir: product?.dataDir,
    settings: { PONTE_TEST_CLOCK_AHEAD_SECONDS: String(days * 86_400) }
  })
  for (const [role, person] of Object.entries(staff)) {
    await people[role]?.context().close()
    people[role] = await pageFor(browser, product.url)
    if (days > firstDay) await comeBack(people[role], person)
  }
}

test.beforeAll(async ({ browser }) => {
  rmSync(storyFolder, { recursive: true, force: true })
  await dawn(browser, firstDay)
})
test.afterAll(() => product?.stop())

test('the administrator comes first, finds the posts there, and invites everybody', async () => {
  const { administrator } = people
  await comeFirst(administrator, product.log)
  await administrator.goto('/equipa/postos')
  await expect(administrator.getByRole('row', { name: /Joanesburgo/ })).toBeVisible()
  const { administrator: first, ...others } = staff
  for (const [key, person] of Object.entries(others)) await invite(administrator, people[key], person)
  await administrator.goto('/equipa/utilizadores')
  await expect(administrator.getByRole('row', { name: first.name })).toBeVisible()
  await picture(administrator, '0-administrator')

  await findsNothing(administrator, '/equipa/pessoas')
  await findsNothing(people.officer, '/equipa/comite')
  await findsNothing(people.communications, '/equipa/oportunidades')
  await findsNothing(people.secretary, '/equipa/pessoas')
  await findsNothing(people.programmes, '/equipa/utilizadores')
})

test('some people are registered already', async () => {
  // Over the same API as the form, which other specs fill in by hand.
  const { request } = people.officer
  for (let number = 0; number < 40; number++) {
    const lives = number < 25 ? {} : { country: 'PT', area: null, city: 'Lisboa' }
    await registerPerson(request, { person: { sex: number % 2 ? 'man' : 'woman', ...lives } })
  }
})

test('on the next day the secretary seats the committee', async ({ browser }) => {
  await dawn(browser, -2)
  const { secretary } = people
  await secretary.goto('/equipa/comite')
  await press(secretary, 'Começar com o grupo de 2013')
  const members = [
    ['Educação', 'Felizarda Nhaca', 'Titular'],
    ['Trabalho', 'Armindo Chissano', 'Titular'],
    ['Juventude e Desportos', 'Celeste Mahumane', 'Suplente']
  ]
  for (const [seat, name, kind] of members) {
    await secretary.getByRole('link', { name: seat, exact: true }).click()
    await secretary.getByLabel('Como').selectOption({ label: kind })
    await secretary.getByLabel('Nome', { exact: true }).fill(name)
    await secretary.getByLabel('E-mail').fill(`${name.toLowerCase().replace(' ', '.')}@exemplo.org`)
    await fillDay(secretary, 'Primeiro dia', dayIn(-100))
    await press(secretary, 'Nomear')
    await expect(secretary.getByText('Em funções').first()).toBeVisible()
  }
  await picture(secretary, '1-committee')
})

test('a study tour to Portugal ends in a lesson and a recommendation', async () => {
  const { secretary } = people
  await secretary.goto('/equipa/viagens/nova')
  await secretary.getByLabel('Título').fill('Visita de estudo a Portugal')
  await secretary.getByLabel('Objectivo').fill('Ver como Portugal serve e mobiliza quem vive fora.')
  await fillDay(secretary, 'Primeiro dia', dayIn(-6))
  await fillDay(secretary, 'Último dia', dayIn(-3))
  await press(secretary, 'Planear')
  await part(secretary, 'Delegação e anfitriões')
  await press(secretary, 'Carregar os anfitriões de Portugal')
  await press(secretary, 'Juntar uma pessoa')
  await secretary.getByLabel('Nome', { exact: true }).fill('Felizarda Nhaca')
  await secretary.getByLabel('Função').fill('Directora Nacional')
  await press(secretary, 'Guardar a pessoa')
  await expect(heading(secretary, 'Felizarda Nhaca', 3)).toBeVisible()
  await part(secretary, 'Programa')
  await press(secretary, 'Juntar uma sessão')
  await secretary.getByLabel('Sessão').fill('Um dia no gabinete do emigrante')
  await secretary.getByLabel('Anfitrião').selectOption({ index: 3 })
  await fillDay(secretary, 'Dia e hora', dayIn(-5))
  await secretary.getByLabel('Hora', { exact: true }).fill('9h30')
  await secretary.getByLabel('Perguntas a fazer').fill('Quem lá vai, e porquê?')
  await press(secretary, 'Guardar a sessão')
  await expect(heading(secretary, /Um dia no gabinete do emigrante/, 3)).toBeVisible()
  expect((await keepFile(secretary, 'Programa em PDF', 'tour-programme')).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await keepFile(secretary, 'Calendário', 'tour-calendar')).toString()).toMatch(/^BEGIN:VCALENDAR\r\n/)
  await press(secretary, 'Começar a viagem')
  await secretary.getByRole('link', { name: 'Tomar notas' }).first().click()
  await secretary.getByLabel('O que se viu e ouviu').fill('Atendem na câmara, perto de casa. A família vai lá.')
  await press(secretary, 'Guardar a nota')
  await expect(secretary.getByRole('listitem').filter({ hasText: 'Atendem na câmara' })).toBeVisible()
  await secretary.getByRole('link', { name: 'Visita de estudo a Portugal' }).click()
  await part(secretary, 'Lições')
  await press(secretary, 'Escrever uma lição')
  await secretary.getByLabel('Lição').fill('As pessoas registam-se onde alguém que conhecem as ajuda')
  await secretary.getByLabel('O que se viu').fill('O gabinete trabalha com a câmara e as associações.')
  await secretary.getByLabel('De que sessões vem').fill('Um dia')
  await secretary.getByRole('option', { name: /Um dia no gabinete/ }).click()
  await press(secretary, 'Guardar a lição')
  await press(secretary, 'Recomendar ao Comité')
  await secretary.getByLabel('Recomendação').fill('Registar com as rádios comunitárias')
  await secretary.getByLabel('O que o Comité deve decidir').fill('Que se aprove uma campanha de registo no Gauteng.')
  await press(secretary, 'Guardar a recomendação')
  await expect(secretary.getByText('Em aberto', { exact: true })).toBeVisible()
  await picture(secretary, '2-tour')
})

test('the committee is called to a meeting with the recommendation on its agenda', async () => {
  const { secretary } = people
  await secretary.goto('/equipa/reunioes/nova')
  await secretary.getByLabel('Título').fill('Reunião ordinária')
  await fillDay(secretary, 'Dia e hora', dayIn(-1))
  await secretary.getByLabel('Hora', { exact: true }).fill('9h')
  await secretary.getByLabel('Onde').fill('Sala 2, MINEC')
  await secretary.getByLabel('Ordem do dia').fill('Acta da reunião anterior')
  await press(secretary, 'Marcar')
  await expect(heading(secretary, 'Reunião ordinária')).toBeVisible()
  meeting = new URL(secretary.url()).pathname
  await secretary.goto('/equipa/viagens')
  await secretary.getByRole('link', { name: 'Visita de estudo a Portugal' }).click()
  await part(secretary, 'Lições')
  await press(secretary, 'Pôr na ordem do dia')
  await secretary.getByRole('dialog').getByLabel('Reunião').selectOption({ index: 1 })
  await confirm(secretary, 'Pôr na ordem do dia')
  await expect(secretary.getByText('Na ordem do dia', { exact: true })).toBeVisible()

  await secretary.goto(meeting)
  await press(secretary, 'Enviar a convocatória')
  await confirm(secretary, 'Enviar')
  const called = await newestMessage(secretary.request, 'armindo.chissano@exemplo.org')
  expect(called.text).toContain('Registar com as rádios comunitárias')
})

test('the committee meets, has a quorum, decides with a figure in its hands, and approves its minutes', async ({
  browser
}) => {
  await dawn(browser, 0)
  const { secretary } = people
  await secretary.goto(meeting)
  await expect(secretary.getByText('ainda não há quórum')).toBeVisible()
  for (const name of ['Felizarda Nhaca', 'Armindo Chissano', 'Celeste Mahumane'])
    await secretary.getByLabel(name).check()
  await expect(secretary.getByText('Informação: há quórum')).toBeVisible()
  await secretary.getByText('Registar uma decisão').first().click()
  await secretary.getByLabel('Título').fill('Campanha de registo no Gauteng')
  await secretary.getByLabel('O que se decidiu').fill('O Comité aprova a campanha com rádios comunitárias.')
  await secretary.getByLabel('Ponto da ordem do dia').selectOption({ label: 'Registar com as rádios comunitárias' })
  await press(secretary, 'Registar a decisão')
  await press(secretary, 'Começar a acta')
  await secretary.getByLabel('1. Acta da reunião anterior').fill('Lida e aprovada.')
  await secretary.getByLabel('2. Registar com as rádios comunitárias').fill('Ouviu-se a lição da viagem a Portugal.')
  await press(secretary, 'Guardar a acta')
  await expect(secretary.getByText('A acta está guardada.')).toBeVisible()
  await secretary.getByRole('link', { name: /Campanha de registo no Gauteng/ }).click()
  await secretary.getByText('Citar um número').click()
  const decision = new URL(secretary.url()).pathname
  await secretary.getByLabel('Quadro').selectOption({ label: 'Por país de residência' })
  await secretary.getByLabel('Número', { exact: true }).selectOption({ index: 1 })
  await press(secretary, 'Citar')
  await expect(secretary.getByText('O número está citado.')).toBeVisible()
  await secretary.getByRole('link', { name: 'Criar uma acção' }).last().click()
  await secretary.getByLabel('O que se faz').fill('Acordar com as rádios comunitárias de Soweto')
  await secretary.getByLabel('Instituição').selectOption({ label: 'Trabalho' })
  await fillDay(secretary, 'Prazo', dayIn(30))
  await press(secretary, 'Criar a acção')
  await expect(heading(secretary, 'Acordar com as rádios comunitárias de Soweto', 2)).toBeVisible()
  await secretary.goto(decision)
  await picture(secretary, '3-decision')

  await secretary.goto(meeting)
  await press(secretary, 'A reunião realizou-se')
  await press(secretary, 'Registar a aprovação')
  await confirm(secretary, 'Registar a aprovação')
  await expect(secretary.getByText('A acta está aprovada. Ordem')).toBeVisible()
  expect((await keepFile(secretary, 'PDF', 'minutes')).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await keepFile(secretary, 'Word', 'minutes')).subarray(0, 2).toString()).toBe('PK')
})

test('the strategy takes the decision up, and another person approves it', async () => {
  const { secretary, programmes } = people
  await secretary.goto('/equipa/quadro-de-progresso')
  await press(secretary, 'Carregar o quadro de exemplo')
  await expect(heading(secretary, 'Conhecer a diáspora', 2)).toBeVisible()
  await secretary.goto('/equipa/quadro-de-resultados')
  await secretary
    .getByRole('link', { name: /^Actividade: juntar a/ })
    .first()
    .click()
  await secretary.getByLabel('Nome', { exact: true }).fill('Registar no Gauteng com rádios comunitárias')
  await secretary.getByLabel('Instituição responsável').selectOption({ label: 'Trabalho' })
  await secretary.getByLabel('Decisão do Comité de que vem').selectOption({ index: 1 })
  await fillDay(secretary, 'Primeiro dia', dayIn(0))
  await fillDay(secretary, 'Último dia', dayIn(90))
  await secretary.getByLabel('Orçamento em meticais').fill('250.000')
  await press(secretary, 'Juntar ao quadro')
  await expect(secretary.getByText('Registar no Gauteng com rádios comunitárias').first()).toBeVisible()
  await secretary
    .getByRole('link', { name: /^Indicador: juntar a/ })
    .first()
    .click()
  await secretary.getByLabel('Nome', { exact: true }).fill('Registos que a campanha do Gauteng trouxe')
  await secretary
    .getByLabel('O que se conta, e como', { exact: true })
    .fill('Registos confirmados pelas ligações da campanha.')
  await secretary.getByLabel('Fonte', { exact: true }).fill('Página da campanha')
  await secretary.getByLabel('Ponto de partida', { exact: true }).fill('0')
  await fillDay(secretary, 'Dia do ponto de partida', dayIn(0))
  await secretary.getByLabel('Meta', { exact: true }).fill('500')
  await fillDay(secretary, 'Dia da meta', dayIn(90))
  await press(secretary, 'Juntar ao quadro')
  await expect(secretary.getByText('Registos que a campanha do Gauteng trouxe').first()).toBeVisible()

  await secretary.goto('/equipa/estrategia')
  await press(secretary, 'Começar um projecto')
  await press(secretary, 'Juntar um capítulo')
  await secretary.getByLabel('Título', { exact: true }).fill('Conhecer quem vive fora')
  await secretary
    .getByLabel('Texto', { exact: true })
    .fill('O registo faz-se perto das pessoas, com quem elas conhecem.')
  await secretary.getByLabel('Título em inglês').fill('To know who lives abroad')
  await secretary.getByLabel('Texto em inglês').fill('Registration happens close to people, with somebody they know.')
  await press(secretary, 'Guardar o projecto')
  await expect(secretary.getByText('O projecto está guardado.')).toBeVisible()
  await press(secretary, 'Entregar para aprovação')
  await expect(secretary.getByText('Aprova-a alguém que não escreveu nela')).toBeVisible()
  await programmes.goto('/equipa/estrategia')
  await programmes.getByLabel('Decisão do Comité que a adopta').selectOption({ index: 1 })
  await press(programmes, 'Aprovar e publicar')
  await confirm(programmes, 'Aprovar e publicar')
  await expect(programmes.getByText(`Aprovada por ${staff.programmes.name}`)).toBeVisible()
  await keepFile(programmes, 'PDF da versão 1', 'strategy')
  await picture(programmes, '4-strategy')
})

let addresses

test('communications plans the campaign that the activity wants, with a poster and a code for the radio', async () => {
  const { communications } = people
  await communications.goto('/equipa/campanhas/nova')
  await communications.getByLabel('Nome da campanha').fill('Rádio no Gauteng')
  await communications.getByLabel('Objectivo', { exact: true }).fill('500')
  await fillDay(communications, 'Primeiro dia', dayIn(0))
  await fillDay(communications, 'Último dia', dayIn(60))
  await communications.getByRole('textbox', { name: /^Orçamento/ }).fill('120.000')
  await press(communications, 'Planear')
  await expect(heading(communications, 'Rádio no Gauteng')).toBeVisible()
  campaign = new URL(communications.url()).pathname
  await press(communications, 'Dizer de onde vem')
  await communications.getByLabel('Vem de').fill('Registar no Gauteng')
  await communications.getByRole('option', { name: /Registar no Gauteng/ }).click()
  await press(communications, 'Guardar')
  await expect(communications.getByText('Ligado.')).toBeVisible()
  addresses = {}
  for (const [channel, place, cost] of [
    ['poster', 'Terminal de Park Station', '900'],
    ['radio', 'Rádio Soweto', '2 000']
  ]) {
    await communications.goto(`${campaign}/ligacoes/nova`)
    await communications.getByLabel('Canal').selectOption(channel)
    await communications.getByRole('textbox', { name: 'Lugar' }).fill(place)
    await communications.getByRole('textbox', { name: /^Custo/ }).fill(cost)
    await press(communications, 'Criar a ligação')
    addresses[channel] = new URL(await communications.getByText(/\/c\/[A-Z]+\d\d$/).innerText()).pathname
    if (channel === 'radio') continue
    for (const [button, name] of [
      ['Cartaz em português', 'poster-pt'],
      ['Cartaz em inglês', 'poster-en'],
      ['QR (SVG)', 'qr'],
      ['QR (PNG)', 'qr']
    ])
      await keepFile(communications, button, name)
  }
  await picture(communications, '5-campaign')
})

/** Somebody registers on a phone; `arrive` is how they come to the form. Returns the phone, at the end of the form. */
async function register(browser, email, arrive, { given, surnames, typedCode }) {
  const page = await pageFor(browser, product.url, { viewport: phone })
  await arrive(page)
  const person = personAt(page)
  await person.whom()
  await person.notice()
  await person.name(given, surnames)
  await person.birth()
  await person.sex()
  await person.link()
  await person.place()
  await person.contact(email)
  await person.language()
  if (typedCode) {
    await page.getByText('Tem um código de campanha?').click()
    await page.getByLabel('Código de campanha').fill(typedCode)
  }
  await person.send()
  await person.confirm(email)
  return page
}

test('three people register on their phones: by the poster, by the radio, and invited by the first', async ({
  browser
}) => {
  const nurse = await register(browser, nurseEmail, (page) => page.goto(addresses.poster), {
    given: 'Joana Inês',
    surnames: 'Macamo'
  })
  await nurse.getByRole('link', { name: 'Continuar o meu registo' }).click()
  const invitation = new URL(await nurse.getByText(/\/c\/CONVITE$/).innerText()).pathname
  await picture(nurse, '6-registered')
  people.nurse = nurse
  const typedCode = addresses.radio.split('/').at(-1).toLowerCase()
  await register(browser, newEmail(), () => {}, { given: 'Alberto', surnames: 'Sitoe', typedCode })
  await register(browser, newEmail(), (page) => page.goto(invitation), { given: 'Carlota', surnames: 'Bila' })

  const { communications } = people
  await expect(async () => {
    await communications.goto(campaign)
    await expect(communications.getByRole('region', { name: 'Registos confirmados', exact: true })).toContainText('2')
  }).toPass({ timeout: 20_000 })
  // 2,900 for two of them; the third came by an invitation, which belongs to no campaign and costs nothing.
  await expect(communications.getByRole('region', { name: 'Custo por registo confirmado' })).toContainText('1450')
  for (const place of ['Terminal de Park Station', 'Rádio Soweto'])
    await expect(communications.getByRole('row', { name: new RegExp(place) })).toContainText('1')
  await picture(communications, '6-campaign')
})

test('a nurse says what she can do, and fills the opportunity that the campaign was for', async () => {
  const { programmes, nurse } = people
  await programmes.goto('/equipa/oportunidades/nova')
  await programmes.getByLabel('Título em português').fill('Formar enfermeiras em Maputo')
  await programmes.getByLabel('Texto em português').fill('Duas semanas no bloco operatório. O hospital paga a viagem.')
  await programmes.getByLabel('Instituição que acolhe').fill('Hospital Central de Maputo')
  await programmes.getByLabel('Competências procuradas').fill('Enferm')
  await programmes.getByRole('option', { name: 'Enfermagem' }).click()
  await fillDay(programmes, 'Último dia para se oferecer', dayIn(30))
  await press(programmes, 'Guardar rascunho')
  await press(programmes, 'Dizer de onde vem')
  await programmes.getByLabel('Vem de').fill('Rádio no Gau')
  await programmes.getByRole('option', { name: /Rádio no Gauteng/ }).click()
  await press(programmes, 'Guardar')
  await press(programmes, 'Abrir')
  await expect(programmes.getByRole('button', { name: 'Fechar a novos interessados' })).toBeVisible()
  const opportunity = new URL(programmes.url()).pathname

  await nurse.goto('/meu-registo')
  await nurse.getByRole('link', { name: 'O que sabe fazer' }).click()
  await nurse.getByLabel('Juntar o que sabe fazer').fill('enferm')
  await nurse.getByRole('option', { name: 'Enfermagem' }).click()
  await press(nurse, 'Guardar')
  await nurse.goto('/meu-registo/autorizacoes')
  await nurse.getByRole('button', { name: /^Autorizar Oportunidades/ }).click()
  await expect(nurse.getByRole('button', { name: /^Retirar Oportunidades/ })).toBeVisible()
  await nurse.goto('/meu-registo')
  await nurse.getByRole('main').getByRole('link', { name: 'Oportunidades' }).click()
  await expect(heading(nurse, 'Formar enfermeiras em Maputo', 2)).toBeVisible()

  await programmes.goto(opportunity)
  await part(programmes, 'Candidatos possíveis')
  await programmes.getByRole('button', { name: /^Gostaríamos de saber quem é/ }).click()
  await expect(programmes.getByText('A pessoa foi avisada')).toBeVisible()
  await expect(programmes.getByText('Joana')).toHaveCount(0)
  await nurse.reload()
  await press(nurse, 'Sim, podem saber quem sou')
  await nurse.getByLabel('Escrever ao programa').fill('Trabalho há oito anos num bloco operatório.')
  await press(nurse, 'Enviar')
  await picture(nurse, '7-nurse')

  await programmes.goto(opportunity)
  await part(programmes, 'Pessoas')
  await expect(heading(programmes, /Joana Inês Macamo/, 2)).toBeVisible()
  await programmes.getByLabel('Pôr na selecção').check()
  await programmes.getByLabel('Porquê').fill('Oito anos de bloco operatório.')
  await press(programmes, 'Responder')
  await programmes.getByLabel('Dar vaga').check()
  await fillDay(programmes, 'Começa a', dayIn(1))
  await press(programmes, 'Responder')
  await expect(programmes.getByText('Com lugar').first()).toBeVisible()
  await press(programmes, 'Fechar a novos interessados')
  await press(programmes, 'Dar por preenchida')
  await expect(programmes.getByText('Preenchida', { exact: true })).toBeVisible()
  await picture(programmes, '7-opportunity')
})

test('the officer answers a question, and what people said becomes what was done', async () => {
  const { officer, communications, secretary, nurse } = people
  await nurse.goto('/meu-registo')
  await nurse.getByRole('link', { name: 'As minhas perguntas' }).click()
  await nurse.getByLabel('Documentos').check()
  await nurse.getByLabel('Assunto', { exact: true }).fill('O passaporte da minha filha')
  await nurse.getByLabel('A sua pergunta').fill('Onde trato do passaporte dela sem ir a Pretória?')
  await press(nurse, 'Enviar a pergunta')
  await expect(nurse.getByText('A pergunta foi enviada.')).toBeVisible()
  await officer.goto('/equipa/perguntas')
  await officer.getByRole('link', { name: 'Documentos' }).first().click()
  await officer.getByLabel('Resposta', { exact: true }).fill('No consulado, às quartas-feiras.')
  await press(officer, 'Responder')
  await press(officer, 'Fechar a pergunta')
  await expect(officer.getByRole('button', { name: 'Abrir de novo' })).toBeVisible()
  await nurse.reload()
  await press(nurse, 'Ver «O passaporte da minha filha»')
  await expect(nurse.getByText('No consulado, às quartas-feiras.')).toBeVisible()

  await communications.goto('/equipa/disse-fizemos/nova')
  await communications.getByLabel('Decisão do comité').selectOption({ index: 1 })
  await communications.getByLabel('Fizemos', { exact: true }).check()
  await communications.getByLabel('O que as pessoas disseram, em português').fill('O registo é longe de casa.')
  await communications.getByLabel('O que fazemos, em português').fill('Registamos com as rádios e as associações.')
  await communications.getByLabel('O que as pessoas disseram, em inglês').fill('Registration is far from home.')
  await communications.getByLabel('O que fazemos, em inglês').fill('We register with radios and associations.')
  await press(communications, 'Guardar')
  await expect(communications.getByText('publica-o alguém que não escreveu nele')).toBeVisible()
  await secretary.goto(new URL(communications.url()).pathname)
  await press(secretary, 'Publicar')
  await expect(secretary.getByText('A entrada está publicada.')).toBeVisible()
  await nurse.goto('/disse-fizemos')
  await expect(nurse.getByText('Registamos com as rádios e as associações.')).toBeVisible()
  await picture(nurse, '8-said-done')
})

test('on the next day everybody sees what moved, and each thing tells where it came from', async ({ browser }) => {
  await dawn(browser, 1)
  const { secretary, programmes, nurse } = people
  await secretary.goto('/equipa/quadro-de-progresso')
  const own = secretary.getByRole('article').filter({ hasText: 'Registos que a campanha do Gauteng trouxe' })
  await own.getByRole('button', { name: /Registar um valor/ }).click()
  await own.getByLabel('Valor medido').fill('2')
  await press(own, 'Guardar o valor')
  await expect(own).toContainText('Último valor: 2')
  await keepFile(secretary, 'Relatório em PDF', 'progress')
  await keepFile(secretary, 'Quadro em Excel', 'results-framework')
  await picture(secretary, '9-progress')

  await nurse.goto(`${product.url}/estrategia/progresso`)
  await expect(nurse.getByText('Registos que a campanha do Gauteng trouxe')).toBeVisible()
  await expect(nurse.getByText(/Último valor: 2/)).toBeVisible()

  // From the opportunity back to the tour, one step after the other.
  await programmes.goto('/equipa/oportunidades')
  await programmes.getByRole('link', { name: 'Formar enfermeiras em Maputo' }).click()
  const thread = programmes.getByRole('region', { name: 'De onde vem e o que trouxe' })
  for (const title of [
    'Rádio no Gauteng',
    'Registar no Gauteng com rádios comunitárias',
    'Campanha de registo no Gauteng',
    'As pessoas registam-se onde alguém que conhecem as ajuda'
  ])
    await expect(thread).toContainText(title)
  await picture(programmes, '9-thread')
})
