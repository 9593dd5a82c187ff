import { useTexts } from '../../i18n'
import type { ProblemError } from '../../client'
import { holderOf, placeKey } from './places'
import { usePosts, type PostValues } from './usePosts'

/** What a post needs, for adding and for changing one. */
export function usePostRules(own?: string) {
  const { t } = useTexts()
  const { posts } = usePosts()
  return {
    check: ({ name, country, jurisdictions }: PostValues) => {
      const taken = jurisdictions.some((place) => holderOf(placeKey(place), posts.value, own))
      const isDouble = posts.value.some(
        (post) => post.id !== own && post.name.toLowerCase() === name.trim().toLowerCase()
      )
      return {
        name: !name.trim() ? t('posts.form.nameMissing') : isDouble ? t('posts.form.nameTaken') : undefined,
        country: country ? undefined : t('posts.form.countryMissing'),
        jurisdictions: taken ? t('posts.form.placeTaken') : undefined
      }
    },
    // What is looked at above may have changed since; the server has the last word.
    general: ({ status }: ProblemError) => (status === 409 ? t('posts.form.conflict') : undefined)
  }
}
