// The profiles that Kartei ships: all of them have run against their server.

/**
 * Where each is, in a form that bundlers find, too.
 * @type {Record<string, {name: string, url: URL}>}
 */
export const shippedProfiles = {
  'json-server': {
    name: 'json-server',
    url: new URL('../../profiles/json-server.json', import.meta.url),
  },
  'django-rest-framework': {
    name: 'Django REST framework',
    url: new URL('../../profiles/django-rest-framework.json', import.meta.url),
  },
  feathersjs: {
    name: 'FeathersJS',
    url: new URL('../../profiles/feathersjs.json', import.meta.url),
  },
  couchdb: { name: 'CouchDB', url: new URL('../../profiles/couchdb.json', import.meta.url) },
};

/**
 * @param {string} id  of one that is shipped
 * @returns {Promise<object>}
 */
export async function loadProfile(id) {
  const answer = await fetch(shippedProfiles[id].url);
  if (!answer.ok) throw new Error(`${id}: ${answer.status}`);
  return answer.json();
}
