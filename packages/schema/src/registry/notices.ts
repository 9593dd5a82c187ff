import type { InterfaceLanguage } from '../values.ts'
import type { Purpose } from './codes.ts'

interface NoticeText {
  title: string
  paragraphs: string[]
}

/** A new version whenever a word changes: consent is given to a version of a text. */
export const NOTICE_VERSION = '2026-11'

/** The notice of the registry (core) and the text of each optional purpose, as shown and hashed. */
export const notices: Record<Purpose, Record<InterfaceLanguage, NoticeText>> = {
  core: {
    pt: {
      title: 'Antes de começar',
      paragraphs: [
        'Registar-se é dizer ao Estado que vive fora do país. Serve para ser contado ou contada, para o consulado o ou a poder contactar, e para ser encontrado ou encontrada numa emergência declarada.',
        'É gratuito e voluntário. Não entregamos os seus dados às autoridades do país onde vive, nem a partidos, recenseamento eleitoral, polícia, impostos ou serviço militar. Se um tribunal nos obrigar, avisamos, se a lei permitir.',
        'Guardamos só o que escreve aqui. O seu contacto fica cifrado e só o posto que o ou a serve o pode ver, dizendo porquê. Pode ver quem viu.',
        'Pode corrigir, descarregar ou apagar o seu registo quando quiser, sem dar razões.',
        'Isto não é a inscrição consular, nem documento de identidade, nem prova de nacionalidade ou residência.'
      ]
    },
    en: {
      title: 'Before you start',
      paragraphs: [
        'Registering tells the state that you live abroad. It is for being counted, for the consulate to be able to reach you, and for being found in a declared emergency.',
        'It is free and voluntary. We do not hand your data to the authorities of the country where you live, nor to parties, electoral registration, police, tax or military service. If a court forces us, we tell you, if the law allows.',
        'We keep only what you write here. Your contact is encrypted, and only the post that serves you can see it, saying why. You can see who saw it.',
        'You can correct, download or erase your record whenever you like, without giving reasons.',
        'This is not the consular inscription, nor an identity document, nor proof of nationality or residence.'
      ]
    }
  },
  news: {
    pt: {
      title: 'Notícias e convites',
      paragraphs: ['Pode receber notícias do país e convites do consulado, nos canais que escolher.']
    },
    en: {
      title: 'News and invitations',
      paragraphs: ['You may receive news from home and invitations from the consulate, by the channels you choose.']
    }
  },
  research: {
    pt: {
      title: 'Inquéritos e estudos',
      paragraphs: ['Podemos convidar para responder a inquéritos. Os resultados nunca mostram quem respondeu.']
    },
    en: {
      title: 'Surveys and research',
      paragraphs: ['We may invite you to answer surveys. The results never show who answered.']
    }
  },
  matching: {
    pt: {
      title: 'Oportunidades de trabalho e competências',
      paragraphs: [
        'Podemos usar o que diz saber fazer para propor oportunidades. O seu nome só é mostrado se disser que sim. Oferecer não garante vaga.'
      ]
    },
    en: {
      title: 'Skills and job matching',
      paragraphs: [
        'We may use what you can do to propose opportunities. Your name is shown only if you say yes. Offering does not guarantee a place.'
      ]
    }
  },
  investment: {
    pt: {
      title: 'Contacto sobre investimento',
      paragraphs: ['Podemos contactar sobre investimento no sector e na província que escolher.']
    },
    en: {
      title: 'Investment contact',
      paragraphs: ['We may contact you about investment in the sector and province you choose.']
    }
  },
  directory: {
    pt: {
      title: 'Lista de associações',
      paragraphs: ['A sua associação pode constar da lista pública, com o contacto que indicar.']
    },
    en: {
      title: 'Association directory',
      paragraphs: ['Your association may stand in the public list, with the contact you name.']
    }
  },
  partners: {
    pt: {
      title: 'Partilha com parceiros nomeados',
      paragraphs: [
        'Podemos partilhar o seu perfil com um parceiro, sempre com o nome dele à vista e só depois de perguntar.'
      ]
    },
    en: {
      title: 'Sharing with named partners',
      paragraphs: ['We may share your profile with a partner, always with its name in view and only after asking.']
    }
  },
  accessibility: {
    pt: {
      title: 'Necessidades de acessibilidade',
      paragraphs: ['Guardamos o que disser sobre acessibilidade, cifrado, para o ou a atender melhor.']
    },
    en: {
      title: 'Accessibility needs',
      paragraphs: ['We keep what you say on accessibility, encrypted, to serve you better.']
    }
  }
}
