// The browser is the system's own: no download by npm.
import { existsSync } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The path of a Chromium: the one that CHROMIUM names, or one from the usual places; undefined without any. */
export function findChromium() {
  return process.env.CHROMIUM || places.find((place) => existsSync(place))
}

/** What to say where there is none. */
export const chromiumIsMissing =
  'There is no Chromium for the browser tests. Install one (on Debian: apt-get install chromium), or set CHROMIUM to its path.'
