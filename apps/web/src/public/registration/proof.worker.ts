import { solve } from './proof'

/** Works beside the page, so that typing never waits for it. */
self.onmessage = ({ data }: MessageEvent<{ challenge: string; difficulty: number }>) => {
  self.postMessage(solve(data.challenge, data.difficulty))
}
