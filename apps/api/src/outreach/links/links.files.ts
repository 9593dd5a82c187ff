import sharp from 'sharp'
import { encode, renderSVG } from 'uqr'
import type { InterfaceLanguage, TrackedLink, linkFiles } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { PDF_TYPE, renderPoster } from '../../files/pdf.ts'
import { problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { findLink } from './links.queries.ts'
import { posterTexts } from './posters.texts.ts'

/** Level Q: a quarter of the code may be torn, wet or painted over. */
const QR = { ecc: 'Q', border: 4 } as const
/** A module of 40 pixels is 3.4 mm at 300 dpi: sharp on a poster. */
const PIXELS_PER_MODULE = 40

/** The address that a code leads to; short, so that the QR has few modules. */
export const linkAddress = ({ publicUrl }: Services['config'], code: string, language: InterfaceLanguage = 'pt') =>
  `${publicUrl}/c/${code}${language === 'en' ? '?l=en' : ''}`

const toSvg = (address: string) => renderSVG(address, { ...QR, pixelSize: 10 })

function toPng(address: string): Promise<Buffer> {
  const { data, size } = encode(address, QR)
  const pixels = Buffer.from(data.flat().map((dark) => (dark ? 0 : 255)))
  return sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .resize(size * PIXELS_PER_MODULE, size * PIXELS_PER_MODULE, { kernel: 'nearest' })
    .png({ palette: true, colours: 2 })
    .toBuffer()
}

export interface LinkFile {
  name: string
  type: string
  content: Buffer | string
}

function toPoster({ config, now }: Services, code: string, language: InterfaceLanguage): Promise<Buffer> {
  const address = linkAddress(config, code, language)
  const { qrAlt, ...texts } = posterTexts[language]
  return renderPoster(
    {
      language,
      owner: config.owner[language],
      name: config.name,
      ...texts,
      qrAlt: qrAlt(address),
      qr: toSvg(address),
      address: address.replace(/^https?:\/\//, ''),
      code,
      madeAt: now()
    },
    config.country
  )
}

async function render(services: Services, { code }: TrackedLink, file: (typeof linkFiles)[number]): Promise<LinkFile> {
  const address = linkAddress(services.config, code)
  const name = `ponte-${code.toLowerCase()}-${file}`
  if (file === 'qr.svg') return { name, type: 'image/svg+xml', content: toSvg(address) }
  if (file === 'qr.png') return { name, type: 'image/png', content: await toPng(address) }
  const language = file === 'poster-pt.pdf' ? 'pt' : 'en'
  return { name, type: PDF_TYPE, content: await toPoster(services, code, language) }
}

/** A link as a file to print. */
export async function makeLinkFile(
  services: Services,
  actor: Actor,
  { id, linkId, file }: { id: string; linkId: string; file: (typeof linkFiles)[number] }
): Promise<LinkFile> {
  const link = await transaction(services, actor, (db) => findLink(db, id, linkId))
  if (!link) throw problems.notFound()
  return render(services, link, file)
}
