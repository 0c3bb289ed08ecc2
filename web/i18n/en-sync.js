// English, fifth part: sync with a server. In the tone of en.js.

export default {
  'nav.sync': 'Sync',
  'shortcuts.go_sync': 'Go to sync',

  // --- badge ---
  'sync.badge.label': 'Sync: {state}',
  'sync.badge.auth': 'Sign in',
  'sync.badge.keyless': 'Stopped',
  'sync.badge.mass_loss': 'Stopped',
  'sync.badge.refused': 'Stopped',
  'sync.badge.offline': 'Offline',
  'sync.badge.conflicts': { one: '{count} conflict', other: '{count} conflicts' },
  'sync.badge.parked': { one: '{count} refused', other: '{count} refused' },
  'sync.badge.unreachable': 'Offline',
  'sync.badge.error': 'Error',
  'sync.badge.waiting': 'Waiting',
  'sync.badge.first': 'First sync',
  'sync.badge.pending': '{count} pending',
  'sync.badge.current': 'Up to date',

  // --- state ---
  'sync.state.auth': 'Signing in is needed',
  'sync.state.keyless': 'Stopped: the server wants credentials',
  'sync.state.mass_loss': 'Stopped: many contacts are missing on the server',
  'sync.state.refused': 'Stopped: the server refuses the request',
  'sync.state.offline': 'Offline',
  'sync.state.conflicts': {
    one: '{count} conflict waits for a decision',
    other: '{count} conflicts wait for a decision',
  },
  'sync.state.parked': {
    one: 'The server does not take {count} contact',
    other: 'The server does not take {count} contacts',
  },
  'sync.state.unreachable': 'The server cannot be reached',
  'sync.state.error': 'The server does not answer properly',
  'sync.state.stuck': 'The sync cannot go on',
  'sync.state.waiting': 'The server asks for patience',
  'sync.state.first': 'The first sync is running',
  'sync.state.pending': {
    one: '{count} change is being sent',
    other: '{count} changes are being sent',
  },
  'sync.state.current': 'Everything is as on the server',
  'sync.state.current_pull': 'Everything from the server is here',
  'sync.state.current_push': 'Everything from here is on the server',

  // --- why it is so, and what helps ---
  'sync.why.auth_missing':
    'Nothing is sent or fetched until you sign in: credentials stay in the memory of this page ' +
    'only, and are gone after a reload.',
  'sync.why.auth_refused':
    'The server has refused the credentials. Sign in again and it goes on; your changes stay here.',
  'sync.why.keyless':
    'The profile of this server has none, so nothing is sent or fetched; your changes stay here. ' +
    'Try again once the server lets you in without, or disconnect, and connect with a profile ' +
    'that signs in.',
  'sync.why.mass_loss':
    'Of {linked} synced contacts, {lost} are missing on the server. That may be intended or a ' +
    'fault there: decide whether they are deleted here, too, or sent again.',
  'sync.why.mass_loss_pull':
    'Of {linked} synced contacts, {lost} are missing on the server. That may be intended or a ' +
    'fault there: decide whether they are deleted here, too, or kept.',
  'sync.why.refused': '{message} When the reason is mended, try again.',
  'sync.why.offline':
    'This device has no connection. You can go on working; once it is back, the sync goes on by ' +
    'itself.',
  'sync.why.offline_pending': {
    one:
      'This device has no connection. {count} change waits here and is sent by itself once it is ' +
      'back.',
    other:
      'This device has no connection. {count} changes wait here and are sent by themselves once ' +
      'it is back.',
  },
  'sync.why.unreachable': 'It is being tried again. Your changes stay here.',
  'sync.why.unreachable_until':
    'It is tried again by itself at {time}, or now with “Sync now”. Your changes stay here.',
  'sync.why.conflicts':
    'Here and on the server there are different values. Until you decide, both stay where they ' +
    'are; everything else is synced.',
  'sync.why.parked':
    'Change what the server complains about, or try again; everything else is synced.',
  'sync.why.error': '{message} It is tried again by itself; your changes stay here.',
  'sync.why.error_until':
    '{message} It is tried again by itself at {time}; your changes stay here.',
  'sync.why.waiting':
    'The server does not want to be asked until {time}. Then it goes on by itself.',
  'sync.why.first': {
    one: '{count} record has been read. You can work already, and also close the page.',
    other: '{count} records have been read. You can work already, and also close the page.',
  },
  'sync.why.pending': {
    one: '{count} change is not on the server yet.',
    other: '{count} changes are not on the server yet.',
  },
  'sync.why.current': 'New changes are sent and fetched by themselves.',
  'sync.why.current_pull':
    'It is only fetched, by itself: changes made here stay here, nothing is sent.',
  'sync.why.current_push':
    'It is only sent, by itself: what others change on the server is not fetched.',
  'sync.server_says': 'The server says: “{message}”.',
  'sync.failure.unreachable': 'The server cannot be reached.',
  'sync.failure.timeout': 'The server did not answer in time.',
  'sync.failure.answer_too_large': 'The server’s answer is too large.',
  'sync.failure.stopped': 'The request was stopped.',
  'sync.failure.hook_failed': 'The module that belongs to the profile has failed.',

  // --- screen ---
  'sync.none': 'No server connected',
  'sync.none_hint':
    'Your contacts stay in this browser. With a server, all your devices show the same, even if ' +
    'they are offline at times.',
  'sync.connect': 'Connect a server…',
  'sync.now': 'Sync now',
  'sync.whole': 'Compare everything',
  'sync.resume': 'Try again',
  'sync.started': 'Syncing',
  'sync.send_lost': { one: 'Send {count} contact again', other: 'Send {count} contacts again' },
  'sync.keep_lost': { one: 'Keep {count} contact here', other: 'Keep {count} contacts here' },
  'sync.delete_lost': {
    one: 'Delete {count} contact here, too',
    other: 'Delete {count} contacts here, too',
  },
  'sync.delete_lost_title': { one: 'Delete {count} contact?', other: 'Delete {count} contacts?' },
  'sync.delete_lost_text':
    'Each is asked for once more by itself. What the server really has no more goes to the trash ' +
    'here.',
  'sync.backend': 'Server',
  'sync.fact.name': 'Profile',
  'sync.fact.base': 'Address',
  'sync.fact.account': 'Account',
  'sync.fact.direction': 'Direction',
  'sync.fact.pending': 'Pending',
  'sync.fact.linked': 'On the server',
  'sync.fact.answer': 'Last answer',
  'sync.fact.polled': 'Last looked',
  'sync.never': 'never',
  'sync.direction.both': 'Both ways',
  'sync.direction.pull': 'Fetch only',
  'sync.direction.push': 'Send only',
  'sync.disconnect': 'Disconnect',
  'sync.disconnect_title': 'Disconnect from “{name}”?',
  'sync.disconnect_text': 'The contacts stay, here and on the server.',
  'sync.disconnect_pending': {
    one: '{count} change from here will not arrive there.',
    other: '{count} changes from here will not arrive there.',
  },
  'sync.disconnect_conflicts': {
    one: '{count} conflict stays undecided: what is here stays here.',
    other: '{count} conflicts stay undecided: what is here stays here.',
  },
  'sync.unsent_lost': {
    one: '{count} change from here is not on the server yet, and will be lost.',
    other: '{count} changes from here are not on the server yet, and will be lost.',
  },
  'sync.connected': 'The server is connected',
  'sync.disconnected': 'Disconnected',

  // --- signing in ---
  'sync.account_is': 'Account: {account}',
  'sync.token': 'Access token',
  'sync.password': 'Password',
  'sync.secret_hint': 'Stays in the memory of this page only: after a reload it is asked again.',
  'sync.secret_missing': 'Without it the server lets nobody in.',
  'sync.sign_in': 'Sign in',
  'sync.signed_in': 'The credentials are handed over',

  // --- conflicts ---
  'sync.conflict.title': { one: '{count} conflict', other: '{count} conflicts' },
  'sync.conflict.hint': 'Arrow keys lead from one to the other, 1 or 2 decides.',
  'sync.conflict.label': '{name}: {field}',
  'sync.conflict.base': 'Before',
  'sync.conflict.mine': 'Here',
  'sync.conflict.theirs': 'On the server',
  'sync.conflict.was_deleted_here': 'Here, when deleted',
  'sync.conflict.take_mine': 'Keep mine',
  'sync.conflict.take_theirs': 'Take the server’s',
  'sync.conflict.deleted_here': 'deleted here, changed there',
  'sync.conflict.deleted_here_text':
    'You deleted this contact while somebody changed it on the server. It was kept.',
  'sync.conflict.deleted_here.mine': 'Delete it all the same',
  'sync.conflict.deleted_here.theirs': 'Keep it',
  'sync.conflict.deleted_there': 'deleted there, changed here',
  'sync.conflict.deleted_there_text':
    'Somebody deleted this contact on the server while you changed it here. It was kept, and is ' +
    'created there anew.',
  'sync.conflict.deleted_there_text_pull':
    'Somebody deleted this contact on the server while you changed it here. It was kept here.',
  'sync.conflict.deleted_there.mine': 'Keep it',
  'sync.conflict.deleted_there.theirs': 'Delete it all the same',
  'sync.conflict.decided': {
    one: 'Decided, {count} conflict left',
    other: 'Decided, {count} conflicts left',
  },
  'sync.conflict.taken': 'The server’s value taken',

  // --- refused contacts ---
  'sync.parked.title': {
    one: '{count} contact that the server does not take',
    other: '{count} contacts that the server does not take',
  },
  'sync.parked.hint': {
    one: 'It is kept here. After an edit it is tried again.',
    other: 'They are kept here. After an edit they are tried again.',
  },
  'sync.parked.server': 'The server says:',
  'sync.parked.deleted': '{name} (deleted here)',
  'sync.parked.edit': 'Edit',
  'sync.parked.edit_one': 'Edit: {name}',
  'sync.parked.retry': 'Try again',
  'sync.parked.retry_one': 'Try again: {name}',
  'sync.parked.retried': {
    one: '{count} contact is sent again',
    other: '{count} contacts are sent again',
  },

  // --- at a contact ---
  'sync.note.conflict': 'Here and on the server there are different values: {fields}.',
  'sync.note.decide': 'Decide',

  // --- log ---
  'sync.log.title': 'Requests to the server',
  'sync.log.count': {
    one: 'The last request to the server',
    other: 'The last {count} requests to the server',
  },
  'sync.log.hint': 'Without contents: what is in the contacts is not in here.',
  'sync.log.at': 'Time',
  'sync.log.method': 'Method',
  'sync.log.path': 'Path',
  'sync.log.status': 'Answer',
  'sync.log.took': 'Took',
  'sync.log.ms': '{count} ms',
  'sync.log.no_answer': 'none',

  // --- connecting ---
  'sync.connect.title': 'Connect a server',
  'sync.connect.text':
    'At first it is only read and tested. Then you see what would happen, and decide.',
  'sync.connect.profile': 'Kind of server',
  'sync.connect.own': 'A profile of my own (JSON)',
  'sync.connect.json': 'Profile',
  'sync.connect.json_hint': 'How the server speaks, as JSON. It stays in this browser.',
  'sync.connect.json_missing': 'Paste the profile here.',
  'sync.connect.json_invalid': 'This is not JSON: {message}',
  'sync.connect.profile_wrong': '{field} of the profile is not right: {message}',
  'sync.connect.profile_missing':
    'The profile could not be loaded. Check the connection, then try again.',
  'sync.connect.base': 'Address (URL)',
  'sync.connect.base_missing': 'Where is the server? For example https://example.org/api.',
  'sync.connect.base_invalid': 'This is not a whole address such as https://example.org/api.',
  'sync.connect.other_origin':
    '{origin} is another address than this page’s. The page’s policy (connect-src) and the server ' +
    '(CORS) have to allow it.',
  'sync.connect.account_missing': 'Which account do the credentials belong to?',
  'sync.connect.account_hint': 'With the credentials of another account nothing will be sent.',
  'sync.connect.test': 'Test the connection',
  'sync.connect.testing': 'Testing the server…',
  'sync.connect.connecting': 'Connecting…',
  'sync.connect.result': 'What the test says',
  'sync.connect.tested': 'Tested: {address}',
  'sync.connect.failed': {
    one:
      'One check has failed: synced like this, nothing could be relied on. Change what you ' +
      'entered, then test again. Nothing was written.',
    other:
      '{count} checks have failed: synced like this, nothing could be relied on. Change what you ' +
      'entered, then test again. Nothing was written.',
  },
  'sync.connect.rest_ok': { one: '{count} check in order', other: '{count} checks in order' },
  'sync.connect.all_ok': {
    one: '{count} check, all in order',
    other: '{count} checks, all in order',
  },
  'sync.connect.back': 'Back',
  'sync.connect.do': 'Connect',
  'sync.connect.there': 'On the server',
  'sync.connect.here': 'Here',
  'sync.connect.matching': 'On both sides',
  'sync.connect.at_least': 'at least {count}',
  'sync.connect.direction': 'Which way?',
  'sync.connect.both_text':
    'To here: {come}. To the server: {go}. Joined field by field: {matching}.',
  'sync.connect.pull_text': 'To here: {come}. Joined: {matching}. The server stays as it is.',
  'sync.connect.push_text': 'To the server: {go}. Joined: {matching}. No other contact comes here.',
  'sync.result.ok': 'In order',
  'sync.result.warning': 'Caution',
  'sync.result.failed': 'Failed',
  'sync.result.skipped': 'Not tested',
  'sync.check.auth': 'Signing in',
  'sync.check.auth.ok': 'The server accepts what it is told.',
  'sync.check.shape': 'Records',
  'sync.check.shape.ok': 'They look as the profile says.',
  'sync.check.shape.warning': 'None of the records read has: {detail}',
  'sync.check.shape.no_list':
    'The server’s answer has no list of records where the profile says (list/items).',
  'sync.check.shape.no_id': 'The records have no id where the profile says (record/id).',
  'sync.check.shape.empty': 'The server has none yet.',
  'sync.check.delta': 'Changes',
  'sync.check.delta.ok': 'The server tells what has changed.',
  'sync.check.delta.log': 'The server keeps a log of all that changes.',
  'sync.check.delta.silent': 'The server conceals changes: all records are compared each time.',
  'sync.check.delta.walks': 'All records are compared each time.',
  'sync.check.delta.empty': 'The server has no records yet.',
  'sync.check.filter': 'Filters',
  'sync.check.filter.ok': 'They work.',
  'sync.check.filter.ignored': 'The server ignores them: more is read than needed.',
  'sync.check.order': 'Order',
  'sync.check.order.ok': 'It is right.',
  'sync.check.order.warning': 'It is not the profile’s: all records are compared each time.',
  'sync.check.precondition': 'Guard against overwriting',
  'sync.check.precondition.first_update': 'The first change shows whether the server keeps to it.',
  'sync.check.precondition.last_write_wins':
    'The server has none: what somebody changes in the same moment can be lost.',
  'sync.check.pages': 'Pages of the list',
  'sync.check.pages.ok': 'Read twice, the same twice.',
  'sync.check.pages.moved':
    'Read twice, and it was not the same: perhaps somebody is working with it.',
  'sync.check.cors': 'Permission for the browser',
  'sync.check.cors.ok': 'The server shows the browser what it needs.',
  'sync.check.cors.skipped': 'There is nothing to test here.',
  'sync.check.cors.link':
    'The server hides the link to the next page: it has to expose “Link” ' +
    '(Access-Control-Expose-Headers).',

  // --- settings ---
  'sync.settings_none':
    'No server is connected: nothing leaves this browser. With a server, several devices show ' +
    'the same.',
  'sync.settings_connected': 'Connected to {name}: {base}',
  'sync.settings_open': 'Go to sync',

  // --- errors ---
  'error.profile_invalid': 'The server’s profile is not right.',
  'error.backend_insecure':
    'Credentials go over https only, or to this device. Use an address with https://.',
  'error.backend_unknown': 'No server is connected.',
  'error.sync_missing': 'Kartei could not be opened here without sync. Reload the page.',
  'error.module_unreachable':
    'What sync needs could not be loaded. This device is offline, or the page’s server cannot be ' +
    'reached. Try again when there is a connection.',
  'error.backend_connected': 'A server is connected already. Disconnect it first.',
  'error.answer_unreadable': 'The server’s answer is not what the profile says.',
  'error.conflict_unknown': 'This conflict is decided already.',
  'error.conflict_changed': 'This has been changed again meanwhile. Look at what is there now.',
  'error.sync_refused': 'The server has refused the contact.',
  'error.sync_forbidden': 'The server does not allow this contact to be read or changed.',
  'error.sync_clash':
    'Another record on the server has the same value where each may stand only once.',
  'error.sync_busy': 'Others change this contact on the server all the time.',
  'error.sync_failed': 'The server has failed again and again at this contact, and at no other.',
};
