// A few contacts to try Kartei with. They are invented: the addresses are at example.org (RFC
// 2606), the numbers are reserved for film and fiction by the regulators of their countries.

const rows = [
  ['Anna Beispiel', 'anna.beispiel@example.org', '+49', '030 23125 101', 'Kundin'],
  ['Björn Søndergaard', 'bjoern@example.org', '+49', '040 66969 220', 'Partner'],
  ['Carla Muster', 'carla.muster@example.org', '+49', '089 99998 310', 'Kundin'],
  ['Dr. Deniz Öztürk', 'deniz.oeztuerk@example.org', '+49', '069 90009 411', 'Interessent'],
  ['Élodie Martin', 'elodie.martin@example.org', '+33', '01 99 00 12 34', 'Kundin'],
  ['Frank Großmann', 'frank.grossmann@example.org', '+49', '0171 3920017', 'Kunde'],
  ['Grace Whitfield', 'grace@example.org', '+44', '020 7946 0312', 'Partner'],
  ['Hannah Weiß', 'hannah.weiss@example.org', '+49', '0221 4710 912', 'Interessentin'],
  ['Ian Calder', 'ian.calder@example.org', '+44', '0131 496 0188', 'Kunde'],
  ['Joana Silva', 'joana@example.org', '', '', 'Interessentin'],
  ['Kenji Watanabe', 'kenji@example.org', '', '', 'Partner'],
  ['Łukasz Nowak', 'lukasz.nowak@example.org', '', '', 'Kunde'],
  ['Mira Hoffmann', 'mira.hoffmann@example.org', '+49', '030 23125 477', 'Kundin'],
  ['Noah Bennett', 'noah.bennett@example.org', '+1', '202 555 0147', 'Kunde'],
  ['Olivia Grant', 'olivia@example.org', '+1', '415 555 0172', 'Partner'],
  ['Petra Lindner', 'petra.lindner@example.org', '+49', '040 66969 854', 'Kundin'],
];

/** @param {string} locale */
export function sampleFile(locale) {
  const lines = [['name', 'email', 'country_code', 'phone', 'tags'], ...rows].map((row) =>
    row.join(';'),
  );
  const name = locale === 'de' ? 'Beispieldaten.csv' : 'sample contacts.csv';
  return new File([lines.join('\r\n'), '\r\n'], name, { type: 'text/csv' });
}
