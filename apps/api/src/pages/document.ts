/** Text for HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** Styles of the pages without script; one file, because the content security policy allows no inline styles. */
export const styles = `
:root { color-scheme: light dark; --ink: #16292d; --soft: #4a5f64; --paper: #fdfcf9; --line: #cfdadb; --link: #0a5560; --code: #eef3f3 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6efef; --soft: #a9bcbf; --paper: #0f1c1f; --line: #2c4247; --link: #7fd0d8; --code: #182a2e }
}
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 60rem; font: 1.0625rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: break-word }
h1 { font-size: 1.75rem; line-height: 1.2 } h2 { margin-top: 2.5rem; font-size: 1.25rem } h3 { margin: 1.5rem 0 .25rem; font-size: 1.0625rem }
a { color: var(--link) } p, ul, ol { max-width: 42rem }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; background: var(--code); border-radius: 4px }
code { padding: .1em .3em; overflow-wrap: anywhere } pre { padding: .75rem; white-space: pre-wrap } pre code { padding: 0; background: none }
ul, ol { padding-inline-start: 1.25rem } .fields { max-width: none } .fields > li { margin: .35rem 0 } .fields .fields { margin: .35rem 0 }
table { border-collapse: collapse; font-size: .9375rem } th, td { padding: .3rem .75rem .3rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line) }
section { border-top: 1px solid var(--line) } .soft { color: var(--soft) }
a:focus-visible, summary:focus-visible { outline: 3px solid #c98a1b; outline-offset: 2px }
`

/** A whole document around some HTML. */
export const documentOf = (title: string, body: string, language = 'en'): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/pages.css"></head>
<body><main>${body}</main></body></html>`
