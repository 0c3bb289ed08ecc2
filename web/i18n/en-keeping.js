// English, second part: history, trash, settings, backup, several tabs. In the tone of en.js.

export default {
  // --- ways through the page ---
  'nav.label': 'Sections',
  'nav.contacts': 'Contacts',
  'nav.history': 'History',
  'nav.trash': 'Trash',
  'nav.settings': 'Settings',
  'shortcuts.redo': 'Redo',
  'shortcuts.go_contacts': 'Go to contacts',
  'shortcuts.go_history': 'Go to history',
  'shortcuts.go_trash': 'Go to trash',
  'shortcuts.go_settings': 'Go to settings',
  'shortcuts.key.shift': 'Shift',
  'shortcuts.key.home_end': 'Home / End',
  'pager.label': 'Pages',
  'pager.previous': 'Back',
  'pager.next': 'Next',
  'pager.range': '{from}–{to} of {count}',
  'field.attributes': 'Further details',
  'field.deleted_at': 'Deletion',

  // --- history ---
  'history.count': { one: '{count} change', other: '{count} changes' },
  'history.empty': 'Nothing changed yet',
  'history.empty_hint':
    'What happens to your contacts is listed here. Every change can be undone, an import as well.',
  'history.create.one': 'Contact created: {name}',
  'history.create.many': { one: '{count} contact created', other: '{count} contacts created' },
  'history.update.one': 'Contact changed: {name}',
  'history.update.many': { one: '{count} contact changed', other: '{count} contacts changed' },
  'history.remove.one': 'Contact deleted: {name}',
  'history.remove.many': { one: '{count} contact deleted', other: '{count} contacts deleted' },
  'history.restore.one': 'Contact restored: {name}',
  'history.restore.many': { one: '{count} contact restored', other: '{count} contacts restored' },
  'history.erase.many': {
    one: '{count} contact erased for good',
    other: '{count} contacts erased for good',
  },
  'history.import.many': {
    one: 'Import {file}: {count} contact',
    other: 'Import {file}: {count} contacts',
  },
  'history.import.pasted': { one: 'Import: {count} contact', other: 'Import: {count} contacts' },
  'history.merge.many': {
    one: 'Backup merged: {count} contact',
    other: 'Backup merged: {count} contacts',
  },
  'history.sync.one': 'Change fetched from the server: {name}',
  'history.sync.many': {
    one: '{count} change fetched from the server',
    other: '{count} changes fetched from the server',
  },
  'history.unknown': {
    one: 'Other change: {count} contact',
    other: 'Other change: {count} contacts',
  },
  'history.segment.created': 'Segment created: {name}',
  'history.segment.changed': 'Segment changed: {name}',
  'history.segment.deleted': 'Segment deleted: {name}',
  'history.undo.of': 'Undone: {what}',
  'history.redo.of': 'Redone: {what}',
  'history.some': { one: '{count} contact', other: '{count} contacts' },
  'history.undone': 'undone',
  'history.undo': 'Undo',
  'history.redo': 'Redo',
  'history.undo_label': 'Undo: {what}',
  'history.redo_label': 'Redo: {what}',

  // --- undo ---
  'undo.done': 'Undone: {what}',
  'undo.redone': 'Redone: {what}',
  'undo.running': 'Undoing: {what}',
  'redo.running': 'Redoing: {what}',
  'undo.waits': 'Not undone yet: something else is still under way. Try again after it.',
  'redo.waits': 'Not redone yet: something else is still under way. Try again after it.',
  'undo.nothing': 'There is nothing to undo.',
  'redo.nothing': 'There is nothing to redo.',
  'undo.nothing_left':
    '{what}: nothing of it is left to undo. What was erased for good does not come back.',
  'redo.nothing_left':
    '{what}: nothing of it is left to redo. What was erased for good does not come back.',
  'undo.kept_title': {
    one: '{count} contact was changed since',
    other: '{count} contacts were changed since',
  },
  'undo.kept_text': {
    one: 'The later change stays as it is. Everything else is undone.',
    other: 'The later changes stay as they are. Everything else is undone.',
  },
  'undo.kept_short': {
    one: '{count} contact was changed since and stays so.',
    other: '{count} contacts were changed since and stay so.',
  },
  'undo.kept_more': { one: 'and {count} more', other: 'and {count} more' },
  'undo.kept_show': 'Show',
  'undo.take_back': { one: 'Take this back, too', other: 'Take these {count} back, too' },
  'undo.leave': 'Leave as is',

  // --- trash ---
  'trash.count': { one: '{count} contact', other: '{count} contacts' },
  'trash.empty': 'The trash is empty',
  'trash.empty_hint': {
    one: 'Deleted contacts stay here for {count} day and can be restored.',
    other: 'Deleted contacts stay here for {count} days and can be restored.',
  },
  'trash.hint': {
    one: 'After {count} day deleted contacts are removed for good.',
    other: 'After {count} days deleted contacts are removed for good.',
  },
  'trash.deleted': 'deleted {date}',
  'trash.days_left': { one: '{count} day left', other: '{count} days left' },
  'trash.last_day': 'last day',
  'trash.select': 'Select {name}',
  'trash.select_page': 'Select all on this page',
  'trash.selected': '{count} selected',
  'trash.restore': 'Restore',
  'trash.restore_one': 'Restore: {name}',
  'trash.restore_all': 'Restore all',
  'trash.restore_some': { one: 'Restore {count} contact', other: 'Restore {count} contacts' },
  'trash.restored': { one: '{count} contact restored', other: '{count} contacts restored' },
  'trash.erase': 'Erase for good',
  'trash.erase_one': 'Erase for good: {name}',
  'trash.erase_some': {
    one: 'Erase {count} contact for good',
    other: 'Erase {count} contacts for good',
  },
  'trash.erase_all': 'Empty trash',
  'trash.erase_title': {
    one: 'Erase {count} contact for good?',
    other: 'Erase {count} contacts for good?',
  },
  'trash.erase_named': 'Erase “{name}” for good?',
  'trash.erase_text': {
    one:
      'This removes the person everywhere: their details, what the history knows of them, and ' +
      'drafts. It cannot be undone. Backups and exported files that you keep still hold the ' +
      'person.',
    other:
      'This removes these people everywhere: their details, what the history knows of them, and ' +
      'drafts. It cannot be undone. Backups and exported files that you keep still hold them.',
  },
  'trash.erase_word': 'erase',
  'trash.erased': {
    one: '{count} contact erased for good',
    other: '{count} contacts erased for good',
  },
  'confirm.type': 'Type “{word}” to confirm',
  'confirm.mistyped': 'Type “{word}”.',

  // --- settings: storage ---
  'settings.storage': 'Storage',
  'settings.where': 'Kept in',
  'settings.where_opfs': 'this browser, on this device',
  'settings.where_memory': 'this window, until it is closed',
  'settings.contacts': 'Contacts',
  'settings.durable': 'Durable',
  'settings.durable_yes': 'Yes. The browser does not delete the contacts by itself.',
  'settings.durable_no':
    'Not promised. When space runs short, the browser may delete the contacts.',
  'settings.ask_again': 'Ask again',
  'settings.granted': 'The browser now keeps your contacts durably.',
  'settings.refused':
    'The browser did not promise it. A bookmark of this page may help, and a backup always does.',
  'settings.used': 'Used',
  'settings.used_of': '{used} used, {available} free',
  'settings.unknown': 'This browser does not say.',
  'settings.book_size': 'of that, contacts and history',

  // --- settings: backup ---
  'backup.title': 'Backup',
  'backup.text':
    'One file with all contacts, the trash and the history. Keep it outside this browser.',
  'backup.never': 'There is no backup yet.',
  'backup.last': 'Last backup: {date}',
  'backup.changes': { one: '{count} change since', other: '{count} changes since' },
  'backup.changes_ever': { one: '{count} change', other: '{count} changes' },
  'backup.no_changes': 'nothing changed since',
  'backup.due': 'A new backup is due.',
  'backup.action': 'Download backup',
  'backup.running': 'Writing the backup',
  'backup.done': 'Backup downloaded',
  'backup.file_name': 'Kartei backup {date}.kartei',

  // --- settings: restoring ---
  'restore.title': 'Restore from a backup',
  'restore.text': 'You see first what the file holds. Nothing changes until you agree.',
  'restore.choose': 'Choose backup',
  'restore.reading': 'Checking the backup',
  'restore.writing': 'Restoring the backup',
  'restore.file': 'File',
  'restore.created': 'Created',
  'restore.contacts': 'Contacts',
  'restore.trash': 'in the trash',
  'restore.entries': 'History entries',
  'restore.known': 'of them here already',
  'restore.mode': 'What should happen to the present contacts?',
  'restore.merge': 'Merge',
  'restore.merge_hint':
    'Contacts of the backup are added. Where one is here already, the newer state counts. Can be ' +
    'undone.',
  'restore.replace': 'Replace',
  'restore.replace_hint': 'Afterwards everything is as in the backup, trash and history as well.',
  'restore.replace_server': 'The server “{name}” is disconnected then, and can be connected again.',
  'restore.replace_warning': 'What is here now and not in the backup will be lost.',
  'restore.backup_first': 'Back up the present contacts first',
  'restore.do_merge': { one: 'Merge {count} contact', other: 'Merge {count} contacts' },
  'restore.do_replace': 'Replace everything',
  'restore.cancel': 'Other file',
  'restore.replace_title': 'Replace all contacts by the backup?',
  'restore.replace_text': {
    one:
      '{count} contact in this browser is replaced by what the backup holds, with trash and ' +
      'history. This cannot be undone.',
    other:
      '{count} contacts in this browser are replaced by what the backup holds, with trash and ' +
      'history. This cannot be undone.',
  },
  'restore.replace_word': 'replace',
  'restore.done': 'Backup restored',
  'restore.server_left': 'The server “{name}” was disconnected, and can be connected again.',
  'restore.added': '{count} new',
  'restore.updated': '{count} updated',
  'restore.unchanged': '{count} unchanged',

  // --- settings: checking, deleting everything ---
  'integrity.title': 'Check the storage',
  'integrity.text': 'Reads all contacts and their indexes and looks for faults.',
  'integrity.action': 'Check now',
  'integrity.running': 'Checking',
  'integrity.good': 'Everything is fine.',
  'integrity.bad': 'The storage has faults. Download a backup now. This is what the check says:',
  'destroy.title': 'Delete everything in this browser',
  'destroy.text':
    'Removes all contacts, the trash, the history and drafts from this browser, in all tabs. Only ' +
    'a backup brings them back.',
  'destroy.action': 'Delete everything',
  'destroy.question': 'Delete all contacts in this browser?',
  'destroy.question_text': {
    one: '{count} contact is deleted, with trash, history and drafts. This cannot be undone.',
    other: '{count} contacts are deleted, with trash, history and drafts. This cannot be undone.',
  },
  'destroy.server': 'What is on the server “{name}” stays there.',
  'destroy.word': 'delete everything',
  'destroyed.title': 'Everything is deleted',
  'destroyed.text':
    'The contacts in this browser were deleted, here or in another tab, and drafts with them.',
  'destroyed.action': 'Start anew',

  // --- standing notices ---
  'notice.label': 'Notices',
  'notice.waiting':
    'Another tab holds the contacts and does not answer. Switch to that tab, or close it. What ' +
    'you have typed stays; after that this page goes on by itself.',
  'notice.ready': 'The contacts are back.',
  'notice.outdated':
    'A newer version of Kartei runs in another tab. Reload this page; what you have typed stays ' +
    'as a draft.',
  'notice.not_durable':
    'This browser may not keep the contacts for good, a private window does not keep them at all.',
  'notice.backup_due': {
    one: 'Time for a backup: {count} change is not backed up yet.',
    other: 'Time for a backup: {count} changes are not backed up yet.',
  },
  'notice.later': 'Later',
  'notice.little_space':
    'There is little space left: {available} of {quota} are free. A large import may not fit. ' +
    'Free some space first.',
  'storage.full_missing': 'There is no room left, {size} are missing. Nothing was changed.',

  // --- changed elsewhere ---
  'conflict.title': 'Changed elsewhere',
  'conflict.text': 'Nothing is saved yet. Decide which state counts.',
  'conflict.before': 'Before',
  'conflict.theirs': 'Elsewhere',
  'conflict.mine': 'Yours',
  'conflict.nothing': '–',
  'conflict.unchanged': 'not changed',
  'conflict.take_theirs': 'Take the other state',
  'conflict.save_mine': 'Save mine',
  'conflict.keep_editing': 'Keep editing',
  'conflict.compare': 'Compare',
  'conflict.hint': 'What was changed only elsewhere is kept when you save.',
  'form.created_toast': 'Contact created',
  'form.erased': 'This contact was erased for good.',

  // --- what can be read is rescued ---
  'rescue.title': 'Rescue what can be read',
  'rescue.text': 'Kartei reads the stored files without changing them. Nothing is overwritten.',
  'rescue.action': 'Download what can be read',
  'rescue.running': 'Reading',
  'rescue.whole': {
    one: '{count} contact read. Nothing is missing.',
    other: '{count} contacts read. Nothing is missing.',
  },
  'rescue.partial': {
    one: '{count} contact read. Others may not be readable any more.',
    other: '{count} contacts read. Others may not be readable any more.',
  },
  'rescue.none': 'No contact could be read.',
  'rescue.backup': 'Download as backup',
  'rescue.csv': 'Download as CSV',
  'rescue.backup_name': 'Kartei rescued {date}.kartei',
  'rescue.csv_name': 'Kartei rescued {date}.csv',
};
