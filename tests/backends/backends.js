// The servers that the tests of this folder start: one entry each. README.md says what a command
// owes to the tests.

/**
 * @typedef {object} Backend
 * @property {string[]} command  from this folder; what `base` is under listens on its port
 * @property {string} base  the path that a profile's paths begin at
 * @property {string} profile  of web/profiles
 * @property {string} contacts  the path of the collection under `base`
 * @property {(base: string) => Promise<string>} [signIn]  the secret that the profile asks for
 */

/** @type {Record<string, Backend>} */
const all = {
  'json-server': {
    command: ['node', 'servers/json-server/start.js'],
    base: '/api',
    profile: 'json-server.json',
    contacts: '/contacts',
  },
  'django-rest-framework': {
    command: ['/usr/bin/python3', 'servers/django-rest-framework/start.py'],
    base: '/api',
    profile: 'django-rest-framework.json',
    contacts: '/contacts/',
    signIn: async (base) => {
      const answer = await fetch(`${base}/token/`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: 'u', password: 'p' }),
      });
      if (!answer.ok) throw new Error(`no token: ${answer.status}`);
      return (await answer.json()).token;
    },
  },
  feathersjs: {
    command: ['node', 'servers/feathersjs/start.js'],
    base: '/api',
    profile: 'feathersjs.json',
    contacts: '/contacts',
  },
  couchdb: {
    command: ['node', 'servers/couchdb/start.js'],
    base: '/api/contacts',
    profile: 'couchdb.json',
    contacts: '',
  },
};

const wanted = process.env.KARTEI_BACKENDS?.split(/[ ,]+/).filter(Boolean) ?? [];
const unknown = wanted.find((name) => !(name in all));
if (unknown) throw new Error(`KARTEI_BACKENDS: there is no ${unknown}`);

/** All of them, or those that KARTEI_BACKENDS names. */
export const backends = Object.fromEntries(
  Object.entries(all).filter(([name]) => !wanted.length || wanted.includes(name)),
);
