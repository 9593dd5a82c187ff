import { between, pick, weighted, type Random } from './random.ts'

/** Part of the country that a family comes from; names differ more by it than by anything else. */
export type Region = 'south' | 'centre' | 'north'

const words = (text: string) => text.trim().split(/\s+/)

const women = words(`
  Maria Ana Graça Alzira Rosa Amélia Celeste Luísa Isabel Teresa Helena Joana Marta Sara Ester Raquel Rute Rebeca Lídia Madalena
  Catarina Cristina Carla Paula Sandra Sónia Sílvia Susana Márcia Mónica Patrícia Vanessa Vânia Tânia Telma Suzete Odete Arlete
  Ivete Lurdes Fátima Conceição Esperança Felicidade Glória Vitória Angelina Carolina Carmelita Cacilda Ermelinda Etelvina Elvira
  Elsa Eva Eugénia Eulália Flora Florência Francisca Georgina Gertrudes Gilda Guilhermina Hermínia Hortência Ilda Inês Irene Ivone
  Jacinta Josefa Josina Judite Júlia Juliana Julieta Laura Leonor Leopoldina Lina Lúcia Luciana Lucrécia Margarida Mariana Marília
  Matilde Mercedes Miquelina Natália Nércia Nilza Noémia Olga Olinda Olívia Otília Palmira Paulina Percina Rosália Rosita Sabina
  Salomé Sebastiana Sofia Stela Teodora Valentina Verónica Violeta Virgínia Zélia Zulmira Adelaide Adélia Alcinda Aurora Belmira
  Benilde Berta Branca Cândida Clara Clementina Dalila Deolinda Delfina Dulce Edite Emília Fernanda Gina Hélia Isaura Laurinda
  Leonilde Lígia Marcelina Melita Nádia Núria Orlanda Ornila Quitéria Regina Rita Rosária Tomásia Ancha Yolanda`)
const men = words(`
  João José António Manuel Francisco Carlos Paulo Pedro Luís Jorge Fernando Alberto Armando Ernesto Eduardo Joaquim Domingos Júlio
  Filipe Samuel Daniel Elias Simão Tomás Jaime Zacarias Salomão Moisés Abel Abílio Adelino Adriano Afonso Agostinho Albino
  Alexandre Alfredo Álvaro Amaral Américo Amós Anastácio André Ângelo Aníbal Anselmo Arlindo Arnaldo Artur Augusto Aurélio Azarias
  Baltazar Belmiro Benedito Benjamim Bento Bernardo Boaventura Bonifácio Caetano Calisto Cândido Celso Cipriano Custódio David
  Dinis Dionísio Edmundo Edson Eliseu Elísio Ezequiel Faustino Félix Firmino Florêncio Francelino Gabriel Gaspar Gil Graciano
  Guilherme Hélder Henrique Hermenegildo Hilário Horácio Inácio Isac Isaías Ismael Ivan Jacinto Januário Jeremias Jerónimo Joel
  Jonas Josué Justino Lázaro Leonardo Lino Lourenço Lucas Luciano Marcelino Marcos Mário Martinho Mateus Maurício Miguel Narciso
  Nelson Nicolau Orlando Óscar Osvaldo Paulino Policarpo Rafael Raimundo Raul Ricardo Roberto Rogério Romão Rui Sebastião Sérgio
  Silvestre Simeão Teodoro Timóteo Valentim Vasco Venâncio Vicente Virgílio Vítor Xavier Zeferino Alfeu Benício Castigo Crisanto
  Dércio Egídio Elton Geraldo Gildo Hermínio Ivo Leovigildo Lito Mauro Milton Naftal Nordino Sabino Sansão Titos Valter`)
const northernWomen = words(`
  Amina Fátima Zainabo Mariamo Muanacha Muassite Awa Halima Hawa Khadija Latifa Rabia Rehana Saquina Safira Sumaia Zubeida Zuleca
  Atija Ancha Assia Abiba Aissa Fahima Muaziza Catija Anifa Adija Sauda Nura Rahima Zaida Muanaiche Saida Anchia Rabeca Felismina`)
const northernMen = words(`
  Abdul Abdala Abacar Adamo Ali Amade Amisse Assane Atumane Bacar Cassimo Daúde Hassane Ibraimo Issa Issufo Jamal Juma Mahamudo
  Momade Mussa Omar Ossufo Rachide Salimo Saíde Selemane Sualehe Ussene Yussuf Abudo Anli Chande Faquira Habibo Latibo Nuro Zubair`)

const surnames: Record<Region, string[]> = {
  south: words(`
    Machava Nhantumbo Chissano Macuácua Tembe Mondlane Sitoe Cossa Mabunda Muianga Massingue Zandamela Uamusse Nhamposse Chirindza
    Matsinhe Guambe Langa Bila Khosa Mahumane Ngovene Tivane Maluleque Mabote Mucavele Mavie Macamo Matusse Chaúque Cuinica Cumbane
    Cumbe Dimande Fumo Guiamba Jamisse Macaringue Machel Magaia Malate Mandlate Manhiça Manjate Manhique Marrengula Massango
    Massinga Matavele Matlombe Mathe Mazive Mbanze Mboa Mucambe Muchanga Muhate Mulhovo Munguambe Mutemba Nhabanga Nhaca Nhancale
    Nhatave Ndeve Nguenha Novela Nuvunga Pelembe Quive Rungo Sambo Sigaúque Simbine Sumbane Tamele Timana Ubisse Valoi Vilanculos
    Xerinda Zavala Zimba Zita Zunguze Bambo Banze Baloi Balane Chambal Chambule Chemane Chiau Chicuamba Chilaúle Chiluvane
    Chimbutane Chitlango Chiziane Chongo Comé Couana Covane Gove Honwana Inguane Intimane Lhongo Libombo Mabasso Machaieie Machaule
    Madede Mafuiane Maibaze Malendza Mapilele Mausse Mazuze Mbeve Miambo Mimbire Mucache Mugabe Mutola Nhampalela Nhavoto Parruque
    Psungo Saveca Tchamo Uqueio Wate Xavane Zibia Zandonda`),
  centre: words(`
    Simango Sithole Dhlakama Muiambo Moiane Mutisse Banda Phiri Tembo Daka Sakala Nkhoma Zulu Mwale Chibante Chicote Chipembere
    Dzimba Jemusse Jone Macajo Marizane Massingarela Matsimbe Meque Murrupa Mussona Mutumucuio Nhambirre Nota Paunde Raposo Sabonete
    Saize Sande Semo Simbe Tomo Viagem Zeca Sozinho Alface Bande Bulha Campira Chaparica Chiposse Dique Gimo Guta Manhanga Maringue
    Luabo Namburete Mulungo Mugaua Muchimba Nhamussua Pita Razão Sixpence Tauzene Tricamegy Vontade Zaqueu Chuva Mafundza Muguande
    Ncuinda Nhacuimba Nhanala Singano Chimene Chinai Muanido Mutambe Picardo Mazungunhe Charumar Mubango Chigoma Bongece`),
  north: words(`
    Amade Momade Abdul Abdala Abudo Saíde Assane Selemane Chipande Mussa Amisse Ussene Abacar Adamo Atumane Bacar Bachir Cassimo
    Chande Daúde Faquira Gulamo Ibraimo Issa Jamal Juma Latibo Omar Ossufo Pachinuapa Rachide Rajabo Salimo Sualehe Tarmamade Tuaibo
    Nkavandame Mucussete Muanarira Mutaquiha Namuaca Napuanha Naquira Nivala Nampuio Muatuca Murrula Mualaca Muquissirima Varia
    Muhala Namalue Nihoro Cocorico Vahocha Malipa Matica Nantimbo Chironga Mecupa Rafique Cachimo Ntaluma Liuaia Mbalate Nacir`)
}
const portuguese = words(`
  Silva Santos Pereira Ferreira Costa Fernandes Rodrigues Lopes Gomes Martins Ribeiro Alves Carvalho Almeida Pinto Sousa Teixeira
  Correia Mendes Nunes Soares Vieira Monteiro Cardoso Rocha Neves Coelho Cruz Cunha Pires Ramos Reis Simões Antunes Matos Fonseca
  Araújo Barbosa Tavares Lourenço Castro Figueiredo Azevedo Freitas Magalhães Henriques Lima Baptista Faria Miranda Barros Morais
  Nogueira Esteves Macedo Campos Mota Andrade Brito Nascimento Leite Abreu Borges Melo Vaz`)
const withParticle = [
  'dos Santos',
  'da Costa',
  'da Silva',
  'de Sousa',
  'da Cruz',
  'dos Reis',
  'das Neves',
  'do Rosário',
  'dos Anjos',
  'de Almeida',
  'da Conceição'
]
const afterMaria = [
  'da Graça',
  'de Fátima',
  'dos Anjos',
  'da Conceição',
  'de Lurdes',
  'da Glória',
  'do Céu',
  'das Dores'
]

const givenCount = weighted([
  [1, 28],
  [2, 55],
  [3, 17]
])
const surnameCount = weighted([
  [1, 34],
  [2, 58],
  [3, 8]
])

function givenNames(random: Random, isWoman: boolean, region: Region): string {
  const own = region === 'north' && random() < 0.6 ? (isWoman ? northernWomen : northernMen) : isWoman ? women : men
  const parts = [pick(random, own)]
  if (parts[0] === 'Maria' && random() < 0.4) parts[0] = `Maria ${pick(random, afterMaria)}`
  for (let more = givenCount(random) - 1; more > 0; more--) {
    const name = pick(random, random() < 0.7 ? own : isWoman ? women : men)
    if (!parts.includes(name)) parts.push(name)
  }
  return parts.join(' ')
}

/** The last surname is mostly of the region; before it often stands the father's given name, or a Portuguese surname. */
function familyNames(random: Random, isWoman: boolean, region: Region): string {
  const last =
    random() < 0.82
      ? pick(random, surnames[region])
      : random() < 0.4
        ? pick(random, withParticle)
        : pick(random, portuguese)
  const parts = [last]
  for (let more = surnameCount(random) - 1; more > 0; more--) {
    const kind = random()
    const name =
      kind < 0.5
        ? pick(random, region === 'north' && random() < 0.6 ? northernMen : men)
        : kind < 0.75
          ? pick(random, surnames[region])
          : kind < 0.93
            ? pick(random, portuguese)
            : pick(random, withParticle)
    if (!parts.includes(name)) parts.unshift(name)
  }
  if (!isWoman && random() < 0.012) parts.push(pick(random, ['Júnior', 'Neto']))
  return parts.join(' ')
}

/** The name of a person who does not exist. A few have only one name, as in life. */
export function makeName(random: Random, isWoman: boolean, region: Region): { givenNames: string; surnames: string } {
  const only = random()
  return {
    givenNames: only < 0.002 ? '' : givenNames(random, isWoman, region),
    surnames: only > 0.997 ? '' : familyNames(random, isWoman, region)
  }
}

/** A part of an e-mail address that looks like the name. */
export const addressOf = (random: Random, names: { givenNames: string; surnames: string }): string => {
  const simple = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[^a-zA-Z ]/g, '')
      .toLowerCase()
      .split(' ')
  const first = simple(names.givenNames)[0]
  const last = simple(names.surnames).at(-1)
  return `${[first, last].filter(Boolean).join('.')}${between(random, 1, 99_999)}`
}
