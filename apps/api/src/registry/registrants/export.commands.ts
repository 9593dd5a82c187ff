export const exportRegistrants = (..._a: unknown[]): unknown => { throw new Error('soon') }
