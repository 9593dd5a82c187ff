// What each column of the database says of people: of whom, what for, who reads it, how long it stays. `npm run docs` makes the
// data dictionary and the privacy notice from it, and fails as long as a column has no place here.

const core = { subject: 'registrant', purpose: 'core', reader: 'post', span: 'record' }
const matching = { ...core, purpose: 'matching', reader: 'programmes' }
const offered = { ...matching, reader: 'postAndProgrammes' }
const technical = { ...core, reader: 'system' }
const member = { subject: 'member', purpose: null, reader: 'secretariat', span: 'office' }
const staff = { subject: 'staff', purpose: null, reader: 'staff', span: 'office' }
const field = (columns, pt, en, of = core) => ({ columns: columns.split(' '), pt, en, ...of })

/** By table: the data in it that are about a person. */
export const people = {
  registrants: [
    field('id reference', 'Número de referência', 'Reference number'),
    field('given_names surnames', 'Nome', 'Name'),
    field(
      'birth_year birth_date child',
      'Ano ou dia de nascimento; se é criança',
      'Year or day of birth; whether a child'
    ),
    field('sex sex_sealed', 'Sexo', 'Sex'),
    field('link born_in_country', 'Ligação ao país', 'Tie to the country'),
    field(
      'post_id country area city',
      'Onde vive, e o posto que a serve',
      'Where they live, and the post that serves them'
    ),
    field(
      'state state_since',
      'Situação: no estrangeiro, mudou, regressou, faleceu',
      'State: abroad, moved, returned, deceased'
    ),
    field('language', 'Língua', 'Language'),
    field(
      'guardian_relation guardian_given_names guardian_surnames',
      'Encarregado de uma criança',
      'Guardian of a child'
    ),
    field('origin helper_id campaign_code', 'Como se registou', 'How they registered'),
    field(
      'status confirmed_by confirmed_at affirmed_at registered_at',
      'Quando se registou e confirmou',
      'When they registered and confirmed'
    ),
    field('erased_at made_up version', 'Marcas do programa', 'Marks of the product', technical)
  ],
  contacts: [
    field('kind sealed ownership whatsapp', 'Telefone ou e-mail, e de quem é', 'Phone or e-mail, and whose it is', {
      ...core,
      reader: 'revealed'
    }),
    field(
      'id registrant_id blind_index index_version verified_at created_at',
      'Código para o encontrar sem o guardar em claro',
      'Code that finds it without keeping it in clear',
      technical
    )
  ],
  registrant_keys: [
    field(
      'registrant_id wrapped',
      'Chave da pessoa, que o apagamento destrói',
      'The person’s key, which erasure destroys',
      technical
    )
  ],
  registrant_details: [
    field(
      'sealed',
      'Contacto de emergência e necessidades de acesso; número consular e palavras sobre trabalho e saberes, que o posto lê sem dar razão',
      'Emergency contact and accessibility needs; consular number and words on work and skills, which the post reads without a reason',
      { ...core, reader: 'revealed' }
    ),
    field('household_adults household_children', 'Quantas pessoas vivem na casa', 'How many live in the household'),
    field('needs', 'Documentos de que precisa', 'Documents that are needed'),
    field('abroad_since migration_reason', 'Desde quando e porque vive fora', 'Since when and why abroad'),
    field(
      'province district citizenships',
      'Província e distrito de origem, nacionalidades',
      'Province and district of origin, citizenships'
    ),
    field('consular_registration', 'Se está inscrita no consulado', 'Whether enrolled at the consulate'),
    field('education education_field education_country', 'Estudos', 'Education', offered),
    field('work_status occupation_code sector experience_years', 'Trabalho', 'Work', offered),
    field('skills languages', 'O que sabe fazer e que línguas fala', 'Skills and languages', offered),
    field('offers availability', 'O que oferece e quando pode', 'What they offer and when they can', offered),
    field('investment_sector investment_province investment_band', 'Interesse em investir', 'Interest in investing', {
      ...core,
      purpose: 'investment',
      reader: 'postAndProgrammes'
    }),
    field('topics channels', 'Que notícias quer e por onde', 'Which news they want and how', {
      ...core,
      purpose: 'news'
    }),
    field('registrant_id', 'De quem é', 'Whose it is', technical)
  ],
  registration_attempts: [
    field(
      'registrant_id token_hash sends last_sent_at created_at',
      'O registo que ainda não foi confirmado',
      'The registration that is not confirmed yet',
      technical
    )
  ],
  consents: [
    field(
      'id registrant_id purpose given notice_version notice_hash language channel actor_kind actor_id at',
      'Cada sim e cada não: a quê, a que texto, quando',
      'Each yes and no: to what, to which text, when'
    )
  ],
  erasures: [
    field(
      'id registrant_hash receipt erased_at gone_at done_at',
      'Prova de que o registo foi apagado',
      'Proof that the record was erased',
      { ...technical, span: 'tombstone' }
    )
  ],
  versions: [
    field(
      'record_id version at actor_kind actor_id old_sealed',
      'O que estava escrito antes de uma correcção',
      'What stood there before a correction'
    )
  ],
  questions: [
    field(
      'id registrant_id topic addressee country post_id subject_sealed state outcome assigned_to created_at first_answered_at closed_at',
      'Pergunta ao posto ou ao instituto',
      'Question to the post or the institute',
      { ...core, reader: 'addressee' }
    )
  ],
  question_messages: [
    field(
      'id question_id author_kind staff_id text_sealed created_at',
      'O que se escreveu sobre a pergunta',
      'What was written about the question',
      { ...core, reader: 'addressee' }
    )
  ],
  applications: [
    field(
      'id opportunity_id registrant_id state waiting_since reason_sealed starts_on ends_on invited_by campaign_code created_at',
      'Candidatura a uma oportunidade',
      'Application for an opportunity',
      matching
    )
  ],
  application_messages: [
    field(
      'id application_id staff_id text_sealed created_at',
      'O que se escreveu sobre a candidatura',
      'What was written about the application',
      matching
    )
  ],
  outcomes: [
    field(
      'application_id months due_on reminded_at outcome words_sealed recorded_by recorded_at',
      'Como correu a colocação',
      'How the placement went',
      matching
    )
  ],
  alert_people: [
    field(
      'alert_id registrant_id lead_id delivery message_id answer answered_at handled_by handled_at',
      'Numa emergência: se está bem ou precisa de ajuda',
      'In an emergency: whether well or in need of help'
    )
  ],
  mailing_recipients: [
    field(
      'mailing_id registrant_id state attempts due_at claimed_at error',
      'Que mensagens lhe foram enviadas',
      'Which mailings were sent to them',
      { ...core, purpose: 'news', reader: 'own' }
    )
  ],
  charge_reports: [
    field(
      'id number country asker words_sealed contact_sealed created_at handled_at handled_by note_sealed',
      'Denúncia de uma cobrança; o contacto só se quiser',
      'Report of a charge; a contact only if they like',
      { subject: 'reporter', purpose: null, reader: 'ministry', span: 'report' }
    )
  ],
  helpers: [
    field(
      'id post_id name code_hash quota used expires_at revoked_at created_by created_at',
      'Nome, código e quantas pessoas registou',
      'Name, code and how many people they registered',
      { subject: 'helper', purpose: null, reader: 'post', span: 'office' }
    )
  ],
  messages: [
    field(
      'id channel kind content_sealed state attempts error created_at sent_at',
      'Mensagens por enviar: endereço e texto',
      'Messages to be sent: address and text',
      { ...technical, span: 'message' }
    )
  ],
  one_time_codes: [
    field(
      'id purpose challenge_id contact_index code_hash tries expires_at used_at created_at',
      'Códigos de seis algarismos',
      'Codes of six digits',
      { ...technical, span: 'code' }
    )
  ],
  sessions: [
    field(
      'id kind subject_id refresh_hash previous_hash rotated_at created_at last_used_at expires_at ended_at',
      'Entradas na página',
      'Signing in',
      { ...technical, span: 'session' }
    )
  ],
  counters: [
    field(
      'name window count expires_at',
      'Contas para travar abusos, por código da rede',
      'Counts against abuse, by a code of the network',
      { ...technical, span: 'counter' }
    )
  ],
  idempotency_keys: [
    field(
      'key_hash request_hash status answer_sealed created_at',
      'Resposta guardada para um pedido repetido',
      'Answer kept for a request that is repeated',
      { ...technical, span: 'answer' }
    )
  ],
  audit: [
    field(
      'id at actor_kind actor_id action subject_id post_id fields count reason request_id',
      'Quem fez o quê, sem valores',
      'Who did what, without values',
      { ...core, reader: 'own', span: 'audit' }
    )
  ],
  audit_lists: [
    field(
      'audit_id page subject_ids first_id last_id',
      'Quem estava numa lista lida ou exportada',
      'Who was in a list that was read or exported',
      { ...core, reader: 'own', span: 'audit' }
    )
  ],
  domain_events: [
    field(
      'id type subject_id data at untold',
      'O que aconteceu, por identificadores',
      'What happened, by identifiers',
      { ...technical, span: 'audit' }
    )
  ],
  staff: [
    field('name email_sealed role post_id', 'Nome, e-mail, função e posto', 'Name, e-mail, role and post', staff),
    field(
      'id email_index password_hash not_before disabled_at last_sign_in_at version created_at',
      'Palavra-passe (só o seu resumo) e entradas',
      'Password (its hash only) and signing in',
      { ...staff, reader: 'system' }
    )
  ],
  one_time_links: [
    field(
      'id kind staff_id token_hash expires_at used_at created_at',
      'Convites para escolher a palavra-passe',
      'Invitations to choose a password',
      { ...staff, reader: 'system', span: 'code' }
    )
  ],
  mandates: [
    field(
      'id seat_id kind starts_on ends_on person_sealed version created_at',
      'Quem tem lugar no Comité: nome, função, e-mail',
      'Who has a seat: name, function, e-mail',
      member
    )
  ],
  attendances: [
    field(
      'meeting_id seat_id titular_present alternate_present',
      'Quem esteve numa reunião',
      'Who was at a meeting',
      member
    )
  ],
  invitations: [
    field('meeting_id mandate_id sequence is_cancelled message_id', 'Quem foi convocado', 'Who was called', member)
  ],
  actions: [
    field(
      'id decision_id seat_id title words_sealed due_on status reminded_before reminded_on done_at version created_at',
      'Quem trata de uma acção',
      'Who sees to an action',
      member
    )
  ],
  tour_delegates: [
    field(
      'id tour_id seat_id person_sealed version',
      'Delegação de uma viagem: nome, função, e-mail',
      'Delegation of a tour: name, function, e-mail',
      member
    )
  ],
  tour_hosts: [
    field('id tour_id institution purpose contact_sealed version', 'Anfitriões: contacto', 'Hosts: contact', member)
  ],
  tour_notes: [
    field(
      'id session_id author_id text_sealed written_at corrected_at version',
      'Notas de quem viajou',
      'Notes of who travelled',
      member
    )
  ],
  minutes: [
    field(
      'id meeting_id edition state text_sealed written_by approved_at approved_by version created_at',
      'Actas',
      'Minutes',
      member
    )
  ]
}

/** Tables in which nobody of whom the state keeps data is described; ids of staff in them say who wrote. */
export const nobodys = [
  'activities',
  'alerts',
  'announcements',
  'answers',
  'attributions',
  'audit_chain',
  'campaigns',
  'client_calls',
  'clients',
  'commitments',
  'decisions',
  'evidence',
  'facts',
  'framework_parts',
  'indicators',
  'lesson_sessions',
  'lessons',
  'link_counts',
  'mailings',
  'measurements',
  'meeting_items',
  'meetings',
  'opportunities',
  'origins',
  'papers',
  'post_jurisdictions',
  'posts',
  'recommendations',
  'reference_figures',
  'seats',
  'strategy_versions',
  'tour_documents',
  'tour_sessions',
  'tours',
  'tracked_links',
  'webhook_deliveries',
  'webhooks'
]

/** What has no place in the dictionary, or a place but no column: nothing, as it should be. */
export function findGaps(tables) {
  const gaps = []
  const known = new Set(tables.map(({ name }) => name))
  for (const name of [...Object.keys(people), ...nobodys]) if (!known.has(name)) gaps.push(`there is no table ${name}`)
  for (const { name, columns } of tables) {
    if (nobodys.includes(name)) continue
    const fields = people[name]
    if (!fields) {
      gaps.push(`the table ${name} has no place in packages/tooling/docs/people.mjs`)
      continue
    }
    const told = fields.flatMap((one) => one.columns)
    for (const column of columns) if (!told.includes(column.name)) gaps.push(`${name}.${column.name} is not told`)
    for (const column of told)
      if (!columns.some((one) => one.name === column)) gaps.push(`there is no ${name}.${column}`)
  }
  return gaps
}
