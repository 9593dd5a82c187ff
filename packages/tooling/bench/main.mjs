// `npm run bench -- <what> [--option value]`: measurements of the product, each with what it is held against. Give DATA_DIR a
// directory of its own to keep the made-up people; it is filled where it has fewer than asked for.
const [what = 'search', ...rest] = process.argv.slice(2)
const word = (name) => {
  const at = rest.indexOf(`--${name}`)
  return at < 0 ? undefined : (rest[at + 1] ?? '')
}
const option = (name, fallback) => Number(word(name)?.replaceAll('_', '') ?? fallback)

/** Each says what it does, and returns whether what it found is good enough, or nothing. */
const works = {
  search: {
    says: '--registrants 1000000 (a thousand at least): what an officer waits for',
    run: async () => (await import('./searchReport.mjs')).reportSearch(option('registrants', 1_000_000))
  },
  table: {
    says: '--registrants 1000000 --rounds 3 [--of list,figures,export,create,mailing]: the product beside its baselines',
    run: async () =>
      (await import('./table.mjs')).reportTable(
        option('registrants', 1_000_000),
        option('rounds', 3),
        word('of')?.split(',')
      )
  },
  page: {
    says: 'the first public page under Lighthouse',
    run: async () => (await import('./page.mjs')).reportPage()
  },
  proof: {
    says: '--slower 6: how long a slow phone works for a registration',
    run: async () => (await import('./proof.mjs')).reportProof(option('slower', 6))
  },
  cost: {
    says: '--registrants 2000: what a person takes of the database, of mail and of backups',
    run: async () => (await import('./cost.mjs')).reportCost(option('registrants', 2000))
  },
  alert: {
    says: '--registrants 12000: an alert, its messages and its answers',
    run: async () => (await import('./alert.mjs')).reportAlert(option('registrants', 12_000))
  }
}

const work = works[what]
if (!work) {
  const list = Object.entries(works).map(([name, { says }]) => `  npm run bench -- ${name}  ${says}`)
  console.error(`There is no measurement ${what}. There are:\n${list.join('\n')}`)
  process.exit(1)
}
process.exit((await work.run()) === false ? 1 : 0)
