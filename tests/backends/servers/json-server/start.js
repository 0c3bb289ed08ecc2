// json-server 0.17: what its command does, under /api so that its links lead through a proxy.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, run } from '../process.js';

const jsonServer = load('json-server');
const empty = { contacts: [] };

run(async ({ folder, listen }) => {
  const file = join(folder, 'db.json');
  writeFileSync(file, JSON.stringify(empty));
  const app = jsonServer.create();
  const router = jsonServer.router(file);
  app.use(jsonServer.defaults({ logger: false }));
  app.use('/api', router);
  await listen(app);
  return { reset: () => router.db.setState(structuredClone(empty)).write() };
});
