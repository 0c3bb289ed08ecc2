// FeathersJS 5 with its Knex adapter on PostgreSQL. KARTEI_UNIQUE_EMAIL=1 makes addresses unique.
import { randomUUID } from 'node:crypto';
import { load, run } from '../process.js';
import { startPostgres } from './postgres.js';

const express = load('@feathersjs/express');
const { feathers } = load('@feathersjs/feathers');
const { KnexService } = load('@feathersjs/knex');
const knex = load('knex');

/** @typedef {Record<string, unknown>} Row */

/** @param {any} table */
function defineContacts(table) {
  table.string('id').primary();
  table.text('name');
  const email = table.text('email');
  if (process.env.KARTEI_UNIQUE_EMAIL === '1') email.unique();
  for (const column of ['phone', 'country_code', 'created_at', 'updated_at', 'last_contact_at']) {
    table.text(column);
  }
  table.text('source');
  table.jsonb('tags').notNullable().defaultTo('[]');
  table.jsonb('attributes').notNullable().defaultTo('{}');
}

/**
 * What is stored of what was sent: times are the server's. The driver would write an array as one
 * of PostgreSQL's, not as JSON.
 * @param {Row} sent
 * @param {Row} times
 * @returns {Row}
 */
function toRow(sent, times) {
  const { created_at: _, updated_at: __, ...row } = sent;
  for (const column of ['tags', 'attributes']) {
    if (row[column] !== undefined) row[column] = JSON.stringify(row[column]);
  }
  return { ...row, ...times };
}

const now = () => new Date().toISOString();

/** @param {Row} sent */
function createdRow(sent) {
  const time = now();
  return toRow({ id: randomUUID(), ...sent }, { created_at: time, updated_at: time });
}

run(async ({ folder, listen, onEnd }) => {
  const postgres = await startPostgres(folder);
  onEnd(postgres.stop);
  const connection = { host: postgres.host, user: 'kartei', database: 'postgres' };
  const database = knex({ client: 'pg', connection });
  onEnd(() => database.destroy());
  await database.schema.createTable('contacts', defineContacts);

  const app = express.default(feathers());
  app.use(express.json({ limit: '10mb' }));
  app.configure(express.rest());
  const paginate = { default: 100, max: 1000 };
  const service = new KnexService({ Model: database, name: 'contacts', paginate, multi: true });
  app.use('api/contacts', service);
  app.service('api/contacts').hooks({
    before: {
      create: [
        async (/** @type {any} */ call) => {
          call.data = Array.isArray(call.data) ? call.data.map(createdRow) : createdRow(call.data);
        },
      ],
      patch: [
        async (/** @type {any} */ call) => {
          call.data = toRow(call.data, { updated_at: now() });
        },
      ],
      update: [
        async (/** @type {any} */ call) => {
          const { created_at } = await service.get(call.id);
          const row = { tags: [], attributes: {}, ...call.data };
          call.data = toRow(row, { created_at, updated_at: now() });
        },
      ],
    },
  });
  app.use(express.notFound());
  app.use(express.errorHandler({ html: false, logger: false }));
  await app.setup();
  await listen(app);
  return { reset: () => database('contacts').truncate() };
});
