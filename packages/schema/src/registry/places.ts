import { codeList } from '../codes.ts'

/** First-level areas of the countries whose posts divide them, ISO 3166-2. */
export const areas = codeList([
  ['ZA-EC', 'Cabo Oriental', 'Eastern Cape'],
  ['ZA-FS', 'Estado Livre', 'Free State'],
  ['ZA-GP', 'Gauteng', 'Gauteng'],
  ['ZA-KZN', 'KwaZulu-Natal', 'KwaZulu-Natal'],
  ['ZA-LP', 'Limpopo', 'Limpopo'],
  ['ZA-MP', 'Mpumalanga', 'Mpumalanga'],
  ['ZA-NC', 'Cabo Setentrional', 'Northern Cape'],
  ['ZA-NW', 'Noroeste', 'North West'],
  ['ZA-WC', 'Cabo Ocidental', 'Western Cape']
] as const)

/** Languages of Mozambique and those of the countries where its people live, ISO 639-3, in their own names. */
export const languages = codeList([
  ['por', 'Português', 'Português'],
  ['vmw', 'Emakhuwa', 'Emakhuwa'],
  ['tso', 'Changana', 'Changana'],
  ['ngl', 'Elomwe', 'Elomwe'],
  ['seh', 'Sena', 'Sena'],
  ['ndc', 'Ndau', 'Ndau'],
  ['chw', 'Chuwabo', 'Chuwabo'],
  ['nya', 'Nyanja', 'Nyanja'],
  ['tsc', 'Tswa', 'Tswa'],
  ['rng', 'Ronga', 'Ronga'],
  ['yao', 'Yao', 'Yao'],
  ['kde', 'Makonde', 'Makonde'],
  ['cce', 'Chopi', 'Chopi'],
  ['toh', 'Gitonga', 'Gitonga'],
  ['nyu', 'Nyungwe', 'Nyungwe'],
  ['wmw', 'Mwani', 'Mwani'],
  ['mzy', 'Língua de Sinais de Moçambique', 'Mozambican Sign Language'],
  ['eng', 'English', 'English'],
  ['afr', 'Afrikaans', 'Afrikaans'],
  ['zul', 'isiZulu', 'isiZulu'],
  ['xho', 'isiXhosa', 'isiXhosa'],
  ['ssw', 'siSwati', 'siSwati'],
  ['sna', 'chiShona', 'chiShona'],
  ['nde', 'isiNdebele', 'isiNdebele'],
  ['swa', 'Kiswahili', 'Kiswahili'],
  ['fra', 'Français', 'Français'],
  ['spa', 'Español', 'Español'],
  ['deu', 'Deutsch', 'Deutsch'],
  ['ita', 'Italiano', 'Italiano'],
  ['ara', 'العربية', 'العربية'],
  ['hin', 'हिन्दी', 'हिन्दी'],
  ['zho', '中文', '中文'],
  ['rus', 'Русский', 'Русский']
] as const)

/** ISO 3166-1 alpha-2, as officially assigned, with Kosovo's user-assigned code. Names come from CLDR. */
export const countryCodes: readonly string[] = (
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI ' +
  'CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN ' +
  'GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK ' +
  'LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM ' +
  'PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC ' +
  'TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
).split(' ')
