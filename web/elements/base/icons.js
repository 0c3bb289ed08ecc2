// The icons of the interface: strokes on a grid of 24, drawn for Kartei, in the colour of the text.

const svgNamespace = 'http://www.w3.org/2000/svg';

const paths = {
  alert: 'M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.6v.1',
  arrow_down: 'M12 5v14m-6-6 6 6 6-6',
  arrow_left: 'M19 12H5m6-6-6 6 6 6',
  arrow_up: 'M12 19V5m-6 6 6-6 6 6',
  bookmark: 'M7 4h10v16l-5-4-5 4V4Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  chevron_down: 'm6 9.5 6 6 6-6',
  close: 'm6 6 12 12M18 6 6 18',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 3.7V12l3.3 2',
  columns: 'M4 5h16v14H4V5Zm5.3 0v14m5.4-14v14',
  contacts:
    'M4 5.5h16v13H4v-13Zm5 3.3a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm-3 7a3.2 3.2 0 0 1 6 0M15 9.5h2.5M15 13.5h2.5',
  conflict: 'M3.5 7.5h7m-3-3 3 3-3 3M20.5 16.5h-7m3-3-3 3 3 3M14.5 7.5h6M3.5 16.5h6',
  contrast: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 0v17m0-13.5h6.9M12 12h8.5M12 17h6.9',
  download: 'M12 4v11m-5-5 5 5 5-5M4.5 19.5h15',
  file: 'M6 3.5h8l5 5v12H6v-17Zm8 0v5h5',
  filter: 'M4 7h16M7.5 12h9M10.5 17h3',
  globe:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm-8.5 8.5h17M12 3.5c2.4 2.4 3.6 5.2 3.6 8.5s-1.2 6.1-3.6 8.5c-2.4-2.4-3.6-5.2-3.6-8.5s1.2-6.1 3.6-8.5Z',
  groups: 'M8 4.5H4.5v15H8M16 4.5h3.5v15H16M9 9h6m-6 6h3.5',
  inbox: 'M3.5 13.5h5l1.5 3h4l1.5-3h5m-17 0v5.5h17v-5.5m-17 0L6.5 5h11l3 8.5',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 7.5v5.5m0-8.6v.1',
  key: 'M8 7.5a4.5 4.5 0 1 0 4.1 6.3H16v2.7h3v-2.7h1.5v-3.4h-8.4A4.5 4.5 0 0 0 8 7.5Zm0 4.4v.1',
  keyboard: 'M3.5 6.5h17v11h-17v-11Zm3.5 3.5h.1m3.3 0h.1m3.3 0h.1m3.3 0h.1M8 14h8',
  list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1m-.1 5.5h.1m-.1 5.5h.1',
  lock: 'M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3',
  minus: 'M5 12h14',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  more: 'M5.5 12h.1m6.4 0h.1m6.3 0h.1',
  offline:
    'm4 4 16 16M8.5 15.5a5 5 0 0 1 7 0M5.5 12a9.5 9.5 0 0 1 4-2.3m4 0a9.5 9.5 0 0 1 5 2.3' +
    'M12 19v.1M3 8.7A14 14 0 0 1 6 6.7m4-1.5a14 14 0 0 1 11 3.5',
  pencil: 'm4.5 19.5.9-4.2L15.8 4.9l3.3 3.3L8.7 18.6l-4.2.9Zm9-12.3 3.3 3.3',
  plus: 'M12 5v14M5 12h14',
  redo: 'M19.5 9H10a5.5 5.5 0 0 0 0 11h5M19.5 9l-4-4m4 4-4 4',
  search: 'M10.8 4.5a6.3 6.3 0 1 0 0 12.6 6.3 6.3 0 0 0 0-12.6Zm4.6 10.9 4.6 4.6',
  settings:
    'M4 7.5h9m4.5 0H20M4 16.5h2.5m4.5 0h9M15.2 5.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Zm-6.4 9a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z',
  server: 'M4 4.5h16v6.5H4V4.5Zm0 8.5h16v6.5H4V13Zm3.5-5.3h.1m-.1 8.5h.1M12 7.7h4.5M12 16.2h4.5',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.6 7 9 4.1-1.4 7-4.7 7-9V6l-7-2.5Zm-3 8.3 2.2 2.2 3.9-4',
  sparkle: 'M12 3.5 13.8 10.2 20.5 12l-6.7 1.8L12 20.5l-1.8-6.7L3.5 12l6.7-1.8L12 3.5Z',
  sun:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4' +
    'M5.6 18.4 7 17M17 7l1.4-1.4',
  sync: 'M19.5 8.5A8.2 8.2 0 0 0 5 7.5M4.5 4v4h4M4.5 15.5a8.2 8.2 0 0 0 14.5 1m.5 3.5v-4h-4',
  trash: 'M4.5 6.5h15M9.5 6.5v-3h5v3m-8 0 .9 14h9.2l.9-14M10.3 10.5v6m3.4-6v6',
  undo: 'M4.5 9h9.5a5.5 5.5 0 0 1 0 11H9M4.5 9l4-4m-4 4 4 4',
  upload: 'M12 15.5v-11m-5 5 5-5 5 5M4.5 19.5h15',
  user_plus: 'M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8.5a7 7 0 0 1 14 0M19 8v6m-3-3h6',
};

/** @typedef {keyof typeof paths} IconName */

/**
 * An icon that says nothing by itself: the text or the label beside it does.
 * @param {IconName} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

/**
 * The mark of Kartei: an index card with its red line.
 * @returns {SVGSVGElement}
 */
export function brandMark() {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 32 32');
  svg.setAttribute('class', 'brand-mark');
  svg.setAttribute('aria-hidden', 'true');
  for (const [part, d] of brandShapes) {
    const path = document.createElementNS(svgNamespace, 'path');
    path.setAttribute('class', part);
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

// A tab behind, the card, its red line, two lines of writing.
const brandShapes = [
  ['brand-tab', 'M5 8.5A2.5 2.5 0 0 1 7.5 6h6.2l2.3 3.5h-11Z'],
  ['brand-card', 'M3 12a3 3 0 0 1 3-3h20a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3Z'],
  ['brand-red', 'M3 13.8h26'],
  ['brand-line', 'M7.5 18.3h17M7.5 22.5h10'],
];
