import { type Language, type TextFiles } from '../i18n'

/*
 * The texts of the public face, each file once for each language: what a phone loads before anything else lists them, so a
 * list in every page would weigh more than many a page.
 */
const files: TextFiles = import.meta.glob(
  '../locales/*/{ui,site,alertCall,home,leave,myAlerts,myOpportunities,myQuestions,person,privacy,publicAnnouncements,publicAnswers,publicCommitments,publicOpportunities,publicPosts,publicStrategy,record,refusals,registration,report,signIn,steps}.json'
)

/** What every public page needs: the words of the controls and of the frame. */
const frame = ['ui', 'site']

/** The file of texts with this name, under the name that the build's manifest has for it. */
export const textModules = (names: readonly string[], language: Language) =>
  [...frame, ...names].map((name) => `src/locales/${language}/${name}.json`)

/** The texts of a page in a language, for `loadTexts`. */
export function textsOf(names: readonly string[], language: Language): TextFiles {
  const entries = [...frame, ...names].map((name) => {
    const path = `../locales/${language}/${name}.json`
    const load = files[path]
    if (!load) throw new Error(`There are no public texts ${path}; list them above.`)
    return [path, load] as const
  })
  return Object.fromEntries(entries)
}

/** Fetches texts before they are needed, so that they are there when the line is not. */
export const fetchTexts = (names: readonly string[], language: Language) =>
  Promise.all(Object.values(textsOf(names, language)).map((load) => load()))
