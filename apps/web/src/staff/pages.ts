import { wings, type StaffPage, type Wing } from './page'

const found = import.meta.glob<StaffPage[]>(
  '../{platform,registry,statistics,governance,programmes,outreach}/*/*.pages.ts',
  { eager: true, import: 'pages' }
)

const gallery: StaffPage[] = __GALLERY__
  ? [{ name: 'gallery', path: 'galeria', permission: 'public', page: () => import('../dev/GalleryPage.vue') }]
  : []

/** All pages of the staff face with the wing that each belongs to. */
export const staffPages: { page: StaffPage; wing: Wing }[] = [
  ...Object.entries(found).flatMap(([file, pages]) => {
    const wing = wings.find((name) => file.startsWith(`../${name}/`)) ?? 'platform'
    return pages.map((page) => ({ page, wing }))
  }),
  ...gallery.map((page) => ({ page, wing: 'platform' as const }))
]

/** The daily work stands before what keeps the house running. */
const menuOrder = [...wings.filter((wing) => wing !== 'platform'), 'platform'] as const

/** The menu: each wing with the pages that one may enter; a wing without any is left out. */
export const menuFor = (may: (permission: StaffPage['permission']) => boolean) =>
  menuOrder.flatMap((wing) => {
    const pages = staffPages
      .filter((entry) => entry.wing === wing && entry.page.nav !== undefined && may(entry.page.permission))
      .sort((a, b) => (a.page.nav ?? 0) - (b.page.nav ?? 0))
      .map(({ page }) => page)
    return pages.length ? [{ wing, pages }] : []
  })

/** What one may do from anywhere. */
export const actsFor = (may: (permission: StaffPage['permission']) => boolean) =>
  staffPages.filter(({ page }) => page.act && may(page.permission)).map(({ page }) => page)
