// What is known of a contact beside its fields: since when, and where from.

import { sourceText } from './contact-columns.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Contact } from '../../types.js' */

/**
 * @param {Words} words
 * @param {Contact} contact
 */
export function contactFacts(words, { created_at, updated_at, source }) {
  const facts = [
    words.text('form.created', { date: words.dateTime(created_at) }),
    updated_at !== created_at && words.text('form.updated', { date: words.dateTime(updated_at) }),
    source && words.text('form.source', { source: sourceText(source, words) }),
  ];
  return facts.filter(Boolean).join(' · ');
}
