// Deutsch, dritter Teil: eine Datei, die vor dem Hochladen geprüft wird. Im Ton von de.js.

export default {
  'check.choose': 'CSV-Datei wählen',
  'check.drop': 'CSV-Datei hier ablegen',
  'check.drop_hint':
    'Sie wird auf diesem Gerät geprüft. Gesendet wird nichts, bevor sie sauber ist.',
  'check.checking': 'Datei wird geprüft …',
  'check.cancel': 'Abbrechen',
  'check.another': 'Andere Datei',
  'check.good': { one: '{count} Zeile ist gut', other: '{count} Zeilen sind gut' },
  'check.rejected': {
    one: '{count} Zeile hat ein Problem',
    other: '{count} Zeilen haben Probleme',
  },
  'check.duplicates': {
    one: '{count} Dublette bleibt weg',
    other: '{count} Dubletten bleiben weg',
  },
  'check.clean': 'Die bereinigte Datei ist fertig.',
  'check.clean_left_out': {
    one: 'Die bereinigte Datei ist fertig, ohne {count} Zeile.',
    other: 'Die bereinigte Datei ist fertig, ohne {count} Zeilen.',
  },
  'check.nothing': 'Es bleibt keine Zeile übrig.',
  'check.missing': 'Welche Spalte ist „{name}“?',
  'check.columns': 'Spalten: {found} von {count} erkannt',
  'check.no_column': 'keine',
  'check.columns_missing': {
    one: 'Die Spalte {names} wird gebraucht und wurde nicht erkannt. Bitte sagen Sie, welche es ist.',
    other:
      'Die Spalten {names} werden gebraucht und wurden nicht erkannt. Bitte sagen Sie, welche es sind.',
  },
  'check.unrecognised':
    'Keine Spalte der Datei ist hier bekannt, also wurde nichts geprüft. Bitte sagen Sie, welche Spalte welche ist.',
  'check.take_suggestion': '{address} übernehmen',
  'check.suggestion_keys': 'Alt+Eingabe im Feld',
  'check.choose_column': 'Bitte wählen',
  'check.column_number': 'Spalte {number}',
  'check.header': 'Die erste Zeile benennt die Spalten',
  'check.problems': 'Probleme',
  'check.all': 'Alle',
  'check.assume': 'Vorwahl für alle Nummern ohne',
  'check.preview': 'Vorschau',
  'check.row': 'Zeile',
  'check.problem': 'Problem',
  'check.cell': '{column}, Zeile {row}',
  'check.same_row': 'gleicher Wert wie in Zeile {row}',
  'check.rows': 'Zeilen mit Problemen',
  'check.leave_out': { one: '{count} Zeile weglassen', other: '{count} Zeilen weglassen' },
  'check.take_back': 'Doch verbessern',
  'check.download': 'Diese Zeilen herunterladen',
  'check.rejected_name': 'abgelehnte Zeilen.csv',
  'check.refused': {
    one: 'Erst muss {count} Zeile verbessert oder weggelassen werden.',
    other: 'Erst müssen {count} Zeilen verbessert oder weggelassen werden.',
  },
  'check.refused_strictly': {
    one: 'Erst muss {count} Zeile verbessert werden.',
    other: 'Erst müssen {count} Zeilen verbessert werden.',
  },
  'check.not_all_kept':
    'Spalten haben sich geändert, darum ist nicht alles Verbesserte geblieben. Bitte noch einmal ansehen.',
  'check.waiting': 'Das Formular wird gesendet, sobald die Datei geprüft ist.',
  'check.lose_title': 'Korrekturen verwerfen?',
  'check.lose_text': 'Was Sie in {name} korrigiert haben, geht verloren.',
  'check.lose': 'Verwerfen',
  'error.check_failed':
    'Die Datei konnte nicht geprüft werden. Der Fehler liegt an der Prüfung, nicht an der Datei.',
  'advice.check_failed':
    'Laden Sie die Seite neu und wählen Sie die Datei noch einmal. Hilft das nicht, sagen Sie es bitte den Betreibern dieser Seite.',
  'error.check_misused': 'Diese Seite sagt nicht richtig, was sie von einer Datei erwartet.',
  'advice.check_misused': 'Bitte sagen Sie es den Betreibern dieser Seite.',
  'error.input_missing': 'Das Dateifeld, zu dem diese Prüfung gehört, ist nicht auf dieser Seite.',
  'error.input_taken': 'Zu demselben Dateifeld gehört auf dieser Seite schon eine andere Prüfung.',
  'error.file_several': 'Bitte eine Datei nach der anderen wählen.',
  'error.file_too_large':
    'Die Datei ist größer als 1 GB. Bitte aufteilen und die Teile nacheinander nehmen.',
  'error.memory_full':
    'Die Datei ist zu groß für den Speicher dieses Geräts. Bitte aufteilen und erneut versuchen.',
  'error.cell_required': 'Hier wird ein Wert gebraucht.',
  'error.cell_number': 'Hier wird eine (ganze) Zahl gebraucht.',
  'error.cell_not_allowed': 'Dieser Wert ist nicht erlaubt.',
  'error.cell_pattern': 'Der Wert hat nicht die richtige Form.',
  'error.cell_duplicate': 'Der Wert steht schon in einer früheren Zeile.',
  'error.csv_columns_unrecognised': 'Keine Spalte der Datei ist eine, die erwartet wird.',
  'error.csv_column_missing': 'Eine Spalte, die gebraucht wird, fehlt.',
};
