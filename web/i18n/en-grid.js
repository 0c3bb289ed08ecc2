// English, fourth part: selecting, changing many contacts, columns. In the tone of en.js.

export default {
  // --- selection ---
  'list.selected_before': 'Some may not be in this list.',
  'list.keep_selection': 'Keep selection',
  'list.selection_away': {
    one: '{count} match of another filter was selected.',
    other: '{count} matches of another filter were selected.',
  },
  'list.selection_back': 'Back to that filter',

  // --- many at once ---
  'bulk.action': { one: 'Edit {count} contact', other: 'Edit {count} contacts' },
  'bulk.short': 'Edit',
  'bulk.export': { one: 'Export {count} contact', other: 'Export {count} contacts' },
  'bulk.what': 'Change',
  'bulk.add_tags': 'Add tags',
  'bulk.remove_tags': 'Remove tags',
  'bulk.country_code': 'Set calling code',
  'bulk.attribute': 'Set detail',
  'bulk.tags': 'Tags, separated by commas',
  'bulk.no_code': 'None',
  'bulk.attribute_hint': 'Without content the detail is removed.',
  'bulk.missing': 'Something is missing here.',
  'bulk.apply': { one: 'Change {count} contact', other: 'Change {count} contacts' },
  'bulk.running': 'Changing',
  'bulk.done': { one: '{count} contact changed', other: '{count} contacts changed' },
  'bulk.refused': {
    one: '{count} stays as it is: the change does not fit its other fields',
    other: '{count} stay as they are: the change does not fit their other fields',
  },

  // --- columns ---
  'columns.action': 'Columns',
  'columns.title': 'Columns',
  'columns.show': 'Show {column}',
  'columns.earlier': 'Move {column} forward',
  'columns.later': 'Move {column} back',
  'columns.narrower': 'Make {column} narrower',
  'columns.wider': 'Make {column} wider',
  'columns.reset': 'Reset columns',
  'columns.keys': 'In the header: Alt+arrows move a column, with Shift they change its width.',
  'columns.shown': '{column} shown',
  'columns.hidden': '{column} hidden',
  'columns.moved': '{column}: column {place} of {count}',
  'columns.resized': '{column}: width {width}',
  'sort.further_up': 'sorted ascending, key {place}',
  'sort.further_down': 'sorted descending, key {place}',
};
