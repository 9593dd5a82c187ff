import type { Session } from '@ponte/schema'
import { useRouter, type RouteLocationRaw } from 'vue-router'
import { useSession } from '../../staff/session'

/** Lets somebody in. Where somebody else was signed in before, all is loaded anew, so that nothing of theirs stays in memory. */
export function useEntering() {
  const session = useSession()
  const router = useRouter()
  return async (next: Session, target: RouteLocationRaw = { name: 'start' }) => {
    const isAnother = session.isStaff && session.session.id !== next.id
    session.set(next)
    if (isAnother) location.assign(router.resolve(target).href)
    else await router.replace(target)
  }
}
