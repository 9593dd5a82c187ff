// Types for the linter in components. With ESLint's own way, each component that is opened makes a new program, and what was
// known of all types is forgotten: 5 minutes for 380 components. Here all of them stand in one program from the beginning.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import vue from 'eslint-plugin-vue'
import ts from 'typescript'
import typescript from 'typescript-eslint'

const vueParser = vue.configs['flat/base'].find(({ languageOptions }) => languageOptions?.parser).languageOptions.parser

/** The script of a component as vue-eslint-parser hands it on: with everything at the place that it has in the file. */
function scriptOf(file) {
  let script
  const parser = {
    parseForESLint(code, options) {
      if (options.projectService) script = code
      return typescript.parser.parseForESLint(code, { ...options, projectService: false })
    }
  }
  vueParser.parseForESLint(readFileSync(file, 'utf8'), {
    parser,
    sourceType: 'module',
    projectService: true,
    filePath: file
  })
  return script
}

/** A program of all TypeScript and all components below `directory`, which has a tsconfig.json. */
function programOf(directory) {
  const scripts = new Map(
    globSync('src/**/*.vue', { cwd: directory }).map((name) => {
      const file = path.join(directory, name)
      return [file, scriptOf(file)]
    })
  )
  const config = ts.getParsedCommandLineOfConfigFile(path.join(directory, 'tsconfig.json'), {}, { ...ts.sys })
  const options = { ...config.options, allowNonTsExtensions: true, noEmit: true }
  const host = ts.createCompilerHost(options, true)
  const fromDisk = host.getSourceFile
  host.getSourceFile = (file, languageVersion, ...rest) =>
    scripts.has(file)
      ? ts.createSourceFile(file, scripts.get(file), languageVersion, true, ts.ScriptKind.TS)
      : fromDisk(file, languageVersion, ...rest)
  return { scripts, program: ts.createProgram([...config.fileNames, ...scripts.keys()], options, host) }
}

/** A parser for the scripts of components: types come from the one program, or as usual for what is not on the disk yet. */
export function typedParser(directory) {
  let all
  return {
    ...typescript.parser,
    parseForESLint(code, options) {
      all ??= programOf(directory)
      const known = options.projectService && all.scripts.get(options.filePath) === code
      return typescript.parser.parseForESLint(
        code,
        known ? { ...options, projectService: false, programs: [all.program] } : options
      )
    }
  }
}
