// How a rule of tidy.test.js is written: what it looks for, and a breach that it must find.
import assert from 'node:assert/strict';
import test from 'node:test';
import { code, imports, includes, repository, select } from './files.js';

/** @import { Files } from './files.js' */
/** @typedef {Record<string, string>} Sample  path -> text */

/**
 * `find` gives the breaches in some files: in `breach` there must be one, in the repository none.
 * @param {string} name
 * @param {(files: Files) => string[] | Promise<string[]>} find
 * @param {Sample | null} breach  null where what the rule compares with is not there
 */
export function rule(name, find, breach) {
  test(name, { skip: breach ? false : 'no shared corpora' }, async () => {
    const found = await find(new Map(Object.entries(breach ?? {})));
    assert.notDeepEqual(found, [], 'the rule does not find the breach that shows what it forbids');
    assert.deepEqual(await find(repository()), []);
  });
}

/**
 * Files of `where` but those of `except` include nothing that fits `what`.
 * @param {string} name
 * @param {{where: RegExp, what: RegExp, except?: RegExp[], breach: Sample}} terms
 */
export function forbidInclude(name, { where, what, except, breach }) {
  rule(
    name,
    (files) =>
      includes(files, where, except)
        .filter(({ target }) => what.test(target))
        .map(({ path, target }) => `${path} includes ${target}`),
    breach,
  );
}

/**
 * Files of `where` but those of `except` import nothing that fits `what`.
 * @param {string} name
 * @param {{where: RegExp, what: RegExp, except?: RegExp[], breach: Sample}} terms
 */
export function forbidImport(name, { where, what, except, breach }) {
  rule(
    name,
    (files) =>
      imports(files, where, except)
        .filter(({ target }) => what.test(target))
        .map(({ path, target }) => `${path} imports ${target}`),
    breach,
  );
}

/**
 * Nothing that fits `what` stands in the code (not the comments) of files of `where`.
 * @param {string} name
 * @param {{where: RegExp, what: RegExp, except?: RegExp[], breach: Sample}} terms
 */
export function forbidText(name, { where, what, except, breach }) {
  rule(name, (files) => matches(select(files, where, except).map(withoutComments), what), breach);
}

/**
 * The same, in comments too.
 * @param {string} name
 * @param {{where: RegExp, what: RegExp, except?: RegExp[], breach: Sample}} terms
 */
export function forbidAnywhere(name, { where, what, except, breach }) {
  rule(name, (files) => matches(select(files, where, except), what), breach);
}

/**
 * @param {[string, string]} file
 * @returns {[string, string]}
 */
function withoutComments([path, text]) {
  return [path, code(path, text)];
}

/**
 * @param {[string, string][]} files
 * @param {RegExp} what
 */
function matches(files, what) {
  return files.flatMap(([path, text]) => {
    const found = what.exec(text);
    return found ? [`${path}: ${found[0].trim()}`] : [];
  });
}
