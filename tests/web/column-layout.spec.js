// Which columns are shown, in which order and how wide.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ColumnLayout } from '../../web/elements/table/column-layout.js';
import { defaultColumns } from '../../web/elements/contact/contact-columns.js';

test('columns are shown, hidden, moved, and all put back', () => {
  const layout = new ColumnLayout();
  assert.deepEqual(layout.shown, defaultColumns);
  assert.ok(layout.isUsual);
  layout.hide('email');
  assert.ok(layout.isUsual);
  layout.show('attributes.Firma');
  layout.move('attributes.Firma', 0);
  assert.deepEqual(layout.shown, [
    'attributes.Firma',
    'name',
    'country_code',
    'phone',
    'created_at',
  ]);
  assert.ok(!layout.isUsual);
  assert.deepEqual(layout.hidden(['attributes.Firma', 'attributes.Ort']), [
    ...['email', 'updated_at', 'last_contact_at', 'source', 'tags', 'attributes.Ort'],
  ]);
  layout.reset();
  assert.deepEqual(layout.shown, defaultColumns);
});

test('the last column stays, and none stands twice', () => {
  const layout = new ColumnLayout();
  for (const id of defaultColumns) layout.hide(id);
  assert.deepEqual(layout.shown, ['created_at']);
  layout.show('created_at');
  layout.move('created_at', 7);
  assert.deepEqual(layout.shown, ['created_at']);
});

test('a choice comes back as it was; what nobody knows is left out', () => {
  const layout = new ColumnLayout();
  layout.show('tags');
  layout.resize('email', 12.34);
  layout.resize('phone', 1000);
  const again = new ColumnLayout();
  again.choice = JSON.parse(JSON.stringify(layout.choice));
  assert.deepEqual(again.choice, layout.choice);
  assert.equal(again.width('email'), 12.3);
  assert.equal(again.width('phone'), 60);
  assert.equal(again.width('name'), null);
  for (const strange of [
    ...[null, {}, [], { shown: 'name' }, { shown: ['no_such', 7, 'constructor', 'attributes.'] }],
  ]) {
    again.choice = /** @type {any} */ (strange);
    assert.deepEqual(again.shown, defaultColumns);
  }
  again.choice = /** @type {any} */ ({
    ...{ shown: ['name', 'name', 'x'], widths: { name: 'wide', x: 3, email: 5 } },
  });
  assert.deepEqual(again.choice, { shown: ['name'], widths: {} });
});

test('a calling code that has its own column is not said twice', () => {
  const layout = new ColumnLayout();
  const phoneOf = (/** @type {string} */ country_code, /** @type {string} */ phone) => {
    const column = layout.columns.find(({ id }) => id === 'phone');
    return column?.text(/** @type {any} */ ({ country_code, phone }), /** @type {any} */ (null));
  };
  assert.equal(phoneOf('+49', '+49 30 23125101'), '30 23125101');
  assert.equal(phoneOf('+49', '030 23125101'), '030 23125101');
  assert.equal(phoneOf('', '+49 30 23125101'), '+49 30 23125101');
  assert.equal(phoneOf('+43', '+49 30 23125101'), '+49 30 23125101');
  layout.hide('country_code');
  assert.equal(phoneOf('+49', '+49 30 23125101'), '+49 30 23125101');
});
