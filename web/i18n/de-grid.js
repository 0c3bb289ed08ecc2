// Deutsch, vierter Teil: Auswählen, viele Kontakte ändern, Spalten. Im Ton von de.js.

export default {
  // --- Auswahl ---
  'list.selected_before': 'Nicht alle stehen in dieser Liste.',
  'list.keep_selection': 'Auswahl behalten',
  'list.selection_away': {
    one: '{count} Treffer eines anderen Filters war ausgewählt.',
    other: '{count} Treffer eines anderen Filters waren ausgewählt.',
  },
  'list.selection_back': 'Zurück zu diesem Filter',

  // --- viele auf einmal ---
  'bulk.action': { one: '{count} Kontakt bearbeiten', other: '{count} Kontakte bearbeiten' },
  'bulk.short': 'Bearbeiten',
  'bulk.export': { one: '{count} Kontakt exportieren', other: '{count} Kontakte exportieren' },
  'bulk.what': 'Änderung',
  'bulk.add_tags': 'Schlagwörter ergänzen',
  'bulk.remove_tags': 'Schlagwörter entfernen',
  'bulk.country_code': 'Vorwahl setzen',
  'bulk.attribute': 'Weitere Angabe setzen',
  'bulk.tags': 'Schlagwörter, durch Komma getrennt',
  'bulk.no_code': 'Keine',
  'bulk.attribute_hint': 'Ohne Inhalt wird die Angabe entfernt.',
  'bulk.missing': 'Hier fehlt etwas.',
  'bulk.apply': { one: '{count} Kontakt ändern', other: '{count} Kontakte ändern' },
  'bulk.running': 'Änderung läuft',
  'bulk.done': { one: '{count} Kontakt geändert', other: '{count} Kontakte geändert' },
  'bulk.refused': {
    one: '{count} bleibt, wie er ist: die Änderung passt nicht zu seinen anderen Angaben',
    other: '{count} bleiben, wie sie sind: die Änderung passt nicht zu ihren anderen Angaben',
  },

  // --- Spalten ---
  'columns.action': 'Spalten',
  'columns.title': 'Spalten',
  'columns.show': '{column} zeigen',
  'columns.earlier': '{column} nach vorn',
  'columns.later': '{column} nach hinten',
  'columns.narrower': '{column} schmaler',
  'columns.wider': '{column} breiter',
  'columns.reset': 'Spalten zurücksetzen',
  'columns.keys':
    'In der Kopfzeile: Alt+Pfeil verschiebt eine Spalte, mit Umschalt ändert es ihre Breite.',
  'columns.shown': '{column} wird gezeigt',
  'columns.hidden': '{column} wird nicht gezeigt',
  'columns.moved': '{column}: Spalte {place} von {count}',
  'columns.resized': '{column}: Breite {width}',
  'sort.further_up': 'aufsteigend sortiert, Schlüssel {place}',
  'sort.further_down': 'absteigend sortiert, Schlüssel {place}',
};
