import { expect, it } from '@jest/globals'
import { linesOf } from './lines'

it.each([
  ['Mulheres', ['Mulheres']],
  ['Outro ou prefere não dizer', ['Outro ou prefere', 'não dizer']],
  ['Responsabilidadesinteiras', ['Responsabilidadesinteiras']],
  ['', ['']]
])('“%s” in lines', (name, lines) => expect(linesOf(name)).toEqual(lines))
