// What is known of a contact beside its fields: since when, and where from.

/** @import { Contact } from '../types.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

/**
 * @param {Words} words
 * @param {Contact} contact
 */
export function contactFacts(words, { created_at, updated_at, source }) {
  const known = ['manual', 'import', 'sample', 'chat'].includes(source);
  const key = /** @type {Key} */ (`source.${source}`);
  const facts = [
    words.text('form.created', { date: words.dateTime(created_at) }),
    updated_at !== created_at && words.text('form.updated', { date: words.dateTime(updated_at) }),
    source && words.text('form.source', { source: known ? words.text(key) : source }),
  ];
  return facts.filter(Boolean).join(' · ');
}
