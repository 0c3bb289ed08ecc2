// Deutsch, fünfter Teil: Abgleich mit einem Server. Der Ton ist der von de.js.

export default {
  'nav.sync': 'Abgleich',
  'shortcuts.go_sync': 'Zum Abgleich',

  // --- Plakette ---
  'sync.badge.label': 'Abgleich: {state}',
  'sync.badge.auth': 'Anmelden',
  'sync.badge.keyless': 'Angehalten',
  'sync.badge.mass_loss': 'Angehalten',
  'sync.badge.refused': 'Angehalten',
  'sync.badge.offline': 'Offline',
  'sync.badge.conflicts': { one: '{count} Konflikt', other: '{count} Konflikte' },
  'sync.badge.parked': { one: '{count} abgelehnt', other: '{count} abgelehnt' },
  'sync.badge.unreachable': 'Offline',
  'sync.badge.error': 'Fehler',
  'sync.badge.waiting': 'Wartet',
  'sync.badge.first': 'Erster Abgleich',
  'sync.badge.pending': '{count} ausstehend',
  'sync.badge.current': 'Aktuell',

  // --- Stand ---
  'sync.state.auth': 'Anmeldung nötig',
  'sync.state.keyless': 'Angehalten: Der Server verlangt Zugangsdaten',
  'sync.state.mass_loss': 'Angehalten: Auf dem Server fehlen viele Kontakte',
  'sync.state.refused': 'Angehalten: Der Server lehnt die Anfrage ab',
  'sync.state.offline': 'Offline',
  'sync.state.conflicts': {
    one: '{count} Konflikt ist zu entscheiden',
    other: '{count} Konflikte sind zu entscheiden',
  },
  'sync.state.parked': {
    one: 'Der Server nimmt {count} Kontakt nicht an',
    other: 'Der Server nimmt {count} Kontakte nicht an',
  },
  'sync.state.unreachable': 'Der Server ist nicht zu erreichen',
  'sync.state.error': 'Der Server antwortet nicht richtig',
  'sync.state.stuck': 'Der Abgleich kommt nicht weiter',
  'sync.state.waiting': 'Der Server bittet um Geduld',
  'sync.state.first': 'Erster Abgleich läuft',
  'sync.state.pending': {
    one: '{count} Änderung wird gesendet',
    other: '{count} Änderungen werden gesendet',
  },
  'sync.state.current': 'Alles ist auf dem Stand des Servers',
  'sync.state.current_pull': 'Alles vom Server ist hier',
  'sync.state.current_push': 'Alles von hier ist auf dem Server',

  // --- Warum es so ist, und was hilft ---
  'sync.why.auth_missing':
    'Nichts wird gesendet oder geholt, bis Sie sich anmelden: Zugangsdaten bleiben nur im ' +
    'Arbeitsspeicher dieser Seite und sind nach dem Neuladen fort.',
  'sync.why.auth_refused':
    'Der Server hat die Zugangsdaten abgelehnt. Melden Sie sich neu an, dann geht es weiter; Ihre ' +
    'Änderungen bleiben hier.',
  'sync.why.keyless':
    'Das Profil dieses Servers hat keine, deshalb wird nichts gesendet oder geholt; Ihre ' +
    'Änderungen bleiben hier. Versuchen Sie es erneut, wenn der Server Sie ohne einlässt, oder ' +
    'trennen Sie die Verbindung und verbinden Sie ihn mit einem Profil, das sich anmeldet.',
  'sync.why.mass_loss':
    'Von {linked} abgeglichenen Kontakten fehlen {lost} auf dem Server. Das kann gewollt sein oder ' +
    'ein Fehler dort: Entscheiden Sie, ob sie auch hier gelöscht oder neu gesendet werden.',
  'sync.why.mass_loss_pull':
    'Von {linked} abgeglichenen Kontakten fehlen {lost} auf dem Server. Das kann gewollt sein oder ' +
    'ein Fehler dort: Entscheiden Sie, ob sie auch hier gelöscht oder behalten werden.',
  'sync.why.refused': '{message} Wenn der Grund behoben ist, versuchen Sie es erneut.',
  'sync.why.offline':
    'Dieses Gerät hat keine Verbindung. Sie können weiterarbeiten; sobald sie wieder da ist, geht ' +
    'der Abgleich von selbst weiter.',
  'sync.why.offline_pending': {
    one:
      'Dieses Gerät hat keine Verbindung. {count} Änderung wartet hier und wird von selbst ' +
      'gesendet, sobald sie wieder da ist.',
    other:
      'Dieses Gerät hat keine Verbindung. {count} Änderungen warten hier und werden von selbst ' +
      'gesendet, sobald sie wieder da ist.',
  },
  'sync.why.unreachable': 'Es wird gerade wieder versucht. Ihre Änderungen bleiben hier.',
  'sync.why.unreachable_until':
    'Um {time} wird es von selbst wieder versucht, mit „Jetzt abgleichen“ sofort. Ihre Änderungen ' +
    'bleiben hier.',
  'sync.why.conflicts':
    'Hier und auf dem Server steht Verschiedenes. Bis Sie entscheiden, bleibt beides, wo es ist; ' +
    'alles andere wird abgeglichen.',
  'sync.why.parked':
    'Ändern Sie, was der Server beanstandet, oder versuchen Sie es erneut; alles andere wird ' +
    'abgeglichen.',
  'sync.why.error': '{message} Es wird von selbst wieder versucht; Ihre Änderungen bleiben hier.',
  'sync.why.error_until':
    '{message} Um {time} wird es von selbst wieder versucht; Ihre Änderungen bleiben hier.',
  'sync.why.waiting':
    'Der Server will bis {time} nicht gefragt werden. Danach geht es von selbst weiter.',
  'sync.why.first': {
    one: '{count} Datensatz ist gelesen. Sie können schon arbeiten und die Seite auch schließen.',
    other:
      '{count} Datensätze sind gelesen. Sie können schon arbeiten und die Seite auch schließen.',
  },
  'sync.why.pending': {
    one: '{count} Änderung ist noch nicht auf dem Server.',
    other: '{count} Änderungen sind noch nicht auf dem Server.',
  },
  'sync.why.current': 'Neue Änderungen werden von selbst gesendet und geholt.',
  'sync.why.current_pull':
    'Es wird nur geholt, und das von selbst: Was Sie hier ändern, bleibt hier; gesendet wird ' +
    'nichts.',
  'sync.why.current_push':
    'Es wird nur gesendet, und das von selbst: Was andere auf dem Server ändern, wird nicht ' +
    'geholt.',
  'sync.server_says': 'Der Server sagt: „{message}“.',
  'sync.failure.unreachable': 'Der Server ist nicht zu erreichen.',
  'sync.failure.timeout': 'Der Server hat nicht rechtzeitig geantwortet.',
  'sync.failure.answer_too_large': 'Die Antwort des Servers ist zu groß.',
  'sync.failure.stopped': 'Die Anfrage wurde abgebrochen.',
  'sync.failure.hook_failed': 'Das Modul, das zum Profil gehört, ist gescheitert.',

  // --- Bildschirm ---
  'sync.none': 'Kein Server verbunden',
  'sync.none_hint':
    'Ihre Kontakte bleiben in diesem Browser. Mit einem Server verbunden, gleichen sich alle Ihre ' +
    'Geräte ab, auch wenn sie zeitweise offline sind.',
  'sync.connect': 'Server verbinden …',
  'sync.now': 'Jetzt abgleichen',
  'sync.whole': 'Alles vergleichen',
  'sync.resume': 'Erneut versuchen',
  'sync.started': 'Der Abgleich läuft',
  'sync.send_lost': {
    one: '{count} Kontakt neu senden',
    other: '{count} Kontakte neu senden',
  },
  'sync.keep_lost': {
    one: '{count} Kontakt hier behalten',
    other: '{count} Kontakte hier behalten',
  },
  'sync.delete_lost': {
    one: '{count} Kontakt auch hier löschen',
    other: '{count} Kontakte auch hier löschen',
  },
  'sync.delete_lost_title': {
    one: '{count} Kontakt löschen?',
    other: '{count} Kontakte löschen?',
  },
  'sync.delete_lost_text':
    'Jeder wird vorher noch einmal einzeln erfragt. Was der Server wirklich nicht mehr hat, kommt ' +
    'hier in den Papierkorb.',
  'sync.backend': 'Server',
  'sync.fact.name': 'Profil',
  'sync.fact.base': 'Adresse',
  'sync.fact.account': 'Konto',
  'sync.fact.direction': 'Richtung',
  'sync.fact.pending': 'Ausstehend',
  'sync.fact.linked': 'Auf dem Server',
  'sync.fact.answer': 'Letzte Antwort',
  'sync.fact.polled': 'Zuletzt nachgesehen',
  'sync.never': 'noch nie',
  'sync.direction.both': 'In beide Richtungen',
  'sync.direction.pull': 'Nur holen',
  'sync.direction.push': 'Nur senden',
  'sync.disconnect': 'Verbindung trennen',
  'sync.disconnect_title': 'Verbindung zu „{name}“ trennen?',
  'sync.disconnect_text': 'Die Kontakte bleiben, hier und auf dem Server.',
  'sync.disconnect_pending': {
    one: '{count} Änderung von hier kommt dann nicht mehr dort an.',
    other: '{count} Änderungen von hier kommen dann nicht mehr dort an.',
  },
  'sync.disconnect_conflicts': {
    one: '{count} Konflikt bleibt unentschieden: Hier bleibt, was hier steht.',
    other: '{count} Konflikte bleiben unentschieden: Hier bleibt, was hier steht.',
  },
  'sync.unsent_lost': {
    one: '{count} Änderung von hier ist noch nicht auf dem Server und geht verloren.',
    other: '{count} Änderungen von hier sind noch nicht auf dem Server und gehen verloren.',
  },
  'sync.connected': 'Der Server ist verbunden',
  'sync.disconnected': 'Die Verbindung ist getrennt',

  // --- Anmelden ---
  'sync.account_is': 'Konto: {account}',
  'sync.token': 'Zugangsschlüssel (Token)',
  'sync.password': 'Passwort',
  'sync.secret_hint':
    'Bleibt nur im Arbeitsspeicher dieser Seite: Nach dem Neuladen wird wieder danach gefragt.',
  'sync.secret_missing': 'Ohne das lässt der Server niemanden ein.',
  'sync.sign_in': 'Anmelden',
  'sync.signed_in': 'Die Zugangsdaten sind übergeben',

  // --- Konflikte ---
  'sync.conflict.title': { one: '{count} Konflikt', other: '{count} Konflikte' },
  'sync.conflict.hint': 'Mit den Pfeiltasten von einem zum anderen, mit 1 oder 2 entscheiden.',
  'sync.conflict.label': '{name}: {field}',
  'sync.conflict.base': 'Vorher',
  'sync.conflict.mine': 'Hier',
  'sync.conflict.theirs': 'Auf dem Server',
  'sync.conflict.was_deleted_here': 'Hier, beim Löschen',
  'sync.conflict.take_mine': 'Meine behalten',
  'sync.conflict.take_theirs': 'Vom Server übernehmen',
  'sync.conflict.deleted_here': 'hier gelöscht, dort geändert',
  'sync.conflict.deleted_here_text':
    'Sie haben diesen Kontakt gelöscht, während ihn jemand auf dem Server geändert hat. Er wurde ' +
    'behalten.',
  'sync.conflict.deleted_here.mine': 'Doch löschen',
  'sync.conflict.deleted_here.theirs': 'Behalten',
  'sync.conflict.deleted_there': 'dort gelöscht, hier geändert',
  'sync.conflict.deleted_there_text':
    'Jemand hat diesen Kontakt auf dem Server gelöscht, während Sie ihn hier geändert haben. Er ' +
    'wurde behalten und wird dort neu angelegt.',
  'sync.conflict.deleted_there_text_pull':
    'Jemand hat diesen Kontakt auf dem Server gelöscht, während Sie ihn hier geändert haben. Er ' +
    'wurde hier behalten.',
  'sync.conflict.deleted_there.mine': 'Behalten',
  'sync.conflict.deleted_there.theirs': 'Doch löschen',
  'sync.conflict.decided': {
    one: 'Entschieden, noch {count} Konflikt',
    other: 'Entschieden, noch {count} Konflikte',
  },
  'sync.conflict.taken': 'Vom Server übernommen',

  // --- abgelehnte Kontakte ---
  'sync.parked.title': {
    one: '{count} Kontakt nimmt der Server nicht an',
    other: '{count} Kontakte nimmt der Server nicht an',
  },
  'sync.parked.hint': {
    one: 'Hier ist er gespeichert. Nach einer Änderung wird es erneut versucht.',
    other: 'Hier sind sie gespeichert. Nach einer Änderung wird es erneut versucht.',
  },
  'sync.parked.server': 'Der Server sagt:',
  'sync.parked.deleted': '{name} (hier gelöscht)',
  'sync.parked.edit': 'Bearbeiten',
  'sync.parked.edit_one': 'Bearbeiten: {name}',
  'sync.parked.retry': 'Erneut versuchen',
  'sync.parked.retry_one': 'Erneut versuchen: {name}',
  'sync.parked.retried': {
    one: '{count} Kontakt wird erneut gesendet',
    other: '{count} Kontakte werden erneut gesendet',
  },

  // --- am Kontakt ---
  'sync.note.conflict': 'Hier und auf dem Server steht Verschiedenes: {fields}.',
  'sync.note.decide': 'Entscheiden',

  // --- Protokoll ---
  'sync.log.title': 'Anfragen an den Server',
  'sync.log.count': {
    one: 'Die letzte Anfrage an den Server',
    other: 'Die letzten {count} Anfragen an den Server',
  },
  'sync.log.hint': 'Ohne Inhalte: Was in den Kontakten steht, steht hier nicht.',
  'sync.log.at': 'Zeit',
  'sync.log.method': 'Art',
  'sync.log.path': 'Pfad',
  'sync.log.status': 'Antwort',
  'sync.log.took': 'Dauer',
  'sync.log.ms': '{count} ms',
  'sync.log.no_answer': 'keine',

  // --- Verbinden ---
  'sync.connect.title': 'Server verbinden',
  'sync.connect.text':
    'Zuerst wird nur gelesen und geprüft. Danach sehen Sie, was geschehen würde, und entscheiden.',
  'sync.connect.profile': 'Art des Servers',
  'sync.connect.own': 'Eigenes Profil (JSON)',
  'sync.connect.json': 'Profil',
  'sync.connect.json_hint': 'Wie der Server spricht, als JSON. Es bleibt in diesem Browser.',
  'sync.connect.json_missing': 'Fügen Sie das Profil hier ein.',
  'sync.connect.json_invalid': 'Das ist kein JSON: {message}',
  'sync.connect.profile_wrong': 'Im Profil stimmt {field} nicht: {message}',
  'sync.connect.profile_missing':
    'Das Profil ließ sich nicht laden. Prüfen Sie die Verbindung, dann versuchen Sie es erneut.',
  'sync.connect.base': 'Adresse (URL)',
  'sync.connect.base_missing': 'Wo ist der Server? Zum Beispiel https://example.org/api.',
  'sync.connect.base_invalid': 'Das ist keine vollständige Adresse wie https://example.org/api.',
  'sync.connect.other_origin':
    '{origin} ist eine andere Adresse als die dieser Seite. Die Richtlinie der Seite ' +
    '(connect-src) und der Server (CORS) müssen das erlauben.',
  'sync.connect.account_missing': 'Zu welchem Konto gehören die Zugangsdaten?',
  'sync.connect.account_hint':
    'Mit den Zugangsdaten eines anderen Kontos wird später nichts gesendet.',
  'sync.connect.test': 'Verbindung prüfen',
  'sync.connect.testing': 'Der Server wird geprüft …',
  'sync.connect.connecting': 'Wird verbunden …',
  'sync.connect.result': 'Das sagt die Prüfung',
  'sync.connect.tested': 'Geprüft: {address}',
  'sync.connect.failed': {
    one:
      'Eine Prüfung ist gescheitert: So würde der Abgleich nicht verlässlich. Ändern Sie die ' +
      'Angaben, dann prüfen Sie erneut. Geschrieben wurde nichts.',
    other:
      '{count} Prüfungen sind gescheitert: So würde der Abgleich nicht verlässlich. Ändern Sie die ' +
      'Angaben, dann prüfen Sie erneut. Geschrieben wurde nichts.',
  },
  'sync.connect.rest_ok': {
    one: '{count} Prüfung in Ordnung',
    other: '{count} Prüfungen in Ordnung',
  },
  'sync.connect.all_ok': {
    one: '{count} Prüfung, alles in Ordnung',
    other: '{count} Prüfungen, alles in Ordnung',
  },
  'sync.connect.back': 'Zurück',
  'sync.connect.do': 'Verbinden',
  'sync.connect.there': 'Auf dem Server',
  'sync.connect.here': 'Hier',
  'sync.connect.matching': 'Auf beiden Seiten',
  'sync.connect.at_least': 'mindestens {count}',
  'sync.connect.direction': 'Welche Richtung?',
  'sync.connect.both_text':
    'Hierher: {come}. Zum Server: {go}. Feld für Feld verbunden: {matching}.',
  'sync.connect.pull_text':
    'Hierher: {come}. Verbunden: {matching}. Der Server bleibt, wie er ist.',
  'sync.connect.push_text':
    'Zum Server: {go}. Verbunden: {matching}. Sonst kommt von dort kein Kontakt hierher.',
  'sync.result.ok': 'In Ordnung',
  'sync.result.warning': 'Achtung',
  'sync.result.failed': 'Gescheitert',
  'sync.result.skipped': 'Nicht geprüft',
  'sync.check.auth': 'Anmeldung',
  'sync.check.auth.ok': 'Der Server lässt die Angaben gelten.',
  'sync.check.shape': 'Datensätze',
  'sync.check.shape.ok': 'Sie sehen aus, wie das Profil sagt.',
  'sync.check.shape.warning': 'In keinem der gelesenen Datensätze gibt es: {detail}',
  'sync.check.shape.no_list':
    'Die Antwort des Servers hat keine Liste von Datensätzen, wo das Profil es sagt (list/items).',
  'sync.check.shape.no_id': 'Die Datensätze haben keine Id, wo das Profil es sagt (record/id).',
  'sync.check.shape.empty': 'Der Server hat noch keine.',
  'sync.check.delta': 'Änderungen',
  'sync.check.delta.ok': 'Der Server nennt, was sich geändert hat.',
  'sync.check.delta.log': 'Der Server führt Buch über alles, was sich ändert.',
  'sync.check.delta.silent':
    'Der Server verschweigt Änderungen: Es werden jedes Mal alle Datensätze verglichen.',
  'sync.check.delta.walks': 'Es werden jedes Mal alle Datensätze verglichen.',
  'sync.check.delta.empty': 'Der Server hat noch keine Datensätze.',
  'sync.check.filter': 'Filter',
  'sync.check.filter.ok': 'Sie wirken.',
  'sync.check.filter.ignored': 'Der Server überliest sie: Es wird mehr gelesen als nötig.',
  'sync.check.order': 'Reihenfolge',
  'sync.check.order.ok': 'Sie stimmt.',
  'sync.check.order.warning':
    'Sie ist nicht die des Profils: Es werden jedes Mal alle Datensätze verglichen.',
  'sync.check.precondition': 'Schutz vor Überschreiben',
  'sync.check.precondition.first_update': 'Ob der Server ihn einhält, zeigt die erste Änderung.',
  'sync.check.precondition.last_write_wins':
    'Der Server hat keinen: Was jemand im selben Augenblick ändert, kann verloren gehen.',
  'sync.check.pages': 'Seiten der Liste',
  'sync.check.pages.ok': 'Zweimal gelesen, zweimal dasselbe.',
  'sync.check.pages.moved':
    'Zweimal gelesen, und es war nicht dasselbe: Vielleicht arbeitet gerade jemand damit.',
  'sync.check.cors': 'Erlaubnis für den Browser',
  'sync.check.cors.ok': 'Der Server zeigt dem Browser, was er braucht.',
  'sync.check.cors.skipped': 'Hier gibt es nichts zu prüfen.',
  'sync.check.cors.link':
    'Der Server verbirgt den Verweis auf die nächste Seite: Er muss „Link“ freigeben ' +
    '(Access-Control-Expose-Headers).',

  // --- Einstellungen ---
  'sync.settings_none':
    'Kein Server ist verbunden: Nichts verlässt diesen Browser. Mit einem Server gleichen sich ' +
    'mehrere Geräte ab.',
  'sync.settings_connected': 'Verbunden mit {name}: {base}',
  'sync.settings_open': 'Zum Abgleich',

  // --- Fehler ---
  'error.profile_invalid': 'Das Profil des Servers stimmt nicht.',
  'error.backend_insecure':
    'Zugangsdaten gehen nur über https, oder zu diesem Gerät. Nehmen Sie eine Adresse mit https://.',
  'error.backend_unknown': 'Es ist kein Server verbunden.',
  'error.sync_missing':
    'Kartei konnte hier ohne Synchronisierung nicht geöffnet werden. Laden Sie die Seite neu.',
  'error.module_unreachable':
    'Was der Abgleich braucht, ließ sich nicht laden. Dieses Gerät ist offline, oder der Server ' +
    'der Seite ist nicht zu erreichen. Versuchen Sie es wieder, wenn es eine Verbindung gibt.',
  'error.backend_connected': 'Es ist schon ein Server verbunden. Trennen Sie ihn zuerst.',
  'error.answer_unreadable': 'Die Antwort des Servers ist nicht, wie das Profil sagt.',
  'error.conflict_unknown': 'Dieser Konflikt ist schon entschieden.',
  'error.conflict_changed':
    'Das wurde inzwischen noch einmal geändert. Sehen Sie sich an, was jetzt da ist.',
  'error.sync_refused': 'Der Server hat den Kontakt abgelehnt.',
  'error.sync_forbidden': 'Der Server erlaubt nicht, diesen Kontakt zu lesen oder zu ändern.',
  'error.sync_clash':
    'Ein anderer Datensatz auf dem Server hat denselben Wert, wo jeder nur einmal stehen darf.',
  'error.sync_busy': 'Andere ändern diesen Kontakt auf dem Server immerzu.',
  'error.sync_failed':
    'Der Server ist an diesem Kontakt immer wieder gescheitert, und an keinem anderen.',
};
