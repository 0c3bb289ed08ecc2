// Contacts as they come in lists: seeded, so that the same number and seed give the same rows, each
// with what is true of it.
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { LOCALES, LOCALE_MIX, PHONE } from './names.mjs';

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} email
 * @property {string} phone
 * @property {string} country_code
 * @property {string} created_at
 * @property {number} cluster        rows with one number are one person's
 * @property {boolean} emailIsGood   false for a bad one and for none
 * @property {boolean} phoneIsGood
 * @property {string} e164           of a good phone
 */

/** @typedef {keyof typeof PHONE} Country */

/**
 * @typedef {object} Person
 * @property {number} cluster
 * @property {Country} country
 * @property {string} first
 * @property {string} last
 * @property {string} title
 * @property {string} local   of the e-mail address
 * @property {string} domain
 * @property {string} national
 */

// sfc32, by Chris Doty-Humphrey (PractRand): small, and the same everywhere.
class Random {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = [0x9e3779b9 ^ seed, 0x243f6a88, 0xb7e15162, seed | 1];
    for (let i = 0; i < 20; ++i) this.next();
  }

  /** 0 to 1, without 1 */
  next() {
    const [a, b, c, d] = this.#state;
    const sum = (((a + b) | 0) + d) | 0;
    const mixed = (c << 21) | (c >>> 11);
    this.#state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (mixed + sum) | 0, (d + 1) | 0];
    return (sum >>> 0) / 2 ** 32;
  }

  /** @param {number} limit */
  below(limit) {
    return Math.floor(this.next() * limit);
  }

  /**
   * @param {number} least
   * @param {number} most
   */
  between(least, most) {
    return least + this.below(most - least + 1);
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }

  /**
   * @template T
   * @param {readonly T[]} choices
   */
  pick(choices) {
    return choices[this.below(choices.length)];
  }

  /**
   * The earlier, the more often, as surnames are.
   * @template T
   * @param {readonly T[]} choices
   */
  pickCommon(choices) {
    return choices[Math.floor(choices.length * this.next() ** 1.8)];
  }

  /** @param {number} count */
  digits(count) {
    return Array.from({ length: count }, () => this.below(10)).join('');
  }
}

/** @type {Record<string, string>} */
const GERMAN = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ı: 'i', ł: 'l' };

/** @param {string} text */
const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[äöüßıł]/g, (letter) => GERMAN[letter])
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '');

/**
 * @param {Random} random
 * @param {string} local
 * @param {string} domain
 */
function badEmail(random, local, domain) {
  return random.pick([
    '',
    local + domain,
    `${local}@@${domain}`,
    `${local}@${domain.split('.')[0]}`,
    `${local}@${domain}.`,
    `${local} ${random.digits(1)}@${domain}`,
    `@${domain}`,
    `${local}@-${domain}`,
    `${local}..${random.digits(1)}@${domain}`,
  ]);
}

/**
 * @param {Random} random
 * @param {Country} country
 * @returns {string}
 */
function badPhone(random, country) {
  const phone = random.pick([
    '',
    random.digits(random.between(3, 5)),
    'n/a',
    `+${PHONE[country].cc} ${random.digits(3)}`,
    `0${random.digits(random.between(16, 19))}`,
    `tel. ${random.digits(2)}`,
    '0000000',
  ]);
  const isGood = phone && isValidPhoneNumber(phone, /** @type {any} */ (country));
  return isGood ? badPhone(random, country) : phone;
}

/**
 * One of the ways in which people write a number.
 * @param {Random} random
 * @param {Country} country
 * @param {string} national
 */
function writePhone(random, country, national) {
  const { cc, np } = PHONE[country];
  const prefix = np === '1' ? '' : np;
  const areaSize = country === 'US' || national.length > 9 ? 3 : 2;
  const area = national.slice(0, areaSize);
  const rest = national.slice(areaSize);
  const parted = (/** @type {number} */ size, /** @type {string} */ separator) =>
    rest.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), `$1${separator}`);
  if (country === 'US') {
    const [exchange, line] = [rest.slice(0, 3), rest.slice(3)];
    return random.pick([
      `(${area}) ${exchange}-${line}`,
      `${area}-${exchange}-${line}`,
      `+1 ${area} ${exchange} ${line}`,
      `${area}.${exchange}.${line}`,
      `+1${national}`,
      national,
    ]);
  }
  return random.pick([
    `${prefix}${area} ${rest}`,
    prefix ? `+${cc} (${prefix})${area}/${rest}` : `+${cc} ${area}/${rest}`,
    `00${cc}${national}`,
    `+${cc}${national}`,
    `+${cc} ${area} ${parted(3, ' ')}`,
    `${prefix}${area}/${rest}`,
    `${prefix}${area}-${parted(2, '-')}`,
    `${prefix}${national}`,
    `00${cc} ${area} ${rest}`,
  ]);
}

class Generator {
  /** @type {Set<string>} */
  #emails = new Set();
  /** @type {Set<string>} */
  #phones = new Set();
  #random;

  /** @param {number} seed */
  constructor(seed) {
    this.#random = new Random(seed);
  }

  /** @param {number} count */
  *rows(count) {
    const random = this.#random;
    /** @type {Person[]} */
    const people = [];
    for (let i = 0; i < count; ++i) {
      const isAgain = people.length > 20 && random.chance(0.08);
      const person = isAgain ? random.pick(people) : this.#meet(i);
      if (!isAgain) people.push(person);
      yield this.#write(person, isAgain);
    }
  }

  /**
   * @param {number} cluster
   * @returns {Person}
   */
  #meet(cluster) {
    const random = this.#random;
    const locale = LOCALES[/** @type {keyof typeof LOCALES} */ (random.pick(LOCALE_MIX))];
    const country = /** @type {Country} */ (random.pick(locale.cc));
    let last = random.pickCommon(locale.last);
    if ('double' in locale && random.chance(0.8)) last += ` ${random.pickCommon(locale.last)}`;
    else if (random.chance(0.06)) last += `-${random.pickCommon(locale.last)}`;
    let first = random.pick(locale.first);
    if (random.chance(0.12)) first += random.pick(['-', ' ', ' ']) + random.pick(locale.first);
    return {
      cluster,
      country,
      first,
      last,
      title: random.pick(locale.titles),
      ...this.#makeEmail(first, last, random.pickCommon(locale.dom)),
      national: this.#makeNational(country),
    };
  }

  /**
   * @param {string} firstName
   * @param {string} lastName
   * @param {string} domain
   */
  #makeEmail(firstName, lastName, domain) {
    const random = this.#random;
    const [first, last] = [slug(firstName), slug(lastName)];
    for (let tries = 0; ; ++tries) {
      const size = tries ? Math.min(tries + 2, 7) : random.chance(0.35) ? 2 : 0;
      const number = random.digits(size);
      const local = random.pick([
        `${first}.${last}${number}`,
        `${first}.${last}${number}`,
        `${first[0]}.${last}${number}`,
        `${first}${last}${number}`,
        `${last}.${first}${number}`,
        `${first}_${last}${number}`,
        ...(random.chance(0.2) ? [`${first}.${last}${number}+kontakt`] : []),
      ]);
      const email = `${local}@${domain}`;
      if (this.#emails.has(email)) continue;
      this.#emails.add(email);
      return { local, domain };
    }
  }

  /** @param {Country} country */
  #makeNational(country) {
    const random = this.#random;
    while (true) {
      const [prefix, size] = /** @type {[string, number]} */ (random.pick(PHONE[country].pre));
      const first = random.between(country === 'US' ? 2 : 1, 9);
      const national = `${prefix}${first}${random.digits(size - 1)}`;
      const e164 = `+${PHONE[country].cc}${national}`;
      if (this.#phones.has(e164) || !isValidPhoneNumber(e164)) continue;
      this.#phones.add(e164);
      return national;
    }
  }

  /**
   * @param {Person} person
   * @param {boolean} isAgain  a row about somebody who stands there already
   * @returns {Row}
   */
  #write({ cluster, country, first, last, title, local, domain, national }, isAgain) {
    const random = this.#random;
    const { cc } = PHONE[/** @type {Country} */ (country)];
    let name = random.pick([
      ...Array(40).fill(`${first} ${last}`),
      ...Array(4).fill(`${last}, ${first}`),
      `${first} ${last}, ${title}`,
      `${first} "${first.slice(0, 3)}i" ${last}`,
      `${title} ${first} ${last}`,
    ]);
    let email = `${local}@${domain}`;
    if (isAgain) {
      if (random.chance(0.2)) name = random.pick([name.toUpperCase(), name.toLowerCase()]);
      if (random.chance(0.4)) email = random.pick([email.toUpperCase(), email]);
    }
    const emailIsGood = !random.chance(0.03);
    const phoneIsGood = !random.chance(0.05);
    if (!emailIsGood) email = badEmail(random, local, domain);
    return {
      name,
      email,
      phone: phoneIsGood ? writePhone(random, country, national) : badPhone(random, country),
      country_code: random.pick([...Array(30).fill(`+${cc}`), cc, `00${cc}`]),
      created_at: new Date(1e12 + random.below(7e11)).toISOString(),
      cluster,
      emailIsGood,
      phoneIsGood,
      e164: phoneIsGood ? `+${cc}${national}` : '',
    };
  }
}

/**
 * @param {number} count
 * @param {number} seed
 * @returns {Iterable<Row>}
 */
export function generateContacts(count, seed) {
  return new Generator(seed).rows(count);
}
