// Deutsch, zweiter Teil: Verlauf, Papierkorb, Einstellungen, Sicherung, mehrere Tabs. Der Ton ist
// der von de.js.

export default {
  // --- Wege durch die Seite ---
  'nav.label': 'Bereiche',
  'nav.contacts': 'Kontakte',
  'nav.history': 'Verlauf',
  'nav.trash': 'Papierkorb',
  'nav.settings': 'Einstellungen',
  'shortcuts.redo': 'Wiederholen',
  'shortcuts.go_contacts': 'Zu den Kontakten',
  'shortcuts.go_history': 'Zum Verlauf',
  'shortcuts.go_trash': 'Zum Papierkorb',
  'shortcuts.go_settings': 'Zu den Einstellungen',
  'shortcuts.key.shift': 'Umschalt',
  'shortcuts.key.home_end': 'Pos1 / Ende',
  'pager.label': 'Seiten',
  'pager.previous': 'Zurück',
  'pager.next': 'Weiter',
  'pager.range': '{from}–{to} von {count}',
  'field.attributes': 'Weitere Angaben',
  'field.deleted_at': 'Löschung',

  // --- Verlauf ---
  'history.count': { one: '{count} Änderung', other: '{count} Änderungen' },
  'history.empty': 'Noch nichts geändert',
  'history.empty_hint':
    'Hier steht, was mit Ihren Kontakten geschieht. Jede Änderung lässt sich zurücknehmen, auch ' +
    'ein Import.',
  'history.create.one': 'Kontakt angelegt: {name}',
  'history.create.many': { one: '{count} Kontakt angelegt', other: '{count} Kontakte angelegt' },
  'history.update.one': 'Kontakt geändert: {name}',
  'history.update.many': { one: '{count} Kontakt geändert', other: '{count} Kontakte geändert' },
  'history.remove.one': 'Kontakt gelöscht: {name}',
  'history.remove.many': { one: '{count} Kontakt gelöscht', other: '{count} Kontakte gelöscht' },
  'history.restore.one': 'Kontakt wiederhergestellt: {name}',
  'history.restore.many': {
    one: '{count} Kontakt wiederhergestellt',
    other: '{count} Kontakte wiederhergestellt',
  },
  'history.erase.many': {
    one: '{count} Kontakt endgültig gelöscht',
    other: '{count} Kontakte endgültig gelöscht',
  },
  'history.import.many': {
    one: 'Import {file}: {count} Kontakt',
    other: 'Import {file}: {count} Kontakte',
  },
  'history.import.pasted': { one: 'Import: {count} Kontakt', other: 'Import: {count} Kontakte' },
  'history.merge.many': {
    one: 'Sicherung zusammengeführt: {count} Kontakt',
    other: 'Sicherung zusammengeführt: {count} Kontakte',
  },
  'history.sync.one': 'Änderung vom Server geholt: {name}',
  'history.sync.many': {
    one: '{count} Änderung vom Server geholt',
    other: '{count} Änderungen vom Server geholt',
  },
  'history.unknown': {
    one: 'Andere Änderung: {count} Kontakt',
    other: 'Andere Änderung: {count} Kontakte',
  },
  'history.segment.created': 'Segment angelegt: {name}',
  'history.segment.changed': 'Segment geändert: {name}',
  'history.segment.deleted': 'Segment gelöscht: {name}',
  'history.undo.of': 'Zurückgenommen: {what}',
  'history.redo.of': 'Wiederholt: {what}',
  'history.some': { one: '{count} Kontakt', other: '{count} Kontakte' },
  'history.undone': 'zurückgenommen',
  'history.undo': 'Rückgängig',
  'history.redo': 'Wiederholen',
  'history.undo_label': 'Rückgängig machen: {what}',
  'history.redo_label': 'Wiederholen: {what}',

  // --- Rückgängig ---
  'undo.done': 'Zurückgenommen: {what}',
  'undo.redone': 'Wiederholt: {what}',
  'undo.running': 'Wird zurückgenommen: {what}',
  'redo.running': 'Wird wiederholt: {what}',
  'undo.waits':
    'Noch nicht zurückgenommen: Es läuft noch etwas anderes. Versuchen Sie es danach erneut.',
  'redo.waits':
    'Noch nicht wiederholt: Es läuft noch etwas anderes. Versuchen Sie es danach erneut.',
  'undo.nothing': 'Es gibt nichts zurückzunehmen.',
  'redo.nothing': 'Es gibt nichts zu wiederholen.',
  'undo.nothing_left':
    '{what}: Davon ist nichts mehr zurückzunehmen. Was endgültig gelöscht ist, kommt nicht wieder.',
  'redo.nothing_left':
    '{what}: Davon ist nichts mehr zu wiederholen. Was endgültig gelöscht ist, kommt nicht wieder.',
  'undo.kept_title': {
    one: '{count} Kontakt wurde seither geändert',
    other: '{count} Kontakte wurden seither geändert',
  },
  'undo.kept_text': {
    one: 'Die spätere Änderung bleibt, wie sie ist. Alles andere ist zurückgenommen.',
    other: 'Die späteren Änderungen bleiben, wie sie sind. Alles andere ist zurückgenommen.',
  },
  'undo.kept_short': {
    one: '{count} Kontakt wurde seither geändert und bleibt so.',
    other: '{count} Kontakte wurden seither geändert und bleiben so.',
  },
  'undo.kept_more': { one: 'und {count} weiterer', other: 'und {count} weitere' },
  'undo.kept_show': 'Ansehen',
  'undo.take_back': {
    one: 'Auch diesen zurücknehmen',
    other: 'Auch diese {count} zurücknehmen',
  },
  'undo.leave': 'So lassen',

  // --- Papierkorb ---
  'trash.count': { one: '{count} Kontakt', other: '{count} Kontakte' },
  'trash.empty': 'Der Papierkorb ist leer',
  'trash.empty_hint': {
    one: 'Gelöschte Kontakte liegen hier {count} Tag lang und lassen sich wiederherstellen.',
    other: 'Gelöschte Kontakte liegen hier {count} Tage lang und lassen sich wiederherstellen.',
  },
  'trash.hint': {
    one: 'Nach {count} Tag werden gelöschte Kontakte endgültig entfernt.',
    other: 'Nach {count} Tagen werden gelöschte Kontakte endgültig entfernt.',
  },
  'trash.deleted': 'gelöscht {date}',
  'trash.days_left': { one: 'noch {count} Tag', other: 'noch {count} Tage' },
  'trash.last_day': 'letzter Tag',
  'trash.select': '{name} auswählen',
  'trash.select_page': 'Alle auf dieser Seite auswählen',
  'trash.selected': '{count} ausgewählt',
  'trash.restore': 'Wiederherstellen',
  'trash.restore_one': 'Wiederherstellen: {name}',
  'trash.restore_all': 'Alle wiederherstellen',
  'trash.restore_some': {
    one: '{count} Kontakt wiederherstellen',
    other: '{count} Kontakte wiederherstellen',
  },
  'trash.restored': {
    one: '{count} Kontakt wiederhergestellt',
    other: '{count} Kontakte wiederhergestellt',
  },
  'trash.erase': 'Endgültig löschen',
  'trash.erase_one': 'Endgültig löschen: {name}',
  'trash.erase_some': {
    one: '{count} Kontakt endgültig löschen',
    other: '{count} Kontakte endgültig löschen',
  },
  'trash.erase_all': 'Papierkorb leeren',
  'trash.erase_title': {
    one: '{count} Kontakt endgültig löschen?',
    other: '{count} Kontakte endgültig löschen?',
  },
  'trash.erase_named': '„{name}“ endgültig löschen?',
  'trash.erase_text': {
    one:
      'Das entfernt die Person überall: ihre Angaben, was der Verlauf von ihr kennt, und ' +
      'angefangene Entwürfe. Es lässt sich nicht zurücknehmen. In Sicherungen und ' +
      'exportierten Dateien, die Sie aufbewahren, bleibt die Person stehen.',
    other:
      'Das entfernt die Personen überall: ihre Angaben, was der Verlauf von ihnen kennt, und ' +
      'angefangene Entwürfe. Es lässt sich nicht zurücknehmen. In Sicherungen und ' +
      'exportierten Dateien, die Sie aufbewahren, bleiben die Personen stehen.',
  },
  'trash.erase_word': 'löschen',
  'trash.erased': {
    one: '{count} Kontakt endgültig gelöscht',
    other: '{count} Kontakte endgültig gelöscht',
  },
  'confirm.type': 'Zur Bestätigung „{word}“ eingeben',
  'confirm.mistyped': 'Geben Sie „{word}“ ein.',

  // --- Einstellungen: Speicher ---
  'settings.storage': 'Speicher',
  'settings.where': 'Aufbewahrt in',
  'settings.where_opfs': 'diesem Browser, auf diesem Gerät',
  'settings.where_memory': 'diesem Fenster, bis es geschlossen wird',
  'settings.contacts': 'Kontakte',
  'settings.durable': 'Dauerhaft',
  'settings.durable_yes': 'Ja. Der Browser löscht die Kontakte nicht von sich aus.',
  'settings.durable_no':
    'Nicht zugesagt. Wird der Platz knapp, kann der Browser die Kontakte löschen.',
  'settings.ask_again': 'Noch einmal anfragen',
  'settings.granted': 'Der Browser hält Ihre Kontakte jetzt dauerhaft.',
  'settings.refused':
    'Der Browser hat es nicht zugesagt. Ein Lesezeichen auf diese Seite kann helfen, und eine ' +
    'Sicherung hilft immer.',
  'settings.used': 'Belegt',
  'settings.used_of': '{used} belegt, {available} frei',
  'settings.unknown': 'Das sagt dieser Browser nicht.',
  'settings.book_size': 'davon Kontakte und Verlauf',

  // --- Einstellungen: Sicherung ---
  'backup.title': 'Sicherung',
  'backup.text':
    'Eine Datei mit allen Kontakten, dem Papierkorb und dem Verlauf. Bewahren Sie sie außerhalb ' +
    'dieses Browsers auf.',
  'backup.never': 'Es gibt noch keine Sicherung.',
  'backup.last': 'Letzte Sicherung: {date}',
  'backup.changes': {
    one: '{count} Änderung seither',
    other: '{count} Änderungen seither',
  },
  'backup.changes_ever': { one: '{count} Änderung', other: '{count} Änderungen' },
  'backup.no_changes': 'seither nichts geändert',
  'backup.due': 'Eine neue Sicherung ist fällig.',
  'backup.action': 'Sicherung herunterladen',
  'backup.running': 'Sicherung wird geschrieben',
  'backup.done': 'Sicherung heruntergeladen',
  'backup.file_name': 'Kartei-Sicherung {date}.kartei',

  // --- Einstellungen: Wiederherstellen ---
  'restore.title': 'Aus Sicherung wiederherstellen',
  'restore.text': 'Sie sehen zuerst, was die Datei enthält. Bis Sie zustimmen, ändert sich nichts.',
  'restore.choose': 'Sicherung auswählen',
  'restore.reading': 'Sicherung wird geprüft',
  'restore.writing': 'Sicherung wird eingespielt',
  'restore.file': 'Datei',
  'restore.created': 'Erstellt',
  'restore.contacts': 'Kontakte',
  'restore.trash': 'im Papierkorb',
  'restore.entries': 'Einträge im Verlauf',
  'restore.known': 'davon schon hier',
  'restore.mode': 'Was soll mit den jetzigen Kontakten geschehen?',
  'restore.merge': 'Zusammenführen',
  'restore.merge_hint':
    'Kontakte der Sicherung kommen dazu. Wo es einen schon gibt, gilt der neuere Stand. Lässt ' +
    'sich zurücknehmen.',
  'restore.replace': 'Ersetzen',
  'restore.replace_hint': 'Danach ist alles so wie in der Sicherung, auch Papierkorb und Verlauf.',
  'restore.replace_server':
    'Die Verbindung zum Server „{name}“ wird dabei getrennt; Sie können ihn danach wieder verbinden.',
  'restore.replace_warning': 'Was jetzt hier ist und nicht in der Sicherung steht, geht verloren.',
  'restore.backup_first': 'Vorher die jetzigen Kontakte sichern',
  'restore.do_merge': {
    one: '{count} Kontakt zusammenführen',
    other: '{count} Kontakte zusammenführen',
  },
  'restore.do_replace': 'Alles ersetzen',
  'restore.cancel': 'Andere Datei',
  'restore.replace_title': 'Alle Kontakte durch die Sicherung ersetzen?',
  'restore.replace_text': {
    one:
      '{count} Kontakt in diesem Browser wird durch den Inhalt der Sicherung ersetzt, mit ' +
      'Papierkorb und Verlauf. Das lässt sich nicht zurücknehmen.',
    other:
      '{count} Kontakte in diesem Browser werden durch den Inhalt der Sicherung ersetzt, mit ' +
      'Papierkorb und Verlauf. Das lässt sich nicht zurücknehmen.',
  },
  'restore.replace_word': 'ersetzen',
  'restore.done': 'Sicherung eingespielt',
  'restore.server_left':
    'Die Verbindung zum Server „{name}“ ist getrennt; Sie können ihn wieder verbinden.',
  'restore.added': '{count} neu',
  'restore.updated': '{count} aktualisiert',
  'restore.unchanged': '{count} unverändert',

  // --- Einstellungen: prüfen und alles löschen ---
  'integrity.title': 'Speicher prüfen',
  'integrity.text': 'Liest alle Kontakte und ihre Verzeichnisse und sucht nach Fehlern.',
  'integrity.action': 'Jetzt prüfen',
  'integrity.running': 'Wird geprüft',
  'integrity.good': 'Alles in Ordnung.',
  'integrity.bad':
    'Der Speicher hat Fehler. Laden Sie jetzt eine Sicherung herunter. Das sagt die Prüfung:',
  'destroy.title': 'Alles in diesem Browser löschen',
  'destroy.text':
    'Entfernt alle Kontakte, den Papierkorb, den Verlauf und Entwürfe aus diesem Browser, in ' +
    'allen Tabs. Nur eine Sicherung bringt sie zurück.',
  'destroy.action': 'Alles löschen',
  'destroy.question': 'Alle Kontakte in diesem Browser löschen?',
  'destroy.question_text': {
    one:
      '{count} Kontakt wird gelöscht, mit Papierkorb, Verlauf und Entwürfen. Das lässt sich ' +
      'nicht zurücknehmen.',
    other:
      '{count} Kontakte werden gelöscht, mit Papierkorb, Verlauf und Entwürfen. Das lässt sich ' +
      'nicht zurücknehmen.',
  },
  'destroy.server': 'Was auf dem Server „{name}“ steht, bleibt dort.',
  'destroy.word': 'alles löschen',
  'destroyed.title': 'Alles ist gelöscht',
  'destroyed.text':
    'Die Kontakte in diesem Browser wurden gelöscht, hier oder in einem anderen Tab, mit ihren ' +
    'Entwürfen.',
  'destroyed.action': 'Neu beginnen',

  // --- Stehende Hinweise ---
  'notice.label': 'Hinweise',
  'notice.waiting':
    'Ein anderer Tab hält die Kontakte und antwortet nicht. Wechseln Sie zu diesem Tab, oder ' +
    'schließen Sie ihn. Ihre Eingaben bleiben stehen; danach geht es hier von selbst weiter.',
  'notice.ready': 'Die Kontakte sind wieder da.',
  'notice.outdated':
    'In einem anderen Tab läuft eine neuere Version von Kartei. Laden Sie diese Seite neu; was ' +
    'Sie eingegeben haben, bleibt als Entwurf.',
  'notice.not_durable':
    'Dieser Browser behält die Kontakte vielleicht nicht auf Dauer, ein privates Fenster gar nicht.',
  'notice.backup_due': {
    one: 'Zeit für eine Sicherung: {count} Änderung ist noch nicht gesichert.',
    other: 'Zeit für eine Sicherung: {count} Änderungen sind noch nicht gesichert.',
  },
  'notice.later': 'Später',
  'notice.little_space':
    'Es ist nur noch wenig Platz: {available} von {quota} sind frei. Ein großer Import passt ' +
    'vielleicht nicht. Geben Sie vorher Speicher frei.',
  'storage.full_missing': 'Der Speicher ist voll, es fehlen {size}. Es wurde nichts verändert.',

  // --- Anderswo geändert ---
  'conflict.title': 'Anderswo geändert',
  'conflict.text': 'Noch ist nichts gespeichert. Entscheiden Sie, welcher Stand gilt.',
  'conflict.before': 'Vorher',
  'conflict.theirs': 'Anderswo',
  'conflict.mine': 'Ihre Eingabe',
  'conflict.nothing': '–',
  'conflict.unchanged': 'unverändert',
  'conflict.take_theirs': 'Anderen Stand übernehmen',
  'conflict.save_mine': 'Meine Eingaben speichern',
  'conflict.keep_editing': 'Weiter bearbeiten',
  'conflict.compare': 'Vergleichen',
  'conflict.hint': 'Was nur anderswo geändert wurde, bleibt beim Speichern erhalten.',
  'form.created_toast': 'Kontakt angelegt',
  'form.erased': 'Dieser Kontakt wurde endgültig gelöscht.',

  // --- Retten, was sich lesen lässt ---
  'rescue.title': 'Retten, was sich lesen lässt',
  'rescue.text':
    'Kartei liest die gespeicherten Dateien, ohne etwas daran zu ändern. Überschrieben wird nichts.',
  'rescue.action': 'Lesbares herunterladen',
  'rescue.running': 'Wird gelesen',
  'rescue.whole': {
    one: '{count} Kontakt gelesen. Es fehlt nichts.',
    other: '{count} Kontakte gelesen. Es fehlt nichts.',
  },
  'rescue.partial': {
    one: '{count} Kontakt gelesen. Andere lassen sich vielleicht nicht mehr lesen.',
    other: '{count} Kontakte gelesen. Andere lassen sich vielleicht nicht mehr lesen.',
  },
  'rescue.none': 'Es ließ sich kein Kontakt lesen.',
  'rescue.backup': 'Als Sicherung herunterladen',
  'rescue.csv': 'Als CSV herunterladen',
  'rescue.backup_name': 'Kartei gerettet {date}.kartei',
  'rescue.csv_name': 'Kartei gerettet {date}.csv',
};
