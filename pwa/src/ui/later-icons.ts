/** Icons that the first screen can do without, as paths in a box of 24 px. */
export const LATER_ICONS = {
  close: 'M6 6l12 12M18 6L6 18',
  up: 'M12 19V5.5M6.5 11L12 5.5l5.5 5.5',
  down: 'M12 5v13.5M6.5 13l5.5 5.5 5.5-5.5',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  resume: 'M8 5.5v13L18.5 12z',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  previous: 'M14.5 5.5L8 12l6.5 6.5',
  next: 'M9.5 5.5L16 12l-6.5 6.5',
  warning: 'M12 4.5L21 19.5H3zM12 10.5v4M12 17v.2',

  favourite: 'M12 20s-7.5-4.6-7.5-10.1A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 7.5 2.7C19.5 15.4 12 20 12 20z',
  remove: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5',
  share: 'M12 15V4M7.5 8L12 3.5 16.5 8M6 12v8h12v-8',
  compare: 'M4 5h7v14H4zM13 5h7v14h-7zM6 9h3M15 9h3',
  select: 'M4 4h16v16H4zM8 12.5l3 3 5-6',
  zip: 'M5 4h14v16H5zM12 4v2.5M12 8.5V11M10.5 13h3v3.5h-3z',
  keep: 'M6.5 17.5a4 4 0 0 1-.3-8 6 6 0 0 1 11.5 1.2 3.5 3.5 0 0 1-.2 6.8M12 11v8.5M9 16.8l3 3 3-3',
} as const
