// Three `ponte migrate` at once on an empty database, and kill -9 in the middle of one: all or nothing, and all end well.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../places.mjs'
import { asSuperuser } from '../postgres-process.mjs'
import { until } from '../until.mjs'
import { ponte, settingsThrough, startDatabase, tally, withDirectory } from './trial.mjs'

const ROUNDS = 3
const KILLS = 6
const DATABASE_GONE = '3D000'

export function run({ promise, say }) {
  return withDirectory(async (dataDir) => {
    const server = await startDatabase(dataDir)
    const settings = settingsThrough(server, dataDir)
    const ask = (database, text) =>
      asSuperuser({ ...server, database }, async (client) => (await client.query(text)).rows)

    /** Nothing of the product is left but the server: no database, no roles, no keys. */
    async function empty() {
      await ask('postgres', 'drop database if exists ponte with (force)')
      for (const { rolname } of await ask('postgres', "select rolname from pg_roles where rolname like 'ponte\\_%'"))
        await ask('postgres', `drop role ${rolname}`)
      rmSync(path.join(dataDir, 'secrets/keys.json'), { force: true })
    }

    /** How many migrations are applied, and how many tables of them there are; null where there is no database yet. */
    const state = () =>
      ask(
        'ponte',
        `select (select count(*)::int from pg_tables where schemaname in ('public', 'search')) as tables,
                case when to_regclass('migrations.applied') is null then 0 else
                  (xpath('/row/n/text()', query_to_xml('select count(*) as n from migrations.applied', false, true, '')))[1]::text::int
                end as applied`
      )
        .then(([row]) => row)
        .catch((error) => {
          if (error.code === DATABASE_GONE) return null
          throw error
        })

    const isWorking = () =>
      ask(
        'postgres',
        "select from pg_stat_activity where application_name = 'ponte migrate' and xact_start is not null"
      )

    /** Kills a migration some time after it has begun its transaction; says whether it was still at work. */
    async function killOne(pauseMs) {
      const child = spawn(process.execPath, [path.join(root, 'packages/tooling/ponte.mjs'), 'migrate'], {
        cwd: root,
        stdio: 'ignore',
        env: { ...process.env, ...settings, DATA_DIR: dataDir }
      })
      const ended = once(child, 'exit')
      await until(async () => child.exitCode !== null || (await isWorking()).length > 0, 60_000, 5)
      await sleep(pauseMs)
      child.kill('SIGKILL')
      const [, signal] = await ended
      // PostgreSQL notices that its client is gone when it next speaks to it.
      await until(async () => (await isWorking()).length === 0, 10_000, 20)
      return signal === 'SIGKILL'
    }

    try {
      const ends = []
      let whole
      for (let round = 0; round < ROUNDS; round++) {
        say(`three at once, round ${round + 1} of ${ROUNDS}`)
        await empty()
        ends.push(...(await Promise.all([1, 2, 3].map(() => ponte(dataDir, settings, 'migrate')))))
        whole = await state()
      }
      const failures = ends.filter(({ code }) => code !== 0)
      promise(failures.length === 0, `${failures.length} of ${ends.length} did not end well: ${failures[0]?.said}`)

      const afterKill = []
      let inTheMiddle = 0
      let unhealed = 0
      for (let kill = 0; kill < KILLS; kill++) {
        say(`kill ${kill + 1} of ${KILLS}`)
        await empty()
        if (await killOne(kill * 90)) inTheMiddle += 1
        const left = await state()
        const isAll = left?.applied === whole.applied && left.tables === whole.tables
        const isNothing = left === null || (left.applied === 0 && left.tables === 0)
        afterKill.push(isAll ? 'all' : isNothing ? 'nothing' : `${left.applied} applied, ${left.tables} tables`)
        const { code } = await ponte(dataDir, settings, 'migrate')
        const healed = await state()
        if (code !== 0 || healed.applied !== whole.applied || healed.tables !== whole.tables) unhealed += 1
      }
      const half = afterKill.filter((what) => !['all', 'nothing'].includes(what)).length
      promise(half === 0, `${half} kills left a half-migrated database.`)
      promise(unhealed === 0, `After ${unhealed} kills the next migrate did not end well.`)
      promise(inTheMiddle > 0, 'No kill came in time.')
      return {
        migrations: whole.applied,
        tables: whole.tables,
        atOnce: tally(ends.map(({ code }) => code)),
        failures: failures.map(({ said }) => said),
        inTheMiddle,
        afterKill: tally(afterKill),
        unhealed
      }
    } finally {
      await server.stop()
    }
  })
}
