// The way through the registration, page by page, in the words that a person reads.
import { codeIn, expect, newestMessage } from './harness.mjs'

export const words = {
  pt: {
    start: '/registar',
    self: 'Para mim',
    child: 'Para uma criança ao meu cuidado',
    helper: 'Para outra pessoa, com um código de ajudante',
    mine: 'Sim, é só meu',
    shared: 'Não, outras pessoas também o usam',
    next: 'Continuar',
    accept: 'Quero registar-me',
    given: 'Nomes próprios',
    surnames: 'Apelidos',
    year: /^Em que ano nasceu/,
    woman: 'Mulher',
    citizen: /^(Sou moçambicano|É moçambicano)/,
    born: /^(Nasceu|A criança nasceu|A pessoa nasceu)/,
    yes: 'Sim',
    country: /^Em que país vive/,
    typed: 'áfrica do',
    area: 'Em que província?',
    city: 'Cidade ou vila',
    email: 'E-mail',
    address: 'Endereço de e-mail',
    same: /^O mesmo contacto/,
    mother: 'Mãe',
    adult: 'Uma pessoa adulta',
    helperCode: 'Código de ajudante',
    theyHaveNone: 'A pessoa não tem nenhum',
    haveNone: 'Não tenho nenhum',
    again: 'Registar outra pessoa',
    goOn: 'Continuar o meu registo',
    openedByPost: 'Para abrir o registo pela internet',
    slip: /mostrar este número em/,
    showAtPost: /^Mostre este número em/,
    own: /^É (só (meu|desta pessoa)|de quem cuida)/,
    send: 'Enviar o registo',
    code: 'Escreva o código que recebeu',
    confirm: 'Confirmar',
    done: 'O registo está feito'
  },
  en: {
    start: '/en/register',
    self: 'Myself',
    child: 'A child in my care',
    helper: 'Somebody else, with a helper’s code',
    shared: 'No, other people use it too',
    mine: 'Yes, it is only mine',
    next: 'Continue',
    accept: 'I want to register',
    given: 'Given names',
    surnames: 'Surnames',
    year: /^In which year (were you|was the (child|person)) born/,
    woman: 'Woman',
    citizen: /^(I am|Is) Mozambican$/,
    born: /^(Were you|Was the (child|person)) born/,
    yes: 'Yes',
    country: /^Which country (do you|does the (child|person)) live in/,
    typed: 'south afr',
    area: 'In which province?',
    city: 'City or town',
    email: 'E-mail',
    address: 'E-mail address',
    same: /^The same contact/,
    mother: 'Mother',
    adult: 'An adult',
    helperCode: 'Helper’s code',
    theyHaveNone: 'The person has neither',
    haveNone: 'I have neither',
    again: 'Register another person',
    goOn: 'Carry on with my record',
    openedByPost: 'To open the record on the internet',
    slip: /show this number at/,
    showAtPost: /^Show this number at/,
    own: /^(It is only mine|Only this person’s|It is that of whoever cares)/,
    send: 'Send the registration',
    code: 'Type the code that you received',
    confirm: 'Confirm',
    done: 'You are registered'
  }
}

/** Answers the pages one after the other, as a person would. `seen` is called on each of them. */
export function personAt(page, language = 'pt', seen = async () => {}) {
  const w = words[language]
  const choose = (label) => page.getByLabel(label, { exact: true }).check()
  async function next(button = w.next) {
    await seen()
    const from = page.url()
    await page.getByRole('button', { name: button, exact: true }).click()
    await expect(page).not.toHaveURL(from)
  }
  const steps = {
    whom: async (whom = w.self, device = w.mine) => {
      await page.goto(w.start, { waitUntil: 'networkidle' })
      await choose(whom)
      await choose(device)
      await next()
    },
    notice: () => next(w.accept),
    name: async (given = 'Anchia', surnames = 'Cossa') => {
      await page.getByLabel(w.given).first().fill(given)
      await page.getByLabel(w.surnames).first().fill(surnames)
      await next()
    },
    birth: async (year = '1986') => {
      await page.getByLabel(w.year).fill(year)
      await next()
    },
    sex: async () => {
      await choose(w.woman)
      await next()
    },
    link: async () => {
      await page.getByLabel(w.citizen).check()
      await page.getByRole('group', { name: w.born }).getByLabel(w.yes, { exact: true }).check()
      await next()
    },
    /** South Africa has provinces to choose from; most countries have none here. */
    place: async ({ typed = w.typed, area = 'ZA-GP', city = 'Soweto' } = {}) => {
      await page.getByLabel(w.country).pressSequentially(typed)
      await page.locator('[role=option]').first().click()
      if (area) await page.getByLabel(w.area).selectOption(area)
      await page.getByLabel(w.city).fill(city)
      await next()
    },
    contact: async (email) => {
      await choose(w.email)
      await page.getByLabel(w.address).fill(email)
      await page.getByLabel(w.own).check()
      await next()
    },
    language: () => next(),
    /** From the names to the page before the summary. */
    async middle(email, { year } = {}) {
      await steps.name()
      await steps.birth(year)
      await steps.sex()
      await steps.link()
      await steps.place()
      await steps.contact(email)
      await steps.language()
    },
    send: () => next(w.send),
    async confirm(email) {
      await expect(page.getByRole('heading', { name: w.code })).toBeVisible()
      await seen()
      // Six figures are enough: nobody has to find the button as well.
      await page.getByLabel(w.code).fill(codeIn(await newestMessage(page.request, email)))
      await expect(page.getByRole('heading', { name: w.done })).toBeVisible()
      await seen()
    }
  }
  return { ...steps, choose, next }
}
