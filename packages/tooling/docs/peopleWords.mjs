// The words of the data dictionary: of whom the data are, who reads them, how long they stay.

/** Of whom the data are. */
export const subjects = {
  registrant: { pt: 'Pessoas registadas', en: 'Registered people' },
  reporter: { pt: 'Quem denuncia uma cobrança', en: 'Who reports a charge' },
  helper: { pt: 'Ajudantes', en: 'Helpers' },
  member: { pt: 'Membros do Comité, delegações e anfitriões', en: 'Committee members, delegations and hosts' },
  staff: { pt: 'Funcionários', en: 'Staff' }
}

/** Who reads it. */
export const readers = {
  post: {
    pt: 'o posto que serve a pessoa; cada leitura fica no histórico dela',
    en: 'the post that serves the person; each look stands in their history'
  },
  revealed: {
    pt: 'o posto, um contacto de cada vez e dizendo porquê; a pessoa lê a razão',
    en: 'the post, one contact at a time and saying why; the person reads the reason'
  },
  postAndProgrammes: {
    pt: 'o posto que serve a pessoa; o instituto, se ela autorizou, sem nome até dizer que sim',
    en: 'the post that serves the person; the institute, if they agreed, without a name until they say yes'
  },
  programmes: {
    pt: 'o instituto, sem nome até a pessoa dizer que sim; com nome depois',
    en: 'the institute, without a name until the person says yes; by name afterwards'
  },
  addressee: {
    pt: 'quem recebe a pergunta: o posto ou o instituto',
    en: 'who gets the question: the post or the institute'
  },
  own: { pt: 'a própria pessoa', en: 'the person alone' },
  system: { pt: 'ninguém: só o programa', en: 'nobody: the product alone' },
  ministry: { pt: 'a administração no ministério; nenhum posto', en: 'the administration in the ministry; no post' },
  secretariat: {
    pt: 'o secretariado e quem acompanha o Comité',
    en: 'the secretariat and those who follow the Committee'
  },
  staff: { pt: 'a administração; o nome, os colegas', en: 'the administration; the name, colleagues' }
}

/** How long it is kept. */
export const spans = {
  record: {
    pt: 'até a pessoa apagar o registo, e mais 30 dias; por confirmar, 30 dias (180 sem contacto)',
    en: 'until the person erases the record, and 30 days more; unconfirmed, 30 days (180 without a contact)'
  },
  code: { pt: '2 dias depois de acabar', en: '2 days after it ends' },
  session: { pt: '30 dias depois de acabar', en: '30 days after it ends' },
  message: { pt: '7 dias depois de enviada', en: '7 days after it was sent' },
  answer: { pt: '1 dia', en: '1 day' },
  report: { pt: '2 anos depois de tratada', en: '2 years after it was handled' },
  tombstone: { pt: 'sempre: só um código que prova o apagamento', en: 'for ever: only a code that proves the erasure' },
  audit: {
    pt: 'sempre: identificadores, que deixam de levar a alguém quando o registo é apagado',
    en: 'for ever: identifiers, which lead to nobody once the record is erased'
  },
  office: {
    pt: 'enquanto a conta ou o mandato existir, e depois no arquivo do Estado',
    en: 'as long as the account or mandate, then in the archive of the state'
  },
  counter: {
    pt: 'até ao fim da janela contada, no máximo 1 dia',
    en: 'to the end of the counted window, a day at most'
  }
}
