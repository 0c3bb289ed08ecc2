// A server behind the page's own origin, in the memory of the test: what the profile of json-server
// needs, and nothing to be installed or started. tests/backends has the real ones.

/** @import { Page, Route } from 'playwright-core' */

/**
 * Answers what is asked for under /api from now on.
 * @param {Page} page
 * @param {Record<string, any>[]} [contacts]  what it has
 */
export async function serveContacts(page, contacts = []) {
  const server = {
    contacts: structuredClone(contacts),
    sent: /** @type {string[]} */ ([]),
    /** Whether it leaves what it is asked from now on without an answer. */
    isSilent: false,
  };
  await page.context().route(/\/api\//, async (route) => {
    const request = route.request();
    const method = request.method();
    if (method !== 'GET') server.sent.push(method);
    if (server.isSilent) return;
    const [status, body] = answer(server.contacts, method, request);
    await route.fulfill({ status, json: body });
  });
  return server;
}

/**
 * @param {Record<string, any>[]} contacts
 * @param {string} method
 * @param {ReturnType<Route['request']>} request
 * @returns {[number, any]}
 */
function answer(contacts, method, request) {
  const id = /\/contacts\/([^/]+)$/.exec(new URL(request.url()).pathname)?.[1] ?? '';
  const at = contacts.findIndex((contact) => contact.id === id);
  if (!id && method === 'GET') return [200, contacts];
  if (!id) return [201, contacts[contacts.push(request.postDataJSON()) - 1]];
  if (at < 0) return [404, {}];
  if (method === 'DELETE') return [200, contacts.splice(at, 1)[0]];
  return [200, Object.assign(contacts[at], method === 'PATCH' ? request.postDataJSON() : {})];
}

/**
 * A record as the server keeps it.
 * @param {number} number
 * @param {string} name
 */
export function recordOf(number, name) {
  const at = '2026-11-20T09:41:00.000Z';
  return {
    id: `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    name,
    email: `person${number}@example.org`,
    created_at: at,
    updated_at: at,
    tags: [],
    attributes: {},
  };
}

/**
 * The dashboard connects to it, as a person would; in English.
 * @param {Page} page
 * @param {'Both ways' | 'Fetch only' | 'Send only'} [direction]
 */
export async function connect(page, direction = 'Both ways') {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Connect a server…' }).click();
  await page.getByLabel('Kind of server').selectOption('json-server');
  await page.getByLabel('Address (URL)').fill('/api');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByRole('radio', { name: direction }).check();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('link', { name: 'Sync: Up to date' }).waitFor();
}
