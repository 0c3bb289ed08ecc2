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

  // --- Segmente ---
  'segment.label': 'Segmente',
  'segment.all': 'Alle',
  'segment.actions': 'Segment',
  'segment.more': 'Mehr zu {name}',
  'segment.name': 'Name',
  'segment.list': 'Liste',
  'segment.save': 'Speichern',
  'segment.save_filter': 'Als Segment speichern',
  'segment.saved': 'Segment gespeichert: {name}',
  'segment.rename': 'Umbenennen',
  'segment.renamed': 'Segment umbenannt: {name}',
  'segment.freeze': 'Als Liste festhalten',
  'segment.frozen_name': '{name} ({date})',
  'segment.delete': 'Löschen',
  'segment.delete_title': 'Segment {name} löschen?',
  'segment.delete_text': 'Die Kontakte bleiben.',
  'segment.deleted': 'Segment gelöscht: {name}',
  'segment.in_use': 'Dieses Segment ist Teil von: {names}',
  'segment.list_add': 'Zu einer Liste hinzufügen',
  'segment.list_remove': 'Aus einer Liste entfernen',
  'segment.list_create': 'Neue Liste',
  'segment.list_title': {
    one: '{count} Kontakt in einer Liste',
    other: '{count} Kontakte in einer Liste',
  },
  'segment.list_saved': {
    one: '{count} Kontakt zu {name} hinzugefügt',
    other: '{count} Kontakte zu {name} hinzugefügt',
  },
  'segment.list_shortened': {
    one: '{count} Kontakt aus {name} entfernt',
    other: '{count} Kontakte aus {name} entfernt',
  },
  'bulk.list': { one: '{count} Kontakt in eine Liste', other: '{count} Kontakte in eine Liste' },

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
