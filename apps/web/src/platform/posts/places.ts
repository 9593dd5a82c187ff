import type { Jurisdiction, Post } from '@ponte/schema'

/** A country, or an area of one, as one text: `ZA` or `ZA-GP`. */
export const placeKey = ({ country, area }: Jurisdiction) => area ?? country

export const placeOf = (key: string): Jurisdiction => ({ country: key.slice(0, 2), area: key.length > 2 ? key : null })

/** The other post that answers for exactly this place. An area of a country that another post has is no quarrel. */
export const holderOf = (key: string, posts: readonly Post[], own?: string) =>
  posts.find(({ id, jurisdictions }) => id !== own && jurisdictions.some((place) => placeKey(place) === key))
