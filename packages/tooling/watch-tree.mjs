// Notices changes in a folder and all folders in it. Not `watch(…, { recursive: true })`: on Linux that watches each file,
// and loses one as soon as an editor replaces it by a new file of the same name. A watched folder sees that.
import { globSync, statSync, watch } from 'node:fs'
import path from 'node:path'

/** Calls `onChange` with the path of each changed file until the signal aborts. The folder may be missing at first. */
export function watchTree(folder, onChange, { signal }) {
  const watchers = new Map()

  function lookAgain() {
    const present = foldersIn(folder)
    for (const [directory, { watcher, inode }] of watchers) {
      // A folder that was removed and made again has a new number, and the old watcher is deaf to it.
      if (present.get(directory) === inode) continue
      watcher.close()
      watchers.delete(directory)
    }
    for (const [directory, inode] of present) {
      if (!watchers.has(directory)) watchers.set(directory, { watcher: watchFolder(directory), inode })
    }
  }

  function watchFolder(directory) {
    const watcher = watch(directory, (_event, name) => {
      lookAgain()
      if (name && !signal.aborted) onChange(path.join(directory, name))
    })
    // It was removed while we looked.
    watcher.on('error', () => watcher.close())
    return watcher
  }

  lookAgain()
  signal.addEventListener('abort', () => watchers.forEach(({ watcher }) => watcher.close()))
}

function foldersIn(folder) {
  const inside = globSync('**/', { cwd: folder }).map((name) => path.join(folder, name))
  const folders = new Map()
  for (const directory of [folder, ...inside]) {
    const found = statSync(directory, { throwIfNoEntry: false })
    if (found?.isDirectory()) folders.set(path.resolve(directory), found.ino)
  }
  return folders
}
