// The HTTP API of CouchDB, spoken by express-pouchdb on LevelDB, with a database `contacts`.
import { join } from 'node:path';
import { load, run } from '../process.js';

/** @param {string} database  its address */
async function create(database) {
  const answer = await fetch(database, { method: 'PUT' });
  if (answer.status !== 201) throw new Error(`the database was not created: ${answer.status}`);
}

run(async ({ folder, listen }) => {
  const PouchDB = load('pouchdb').defaults({ prefix: join(folder, '/') });
  const app = load('express')();
  app.use(
    '/api',
    load('express-pouchdb')(PouchDB, {
      mode: 'minimumForPouchDB',
      overrideMode: { include: ['routes/find'] },
      inMemoryConfig: true,
      logPath: join(folder, 'log.txt'),
    }),
  );
  const database = `${await listen(app)}/api/contacts`;
  await create(database);
  return {
    reset: async () => {
      await fetch(database, { method: 'DELETE' });
      await create(database);
    },
  };
});
