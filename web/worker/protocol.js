// What the workers of one book's tabs say to each other, and how long they wait.
//
// Whoever has the Web Lock of the book leads: it has the files open and answers everybody. Every
// message carries the number below, who it is from and, where it is for one tab, whom it is to.
//
//   to all        hello                        a tab is there: who leads?
//   leader        leader {epoch}               I do (to one that asked, or to all when it begins)
//   to the leader here                         I have heard
//                 call {id, name, args, epoch, isResent}, cancel {id}, ping {ids}, bye
//   leader, to 1  answer {id, value | error}, progress {id, progress}, pong {unknown: ids}
//   leader, all   event {event, detail}, working, idle, destroyed
//
// A call keeps its id for ever, whoever answers it: it is the request id that the store remembers
// with the answer of a write. So a tab may send again whatever it has no answer for.

/**
 * To be raised by one with every change of these messages and with every new schema of the
 * database (core/store/migrations): a tab never talks to one of another number. The newer one is
 * let in, the older one is told to load again. `hello` and `leader` keep their shape for ever.
 */
export const PROTOCOL = 1;

/** A call without an answer for so long asks whether the leader is there, then again and again. */
export const PING_AFTER_MS = 1_200;
export const PING_AGAIN_MS = 500;

/** And no answer to that: the leader sleeps. */
export const SILENT_AFTER_MS = 400;

/** A leader that has said that it is computing is believed for so long. */
export const WORKING_MS = 30_000;

/** Opening waits so long for the lock or for somebody who has it. */
export const OPEN_MS = 5_000;

/**
 * @typedef {object} Message
 * @property {number} protocol
 * @property {string} from     a tab
 * @property {string} to       a tab, or '' for all
 * @property {string} kind
 * @property {number} [epoch]
 * @property {string} [id]
 * @property {string[]} [ids]
 * @property {string[]} [unknown]
 * @property {string} [name]
 * @property {any} [args]
 * @property {boolean} [isResent]
 * @property {any} [value]
 * @property {any} [error]
 * @property {any} [progress]
 * @property {string} [event]
 * @property {any} [detail]
 */
