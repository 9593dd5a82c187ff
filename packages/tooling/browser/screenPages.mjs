// Which pages `npm run screens` looks at, and how one gets to them.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from '../places.mjs'

const go = (address) => async (page) => {
  await page.goto(address, { waitUntil: 'networkidle' })
}

const addresses = {
  pt: {
    home: '/',
    privacy: '/privacidade',
    'sign-in': '/entrar',
    register: '/registar',
    'not-there': '/nada',
    opportunities: '/oportunidades',
    strategy: '/estrategia',
    'strategy-progress': '/estrategia/progresso',
    announcements: '/avisos',
    answers: '/perguntas',
    posts: '/postos',
    commitments: '/disse-fizemos',
    'charge-report': '/denunciar',
    leave: '/sair',
    alert: '/alerta',
    record: '/meu-registo',
    sections: ['pessoa', 'lugar', 'emergencia', 'casa', 'documentos', 'chegada', 'origem', 'nacionalidades'],
    more: ['inscricao-consular', 'estudos', 'trabalho', 'saberes', 'linguas', 'ofertas', 'noticias', 'acessibilidade'],
    acts: ['contacto', 'autorizacoes', 'mudanca', 'historico', 'apagar', 'perguntas', 'oportunidades', 'alertas']
  },
  en: {
    home: '/en',
    privacy: '/en/privacy',
    'sign-in': '/en/sign-in',
    register: '/en/register',
    'not-there': '/en/nothing',
    opportunities: '/en/opportunities',
    strategy: '/en/strategy',
    'strategy-progress': '/en/strategy/progress',
    announcements: '/en/announcements',
    answers: '/en/questions',
    posts: '/en/posts',
    commitments: '/en/you-said-we-did',
    'charge-report': '/en/report',
    leave: '/en/leave',
    alert: '/en/alert',
    record: '/en/my-record',
    sections: ['person', 'place', 'emergency', 'household', 'needs', 'arrival', 'origin', 'citizenships'],
    more: ['consular-registration', 'education', 'work', 'skills', 'languages', 'offers', 'news', 'accessibility'],
    acts: ['contact', 'consents', 'move', 'history', 'erase', 'questions', 'opportunities', 'alerts']
  }
}

/** The steps of a registration, each after the one before, with the walk's own words. */
const steps = ['notice', 'name', 'birth', 'sex', 'link', 'place', 'contact', 'language', 'check', 'code', 'done']

export async function publicPages(language) {
  const { personAt, words } = await import('./registrationWalk.mjs')
  const { newEmail } = await import('./publicFace.mjs')
  const at = addresses[language]
  const { record: own, sections, more, acts, ...others } = at
  const open = Object.entries(others).map(([name, address]) => ({ name, open: go(address) }))
  const docs = [
    { name: 'api-docs', open: go('/api/docs') },
    { name: 'integration', open: go('/api/integration') },
    { name: 'problem', open: go('/problems/version-changed') }
  ]
  const email = newEmail()
  const walk = steps.map((name, n) => ({
    name: `register-${String(n + 2).padStart(2, '0')}-${name}`,
    open: async (page) => {
      const person = personAt(page, language)
      const moves = [
        () => person.whom(),
        () => person.notice(),
        () => person.name('Anchia Rosa', 'Cossa Machava'),
        () => person.birth(),
        () => person.sex(),
        () => person.link(),
        () => person.place(),
        () => person.contact(email),
        () => person.language(),
        () => person.send(),
        () => person.confirm(email)
      ]
      await moves[n]()
      await page.waitForLoadState('networkidle')
    }
  }))
  const record = [
    {
      name: 'record',
      open: async (page) => {
        const link = page.getByRole('link', { name: words[language].goOn })
        await link.click()
        await page.getByRole('heading', { level: 2 }).first().waitFor()
      }
    },
    ...[...sections, ...more, ...acts].map((part) => ({
      name: `record-${part}`,
      open: go(`${own}/${part}`)
    }))
  ]
  return {
    language,
    people: [{ pages: [...open, ...(language === 'en' ? docs : [])] }, { pages: [...walk, ...record] }]
  }
}

async function tokenOf(identity) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(root, 'packages/tooling/ponte.mjs'), 'token', identity],
    { cwd: root, env: { ...process.env, DATA_DIR: process.env.PONTE_BROWSER_DATA } }
  )
  return { authorization: `Bearer ${stdout.trim()}` }
}

const list = (names) => names.map(([name, address]) => ({ name, open: go(`/equipa${address}`) }))

/** A press on the first row of a list opens what it is about, where there is one. `then`: a page below that. */
const first =
  (address, then = '') =>
  async (page) => {
    await go(`/equipa${address}`)(page)
    const link = page.locator('tbody a').first()
    if ((await link.count()) > 0) {
      await link.click()
      await page.waitForURL(/[0-9a-f-]{36}$/)
      if (then) await go(`${new URL(page.url()).pathname}${then}`)(page)
    }
    await page.waitForLoadState('networkidle')
  }

const dialogAt = (address, press) => async (page) => {
  await go(address)(page)
  await page.getByRole('button', { name: press }).first().click()
  await page.getByRole('dialog').waitFor()
  await page.waitForLoadState('networkidle')
}

const search = async (page) => {
  await go('/equipa/pessoas')(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').last().fill('ma')
  await page.waitForLoadState('networkidle')
}

export async function staffPages(language) {
  const officer = [
    ...list([
      ['dashboard', ''],
      ['people', '/pessoas'],
      ['people-filtered', '/pessoas?status=pending&bornFrom=1980'],
      ['counter', '/pessoas/nova'],
      ['helpers', '/ajudantes'],
      ['helper-new', '/ajudantes/novo'],
      ['account', '/conta']
    ]),
    { name: 'person', open: first('/pessoas') },
    { name: 'person-correct', open: first('/pessoas', '/corrigir') },
    { name: 'filter', open: dialogAt('/equipa/pessoas', language === 'pt' ? 'Filtrar' : 'Filter') },
    { name: 'export', open: dialogAt('/equipa/pessoas', language === 'pt' ? 'Exportar' : 'Export') },
    { name: 'search', open: search }
  ]
  const administrator = list([
    ['admin-dashboard', ''],
    ['staff', '/utilizadores'],
    ['staff-new', '/utilizadores/novo'],
    ['posts', '/postos'],
    ['post-new', '/postos/novo'],
    ['strategy', '/estrategia'],
    ['framework', '/quadro-de-resultados'],
    ['framework-part-new', '/quadro-de-resultados/partes/nova'],
    ['progress-board', '/quadro-de-progresso'],
    ['clients', '/clientes'],
    ['client-new', '/clientes/novo'],
    ['webhooks', '/webhooks'],
    ['webhook-new', '/webhooks/novo'],
    ['outbox', '/caixa-de-saida'],
    ['not-there', '/nada']
  ])
  const communications = [
    ...list([
      ['campaigns', '/campanhas'],
      ['campaign-new', '/campanhas/nova'],
      ['mailings', '/mensagens'],
      ['mailing-new', '/mensagens/nova'],
      ['questions', '/perguntas'],
      ['answers', '/respostas'],
      ['answer-new', '/respostas/nova'],
      ['announcements', '/avisos'],
      ['announcement-new', '/avisos/novo'],
      ['alerts', '/alertas'],
      ['alert-new', '/alertas/novo'],
      ['commitments', '/disse-fizemos'],
      ['commitment-new', '/disse-fizemos/nova']
    ]),
    { name: 'campaign', open: first('/campanhas') },
    { name: 'campaign-link-new', open: first('/campanhas', '/ligacoes/nova') }
  ]
  const secretary = [
    ...list([
      ['committee', '/comite'],
      ['meetings', '/reunioes'],
      ['meeting-new', '/reunioes/nova'],
      ['decisions', '/decisoes'],
      ['actions', '/accoes'],
      ['action-new', '/accoes/nova'],
      ['tours', '/viagens'],
      ['tour-new', '/viagens/nova']
    ]),
    { name: 'seat', open: first('/comite') },
    { name: 'meeting', open: first('/reunioes') },
    { name: 'decision', open: first('/decisoes') },
    { name: 'tour', open: first('/viagens') },
    { name: 'tour-notes', open: first('/viagens', '/notas') }
  ]
  const programmes = [
    ...list([
      ['opportunities', '/oportunidades'],
      ['opportunity-new', '/oportunidades/nova']
    ]),
    { name: 'opportunity', open: first('/oportunidades') }
  ]
  return {
    language,
    people: [
      {
        pages: list([
          ['sign-in', '/entrar'],
          ['setup', '/comecar#x'],
          ['invitation', '/convite#x']
        ])
      },
      { headers: await tokenOf('officer-joanesburgo'), pages: officer },
      { headers: await tokenOf('administrator'), pages: administrator },
      { headers: await tokenOf('communications'), pages: communications },
      { headers: await tokenOf('secretary'), pages: secretary },
      { headers: await tokenOf('programmes'), pages: programmes }
    ]
  }
}
