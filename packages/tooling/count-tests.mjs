// For .ci/run: reads the report of a test run and prints how many tests passed and how many failed, as "12 0".
import { readFileSync } from 'node:fs'

const countersByKind = {
  // A file that could not even be loaded has no tests, but it has failed.
  jest: (report) => [report.numPassedTests, report.numFailedTests + report.numRuntimeErrorTestSuites],
  // A flaky test has failed once; `errors` are those outside of any test, such as a product that did not start.
  playwright: ({ stats, errors }) => [stats.expected, stats.unexpected + stats.flaky + errors.length]
}

const [kind, file] = process.argv.slice(2)
const report = JSON.parse(readFileSync(file, 'utf8'))
console.log(countersByKind[kind](report).join(' '))
