// A group of conditions in the segment builder, with the groups in it. What is removed gives the
// focus to what stands in its place.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { isGroup, maxLevel, newGroup } from '../filter/filter-tree.js';
import { askForCondition, ConditionRow } from './builder-condition.js';

/** @import { Key } from '../../i18n/translate.js' */
/** @import { IconName } from '../base/icons.js' */
/** @import { Group, Leaf } from '../filter/filter-tree.js' */
/** @import { Workbench } from './builder-condition.js' */

/**
 * How its conditions are taken, as a person says it: "none of these" is easier to read than "not
 * any of these".
 * @type {Record<'all' | 'any' | 'none' | 'not_all', Pick<Group, 'match' | 'isNot'>>}
 */
const kinds = {
  all: { match: 'all', isNot: false },
  any: { match: 'any', isNot: false },
  none: { match: 'any', isNot: true },
  not_all: { match: 'all', isNot: true },
};

/** @typedef {keyof typeof kinds} Kind */

const kindNames = /** @type {Kind[]} */ (Object.keys(kinds));

/** @param {Group} group */
function kindOf({ match, isNot }) {
  return kindNames.find((name) => kinds[name].match === match && kinds[name].isNot === isNot);
}

export class GroupBox {
  element;
  group;
  /** What it is called at its place. */
  name = '';
  #bench;
  #level;
  #kind;
  #removal;
  #list = element('ul', { class: 'parts' });
  #empty;
  #adding;
  /** One for each part of the group. @type {(GroupBox | ConditionRow)[]} */
  #boxes = [];

  /**
   * @param {Workbench} bench
   * @param {Group} group
   * @param {number} [level]
   * @param {() => void} [remove]  absent: the outermost group, which stays
   */
  constructor(bench, group, level = 1, remove) {
    this.group = group;
    this.#bench = bench;
    this.#level = level;
    const { words } = bench;
    this.#kind = element(
      'select',
      {
        class: 'kind',
        'aria-label': words.text('builder.kind'),
        value: kindOf(group),
        onchange: () => this.#changeKind(),
      },
      ...kindNames.map((name) =>
        element('option', { value: name }, words.text(`builder.kind_${name}`)),
      ),
    );
    this.#removal =
      remove &&
      element('button', { type: 'button', class: 'quiet remove', onclick: remove }, icon('close'));
    this.#empty = element(
      'p',
      { class: 'muted empty' },
      words.text(remove ? 'builder.empty_group' : 'builder.empty'),
    );
    this.#adding = this.#action('builder.add_condition', 'plus', () => this.#addCondition());
    this.#adding.setAttribute('aria-haspopup', 'dialog');
    const isDeepest = level === maxLevel;
    this.element = element(
      'div',
      { class: `group level-${level}`, role: 'group' },
      element('div', { class: 'head' }, this.#kind, this.#removal),
      this.#empty,
      this.#list,
      element(
        'div',
        { class: 'adding' },
        this.#adding,
        !isDeepest && this.#action('builder.add_group', 'groups', () => this.#addGroup()),
      ),
    );
    group.parts.forEach((part, i) => this.#show(part, i));
  }

  /**
   * Says what the group says now.
   * @param {string} [place]  "2.1": the first group in the second
   */
  update(place = '') {
    const { words } = this.#bench;
    this.name = place ? words.text('builder.group', { place }) : words.text('builder.conditions');
    this.element.setAttribute('aria-label', this.name);
    this.#removal?.setAttribute('aria-label', words.text('builder.remove', { filter: this.name }));
    this.#empty.hidden = this.#boxes.length > 0;
    this.#list.hidden = this.#boxes.length === 0;
    const joint = words.text(this.group.match === 'all' ? 'builder.and' : 'builder.or');
    for (const each of this.#list.querySelectorAll(':scope > li > .joint')) {
      each.textContent = joint;
    }
    let groups = 0;
    for (const box of this.#boxes) {
      if (box instanceof GroupBox) box.update(place ? `${place}.${++groups}` : String(++groups));
      else box.update();
    }
  }

  focus() {
    this.#kind.focus();
  }

  /** Where a first condition is added. */
  focusAdding() {
    this.#adding.focus();
  }

  /**
   * @param {Key} key
   * @param {IconName} iconName
   * @param {() => void} onclick
   */
  #action(key, iconName, onclick) {
    const properties = { type: 'button', class: 'quiet', onclick };
    return element('button', properties, icon(iconName), this.#bench.words.text(key));
  }

  /**
   * @param {Group | Leaf} part
   * @param {number} at
   */
  #show(part, at) {
    const remove = () => this.#remove(part);
    const box = isGroup(part)
      ? new GroupBox(this.#bench, part, this.#level + 1, remove)
      : new ConditionRow(this.#bench, part, remove);
    this.#boxes.splice(at, 0, box);
    // What is seen between two parts is heard with the group.
    const joint = element('span', { class: 'joint muted', 'aria-hidden': 'true' });
    this.#list.insertBefore(element('li', {}, joint, box.element), this.#list.children[at] ?? null);
    return box;
  }

  /**
   * @param {Group | Leaf} part
   * @param {number} [at]
   */
  #add(part, at = this.#boxes.length) {
    this.group.parts.splice(at, 0, part);
    const box = this.#show(part, at);
    this.#bench.changed();
    box.element.scrollIntoView({ block: 'nearest' });
    box.focus();
  }

  #addCondition() {
    askForCondition(this.#bench, this.#adding, (leaf) => this.#add(leaf));
  }

  /** One that takes its conditions as this one does would say nothing more than this one. */
  #addGroup() {
    this.#add(newGroup(this.group.match === 'all' ? 'any' : 'all'));
  }

  /** @param {Group | Leaf} part */
  #remove(part) {
    const at = this.group.parts.indexOf(part);
    this.group.parts.splice(at, 1);
    const [box] = this.#boxes.splice(at, 1);
    this.#list.children[at].remove();
    this.#bench.changed();
    this.#bench.removed(box.name, () => this.#add(part, Math.min(at, this.#boxes.length)));
    const next = this.#boxes[Math.min(at, this.#boxes.length - 1)];
    if (next) next.focus();
    else this.focusAdding();
  }

  #changeKind() {
    Object.assign(this.group, kinds[/** @type {Kind} */ (this.#kind.value)]);
    this.#bench.changed();
  }
}
