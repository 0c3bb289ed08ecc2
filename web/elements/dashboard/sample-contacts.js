// A few contacts to try Kartei with. They are invented: the addresses are at example.org (RFC
// 2606), the numbers are reserved for film and fiction by the regulators of their countries.

/** @import { Key, Words } from '../../i18n/translate.js' */

/** The last cell names a tag. */
const rows = [
  ['Anna Beispiel', 'anna.beispiel@example.org', '+49', '030 23125 101', 'customer'],
  ['Björn Søndergaard', 'bjoern@example.org', '+49', '040 66969 220', 'partner'],
  ['Carla Muster', 'carla.muster@example.org', '+49', '089 99998 310', 'customer'],
  ['Dr. Deniz Öztürk', 'deniz.oeztuerk@example.org', '+49', '069 90009 411', 'lead'],
  ['Élodie Martin', 'elodie.martin@example.org', '+33', '01 99 00 12 34', 'customer'],
  ['Frank Großmann', 'frank.grossmann@example.org', '+49', '0171 3920017', 'customer'],
  ['Grace Whitfield', 'grace@example.org', '+44', '020 7946 0312', 'partner'],
  ['Hannah Weiß', 'hannah.weiss@example.org', '+49', '0221 4710 912', 'lead'],
  ['Ian Calder', 'ian.calder@example.org', '+44', '0131 496 0188', 'customer'],
  ['Joana Silva', 'joana@example.org', '', '', 'lead'],
  ['Kenji Watanabe', 'kenji@example.org', '', '', 'partner'],
  ['Łukasz Nowak', 'lukasz.nowak@example.org', '', '', 'customer'],
  ['Mira Hoffmann', 'mira.hoffmann@example.org', '+49', '030 23125 477', 'customer'],
  ['Noah Bennett', 'noah.bennett@example.org', '+1', '202 555 0147', 'customer'],
  ['Olivia Grant', 'olivia@example.org', '+1', '415 555 0172', 'partner'],
  ['Petra Lindner', 'petra.lindner@example.org', '+49', '040 66969 854', 'customer'],
];

/** @param {Words} words */
export function sampleFile(words) {
  const contacts = rows.map(([...row]) => {
    const tag = row.pop();
    return [...row, words.text(/** @type {Key} */ (`sample.${tag}`))];
  });
  const lines = [['name', 'email', 'country_code', 'phone', 'tags'], ...contacts].map((row) =>
    row.join(';'),
  );
  return new File([lines.join('\r\n'), '\r\n'], words.text('sample.file'), { type: 'text/csv' });
}
