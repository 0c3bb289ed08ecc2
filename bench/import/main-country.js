// libphonenumber-js wants a country where a contact list has a calling code. With the calling code
// alone (defaultCallingCode) it takes no number that begins with 00.
const COUNTRIES = /** @type {const} */ ({
  1: 'US',
  34: 'ES',
  41: 'CH',
  43: 'AT',
  44: 'GB',
  48: 'PL',
  49: 'DE',
  90: 'TR',
});

/**
 * The country whose rules a number is dialled by.
 * @param {string} callingCode  "+49", "49" or "0049"
 */
export function mainCountry(callingCode) {
  const digits = callingCode.replace(/\D/g, '').replace(/^00/, '');
  return COUNTRIES[/** @type {keyof typeof COUNTRIES} */ (/** @type {unknown} */ (digits))];
}
