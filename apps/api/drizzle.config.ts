import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  // Paths as they are from the root, where `npm run migration` starts.
  schema: './apps/api/src/**/*.table.ts',
  out: './apps/api/migrations'
})
