// How each server is spoken to by hand, for the tests of what it answers. The sync engine has its
// profile instead.
import assert from 'node:assert/strict';

/** @typedef {Record<string, unknown>} Contact  by the names of its fields */
/** @typedef {{status: number, headers: Headers, text: string}} Answer */

/** What the servers have in common; the rest is json-server's. */
export class Dialect {
  #url;
  /** @type {Record<string, string>} */
  #headers;
  /** What a create answers that is sent again. */
  repeated = { status: 500, text: /Insert failed, duplicate id/ };
  /** The status of a write that rests on an old version; 200 where nobody looks. */
  stale = 200;
  removedAgain = 404;

  /**
   * @param {string} url
   * @param {string} secret
   */
  constructor(url, secret) {
    this.#url = url;
    this.#headers = secret ? { Authorization: `Token ${secret}` } : {};
  }

  /**
   * @param {string} method
   * @param {string} path  from the base of the profile, or an address
   * @param {unknown} [body]
   * @param {Record<string, string>} [headers]
   * @returns {Promise<Answer>}
   */
  async send(method, path, body, headers = {}) {
    const answer = await fetch(path.startsWith('http') ? path : `${this.#url}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...this.#headers, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /**
   * @param {string} path
   * @returns {Promise<any>}
   */
  async read(path) {
    const { status, text } = await this.send('GET', path);
    assert.equal(status, 200, text);
    return JSON.parse(text);
  }

  /** @param {string | number} id */
  path(id) {
    return `/contacts/${id}`;
  }

  /**
   * @param {string} ref  the id, where the client chooses it
   * @param {Contact} contact
   */
  sendCreate(ref, contact) {
    return this.send('POST', '/contacts', { id: ref, ...contact });
  }

  /**
   * @param {string} ref
   * @param {Contact} contact
   * @returns {Promise<{id: string | number}>}
   */
  async create(ref, contact) {
    const { status, text } = await this.sendCreate(ref, contact);
    assert.equal(status, 201, text);
    return JSON.parse(text);
  }

  /** @param {string | number} id */
  sendGet(id) {
    return this.send('GET', this.path(id));
  }

  /**
   * @param {string | number} id
   * @returns {Promise<Contact>}
   */
  get(id) {
    return this.read(this.path(id));
  }

  /**
   * @param {string} ref
   * @returns {Promise<Contact[]>} those that were created under it
   */
  async find(ref) {
    const { status, text } = await this.sendGet(ref);
    return status === 200 ? [JSON.parse(text)] : [];
  }

  /**
   * @param {string | number} id
   * @param {Contact} changed
   * @param {Contact} known  what the client has read before
   */
  sendUpdate(id, changed, known) {
    void known;
    return this.send('PATCH', this.path(id), changed, { 'If-Match': '"of yesterday"' });
  }

  /**
   * @param {string | number} id
   * @param {Contact} changed
   */
  async update(id, changed) {
    const { status, text } = await this.sendUpdate(id, changed, await this.get(id));
    assert.ok(status === 200 || status === 201, text);
  }

  /**
   * @param {string | number} id
   * @param {Contact} known
   */
  remove(id, known) {
    void known;
    return this.send('DELETE', this.path(id));
  }

  /**
   * @param {number} size
   * @returns {Promise<Contact[]>} all contacts, read in pages of this size
   */
  async walk(size) {
    const rows = [];
    let path = `/contacts?_sort=id&_page=1&_limit=${size}`;
    while (path) {
      const { status, headers, text } = await this.send('GET', path);
      assert.equal(status, 200, text);
      rows.push(...JSON.parse(text));
      path = /<([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    }
    return rows;
  }

  /**
   * @param {string} cursor  empty for all
   * @returns {Promise<{rows: Contact[], cursor: string}>} what has changed after it
   */
  async changes(cursor) {
    const query = `updated_at_gte=${encodeURIComponent(cursor)}&_sort=updated_at,id`;
    return after(await this.read(`/contacts?${query}`), cursor);
  }
}

/**
 * What a filter that includes its bound has found, without the bound.
 * @param {Contact[]} found  in the order of their times
 * @param {string} cursor
 */
function after(found, cursor) {
  const rows = found.filter((row) => row.updated_at !== cursor);
  return { rows, cursor: String(found.at(-1)?.updated_at ?? cursor) };
}

class Django extends Dialect {
  repeated = { status: 400, text: /^{"client_ref":\["contact with this client ref already exists/ };

  /** @param {string | number} id */
  path(id) {
    return `/contacts/${id}/`;
  }

  /**
   * @param {string} ref
   * @param {Contact} contact
   */
  sendCreate(ref, contact) {
    return this.send('POST', '/contacts/', { client_ref: ref, ...contact });
  }

  /** @param {string} ref */
  async find(ref) {
    return (await this.read(`/contacts/?client_ref=${ref}`)).results;
  }

  /** @param {number} size */
  async walk(size) {
    const rows = [];
    let path = `/contacts/?ordering=id&page_size=${size}`;
    while (path) {
      const { results, next } = await this.read(path);
      rows.push(...results);
      path = next;
    }
    return rows;
  }

  /** @param {string} cursor */
  async changes(cursor) {
    const filter = cursor && `updated_at__gte=${encodeURIComponent(cursor)}&`;
    return after((await this.read(`/contacts/?${filter}ordering=updated_at,id`)).results, cursor);
  }
}

class Feathers extends Dialect {
  repeated = { status: 400, text: /duplicate key value violates unique constraint/ };
  stale = 404;

  /**
   * @param {string | number} id
   * @param {Contact} changed
   * @param {Contact} known
   */
  sendUpdate(id, changed, known) {
    const condition = `updated_at=${encodeURIComponent(String(known.updated_at))}`;
    return this.send('PATCH', `${this.path(id)}?${condition}`, changed);
  }

  /** @param {number} size */
  async walk(size) {
    const rows = [];
    for (let total = 1; rows.length < total;) {
      const page = await this.read(`/contacts?$sort[id]=1&$limit=${size}&$skip=${rows.length}`);
      total = page.total;
      rows.push(...page.data);
    }
    return rows;
  }

  /** @param {string} cursor */
  async changes(cursor) {
    const filter = `updated_at[$gte]=${encodeURIComponent(cursor)}`;
    const order = '$sort[updated_at]=1&$sort[id]=1';
    return after((await this.read(`/contacts?${filter}&${order}`)).data, cursor);
  }
}

class CouchDb extends Dialect {
  repeated = { status: 409, text: /^{"error":"conflict","reason":"Document update conflict"}/ };
  stale = 409;
  removedAgain = 409;

  /** @param {string | number} id */
  path(id) {
    return `/${id}`;
  }

  /**
   * @param {string} ref
   * @param {Contact} contact
   */
  sendCreate(ref, contact) {
    return this.send('PUT', this.path(ref), contact);
  }

  /**
   * @param {string | number} id
   * @param {Contact} changed
   * @param {Contact} known
   */
  sendUpdate(id, changed, known) {
    return this.send('PUT', this.path(id), { ...known, ...changed });
  }

  /**
   * @param {string | number} id
   * @param {Contact} known
   */
  remove(id, known) {
    return this.send('DELETE', `${this.path(id)}?rev=${known._rev}`);
  }

  /** @param {number} size */
  async walk(size) {
    const path = `/_all_docs?include_docs=true&limit=${size}`;
    const rows = [];
    for (let start = ''; ; start = `&skip=1&startkey="${rows.at(-1)._id}"`) {
      const page = await this.read(path + start);
      rows.push(...page.rows.map((/** @type {any} */ row) => row.doc));
      if (page.rows.length < size) return rows;
    }
  }

  /** @param {string} cursor */
  async changes(cursor) {
    const { results, last_seq } = await this.read(`/_changes?include_docs=true&since=${cursor}`);
    return {
      rows: results.map((/** @type {any} */ row) => row.doc),
      cursor: String(last_seq),
    };
  }
}

/** @type {Record<string, typeof Dialect>} */
export const dialects = {
  'json-server': Dialect,
  'django-rest-framework': Django,
  feathersjs: Feathers,
  couchdb: CouchDb,
};
