// A REST backend with many contacts, for bench/sync.mjs: it answers as json-server does, and as
// fast as node can; in a thread of its own, beside the client's.
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { generateContacts } from '../contacts/generator.mjs';

/** @type {Map<string, Record<string, unknown>>} */
const contacts = new Map();
let number = 0;
for (const row of generateContacts(workerData.contacts, 1)) {
  const { name, email, phone, country_code, created_at } = row;
  const id = `c${String(++number).padStart(8, '0')}`;
  const updated_at = '2026-01-01T00:00:00.000Z';
  contacts.set(id, { id, name, email, phone, country_code, created_at, updated_at });
}
const ids = [...contacts.keys()];

/** @param {import('node:http').IncomingMessage} request */
async function readBody(request) {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  return text ? JSON.parse(text) : {};
}

const server = createServer(async (request, response) => {
  const url = new URL(String(request.url), `http://${request.headers.host}`);
  const id = url.pathname.split('/')[2];
  response.setHeader('Content-Type', 'application/json');
  if (request.method === 'GET' && !id) {
    const [page, limit] = ['_page', '_limit'].map((name) => Number(url.searchParams.get(name)));
    const shown = ids.slice((page - 1) * limit, page * limit);
    if (page * limit < ids.length) {
      url.searchParams.set('_page', String(page + 1));
      response.setHeader('Link', `<${url}>; rel="next"`);
    }
    return response.end(JSON.stringify(shown.map((each) => contacts.get(each))));
  }
  const body = await readBody(request);
  const known = contacts.get(id ?? body.id);
  if (request.method === 'DELETE') contacts.delete(id);
  if (!known && request.method !== 'POST') return response.writeHead(404).end('{}');
  if (request.method === 'GET') return response.end(JSON.stringify(known));
  const after = { ...known, ...body, updated_at: new Date().toISOString() };
  if (request.method !== 'DELETE') contacts.set(after.id, after);
  response.writeHead(request.method === 'POST' ? 201 : 200).end(JSON.stringify(after));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  parentPort?.postMessage(`http://127.0.0.1:${port}`);
});
