/** Drawn on a grid of 24 with a line of 2. Only what is used is here. */
export const icons = {
  check: 'M5 12.5 10 17.5 19.5 7',
  close: 'M6 6l12 12M18 6 6 18',
  info: 'M12 11v6M12 7v.5',
  warn: 'M12 7v6.500M12 17v.5',
  chevron: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  up: 'M5 15l7-7 7 7',
  back: 'M15 5l-7 7 7 7',
  forward: 'M4 12h15M13 6l6 6-6 6',
  sort: 'M8 10l4-4 4 4M8 14l4 4 4-4',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21',
  menu: 'M4 6h16M4 12h16M4 18h16',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  plus: 'M12 5v14M5 12h14',
  download: 'M12 4v11M7 10.500l5 5 5-5M5 20h14',
  external: 'M9 6H5v13h13v-4M13 4h7v7M20 4l-9 9',
  print: 'M7 8V4h10v4M7 17H4V8h16v9h-3M7 14h10v6H7z',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.500V12l3 2',
  heart: 'M12 20S4 15 4 9.300A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.300C20 15 12 20 12 20z',
  table: 'M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.7-3.6 3.6-5.5 7.5-5.500s6.8 1.9 7.5 5.5',
  offline: 'M3 9.500C5.5 7.3 8.6 6 12 6s6.5 1.3 9 3.500M7 13.500a7.5 7.5 0 0 1 10 0M12 18v.1M4 3l16 18',
  undo: 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9',
  filter: 'M4 6h16M7 12h10M10 18h4'
} as const

export type IconName = keyof typeof icons
