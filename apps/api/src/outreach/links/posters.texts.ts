import type { InterfaceLanguage } from '@ponte/schema'

/** What a poster says; words a twelve-year-old reads, large enough to be read from across the street. */
export const posterTexts: Record<
  InterfaceLanguage,
  {
    call: string
    promises: string[]
    scan: string
    qrAlt: (address: string) => string
    withoutCamera: string
    codeLabel: string
    small: string
  }
> = {
  pt: {
    call: 'Vive fora do país?\nRegiste-se.',
    promises: [
      'É gratuito. Ninguém lhe pode pedir dinheiro.',
      'É voluntário. Pode sair quando quiser.',
      'Não entregamos os seus dados à polícia nem ao país onde vive.',
      'Dois minutos, no telefone, sem palavra-passe.'
    ],
    scan: 'Aponte a câmara do telefone',
    qrAlt: (address) => `Código QR que abre ${address}`,
    withoutCamera: 'Sem câmara, escreva no navegador:',
    codeLabel: 'ou diga este código no consulado:',
    small:
      'O registo não é documento de identidade nem prova de nacionalidade ou residência. Pediu asilo ou é refugiado/a? Não precisa de se registar; fale antes com o ACNUR ou com um advogado.'
  },
  en: {
    call: 'Do you live abroad?\nRegister.',
    promises: [
      'It is free. Nobody may ask you for money.',
      'It is voluntary. You can leave at any time.',
      'We do not give your data to the police or to the country where you live.',
      'Two minutes, on your phone, no password.'
    ],
    scan: 'Point your phone’s camera here',
    qrAlt: (address) => `QR code that opens ${address}`,
    withoutCamera: 'Without a camera, type in the browser:',
    codeLabel: 'or say this code at the consulate:',
    small:
      'Registering gives you no identity document and no proof of nationality or residence. Have you asked for asylum, or are you a refugee? You do not need to register; talk to UNHCR or to a lawyer first.'
  }
}
