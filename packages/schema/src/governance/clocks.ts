import { codeList } from '../codes.ts'

/** The cities whose clocks meetings and tours of this ministry go by. The codes are time zones of the IANA database. */
export const clockCities = codeList([
  ['Africa/Maputo', 'Maputo', 'Maputo'],
  ['Africa/Johannesburg', 'Joanesburgo', 'Johannesburg'],
  ['Africa/Luanda', 'Luanda', 'Luanda'],
  ['Africa/Nairobi', 'Nairobi', 'Nairobi'],
  ['America/New_York', 'Nova Iorque', 'New York'],
  ['America/Sao_Paulo', 'São Paulo', 'São Paulo'],
  ['Asia/Shanghai', 'Xangai', 'Shanghai'],
  ['Europe/Berlin', 'Berlim', 'Berlin'],
  ['Europe/Lisbon', 'Lisboa', 'Lisbon'],
  ['Europe/London', 'Londres', 'London']
])
