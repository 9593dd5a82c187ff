import { useQuery, useQueryCache } from '@pinia/colada'
import { createStaff, inviteStaff, listPosts, listStaff, updateStaff, type Input, type Staff } from '@ponte/schema'
import { computed } from 'vue'
import { call } from '../../client'

export type MemberValues = Pick<Staff, 'name' | 'role'> & { postId: string }

export const readStaff = () => call(listStaff)

/** All members of staff by name. A ministry has hundreds: no paging. */
export function useStaff() {
  const query = useQuery({ key: [listStaff.url], query: readStaff, staleTime: 30_000 })
  return { ...query, staff: computed(() => query.data.value?.items ?? []) }
}

/** The open posts, to choose from. */
export function usePostOptions() {
  const { data } = useQuery({ key: [listPosts.url], query: () => call(listPosts), staleTime: 60_000 })
  return computed(() =>
    (data.value?.items ?? []).filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))
  )
}

/** An empty text is no post: a choice in a form is always a text. */
export const valuesOf = ({ name, role, postId }: Staff): MemberValues => ({ name, role, postId: postId ?? '' })
export const etagOf = ({ version }: Staff) => `"${version}"`

type Changes = Input<typeof updateStaff>['body']

export function useStaffChanges() {
  const cache = useQueryCache()
  const refresh = () => cache.invalidateQueries({ key: [listStaff.url] })
  const after = async <T>(change: Promise<T>) => {
    const result = await change
    await refresh()
    return result
  }
  return {
    create: (body: Input<typeof createStaff>['body']) => after(call(createStaff, { body })),
    update: (id: string, body: Changes, etag: string) =>
      after(call(updateStaff, { params: { id }, body }, { ifMatch: etag })),
    invite: (id: string) => after(call(inviteStaff, { params: { id } }))
  }
}
