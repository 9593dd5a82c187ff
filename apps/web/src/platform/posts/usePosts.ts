import { useQuery, useQueryCache } from '@pinia/colada'
import { createPost, getPost, listPosts, updatePost, type Input, type Post } from '@ponte/schema'
import { computed } from 'vue'
import { call, callWithMeta } from '../../client'

export type PostValues = Pick<Post, 'name' | 'kind' | 'country' | 'city' | 'jurisdictions' | 'active'>

/** All posts with their jurisdictions; there are fewer than a hundred. */
export function usePosts() {
  const query = useQuery({ key: [listPosts.url], query: () => call(listPosts), staleTime: 60_000 })
  return { ...query, posts: computed(() => query.data.value?.items ?? []) }
}

/** One post with its version, as it is now. */
export const usePost = (id: () => string) =>
  useQuery({
    key: () => [getPost.url, id()],
    query: () => readPost(id()),
    refetchOnWindowFocus: false
  })

export const readPost = (id: string) => callWithMeta(getPost, { params: { id } })

export const valuesOf = ({ name, kind, country, city, jurisdictions, active }: Post): PostValues => ({
  name,
  kind,
  country,
  city,
  jurisdictions: jurisdictions.map(({ country, area }) => ({ country, area: area ?? null })),
  active
})

export function usePostChanges() {
  const cache = useQueryCache()
  const refresh = async () => {
    await cache.invalidateQueries({ key: [listPosts.url] })
    await cache.invalidateQueries({ key: [getPost.url] })
  }
  return {
    create: async (body: Input<typeof createPost>['body']) => {
      const post = await call(createPost, { body })
      await refresh()
      return post
    },
    update: async (id: string, body: Partial<PostValues>, etag: string) => {
      const post = await call(updatePost, { params: { id }, body }, { ifMatch: etag })
      await refresh()
      return post
    }
  }
}
