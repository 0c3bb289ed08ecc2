// The one BroadcastChannel of a book: everybody hears everything and listens to what is for them.
import { PROTOCOL } from './protocol.js';

/** @typedef {import('./protocol.js').Message} Message */

export class Channel {
  #channel;
  #tab;

  /**
   * @param {string} book
   * @param {string} tab  who speaks here
   * @param {(message: Message) => void} onMessage
   */
  constructor(book, tab, onMessage) {
    this.#tab = tab;
    this.#channel = new BroadcastChannel(`kartei:${book}`);
    this.#channel.onmessage = ({ data }) => {
      if (isMessage(data) && (data.to === '' || data.to === tab)) onMessage(data);
    };
  }

  /**
   * @param {string} kind
   * @param {Partial<Message>} [content]
   */
  say(kind, content = {}) {
    this.#channel.postMessage({ protocol: PROTOCOL, from: this.#tab, to: '', kind, ...content });
  }

  close() {
    this.#channel.close();
  }
}

/**
 * Any script of the origin can speak here.
 * @param {any} data
 * @returns {data is Message}
 */
function isMessage(data) {
  return (
    Number.isInteger(data?.protocol) &&
    [data.from, data.to, data.kind].every((part) => typeof part === 'string')
  );
}
