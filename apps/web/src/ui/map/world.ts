import { feature } from 'topojson-client'
import atlas from 'world-atlas/countries-50m.json'
import { letters } from './isoNumbers'

/** A country ready to draw. The map is 960 wide and 440 high. */
export interface Shape {
  code: string
  name: string
  path: string
  /** Where its point stands, and whether the shape is too small to see. */
  x: number
  y: number
  small: boolean
}

const SCALE = 960 / 5.4133
const TOP = 1.2647
type Point = [number, number]

/** Equal Earth (Šavrič, Patterson, Jenny 2018): areas keep their proportion, as a map of amounts needs. */
function project([longitude, latitude]: readonly number[]): Point {
  const turn = Math.PI / 180
  const l = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitude ?? 0) * turn))
  const l2 = l * l
  const l6 = l2 * l2 * l2
  const slope = 1.340264 + 3 * -0.081106 * l2 + l6 * (7 * 0.000893 + 9 * 0.003796 * l2)
  const x = (2 * Math.sqrt(3) * (longitude ?? 0) * turn * Math.cos(l)) / (3 * slope)
  const y = l * (1.340264 - 0.081106 * l2 + l6 * (0.000893 + 0.003796 * l2))
  return [480 + x * SCALE, (TOP - y) * SCALE]
}

/** Leaves out points that nobody could tell apart at this size: a fifth of the text remains. */
function thin(points: Point[]) {
  const kept: Point[] = []
  for (const point of points) {
    const last = kept[kept.length - 1]
    if (!last || Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) > 0.8) kept.push(point)
  }
  return kept
}

const area = (points: Point[]) =>
  Math.abs(
    points.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length]!
      return sum + x * nextY - nextX * y
    }, 0) / 2
  )

/** All countries but Antarctica. */
export function worldShapes(): Shape[] {
  return feature(atlas, atlas.objects.countries).features.flatMap(({ id, properties, geometry }) => {
    const code = letters.get(String(id).padStart(3, '0')) ?? ''
    if (code === 'AQ') return []
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : []
    const rings = polygons.map((polygon) => (polygon[0] ?? []).map(project)).sort((a, b) => area(b) - area(a))
    const main = rings[0]
    if (!main) return []
    const path = rings
      .filter((ring, place) => place === 0 || area(ring) > 0.6)
      .map(
        (ring) =>
          `M${thin(ring)
            .map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`)
            .join('L')}Z`
      )
      .join('')
    const x = main.reduce((sum, point) => sum + point[0], 0) / main.length
    const y = main.reduce((sum, point) => sum + point[1], 0) / main.length
    return [{ code, name: properties.name, path, x, y, small: area(main) < 14 }]
  })
}
